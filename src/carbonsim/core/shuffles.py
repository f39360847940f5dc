"""Order and digits of numbers shuffled by keys, so that each number can be shuffled alone."""

from __future__ import annotations

import math

import numpy as np

from carbonsim.core.types import Bits

#: Step of the counter of SplitMix64: 2 to the 64 over the golden ratio, made odd.
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
#: Multipliers and shifts of its output function.
MULTIPLIERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))

#: Rounds of `shuffled`, each with its key.
ROUNDS = 10
#: Binary digits that `scrambled` takes and gives.
DIGITS = 24
#: Levels of digits that the bits of one hash are enough for: 1 + 2 + 4 + ... + 32 = 63.
LEVELS_PER_HASH = 6
SCRAMBLING_KEYS = DIGITS // LEVELS_PER_HASH


def hashed(value: Bits, key: Bits) -> Bits:
    r"""64 bits that look random, by a whole number and a key: the output of SplitMix64 after some steps.

    Parameters
    ----------
    value : array of uint64
        Number of the step, from 0.
    key : array of uint64
        Where the counter starts.

    Returns
    -------
    array of uint64

    Notes
    -----
    G. L. Steele, D. Lea and C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014,
    doi:10.1145/2660193.2660195.

    Examples
    --------
    >>> [f"{int(bits):016x}" for bits in hashed(np.arange(2, dtype=np.uint64), np.zeros(2, np.uint64))]
    ['e220a8397b1dcdaf', '6e789e6aa1b965f4']
    """
    bits = (value + np.uint64(1)) * GOLDEN + key
    bits = (bits ^ (bits >> SHIFTS[0])) * MULTIPLIERS[0]
    bits = (bits ^ (bits >> SHIFTS[1])) * MULTIPLIERS[1]
    return bits ^ (bits >> SHIFTS[2])


def shuffled(index: Bits, size: int, keys: Bits) -> Bits:
    r"""Where some numbers go in a permutation of 0 to `size` - 1, without making the whole of it.

    A number is a pair :math:`(l, r)` with :math:`i = l b + r`, :math:`l < a`, :math:`r < b` and
    :math:`a b \ge n`. Each round adds a hash of one half to the other,
    :math:`l \leftarrow (l + h(r)) \bmod a` and :math:`r \leftarrow (r + h(l)) \bmod b` in turn, which can be
    undone and so is a permutation of :math:`a b` numbers. What lands at `size` or beyond is sent on until it
    lands below.

    Parameters
    ----------
    index : array of uint64, (count,)
        The numbers, below `size`.
    size : int
        How many there are, :math:`n`.
    keys : array of uint64, (ROUNDS, ..., 1)
        Each set of keys makes a permutation of its own.

    Returns
    -------
    array of uint64, (..., count)

    Notes
    -----
    J. Black and P. Rogaway, Ciphers with arbitrary finite domains, CT-RSA 2002,
    doi:10.1007/3-540-45760-7_9: the generalised Feistel network, and walking along the cycle.

    Examples
    --------
    >>> keys = np.arange(ROUNDS, dtype=np.uint64)[:, None]
    >>> sorted(shuffled(np.arange(10, dtype=np.uint64), 10, keys).tolist())
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    place = _permuted(index, size, keys)
    while np.any(beyond := place >= np.uint64(size)):
        theirs = np.stack([np.broadcast_to(key, place.shape)[beyond] for key in keys])
        place[beyond] = _permuted(place[beyond], size, theirs)
    return place


def _permuted(index: Bits, size: int, keys: Bits) -> Bits:
    """One walk through all rounds; below the product of the two halves' sizes, which may exceed `size`."""
    rows = math.isqrt(size - 1) + 1
    a, b = np.uint64(rows), np.uint64(-(-size // rows))
    left, right = index // b, index % b
    for number, key in enumerate(keys):
        if number % 2 == 0:
            left = (left + hashed(right, key) % a) % a
        else:
            right = (right + hashed(left, key) % b) % b
    return left * b + right


def scrambled(points: Bits, keys: Bits) -> Bits:
    r"""Nested uniform scrambling of binary fractions, after Owen.

    The digit at each level is flipped or not by a bit that depends on all digits before it: a tree of
    independent coins. Points of a digital net stay one, and each by itself is uniform. The bits of one hash
    are the coins of a tree of `LEVELS_PER_HASH` levels.

    Parameters
    ----------
    points : array of uint64, (..., count)
        Fractions times :math:`2^{24}`.
    keys : array of uint64, (SCRAMBLING_KEYS, ..., 1)
        Each set of keys makes a scrambling of its own.

    Returns
    -------
    array of uint64, (..., count)
        Again below :math:`2^{24}`.

    Notes
    -----
    A. B. Owen, Randomly permuted (t,m,s)-nets and (t,s)-sequences, Monte Carlo and Quasi-Monte Carlo Methods
    in Scientific Computing, Springer 1995; by hashes as in B. Burley, Practical hash-based Owen scrambling,
    Journal of Computer Graphics Techniques 9 (2020).

    Examples
    --------
    >>> halves = np.array([0, 1], np.uint64) << np.uint64(DIGITS - 1)
    >>> keys = np.arange(SCRAMBLING_KEYS, dtype=np.uint64)[:, None]
    >>> sorted((scrambled(halves, keys) >> np.uint64(DIGITS - 1)).tolist())
    [0, 1]
    """
    one = np.uint64(1)
    flips = np.zeros(np.broadcast_shapes(points.shape, keys.shape[1:]), np.uint64)
    for number, key in enumerate(keys):
        top = DIGITS - number * LEVELS_PER_HASH
        coins = hashed(points >> np.uint64(top), key)
        for level in range(LEVELS_PER_HASH):
            before = (points >> np.uint64(top - level)) & np.uint64(2**level - 1)
            coin = (coins >> (before + np.uint64(2**level - 1))) & one
            flips |= coin << np.uint64(top - level - 1)
    return points ^ flips
