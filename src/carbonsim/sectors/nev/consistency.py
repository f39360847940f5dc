"""Cross-field validation: problems between parameters that are each right."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.core.errors import Problem
from carbonsim.core.types import Array
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.ages import age_problems
from carbonsim.sectors.fuels import tax_problems
from carbonsim.sectors.labels import label_problems, problem_at
from carbonsim.sectors.nev.powertrains import BATTERY, PETROL, POWERTRAINS
from carbonsim.sectors.nev.record import HISTORY
from carbonsim.sectors.nev.sets import car_names
from carbonsim.sectors.shares import share_problems

NATION = "China"
#: How far the splits of a year may be from adding up to 1.
TOLERANCE = 1e-9


def problems(scenario: Scenario) -> list[Problem]:
    """All that is wrong."""
    found = [
        # a car that only the other case goes on selling was sold in this one, too
        *label_problems(scenario, (POWERTRAINS,), Scenario.members),
        *_rows(scenario),
        *age_problems(scenario, "nev"),
        *_region(scenario),
        *tax_problems(scenario, ("petrol",)),
    ]
    # sums are looked at only where rows and years are such as they should be
    return found or [*_years(scenario)] or [*_counts(scenario), *_splits(scenario)]


def _rows(scenario: Scenario) -> Iterator[Problem]:
    """Rows that other rows are measured against, and where each keeps its energy."""
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    for row, energy in ((PETROL, "pump"), (BATTERY, "plug")):
        for attribute, expected in (("group", "car"), ("energy", energy)):
            setting = scenario.settings[f"{POWERTRAINS}.{row}.{attribute}"]
            if setting.value != expected:
                message = (
                    f"found {setting.value!r}, expected {expected!r}: other cars are measured against it"
                )
                yield problem_at(setting, message, "add a row of another name instead")
    for row in car_names(scenario):
        stem = f"{POWERTRAINS}.{row}"
        if scenario.text(f"{stem}.energy") == "pump":
            continue
        for attribute in ("battery_capacity", "electricity_use", "range"):
            if attribute == "range" and scenario.text(f"{stem}.energy") != "plug":
                continue
            setting = scenario.settings[f"{stem}.{attribute}"]
            if scenario.quantity(setting.address).series(years)[0].min() <= 0:
                yield problem_at(setting, "found 0, expected more: it has a plug", "")


#: Counts that results are compared with, year by year.
COMPARED = ("first_half_charging", "charging_service", "displaced_products", "displaced_oil")


def _region(scenario: Scenario) -> Iterator[Problem]:
    """The shipped history is the nation's: no other region is to be told that it is its own."""
    setting = scenario.settings[f"{HISTORY}.sales"]
    if scenario.region != NATION and setting.origin.row:
        message = f"the shipped history is that of {NATION}, and the region is {scenario.region}"
        hint = f"state {HISTORY}.* and nev.population of {scenario.region}, or region: {NATION}"
        yield Problem(scenario.file, 1, 1, setting.address, message, hint)


def _years(scenario: Scenario) -> Iterator[Problem]:
    """The horizon begins within the history, so that nothing between the two is made up."""
    series = ("sales", "exports", "registrations", "car_sales", "car_stock")
    paths = {name: scenario.quantity(f"{HISTORY}.{name}").years for name in series}
    for name in (*series, *COMPARED):
        if not scenario.quantity(f"{HISTORY}.{name}").years:
            setting = scenario.settings[f"{HISTORY}.{name}"]
            yield problem_at(
                setting, "found one value, expected a path over years", "path: {2024: ..., 2025: ...}"
            )
    if not all(paths.values()):
        return
    last = paths["sales"][-1]
    for name in ("exports", "registrations", "car_sales"):
        if paths[name][-1] != last:
            message = f"found a path to {paths[name][-1]}, expected one to {last} as of {HISTORY}.sales"
            yield problem_at(scenario.settings[f"{HISTORY}.{name}"], message, "")
    first, earliest = scenario.years[0], max(paths["sales"][0], paths["car_stock"][0] + 1)
    if not earliest <= first <= last:
        message = (
            f"the horizon begins in {first}, expected a year from {earliest} to {last}:"
            " it must begin within the history"
        )
        yield problem_at(scenario.settings[f"{HISTORY}.sales"], message, "change years of the scenario")
    elif paths["car_stock"][-1] < first - 1:
        message = (
            f"found a path to {paths['car_stock'][-1]}, expected one to {first - 1} at least: the horizon"
            " begins with the cars of the year before"
        )
        yield problem_at(scenario.settings[f"{HISTORY}.car_stock"], message, "add the year to the path")


def _counts(scenario: Scenario) -> Iterator[Problem]:
    """No count is part of a smaller one: exports of sales, new energy vehicles of the market."""
    path = scenario.quantity(f"{HISTORY}.sales").years
    years = np.array(path)

    def counted(name: str) -> Array:
        return scenario.quantity(f"{HISTORY}.{name}").series(years)[0]

    sold, market = counted("sales") - counted("exports"), counted("market") - counted("market_exports")
    for name, most, words in (
        ("exports", sold, "more exported than sold"),
        ("market_exports", market, "more exported than sold"),
        ("sales", market - sold, "more new energy vehicles than vehicles of all drives sold in the country"),
    ):
        for index in np.flatnonzero(most < 0)[:1]:
            setting = scenario.settings[f"{HISTORY}.{name}"]
            yield problem_at(setting, f"found {words} in {years[index]}", "change one of the two")


def _splits(scenario: Scenario) -> Iterator[Problem]:
    """Cars with plug and cars without each add up to all, and what the choice is calibrated to was sold."""
    path = scenario.quantity(f"{HISTORY}.sales").years
    years = np.arange(path[0], path[-1] + 1)
    cars = car_names(scenario)
    pumped = [row for row in cars if scenario.text(f"{POWERTRAINS}.{row}.energy") == "pump"]
    for rows in (pumped, [row for row in cars if row not in pumped]):
        keys = [f"{POWERTRAINS}.{row}.past_split" for row in rows]
        yield from share_problems(scenario, keys, years.tolist(), TOLERANCE, f"splits of {', '.join(rows)}")
        for row, key in zip(rows, keys, strict=True):
            # the car that others of its kind are measured against is so in each year of the horizon
            at = years[years >= scenario.years[0]] if row in (PETROL, BATTERY) else years[-1:]
            unsold = at[scenario.quantity(key).series(at)[0] <= 0]
            if len(unsold):
                message = f"found 0 in {unsold[0]}, expected more: what was never sold cannot be calibrated"
                hint = "give it a part" if len(at) > 1 else f"leave {row} out, or give it a part"
                yield problem_at(scenario.settings[key], message, hint)
