"""Heavy trucks: stock, choice, energy, emissions and costs, and the swap stations of a trunk line."""

from __future__ import annotations

from carbonsim.kernel.sector import Sector
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.balances import Balances
from carbonsim.sectors.freight.checks import all_checks
from carbonsim.sectors.freight.consistency import problems
from carbonsim.sectors.freight.counted import counted
from carbonsim.sectors.freight.duties import DUTIES
from carbonsim.sectors.freight.limits import station_limits
from carbonsim.sectors.freight.model import made, start, step
from carbonsim.sectors.freight.outputs import figures, variables
from carbonsim.sectors.freight.parameters import GIVEN
from carbonsim.sectors.freight.past_values import past_values
from carbonsim.sectors.freight.powertrains import POWERTRAINS
from carbonsim.sectors.freight.stations import kept_files, prepare
from carbonsim.sectors.freight.trucks import Trucks
from carbonsim.sectors.shares import whole_of


def _whole(scenario: Scenario, key: str) -> tuple[str, ...]:
    """Shares of the stock and of registrations, and of sales as they happened or as given."""
    sales = ("past_sales_share", *(("sales_share",) if scenario.text("freight.sales") == GIVEN else ()))
    return whole_of(scenario, key, {DUTIES: ("share_of_stock", "share_of_sales"), POWERTRAINS: sales})


SECTOR = Sector(
    name="freight",
    parameters=Trucks,
    start=start,
    step=step,
    variables=variables,
    figures=figures,
    made=made,
    counted=counted,
    balances=Balances,
    problems=problems,
    warnings=past_values,
    whole=_whole,
    prepare=prepare,
    kept=kept_files,
    limits=station_limits,
    checks=all_checks,
)
