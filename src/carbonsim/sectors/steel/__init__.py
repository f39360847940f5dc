"""Steel: shaft furnaces from the reactor to the works to the fleet, with their emissions and costs."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.core.errors import Problem
from carbonsim.core.types import Array, IntArray, Progress
from carbonsim.kernel.adapter import adapted
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sector import ReportedVariable
from carbonsim.results.records import Check, Limit
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.shares import whole_of
from carbonsim.sectors.steel.checks import all_checks
from carbonsim.sectors.steel.consistency import problems
from carbonsim.sectors.steel.limits_reported import supply_limits
from carbonsim.sectors.steel.model import SteelModel
from carbonsim.sectors.steel.reporting import reported
from carbonsim.sectors.steel.rows import ROUTES


class Steel:
    """The steel sector as the engine sees it."""

    name = "steel"

    def variables(self, scenario: Scenario) -> tuple[ReportedVariable, ...]:
        """What it reports under a scenario."""
        return reported(scenario)

    def problems(self, scenario: Scenario) -> list[Problem]:
        """What is wrong between parameters that are each right."""
        return problems(scenario)

    def warnings(self, scenario: Scenario) -> list[Problem]:  # noqa: ARG002 - steel has no past that is taken as it happened
        """Warnings of what is allowed and does less than it seems to."""
        return []

    def whole(self, scenario: Scenario, key: str) -> tuple[str, ...]:
        """Keys of the shares that are drawn and then scaled to add up to 1 with one, itself among them."""
        return whole_of(scenario, key, {ROUTES: ("initial_share",)})

    def prepare(self, scenario: Scenario, progress: Progress | None) -> None:
        """Nothing takes long here."""

    def start(self, inputs: Inputs) -> SteelModel:
        """Begin a run."""
        return SteelModel(inputs)

    def limits(self, scenario: Scenario, central: Mapping[str, Array], years: IntArray) -> tuple[Limit, ...]:
        """Years in which supplies are used up."""
        return tuple(supply_limits(scenario, central, years))

    def checks(
        self,
        scenario: Scenario,
        central: Mapping[str, Array],
        ensemble: Mapping[str, Array],
        years: IntArray,
    ) -> tuple[Check, ...]:
        """Cross-checks of a run against statistics of its region."""
        return all_checks(scenario, central, ensemble, years)


SECTOR = adapted(Steel())
