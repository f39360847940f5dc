"""Years in which a limit binds, as spells that a reader can be told of."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.types import IntArray


def spells(binds: NDArray[np.bool_], years: IntArray) -> Iterator[tuple[int, int, slice]]:
    """First and last year of each unbroken spell, and its indices.

    Parameters
    ----------
    binds : array of bool, (years,)
        Whether the limit binds in the year.
    years : array of int
        The horizon.

    Examples
    --------
    >>> list(spells(np.array([False, True, True, False, True]), np.arange(2023, 2028)))
    [(2024, 2025, slice(1, 3, None)), (2027, 2027, slice(4, 5, None))]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], binds, [False]]).astype(int)))
    for start, stop in edges.reshape(-1, 2).tolist():
        yield int(years[start]), int(years[stop - 1]), slice(start, stop)
