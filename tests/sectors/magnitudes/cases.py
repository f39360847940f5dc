"""The runs on which magnitudes are tested: shipped scenarios over few years, and what they leave at 0.

A sector may have `magnitudes*.yaml` beside its tests: scenarios with figures that no shipped one has.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import carbonsim
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.scenario.scenario import Scenario
from tests.sectors.magnitudes.relations import TABLES
from tests.sectors.magnitudes.reported import Reported

#: Years after the first that are run.
YEARS_AFTER = 12


@cache
def cases(sector: str) -> tuple[Reported, ...]:
    """Runs of a sector: shipped scenarios with a reference (all if none has) and those beside its tests."""
    loaded = {name: carbonsim.load_scenario(name) for name in shipped_scenarios()}
    own = {name: each for name, each in loaded.items() if sector in each.sectors}
    names = [name for name, each in own.items() if each.reference is not None] or [*own]
    return tuple(run(name) for name in (*names, *sorted((TABLES / sector).glob("magnitudes*.yaml"))))


@cache
def run(name: str | Path) -> Reported:
    """The central run of a scenario over its first years."""
    return Reported(carbonsim.run(_shortened(name), draws=0))


def _shortened(name: str | Path) -> Scenario:
    first, last = carbonsim.load_scenario(name).years
    return carbonsim.load_scenario(name, [f"years=[{first}, {min(last, first + YEARS_AFTER)}]"])
