"""Sectors whose model is one object that changes year by year, as sectors of the kernel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from carbonsim.core.errors import Problem
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray, Progress
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sector import Figures, ReportedVariable, Sector
from carbonsim.results.records import Check, Limit
from carbonsim.scenario.scenario import Scenario

#: Figures of one year that are worked out together, by key.
Computation = Callable[[], Mapping[str, Array]]


@dataclass(frozen=True)
class Step:
    """Step of a model: what it did in one year.

    Each of `outputs` works out some figures that belong together: keys of ``variables.csv`` to an array
    (draws,), or (rows, draws) for a family of variables. They are the same functions in the same order every
    year. `made` is as in `Sector`.
    """

    outputs: Sequence[Computation]
    made: Mapping[str, Array]


class Model(Protocol):
    """A sector under way."""

    def advance(self, year: int, prices: Prices) -> Step:
        """Do the year with this index (0 is the first)."""


class ModelSector(Protocol):
    """A sector that begins a model; all else as in `Sector`."""

    @property
    def name(self) -> str:
        """Name of the folder and of the section in scenario files."""

    def variables(self, scenario: Scenario) -> tuple[ReportedVariable, ...]:
        """Variables that are reported."""

    def problems(self, scenario: Scenario) -> list[Problem]:
        """Problems between parameters that are each right."""

    def warnings(self, scenario: Scenario) -> list[Problem]:
        """Warnings of what does less than it seems to."""

    def whole(self, scenario: Scenario, key: str) -> tuple[str, ...]:
        """Keys of shares of one whole."""

    def prepare(self, scenario: Scenario, progress: Progress | None) -> None:
        """Make what takes long and lasts."""

    def start(self, inputs: Inputs) -> Model:
        """Begin a run."""

    def limits(self, scenario: Scenario, central: Mapping[str, Array], years: IntArray) -> Sequence[Limit]:
        """Limits that bind."""

    def checks(
        self,
        scenario: Scenario,
        central: Mapping[str, Array],
        ensemble: Mapping[str, Array],
        years: IntArray,
    ) -> tuple[Check, ...]:
        """Cross-checks against statistics."""


@dataclass(frozen=True)
class Underway:
    """A model, and the index of the year that it does next."""

    model: Model
    year: int


def adapted(sector: ModelSector) -> Sector[Inputs, Underway, Step]:
    """Sector of the kernel from one that begins a model."""

    def step(inputs: Inputs, underway: Underway, prices: Prices) -> tuple[Underway, Step]:  # noqa: ARG001 - the model has read them
        done = underway.model.advance(underway.year, prices)
        return Underway(underway.model, underway.year + 1), done

    return Sector(
        name=sector.name,
        parameters=lambda inputs: inputs,
        start=lambda inputs: Underway(sector.start(inputs), 0),
        step=step,
        variables=sector.variables,
        figures=lambda _, done, __: [Figures(compute) for compute in done.outputs],
        made=lambda done: done.made,
        problems=sector.problems,
        warnings=sector.warnings,
        whole=sector.whole,
        prepare=sector.prepare,
        limits=sector.limits,
        checks=sector.checks,
    )
