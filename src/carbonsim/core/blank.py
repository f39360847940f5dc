"""Blanks: NaN in a series where there is no such figure, and what is made of the figures beside them.

A fleet without vehicles has no grams per kilometre, a station that is not there no waiting time: a 0 would be
an answer. A sum, a difference or a product with a blank is blank, as NaN has it. Statistics are over the
draws that have the figure; where nothing is blank they have the bits of NumPy's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.types import Array, Number

BLANK = float("nan")


def has_blank(values: Array) -> bool:
    """Whether any value is blank."""
    return bool(np.isnan(values).any())


def figures(values: Array) -> Array:
    """The values that are there, (figures,).

    Examples
    --------
    >>> figures(np.array([1.0, BLANK, 3.0])).tolist()
    [1.0, 3.0]
    """
    flat = np.ravel(values)
    return np.asarray(flat[~np.isnan(flat)])


def anything(values: Number) -> bool:
    """Whether a series has a figure other than 0.

    Examples
    --------
    >>> anything(np.array([0.0, BLANK])), anything(np.array([0.0, 2.0]))
    (False, True)
    """
    return bool(np.any(figures(np.asarray(values, dtype=float))))


def where(there: NDArray[np.bool_], values: Array) -> Array:
    """Values of what is there, and blanks for the rest.

    Examples
    --------
    >>> where(np.array([True, False]), np.array([3.0, 4.0])).tolist()
    [3.0, nan]
    """
    return np.asarray(values if there.all() else np.where(there, values, BLANK))


def filled(values: Array) -> Array:
    """A series with 0 for its blanks: only where nothing is drawn for nothing."""
    return np.asarray(np.where(np.isnan(values), 0.0, values))


def quantiles(values: Array, probabilities: Sequence[float]) -> Array:
    """Quantiles along the last axis, over the draws that have the figure.

    Parameters
    ----------
    values : array [any one unit], (..., draws)
    probabilities : sequence of float [1]
        Between 0 and 1.

    Returns
    -------
    array [the same unit], (probabilities, ...)
        Blank where no draw has the figure.

    Examples
    --------
    >>> quantiles(np.array([[1.0, BLANK, 3.0], [BLANK, BLANK, BLANK]]), (0.5,)).tolist()
    [[2.0, nan]]
    """

    return _statistic(values, lambda row: _quantiles_of_all(row, probabilities), len(probabilities))


def _quantiles_of_all(values: Array, probabilities: Sequence[float]) -> Array:
    """Quantiles without blanks, to the bit those of `np.quantile`, which takes longer than sorting does."""
    ordered, last = np.sort(values, axis=-1), values.shape[-1] - 1
    at = last * np.asarray(probabilities)
    below = np.floor(at).astype(np.intp)
    low, high = ordered[..., below], ordered[..., np.minimum(below + 1, last)]
    way, apart = at - below, high - low
    # from the nearer end, so that it never lies beyond the other
    found = np.where(way < 0.5, low + apart * way, high - apart * (1.0 - way))
    return np.moveaxis(found, -1, 0)


def smooth_quantiles(values: Array, probabilities: Sequence[float]) -> Array:
    r"""Quantiles along the last axis of few draws, over those that have the figure.

    .. math:: q_p = \sum_i w_i x_{(i)}, \quad
        w_i = I_{i/n}(a, b) - I_{(i-1)/n}(a, b), \quad a = (n + 1) p, \; b = (n + 1) (1 - p)

    Each is a mean of all draws in order, weighed by how likely each is to be the quantile, and moves smoothly
    with what moves the draws; a single draw in the order of few jumps from one to the next. (Harrell and
    Davis, A new distribution-free quantile estimator, Biometrika 69, 1982.)

    Parameters
    ----------
    values : array [any one unit], (..., draws)
    probabilities : sequence of float [1]
        Between 0 and 1.

    Returns
    -------
    array [the same unit], (probabilities, ...)
        Blank where no draw has the figure.

    Examples
    --------
    >>> smooth_quantiles(np.array([[1.0, 2.0, 3.0, BLANK], [BLANK] * 4]), (0.5,)).round(6).tolist()
    [[2.0, nan]]
    """
    if values.shape[-1] == 1:  # it is all its quantiles
        return np.stack([values[..., 0]] * len(probabilities))
    from scipy.special import betainc  # noqa: PLC0415 - only where the levers of an ensemble move

    def of_row(row: Array) -> Array:
        count, ordered = row.shape[-1], np.sort(row, axis=-1)
        steps = np.arange(count + 1) / count
        weights = [np.diff(betainc((count + 1) * p, (count + 1) * (1 - p), steps)) for p in probabilities]
        return np.stack([np.sum(ordered * weight, axis=-1) for weight in weights])

    return _statistic(values, of_row, len(probabilities))


def mean(values: Array) -> Array:
    """Mean along the last axis, over the draws that have the figure; blank where none has it.

    Examples
    --------
    >>> mean(np.array([[1.0, BLANK, 3.0], [BLANK, BLANK, BLANK]])).tolist()
    [2.0, nan]
    """
    return np.asarray(_statistic(values, lambda row: np.asarray(row.mean(axis=-1))[None], 1)[0])


def _statistic(values: Array, of_row: Callable[[Array], Array], count: int) -> Array:
    """Values of a function over the figures of each row, (count, ...)."""
    gaps = np.isnan(values)
    if not gaps.any():
        return of_row(values)
    rows, gaps = values.reshape(-1, values.shape[-1]), gaps.reshape(-1, values.shape[-1])
    result = np.full((count, len(rows)), BLANK)
    whole = ~gaps.any(axis=-1)
    if whole.any():
        result[:, whole] = of_row(rows[whole])
    for row in np.flatnonzero(~whole & ~gaps.all(axis=-1)):
        result[:, row] = of_row(rows[row][~gaps[row]])
    return result.reshape(count, *values.shape[:-1])


def share(true: NDArray[np.bool_], values: Array) -> float:
    """Part of the draws that have a figure in which something is true; blank where none has it.

    Examples
    --------
    >>> values = np.array([1.0, 2.0, BLANK])
    >>> share(values > 1.5, values)
    0.5
    """
    there = ~np.isnan(values)
    return float(true[there].mean()) if there.any() else BLANK


def missing(values: Array) -> float:
    """Part of the draws that have no figure."""
    return float(np.isnan(values).mean())


def least_and_most(values: Array) -> tuple[Array, Array]:
    """Ends of the figures along the last axis; blank where there is none."""
    with np.errstate(invalid="ignore"):
        least, most = values.min(axis=-1), values.max(axis=-1)
        if has_blank(least):
            least, most = np.fmin.reduce(values, axis=-1), np.fmax.reduce(values, axis=-1)
    return least, most


def place_of_least(values: Array) -> int | None:
    """Place of the smallest figure of a series, the first of several; None where all are blank.

    Examples
    --------
    >>> place_of_least(np.array([BLANK, 3.0, 2.0])), place_of_least(np.array([BLANK]))
    (2, None)
    """
    return None if np.isnan(values).all() else int(np.nanargmin(values))


def ratio(part: Array, whole: Number) -> Array:
    """A part over a whole, blank where the whole is 0: a share of nothing is no figure.

    Examples
    --------
    >>> ratio(np.array([1.0, 0.0]), np.array([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    divisor = np.asarray(whole, dtype=float)
    there = divisor != 0
    if there.all():
        return np.asarray(part / divisor)
    return np.asarray(np.where(there, part / np.where(there, divisor, 1.0), BLANK))
