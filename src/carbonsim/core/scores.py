"""How good a forecast was: scores of draws against what happened."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import PERCENT
from carbonsim.core.types import Array, Number, as_array


def crps(draws: Array, actual: Number) -> Array:
    r"""Continuous ranked probability score of a sample; lower is better, 0 is perfect.

    .. math::
        \mathrm{CRPS} = \frac{1}{n}\sum_i |x_i - y| - \frac{1}{2 n^2}\sum_i\sum_j |x_i - x_j|

    The plain form, that of the sample's own distribution: never negative, and for a single draw the absolute
    error. Against the distribution that the draws come from it is too high by 1/n of the second term, which
    the fair form would take out at the price of negative scores. With sorted draws the double sum needs one
    pass. Gneiting and Raftery (2007), Journal of the American Statistical Association 102, 359-378.

    Parameters
    ----------
    draws : array [any one unit], (..., draws)
        Forecasts, :math:`x`.
    actual : float or array [the same unit], (...)
        What happened, :math:`y`.

    Returns
    -------
    array [the same unit], (...)

    Raises
    ------
    ValueError
        If there is no draw, or one that is not finite.

    Examples
    --------
    >>> float(crps(np.array([3.0]), 1.0)), float(crps(np.array([0.0, 2.0]), 1.0))
    (2.0, 0.5)
    """
    error = _finite(draws) - as_array(actual)[..., None]
    error = np.sort(error, axis=-1)  # what is near 0 keeps its digits: the score does not know the level
    count = error.shape[-1]
    rank = 2.0 * np.arange(1, count + 1) - count - 1.0
    score = np.abs(error).mean(axis=-1) - (rank * error).sum(axis=-1) / count**2
    return as_array(np.maximum(score, 0.0))  # below 0 is rounding


def interval(draws: Array, level: float) -> tuple[Array, Array]:
    """The middle of a sample: as much of it lies below as above.

    Parameters
    ----------
    draws : array [any one unit], (..., draws)
        Forecasts.
    level : float [1]
        Share of the draws in the interval, between 0 and 1.

    Returns
    -------
    low, high : array [the same unit], (...)

    Raises
    ------
    ValueError
        If the level is not between 0 and 1, or as of `crps`.

    Examples
    --------
    >>> low, high = interval(np.arange(101.0), 0.8)
    >>> round(float(low), 9), round(float(high), 9)
    (10.0, 90.0)
    """
    if not 0.0 < level < 1.0:
        raise ValueError(f"level: found {level}, expected a share between 0 and 1")
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(_finite(draws), [tail, 1.0 - tail], axis=-1)
    return low, high


def covered(draws: Array, actual: Number, level: float) -> Array:
    """Whether what happened lies in the middle of a sample; arguments as of `crps` and `interval`.

    Returns
    -------
    array of bool, (...)

    Examples
    --------
    >>> covered(np.arange(101.0), np.array(89.0), 0.8).item(), covered(np.arange(101.0), 91.0, 0.8).item()
    (True, False)
    """
    low, high = interval(draws, level)
    return np.asarray((low <= actual) & (actual <= high))


def error_percent(forecast: Number, actual: Number) -> Array:
    r"""Error of a forecast relative to what happened.

    .. math:: 100\,\frac{f - y}{y}

    Parameters
    ----------
    forecast, actual : array [any one unit]
        :math:`f` and :math:`y`.

    Returns
    -------
    array [%]
        Above 0 where the forecast was too high.

    Raises
    ------
    ValueError
        If nothing happened: an error relative to 0 is none.

    Examples
    --------
    >>> float(error_percent(90.0, 120.0))
    -25.0
    """
    if np.any(actual == 0):
        raise ValueError("an error relative to 0 is none")
    return as_array(PERCENT * (forecast - actual) / actual)


def _finite(draws: Array) -> Array:
    """The draws, if they can be scored."""
    if draws.ndim == 0 or draws.shape[-1] == 0:
        raise ValueError("found no draws, expected one at least")
    if not np.all(np.isfinite(draws)):
        raise ValueError("found draws that are not finite")
    return draws
