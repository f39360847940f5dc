"""Latin hypercube sampling: each parameter has one draw in each of as many strata as there are draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from carbonsim.core.shuffles import ROUNDS, shuffled
from carbonsim.core.types import Array
from carbonsim.engine.keyed import keys, random_bits

#: Bits of the place within a stratum: with them and the stratum a double is full at 2 to the 28 draws.
JITTER_BITS = 24


def latin_hypercube(names: Sequence[str], seed: int, start: int, count: int, draws: int) -> Array:
    r"""Shares of a Latin hypercube, for some draws of all.

    Draw :math:`i` of :math:`n` lies in the stratum :math:`\pi(i)`, a permutation keyed by seed and name, at
    a random place in it: :math:`u = (\pi(i) + \xi) / n`. Draws beyond the last begin anew.

    Parameters
    ----------
    names : sequence of str
        What each parameter's draws are keyed by.
    seed : int
        Of the run.
    start, count : int
        First draw and number of draws.
    draws : int
        Number of all draws, :math:`n`.

    Returns
    -------
    array [1], (names, count)
        Above 0 and below 1.

    Notes
    -----
    M. D. McKay, R. J. Beckman and W. J. Conover, A comparison of three methods for selecting values of input
    variables, Technometrics 21 (1979) 239-245.

    Examples
    --------
    >>> sorted((latin_hypercube(["a"], 1, 0, 5, 5)[0] * 5).astype(int).tolist())
    [0, 1, 2, 3, 4]
    """
    index = np.arange(start, start + count, dtype=np.uint64) % np.uint64(draws)
    stratum = shuffled(index, draws, keys(seed, names, "stratum", ROUNDS))
    bits = np.stack([random_bits(seed, name, start, count) for name in names])
    # the middle of each step keeps the share inside its stratum
    jitter = ((bits >> np.uint64(64 - JITTER_BITS)).astype(float) + 0.5) * 2.0**-JITTER_BITS
    return np.asarray((stratum.astype(float) + jitter) / draws)
