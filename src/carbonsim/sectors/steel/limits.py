"""Limits of new capacity, and how it is shared out within them.

Capacity is liquid steel a year. Axes: N what may be built, R the last of them, which have limits besides
their own room, K scarce supplies, D draws.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.ledger import ROUNDING

#: Rounds in which what limits leave over is offered to other routes; each round fills at least one limit.
ROUNDS = 12
#: Part of a limit below which nothing is left of it.
SPARE = 1e-9
#: Part of the draws still to be shared out below which the others are put aside.
STILL = 0.85


@dataclass(frozen=True)
class Limits:
    """What new capacity may not exceed.

    Attributes
    ----------
    room : array [t/yr], (N, D)
        Most new capacity of each kind.
    use : array [unit/t], (K, R, D)
        Scarce supplies that a tonne takes of the last kinds; those before them take none.
    supply : array [unit/yr], (K, D)
        What is left of them.
    closing : array [t/t], (R, D)
        Old capacity that must close for each tonne of new capacity beyond the tonne that it follows.
    closed : array [t/yr], (D,)
        Old capacity that closes and is followed by nothing.
    """

    room: Array
    use: Array
    supply: Array
    closing: Array
    closed: Array

    def of(self, draws: IntArray) -> Limits:
        """The limits of some draws."""
        parts = (self.room, self.use, self.supply, self.closing, self.closed)
        return Limits(*(part.take(draws, axis=-1) for part in parts))


def allocate(wanted: Array, shares: Array, limits: Limits) -> Array:
    """Share out new capacity within limits; what one route may not take is offered to the others.

    Parameters
    ----------
    wanted : array [t/yr], (D,)
        New capacity wanted.
    shares : array [1], (N, D)
        Of each kind, adding up to 1.
    limits : Limits
        Each array with all draws.

    Returns
    -------
    array [t/yr], (N, D)
        It adds up to what is wanted unless all routes meet a limit.
    """
    result, draws = np.empty(shares.shape), np.arange(len(wanted))
    given, missing = np.zeros(shares.shape), wanted
    for _ in range(ROUNDS):
        after = _offered(given, missing, shares, limits)
        moved = (after != given).any(axis=0)
        given, rest = after, wanted - after.sum(axis=0)
        on = moved & (rest > ROUNDING * wanted)
        left = np.flatnonzero(on)
        if not left.size:
            break
        if left.size < STILL * len(draws):
            result[:, draws] = given
            # NumPy sums a single column in another order than several: never fewer than two
            left = np.resize(left, max(left.size, 2))
            draws, on, rest, wanted = draws[left], on[left], rest[left], wanted[left]
            # an index would lay out draws first, and sums would be taken in another order
            given, shares, limits = given.take(left, axis=1), shares.take(left, axis=1), limits.of(left)
        missing = np.where(on, rest, 0.0)
    result[:, draws] = given
    return result


def _offered(given: Array, missing: Array, shares: Array, limits: Limits) -> Array:
    """What is given after one more round; nothing more where nothing is missing, (D,)."""
    first = len(given) - len(limits.closing)
    new = given[first:]
    supply = limits.supply - _used(limits, new)
    closed = limits.closed - np.einsum("rd,rd->d", limits.closing, new)
    room = np.maximum(0.0, limits.room - given)
    # what rounding leaves of a room is no room, or the share offered to it would be lost to the others
    open_ = np.asarray(room > SPARE * limits.room)
    open_[first:] &= _free(limits, supply, closed)
    weight = np.where(open_, shares, 0.0)
    total = weight.sum(axis=0)
    # parts first: of a trace of a share, what is missing may be more times than a number can hold
    offer = np.minimum(weight / np.where(total > 0, total, 1.0) * missing, room)
    offer[first:] *= _fit(limits, offer[first:], np.maximum(0.0, supply), np.maximum(0.0, closed))
    return np.asarray(given + offer)


def _used(limits: Limits, new: Array) -> Array:
    """Scarce supplies that new capacity takes, (K, D)."""
    return np.asarray(np.einsum("krd,rd->kd", limits.use, new))


def _free(limits: Limits, supply: Array, closed: Array) -> NDArray[np.bool_]:
    """Whether a route can still grow: not where a supply that it takes is used up, (R, D)."""
    free: NDArray[np.bool_] = (closed > SPARE * np.abs(limits.closed)) | (limits.closing <= 0)
    spare = supply > SPARE * np.abs(limits.supply)
    for row in np.flatnonzero(~spare.all(axis=1)):
        free &= spare[row] | (limits.use[row] <= 0)
    return free


def _fit(limits: Limits, offer: Array, supply: Array, closed: Array) -> Array:
    """Part of an offer that the scarce supplies and what closes allow, (R, D)."""
    asked = _used(limits, offer)
    fit = np.ones(offer.shape)
    for row in np.flatnonzero((asked > supply).any(axis=1)):
        most = np.minimum(asked[row], supply[row])
        part = np.where(asked[row] > 0, most / np.where(asked[row] > 0, asked[row], 1.0), 1.0)
        fit = np.minimum(fit, np.where(limits.use[row] > 0, part, 1.0))
    needed = np.einsum("rd,rd->d", limits.closing, offer)
    yard = np.where(needed > 0, np.minimum(needed, closed) / np.where(needed > 0, needed, 1.0), 1.0)
    return np.asarray(np.minimum(fit, np.where(limits.closing > 0, yard, 1.0)))
