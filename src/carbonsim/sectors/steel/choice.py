"""What follows the campaigns that end in a year: the same route again, or another one by its cost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.choice import relative_cost_utility
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.kernel.ledger import ROUNDING
from carbonsim.sectors.steel.limits import Limits, allocate


@dataclass(frozen=True)
class Succession:
    """Capacity built in a year, (R, D) [t/yr] unless said."""

    relined: Array  # in place, by the same route
    new: Array
    beyond: Array  # (D,): built although limits forbade it, so that demand is met


def needed_part(ended: Array, gap: Array) -> Array:
    """Part of the capacity that ends in a year which is needed again.

    Parameters
    ----------
    ended : array [t/yr], (R, D)
    gap : array [t/yr], (D,)

    Returns
    -------
    array [1], (D,)
    """
    return covered_part(gap, ended.sum(axis=0))


def covered_part(amount: Array, whole: Array) -> Array:
    r"""Part of a whole that an amount covers: all of it where there is more than the whole.

    .. math:: \min(a, w) / w

    As a quotient of the smaller it is defined for the faintest trace of a whole, too, of which an amount may
    be more times than a number can hold.

    Parameters
    ----------
    amount, whole : array [any one unit]
        Not negative.

    Returns
    -------
    array [1]
        0 where the whole is nothing.

    Examples
    --------
    >>> covered_part(np.array([1.0, 9.0, 9.0]), np.array([4.0, 4.0, 1e-310])).tolist()
    [0.25, 1.0, 1.0]
    """
    return np.minimum(amount, whole) / np.where(whole > 0, whole, 1.0)


def needed_growth(ended: Array, gap: Array) -> Array:
    """Capacity needed beyond what ends in a year; what rounding leaves is nothing.

    Parameters
    ----------
    ended : array [t/yr], (R, D)
    gap : array [t/yr], (D,)

    Returns
    -------
    array [t/yr], (D,)
    """
    extra = gap - ended.sum(axis=0)
    return np.where(extra <= ROUNDING * gap, 0.0, extra)


def wishes(
    ended: Array,
    gap: Array,
    new_cost: Array,
    renewed_cost: Array,
    exponent: Array,
    constant: Array,
    offered: NDArray[np.bool_],
) -> tuple[Array, Array]:
    r"""Relining and new building that operators want when campaigns end.

    The operators of each route choose among all routes by logit on levelised cost; for their own route the
    cost is that of a renewal. Where less capacity is needed than ends, all build less in proportion; where
    more is needed, the rest is built new. With weights :math:`w_j = e^{u_j}` of new plants and :math:`r_i` of
    a renewal, capacity :math:`e_i` that ends and is needed, and growth :math:`g`,

    .. math:: \mathrm{relined}_i = \frac{e_i r_i}{D_i}, \qquad
        \mathrm{new}_j = w_j \Bigl(\sum_{i \ne j} \frac{e_i}{D_i} + \frac{g}{\sum_i w_i}\Bigr), \qquad
        D_i = r_i + \sum_{j \ne i} w_j

    Parameters
    ----------
    ended : array [t/yr], (R, D)
        Capacity at the end of its campaign.
    gap : array [t/yr], (D,)
        Capacity to be built.
    new_cost, renewed_cost : array [CNY/t], (R, D)
        Levelised cost from new and from renewed plant.
    exponent : array [1]
        Of relative cost.
    constant : array [1], (R, D)
        What speaks for a route beside cost.
    offered : array of bool, (R, 1)
        Whether a route can be built at all; one that can not has no capacity either.

    Returns
    -------
    tuple of array [t/yr], (R, D)
        Relining in place, and new capacity wanted.
    """
    utility, own_utility = (
        np.where(offered, relative_cost_utility(np.where(offered, cost, 1.0), exponent, constant), -np.inf)
        for cost in (new_cost, renewed_cost)
    )
    highest = np.maximum(utility, own_utility).max(axis=0)
    weight, own = np.exp(utility - highest), np.exp(own_utility - highest)
    total = weight.sum(axis=0)
    # a renewal is hardly dearer than a new plant, so that little is lost in the difference
    leaving = ended * needed_part(ended, gap) / np.where(offered, total - weight + own, 1.0)
    elsewhere = np.maximum(0.0, leaving.sum(axis=0) - leaving)
    return leaving * own, weight * (elsewhere + needed_growth(ended, gap) / total)


def succeed(
    ended: Array, gap: Array, relined: Array, new: Array, limits: Limits, fallback: Array
) -> Succession:
    """Build within limits; what they forbid goes to what else is wanted, and only the rest beyond them.

    Parameters
    ----------
    ended : array [t/yr], (R, D)
    gap : array [t/yr], (D,)
        Capacity to be built.
    relined, new : array [t/yr], (R, D)
        As wanted.
    limits : Limits
        Of new capacity.
    fallback : array [1], (R, D)
        Shares of what is built beyond all limits, adding up to 1.

    Returns
    -------
    Succession
        Relined and new capacity add up to the gap.
    """
    routes = len(ended)
    wanted = np.concatenate([relined, new])
    total = wanted.sum(axis=0)
    shares = np.where(total > 0, wanted / np.where(total > 0, total, 1.0), 0.0)
    # relining in place needs no supply beyond what the campaign that ends gave back, and closes nothing
    given = allocate(
        total,
        shares,
        Limits(
            np.concatenate([ended, limits.room]), limits.use, limits.supply, limits.closing, limits.closed
        ),
    )
    relined, built = given[:routes], given[routes:]
    missing = np.maximum(0.0, gap - relined.sum(axis=0) - built.sum(axis=0))
    idle = np.maximum(0.0, ended - relined)
    left = idle.sum(axis=0)
    again = idle * covered_part(missing, left)
    beyond = np.maximum(0.0, missing - again.sum(axis=0))
    # what rounding leaves is nothing
    beyond = np.where(beyond <= ROUNDING * gap, 0.0, beyond)
    return Succession(relined + again, built + fallback * beyond, beyond)
