"""Values of known years beside the shipped ones: what is another number and what is the same one."""

import numpy as np
import pytest

from carbonsim.engine.catalogue import load_scenario
from carbonsim.sectors.past_values import stated

KEY = "freight.powertrains.battery_swap.battery_capacity"
YEARS = np.arange(2020, 2026)


def differing(points, unit):
    """Years in which a path of capacities differs from the shipped one."""
    path = ", ".join(f"{year}: {value!r}" for year, value in points.items())
    scenario = load_scenario("fujian-no-policy", [f"{KEY}={{path: {{{path}}}, unit: {unit}}}"])
    return stated(scenario, KEY).differing(YEARS).tolist()


@pytest.fixture(scope="module")
def shipped():
    """Shipped capacities by year [kWh]."""
    quantity = load_scenario("fujian-no-policy").quantity(KEY)
    return dict(zip(quantity.years, quantity.central, strict=True))


@pytest.mark.parametrize(("unit", "size"), [("kWh/truck", 1.0), ("MJ/truck", 3.6), ("TJ/truck", 3.6e-6)])
def test_a_change_of_units_is_no_other_number(shipped, unit, size):
    assert differing({year: float(value * size) for year, value in shipped.items()}, unit) == []


@pytest.mark.parametrize("change", [-1e-4, 1e-4, 1e-8])
def test_a_small_change_of_a_year_is_another_number(shipped, change):
    changed = shipped | {2020: shipped[2020] * (1.0 + change)}
    points = {year: float(value) for year, value in changed.items()}
    assert differing(points, "kWh/truck") == [2020, 2021], "2021 is half way to 2022, which is as shipped"
