"""From a score to a value: each distribution against scipy."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from carbonsim.core.between_ends import pert, triangular, uniform
from carbonsim.core.distributions import (
    DISTRIBUTIONS,
    LOG_NORMAL,
    NORMAL,
    Discrete,
    discrete,
    draw,
    log_normal,
    truncated_normal,
)
from carbonsim.core.uncertainty import SCORE_95, split_normal

SHARES = np.array([1e-6, 0.01, 0.05, 0.3, 0.5, 0.8, 0.95, 0.999])
SCORES = stats.norm.ppf(SHARES)
LOW, CENTRAL, HIGH = 2.0, 3.0, 7.0
RANGE = (np.array(LOW), np.array(CENTRAL), np.array(HIGH))
GAPS = st.floats(0.01, 100.0)


def at(distribution, score, range_=RANGE, bounds=(None, None)):
    return draw(distribution, range_, bounds, np.asarray(score))


# Known values ----------------------------------------------------------------------------------------------


def test_uniform_is_that_of_scipy():
    expected = stats.uniform(LOW, HIGH - LOW).ppf(SHARES)
    np.testing.assert_allclose(uniform(CENTRAL, LOW, HIGH, SCORES), expected, rtol=1e-12)


@pytest.mark.parametrize("mode", [2.0, 2.5, 4.5, 7.0])
def test_triangular_is_that_of_scipy(mode):
    expected = stats.triang((mode - LOW) / (HIGH - LOW), LOW, HIGH - LOW).ppf(SHARES)
    np.testing.assert_allclose(triangular(mode, LOW, HIGH, SCORES), expected, rtol=1e-9)


@pytest.mark.parametrize("mode", [2.0, 2.5, 4.5, 7.0])
def test_pert_is_the_beta_distribution_of_scipy(mode):
    alpha, beta = 1 + 4 * (mode - LOW) / 5, 1 + 4 * (HIGH - mode) / 5
    expected = stats.beta(alpha, beta, LOW, HIGH - LOW).ppf(SHARES)
    np.testing.assert_allclose(pert(mode, LOW, HIGH, SCORES), expected, rtol=1e-9)


def test_the_mean_of_pert_is_that_of_its_name():
    scores = stats.norm.ppf((np.arange(100_000) + 0.5) / 100_000)
    assert pert(CENTRAL, LOW, HIGH, scores).mean() == pytest.approx((LOW + 4 * CENTRAL + HIGH) / 6, rel=1e-6)


def test_an_even_truncated_normal_is_that_of_scipy():
    spread = 2.0 / SCORE_95
    expected = stats.truncnorm(-2.5 / spread, 3.0 / spread, 5.0, spread).ppf(SHARES)
    values = truncated_normal(5.0, 3.0, 7.0, (2.5, 8.0), SCORES)
    np.testing.assert_allclose(values, expected, rtol=1e-9)


def test_a_truncated_normal_has_the_shares_of_the_whole_one():
    # share below x among what lies within the bounds, each half with its own width
    def below(x):
        gap = np.where(x < CENTRAL, CENTRAL - LOW, HIGH - CENTRAL)
        return stats.norm.cdf((x - CENTRAL) / gap * SCORE_95)

    values = truncated_normal(CENTRAL, LOW, HIGH, (1.8, 8.0), SCORES)
    shares = (below(values) - below(1.8)) / (below(8.0) - below(1.8))
    np.testing.assert_allclose(shares, SHARES, rtol=1e-9)


def test_an_even_log_normal_is_that_of_scipy():
    expected = stats.lognorm(np.log(2.0) / SCORE_95, scale=4.0).ppf(SHARES)
    np.testing.assert_allclose(log_normal(4.0, 2.0, 8.0, SCORES), expected, rtol=1e-12)


def test_the_range_of_a_log_normal_is_met_at_its_percentiles():
    scores = stats.norm.ppf([0.05, 0.5, 0.95])
    np.testing.assert_allclose(log_normal(CENTRAL, LOW, HIGH, scores), [LOW, CENTRAL, HIGH], rtol=1e-14)


def test_discrete_values_come_as_often_as_they_weigh():
    scores = stats.norm.ppf((np.arange(8000) + 0.5) / 8000)
    values, counts = np.unique(
        discrete(Discrete((6.5, 7.5, 9.0), (1.0, 2.0, 1.0)), scores), return_counts=True
    )
    assert values.tolist() == [6.5, 7.5, 9.0]
    assert counts.tolist() == [2000, 4000, 2000]


def test_a_value_without_weight_never_comes():
    scores = np.array([-40.0, -1.0, 0.0, 1.0, 40.0])
    some = discrete(Discrete((1.0, 2.0, 3.0, 4.0), (0.0, 1.0, 1.0, 0.0)), scores)
    assert some.tolist() == [2.0, 2.0, 3.0, 3.0, 3.0]


def test_the_default_is_the_two_piece_normal_to_the_bit():
    assert np.array_equal(at(NORMAL, SCORES), split_normal(CENTRAL, LOW, HIGH, SCORES))
    assert np.array_equal(at(NORMAL, SCORES, bounds=(1.9, 7.5)), np.clip(at(NORMAL, SCORES), 1.9, 7.5))


# Limits ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["uniform", "triangular", "pert"])
def test_nothing_lies_beyond_the_ends(name):
    values = at(name, [-40.0, -8.0, 8.0, 40.0])
    np.testing.assert_allclose(values, [LOW, LOW, HIGH, HIGH], atol=1e-2)
    assert values.min() >= LOW
    assert values.max() <= HIGH


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_no_width_leaves_the_value(name):
    point = (np.array(CENTRAL),) * 3
    np.testing.assert_array_equal(at(name, [-8.0, -1.0, 0.0, 1.0, 8.0], point), CENTRAL)
    np.testing.assert_array_equal(at(name, [-8.0, 0.0, 8.0], point, (CENTRAL, CENTRAL)), CENTRAL)


def test_without_bounds_truncation_changes_nothing():
    scores = np.array([-8.0, -1.0, 0.0, 0.5, 8.0])
    values = truncated_normal(CENTRAL, LOW, HIGH, (None, None), scores)
    np.testing.assert_allclose(values, split_normal(CENTRAL, LOW, HIGH, scores), rtol=1e-9)


def test_no_mass_lies_on_the_bounds_of_a_truncated_normal():
    scores = stats.norm.ppf((np.arange(10_000) + 0.5) / 10_000)
    bounds = (LOW, HIGH)
    cut, piled = at("truncated-normal", scores, bounds=bounds), at(NORMAL, scores, bounds=bounds)
    assert np.sum((piled == LOW) | (piled == HIGH)) == 1000
    assert not np.any((cut <= LOW) | (cut >= HIGH))


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_draws_stay_within_bounds(name):
    values = at(name, np.linspace(-9.0, 9.0, 101), bounds=(1.5, 7.25))
    assert values.min() >= 1.5
    assert values.max() <= 7.25


# Shapes and order ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_vector_equals_scalars_and_one_score_moves_all_years(name):
    central = np.array([[10.0], [20.0], [40.0]])
    low, high = 0.8 * central, 1.5 * central
    scores = np.array([-2.0, -0.3, 0.0, 1.1])
    bounds = (7.0, 70.0)
    together = at(name, scores, (low, central, high), bounds)
    assert together.shape == (3, 4)
    for year in range(3):
        for place, score in enumerate(scores):
            alone = at(name, score, (low[year, 0], central[year, 0], high[year, 0]), bounds)
            assert together[year, place] == alone


def test_discrete_vector_equals_scalars():
    choice = Discrete((6.5, 7.5, 9.0), (1.0, 2.0, 1.0))
    central = np.array([[7.5], [7.5]])
    scores = np.array([-1.0, 0.2, 1.0])
    together = at(choice, scores, (central, central, central))
    assert together.shape == (2, 3)
    assert together[1].tolist() == [float(discrete(choice, np.array(score))) for score in scores]


@given(score=st.floats(-7.0, 7.0), step=st.floats(0.0, 3.0), below=GAPS, above=GAPS)
@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_a_higher_score_gives_no_lower_value(name, score, step, below, above):
    central = below + 1.0
    range_ = (np.array(1.0), np.array(central), np.array(central + above))
    first, second = at(name, [score, score + step], range_, (0.5, central + above + 1.0))
    assert second >= first - 1e-9 * abs(first)


@given(
    score=st.floats(-9.0, 9.0),
    step=st.floats(0.0, 3.0),
    weights=st.lists(st.floats(0.0, 5.0), min_size=1, max_size=6).filter(lambda weights: sum(weights) > 1e-3),
)
def test_a_higher_score_gives_no_lower_choice(score, step, weights):
    choice = Discrete(tuple(map(float, range(len(weights)))), tuple(weights))
    first, second = discrete(choice, np.array([score, score + step]))
    assert second >= first


# Wrong input -----------------------------------------------------------------------------------------------


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError):
        at("gauss", 0.0)


def test_no_logarithm_below_zero():
    with pytest.warns(RuntimeWarning, match="invalid value"):
        assert np.isnan(at(LOG_NORMAL, -1.0, (np.array(-1.0), np.array(1.0), np.array(2.0))))


def test_scipy_is_not_imported_for_a_central_run():
    code = "import sys, carbonsim; carbonsim.run(carbonsim.load_scenario('fujian-all-diesel'), draws=1);"
    code += "assert not any(name.partition('.')[0] == 'scipy' for name in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
