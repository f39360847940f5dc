"""Numbers that a scenario takes from another region than its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from carbonsim.engine.readers import is_read
from carbonsim.reference.regions import region_names
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario

NATION = "nation"


def other_regions(scenario: Scenario) -> dict[str, tuple[Setting, ...]]:
    """Numbers of other regions than the scenario's, by region.

    Parameters
    ----------
    scenario : Scenario
        From `load_scenario`.

    Returns
    -------
    dict of str to tuple of Setting
        Provinces and grids first, those with most numbers before the others; the nation as a whole last.
        Numbers that hold in all regions are in none, nor those that no run of its sectors reads, nor those of
        rows that only its reference has.
    """
    found: dict[str, list[Setting]] = {}
    for setting in scenario.settings.values():
        elsewhere = setting.region not in ("", scenario.region) and not isinstance(setting.value, str)
        if elsewhere and setting.offered and is_read(scenario, setting):
            found.setdefault(setting.region, []).append(setting)
    order = sorted(found, key=lambda region: (region in nations(), -len(found[region]), region))
    return {region: tuple(found[region]) for region in order}


@cache
def nations() -> frozenset[str]:
    """Regions that hold all others."""
    return frozenset(name for name, region in region_names().items() if region.kind == NATION)


def counted(numbers: Mapping[str, tuple[Setting, ...]]) -> dict[str, int]:
    """How many numbers are of each region.

    Examples
    --------
    >>> counted({})
    {}
    """
    return {region: len(settings) for region, settings in numbers.items()}
