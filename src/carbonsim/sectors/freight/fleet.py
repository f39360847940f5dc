"""Trucks in use by powertrain, duty and year of sale, and the sums over them.

Trucks are kept by year of sale: what is left of them is what was sold times the survival at their age. All
duties bought alike before the horizon, so that earlier sales are kept, and summed over ages, for one truck
of the first year, whatever its duty. P powertrains, S duties, A ages (oldest first), D draws.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.cohorts import over_ages, weighted_over_ages
from carbonsim.sectors.freight.payload import payload_by_year
from carbonsim.sectors.freight.trucks import Trucks


@dataclass(frozen=True)
class Fleet:
    """Trucks sold in the years of the horizon before one.

    Attributes
    ----------
    sold : array [truck], (P, S, n, D)
        Of those that can be in use, the latest last.
    all_sold : array [truck], (S, n, D)
        Of all powertrains, with those that were in use last year.
    """

    sold: Array
    all_sold: Array


@dataclass(frozen=True)
class InUse:
    """Sums over the trucks in use in a year, (P, S, D) each.

    Attributes
    ----------
    stock : array [trucks]
    driving : array [trucks]
        Weighted by their mileage against the duty's mean.
    carrying : array [trucks]
        Weighted by mileage and payload.
    consuming : array [trucks]
        Weighted by mileage and energy use of their year of sale.
    packs : array [kWh]
        Before the duty's factor.
    """

    stock: Array
    driving: Array
    carrying: Array
    consuming: Array
    packs: Array


def fleet_before(p: Trucks) -> Fleet:
    """Fleet before the first year of the horizon: nothing sold in it yet."""
    sold = np.empty((len(p.powertrains.names), len(p.duties.names), 0, p.inputs.draws))
    return Fleet(sold, sold[0])


def with_sales(p: Trucks, fleet: Fleet, sales: Array) -> Fleet:
    """Fleet a year later: with the trucks sold in the year, (P, S, D)."""
    # with the new ones those that can be in use next year, and of all also those that were in use last year
    kept, all_kept = slice(1 - p.oldest, None), slice(-1 - p.oldest, None)
    return Fleet(
        np.concatenate([fleet.sold[:, :, kept], sales[:, :, None]], axis=2),
        np.concatenate([fleet.all_sold[:, all_kept], sales.sum(axis=0)[:, None]], axis=1),
    )


def in_use(p: Trucks, fleet: Fleet, year: int) -> InUse:
    """Sums over the trucks of the years before one that are in use in it."""
    alive, driven = p.ageing.alive[:-1], p.ageing.driven[:-1]
    shape = (len(p.powertrains.names), len(p.duties.names), p.inputs.draws)
    stock, driving, carrying, consuming, packs = (np.zeros(shape) for _ in range(5))
    loads = iter(payload_by_year(p))
    for row, with_pack in enumerate(p.powertrains.with_pack):
        first = max(year, p.begin[row])  # vintage; those before it are gone, or there were none
        ages, vintages = slice(first - year, None), slice(first, year + p.oldest)
        sales = p.past[row, first:], fleet.sold[row, :, -p.oldest :]
        consumed = driven[ages] * p.consumption_index.rows[row][vintages]
        stock[row] = _over_sales(p, *sales, alive[ages])
        driving[row] = _over_sales(p, *sales, driven[ages])
        consuming[row] = _over_sales(p, *sales, consumed)
        if with_pack:
            mounted = alive[ages] * p.powertrains.battery_capacity.rows[row][vintages]
            packs[row] = _over_sales(p, *sales, mounted)
            carrying[row] = _over_sales(p, *sales, driven[ages], next(loads)[:, vintages])
        else:  # they carry what diesel trucks do
            carrying[row] = driving[row]
    return InUse(stock, driving, carrying, consuming, packs)


def retired(p: Trucks, fleet: Fleet, year: int) -> Array:
    """Trucks that left the stock in a year whose sales the fleet has, (S, D) [truck]."""
    leaving, kept = p.ageing.leaving, fleet.all_sold[:, -p.oldest - 1 :]
    left = _over_sales(p, p.all_past[year:], kept, leaving)
    if not year:
        return left
    # those that have passed the last age
    in_horizon = year > p.oldest
    ended = fleet.all_sold[:, -p.oldest - 2] if in_horizon else p.first_stock * p.all_past[year - 1]
    return as_array(left + ended * p.ageing.alive[0])


def retired_rows(p: Trucks, fleet: Fleet, year: int, rows: NDArray[np.bool_]) -> Array:
    """Trucks of some powertrains, (P,), that left the stock in the first year, (D,) [truck]."""
    past, sold = p.past[rows].sum(axis=0), fleet.sold[rows].sum(axis=0)
    return as_array(_over_sales(p, past[year:], sold, p.ageing.leaving).sum(axis=0))


def _over_sales(p: Trucks, past: Array, sold: Array, weight: Array, each: Array | None = None) -> Array:
    """Sum over years of sale of trucks times a weight (A, D) and what each does (S, A, D), (S, D).

    `past` are sales before the horizon for one truck of the first year, `sold` those in it, (S, n, D).
    """
    earlier = len(past)
    if each is None:
        later = over_ages(sold, weight[earlier:])
        return later + p.first_stock * over_ages(past, weight[:earlier]) if earlier else later
    later = weighted_over_ages(sold, each[:, earlier:], weight[earlier:])
    if not earlier:
        return later
    return later + p.first_stock * weighted_over_ages(past, each[:, :earlier], weight[:earlier])
