"""What is wrong between parameters of the line and its stations that are each right."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.core.errors import Problem
from carbonsim.corridor.clock import DAYS_PER_WEEK, HOURS_PER_DAY
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.corridor import (
    CURVE,
    DAYS,
    FLOWS,
    HOURS,
    LOADS,
    PACKS,
    STATIONS,
    SWAP,
    rows,
    value,
)
from carbonsim.sectors.labels import problem_at
from carbonsim.sectors.shares import share_problems, stated_by_user


def problems(scenario: Scenario) -> Iterator[Problem]:
    """What is wrong between parameters of the line that are each right."""
    year = scenario.years[0]
    for family in (FLOWS, PACKS, LOADS):
        keys = [f"{family}.{row}.share" for row in scenario.members(family)]
        yield from share_problems(scenario, keys, (year,))
    for family, name, expected in (
        (HOURS, "traffic_ratio", HOURS_PER_DAY),
        (DAYS, "traffic_ratio", DAYS_PER_WEEK),
    ):
        found = rows(scenario, family, name, year)
        if len(found) != expected:
            yield _at(scenario, family, name, f"found {len(found)} rows, expected {expected}")
        elif sum(found) <= 0:
            yield _at(scenario, family, name, "found no traffic at all, expected some")
    filled = rows(scenario, CURVE, "filled", year)
    if any(np.diff([0.0, *filled]) <= 0) or filled[-1] != 1.0:
        yield _at(scenario, CURVE, "filled", f"found {filled}, expected rising shares that end with 1")
    yield from _stock(scenario)
    yield from _routes(scenario, year)


def _stock(scenario: Scenario) -> Iterator[Problem]:
    """A truck that carries more blocks than a station has would wait for ever, and all behind it."""
    first, last = scenario.years
    carried = {
        row: value(scenario, f"{PACKS}.{row}.blocks", first)
        for row in scenario.members(PACKS)
        if value(scenario, f"{PACKS}.{row}.share", first) > 0
    }
    most = max(carried, key=lambda row: carried[row], default="")
    setting = scenario.settings[f"{SWAP}.blocks"]
    fewest = float(scenario.quantity(setting.address).series(np.arange(first, last + 1))[0].min())
    if carried and round(fewest) < carried[most]:
        message = f"found {fewest:g} blocks in a station, expected at least {carried[most]:g}"
        yield problem_at(setting, message, f"trucks of {PACKS}.{most} carry as many")


def _routes(scenario: Scenario, year: int) -> Iterator[Problem]:
    for row in scenario.members(FLOWS):
        origin, destination = (
            value(scenario, f"{FLOWS}.{row}.{name}", year) for name in ("origin", "destination")
        )
        if origin == destination:
            setting = scenario.settings[f"{FLOWS}.{row}.destination"]
            yield problem_at(setting, "found the place where the trip begins, expected another", "")
    seen: dict[tuple[str, float], str] = {}
    for row in scenario.present(STATIONS):
        setting = scenario.settings[f"{STATIONS}.{row}.position"]
        at = (scenario.text(f"{STATIONS}.{row}.direction"), value(scenario, setting.address, year))
        if at in seen:
            yield problem_at(
                setting, f"found the place of {seen[at]}", "give a place two stations as more bays"
            )
        seen[at] = row


def _at(scenario: Scenario, family: str, attribute: str, message: str) -> Problem:
    """At what the user stated of an attribute of all rows."""
    keys = [f"{family}.{row}.{attribute}" for row in scenario.members(family)]
    return problem_at(stated_by_user(scenario, keys), message, f"the rows are {', '.join(keys)}")
