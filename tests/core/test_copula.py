"""Rank correlations by mixing normal scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from carbonsim.core.copula import correlated, correlation_factor, score_correlation


@pytest.mark.parametrize("rank", [-0.9, -0.3, 0.0, 0.5, 0.8])
def test_scores_have_the_rank_correlation_asked_for(rank):
    draws = np.random.default_rng(1).standard_normal((2, 200_000))
    factor = correlation_factor(["a", "b"], {("a", "b"): rank})
    measured = stats.spearmanr(*correlated(list(draws), factor)).statistic
    assert measured == pytest.approx(rank, abs=0.01)


@given(rank=st.floats(-1, 1))
def test_the_correlation_of_scores_is_odd_and_near(rank):
    assert score_correlation(-rank) == -score_correlation(rank)
    assert abs(score_correlation(rank) - rank) < 0.02


def test_the_factor_is_that_of_cholesky():
    names = ["a", "b", "c", "d"]
    ranks = {("b", "a"): 0.6, ("a", "c"): -0.3, ("d", "b"): 0.4}
    wanted = np.eye(4)
    for (first, second), rank in ranks.items():
        row, column = names.index(first), names.index(second)
        wanted[row, column] = wanted[column, row] = 2 * np.sin(np.pi * rank / 6)
    np.testing.assert_allclose(correlation_factor(names, ranks), np.linalg.cholesky(wanted), atol=1e-14)


@given(ranks=st.lists(st.floats(-0.95, 0.95), min_size=3, max_size=3))
def test_it_says_when_there_is_no_factor(ranks):
    pairs = dict(zip([("a", "b"), ("a", "c"), ("b", "c")], ranks, strict=True))
    matrix = np.eye(3)
    for (first, second), rank in pairs.items():
        row, column = "abc".index(first), "abc".index(second)
        matrix[row, column] = matrix[column, row] = score_correlation(rank)
    least = np.linalg.eigvalsh(matrix)[0]
    if abs(least) > 1e-6:
        assert (correlation_factor("abc", pairs) is not None) == (least > 0)


def test_a_rank_of_one_is_no_correlation_but_the_same():
    assert correlation_factor("ab", {("a", "b"): 1.0}) is None


def test_the_first_stays_and_all_are_standard_normal():
    draws = list(np.random.default_rng(2).standard_normal((3, 50_000)))
    mixed = correlated(draws, correlation_factor("abc", {("a", "b"): 0.7, ("b", "c"): 0.5}))
    assert np.array_equal(mixed[0], draws[0])
    for scores in mixed:
        assert stats.kstest(scores, "norm").pvalue > 1e-3


def test_vector_equals_scalars():
    draws = np.random.default_rng(3).standard_normal((3, 20))
    factor = correlation_factor("abc", {("a", "b"): 0.7, ("b", "c"): 0.5})
    whole = np.stack(correlated(list(draws), factor))
    alone = np.stack([np.stack(correlated(list(draws[:, [at]]), factor))[:, 0] for at in range(20)], axis=1)
    assert np.array_equal(whole, alone)


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError):
        correlation_factor("ab", {("a", "c"): 0.5})
