"""Cost of owning: known values, limits, vector equals scalars, wrong input; allowances by fuel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.finance import yearly_charge
from carbonsim.engine.catalogue import load_scenario
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.ownership import annual_ownership_cost, carbon_prices
from carbonsim.sectors.freight.trucks import Trucks


def test_owning_by_counting_payments():
    # the yearly cost, paid at the end of each year, is worth what was paid less what is got back
    cost = float(annual_ownership_cost(330_000.0, 29_203.54, 1.02, 0.3, 0.07, 6.0))
    worth = sum(cost / 1.07**year for year in range(1, 7))
    assert worth == pytest.approx(330_000 * 1.02 + 29_203.54 - 0.3 * 330_000 / 1.07**6, rel=1e-12)


def test_owning_without_interest_is_the_loss_of_value_by_year():
    assert annual_ownership_cost(330_000.0, 0.0, 1.0, 0.3, 0.0, 6.0) == pytest.approx(38_500.0)
    assert annual_ownership_cost(330_000.0, 0.0, 1.0, 1.0, 0.0, 6.0) == pytest.approx(0.0)


def test_owning_for_no_time_is_refused():
    with pytest.raises(ValueError, match="years"):
        annual_ownership_cost(330_000.0, 0.0, 1.0, 0.3, 0.07, 0.0)


@given(price=st.floats(1e4, 1e6), residual=st.floats(0.0, 0.9), rate=st.floats(0.0, 0.3))
def test_a_better_resale_never_makes_owning_dearer(price, residual, rate):
    cost, better = (
        annual_ownership_cost(price, 0.0, 1.0, share, rate, 6.0) for share in (residual, residual + 0.1)
    )
    assert better < cost


def test_draws_are_as_one_by_one():
    prices, rates = np.array([1e5, 3.3e5, 8e5]), np.array([0.0, 0.07, 0.2])
    together = annual_ownership_cost(prices, 1e3, 1.0, 0.2, rates, 6.0)
    alone = [
        float(annual_ownership_cost(p, 1e3, 1.0, 0.2, r, 6.0)) for p, r in zip(prices, rates, strict=True)
    ]
    assert together.tolist() == pytest.approx(alone, rel=1e-14)


@given(rate=st.floats(0.0, 0.5), years=st.integers(1, 40))
def test_a_yearly_charge_is_worth_the_price_in_the_year_of_purchase(rate, years):
    charge = float(yearly_charge(rate, years))
    assert sum(charge / (1 + rate) ** year for year in range(years)) == pytest.approx(1.0, rel=1e-9)


def test_a_yearly_charge_without_interest_is_an_equal_share():
    assert yearly_charge(0.0, 8) == pytest.approx(0.125)
    with pytest.raises(ValueError, match="years"):
        yearly_charge(0.05, 0)


def test_allowances_are_paid_for_the_carbon_of_each_fuel_and_for_none_of_power():
    fuels = {"diesel": (36.0, 2.7, "L"), "lng": (48.0, 3.0, "kg"), "hydrogen": (120.0, 0.5, "kg")}
    overrides = ["years=[2023, 2024]", "freight.carbon_coverage=0.5", "freight.free_allocation=0.2"]
    for name, (energy, factor, unit) in fuels.items():
        overrides += [f"drivers.fuels.{name}.heating_value={energy} MJ/{unit}"]
        overrides += [f"drivers.fuels.{name}.emission_factor={factor} kg CO2/{unit}"]
    scenario = load_scenario("fujian-no-policy", overrides)
    p = Trucks(Inputs(scenario, np.arange(2023, 2025), 1, {}))
    paid = carbon_prices(p, 0, Prices(*np.ones((3, 1)), carbon=np.array([100.0])))[:, 0]
    of_fuel = {
        name: 0.5 * 0.8 * 100.0 * factor / 1000.0 / (energy / 3.6)  # CNY/kWh
        for name, (energy, factor, _) in fuels.items()
    }
    expected = {"diesel": of_fuel["diesel"], "lng": of_fuel["lng"], "fuel_cell": of_fuel["hydrogen"]}
    expected |= {"battery_plugin": 0.0, "battery_swap": 0.0}
    rows = scenario.members("freight.powertrains")
    assert dict(zip(rows, paid, strict=True)) == pytest.approx(expected)
