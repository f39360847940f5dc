"""Rank correlations: SciPy's, whole numbers that add up in any order, and what chance alone reaches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from carbonsim.core.ranks import largest_by_chance, rank_correlations


@given(
    st.lists(st.tuples(st.integers(0, 6), st.floats(-1e3, 1e3)), min_size=3, max_size=60).filter(
        lambda pairs: all(len(set(column)) > 1 for column in zip(*pairs, strict=True))
    )
)
def test_scipy_finds_the_same_with_equal_values(pairs):
    first, second = np.array(pairs, dtype=float).T
    (found,) = rank_correlations([first], second)
    assert found == pytest.approx(stats.spearmanr(first, second).statistic, abs=1e-12)


def test_what_rises_with_it_has_1_and_what_falls_has_minus_1():
    x = np.random.default_rng(1).normal(size=500)
    assert rank_correlations([np.exp(x), -(x**3)], x).tolist() == [1.0, -1.0]


def test_the_order_of_draws_moves_no_bit():
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(2, 20_000))
    y += 0.1 * x
    other = rng.permutation(len(x))
    assert rank_correlations([x], y) == rank_correlations([x[other]], y[other])


def test_what_is_the_same_in_all_draws_has_none():
    x = np.arange(5.0)
    assert np.isnan(rank_correlations([np.ones(5)], x)).all()
    assert np.isnan(rank_correlations([x], np.ones(5))).all()


@pytest.mark.parametrize("output", [np.array([1.0]), np.array([1.0, np.nan, 2.0])])
def test_an_output_needs_two_draws_and_no_blank(output):
    with pytest.raises(ValueError, match="output: found blanks or"):
        rank_correlations([output], output)


@pytest.mark.parametrize("row", [np.arange(3.0), np.array([1.0, np.nan, 2.0, 3.0])])
def test_an_input_has_the_draws_of_the_output(row):
    with pytest.raises(ValueError, match="input: found blanks or"):
        rank_correlations([row], np.arange(4.0))


def test_one_input_has_the_bound_of_one():
    assert largest_by_chance(1, 401, 0.05) == pytest.approx(stats.norm.ppf(0.975) / 20, rel=1e-9)


def test_chance_passes_the_bound_of_many_as_often_as_said():
    rng, inputs, draws = np.random.default_rng(3), 20, 200
    bound = largest_by_chance(inputs, draws, 0.1)
    passed = [
        np.abs(rank_correlations(rng.normal(size=(inputs, draws)), rng.normal(size=draws))).max() > bound
        for _ in range(400)
    ]
    assert np.mean(passed) == pytest.approx(0.1, abs=0.04)


@pytest.mark.parametrize("wrong", [(0, 100, 0.05), (5, 1, 0.05), (5, 100, 0.0), (5, 100, 1.0)])
def test_a_bound_needs_inputs_draws_and_a_probability(wrong):
    with pytest.raises(ValueError, match=f"{wrong[0]} inputs"):
        largest_by_chance(*wrong)
