"""Draws: keyed by name, the same for any block, and distributed as their ranges say."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import carbonsim
from carbonsim.core.uncertainty import SCORE_95
from carbonsim.engine.sampling import block_scores, scores
from carbonsim.sectors.contract import Inputs


@given(start=st.integers(0, 1000), count=st.integers(1, 50), seed=st.integers(0, 2**63))
def test_any_block_can_be_made_alone(start, count, seed):
    whole = scores(seed, "freight.stock", 0, start + count)
    assert np.array_equal(scores(seed, "freight.stock", start, count), whole[start:])


def test_seed_and_name_make_other_draws():
    base = scores(0, "a", 0, 8)
    assert not np.array_equal(base, scores(1, "a", 0, 8))
    assert not np.array_equal(base, scores(0, "b", 0, 8))


def test_scores_are_standard_normal_and_independent():
    one, two = scores(7, "a", 0, 20_000), scores(7, "b", 0, 20_000)
    assert stats.kstest(one, "norm").pvalue > 1e-3
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.03
    assert abs(np.corrcoef(one[1:], one[:-1])[0, 1]) < 0.03


def test_low_and_high_are_the_5th_and_95th_percentile():
    scenario = carbonsim.load_scenario(
        "fujian-no-policy", ["drivers.fuels.diesel.price={value: 7, low: 6, high: 9, unit: CNY/L}"]
    )
    inputs = Inputs(scenario, np.array([2023]), 40_000, block_scores(scenario, 3, 0, 40_000))
    low, middle, high = np.quantile(inputs.series("drivers.fuels.diesel.price")[0], (0.05, 0.5, 0.95))
    assert low == pytest.approx(6, abs=0.03)
    assert middle == pytest.approx(7, abs=0.03)
    assert high == pytest.approx(9, abs=0.05)


def test_one_draw_moves_all_years_of_a_path_together():
    scenario = carbonsim.load_scenario("fujian-no-policy")
    years = np.arange(2023, 2061)
    address = "drivers.carbon_price"
    _, _, high = scenario.quantity(address).series(years)
    inputs = Inputs(scenario, years, 1, {address: np.array([SCORE_95])})
    assert np.allclose(inputs.series(address)[:, 0], high)


def test_draws_stay_within_the_bounds_of_their_definition():
    scenario = carbonsim.load_scenario("fujian-no-policy")
    inputs = Inputs(scenario, np.array([2060]), 5000, block_scores(scenario, 1, 0, 5000))
    for address, setting in scenario.settings.items():
        if not isinstance(setting.value, str):
            values = inputs.series(address)
            low, high = setting.definition.minimum, setting.definition.maximum
            assert low is None or values.min() >= low, address
            assert high is None or values.max() <= high, address


def test_rows_that_belong_together_share_a_draw_and_others_do_not():
    scenario = carbonsim.load_scenario("fujian-no-policy")
    drawn = block_scores(scenario, 5, 0, 20)
    loads = [drawn[f"freight.segments.{row}.load"] for row in ("trunk", "construction")]
    assert np.array_equal(*loads)
    constants = [drawn[f"freight.powertrains.{row}.choice_constant"] for row in ("lng", "battery_swap")]
    assert not np.array_equal(*constants)


def test_two_scenarios_share_their_draws():
    address = "drivers.fuels.diesel.price"
    prices = []
    for overrides in ((), ("freight.swap.stations=20 station",)):
        scenario = carbonsim.load_scenario("fujian-trunk-line", overrides)
        drawn = block_scores(scenario, 1, 0, 5)
        prices.append(Inputs(scenario, np.array([2023, 2032]), 5, drawn).series(address))
    assert np.array_equal(*prices)


def yearly_scenario(first, last):
    """A scenario with one parameter that is drawn anew in each year."""
    address = "drivers.fuels.diesel.price"
    scenario = replace(carbonsim.load_scenario("fujian-no-policy"), years=(first, last))
    setting = scenario.settings[address]
    changed = replace(setting, definition=replace(setting.definition, yearly=True))
    return replace(scenario, settings={**scenario.settings, address: changed}), address


def test_a_parameter_drawn_yearly_has_its_own_draw_in_each_year():
    scenario, address = yearly_scenario(2023, 2030)
    drawn = block_scores(scenario, 1, 0, 2000)[address]
    assert drawn.shape == (8, 2000)
    correlation = np.corrcoef(drawn)
    assert np.abs(correlation - np.eye(8)).max() < 0.1
    years = np.arange(2023, 2031)
    value = Inputs(scenario, years, 2000, {address: drawn}).series(address)
    assert value.shape == (8, 2000)
    assert np.argmax(value[0]) != np.argmax(value[1])


def test_yearly_draws_depend_on_the_year_and_the_draw_alone():
    early, address = yearly_scenario(2023, 2027)
    late, _ = yearly_scenario(2024, 2030)
    whole = block_scores(early, 1, 0, 20)[address]
    assert np.array_equal(whole[1:], block_scores(late, 1, 0, 20)[address][:4])
    assert np.array_equal(whole[:, 5:9], block_scores(early, 1, 5, 4)[address])
