"""What is wrong between parameters that are each allowed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.core.errors import Problem
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.ages import age_problems
from carbonsim.sectors.freight import corridor_problems
from carbonsim.sectors.freight.rows import FUELS, POWERTRAINS, SEGMENTS
from carbonsim.sectors.labels import label_problems, problem_at
from carbonsim.sectors.shares import share_problems


def problems(scenario: Scenario) -> list[Problem]:
    """Everything that a single parameter cannot show, each at the place where it was set."""
    labels = label_problems(scenario, (POWERTRAINS, SEGMENTS))
    return [
        *labels,
        *_shares(scenario),
        *_ages(scenario),
        *_powertrains(scenario),
        *corridor_problems.problems(scenario),
    ]


def _shares(scenario: Scenario) -> Iterator[Problem]:
    first, last = scenario.years
    oldest = int(scenario.quantity("freight.maximum_age").central[0])
    yield from _sum_to_one(scenario, SEGMENTS, "share_of_stock", range(first, first + 1))
    yield from _sum_to_one(scenario, POWERTRAINS, "past_sales_share", range(first - oldest, first + 1))
    if scenario.text("freight.sales") == "given":
        addresses = [f"{POWERTRAINS}.{row}.sales_share" for row in scenario.present(POWERTRAINS)]
        if all(scenario.settings[address].origin.row for address in addresses):
            message = "found given sales without any share"
            yield problem_at(scenario.settings["freight.sales"], message, f"set {', '.join(addresses)}")
        yield from _sum_to_one(scenario, POWERTRAINS, "sales_share", range(first, last + 1))


def _sum_to_one(scenario: Scenario, family: str, attribute: str, years: range) -> Iterator[Problem]:
    keys = [f"{family}.{row}.{attribute}" for row in scenario.present(family)]
    yield from share_problems(scenario, keys, years)


def _ages(scenario: Scenario) -> Iterator[Problem]:
    """The stock is that of the first year, and its age profile follows from sales before it."""
    of = scenario.quantity("freight.stock_year").central[0]
    if of != scenario.years[0]:
        message = f"the stock is of {of:g}, the horizon begins in {scenario.years[0]}"
        hint = f"state freight.stock and freight.stock_year of {scenario.years[0]}"
        yield problem_at(scenario.settings["freight.stock_year"], message, hint)
    yield from age_problems(scenario, "freight")
    past = scenario.quantity("freight.past_sales").series(
        np.arange(scenario.years[0] - 1, scenario.years[0])
    )[0]
    if past[0] <= 0:
        message = (
            f"found no sales in {scenario.years[0] - 1}, expected some: the age profile follows from them"
        )
        yield problem_at(scenario.settings["freight.past_sales"], message, "")


def _powertrains(scenario: Scenario) -> Iterator[Problem]:
    """How energy comes aboard, where it is kept and what it drives must fit each other."""
    fuels = scenario.members(FUELS)
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    for row in scenario.present(POWERTRAINS):
        settings = {
            name: scenario.settings[f"{POWERTRAINS}.{row}.{name}"]
            for name in ("refuelling", "fuel", "electric_drive", "battery_capacity", "tank_energy")
        }

        def smallest(name: str, row: str = row) -> float:
            return float(scenario.quantity(f"{POWERTRAINS}.{row}.{name}").series(years)[0].min())

        pumped = scenario.text(f"{POWERTRAINS}.{row}.refuelling") == "pump"
        drive = scenario.quantity(f"{POWERTRAINS}.{row}.electric_drive")
        if pumped and settings["fuel"].value not in fuels:
            message = f"found fuel {settings['fuel'].value!r}, expected one of {', '.join(fuels)}"
            yield problem_at(settings["fuel"], message, "add the fuel under drivers.fuels")
        if drive.central[0] not in (0.0, 1.0) or drive.low is not None:
            yield problem_at(settings["electric_drive"], "expected 0 or 1", "")
        elif not pumped and drive.central[0] != 1.0:
            own = settings["electric_drive" if settings["refuelling"].origin.row else "refuelling"]
            yield problem_at(own, "what is charged or swapped drives electrically", "electric_drive: 1")
        store = "tank_energy" if pumped else "battery_capacity"
        if smallest(store) <= 0:
            yield problem_at(
                settings[store], "found 0, expected more: it is where this powertrain keeps its energy", ""
            )
