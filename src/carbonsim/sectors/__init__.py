"""The sectors: one folder each. Adding a folder adds a sector; no other file is edited."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from carbonsim.kernel.sector import AnySector
from carbonsim.scenario.scenario import Scenario


def sector_packages() -> tuple[str, ...]:
    """Import names of the sector folders, in order of the alphabet."""
    return tuple(
        sorted(f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__) if module.ispkg)
    )


@cache
def sectors() -> tuple[AnySector, ...]:
    """The sectors that there are."""
    return tuple(import_module(package).SECTOR for package in sector_packages())


def sectors_of(scenario: Scenario) -> tuple[AnySector, ...]:
    """The sectors that a scenario runs: those whose section it has."""
    return tuple(sector for sector in sectors() if sector.name in scenario.sectors)
