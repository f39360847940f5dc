"""Edges between values at which something holds and at which it does not, on many values at a time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.types import Array, IntArray

#: Width to which an edge is narrowed down, as a part of its value, or of this part of its bracket around 0.
PRECISION, NEAR_0 = 1e-11, 1e-3
#: Rounds at most: two values a round would need 40.
MOST_ROUNDS = 60
#: Whether something holds, (searches, values), at some values.
Holds = Callable[[Array], NDArray[np.bool_]]


def sectioned(holds: Holds, low: Array, high: Array, search: IntArray, at_once: int) -> tuple[Array, Array]:
    """Ends of brackets narrowed down on a grid of values in each, all of them in one call.

    A call costs much and a value little where a model runs many values side by side: few calls with many
    values then beat the many calls of a method that takes one value after another, also where what holds
    jumps.

    Parameters
    ----------
    holds : callable
        Whether each search holds at some values, (searches, values).
    low, high : array [unit of the values], (brackets,)
        Ends of each bracket; its search holds at one of them.
    search : array of int, (brackets,)
        Number of the search of each.
    at_once : int
        Values that one call takes.

    Returns
    -------
    without, with_it : array [unit of the values], (brackets,)
        Where it does not hold and where it does, as good as side by side.

    Examples
    --------
    >>> without, with_it = sectioned(
    ...     lambda x: (x**2 >= 2.0)[None], np.array([1.0]), np.array([2.0]), np.array([0]), 100
    ... )
    >>> round(float(with_it[0]), 9), bool(without[0] < with_it[0])
    (1.414213562, True)
    """
    low, high = low.astype(float), high.astype(float)
    if not len(low):
        return low, high
    number = np.arange(len(low))
    at_ends = holds(np.concatenate([low, high]))
    rises = at_ends[search, len(low) + number]
    inner = max(at_once // len(low), 2)
    least = NEAR_0 * (high - low)
    for _ in range(MOST_ROUNDS):
        if np.all(high - low <= PRECISION * np.maximum(np.maximum(np.abs(low), np.abs(high)), least)):
            break
        grid = np.linspace(low, high, inner + 2)[1:-1]
        held = holds(grid.ravel()).reshape(-1, inner, len(low))[search, :, number]  # (brackets, inner)
        beyond = np.concatenate([held == rises[:, None], np.ones((len(low), 1), dtype=bool)], axis=1)
        first = np.argmax(beyond, axis=1)
        whole = np.concatenate([low[None], grid, high[None]])
        low, high = whole[first, number], whole[first + 1, number]
    return np.where(rises, low, high), np.where(rises, high, low)
