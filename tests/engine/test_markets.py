"""Markets: the price of batteries, seen from the end of the year before."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.markets import Markets
from carbonsim.sectors.contract import Inputs


@pytest.fixture
def inputs():
    scenario = carbonsim.load_scenario(
        "fujian-no-policy",
        [
            "years=[2023, 2029]",
            "drivers.battery.price={path: {2023: 700, 2024: 600}, unit: CNY/kWh}",
            "drivers.battery.learning_rate=20 %",
            "drivers.battery.cumulative_output="
            "{path: {2023: 1000, 2024: 2000, 2025: 4000, 2029: 4000}, unit: GWh}",
        ],
    )
    return Inputs(scenario, np.arange(2023, 2030), 1, {})


def test_observed_prices_stand_and_then_learn_from_the_year_before(inputs):
    markets = Markets(inputs)
    # Wright's law: 20 % less for each doubling; 1000 GWh were made when 600 CNY/kWh was the price
    expected = (700, 600, 480, 384, 384, 384, 384)
    for year, price in enumerate(expected):
        assert float(markets.prices(year).battery[0]) == pytest.approx(price)
        markets.close(year, np.zeros(1))


def test_the_reference_reproduces_the_stated_total(inputs):
    markets = Markets(inputs)
    markets.close(0, np.array([1e6]))
    assert float(markets.prices(2).battery[0]) == pytest.approx(480)


def test_what_a_plan_makes_beyond_its_reference_counts_from_the_next_year(inputs):
    reference = np.zeros((7, 1))
    plan = Markets(inputs, reference)
    plan.close(0, np.zeros(1))
    before = float(plan.prices(2).battery[0])
    plan.close(1, np.array([2000.0]))
    assert before == pytest.approx(480)
    assert float(plan.prices(2).battery[0]) == pytest.approx(384)
