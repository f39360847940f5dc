"""Packs on trucks and in stations, and how many are made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array
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


def packs_held(p: Trucks, year: int, packs: Array, elsewhere: Array, capacity: StationCapacity) -> PacksHeld:
    """Packs in use: on trucks, (P, S, D) [kWh], and in stations, for swaps elsewhere, too, (D,) [kWh/yr]."""
    stations = p.swap.count[year] + elsewhere / capacity.own_each
    stocked = stations * p.swap.blocks[year] * p.swap.block_capacity[year]
    return PacksHeld(stations, stocked, packs.sum(axis=(0, 1)) + stocked)


def packs_of_sales(p: Trucks, vintage: int, sales: Array) -> Array:
    """Packs on trucks sold in a year, (P, S, D) to (P, D) [kWh/yr]."""
    trucks = (sales * p.segments.battery_factor).sum(axis=1)
    return np.asarray(trucks * p.powertrains.battery_capacity[vintage])


def packs_made(p: Trucks, held: Array, before: Array) -> Array:
    r"""Packs made in a year: growth of those in use, and the worn ones replaced, (D,) [kWh/yr].

    .. math:: m = \max(0,\ B_t - B_{t-1} + B_{t-1} / L)
    """
    return np.asarray(np.maximum(0.0, held - before + before / p.packs.years))
