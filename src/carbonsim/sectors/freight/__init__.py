"""Heavy trucks: stock, choice, energy, emissions and costs, and the swap stations of a trunk line."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.core.errors import Problem
from carbonsim.core.types import Array, IntArray, Progress
from carbonsim.kernel.adapter import adapted
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sector import ReportedVariable
from carbonsim.results.records import Check, Limit
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.checks import top_down
from carbonsim.sectors.freight.consistency import problems
from carbonsim.sectors.freight.limits import station_limits
from carbonsim.sectors.freight.model import FreightModel
from carbonsim.sectors.freight.past_values import past_values
from carbonsim.sectors.freight.reporting import reported
from carbonsim.sectors.freight.rows import GIVEN, POWERTRAINS, SEGMENTS
from carbonsim.sectors.freight.stations import prepare
from carbonsim.sectors.shares import whole_of


class Freight:
    """The freight sector as the engine sees it."""

    name = "freight"

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
        sales = ("past_sales_share", *(("sales_share",) if scenario.text("freight.sales") == GIVEN else ()))
        return whole_of(scenario, key, {SEGMENTS: ("share_of_stock",), POWERTRAINS: sales})

    def prepare(self, scenario: Scenario, progress: Progress | None) -> None:
        """Make the service curves of its stations that are not there yet."""
        prepare(scenario, progress)

    def start(self, inputs: Inputs) -> FreightModel:
        """Begin a run."""
        return FreightModel(inputs)

    def limits(
        self,
        scenario: Scenario,  # noqa: ARG002 - what the series say is enough
        central: Mapping[str, Array],
        years: IntArray,
    ) -> tuple[Limit, ...]:
        """Years in which public swap stations are too few."""
        return tuple(station_limits(central, years))

    def checks(
        self,
        scenario: Scenario,
        central: Mapping[str, Array],
        ensemble: Mapping[str, Array],
        years: IntArray,
    ) -> tuple[Check, ...]:
        """Cross-checks of a run against statistics of its region."""
        return top_down(scenario, central, ensemble, years)


SECTOR = adapted(Freight())
