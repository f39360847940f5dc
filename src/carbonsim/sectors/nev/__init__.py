"""New energy vehicles: passenger cars by powertrain, their adoption, energy, emissions and costs."""

from __future__ import annotations

from carbonsim.core.errors import Problem
from carbonsim.kernel.sector import Sector
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.nev.balances import Balances
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.checks import against_statistics
from carbonsim.sectors.nev.consistency import problems
from carbonsim.sectors.nev.limits import rule_limits
from carbonsim.sectors.nev.model import made, start, step
from carbonsim.sectors.nev.outputs import figures, variables
from carbonsim.sectors.nev.past_values import past_values
from carbonsim.sectors.nev.powertrains import POWERTRAINS
from carbonsim.sectors.nev.sets import car_names
from carbonsim.sectors.nev.unread_rows import unread_of_rows
from carbonsim.sectors.shares import whole_of


def _whole(scenario: Scenario, key: str) -> tuple[str, ...]:
    """Splits of the past are shares of the cars with a plug, or of those without."""
    plug_in = {name: scenario.text(f"{POWERTRAINS}.{name}.energy") != "pump" for name in car_names(scenario)}
    # history is that of both cases
    shares = whole_of(scenario, key, {POWERTRAINS: ("past_split",)}, Scenario.members)
    own = plug_in.get(key.split(".")[-2], "no car")
    return tuple(share for share in shares if plug_in.get(share.split(".")[-2]) == own)


def _warnings(scenario: Scenario) -> list[Problem]:
    return [*past_values(scenario), *unread_of_rows(scenario)]


SECTOR = Sector(
    name="nev",
    parameters=Cars,
    start=start,
    step=step,
    variables=variables,
    figures=figures,
    made=made,
    balances=Balances,
    problems=problems,
    warnings=_warnings,
    whole=_whole,
    limits=rule_limits,
    checks=against_statistics,
)
