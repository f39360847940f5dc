"""From a range to a draw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from carbonsim.core.uncertainty import SCORE_95, split_normal

GAPS = st.floats(0.01, 100.0)
SCORES = st.floats(-6.0, 6.0)


def test_the_score_is_the_95th_percentile_of_scipy():
    assert pytest.approx(float(stats.norm.ppf(0.95)), rel=1e-15) == SCORE_95


def test_the_range_is_met_at_its_percentiles():
    scores = stats.norm.ppf([0.05, 0.5, 0.95])
    np.testing.assert_allclose(split_normal(5.0, 3.0, 12.0, scores), [3.0, 5.0, 12.0], rtol=1e-12)


def test_the_quantiles_of_a_sample_are_the_range():
    # scores at even steps of probability: a sample without noise
    scores = stats.norm.ppf((np.arange(100_000) + 0.5) / 100_000)
    sample = split_normal(5.0, 3.0, 12.0, scores)
    np.testing.assert_allclose(np.quantile(sample, [0.05, 0.5, 0.95]), [3.0, 5.0, 12.0], rtol=1e-4)


def test_an_even_range_is_a_normal_distribution():
    scores = np.linspace(-4.0, 4.0, 17)
    expected = 5.0 + scores * 2.0 / 1.6448536269514722
    np.testing.assert_allclose(split_normal(5.0, 3.0, 7.0, scores), expected, rtol=1e-12)


def test_each_side_has_its_own_spread():
    # one standard normal score to either side: (h - m) / z95 above, (m - l) / z95 below
    below, above = split_normal(5.0, 3.0, 12.0, np.array([-1.0, 1.0]))
    assert above - 5.0 == pytest.approx(7.0 / 1.64485, rel=1e-5)
    assert 5.0 - below == pytest.approx(2.0 / 1.64485, rel=1e-5)


def test_no_range_leaves_the_central_value():
    np.testing.assert_array_equal(split_normal(5.0, 5.0, 5.0, np.array([-3.0, 0.0, 3.0])), 5.0)


def test_a_range_to_one_side_leaves_the_other_where_it_is():
    assert split_normal(5.0, 5.0, 7.0, np.array([-2.0, 0.0])).tolist() == [5.0, 5.0]
    assert split_normal(5.0, 3.0, 5.0, np.array([2.0, 0.0])).tolist() == [5.0, 5.0]


def test_one_score_moves_all_years_of_a_path():
    central = np.array([[10.0], [20.0], [40.0]])
    low, high = 0.8 * central, 1.5 * central
    scores = np.array([-2.0, -0.3, 0.0, 1.1])
    together = split_normal(central, low, high, scores)
    assert together.shape == (3, 4)
    for y in range(3):
        for d in range(4):
            alone = split_normal(
                float(central[y, 0]), float(low[y, 0]), float(high[y, 0]), np.array(scores[d])
            )
            assert together[y, d] == alone
    np.testing.assert_allclose(together / central, np.broadcast_to(together[0] / 10.0, (3, 4)), rtol=1e-12)


@given(central=st.floats(-100.0, 100.0), below=GAPS, above=GAPS, score=SCORES, step=st.floats(1e-3, 3.0))
def test_a_higher_score_gives_a_higher_value(central, below, above, score, step):
    first, second = split_normal(central, central - below, central + above, np.array([score, score + step]))
    assert first < second


@given(central=st.floats(-100.0, 100.0), below=GAPS, above=GAPS, score=SCORES)
def test_turning_the_range_round_turns_the_draw_round(central, below, above, score):
    value = split_normal(central, central - below, central + above, np.array(score))
    mirrored = split_normal(-central, -(central + above), -(central - below), np.array(-score))
    assert mirrored == pytest.approx(-float(value), rel=1e-12, abs=1e-12)
