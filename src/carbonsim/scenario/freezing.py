"""A scenario as it was known in a year: what came later is gone from every path."""

from __future__ import annotations

from dataclasses import replace

from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario


def frozen(scenario: Scenario, year: int) -> Scenario:
    """A scenario without any point of a path that is later than a year.

    Whatever is run on it cannot see them: after the year a path stays at its last value. Of a path that
    begins later the first point is kept, for there is nothing else (see `begun_later`). A constant has no
    year and stays.

    Parameters
    ----------
    scenario : Scenario
        From `load_scenario`; its horizon stays as it is.
    year : int
        The last year known.

    Returns
    -------
    Scenario
        Its reference is frozen, too; records of sources stay as they were.
    """
    settings = {address: _cut(setting, year) for address, setting in scenario.settings.items()}
    reference = None if scenario.reference is None else frozen(scenario.reference, year)
    return replace(scenario, settings=settings, reference=reference)


def begun_later(scenario: Scenario, year: int) -> tuple[str, ...]:
    """Addresses of the paths without a point up to a year, of which `frozen` keeps the first.

    Parameters
    ----------
    scenario : Scenario
        Not frozen.
    year : int
        The last year known.

    Returns
    -------
    tuple of str
    """
    paths = ((address, setting.value) for address, setting in scenario.settings.items())
    return tuple(
        address
        for address, value in paths
        if isinstance(value, Quantity) and value.years and value.years[0] > year
    )


def _cut(setting: Setting, year: int) -> Setting:
    if isinstance(setting.value, str):
        return setting
    return replace(setting, value=cut_path(setting.value, year))


def cut_path(path: Quantity, year: int) -> Quantity:
    """A path without its points after a year, but with one point at least.

    Examples
    --------
    >>> path = Quantity((2020, 2025, 2030), (1.0, 2.0, 3.0), None, None, "linear", "1")
    >>> cut_path(path, 2027).central, cut_path(path, 2010).years
    ((1.0, 2.0), (2020,))
    """
    if not path.years:
        return path
    kept = max(sum(point <= year for point in path.years), 1)
    low = None if path.low is None else path.low[:kept]
    high = None if path.high is None else path.high[:kept]
    return replace(path, years=path.years[:kept], central=path.central[:kept], low=low, high=high)
