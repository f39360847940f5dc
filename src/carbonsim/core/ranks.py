"""Rank correlation of many inputs with one output, and what chance alone makes of it."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from carbonsim.core.blank import BLANK
from carbonsim.core.types import Array


def rank_correlations(inputs: Array, output: Array) -> Array:
    r"""Spearman's correlation of each input with an output.

    .. math:: \rho = \frac{\sum_i a_i b_i}{\sqrt{\sum_i a_i^2 \sum_i b_i^2}}

    where :math:`a` and :math:`b` are ranks less their mean; equal values share the mean of their ranks.

    Parameters
    ----------
    inputs : array [any one unit each], (inputs, draws)
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
    >>> rank_correlations(np.array([[1.0, 2.0, 3.0], [9.0, 4.0, 1.0]]), np.array([0.1, 7.0, 8.0])).tolist()
    [1.0, -1.0]
    """
    if inputs.ndim != 2 or output.shape != inputs.shape[1:]:
        raise ValueError(f"found inputs {inputs.shape} and an output {output.shape}, expected the same draws")
    if output.size < 2:
        raise ValueError(f"found {output.size} draws, expected at least two")
    if np.isnan(inputs).any() or np.isnan(output).any():
        raise ValueError("found blanks, expected a value in each draw")
    second = _centred_ranks(output)
    own = float(second @ second)
    return np.array([_correlation(_centred_ranks(row), second, own) for row in inputs])


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


def _correlation(first: Array, second: Array, own: float) -> float:
    scale = math.sqrt(float(first @ first) * own)
    return float(first @ second) / scale if scale else BLANK


def _centred_ranks(values: Array) -> Array:
    """Twice the ranks less twice their mean, whole numbers; equal values have the mean of their ranks."""
    order = np.argsort(values)
    ordered = values[order]
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    count = np.diff(first, append=len(values))
    ranks = np.empty(len(values))
    ranks[order] = np.repeat(2.0 * first + count - len(values), count)
    return ranks
