"""Quantiles of more draws than memory holds: whole-number counts in bins that a first sample lays out.

Counts are integers, so that their sum is the same in whatever order blocks come; a quantile is known to the
width of its bin, which is stated.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.blank import BLANK, figures
from carbonsim.core.types import Array

#: Bins of a row; the first and the last reach to the least and the most of all values.
BINS = 1024
#: Draws at either end of a sample beyond which a range may be stretched by outliers, as a share.
TAIL = 0.005
#: Least width of a bin against the values, well above what rounding makes of one value.
ROUNDING = 1e-12
#: How far bins reach beyond the sample, as a share of its range.
MARGIN = 0.05

Counts = NDArray[np.integer]


def bin_layout(sample: Array) -> tuple[Array, Array]:
    r"""Where the bins of each row begin and how wide they are.

    They cover the range of the sample and a margin, but no more than the middle 99 % and its width again on
    either side: a few outliers then do not make all bins coarse.

    Parameters
    ----------
    sample : array [any one unit], (rows, draws)
        The first draws; blanks have no place.

    Returns
    -------
    low : array [the same unit], (rows,)
        Where the second bin begins; all below is in the first.
    width : array [the same unit], (rows,)
        0 where the sample is all one value, or is not finite. Where it has no figure at all, where bins begin
        is blank: whatever comes lies in the first bin.

    Examples
    --------
    >>> low, width = bin_layout(np.array([[0.0, 1022.0], [3.0, 3.0]]))
    >>> low.round(1).tolist(), width.round(3).tolist()
    ([-51.1, 3.0], [1.1, 0.0])
    """
    low, width = _layout(sample)
    for row in np.flatnonzero(np.isnan(sample).any(axis=-1)):
        there = figures(sample[row])
        if there.size:
            low[row], width[row] = _layout(there)
    return low, width


def _layout(sample: Array) -> tuple[Array, Array]:
    """`bin_layout` of rows without blanks."""
    with np.errstate(invalid="ignore"):
        least, most = sample.min(axis=-1), sample.max(axis=-1)
        rank = int(TAIL * sample.shape[-1])
        ranked = np.partition(sample, (rank, sample.shape[-1] - 1 - rank), axis=-1)
        lower, upper = ranked[..., rank], ranked[..., -1 - rank]
        margin, middle = MARGIN * (most - least), upper - lower
        low, high = least - margin, most + margin
        scale = np.maximum(np.abs(least), np.abs(most))
        stretched = middle > BINS * ROUNDING * scale  # not where most of the sample is one value
        low = np.where(stretched, np.maximum(low, lower - middle), low)
        high = np.where(stretched, np.minimum(high, upper + middle), high)
        width = (high - low) / (BINS - 2)
        # values that differ by rounding alone lie well within the middle bins
        coarse = width < ROUNDING * scale
        low = np.where(coarse, (least + most) / 2.0 - ROUNDING * scale * BINS / 2.0, low)
        width = np.where(coarse, ROUNDING * scale, width)
    fine = np.isfinite(low) & np.isfinite(width) & (most > least)
    return np.where(fine, low, least), np.where(fine, width, 0.0)


def count_bins(values: Array, low: Array, width: Array) -> Counts:
    """How many values of each row lie in each bin.

    Parameters
    ----------
    values : array [any one unit], (rows, draws)
        What is counted; blanks are not.
    low, width : array [the same unit], (rows,)
        From `bin_layout`.

    Returns
    -------
    array of int, (rows, BINS)
        The first bin has what lies below all others, the last what lies above. Where the width is 0, the
        second has the value itself.

    Examples
    --------
    >>> counts = count_bins(np.array([[-1.0, 0.0, 0.5, 1e9]]), np.array([0.0]), np.array([0.25]))
    >>> [(int(bin), int(counts[0, bin])) for bin in np.flatnonzero(counts[0])]
    [(0, 1), (1, 1), (3, 1), (1023, 1)]
    """
    rows = len(values)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        place = values - low[:, None]
        place *= (1.0 / width)[:, None]
        place += 1.0
    if not width.all():
        # nothing times infinity is the one value there is; what differs from it lies in an open bin
        point = width == 0.0
        place[point] = np.where(values[point] == low[point, None], 1.0, place[point])
    # blanks fail both comparisons, land in the first bin and are taken out of it below
    np.fmax(place, 0.0, out=place)
    np.fmin(place, BINS - 1.0, out=place)
    numbers = place.astype(np.intp)
    numbers += (np.arange(rows) * BINS)[:, None]
    counts = np.bincount(numbers.ravel(), minlength=rows * BINS).reshape(rows, BINS)
    first = np.flatnonzero(counts[:, 0])
    counts[first, 0] -= np.isnan(values[first]).sum(axis=1)
    return counts


def count_quantiles(
    counts: Counts, low: Array, width: Array, ends: tuple[Array, Array], probabilities: Sequence[float]
) -> tuple[Array, Array]:
    r"""Quantiles from counts, each within one bin of that of the values themselves.

    The quantile at :math:`p` is the value at the place :math:`p\,(n-1)` among the :math:`n` sorted ones, as
    NumPy has it; within a bin values are taken to lie evenly.

    Parameters
    ----------
    counts : array of int, (rows, BINS)
        Of all values; of none where the row is blank.
    low, width : array [any one unit], (rows,)
        From `bin_layout`.
    ends : tuple of array [the same unit], (rows,)
        The least and the most of the values, where the first and the last bin end.
    probabilities : sequence of float [1]
        Between 0 and 1.

    Returns
    -------
    quantiles : array [the same unit], (probabilities, rows)
        Blank where nothing was counted.
    widths : array [the same unit], (probabilities, rows)
        Of the bins that they lie in.

    Examples
    --------
    >>> counts = np.zeros((1, BINS), dtype=int)
    >>> counts[0, 1:1001] = 1
    >>> ends = np.array([0.0]), np.array([1000.0])
    >>> count_quantiles(counts, np.array([0.0]), np.array([1.0]), ends, (0.5,))[0].tolist()
    [[500.0]]
    """
    upto = np.cumsum(counts, axis=1, dtype=np.int64)
    total = upto[:, -1]
    there, rows = total > 0, np.arange(len(counts))
    least, most = (np.where(there, end, 0.0) for end in ends)
    # where the sample had no figure, the first bin has all there is
    top = np.where(np.isnan(low), most, low)
    found, wide = np.empty((2, len(probabilities), len(counts)))
    last = low + (BINS - 2) * width
    for index, probability in enumerate(probabilities):
        place = probability * (total - 1)
        # the first bin whose last value lies at or beyond the place
        within = np.minimum((upto <= place[:, None]).sum(axis=1), BINS - 1)
        before = np.where(within > 0, upto[rows, np.maximum(within - 1, 0)], 0)
        share = (place - before + 0.5) / np.maximum(counts[rows, within], 1)
        start = np.select(
            [within == 0, within == BINS - 1], [np.fmin(least, low), last], low + (within - 1) * width
        )
        size = np.select(
            [within == 0, within == BINS - 1], [top - start, np.maximum(most, last) - last], width
        )
        found[index] = np.where(there, start + np.minimum(share, 1.0) * size, BLANK)
        wide[index] = np.where(there, size, 0.0)
    return found, wide
