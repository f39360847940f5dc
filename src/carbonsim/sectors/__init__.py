"""The sectors: one folder each. Adding a folder adds a sector; no other file is edited."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from carbonsim.kernel.sector import AnySector
from carbonsim.scenario.scenario import Scenario


def sector_packages() -> tuple[str, ...]:
    """Import names of the sector folders, in order of the alphabet."""
    return tuple(
        sorted(f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__) if module.ispkg)
    )


def other_folders() -> Mapping[str, Path]:
    """The sector folders that lie elsewhere than this package, by import name; they are not imported."""
    here, *others = map(Path, __path__)
    found = {package: package.rpartition(".")[2] for package in sector_packages()}
    return {
        package: place / name
        for package, name in found.items()
        for place in others
        if (place / name).is_dir() and not (here / name).is_dir()
    }


@cache
def sectors() -> tuple[AnySector, ...]:
    """The sectors that there are."""
    return tuple(_sector(package) for package in sector_packages())


def sectors_of(scenario: Scenario) -> tuple[AnySector, ...]:
    """The sectors that a scenario runs: those whose section it has. Others are not even imported."""
    return tuple(
        _sector(package) for package in sector_packages() if package.rpartition(".")[2] in scenario.sectors
    )


def _sector(package: str) -> AnySector:
    sector: AnySector = import_module(package).SECTOR
    return sector
