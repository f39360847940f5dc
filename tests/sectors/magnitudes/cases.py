"""The runs on which magnitudes are tested: shipped scenarios over few years, and what they leave at 0.

A sector may have `magnitudes*.yaml` beside its tests: scenarios in which figures are there that no shipped one has.
"""

from __future__ import annotations

from collections.abc import Iterator
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
def shipped() -> tuple[Scenario, ...]:
    """Shipped scenarios that have a reference, over their first years, those with more draws first."""
    loaded = (_shortened(name) for name in shipped_scenarios())
    return tuple(sorted((each for each in loaded if each.reference), key=lambda each: -each.draws))


@cache
def cases(sector: str) -> tuple[Reported, ...]:
    """Runs of a sector: a plan of it alone, one with most other sectors, and those beside its tests."""
    own = [each for each in shipped() if sector in each.sectors]
    alone = min(own, key=lambda each: len(each.sectors), default=None)
    joint = max(own, key=lambda each: len(each.sectors), default=None)
    chosen = {each.name: each for each in (alone, joint) if each is not None}
    return tuple(run(each.name) for each in chosen.values()) + tuple(run(path) for path in _beside(sector))


@cache
def run(name: str | Path) -> Reported:
    """The central run of a scenario over its first years."""
    return Reported(carbonsim.run(_shortened(name), draws=0))


def _beside(sector: str) -> Iterator[Path]:
    yield from sorted((TABLES / sector).glob("magnitudes*.yaml"))


def _shortened(name: str | Path) -> Scenario:
    first, last = carbonsim.load_scenario(name).years
    return carbonsim.load_scenario(name, [f"years=[{first}, {min(last, first + YEARS_AFTER)}]"])
