"""The values of all parameters of a scenario for one batch of draws."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import field, replace
from typing import TypeVar, cast

import numpy as np

from carbonsim.core.distributions import draw
from carbonsim.core.errors import DataError
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.columns import ByColumn
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.kernel.sharing import Shared, reading, recorded
from carbonsim.scenario.quantity import Definition, Quantity
from carbonsim.scenario.scenario import Scenario

T = TypeVar("T")


@dataclass(frozen=True)
class Inputs:
    """The values of all parameters for one batch of draws, in the units of their definitions.

    Series have shape (years, draws), or (years, 1) where no draw changes them.

    Attributes
    ----------
    scenario : Scenario
    years : array of int
        The horizon.
    draws : int
    scores : mapping of str to array [1], (draws,) or (years of the scenario, draws)
        Standard normal variates of the parameters that have a range, by key; any other parameter is at its
        central value.
    shared : Shared, optional
        Takes what follows from parameters alone: policy case and baseline on the same batch make what is the
        same in both only once.
    columns : mapping of str to ByColumn
        Parameters that each column of the draw axis has its own value of, by key; see `set_by_column`.
    """

    scenario: Scenario
    years: IntArray
    draws: int
    scores: Mapping[str, Array]
    shared: Shared | None = None
    columns: Mapping[str, ByColumn] = field(default_factory=dict)

    def series(self, key: str, years: IntArray | None = None) -> Array:
        """One parameter in the years of the horizon, or in any others, (years, draws) or (years, 1)."""
        wanted = self.years if years is None else years
        if not self._shares:
            return self._series(key, wanted)
        assert self.shared is not None
        name, settings = (Inputs._series, (key, wanted.tobytes())), self.scenario.settings
        piece = self.shared.find(name, settings)
        if piece is not None:
            return cast("Array", piece.value)
        values = self._series(key, wanted)
        # its own parameter is all that it reads: no recorder is needed for what there is most of
        self.shared.keep(name, {key: reading(settings[key])}, values)
        return values

    @property
    def _shares(self) -> bool:
        return self.shared is not None and self.shared.takes(self.scenario)

    def memoised(self, make: Callable[..., T], *arguments: Hashable) -> T:
        """Piece that follows from parameters alone, made once for all scenarios in which these are the same.

        Parameters
        ----------
        make : callable
            A function of a module, called with these inputs and the arguments: whatever else it depends on
            it reads from the inputs, and what it reads is recorded.
        arguments : hashable
            Numbers and texts that it is given beside.

        Returns
        -------
        Whatever `make` gives
            As others are given the same, nobody may change it; an array refuses to be.
        """
        if not self._shares:
            return make(self, *arguments)
        assert self.shared is not None
        piece = self.shared.find((make, arguments), self.scenario.settings)
        if piece is not None:
            return cast("T", piece.value)
        scenario, recorder = recorded(self.scenario)
        value = make(replace(self, scenario=scenario), *arguments)
        self.shared.keep((make, arguments), recorder.read, value)
        return value

    def _series(self, key: str, years: IntArray) -> Array:
        definition = self.scenario.settings[key].definition
        if (by_column := self.columns.get(key)) is not None:
            each = [self._of(quantity, definition, key, years) for quantity in by_column.quantities]
            return by_column.chosen(tuple(each))
        return self._of(self.scenario.quantity(key), definition, key, years)

    def _of(self, quantity: Quantity, definition: Definition, key: str, years: IntArray) -> Array:
        """Values of a quantity in some years, drawn if it has a range."""
        central, low, high = quantity.series(years)
        if low is None or high is None or key not in self.scores:
            return np.asarray(central[:, None])
        score = self._score(key, years)
        ends = low, central, high
        if score.ndim == 1 and all((end == end[:1]).all() for end in ends):
            ends = low[:1], central[:1], high[:1]  # what no year changes is drawn once
        low, central, high = (end[:, None] for end in ends)
        bounds = (definition.minimum, definition.maximum)
        values = draw(quantity.distribution, (low, central, high), bounds, score)
        return np.broadcast_to(values, (len(years), values.shape[-1]))

    def _score(self, key: str, years: IntArray) -> Array:
        """Scores of a parameter, (draws,), or (years, draws) where each year has its own."""
        score = self.scores[key]
        if score.ndim == 1:
            return score
        first, last = self.scenario.years
        if np.any(years < first) or np.any(years > last):
            raise DataError(f"{key} is drawn for each year of the horizon, and is read in others")
        return np.asarray(score[years - first])

    def constant(self, key: str) -> Array:
        """One parameter that takes one value for all years, (draws,) or (1,)."""
        if self.scenario.settings[key].definition.varies:
            raise DataError(f"{key} may be a path over years, and is read as a constant")
        return np.asarray(self.series(key, self.years[:1])[0])

    def path_years(self, key: str) -> tuple[int, ...]:
        """Years of the path of a parameter; none of a constant."""
        if (by_column := self.columns.get(key)) is None:
            return self.scenario.quantity(key).years
        _ = self.scenario.settings[key]  # it is read, for whoever notes what is
        return by_column.path_years(key)

    def member_series(self, members_of: str, name: str, years: IntArray | None = None) -> MemberSeries:
        """One parameter of all members of a set in the years of the horizon, or in any others."""
        members = self.scenario.members(members_of)
        return MemberSeries(tuple(self.series(f"{members_of}.{member}.{name}", years) for member in members))

    def member_constants(self, members_of: str, name: str) -> Array:
        """One parameter of all members of a set, of one value for all years, (K, draws) or (K, 1)."""
        values = [
            self.constant(f"{members_of}.{member}.{name}") for member in self.scenario.members(members_of)
        ]
        return np.stack(np.broadcast_arrays(*values))

    def own_member_series(self, members_of: str, name: str, years: IntArray | None = None) -> MemberSeries:
        """As `member_series`, with 0 for members that only the other case has: of amounts and shares."""
        rows = zip(
            self.member_series(members_of, name, years).rows, self.scenario.offered(members_of), strict=True
        )
        return MemberSeries(tuple(row if offered else np.zeros_like(row) for row, offered in rows))

    def own_member_constants(self, members_of: str, name: str) -> Array:
        """As `member_constants`, with 0 for members that only the other case of a comparison has."""
        offered = np.array(self.scenario.offered(members_of), dtype=bool)[:, None]
        return np.where(offered, self.member_constants(members_of, name), 0.0)

    def texts(self, members_of: str, name: str) -> tuple[str, ...]:
        """A text or option of all members of a set."""
        members = self.scenario.members(members_of)
        return tuple(self.scenario.text(f"{members_of}.{member}.{name}") for member in members)
