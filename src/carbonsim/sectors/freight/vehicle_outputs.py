"""Outputs of trucks: in use, sold and leaving, what they carry and how far they drive."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, as_array
from carbonsim.kernel.outputs import output
from carbonsim.sectors.freight.sets import ALL_POWERTRAINS, DRIVES
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.trucks import Trucks


def by_drive(p: Trucks, trucks: Array) -> Array:
    """Trucks by drive of the IAMC tables, from (P, S, D)."""
    rows, sums = np.array(p.powertrains.family), trucks.sum(axis=1)
    return np.stack([sums[rows == drive].sum(axis=0) for drive in DRIVES.members(p.inputs.scenario)])


@output("Stocks|Transportation|Truck", "million", "1", iamc=True)
def stock_total(p: Trucks, f: Flows) -> Array:
    """Heavy trucks in use."""
    return as_array(f.stock.sum(axis=(0, 1)))


@output("Stocks|Transportation|Truck|{member}", "million", "1", over=DRIVES, iamc=True)
def stock_drive(p: Trucks, f: Flows) -> Array:
    """Heavy trucks in use by drive."""
    return by_drive(p, f.stock)


@output("Stocks|Transportation|Truck|{member}", "million", "1", over=ALL_POWERTRAINS)
def stock(p: Trucks, f: Flows) -> Array:
    """Heavy trucks in use by powertrain."""
    return as_array(f.stock.sum(axis=1))


@output("New Energy Stock|Transportation|Truck", "million", "1")
def stock_new_energy(p: Trucks, f: Flows) -> Array:
    """Battery and fuel-cell trucks in use."""
    return as_array(f.stock[~p.powertrains.engine].sum(axis=(0, 1)))


@output("New Energy Sales|Transportation|Truck", "million", "1")
def sales_new_energy(p: Trucks, f: Flows) -> Array:
    """Battery and fuel-cell trucks sold in the year."""
    return as_array(f.sales[~p.powertrains.engine].sum(axis=(0, 1)))


@output("Sales|Transportation|Truck", "million", "1", iamc=True)
def sales_total(p: Trucks, f: Flows) -> Array:
    """Heavy trucks sold in the year."""
    return as_array(f.sales.sum(axis=(0, 1)))


@output("Sales|Transportation|Truck|{member}", "million", "1", over=DRIVES, iamc=True)
def sales_drive(p: Trucks, f: Flows) -> Array:
    """Heavy trucks sold in the year by drive."""
    return by_drive(p, f.sales)


@output("Sales|Transportation|Truck|{member}", "million", "1", over=ALL_POWERTRAINS)
def sales(p: Trucks, f: Flows) -> Array:
    """Heavy trucks sold in the year by powertrain."""
    return as_array(f.sales.sum(axis=1))


@output("Retirements|Transportation|Truck", "million", "1")
def retirements(p: Trucks, f: Flows) -> Array:
    """Heavy trucks leaving the stock in the year."""
    return as_array(f.retired.sum(axis=0))


@output("Energy Service|Transportation|Freight|Truck", "billion tkm/yr", "tkm/yr", iamc=True)
def activity(p: Trucks, f: Flows) -> Array:
    """Tonne-kilometres carried."""
    return as_array(f.tonne_kilometres.sum(axis=(0, 1)))


@output("Distance Travelled|Transportation|Truck|{member}", "billion km/yr", "km/yr", over=ALL_POWERTRAINS)
def distance(p: Trucks, f: Flows) -> Array:
    """Kilometres driven by powertrain."""
    return as_array(f.kilometres.sum(axis=1))
