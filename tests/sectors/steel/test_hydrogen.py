"""The cost of hydrogen from an electrolyser."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.kernel.goods import Prices
from carbonsim.sectors.steel.hydrogen import Hydrogen, electrolysis_cost

PER_NM3 = 22.414 / 2.016  # Nm3 of hydrogen per kilogram


def a(*values):
    return np.array(values, dtype=float)


def cost(electricity=50.0, price=0.2, investment=2000.0, rate=0.08, life=20.0, upkeep=0.03, hours=5000.0):
    return electrolysis_cost(*(a(x) for x in (electricity, price, investment, rate, life, upkeep, hours)))[0]


def test_chinese_hydrogen_of_2024():
    # CM Venture 2024: 14.9 CNY/kg at 0.2 CNY/kWh, 4.7 kWh/Nm3 and 9 M CNY for a set of 1000 Nm3/h. Power is
    # 52.3 kWh/kg or 10.45 CNY/kg; the set costs 9e6/4700 = 1915 CNY/kW. What is left, 4.45 CNY/kg, the note
    # does not divide up: 8 % over 20 years, upkeep of 3 % and 3000 hours a year are assumed here
    set_ = {"electricity": 4.7 * PER_NM3, "price": 0.2, "investment": 9e6 / 4700}
    assert cost(**(set_ | {"investment": 0.0})) == pytest.approx(10.45, abs=0.01)
    assert cost(**set_, rate=0.08, life=20, upkeep=0.03, hours=3000) == pytest.approx(14.9, abs=0.1)


def test_cost_by_hand():
    # A/P at 5 % and 20 years is 0.08024 in compound-interest tables: 50 (0.2 + 2000 x 0.11024/5000)
    assert cost(rate=0.05) == pytest.approx(50 * (0.2 + 2000 * 0.11024 / 5000), abs=1e-3)


def test_cost_without_interest():
    assert cost(rate=0.0) == pytest.approx(50 * (0.2 + 2000 * (1 / 20 + 0.03) / 5000))


def test_free_power_and_free_electrolysers():
    assert cost(price=0.0, investment=0.0) == 0
    assert cost(investment=0.0) == pytest.approx(10.0)
    assert cost(price=0.0) == pytest.approx(cost() - 10.0)


@given(
    price=st.floats(0, 1),
    investment=st.floats(1, 8000),
    hours=st.floats(1000, 8000),
    electricity=st.floats(40, 60),
)
def test_cost_rises_with_prices_and_falls_with_hours(price, investment, hours, electricity):
    base = cost(electricity, price, investment, hours=hours)
    assert cost(electricity, price + 0.1, investment, hours=hours) > base
    assert cost(electricity, price, investment + 100, hours=hours) > base
    assert cost(electricity, price, investment, hours=hours + 500) < base
    assert cost(2 * electricity, price, investment, hours=hours) == pytest.approx(2 * base)


@pytest.mark.parametrize(("rate", "life"), [(0.08, 0.0), (0.08, -5.0), (-1.0, 20.0)])
def test_no_such_electrolyser(rate, life):
    with pytest.raises(ValueError, match=r"years|rate"):
        cost(rate=rate, life=life)


def test_draws_are_those_of_each():
    inputs = (
        a(48, 51, 55),
        a(0.0, 0.2, 0.4),
        a(3000, 2000, 1000),
        a(0.0, 0.05, 0.08),
        a(10, 20, 25),
        a(0.0, 0.02, 0.03),
        a(2000, 4000, 8000),
    )
    for i in range(3):
        assert electrolysis_cost(*inputs)[i] == electrolysis_cost(*(value[[i]] for value in inputs))[0]


# A year of a scenario --------------------------------------------------------------------------------------

PRICES = Prices(battery=a(0), electrolyser=a(2000), grid_emission_factor=a(0.5), carbon=a(0))


def supplied(made):
    """Hydrogen of which a quarter is made with power of its own at 0.2 CNY/kWh."""
    hydrogen = Hydrogen.__new__(Hydrogen)
    hydrogen.made, hydrogen.rate = made, a(0.05)
    hydrogen.c = {"electrolyser_upkeep": a(0.03)}
    paths = {"price": 30, "storage_cost": 4, "subsidy": 3, "supply_emission_factor": 1.1}
    paths |= {"zero_carbon_share": 0.25, "zero_carbon_price": 0.2}
    hydrogen.s = {name: [a(value)] for name, value in paths.items()}
    hydrogen.electrolysis = SimpleNamespace(
        electricity_use=[a(50)], life=a(20), full_load_hours=a(5000), capacity=lambda amount, _: amount / 1e4
    )
    return hydrogen


def test_hydrogen_that_is_made_costs_power_electrolyser_and_storage_less_support():
    year = supplied(True).year(0, PRICES, a(0.6))
    # a quarter at 0.2 and the rest at 0.6
    assert year.power_price[0] == pytest.approx(0.5)
    assert (year.power[0], year.grid_power[0]) == (50.0, pytest.approx(37.5))
    electrolyser = cost(price=0.0, rate=0.05)
    assert year.per_price[0] == pytest.approx(electrolyser / 2000)
    assert year.beside_power[0] == pytest.approx(electrolyser + 4 - 3)
    assert year.cost[0] == pytest.approx(50 * 0.5 + electrolyser + 4 - 3)
    assert (year.supply_factor[0], year.subsidy[0]) == (0.0, 3.0)


def test_hydrogen_that_is_bought_costs_its_price_and_storage_less_support():
    year = supplied(False).year(0, PRICES, a(0.6))
    assert year.cost[0] == year.beside_power[0] == 31.0
    assert (year.supply_factor[0], year.subsidy[0]) == (1.1, 3.0)
    assert year.power[0] == year.grid_power[0] == year.power_price[0] == year.per_price[0] == 0.0


def test_who_buys_hydrogen_has_no_electrolysers():
    assert supplied(True).capacity(a(5e4), 0)[0] == 5.0
    assert supplied(False).capacity(a(5e4), 0)[0] == 0.0
