"""Rank correlation of many inputs with one output, and what chance alone makes of it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import NormalDist

import numpy as np

from carbonsim.core.blank import BLANK
from carbonsim.core.types import Array


def rank_correlations(inputs: Iterable[Array], output: Array) -> Array:
    r"""Spearman's correlation of each input with an output.

    .. math:: \rho = \frac{\sum_i a_i b_i}{\sqrt{\sum_i a_i^2 \sum_i b_i^2}}

    where :math:`a` and :math:`b` are ranks less their mean; equal values share the mean of their ranks.

    Parameters
    ----------
    inputs : iterable of array [any one unit each], (draws,)
    output : array [any one unit], (draws,)
        Without blanks.

    Returns
    -------
    array [1], (inputs,)
        From -1 to 1; blank where either is the same in all draws. Twice a rank is a whole number, and sums of
        their products are exact: the bits do not depend on the order of summation.

    Raises
    ------
    ValueError
        If the draws differ in number or are fewer than two, or one is blank.

    Notes
    -----
    C. Spearman, The proof and measurement of association between two things, American Journal of Psychology
    15 (1904) 72-101.

    Examples
    --------
    >>> rows = [np.array([1.0, 2.0, 3.0]), np.array([9.0, 4.0, 1.0])]
    >>> rank_correlations(rows, np.array([0.1, 7.0, 8.0])).tolist()
    [1.0, -1.0]
    """
    if output.size < 2 or np.isnan(output).any():
        raise ValueError(
            f"output: found blanks or {output.size} draws, expected a value in each of at least two"
        )
    second = _centred_ranks(output)
    own = float(second @ second)
    return np.array([_correlation(row, second, own) for row in inputs])


def largest_by_chance(inputs: int, draws: int, probability: float) -> float:
    r"""Rank correlation that the largest of several inputs without any effect reaches with a probability.

    .. math:: \rho = \frac{z_{1 - p / 2 m}}{\sqrt{n - 1}}

    Parameters
    ----------
    inputs : int
        :math:`m`, at least 1.
    draws : int
        :math:`n`, at least 2.
    probability : float [1]
        :math:`p`, between 0 and 1, for all inputs together (Bonferroni's bound).

    Returns
    -------
    float [1]
        Of either sign; :math:`1 / \sqrt{n - 1}` is the standard deviation for independent ranks.

    Raises
    ------
    ValueError
        If a number is outside of these.

    Examples
    --------
    >>> round(largest_by_chance(1, 1001, 0.05), 3), round(largest_by_chance(100, 1001, 0.05), 3)
    (0.062, 0.11)
    """
    if inputs < 1 or draws < 2 or not 0.0 < probability < 1.0:
        raise ValueError(f"found {inputs} inputs, {draws} draws and the probability {probability}")
    return NormalDist().inv_cdf(1.0 - probability / (2 * inputs)) / math.sqrt(draws - 1)


def _correlation(row: Array, second: Array, own: float) -> float:
    if row.shape != second.shape or np.isnan(row).any():
        raise ValueError(f"input: found blanks or the shape {row.shape}, expected that of the output")
    first = _centred_ranks(row)
    scale = math.sqrt(float(first @ first) * own)
    return float(first @ second) / scale if scale else BLANK


def _centred_ranks(values: Array) -> Array:
    """Twice the ranks less twice their mean, whole numbers; equal values have the mean of their ranks."""
    order, draws = np.argsort(values), len(values)
    ordered, ranks = values[order], np.empty(draws)
    new = ordered[1:] != ordered[:-1]
    if new.all():
        ranks[order] = np.arange(1.0 - draws, draws, 2.0)
        return ranks
    first = np.concatenate(([0], np.flatnonzero(new) + 1))
    count = np.concatenate((first[1:], [draws])) - first
    ranks[order] = np.repeat(2.0 * first + count - draws, count)
    return ranks
