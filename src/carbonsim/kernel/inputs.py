"""The values of all parameters of a scenario for one batch of draws."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, cast

import numpy as np

from carbonsim.core.distributions import draw
from carbonsim.core.errors import DataError
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.kernel.sharing import Shared, reading, recorded
from carbonsim.scenario.scenario import Scenario

T = TypeVar("T")


@dataclass(frozen=True)
class Inputs:
    """The values of all parameters for one block of draws, in the units of their definitions.

    `scores` holds the standard normal scores of the parameters that have a range, (draws,), or (years of the
    scenario, draws) where each year has its own; without it every parameter is at its central value. Series
    have shape (years, draws), or (years, 1) where no draw changes them. `shared` takes what parameters alone
    give: a plan and its reference on the same block make what is the same in both only once.
    """

    scenario: Scenario
    years: IntArray
    draws: int
    scores: Mapping[str, Array]
    shared: Shared | None = None

    def series(self, address: str, years: IntArray | None = None) -> Array:
        """One parameter in the years of the horizon, or in any others, (years, draws) or (years, 1)."""
        wanted = self.years if years is None else years
        if not self._shares:
            return self._series(address, wanted)
        assert self.shared is not None
        name, settings = (Inputs._series, (address, wanted.tobytes())), self.scenario.settings
        piece = self.shared.find(name, settings)
        if piece is not None:
            return cast("Array", piece.value)
        values = self._series(address, wanted)
        # its own parameter is all that it reads: no recorder is needed for what there is most of
        self.shared.keep(name, {address: reading(settings[address])}, values)
        return values

    @property
    def _shares(self) -> bool:
        return self.shared is not None and self.shared.takes(self.scenario)

    def once(self, make: Callable[..., T], *arguments: Hashable) -> T:
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

    def _series(self, address: str, years: IntArray) -> Array:
        definition = self.scenario.settings[address].definition
        quantity = self.scenario.quantity(address)
        central, low, high = quantity.series(years)
        if low is None or high is None or address not in self.scores:
            return np.asarray(central[:, None])
        score = self._score(address, years)
        ends = low, central, high
        if score.ndim == 1 and all((end == end[:1]).all() for end in ends):
            ends = low[:1], central[:1], high[:1]  # what no year changes is drawn once
        low, central, high = (end[:, None] for end in ends)
        bounds = (definition.minimum, definition.maximum)
        values = draw(quantity.distribution, (low, central, high), bounds, score)
        return np.broadcast_to(values, (len(years), values.shape[-1]))

    def _score(self, address: str, years: IntArray) -> Array:
        """Scores of a parameter, (draws,), or (years, draws) where each year has its own."""
        score = self.scores[address]
        if score.ndim == 1:
            return score
        first, last = self.scenario.years
        if np.any(years < first) or np.any(years > last):
            raise DataError(f"{address} is drawn for each year of the horizon, and is read in others")
        return np.asarray(score[years - first])

    def constant(self, address: str) -> Array:
        """One parameter that takes one value for all years, (draws,) or (1,)."""
        if self.scenario.settings[address].definition.varies:
            raise DataError(f"{address} may be a path over years, and is read as a constant")
        return np.asarray(self.series(address, self.years[:1])[0])

    def paths(self, family: str, attribute: str, years: IntArray | None = None) -> MemberSeries:
        """One attribute of all rows of a family in the years of the horizon, or in any others."""
        members = self.scenario.members(family)
        return MemberSeries(tuple(self.series(f"{family}.{row}.{attribute}", years) for row in members))

    def row_constants(self, family: str, attribute: str) -> Array:
        """One attribute of all rows of a family, one value for all years, (rows, draws) or (rows, 1)."""
        values = [self.constant(f"{family}.{row}.{attribute}") for row in self.scenario.members(family)]
        return np.stack(np.broadcast_arrays(*values))

    def own_paths(self, family: str, attribute: str, years: IntArray | None = None) -> MemberSeries:
        """As `paths`, with 0 for rows that only the other case of a comparison has: of amounts and shares."""
        rows = zip(self.paths(family, attribute, years).rows, self.scenario.offered(family), strict=True)
        return MemberSeries(tuple(row if offered else np.zeros_like(row) for row, offered in rows))

    def own_constants(self, family: str, attribute: str) -> Array:
        """As `row_constants`, with 0 for rows that only the other case of a comparison has."""
        offered = np.array(self.scenario.offered(family), dtype=bool)[:, None]
        return np.where(offered, self.row_constants(family, attribute), 0.0)

    def texts(self, family: str, attribute: str) -> tuple[str, ...]:
        """A text or option of all rows of a family."""
        members = self.scenario.members(family)
        return tuple(self.scenario.text(f"{family}.{row}.{attribute}") for row in members)
