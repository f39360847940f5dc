"""New energy vehicles: passenger cars by powertrain, their adoption, energy, emissions and costs."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.core.errors import Problem
from carbonsim.core.types import Array, IntArray, Progress
from carbonsim.kernel.adapter import adapted
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sector import ReportedVariable
from carbonsim.results.records import Check, Limit
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.nev.checks import against_statistics
from carbonsim.sectors.nev.consistency import problems
from carbonsim.sectors.nev.limits import rule_limits
from carbonsim.sectors.nev.model import NevModel
from carbonsim.sectors.nev.past_values import past_values
from carbonsim.sectors.nev.reporting import car_rows, reported
from carbonsim.sectors.nev.rows import POWERTRAINS
from carbonsim.sectors.shares import whole_of


class NewEnergyVehicles:
    """The car sector as the engine sees it."""

    name = "nev"

    def variables(self, scenario: Scenario) -> tuple[ReportedVariable, ...]:
        """What it reports under a scenario."""
        return reported(scenario)

    def problems(self, scenario: Scenario) -> list[Problem]:
        """What is wrong between parameters that are each right."""
        return problems(scenario)

    def warnings(self, scenario: Scenario) -> list[Problem]:
        """Warnings of what is allowed and does less than it seems to."""
        return past_values(scenario)

    def whole(self, scenario: Scenario, key: str) -> tuple[str, ...]:
        """Keys of the shares that are drawn and then scaled to add up to 1 with one, itself among them."""
        plug_in = {row: scenario.text(f"{POWERTRAINS}.{row}.energy") != "pump" for row in car_rows(scenario)}
        # history is that of both cases
        shares = whole_of(scenario, key, {POWERTRAINS: ("past_split",)}, Scenario.members)
        row = key.split(".")[-2]
        return tuple(
            share for share in shares if plug_in.get(share.split(".")[-2]) == plug_in.get(row, "no car")
        )

    def prepare(self, scenario: Scenario, progress: Progress | None) -> None:
        """Nothing takes long here."""

    def start(self, inputs: Inputs) -> NevModel:
        """Begin a run."""
        return NevModel(inputs)

    def limits(self, scenario: Scenario, central: Mapping[str, Array], years: IntArray) -> tuple[Limit, ...]:
        """Years in which a rule decides what is sold."""
        return tuple(rule_limits(scenario, central, years))

    def checks(
        self,
        scenario: Scenario,
        central: Mapping[str, Array],
        ensemble: Mapping[str, Array],
        years: IntArray,
    ) -> tuple[Check, ...]:
        """Cross-checks of a run against what was counted."""
        return against_statistics(scenario, central, ensemble, years)


SECTOR = adapted(NewEnergyVehicles())
