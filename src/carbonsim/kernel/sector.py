"""What a sector is: the one object that each folder in ``sectors`` hands over.

A sector folder holds ``definitions.csv`` and ``parameters.csv`` (what may be set, and what it is by default),
``variables.csv`` (what it reports) and a module that exports ``SECTOR``. The engine and the contract tests
find it by its folder; no other file is edited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from carbonsim.core.errors import Problem
from carbonsim.core.types import Array, IntArray, Progress
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.results.records import Check, Limit, Variable
from carbonsim.scenario.scenario import Scenario

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
