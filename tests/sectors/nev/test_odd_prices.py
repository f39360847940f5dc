"""Prices, subsidies and taxes that look odd and are right as they are: who pays what, and the country."""

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ScenarioError

CARS = "Transportation|Light-Duty Vehicle"
OWNER, OPERATOR, STATE = (f"Cost|{CARS}|{actor}" for actor in ("Owner", "Charging Operator", "State"))
GRID, RESOURCE = f"Cost|{CARS}|Grid Company", f"Cost|{CARS} [Resource]"
YEARS = "years=[2021, 2028]"


def central(*overrides):
    """Central run of the reference: its series by name; money between actors is balanced in the run."""
    return carbonsim.run(carbonsim.load_scenario("china-nev-no-policy", [*overrides, YEARS]), draws=1).central


def test_public_charging_below_the_tariff_is_the_operators_loss_and_not_the_countrys_gain():
    series = central("nev.public_price=0.2 CNY/kWh", "drivers.electricity_tariff=0.8 CNY/kWh")
    even = central("nev.public_price=0.8 CNY/kWh", "drivers.electricity_tariff=0.8 CNY/kWh")
    assert (series[OPERATOR] > 0).all()
    assert even[OPERATOR] == pytest.approx(0.0)
    known = slice(0, 5)  # later sales answer to the price
    assert series[RESOURCE][known] == pytest.approx(even[RESOURCE][known])


def test_power_at_home_that_costs_nothing_is_free_and_never_less_than_free():
    free = central("nev.home_price=0 CNY/kWh", "nev.home_charging_share=1")
    paid = central("nev.home_price=0.5 CNY/kWh", "nev.home_charging_share=1")
    assert free[f"Cost|{CARS}|Owner|Charging"] == pytest.approx(0.0)
    assert free[GRID] == pytest.approx(0.0)
    known = slice(0, 5)
    # what the grid is paid without tax is taken for what the power costs the country
    less = paid[RESOURCE][known] - free[RESOURCE][known]
    assert less == pytest.approx(paid[f"Cost|{CARS}|Owner|Charging"][known] / 1.13, rel=1e-6)


#: Buyers who do not look at prices: what is moved is money alone.
BLIND = ("nev.choice.price_elasticity=0", "nev.market_elasticity=0", "nev.anticipation=0")


def test_a_subsidy_is_the_owners_gain_at_the_cost_of_the_state():
    key = "nev.powertrains.battery.purchase_subsidy"
    series, less = (central(f"{key}={value} CNY/vehicle", *BLIND) for value in (120_000, 0))
    later = slice(5, None)
    assert (series[OWNER][later] < less[OWNER][later]).all()
    moved = series[STATE][later] - less[STATE][later]
    assert moved == pytest.approx(less[OWNER][later] - series[OWNER][later], rel=1e-9)
    # a transfer: the country pays for the same cars
    assert series[RESOURCE] == pytest.approx(less[RESOURCE], rel=1e-9)


def test_a_subsidy_above_the_price_of_a_car_is_refused():
    key = "nev.powertrains.battery.purchase_subsidy"
    with pytest.raises(ScenarioError, match="what is paid, after subsidy, must be above 0") as caught:
        central(f"{key}=900000 CNY/vehicle")
    assert caught.value.problems[0].key == key


def test_a_relief_of_more_than_the_tax_is_refused():
    with pytest.raises(ScenarioError, match="expected at most 1") as caught:
        central("nev.tax_relief=1.5")
    assert caught.value.problems[0].key == "nev.tax_relief"


def test_a_relief_is_never_more_than_the_tax_however_high_its_cap():
    series = central("nev.tax_relief=1", "nev.tax_relief_cap=10000000 CNY/car")
    none = central("nev.tax_relief=0")
    price = f"Purchase Price|{CARS}|Battery-Electric|Battery Car"
    # the tax is a tenth of the price without value-added tax, and 2026 has no subsidy
    assert none[price][5] / series[price][5] == pytest.approx(1 + 0.1 / 1.13, rel=1e-9)
    assert (series[f"Public Finance|{CARS}|Purchase Tax Forgone"] > 0).all()


def test_petrol_that_costs_nothing_without_tax_costs_the_country_nothing():
    series = central("drivers.fuels.petrol.price=0 CNY/L", "drivers.fuels.petrol.tax=0 CNY/L")
    assert series[f"Cost|{CARS}|Fuel Supplier"] == pytest.approx(0.0)
    assert series[f"Cost|{CARS}|Owner|Fuel"] == pytest.approx(0.0)
    assert (series[RESOURCE] > 0).all()
    assert all(np.isfinite(values).all() for values in series.values())
