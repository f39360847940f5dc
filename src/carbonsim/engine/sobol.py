"""Sobol points: draws that fill the space of all parameters evenly, scrambled by seed and name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from carbonsim.core.shuffles import DIGITS, SCRAMBLING_KEYS, scrambled
from carbonsim.core.types import Array, Bits
from carbonsim.engine.dimensions import dimensions
from carbonsim.engine.keyed import keys, random_bits

#: Bits below the digits that are scrambled: with half a step they fill a double.
LOW_BITS = 52 - DIGITS


def registered(names: Sequence[str]) -> tuple[str, ...]:
    """Those names that have a dimension of their own; all others are drawn plainly.

    Examples
    --------
    >>> registered(["drivers.fuels.diesel.price", "drivers.fuels.diesel.price@2030"])
    ('drivers.fuels.diesel.price',)
    """
    known = dimensions()
    return tuple(name for name in names if name in known)


def sobol(names: Sequence[str], seed: int, start: int, count: int) -> Array:
    """Shares of a scrambled Sobol sequence, for some draws.

    A parameter's dimension is its own for all time, and so is its scrambling: another parameter, another
    scenario or more draws leave its draws as they are.

    Parameters
    ----------
    names : sequence of str
        Registered ones.
    seed : int
        Of the run.
    start, count : int
        First draw and number of draws; up to 2 to the 24 draws in all.

    Returns
    -------
    array [1], (names, count)
        Above 0 and below 1.

    Notes
    -----
    Direction numbers: S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional
    projections, SIAM J. Sci. Comput. 30 (2008) 2635-2654, as shipped with SciPy. Nested uniform scrambling to
    the 24th digit, where all points differ, and random digits below it.

    Examples
    --------
    >>> sorted((sobol(["drivers.carbon_price"], 1, 0, 4)[0] * 4).astype(int).tolist())
    [0, 1, 2, 3]
    """
    known = dimensions()
    points = _points([known[name] for name in names], start, count)
    top = scrambled(points, keys(seed, names, "scrambling", SCRAMBLING_KEYS))
    bits = np.stack([random_bits(seed, name, start, count) for name in names])
    low = ((bits >> np.uint64(64 - LOW_BITS)).astype(float) + 0.5) * 2.0**-LOW_BITS
    return np.asarray((top.astype(float) + low) * 2.0**-DIGITS)


def _points(columns: Sequence[int], start: int, count: int) -> Bits:
    """Points before scrambling as fractions of 2 to the `DIGITS`, (columns, count)."""
    from scipy.stats.qmc import Sobol  # noqa: PLC0415 - no other run needs it

    sequence = Sobol(max(columns) + 1, scramble=False, bits=DIGITS)
    if start:
        sequence.fast_forward(start)
        values = sequence.random(count)
    else:
        # the first alone: SciPy warns where a beginning is no power of two long
        values = (
            np.concatenate([sequence.random(1), sequence.random(count - 1)])
            if count > 1
            else sequence.random(1)
        )
    return np.ascontiguousarray((values[:, list(columns)].T * 2.0**DIGITS).astype(np.uint64))
