"""Rank correlations between draws that keep each one's distribution: the Gaussian copula."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from carbonsim.core.types import Array

#: What is left of a variance of 1 after as many subtractions, where only rounding is left of it.
ROUNDING = 1e-12


def score_correlation(rank: float) -> float:
    r"""Correlation of normal scores that gives a rank correlation.

    .. math:: r = 2 \sin\left(\frac{\pi \rho}{6}\right)

    Parameters
    ----------
    rank : float [1]
        Spearman's rank correlation, :math:`\rho`, from -1 to 1.

    Returns
    -------
    float [1]

    Notes
    -----
    K. Pearson, On further methods of determining correlation, Drapers' Company Research Memoirs, Biometric
    Series IV, 1907.

    Examples
    --------
    >>> score_correlation(0.0), round(score_correlation(1.0), 12), round(score_correlation(0.5), 4)
    (0.0, 1.0, 0.5176)
    """
    return 2.0 * math.sin(math.pi * rank / 6.0)


def correlation_factor(names: Sequence[str], ranks: Mapping[tuple[str, str], float]) -> Array | None:
    r"""Lower triangular factor :math:`L` of the correlations of scores, :math:`L L^\top = R`.

    Parameters
    ----------
    names : sequence of str
        In order.
    ranks : mapping of (str, str) to float [1]
        Rank correlations of pairs, each pair in any order once; those left out are 0.

    Returns
    -------
    array [1], (names, names), or None
        None if no variables can have these correlations, or only such that one follows from the others.

    Notes
    -----
    Cholesky's method, by rows and with sums in order, for the same bits everywhere.

    Examples
    --------
    >>> correlation_factor(["a", "b"], {("b", "a"): 0.0})
    array([[1., 0.],
           [0., 1.]])
    >>> correlation_factor("abc", {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9}) is None
    True
    """
    place = {name: number for number, name in enumerate(names)}
    wanted = np.eye(len(names))
    for (first, second), rank in ranks.items():
        row, column = sorted((place[first], place[second]))
        wanted[row, column] = wanted[column, row] = score_correlation(rank)
    factor = np.zeros_like(wanted)
    for row in range(len(names)):
        for column in range(row):
            known = _product(factor[row], factor[column], column)
            factor[row, column] = (wanted[row, column] - known) / factor[column, column]
        rest = wanted[row, row] - _product(factor[row], factor[row], row)
        if rest <= ROUNDING:
            return None
        factor[row, row] = math.sqrt(rest)
    return factor


def _product(first: Array, second: Array, count: int) -> float:
    return sum(float(first[number]) * float(second[number]) for number in range(count))


def correlated(scores: Sequence[Array], factor: Array) -> list[Array]:
    r"""Scores that are correlated, from independent ones.

    .. math:: y_i = \sum_{k \le i} L_{ik} z_k

    Each is standard normal again, and the first stays as it is.

    Parameters
    ----------
    scores : sequence of array [1]
        Independent standard normal scores, :math:`z`.
    factor : array [1], (scores, scores)
        :math:`L`, from `correlation_factor`.

    Returns
    -------
    list of array [1]

    Examples
    --------
    >>> mixed = correlated([np.array([1.0]), np.array([0.0])], np.array([[1.0, 0.0], [0.6, 0.8]]))
    >>> [float(one[0]) for one in mixed]
    [1.0, 0.6]
    """
    found = []
    for row in range(len(scores)):
        # sums in order, not a product of matrices: the same bits whatever the size of a block
        mixed = factor[row, 0] * scores[0]
        for column in range(1, row + 1):
            mixed = mixed + factor[row, column] * scores[column]
        found.append(mixed)
    return found
