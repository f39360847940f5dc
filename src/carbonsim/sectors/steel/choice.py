"""What follows the campaigns that end in a year: the same route again, or another one by its cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.choice import logit_shares, relative_cost_utility
from carbonsim.core.types import Array
from carbonsim.sectors.ledger import ROUNDING
from carbonsim.sectors.steel.fleet import Limits, allocate


@dataclass(frozen=True)
class Succession:
    """Capacity built in a year, (R, D) [t/yr] unless said."""

    relined: Array  # in place, by the same route
    new: Array
    beyond: Array  # (D,): built although limits forbade it, so that demand is met


def needed_part(ended: Array, gap: Array) -> Array:
    """Part of the capacity that ends in a year which is needed again [1], (D,)."""
    total = ended.sum(axis=0)
    return np.where(total > 0, np.minimum(1.0, gap / np.where(total > 0, total, 1.0)), 0.0)


def needed_growth(ended: Array, gap: Array) -> Array:
    """Capacity needed beyond what ends in a year [t/yr], (D,); what rounding leaves is nothing."""
    extra = gap - ended.sum(axis=0)
    return np.where(extra <= ROUNDING * gap, 0.0, extra)


def wishes(
    ended: Array, gap: Array, new_cost: Array, renewed_cost: Array, exponent: Array, constant: Array
) -> tuple[Array, Array]:
    r"""Relining and new building that operators want when campaigns end.

    The operators of each route choose among all routes by logit on levelised cost; for their own route the
    cost is that of a renewal. Where less capacity is needed than ends, all build less in proportion; where
    more is needed, the rest is built new.

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

    Returns
    -------
    tuple of array [t/yr], (R, D)
        Relining in place, and new capacity wanted.
    """
    routes = len(ended)
    part = needed_part(ended, gap)
    relined, new = np.zeros_like(ended), np.zeros_like(ended)
    for row in range(routes):
        own = (np.arange(routes) == row)[:, None]
        cost = np.where(own, renewed_cost, new_cost)
        shares = logit_shares(relative_cost_utility(cost, exponent, constant))
        wanted = shares * ended[row] * part
        relined[row] = wanted[row]
        new = new + np.where(own, 0.0, wanted)
    growth = needed_growth(ended, gap)
    new = new + logit_shares(relative_cost_utility(new_cost, exponent, constant)) * growth
    return relined, new


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
            room=np.concatenate([ended, limits.room]),
            use=np.concatenate([0.0 * limits.use, limits.use], axis=1),
            supply=limits.supply,
            closing=np.concatenate([0.0 * limits.closing, limits.closing]),
            closed=limits.closed,
        ),
    )
    relined, built = given[:routes], given[routes:]
    missing = np.maximum(0.0, gap - relined.sum(axis=0) - built.sum(axis=0))
    idle = np.maximum(0.0, ended - relined)
    left = idle.sum(axis=0)
    again = idle * np.where(left > 0, np.minimum(1.0, missing / np.where(left > 0, left, 1.0)), 0.0)
    beyond = np.maximum(0.0, missing - again.sum(axis=0))
    # what rounding leaves is nothing
    beyond = np.where(beyond <= ROUNDING * gap, 0.0, beyond)
    return Succession(relined + again, built + fallback * beyond, beyond)
