"""From a score to a value: the inverse distribution functions that a quantity may name.

All take standard normal scores, so that one score means the same place in any distribution: the shares below
and above it are :math:`u = \\Phi(z)` and :math:`1 - u = \\Phi(-z)`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.between_ends import pert, triangular, uniform
from carbonsim.core.types import Array
from carbonsim.core.uncertainty import SCORE_95, split_normal

# ruff: noqa: PLC0415 - scipy is imported where it is used: a central run needs none of it

NORMAL = "normal"
TRUNCATED_NORMAL = "truncated-normal"
LOG_NORMAL = "log-normal"
UNIFORM = "uniform"
TRIANGULAR = "triangular"
PERT = "pert"
DISTRIBUTIONS = (NORMAL, TRUNCATED_NORMAL, LOG_NORMAL, UNIFORM, TRIANGULAR, PERT)


@dataclass(frozen=True)
class Discrete:
    """One of a few values.

    Attributes
    ----------
    values : tuple of float [unit of the quantity]
        Rising, so that a higher score never gives a lower value.
    weights : tuple of float [1]
        How likely each is against the others: 0 or more, and not all 0.
    """

    values: tuple[float, ...]
    weights: tuple[float, ...]


def draw(
    distribution: str | Discrete,
    range_: tuple[Array, Array, Array],
    bounds: tuple[float | None, float | None],
    score: Array,
) -> Array:
    """Values of a quantity at some scores, never outside its bounds.

    Parameters
    ----------
    distribution : str or Discrete
        One of `DISTRIBUTIONS`, or the values that it may take.
    range_ : tuple of array [any one unit]
        Low, central and high; what they mean depends on the distribution.
    bounds : tuple of float or None [the same unit]
        Minimum and maximum of the definition.
    score : array [1]
        Standard normal scores.

    Returns
    -------
    array [the same unit]

    Examples
    --------
    >>> diesel = (np.array(6.5), np.array(7.5), np.array(9.5))
    >>> draw(UNIFORM, diesel, (None, 9.0), np.array([-9.0, 0.0, 9.0])).tolist()
    [6.5, 8.0, 9.0]
    """
    low, central, high = range_
    if isinstance(distribution, Discrete):
        shape = np.broadcast_shapes(np.shape(central), np.shape(score))
        return np.clip(np.broadcast_to(discrete(distribution, score), shape), *bounds)
    if distribution == NORMAL:
        value = split_normal(central, low, high, score)
    elif distribution == TRUNCATED_NORMAL:
        value = truncated_normal(central, low, high, bounds, score)
    else:
        value = _PLAIN[distribution](central, low, high, score)
    return np.clip(value, *bounds)


def truncated_normal(
    central: Array, low: Array, high: Array, bounds: tuple[float | None, float | None], score: Array
) -> Array:
    r"""Values of a two-piece normal distribution that is known to lie within bounds.

    With :math:`F` the distribution of `split_normal` and bounds :math:`a, b`:

    .. math:: x = F^{-1}\bigl(F(a) + \Phi(z)\,(F(b) - F(a))\bigr)

    No draw piles up on a bound, and low and high are the percentiles of :math:`F`, before it is cut.

    Parameters
    ----------
    central, low, high : array [any one unit]
        Median, 5th and 95th percentile of :math:`F`, all within the bounds.
    bounds : tuple of float or None [the same unit]
        :math:`a` and :math:`b`; None where there is no such bound.
    score : array [1]
        Standard normal scores, :math:`z`.

    Returns
    -------
    array [the same unit]

    Notes
    -----
    The inverse-transform method for truncated distributions; L. Devroye, Non-Uniform Random Variate
    Generation, Springer 1986, II.2. Each half is reckoned from its own tail.

    Examples
    --------
    >>> truncated_normal(np.array(5.0), np.array(3.0), np.array(7.0), (3.0, 7.0), np.array([-9.0, 0.0, 9.0]))
    array([3., 5., 7.])
    """
    from scipy.special import ndtr, ndtri

    minimum, maximum = bounds
    lowest = _score_of(-np.inf if minimum is None else minimum, central, low, -np.inf)
    highest = _score_of(np.inf if maximum is None else maximum, central, high, np.inf)
    below = ndtri(ndtr(lowest) + ndtr(score) * (ndtr(highest) - ndtr(lowest)))
    above = -ndtri(ndtr(-highest) + ndtr(-score) * (ndtr(-lowest) - ndtr(-highest)))
    return split_normal(central, low, high, np.where(score < 0.0, below, above))


def _score_of(bound: float, central: Array, percentile: Array, beyond: float) -> Array:
    """Score at which one half of `split_normal` meets a bound; `beyond` where that half has no width."""
    width = np.abs(percentile - central)
    there = (bound - central) / np.where(width > 0.0, width, 1.0) * SCORE_95
    return np.where(width > 0.0, there, beyond)


def log_normal(central: Array, low: Array, high: Array, score: Array) -> Array:
    r"""Values of a two-piece log-normal distribution with given 5th, 50th and 95th percentiles.

    .. math:: \ln x = \ln m + \frac{z}{z_{95}} \ln\frac{h}{m}\ (z \ge 0),
        \qquad \ln m + \frac{z}{z_{95}} \ln\frac{m}{l}\ (z < 0)

    Parameters
    ----------
    central, low, high : array [any one unit]
        Median :math:`m`, 5th percentile :math:`l` and 95th percentile :math:`h`, all above 0.
    score : array [1]
        Standard normal scores, :math:`z`.

    Returns
    -------
    array [the same unit]

    Examples
    --------
    >>> z = np.array([-SCORE_95, 0.0, SCORE_95])
    >>> log_normal(np.array(4.0), np.array(2.0), np.array(16.0), z).round(12).tolist()
    [2.0, 4.0, 16.0]
    """
    step = score / SCORE_95
    rise, fall = np.log(high / central), np.log(central / low)
    return central * np.exp(np.where(step >= 0.0, step * rise, step * fall))


def discrete(distribution: Discrete, score: Array) -> Array:
    r"""One of a few values: the first whose cumulative share lies above :math:`u = \Phi(z)`.

    Parameters
    ----------
    distribution : Discrete
        Values and weights.
    score : array [1]
        Standard normal scores, :math:`z`.

    Returns
    -------
    array [unit of the values]

    Examples
    --------
    >>> discrete(Discrete((6.5, 7.5, 9.0), (1.0, 2.0, 1.0)), np.array([-1.0, 0.0, 1.0])).tolist()
    [6.5, 7.5, 9.0]
    """
    from scipy.special import ndtr

    weights = np.array(distribution.weights)
    likely = weights > 0.0
    reached = np.cumsum(weights[likely]) / np.sum(weights)
    place = np.searchsorted(reached[:-1], ndtr(score), side="right")
    return np.array(distribution.values)[likely][place]


_PLAIN = {LOG_NORMAL: log_normal, UNIFORM: uniform, TRIANGULAR: triangular, PERT: pert}
