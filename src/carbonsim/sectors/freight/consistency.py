"""What is wrong between parameters that are each allowed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.core.errors import Problem
from carbonsim.core.possible import ImpossibleError
from carbonsim.core.types import IntArray
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.ages import age_problems
from carbonsim.sectors.freight import corridor_problems
from carbonsim.sectors.freight.ageing import trucks_left
from carbonsim.sectors.freight.duties import DUTIES
from carbonsim.sectors.freight.equations import payload_loss
from carbonsim.sectors.freight.parameters import GIVEN, REGISTRATIONS
from carbonsim.sectors.freight.powertrains import DIESEL, POWERTRAINS, burnt_fuels, last_year_of_record
from carbonsim.sectors.freight.truck_fuels import PETROL
from carbonsim.sectors.fuels import FUELS, tax_problems
from carbonsim.sectors.labels import label_problems, problem_at
from carbonsim.sectors.shares import share_problems, stated_by_user


def problems(scenario: Scenario) -> list[Problem]:
    """Everything that a single parameter cannot show, each at the place where it was set."""
    labels = label_problems(scenario, (POWERTRAINS, DUTIES))
    return [
        *labels,
        *_shares(scenario),
        *_registered(scenario),
        *_ages(scenario),
        *_powertrains(scenario),
        *_payloads(scenario),
        *tax_problems(scenario, dict.fromkeys((*burnt_fuels(scenario), DIESEL, PETROL))),
        *corridor_problems.problems(scenario),
    ]


def _shares(scenario: Scenario) -> Iterator[Problem]:
    first, last = scenario.years
    oldest = int(scenario.quantity("freight.maximum_age").central[0])
    for share in ("share_of_stock", "share_of_sales"):
        yield from _sum_to_one(scenario, DUTIES, share, range(first, first + 1))
    until = max(first, min(last, last_year_of_record(scenario)))
    yield from _sum_to_one(scenario, POWERTRAINS, "past_sales_share", range(first - oldest, until + 1))
    if scenario.text("freight.sales") == GIVEN:
        addresses = [f"{POWERTRAINS}.{row}.sales_share" for row in scenario.present(POWERTRAINS)]
        if all(scenario.settings[address].origin.row for address in addresses):
            message = "found given sales without any share"
            yield problem_at(scenario.settings["freight.sales"], message, f"set {', '.join(addresses)}")
        yield from _sum_to_one(scenario, POWERTRAINS, "sales_share", range(first, last + 1))


def _registered(scenario: Scenario) -> Iterator[Problem]:
    """Trucks that are registered for a duty have work, which is that of its trucks in the first year."""
    if scenario.text("freight.market") != REGISTRATIONS:
        return
    for duty in scenario.present(DUTIES):
        keys = tuple(f"{DUTIES}.{duty}.{name}" for name in ("share_of_stock", "share_of_sales"))
        stock, sales = (scenario.quantity(key).central[0] for key in keys)
        if sales > 0 and not stock > 0:
            message = f"trucks are registered for {duty}, which has none in the first year and so no work"
            yield problem_at(stated_by_user(scenario, keys), message, f"look at {' and '.join(keys)}")


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
    first = scenario.years[0]
    years = _vintages(scenario)
    years = years[years <= first]
    past = scenario.quantity("freight.past_sales").series(years)[0]
    if past[years == first - 1].sum() <= 0:
        message = f"found no sales in {first - 1}, expected some: the age profile follows from them"
        yield problem_at(scenario.settings["freight.past_sales"], message, "")
        return
    life = ("freight.survival_scale", "freight.survival_shape")
    try:
        trucks_left(
            past, (first - years).astype(np.float64), *(scenario.quantity(key).central[0] for key in life)
        )
    except ImpossibleError as error:
        keys = ("freight.past_sales", *life)
        yield problem_at(stated_by_user(scenario, keys), error.message, f"look at {', '.join(keys)}")


def _powertrains(scenario: Scenario) -> Iterator[Problem]:
    """How energy comes aboard, where it is kept and what it drives must fit each other."""
    fuels = scenario.members(FUELS)
    for row in scenario.present(POWERTRAINS):
        years = _sold(scenario, row)
        settings = {
            name: scenario.settings[f"{POWERTRAINS}.{row}.{name}"]
            for name in ("refuelling", "fuel", "electric_drive", "battery_capacity", "tank_energy")
        }

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
        quantity = scenario.quantity(settings[store].address)
        empty = years[quantity.series(years)[0] <= 0]
        if len(empty):
            when = f" in {empty[0]}" if quantity.years else ""
            message = f"found 0{when}, expected more: it is where this powertrain keeps its energy"
            yield problem_at(settings[store], message, "")


def _payloads(scenario: Scenario) -> Iterator[Problem]:
    """No truck can be meant whose pack is heavier than what it may carry; told for the first year."""
    common = ("freight.battery_specific_energy", "freight.battery_mass_credit")
    for row in scenario.present(POWERTRAINS):
        years = _sold(scenario, row)
        capacity = scenario.quantity(f"{POWERTRAINS}.{row}.battery_capacity").series(years)[0]
        density, credit = (scenario.quantity(key).series(years)[0] for key in common)
        for duty in _used_duties(scenario):
            factor, payload = (f"{DUTIES}.{duty}.{name}" for name in ("battery_factor", "payload"))
            pack = capacity * scenario.quantity(factor).central[0]
            most = scenario.quantity(payload).central[0]
            heavy = np.flatnonzero(payload_loss(pack, density, credit, most) >= 1.0)
            if len(heavy):
                at = heavy[0]
                keys = (f"{POWERTRAINS}.{row}.battery_capacity", factor, payload, *common)
                message = (
                    f"the pack of {row} is heavier than the payload of {duty} in {years[at]}:"
                    f" {pack[at]:.4g} kWh of {density[at]:.4g} Wh/kg against {most:.3g} t, and"
                    f" {credit[at]:.3g} t for engine and tank"
                )
                hint = f"look at {', '.join(keys)}"
                yield problem_at(stated_by_user(scenario, keys), message, hint)


def _used_duties(scenario: Scenario) -> Iterator[str]:
    """Duties that have trucks."""
    for duty in scenario.present(DUTIES):
        if scenario.quantity(f"{DUTIES}.{duty}.share_of_stock").central[0] > 0:
            yield duty


def _vintages(scenario: Scenario) -> IntArray:
    """Years of sale, from the oldest truck in use in the first year to the last year."""
    oldest = int(scenario.quantity("freight.maximum_age").central[0])
    return np.arange(scenario.years[0] - oldest, scenario.years[1] + 1)


def _sold(scenario: Scenario, row: str) -> IntArray:
    """Years in which a powertrain was sold, as far as trucks are in use, or can be."""
    years = _vintages(scenario)
    share = scenario.quantity(f"{POWERTRAINS}.{row}.past_sales_share").series(years)[0]
    sales = scenario.quantity("freight.past_sales").series(years)[0]
    return years[(share * sales > 0) | (years >= scenario.years[0])]
