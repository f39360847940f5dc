"""Outputs of adoption: who considers a battery truck, who could use one, and shares of sales by duty."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import BLANK, ratio, where
from carbonsim.core.conversions import PERCENT
from carbonsim.core.diffusion import share_of_log_odds
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.outputs import output
from carbonsim.sectors.freight.sets import ALL_POWERTRAINS, CHOICES, DUTY_NAMES
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.trucks import Trucks


@output("Sales Share|Transportation|Truck|New Energy", "%", "%")
def sales_share(p: Trucks, f: Flows) -> Array:
    """Share of battery and fuel-cell trucks in heavy trucks sold."""
    trucks = f.sales.sum(axis=1)
    return ratio(trucks[~p.powertrains.engine].sum(axis=0) * PERCENT, trucks.sum(axis=0))


@output("Sales Share|Transportation|Truck|{member}", "%", "%", over=ALL_POWERTRAINS)
def sales_share_powertrain(p: Trucks, f: Flows) -> Array:
    """Share of a powertrain in heavy trucks sold."""
    trucks = f.sales.sum(axis=1)
    return where(p.powertrains.offered[:, None], ratio(trucks * PERCENT, trucks.sum(axis=0)))


@output("Sales Share|Transportation|Truck|{member}|New Energy", "%", "%", over=DUTY_NAMES)
def sales_share_duty(p: Trucks, f: Flows) -> Array:
    """Share of battery and fuel-cell trucks in those sold for a duty."""
    return ratio(f.sales[~p.powertrains.engine].sum(axis=0) * PERCENT, f.sales.sum(axis=0))


@output("Sales Share|Transportation|Truck|By Duty|{member}", "%", "%", over=CHOICES, ensemble=False)
def sales_share_choice(p: Trucks, f: Flows) -> Array:
    """Share of a powertrain in the trucks sold for a duty."""
    shares = ratio(f.sales * PERCENT, f.sales.sum(axis=0))
    shares = where(p.powertrains.offered[:, None, None], shares)
    return np.moveaxis(shares, 0, 1).reshape(-1, p.inputs.draws)


@output("Sales Share|Transportation|Truck|Swap in Battery-Electric", "%", "%")
def swap_share(p: Trucks, f: Flows) -> Array:
    """Share of swapping trucks in the battery trucks sold."""
    trucks, drives = f.sales.sum(axis=1), p.powertrains
    return ratio(trucks[drives.swap].sum(axis=0) * PERCENT, trucks[drives.battery].sum(axis=0))


@output("Considering|Transportation|Truck|Battery-Electric", "%", "%")
def considering(p: Trucks, f: Flows) -> Array:
    """Share of buyers who consider a battery truck; blank where sales are given."""
    share = share_of_log_odds(f.buyers.awareness) * PERCENT
    return as_array(share * (BLANK if p.sales_are_given else 1.0))


@output("Appeal|Transportation|Truck|Battery-Electric", "%", "%")
def appeal(p: Trucks, f: Flows) -> Array:
    """Share of battery trucks if all buyers considered one and could use one for all work; blank where
    sales are given.
    """
    return as_array(f.buyers.appeal * (BLANK if p.sales_are_given else PERCENT))


@output("Feasible Work|Transportation|Truck|{member}|Battery-Electric", "%", "%", over=DUTY_NAMES)
def feasible(p: Trucks, f: Flows) -> Array:
    """Share of the buyers of a duty who could use a battery truck; blank where sales are given."""
    return as_array((1.0 - f.out_of_reach) * (BLANK if p.sales_are_given else PERCENT))
