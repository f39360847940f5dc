"""Paths of a user that may be meant otherwise: ended before the horizon, or building a part of a whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from carbonsim.core.errors import Problem
from carbonsim.scenario.places import is_of_user
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import counts_things

#: Last part of the keys of what stands or does not stand, as a plant does.
CAPACITY = "capacity"


def told_paths(scenario: Scenario) -> Iterator[Problem]:
    """Warnings of paths that a user's file or override states.

    Parameters
    ----------
    scenario : Scenario
        From `load_scenario`.

    Yields
    ------
    Problem
        At its place.
    """
    for setting in scenario.settings.values():
        value = setting.value
        if isinstance(value, str) or not value.years or not is_of_user(setting.origin) or not setting.offered:
            continue
        if problem := _ended(scenario, setting, value) or _in_parts(scenario, setting, value):
            yield problem


def _ended(scenario: Scenario, setting: Setting, path: Quantity) -> Problem | None:
    """A path without a point in the horizon, unless the shipped data end no later, as a record does."""
    first, last = scenario.years
    shipped = scenario.shipped.get(setting.address)
    record = shipped is not None and isinstance(shipped.value, Quantity) and shipped.value.years
    if path.years[-1] >= first or (record and max(record) <= path.years[-1]):
        return None
    held = f"{path.central[-1]:.9g} {setting.definition.unit}".removesuffix(" 1")
    message = f"the path ends in {path.years[-1]} and is held at {held} in all years from {first} to {last}"
    return _problem(setting, message, f"give it a point in the horizon, or one value if {held} is meant")


def _in_parts(scenario: Scenario, setting: Setting, path: Quantity) -> Problem | None:
    """A linear path of a capacity, or of a count that changes by less than one a year."""
    is_capacity = setting.definition.pattern.endswith(f".{CAPACITY}")
    if path.interpolation != "linear" or not (is_capacity or counts_things(setting.definition.unit)):
        return None
    for (year, value), (later, other) in pairwise(zip(path.years, path.central, strict=True)):
        in_horizon = later > scenario.years[0] and year < scenario.years[1]
        whole = is_capacity or abs(other - value) < later - year
        if later > year + 1 and other != value and in_horizon and whole:
            way = f"from {value:.9g} in {year} to {other:.9g} in {later}"
            message = f"the path runs {way} in a line, so that a part of a whole stands in the years between"
            hint = f"add interpolation: step if all of it comes in {later}"
            return _problem(setting, message, hint)
    return None


def _problem(setting: Setting, message: str, hint: str) -> Problem:
    origin = setting.origin
    return Problem(origin.file, origin.line, origin.column, setting.address, message, hint)
