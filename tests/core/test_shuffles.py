"""Keyed permutations and nested uniform scrambling."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from carbonsim.core.shuffles import DIGITS, ROUNDS, SCRAMBLING_KEYS, hashed, scrambled, shuffled

SEEDS = st.integers(0, 2**32)


def some_keys(number, names, seed=1):
    return np.random.default_rng(seed).integers(0, 2**64, (number, names, 1), dtype=np.uint64)


def below(count):
    return np.arange(count, dtype=np.uint64)


def test_hashes_are_those_of_splitmix64():
    # the first outputs of the published generator from the state 1234567
    known = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431]
    assert hashed(below(4), np.uint64(1234567) + np.zeros(4, np.uint64)).tolist() == known


# Permutations ----------------------------------------------------------------------------------------------


@given(size=st.integers(1, 3000), seed=SEEDS)
def test_each_number_goes_to_a_place_of_its_own(size, seed):
    places = shuffled(below(size), size, some_keys(ROUNDS, 2, seed))
    assert np.array_equal(np.sort(places, axis=1), np.tile(below(size), (2, 1)))


@given(size=st.integers(1, 3000), seed=SEEDS, share=st.floats(0, 1))
def test_any_number_can_be_sent_alone(size, seed, share):
    keys = some_keys(ROUNDS, 1, seed)
    index = min(int(share * size), size - 1)
    alone = shuffled(np.array([index], np.uint64), size, keys)
    assert alone[0, 0] == shuffled(below(size), size, keys)[0, index]


def test_all_permutations_are_as_likely():
    places = shuffled(below(4), 4, some_keys(ROUNDS, 24_000))
    counts = Counter(map(tuple, places.tolist()))
    assert len(counts) == math.factorial(4)
    assert stats.chisquare(list(counts.values())).pvalue > 1e-3


@pytest.mark.parametrize("size", [10, 97])
def test_permutations_are_uncorrelated(size):
    # correlations of random permutations have the variance 1 / (n - 1)
    places = shuffled(below(size), size, some_keys(ROUNDS, 2000)).astype(float)
    scores = stats.zscore(places, axis=1)
    for other in (np.roll(scores, 1, axis=0), stats.zscore(np.arange(size))):
        correlation = (scores * other).mean(axis=1)
        assert correlation.mean() == pytest.approx(0, abs=4 / math.sqrt(2000 * size))
        # a variance of 2000 has the relative error sqrt(2 / 2000)
        assert correlation.var() * (size - 1) == pytest.approx(1, abs=4 * math.sqrt(2 / 2000))


# Scrambling ------------------------------------------------------------------------------------------------


@given(level=st.integers(0, 10), seed=SEEDS)
def test_scrambling_permutes_the_intervals_of_each_level(level, seed):
    shift = np.uint64(DIGITS - level)
    points = below(2**level) << shift
    found = scrambled(points, some_keys(SCRAMBLING_KEYS, 1, seed))[0] >> shift
    assert np.array_equal(np.sort(found), below(2**level))


@given(first=st.integers(0, 2**DIGITS - 1), second=st.integers(0, 2**DIGITS - 1), seed=SEEDS)
def test_points_part_at_the_digit_at_which_they_parted(first, second, seed):
    points = np.array([first, second], np.uint64)
    found = scrambled(points, some_keys(SCRAMBLING_KEYS, 1, seed))[0]
    assert (first ^ second).bit_length() == int(found[0] ^ found[1]).bit_length()


def test_a_point_is_uniform_over_keys():
    found = scrambled(np.array([12345], np.uint64), some_keys(SCRAMBLING_KEYS, 20_000))[:, 0]
    assert stats.kstest((found + 0.5) / 2**DIGITS, "uniform").pvalue > 1e-3
    digits = (found[:, None] >> below(DIGITS)) & np.uint64(1)
    assert np.abs(np.corrcoef(digits.T) - np.eye(DIGITS)).max() < 0.04


def test_vector_equals_scalars():
    keys = some_keys(SCRAMBLING_KEYS, 3)
    points = below(50) * np.uint64(330_001)
    whole = scrambled(points, keys)
    for name in range(3):
        alone = [scrambled(points[[at]], keys[:, [name]])[0, 0] for at in range(50)]
        assert np.array_equal(whole[name], alone)


def test_no_numbers_below_zero_are_shuffled():
    with pytest.raises(ValueError):
        shuffled(below(1), 0, some_keys(ROUNDS, 1))


def test_known_values_stay_as_they_are():
    # else all draws of a Latin hypercube or a Sobol sequence would move
    places = shuffled(below(10), 10, below(ROUNDS)[:, None])
    assert places.tolist() == [9, 7, 0, 4, 5, 1, 8, 6, 2, 3]
    points = below(4) << np.uint64(DIGITS - 2)
    found = scrambled(points, below(SCRAMBLING_KEYS)[:, None])
    assert found.tolist() == [16406319, 9115778, 7769673, 721804]
