"""Trucks sold: how many the demand takes, and which ones buyers choose and stations can serve."""

from __future__ import annotations

import numpy as np

from carbonsim.core.choice import logit_shares, relative_cost_utility
from carbonsim.core.possible import ImpossibleError
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.freight.equations import trucks_needed
from carbonsim.sectors.freight.fleet import InUse
from carbonsim.sectors.freight.payload import payload
from carbonsim.sectors.freight.segments import whole_shares
from carbonsim.sectors.freight.stations import StationCapacity, energy_sought
from carbonsim.sectors.freight.swapping import ration, unserved_share
from carbonsim.sectors.freight.trucks import Trucks


def trucks_sold(p: Trucks, year: int, cost: Array, old: InUse, capacity: StationCapacity) -> Array:
    """Trucks sold in a year.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    cost : array [CNY/km], (P, S, D)
        See `cost_per_kilometre`.
    old : InUse
        Trucks of earlier years.
    capacity : StationCapacity
        Of the public stations.

    Returns
    -------
    array [truck], (P, S, D)
    """
    work, vintage = p.segments, p.oldest + year
    carried = payload(p, vintage)
    shares = sales_shares(p, year, cost / (work.load * carried))
    shortfall = p.demand[year] - old.carrying.sum(axis=0) * work.mileage * work.load
    each = p.mileage_of_new * work.load  # S, D [tkm/truck/yr] of a new diesel truck
    trucks = trucks_needed(shortfall, (shares * carried).sum(axis=0) * each)
    if not p.sales_are_given:
        admitted = _admitted_share(p, vintage, shares * trucks, old, capacity)
        shares = ration(shares, p.powertrains.swap, admitted)
        trucks = trucks_needed(shortfall, (shares * carried).sum(axis=0) * each)
    return as_array(shares * trucks)


def sales_shares(p: Trucks, year: int, cost: Array) -> Array:
    """Shares of sales before stations run out, (P, S, D); cost per tonne-kilometre."""
    drives, vintage = p.powertrains, p.oldest + year
    if p.sales_are_given or p.is_recorded(year):
        stated = drives.sales_share if p.sales_are_given else drives.past_share
        share = whole_shares(stated[vintage][:, None], "shares of sales")
        return np.asarray(np.broadcast_to(share, cost.shape))
    offered = drives.offered[:, None, None]
    cost = np.where(offered, cost, 1.0)
    _refuse_free_trucks(p, cost, vintage)
    utility = relative_cost_utility(cost, p.purchase.choice_exponent, drives.choice_constant[:, None])
    return logit_shares(np.where(offered, utility, -np.inf))


def _refuse_free_trucks(p: Trucks, cost: Array, vintage: int) -> None:
    """Buyers compare costs by their ratios: each has to be above 0."""
    free = cost <= 0
    subsidised = free & (p.powertrains.subsidy[vintage] > 0)[:, None]
    for where, cause in (
        (subsidised, "its subsidy is above what it costs"),
        (free, "look at its prices and at its residual value"),
    ):
        if where.any():
            error = ImpossibleError(f"a cost is not positive: {cause}", where)
            raise error.of(p.powertrains.names, p.segments.names)


def _admitted_share(p: Trucks, vintage: int, sales: Array, old: InUse, capacity: StationCapacity) -> Array:
    """Part of the swapping trucks wanted that the public stations can still take on, (S, D)."""
    index = p.consumption_index[vintage][:, None]
    wanted = energy_sought(p, sales * p.ageing.driven[-1] * index)
    free = np.maximum(0.0, capacity.full_energy - energy_sought(p, old.consuming))
    part = 1.0 - unserved_share(wanted, free)
    return as_array(1.0 - p.segments.served_by_line * (1.0 - part))
