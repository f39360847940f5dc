"""Packs on trucks and in stations, and how many are made."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.freight.stations import StationCapacity
from carbonsim.sectors.freight.trucks import Trucks


@dataclass(frozen=True)
class PacksHeld:
    """Packs in use in a year, (D,).

    Attributes
    ----------
    stations : array [station]
        Public ones, and as many as the swaps elsewhere need.
    stocked : array [kWh]
        In these stations.
    held : array [kWh]
        With those on trucks.
    """

    stations: Array
    stocked: Array
    held: Array


def packs_held(
    p: Trucks, year: int, packs: Array, public: Array, elsewhere: Array, capacity: StationCapacity
) -> PacksHeld:
    """Packs in use: on trucks and in stations.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    packs : array [kWh], (P, S, D)
        On trucks.
    public : array [station], (D,)
        Public stations in service.
    elsewhere : array [kWh/yr], (D,)
        Into packs that are swapped at stations of fleets' own.
    capacity : StationCapacity

    Returns
    -------
    PacksHeld
    """
    stations = public + elsewhere / capacity.own_each
    stocked = stations * p.swap.blocks[year] * p.swap.block_capacity[year]
    return PacksHeld(stations, stocked, packs.sum(axis=(0, 1)) + stocked)


def packs_of_sales(p: Trucks, vintage: int, sales: Array) -> Array:
    """Packs on trucks sold in a year.

    Parameters
    ----------
    p : Trucks
    vintage : int
        Index among the years of sale.
    sales : array [truck/yr], (P, S, D)

    Returns
    -------
    array [kWh/yr], (P, D)
    """
    trucks = (sales * p.duties.battery_factor).sum(axis=1)
    return as_array(trucks * p.powertrains.battery_capacity[vintage])


def packs_made(p: Trucks, held: Array, before: Array) -> Array:
    r"""Packs made in a year: growth of those in use, and the worn ones replaced.

    .. math:: m = \max(0,\ B_t - B_{t-1} + B_{t-1} / L)

    Parameters
    ----------
    p : Trucks
    held, before : array [kWh], (D,)
        In use in the year, :math:`B_t`, and in the one before it.

    Returns
    -------
    array [kWh/yr], (D,)
    """
    return as_array(np.maximum(0.0, (held - before) / YEAR + before / p.packs.years))
