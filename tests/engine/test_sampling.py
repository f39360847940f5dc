"""Draws: keyed by name, the same for any block, and distributed as their ranges say."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import carbonsim
from carbonsim.core.errors import DataError
from carbonsim.core.uncertainty import SCORE_95
from carbonsim.engine import sampling
from carbonsim.engine.sampling import block_scores, scores
from carbonsim.kernel.inputs import Inputs


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


@pytest.mark.parametrize(
    ("bits", "share"),
    [(0, 2.0**-54), (2**64 - 1, 1 - 2.0**-53), (2**63, 0.5 + 2.0**-54), (2**62, 0.25 + 2.0**-54)],
)
def test_the_score_is_that_of_the_middle_of_a_step_and_finite_at_both_ends(monkeypatch, bits, share):
    monkeypatch.setattr(sampling, "random_bits", lambda *_: np.array([bits], dtype=np.uint64))
    (score,) = scores(1, "a", 0, 1)
    assert np.isfinite(score)
    assert score == stats.norm.ppf(share)


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
    loads = [drawn[f"freight.duties.{row}.load"] for row in ("tractor_trunk", "dump_mixer")]
    assert np.array_equal(*loads)
    spreads = [drawn[f"freight.duties.{row}.trip_spread"] for row in ("tractor_trunk", "dump_mixer")]
    assert not np.array_equal(*spreads)


def test_two_scenarios_share_their_draws():
    address = "drivers.fuels.diesel.price"
    prices = []
    for overrides in ((), ("freight.swap.stations=20 station",)):
        scenario = carbonsim.load_scenario("fujian-trunk-line", overrides)
        drawn = block_scores(scenario, 1, 0, 5)
        prices.append(Inputs(scenario, np.array([2023, 2032]), 5, drawn).series(address))
    assert np.array_equal(*prices)


# A draw of its own for each year ---------------------------------------------------------------------------

YEARLY = "drivers.fuels.diesel.price"


def yearly():
    """A scenario in which the price of diesel is drawn anew each year."""
    scenario = carbonsim.load_scenario("fujian-no-policy")
    setting = scenario.settings[YEARLY]
    setting = replace(setting, definition=replace(setting.definition, yearly=True))
    return replace(scenario, settings={**scenario.settings, YEARLY: setting})


def test_each_year_has_its_draw_and_any_block_the_same_ones():
    whole = block_scores(yearly(), 1, 0, 12)
    assert whole[YEARLY].shape == (38, 12)
    assert np.array_equal(whole[YEARLY], block_scores(yearly(), 1, 0, 12)[YEARLY])
    assert np.array_equal(block_scores(yearly(), 1, 5, 4)[YEARLY], whole[YEARLY][:, 5:9])
    assert not np.array_equal(block_scores(yearly(), 2, 0, 12)[YEARLY], whole[YEARLY])


def test_another_horizon_leaves_the_draws_of_the_years_in_both():
    whole = block_scores(yearly(), 1, 0, 6)[YEARLY]
    later = block_scores(replace(yearly(), years=(2030, 2040)), 1, 0, 6)[YEARLY]
    assert np.array_equal(later, whole[7:18])


def test_years_are_independent():
    drawn = block_scores(yearly(), 1, 0, 20_000)[YEARLY][:4]
    off_diagonal = np.corrcoef(drawn) - np.eye(4)
    assert np.abs(off_diagonal).max() < 0.03


def test_a_series_takes_the_draw_of_each_year():
    scenario = yearly()
    drawn = block_scores(scenario, 1, 0, 5)
    years = np.arange(2023, 2061)
    whole = Inputs(scenario, years, 5, drawn).series(YEARLY)
    each = [
        Inputs(scenario, years, 5, drawn | {YEARLY: drawn[YEARLY][row]}).series(YEARLY)[row]
        for row in range(len(years))
    ]
    assert np.array_equal(whole, np.stack(each))
    part = Inputs(scenario, years, 5, drawn).series(YEARLY, np.array([2030, 2031]))
    assert np.array_equal(part, whole[7:9])


def test_years_without_a_draw_are_refused():
    scenario = yearly()
    inputs = Inputs(scenario, np.arange(2023, 2061), 5, block_scores(scenario, 1, 0, 5))
    with pytest.raises(DataError, match="each year of the horizon"):
        inputs.series(YEARLY, np.array([2022, 2023]))


def test_the_central_draw_of_a_yearly_parameter_is_its_central_value():
    scenario = yearly()
    years = np.arange(2023, 2061)
    central = Inputs(scenario, years, 1, {}).series(YEARLY)
    assert np.allclose(Inputs(scenario, years, 1, {YEARLY: np.zeros(1)}).series(YEARLY), central)
    assert carbonsim.run(scenario, draws=2).ensemble
