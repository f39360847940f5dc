"""Choice among options that are alike or not for all: known values, the plain logit, brute force."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from carbonsim.core.choice import inclusive_value, logit_shares
from carbonsim.core.nested_choice import choice_by_set, feasible_shares, nested_logit_shares
from carbonsim.core.usable_sets import chances_of_joint, chances_of_sets

#: Of five options two are in the nest.
NEST = np.array([False, True, False, True, False])
UTILITIES = arrays(float, (5, 3), elements=st.floats(-30.0, 30.0))
DISSIMILARITIES = st.floats(0.05, 1.0)
CHANCES = arrays(float, (2, 3), elements=st.floats(0.0, 1.0))


def textbook(utility, nest, dissimilarity):
    """Nested logit of one draw as Train (2009) writes it, for utilities of moderate size."""
    power = np.exp(utility / np.where(nest, dissimilarity, 1.0))
    inside = power[nest].sum()
    total = inside**dissimilarity + power[~nest].sum()
    return np.where(nest, power * inside ** (dissimilarity - 1.0) if inside > 0 else 0.0, power) / total


# Nested logit ---------------------------------------------------------------------------------------------


def test_shares_by_hand():
    # two alike at dissimilarity 0.5: (1 + 1) ** 0.5 = 1.41421 against 1
    shares = nested_logit_shares(np.zeros(3), np.array([True, True, False]), 0.5)
    np.testing.assert_allclose(shares, [0.2928932, 0.2928932, 0.4142136], atol=5e-8)


def test_shares_are_those_of_the_textbook():
    rng = np.random.default_rng(1)
    for _ in range(20):
        utility, dissimilarity = rng.normal(scale=2.0, size=5), rng.uniform(0.2, 1.0)
        expected = textbook(utility, NEST, dissimilarity)
        np.testing.assert_allclose(nested_logit_shares(utility, NEST, dissimilarity), expected, rtol=1e-12)


def test_the_more_alike_the_less_a_twin_adds():
    utility = np.array([0.4, 0.4, 0.0])
    alone = logit_shares(utility[1:])
    taken = [
        nested_logit_shares(utility, np.array([True, True, False]), d)[:2].sum() for d in (1.0, 0.5, 1e-4)
    ]
    assert taken[0] > taken[1] > taken[2]
    assert taken[2] == pytest.approx(alone[0], abs=1e-4)


def test_an_option_that_is_not_on_offer_leaves_the_others():
    utility = np.array([0.3, -np.inf, 1.1, 0.7, -np.inf])
    shares = nested_logit_shares(utility, NEST, 0.4)
    assert shares[1] == shares[4] == 0.0
    np.testing.assert_allclose(shares[[0, 2, 3]], logit_shares(utility[[0, 2, 3]]), rtol=1e-12)


@pytest.mark.parametrize("nest", [np.zeros(3, dtype=bool), np.array([True, False, False])])
def test_an_empty_nest_is_none(nest):
    utility = np.array([-np.inf, 0.2, 1.0])
    shares = nested_logit_shares(utility, nest, np.array([0.5, 0.9]))
    assert shares.shape == (3, 2)
    np.testing.assert_allclose(shares, np.stack([logit_shares(utility)] * 2, axis=1), rtol=1e-12)


def test_a_nest_of_all_is_a_logit_within_it():
    utility = np.array([[0.2, -np.inf], [1.0, 0.0]])
    shares = nested_logit_shares(utility, np.ones(2, dtype=bool), 0.5)
    np.testing.assert_allclose(shares, logit_shares(utility / 0.5), rtol=1e-12)
    beyond = np.append(utility, np.full((1, 2), -np.inf), axis=0)
    np.testing.assert_allclose(
        nested_logit_shares(beyond, np.array([True, True, False]), 0.5)[:2], shares, rtol=1e-12
    )


def test_utilities_of_any_size_do_not_overflow():
    nest = np.array([True, True, False])
    far = np.array([[1e5, -1e5, 0.0], [1e5, -1e5, -1e5], [0.0, 0.0, 1e5]])
    with np.errstate(all="raise", under="ignore"):
        shares = nested_logit_shares(far, nest, 0.05)
    np.testing.assert_allclose(shares, [[0.5, 0.0, 0.0], [0.5, 0.0, 0.0], [0.0, 1.0, 1.0]], atol=1e-12)


def test_shares_refuse_an_empty_offer():
    with pytest.raises(ValueError, match="no option is on offer"):
        nested_logit_shares(np.full(5, -np.inf), NEST, 0.5)
    with pytest.raises(ValueError, match="no option is on offer"):
        nested_logit_shares(np.array([[0.0, -np.inf]] * 5), NEST, 0.5)
    with pytest.raises(ValueError, match="outside of the nest"):
        feasible_shares(np.where(NEST, 0.0, -np.inf), NEST, 0.5, np.full(4, 0.25))


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
@pytest.mark.parametrize("option", [0, 1])
def test_shares_refuse_what_is_no_utility(wrong, option):
    utility = np.zeros(5)
    utility[option] = wrong
    with pytest.raises(ValueError, match="must be a number"):
        nested_logit_shares(utility, NEST, 0.5)
    with pytest.raises(ValueError, match="must be a number"):
        feasible_shares(utility, NEST, 0.5, np.full(4, 0.25))


@pytest.mark.parametrize("dissimilarity", [0.0, -0.5, 1.1, np.array([0.5, 1.5])])
def test_shares_refuse_a_dissimilarity_that_is_none(dissimilarity):
    with pytest.raises(ValueError, match="dissimilarity"):
        nested_logit_shares(np.zeros(5), NEST, dissimilarity)
    with pytest.raises(ValueError, match="dissimilarity"):
        feasible_shares(np.zeros(5), NEST, dissimilarity, np.full(4, 0.25))


def test_shares_of_draws_are_the_shares_of_each():
    rng = np.random.default_rng(2)
    utility, dissimilarity = rng.normal(scale=3.0, size=(5, 3, 6)), rng.uniform(0.2, 1.0, 6)
    together = nested_logit_shares(utility, NEST, dissimilarity)
    assert together.shape == (5, 3, 6)
    for s, d in np.ndindex(3, 6):
        alone = nested_logit_shares(utility[:, s, d], NEST, float(dissimilarity[d]))
        np.testing.assert_allclose(together[:, s, d], alone, rtol=1e-14)


@given(UTILITIES, DISSIMILARITIES)
def test_shares_are_shares_and_sum_to_one(utility, dissimilarity):
    shares = nested_logit_shares(utility, NEST, dissimilarity)
    assert np.all((shares >= 0.0) & (shares <= 1.0))
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-12)


@given(UTILITIES)
def test_a_dissimilarity_of_one_is_the_plain_logit(utility):
    np.testing.assert_allclose(
        nested_logit_shares(utility, NEST, 1.0), logit_shares(utility), rtol=1e-9, atol=1e-15
    )


@given(UTILITIES, DISSIMILARITIES, st.permutations(range(5)), st.floats(-50.0, 50.0))
def test_order_and_level_of_the_options_do_not_count(utility, dissimilarity, order, constant):
    shares = nested_logit_shares(utility, NEST, dissimilarity)
    moved = nested_logit_shares(utility[order] + constant, NEST[order], dissimilarity)
    np.testing.assert_allclose(moved, shares[order], rtol=1e-9, atol=1e-12)


@given(UTILITIES, DISSIMILARITIES)
def test_odds_within_the_nest_answer_more_and_those_of_nests_are_of_inclusive_values(utility, dissimilarity):
    shares = nested_logit_shares(utility, NEST, dissimilarity)
    within = logit_shares(utility[NEST] / dissimilarity)
    np.testing.assert_allclose(shares[NEST], within * shares[NEST].sum(axis=0), rtol=1e-9, atol=1e-15)
    value = dissimilarity * inclusive_value(utility[NEST] / dissimilarity)
    whole = logit_shares(np.stack([value, inclusive_value(utility[~NEST])]))
    np.testing.assert_allclose(shares[NEST].sum(axis=0), whole[0], rtol=1e-9, atol=1e-15)


@given(UTILITIES, DISSIMILARITIES)
def test_the_share_of_the_nest_is_the_sum_of_its_options(utility, dissimilarity):
    shares = nested_logit_shares(utility, NEST, dissimilarity)
    np.testing.assert_allclose(
        choice_by_set(utility, NEST, dissimilarity).of_nest, shares[NEST].sum(axis=0), rtol=1e-9, atol=1e-15
    )


def test_the_share_of_a_nest_of_which_some_or_all_is_not_on_offer():
    utility = np.array([[0.3, 0.3], [-np.inf, -np.inf], [1.1, 1.1], [0.7, -np.inf], [0.0, -np.inf]])
    shares = nested_logit_shares(utility, NEST, 0.4)
    np.testing.assert_allclose(
        choice_by_set(utility, NEST, 0.4).of_nest, shares[NEST].sum(axis=0), rtol=1e-12
    )
    with pytest.raises(ValueError, match="outside of the nest"):
        choice_by_set(np.where(NEST, 0.0, -np.inf), NEST, 0.5)


# What can be used -----------------------------------------------------------------------------------------


def by_brute_force(utility, nest, dissimilarity, chance):
    """Mean of nested logits over all sets of usable options, of one draw."""
    rows, total = np.flatnonzero(nest), np.zeros(len(utility))
    for usable in product([False, True], repeat=len(rows)):
        offer = utility.copy()
        offer[rows[~np.array(usable, dtype=bool)]] = -np.inf
        total += np.prod(np.where(usable, chance, 1.0 - chance)) * nested_logit_shares(
            offer, nest, dissimilarity
        )
    return total


def test_feasible_shares_by_hand():
    # half can use one of two that are alike and as good as the rest: a quarter buys it
    shares = feasible_shares(
        np.zeros(3), np.array([True, True, False]), 0.5, chances_of_sets(np.array([0.5, 0.0]))
    )
    np.testing.assert_allclose(shares, [0.25, 0.0, 0.75], rtol=1e-12)
    # each for half, by itself: sets of a quarter each; none 1, one 1/2, both 0.4142136
    shares = feasible_shares(
        np.zeros(3), np.array([True, True, False]), 0.5, chances_of_sets(np.array([0.5, 0.5]))
    )
    np.testing.assert_allclose(shares[2], (1.0 + 0.5 + 0.5 + 0.4142136) / 4.0, atol=5e-8)


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_feasible_shares_are_the_mean_over_what_can_be_used(size):
    rng = np.random.default_rng(size)
    utility, nest = rng.normal(scale=2.0, size=(6, 4)), np.arange(6) % 2 == 1
    nest[np.flatnonzero(nest)[size:]] = False
    chance, dissimilarity = rng.uniform(size=(size, 4)), rng.uniform(0.2, 1.0, 4)
    shares = feasible_shares(utility, nest, dissimilarity, chances_of_sets(chance))
    for d in range(4):
        expected = by_brute_force(utility[:, d], nest, dissimilarity[d], chance[:, d])
        np.testing.assert_allclose(shares[:, d], expected, rtol=1e-12)


def test_what_is_not_on_offer_is_not_bought_by_those_who_could_use_it():
    utility = np.array([0.0, -np.inf, 0.5, 1.0, -np.inf])
    shares = feasible_shares(utility, NEST, 0.5, chances_of_sets(np.array([0.7, 0.4])))
    expected = by_brute_force(utility, NEST, 0.5, np.array([0.7, 0.4]))
    np.testing.assert_allclose(shares, expected, rtol=1e-12)
    assert shares[1] == 0.0


def test_the_worse_option_is_taken_where_it_is_all_there_is():
    # e ** (-800 / 0.35) against the better one of the nest vanishes; against the rest it wins
    utility = np.array([0.0, -400.0, -800.0])
    shares = feasible_shares(
        utility, np.array([True, True, False]), 0.35, chances_of_sets(np.array([0.0, 1.0]))
    )
    np.testing.assert_allclose(shares, [0.0, 1.0, 0.0], atol=1e-12)


def test_feasible_shares_of_draws_are_those_of_each():
    rng = np.random.default_rng(4)
    utility, chance = rng.normal(size=(5, 1, 6)), rng.uniform(size=(2, 3, 6))
    dissimilarity, sets = rng.uniform(0.2, 1.0, 6), chances_of_sets(chance)
    together = feasible_shares(utility, NEST, dissimilarity, sets)
    assert together.shape == (5, 3, 6)
    for s, d in np.ndindex(3, 6):
        alone = feasible_shares(utility[:, 0, d], NEST, float(dissimilarity[d]), sets[:, s, d])
        np.testing.assert_allclose(together[:, s, d], alone, rtol=1e-13)


def test_buyers_of_several_kinds_count_by_the_mean_of_their_sets():
    # short trips can all be done, long ones hardly: the mean of the chances would be another
    rng = np.random.default_rng(5)
    utility, sets = rng.normal(size=(5, 1)), chances_of_sets(np.array([[0.9, 0.05], [0.8, 0.3]]))
    each = feasible_shares(utility, NEST, 0.5, sets)
    whole = feasible_shares(utility[:, 0], NEST, 0.5, sets @ np.array([0.25, 0.75]))
    np.testing.assert_allclose(each @ np.array([0.25, 0.75]), whole, rtol=1e-12)
    assert 1.0 - (sets @ np.array([0.25, 0.75]))[0] == pytest.approx(0.25 * 0.98 + 0.75 * 0.335)


@given(UTILITIES, DISSIMILARITIES, CHANCES)
def test_feasible_shares_are_shares_and_sum_to_one(utility, dissimilarity, chance):
    shares = feasible_shares(utility, NEST, dissimilarity, chances_of_sets(chance))
    assert np.all((shares >= 0.0) & (shares <= 1.0 + 1e-12))
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-12)
    assert np.all(shares[NEST] <= chance + 1e-12)
    assert np.all(shares[NEST].sum(axis=0) <= 1.0 - np.prod(1.0 - chance, axis=0) + 1e-12)


@given(UTILITIES, DISSIMILARITIES)
def test_what_all_can_use_is_the_nested_logit_and_what_none_can_leaves_the_rest(utility, dissimilarity):
    every = feasible_shares(utility, NEST, dissimilarity, chances_of_sets(np.ones((2, 3))))
    np.testing.assert_allclose(
        every, nested_logit_shares(utility, NEST, dissimilarity), rtol=1e-9, atol=1e-15
    )
    none = feasible_shares(utility, NEST, dissimilarity, chances_of_sets(np.zeros((2, 3))))
    np.testing.assert_array_equal(none[NEST], 0.0)
    np.testing.assert_allclose(none[~NEST], logit_shares(utility[~NEST]), rtol=1e-9, atol=1e-15)


@given(UTILITIES, DISSIMILARITIES, CHANCES, CHANCES)
def test_more_that_can_use_an_option_buy_it_and_never_less_of_the_nest(utility, dissimilarity, chance, other):
    more = chance.copy()
    more[0] = np.maximum(chance, other)[0]
    before = feasible_shares(utility, NEST, dissimilarity, chances_of_sets(chance))
    after = feasible_shares(utility, NEST, dissimilarity, chances_of_sets(more))
    assert np.all(after[1] >= before[1] - 1e-12)
    assert np.all(after[NEST].sum(axis=0) >= before[NEST].sum(axis=0) - 1e-12)
    assert np.all(after[3] <= before[3] + 1e-12)
    assert np.all(after[~NEST] <= before[~NEST] + 1e-12)


@given(UTILITIES, DISSIMILARITIES, CHANCES)
def test_the_order_of_options_and_chances_does_not_count(utility, dissimilarity, chance):
    shares = feasible_shares(utility, NEST, dissimilarity, chances_of_sets(chance))
    back = feasible_shares(utility[::-1], NEST[::-1], dissimilarity, chances_of_sets(chance[::-1]))
    np.testing.assert_allclose(back[::-1], shares, rtol=1e-9, atol=1e-15)


def test_sets_are_as_many_as_the_nest_has():
    with pytest.raises(ValueError, match="found 2 sets of 2 options, expected 4"):
        feasible_shares(np.zeros(5), NEST, 0.5, np.full(2, 0.5))


def test_axes_of_chance_alone_are_axes_of_the_shares():
    rng = np.random.default_rng(6)
    utility, sets = rng.normal(size=(5, 6)), chances_of_sets(rng.uniform(size=(2, 8, 1, 6)))
    together = feasible_shares(utility, NEST, rng.uniform(0.2, 1.0, (3, 1)), sets)
    assert together.shape == (5, 8, 3, 6)
    np.testing.assert_allclose(together.sum(axis=0), 1.0, rtol=1e-12)


# Sets -----------------------------------------------------------------------------------------------------


def test_sets_by_hand():
    np.testing.assert_allclose(chances_of_sets(np.array([0.5, 0.25])), [0.375, 0.375, 0.125, 0.125])
    three = chances_of_sets(np.array([0.1, 0.2, 0.3]))
    assert three[0b101] == pytest.approx(0.1 * 0.8 * 0.3, rel=1e-12)
    assert three[0b010] == pytest.approx(0.9 * 0.2 * 0.7, rel=1e-12)
    np.testing.assert_array_equal(chances_of_sets(np.empty((0, 4))), np.ones((1, 4)))


@given(arrays(float, (3, 4), elements=st.floats(0.0, 1.0)))
def test_sets_are_chances_that_sum_to_one_and_hold_each_option(chance):
    sets = chances_of_sets(chance)
    assert sets.shape == (8, 4)
    assert np.all((sets >= 0.0) & (sets <= 1.0))
    np.testing.assert_allclose(sets.sum(axis=0), 1.0, rtol=1e-12)
    for option in range(3):
        holding = [number for number in range(8) if number >> option & 1]
        np.testing.assert_allclose(sets[holding].sum(axis=0), chance[option], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("chance", [np.array([0.5, 1.1]), np.array([[0.5, -0.1]])])
def test_sets_refuse_what_is_no_chance(chance):
    with pytest.raises(ValueError, match="between 0 and 1"):
        chances_of_sets(chance)


def joint_chances(sets):
    """Chances that all options of each set can be used: sums over the sets that hold it."""
    numbers = range(len(sets))
    return np.stack([sum(sets[more] for more in numbers if more & number == number) for number in numbers])


def test_sets_from_joint_chances_by_hand():
    # both by the same chance: whoever can use one can use the other
    np.testing.assert_allclose(chances_of_joint(np.array([1.0, 0.3, 0.3, 0.3])), [0.7, 0.0, 0.0, 0.3])
    np.testing.assert_array_equal(chances_of_joint(np.ones((1, 4))), np.ones((1, 4)))


@given(arrays(float, (3, 4), elements=st.floats(0.0, 1.0)))
def test_sets_from_joint_chances_are_those_of_independent_ones(chance):
    sets = chances_of_sets(chance)
    joint = joint_chances(sets)
    for option in range(3):
        np.testing.assert_allclose(joint[1 << option], chance[option], rtol=1e-12, atol=1e-15)
    given_joint = joint.copy()
    np.testing.assert_allclose(chances_of_joint(joint), sets, atol=1e-14)
    np.testing.assert_array_equal(joint, given_joint)  # what was handed in is left alone


@given(arrays(float, (8, 4), elements=st.floats(0.01, 1.0)))
def test_sets_from_joint_chances_that_vary_together(weight):
    sets = weight / weight.sum(axis=0)
    np.testing.assert_allclose(chances_of_joint(joint_chances(sets)), sets, atol=1e-14)
