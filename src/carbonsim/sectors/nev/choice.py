"""Utility of each powertrain to buyers who consider a plug-in car: price, running cost, range, charging."""

from __future__ import annotations

import numpy as np

from carbonsim.core.finance import purchase_tax
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.nev.equations import distance_utility
from carbonsim.sectors.nev.parameters import NevParameters


def purchase_taxes(p: NevParameters, vintage: int, pack_price: Array) -> tuple[Array, Array, Array]:
    """Price with value-added tax, purchase tax paid and purchase tax forgone.

    Parameters
    ----------
    p : NevParameters
    vintage : int
        Place of the year in the span of the parameters.
    pack_price : array [CNY/kWh], (D,)
        The market's.

    Returns
    -------
    tuple of array [CNY/vehicle], (K, D)
    """
    cars, purchase = p.powertrains, p.purchase
    packs = cars.battery_capacity[vintage] * pack_price * p.charging.pack_price_ratio[vintage]
    price = cars.body_price[vintage] + packs
    relief = np.where(cars.plug_in[:, None], purchase.tax_relief[vintage], 0.0)
    vat, rate, cap = p.drivers.vat_rate[vintage], purchase.tax_rate[vintage], purchase.tax_relief_cap[vintage]
    paid = purchase_tax(price, vat, rate, relief, cap)
    full = purchase_tax(price, vat, rate, np.zeros_like(relief), cap)
    return price, paid, full - paid


def energy_cost(p: NevParameters, vintage: int) -> Array:
    """Cost of energy of a car bought in a year, (K, D) [CNY/km]."""
    cars = p.powertrains
    charged = cars.electricity_use[vintage] / p.charging.efficiency[vintage]
    return as_array(
        cars.petrol_use[vintage] * p.drivers.petrol_price[vintage] + charged * p.electricity_price[vintage]
    )


def attributes_utility(p: NevParameters, vintage: int, pack_price: Array) -> Array:
    """Utility of price and running cost against the petrol car.

    Parameters
    ----------
    p : NevParameters
    vintage : int
        Place of the year in the span of the parameters.
    pack_price : array [CNY/kWh], (D,)
        The market's.

    Returns
    -------
    array [1], (K, D)
    """
    price, tax, _ = purchase_taxes(p, vintage, pack_price)
    paid = price + tax - p.powertrains.subsidy[vintage]
    running, petrol = energy_cost(p, vintage), p.powertrains.petrol
    return as_array(
        p.choice.price * (paid - paid[petrol]) + p.choice.running_cost * (running - running[petrol])
    )


def battery_constant(p: NevParameters, vintage: int, access: Array) -> Array:
    """Utility of a battery car beyond price and running cost, by the published study, (D,) [1]."""
    reach = distance_utility(p.powertrains.battery_range[vintage], p.choice.reference_range, p.choice.range)
    return p.choice.battery + reach + p.choice.fast_charging * access


def alternative_specific_constants(split: Array, utility: Array, p: NevParameters, battery: Array) -> Array:
    """Alternative-specific constants of cars, which give the splits of a year, (K, D).

    The petrol car has none and the battery car that of the study; a logit then gives the others theirs from
    the split among cars with and without plug. Commercial vehicles get none.

    Parameters
    ----------
    split : array [1], (K, D)
        Shares as they happened, within cars with plug and within cars without.
    utility : array [1], (K, D)
        See `attributes_utility`.
    p : NevParameters
    battery : array [1], (D,)
        See `battery_constant`.

    Returns
    -------
    array [1], (K, D)
    """
    cars, none = p.powertrains, np.zeros_like(battery)
    constants = np.full(np.broadcast_shapes(split.shape, utility.shape, (1, *battery.shape)), -np.inf)
    for row, base, known in ((cars.plug_in, cars.battery, battery), (cars.no_plug, cars.petrol, none)):
        sold = np.where(split[row] > 0, split[row], 1.0)
        odds = np.log(sold) - np.log(split[base])
        constants[row] = np.where(split[row] > 0, known + utility[base] - utility[row] + odds, -np.inf)
    return constants
