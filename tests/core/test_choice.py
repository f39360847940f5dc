"""What buyers choose, against SciPy and the properties that textbooks prove (Train 2009, chapter 3)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy import special

from carbonsim.core.choice import inclusive_value, logit_shares, relative_cost_utility

UTILITIES = arrays(float, array_shapes(min_dims=1, max_dims=3, max_side=6), elements=st.floats(-300.0, 300.0))
COSTS = arrays(float, st.integers(2, 6), elements=st.floats(0.5, 2.0))
EXPONENTS = st.floats(0.5, 8.0)


def test_two_options_follow_the_logistic_function():
    # odds of 1 to 3 by hand, then SciPy's expit
    np.testing.assert_allclose(logit_shares(np.log(np.array([1.0, 3.0]))), [0.25, 0.75])
    gap = np.linspace(-20.0, 20.0, 41)
    shares = logit_shares(np.stack([gap, np.zeros_like(gap)]))
    np.testing.assert_allclose(shares[0], special.expit(gap), rtol=1e-12)


def test_shares_are_the_softmax_of_scipy_on_any_axis():
    utility = np.random.default_rng(1).normal(size=(3, 4, 5))
    for axis in (0, 1, 2, -1):
        np.testing.assert_allclose(logit_shares(utility, axis), special.softmax(utility, axis), rtol=1e-12)
    np.testing.assert_array_equal(logit_shares(utility), logit_shares(utility, 0))


def test_one_option_takes_all():
    np.testing.assert_array_equal(logit_shares(np.array([[-7.0, 0.0, 900.0]])), [[1.0, 1.0, 1.0]])


def test_equal_options_share_equally():
    np.testing.assert_allclose(logit_shares(np.full((5, 2), 3.0)), 0.2, rtol=1e-15)


def test_an_option_that_is_not_on_offer_has_no_share():
    utility = np.array([0.3, -np.inf, 1.1])
    shares = logit_shares(utility)
    assert shares[1] == 0.0
    np.testing.assert_array_equal(shares[[0, 2]], logit_shares(utility[[0, 2]]))


def test_utilities_of_any_size_do_not_overflow():
    np.testing.assert_allclose(logit_shares(np.array([1e5, 1e5])), 0.5)
    np.testing.assert_array_equal(logit_shares(np.array([-1e5, 1e5])), [0.0, 1.0])


@pytest.mark.parametrize(
    "utility",
    [
        np.array([-np.inf, -np.inf]),
        np.array([[0.0, -np.inf], [1.0, -np.inf]]),  # nothing on offer in the second draw only
        np.array([np.nan, 0.0]),
        np.array([np.inf, 0.0]),
    ],
)
def test_shares_refuse_an_empty_offer_and_what_is_no_utility(utility):
    with pytest.raises(ValueError, match="no option"):
        logit_shares(utility)


def test_shares_of_draws_are_the_shares_of_each():
    utility = np.random.default_rng(2).normal(scale=3.0, size=(4, 3, 6))  # options, segments, draws
    together = logit_shares(utility)
    for s in range(3):
        for d in range(6):
            np.testing.assert_allclose(together[:, s, d], logit_shares(utility[:, s, d]), rtol=1e-15)


@given(UTILITIES)
def test_shares_are_shares_and_sum_to_one(utility):
    shares = logit_shares(utility)
    assert shares.shape == utility.shape
    assert np.all((shares >= 0.0) & (shares <= 1.0))
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-12)


@given(utility=UTILITIES, constant=st.floats(-300.0, 300.0))
def test_only_differences_of_utility_count(utility, constant):
    shifted = logit_shares(utility + constant)
    np.testing.assert_allclose(shifted, logit_shares(utility), rtol=1e-9, atol=1e-15)


@given(utility=UTILITIES, seed=st.integers(0, 1000))
def test_the_order_of_the_options_does_not_count(utility, seed):
    order = np.random.default_rng(seed).permutation(len(utility))
    np.testing.assert_allclose(logit_shares(utility[order]), logit_shares(utility)[order], rtol=1e-12)


@given(utility=arrays(float, 4, elements=st.floats(-5.0, 5.0)), other=st.floats(-5.0, 5.0))
def test_the_odds_of_two_options_do_not_depend_on_a_third(utility, other):
    before = logit_shares(utility)
    after = logit_shares(np.append(utility, other))
    assert after[0] / after[1] == pytest.approx(before[0] / before[1], rel=1e-12)


def test_one_percent_dearer_lowers_the_odds_by_about_the_exponent():
    shares = logit_shares(relative_cost_utility(np.array([1.01, 1.0]), 8.0, 0.0))
    assert shares[0] / shares[1] == pytest.approx(1.01**-8.0, rel=1e-12)
    assert shares[0] / shares[1] == pytest.approx(1.0 - 0.08, abs=0.005)


def test_relative_cost_logit_is_the_share_weighted_power_of_cost():
    # the form of GCAM: share = weight x cost ** exponent over the sum of all, with a negative exponent
    cost, weight, exponent = np.array([2.0, 3.0, 5.0]), np.array([1.0, 0.5, 4.0]), 6.0
    expected = weight * cost**-exponent / (weight * cost**-exponent).sum()
    np.testing.assert_allclose(
        logit_shares(relative_cost_utility(cost, exponent, np.log(weight))), expected, rtol=1e-12
    )


def test_utility_of_unit_cost_and_of_no_elasticity_is_the_constant():
    assert relative_cost_utility(1.0, 8.0, -0.7) == -0.7
    assert relative_cost_utility(123.0, 0.0, -0.7) == -0.7


@pytest.mark.parametrize("cost", [0.0, -1.0, np.array([1.0, 0.0]), np.array([[1.0], [-2.0]])])
def test_utility_refuses_a_cost_that_is_not_positive(cost):
    with pytest.raises(ValueError, match="positive"):
        relative_cost_utility(cost, 8.0, 0.0)


def test_utility_of_draws_is_the_utility_of_each():
    cost = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    exponent = np.array([4.0, 8.0, 12.0])
    constant = np.array([[0.0], [-1.0]])
    together = relative_cost_utility(cost, exponent, constant)
    assert together.shape == (2, 3)
    for i in range(2):
        for d in range(3):
            alone = relative_cost_utility(float(cost[i, d]), float(exponent[d]), float(constant[i, 0]))
            assert together[i, d] == pytest.approx(float(alone), rel=1e-15)


@given(cost=COSTS, exponent=EXPONENTS, dearer=st.floats(1.01, 3.0))
def test_a_dearer_option_loses_to_all_others(cost, exponent, dearer):
    before = logit_shares(relative_cost_utility(cost, exponent, 0.0))
    raised = cost.copy()
    raised[0] *= dearer
    after = logit_shares(relative_cost_utility(raised, exponent, 0.0))
    assert after[0] < before[0]
    assert np.all(after[1:] > before[1:])


@given(cost=COSTS, exponent=EXPONENTS, currency=st.floats(0.01, 100.0))
def test_shares_do_not_depend_on_the_unit_of_money(cost, exponent, currency):
    before = logit_shares(relative_cost_utility(cost, exponent, 0.0))
    after = logit_shares(relative_cost_utility(cost * currency, exponent, 0.0))
    np.testing.assert_allclose(after, before, rtol=1e-9)


# Inclusive value ------------------------------------------------------------------------------------------


def test_inclusive_value_by_hand():
    # e^0 + e^0 = 2; e^1 + 2 e^0
    assert inclusive_value(np.zeros(2)) == pytest.approx(0.6931472, abs=5e-8)
    assert inclusive_value(np.array([1.0, 0.0, 0.0])) == pytest.approx(1.5514447, abs=5e-8)
    assert inclusive_value(np.array([-3.0])) == -3.0


def test_inclusive_value_neither_overflows_nor_vanishes():
    far = np.array([[1e4, -1e4, 5.0], [0.0, -1e4, -np.inf]])
    np.testing.assert_allclose(inclusive_value(far), [1e4, -1e4 + np.log(2.0), 5.0], rtol=1e-12)


def test_groups_chosen_by_inclusive_value_are_a_logit_of_all_options():
    utility = np.array([0.3, -1.2, 0.8, 2.0])
    shares = logit_shares(utility)
    odds = inclusive_value(utility[:2]) - inclusive_value(utility[2:])
    assert shares[:2].sum() == pytest.approx(1.0 / (1.0 + np.exp(-odds)), rel=1e-12)


def test_no_option_has_no_inclusive_value():
    with pytest.raises(ValueError, match="no option is on offer"):
        inclusive_value(np.full(2, -np.inf))
