"""Scores of draws against what happened."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from carbonsim.core.scores import covered, crps, error_percent, interval

NUMBERS = st.floats(-1e3, 1e3)
SAMPLES = st.integers(1, 30).flatmap(lambda count: arrays(float, count, elements=NUMBERS))
#: A normal sample without noise: at even steps of probability.
NORMAL = stats.norm.ppf((np.arange(20_000) + 0.5) / 20_000)


def by_definition(draws, actual):
    return np.abs(draws - actual).mean() - 0.5 * np.abs(draws[:, None] - draws).mean()


def of_normal(mean, deviation, actual):
    """Closed form for a normal distribution."""
    z = (actual - mean) / deviation
    inside = z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi)
    return deviation * inside


@pytest.mark.parametrize("actual", [0.0, 0.7, -2.5])
def test_the_normal_distribution_has_its_closed_form(actual):
    assert float(crps(NORMAL, actual)) == pytest.approx(of_normal(0, 1, actual), abs=1e-4)


def test_the_standard_normal_at_its_middle():
    assert float(crps(NORMAL, 0.0)) == pytest.approx(0.2337, abs=1e-4)


@given(NUMBERS, NUMBERS)
def test_a_point_has_its_absolute_error(forecast, actual):
    assert float(crps(np.array([forecast]), actual)) == abs(forecast - actual)
    assert float(crps(np.full(7, forecast), actual)) == pytest.approx(abs(forecast - actual), rel=1e-12)


@given(SAMPLES, NUMBERS)
def test_sorted_draws_give_the_double_sum(draws, actual):
    assert float(crps(draws, actual)) == pytest.approx(by_definition(draws, actual), abs=1e-9)


@given(SAMPLES, NUMBERS, st.floats(0.01, 100), NUMBERS)
def test_it_scales_with_units_and_knows_no_level(draws, actual, factor, shift):
    score = float(crps(draws, actual))
    assert score >= 0
    assert float(crps(factor * draws, factor * actual)) == pytest.approx(factor * score, rel=1e-9, abs=1e-9)
    assert float(crps(draws + shift, actual + shift)) == pytest.approx(score, rel=1e-9, abs=1e-9)


@given(SAMPLES, NUMBERS, st.randoms(use_true_random=False))
def test_the_order_of_draws_does_not_matter(draws, actual, random):
    shuffled = random.sample(list(draws), len(draws))
    assert float(crps(np.array(shuffled), actual)) == float(crps(draws, actual))


@pytest.mark.parametrize(("shift", "factor"), [(0.3, 1.0), (-0.3, 1.0), (0.0, 0.7), (0.0, 1.5), (0.2, 1.2)])
def test_the_true_distribution_scores_best_on_average(shift, factor):
    happened = NORMAL[::50]
    true = crps(np.broadcast_to(NORMAL, (len(happened), len(NORMAL))), happened).mean()
    other = shift + factor * NORMAL
    assert true < crps(np.broadcast_to(other, (len(happened), len(other))), happened).mean()


def test_leading_axes_are_single_calls():
    draws, actual = np.random.default_rng(1).normal(size=(3, 4, 50)), np.arange(12.0).reshape(3, 4)
    scores, hits = crps(draws, actual), covered(draws, actual, 0.8)
    for place in np.ndindex(3, 4):
        assert scores[place] == pytest.approx(float(crps(draws[place], actual[place])), rel=1e-14)
        assert hits[place] == covered(draws[place], actual[place], 0.8)


def test_the_interval_holds_its_share_of_the_draws():
    low, high = interval(NORMAL, 0.8)
    assert (float(low), float(high)) == pytest.approx((stats.norm.ppf(0.1), stats.norm.ppf(0.9)), abs=1e-3)
    assert np.array([covered(NORMAL, x, 0.8) for x in NORMAL[500::1000]]).mean() == pytest.approx(0.8)


def test_the_ends_of_the_interval_belong_to_it():
    assert covered(np.array([2.0]), 2.0, 0.8)


def test_the_error_has_its_sign():
    assert error_percent(np.array([110.0, 90.0]), 100.0) == pytest.approx([10.0, -10.0])


@pytest.mark.parametrize("draws", [np.array([]), np.array(1.0), np.array([1.0, np.nan]), np.array([np.inf])])
def test_what_cannot_be_scored_is_refused(draws):
    for score in (lambda: crps(draws, 0.0), lambda: covered(draws, 0.0, 0.8)):
        with pytest.raises(ValueError, match="found"):
            score()


@pytest.mark.parametrize("level", [0.0, 1.0, -0.1, 80.0])
def test_a_level_is_a_share(level):
    with pytest.raises(ValueError, match="level"):
        covered(np.array([1.0]), 1.0, level)


def test_an_error_relative_to_nothing_is_refused():
    with pytest.raises(ValueError, match="relative to 0"):
        error_percent(1.0, 0.0)
