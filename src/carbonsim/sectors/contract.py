"""What a sector is: the one object that each folder beside this file hands over.

A sector folder holds ``definitions.csv`` and ``parameters.csv`` (what may be set, and what it is by default),
``variables.csv`` (what it reports) and a module that exports ``SECTOR``. The engine and the contract tests
find it by its folder; no other file is edited.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar, cast

import numpy as np

from carbonsim.core.distributions import draw
from carbonsim.core.errors import DataError, Problem
from carbonsim.core.types import Array, IntArray, Progress
from carbonsim.results.records import Check, Limit, Variable
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.paths import Paths
from carbonsim.sectors.sharing import Shared, reading, recorded

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

    def paths(self, family: str, attribute: str, years: IntArray | None = None) -> Paths:
        """One attribute of all rows of a family in the years of the horizon, or in any others."""
        members = self.scenario.members(family)
        return Paths(tuple(self.series(f"{family}.{row}.{attribute}", years) for row in members))

    def row_constants(self, family: str, attribute: str) -> Array:
        """One attribute of all rows of a family, one value for all years, (rows, draws) or (rows, 1)."""
        values = [self.constant(f"{family}.{row}.{attribute}") for row in self.scenario.members(family)]
        return np.stack(np.broadcast_arrays(*values))

    def own_paths(self, family: str, attribute: str, years: IntArray | None = None) -> Paths:
        """As `paths`, with 0 for rows that only the other case of a comparison has: of amounts and shares."""
        rows = zip(self.paths(family, attribute, years).rows, self.scenario.offered(family), strict=True)
        return Paths(tuple(row if offered else np.zeros_like(row) for row, offered in rows))

    def own_constants(self, family: str, attribute: str) -> Array:
        """As `row_constants`, with 0 for rows that only the other case of a comparison has."""
        offered = np.array(self.scenario.offered(family), dtype=bool)[:, None]
        return np.where(offered, self.row_constants(family, attribute), 0.0)

    def texts(self, family: str, attribute: str) -> tuple[str, ...]:
        """A text or option of all rows of a family."""
        members = self.scenario.members(family)
        return tuple(self.scenario.text(f"{family}.{row}.{attribute}") for row in members)


#: Goods whose price falls with what the world has made of them: each is a field of `Prices`, and has
#: ``price``, ``learning_rate`` and ``cumulative_output`` under ``drivers.<good>``.
GOODS = ("battery", "electrolyser")


@dataclass(frozen=True)
class Prices:
    """What the markets say in one year, each (draws,) or (1,), set by what was done up to the year before.

    In the units of ``drivers``: `battery` [CNY/kWh], `electrolyser` [CNY/kW],
    `grid_emission_factor` [kg CO2/kWh], `carbon` [CNY/t CO2].
    """

    battery: Array
    electrolyser: Array
    grid_emission_factor: Array
    carbon: Array


#: Figures of one year that are worked out together, by key.
Figures = Callable[[], Mapping[str, Array]]


@dataclass(frozen=True)
class Step:
    """What a sector did in one year.

    Each of `outputs` works out some figures that belong together: keys of ``variables.csv`` to an array
    (draws,), or (rows, draws) for a family of variables. They are the same functions in the same order every
    year, and those are not called that have nothing of what is asked for; prices of the markets are reported
    by the engine. `made` goes to the markets of later years: what was made for it of each of `GOODS`,
    `battery` [GWh/yr] and `electrolyser` [GW/yr]; of a good that is left out, nothing.
    """

    outputs: Sequence[Figures]
    made: Mapping[str, Array]


class Model(Protocol):
    """A sector under way."""

    def advance(self, year: int, prices: Prices) -> Step:
        """Do the year with this index (0 is the first)."""


@dataclass(frozen=True)
class ReportedVariable:
    """A row of ``variables.csv`` for one row of its family: where an output goes and how it is scaled.

    `ensemble` says whether its draws are kept, or only the central run. `total` names the total over sectors
    (a key of ``engine/totals.csv``) that it is the sector's part of: at most one variable for each total.
    `offered` is False for a row that only the other case of a comparison has: no claim is answered by it.
    """

    key: str
    row: int
    factor: float
    variable: Variable
    ensemble: bool = True
    total: str = ""
    offered: bool = True


class Sector(Protocol):
    """What a sector folder hands over as ``SECTOR``."""

    @property
    def name(self) -> str:
        """Name of the folder and of the section in scenario files."""

    def variables(self, scenario: Scenario) -> tuple[ReportedVariable, ...]:
        """What it reports under a scenario."""

    def problems(self, scenario: Scenario) -> list[Problem]:
        """What is wrong between parameters that are each right: shares that do not add up, say."""

    def warnings(self, scenario: Scenario) -> list[Problem]:
        """Warnings of what does less than it seems to: a value for years that have happened, say."""

    def whole(self, scenario: Scenario, key: str) -> tuple[str, ...]:
        """Keys of the shares that are drawn and then scaled to add up to 1 with one, itself among them."""

    def prepare(self, scenario: Scenario, progress: Progress | None) -> None:
        """Make what takes long and lasts beyond a run, and keep it: a run that does not find it makes it."""

    def start(self, inputs: Inputs) -> Model:
        """Begin a run."""

    def limits(self, scenario: Scenario, central: Mapping[str, Array], years: IntArray) -> Sequence[Limit]:
        """Limits that bind in the deterministic run of a plan or a reference; `central` by name, (years,)."""

    def checks(
        self,
        scenario: Scenario,
        central: Mapping[str, Array],
        ensemble: Mapping[str, Array],
        years: IntArray,
    ) -> tuple[Check, ...]:
        """Cross-checks of a run against statistics of its region, if there are any.

        `central` (years,) and `ensemble` (years, draws) hold the series by name, with those of the
        differences. `ensemble` is empty where only the central run was made, and lacks what keeps no draws.
        """
