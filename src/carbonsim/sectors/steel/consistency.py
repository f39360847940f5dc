"""What is wrong between parameters that are each allowed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.core.errors import Problem
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.labels import label_problems, problem_at
from carbonsim.sectors.shares import SHARE_TOLERANCE, share_problems, stated_by_user
from carbonsim.sectors.steel.rows import (
    ARC_FURNACE,
    BLAST_FURNACE,
    CASES,
    CONVERTER,
    GASES,
    NO_IRON,
    PLANTS,
    ROUTES,
    SHAFT,
    SMELTER,
)

#: Where iron is reduced -> where it can be made steel.
PAIRS = {BLAST_FURNACE: (CONVERTER,), SHAFT: (ARC_FURNACE, SMELTER), NO_IRON: (ARC_FURNACE,)}


def problems(scenario: Scenario) -> list[Problem]:
    """Everything that a single parameter cannot show, each at the place where it was set."""
    return [
        *label_problems(scenario, (ROUTES, PLANTS, CASES)),
        *_routes(scenario),
        *_followed(scenario),
        *_years(scenario),
        *_gases(scenario),
    ]


def _central(scenario: Scenario, address: str) -> float:
    return float(scenario.quantity(address).central[0])


def _routes(scenario: Scenario) -> Iterator[Problem]:
    """Processes must fit each other, and shares of a whole must not exceed it."""
    rows = scenario.present(ROUTES)
    for row in rows:
        at = f"{ROUTES}.{row}"
        iron, melt = scenario.text(f"{at}.iron"), scenario.text(f"{at}.melt")
        if melt not in PAIRS[iron]:
            message = f"found {melt} after iron from {iron}, expected {' or '.join(PAIRS[iron])}"
            yield problem_at(scenario.settings[f"{at}.melt"], message, "")
        gases = _central(scenario, f"{at}.hydrogen_share") + _central(scenario, f"{at}.coke_oven_gas_share")
        if gases > 1.0 + SHARE_TOLERANCE:
            message = (
                f"hydrogen and coke-oven gas add up to {gases:.4g} of the reducing gas, expected 1 at most"
            )
            place = stated_by_user(scenario, (f"{at}.hydrogen_share", f"{at}.coke_oven_gas_share"))
            yield problem_at(place, message, "the rest is natural gas")
        if _central(scenario, f"{at}.coal_rate") > _central(scenario, f"{at}.fuel_rate"):
            message = "found more coal than fuel: the fuel rate is coke and coal together"
            yield problem_at(stated_by_user(scenario, (f"{at}.coal_rate", f"{at}.fuel_rate")), message, "")
    shares = [f"{ROUTES}.{row}.initial_share" for row in rows]
    yield from share_problems(scenario, shares, (scenario.years[0],), what="shares of the first capacity")
    both = [
        (scenario.text(f"{ROUTES}.{row}.iron"), _central(scenario, f"{ROUTES}.{row}.initial_share"))
        for row in rows
    ]
    if scenario.present(CASES) and not any(iron == BLAST_FURNACE and share > 0 for iron, share in both):
        setting = scenario.settings[f"{ROUTES}.{rows[0]}.initial_share"]
        message = "no blast furnace has capacity in the first year, so shafts have nothing to save against"
        yield problem_at(setting, message, "state initial_share of a route with a blast furnace")


def _followed(scenario: Scenario) -> Iterator[Problem]:
    """Plants and cases follow a route that there is; cases one with a shaft."""
    rows = scenario.present(ROUTES)
    for family in (PLANTS, CASES):
        for row in scenario.present(family):
            setting = scenario.settings[f"{family}.{row}.route"]
            route = scenario.text(setting.address)
            if route not in rows:
                message = f"found route {route!r}, expected one of {', '.join(rows)}"
                yield problem_at(setting, message, "add the route under steel.routes")
            elif family == CASES and scenario.text(f"{ROUTES}.{route}.iron") != SHAFT:
                message = f"found route {route!r}, which has no shaft"
                yield problem_at(setting, message, "a case says what a shaft saves")


def _years(scenario: Scenario) -> Iterator[Problem]:
    """Plants may not make more than is asked for."""
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    demand = scenario.quantity("steel.demand").series(years)[0]
    planned = np.zeros(len(years))
    for row in scenario.present(PLANTS):
        capacity = scenario.quantity(f"{PLANTS}.{row}.capacity").series(years)[0]
        planned = planned + capacity * scenario.quantity(f"{PLANTS}.{row}.load").series(years)[0]
    over = np.flatnonzero(planned > demand)
    if len(over):
        at = over[0]
        message = f"plants make {planned[at]:.4g} Mt in {years[at]}, above the demand of {demand[at]:.4g} Mt"
        loads = [
            f"{PLANTS}.{row}.{name}" for row in scenario.present(PLANTS) for name in ("load", "capacity")
        ]
        setting = stated_by_user(scenario, ("steel.demand", *loads))
        yield problem_at(setting, message, "lower the plants' load or raise demand")


def _gases(scenario: Scenario) -> Iterator[Problem]:
    for row in scenario.members(GASES):
        burning = ("hydrogen", "carbon_monoxide", "methane", "ethylene", "ethane")
        if sum(_central(scenario, f"{GASES}.{row}.{name}") for name in burning) <= 0:
            setting = scenario.settings[f"{GASES}.{row}.hydrogen"]
            yield problem_at(setting, "found a gas in which nothing burns", "state its composition")
