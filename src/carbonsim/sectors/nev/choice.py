"""Utility of each powertrain to buyers who consider a plug-in car: price, running cost, range, charging."""

from __future__ import annotations

import numpy as np

from carbonsim.core.finance import purchase_tax
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.nev.equations import distance_utility
from carbonsim.sectors.nev.parameters import NevParameters
from carbonsim.sectors.nev.price_response import price_utility


def car_price(p: NevParameters, vintage: int, pack_price: Array) -> Array:
    """Price with value-added tax, without purchase tax and subsidy.

    Parameters
    ----------
    p : NevParameters
    vintage : int
        Place of the year in the span of the parameters.
    pack_price : array [CNY/kWh], (D,)
        The market's.

    Returns
    -------
    array [CNY/vehicle], (K, D)
    """
    cars = p.powertrains
    packs = cars.battery_capacity[vintage] * pack_price * p.charging.pack_price_ratio[vintage]
    return as_array(cars.body_price[vintage] + packs)


def purchase_taxes(p: NevParameters, vintage: int, price: Array) -> tuple[Array, Array]:
    """Purchase tax paid by the law of a year, and purchase tax forgone.

    Parameters
    ----------
    p : NevParameters
    vintage : int
        Place of the year in the span of the parameters.
    price : array [CNY/vehicle], (K, D)
        See `car_price`.

    Returns
    -------
    tuple of array [CNY/vehicle], (K, D)
    """
    purchase = p.purchase
    relief = np.where(p.powertrains.plug_in[:, None], purchase.tax_relief[vintage], 0.0)
    vat, rate, cap = p.drivers.vat_rate[vintage], purchase.tax_rate[vintage], purchase.tax_relief_cap[vintage]
    paid = purchase_tax(price, vat, rate, relief, cap)
    full = purchase_tax(price, vat, rate, np.zeros_like(relief), cap)
    return paid, full - paid


def car_paid(p: NevParameters, vintage: int, price: Array) -> Array:
    """Price with purchase tax after subsidy by the law of a year.

    Parameters
    ----------
    p : NevParameters
    vintage : int
        Place of the year in the span of the parameters.
    price : array [CNY/vehicle], (K, D)
        See `car_price`.

    Returns
    -------
    array [CNY/vehicle], (K, D)
        Of commercial vehicles, which no buyer of a car looks at, the petrol car's.
    """
    cars, (tax, _) = p.powertrains, purchase_taxes(p, vintage, price)
    paid = price + tax - cars.subsidy[vintage]
    return np.where(cars.car[:, None], paid, paid[cars.petrol])


def energy_cost(p: NevParameters, vintage: int) -> Array:
    """Cost of energy of a car bought in a year, (K, D) [CNY/km]."""
    cars = p.powertrains
    charged = cars.electricity_use[vintage] / p.charging.efficiency[vintage]
    return as_array(
        cars.petrol_use[vintage] * p.drivers.petrol_price[vintage] + charged * p.electricity_price[vintage]
    )


def attributes_utility(p: NevParameters, vintage: int, paid: Array) -> Array:
    """Utility of what is paid and of running cost against the petrol car.

    Parameters
    ----------
    p : NevParameters
    vintage : int
        Place of the year in the span of the parameters.
    paid : array [CNY/vehicle], (K, D)
        See `car_paid`.

    Returns
    -------
    array [1], (K, D)
    """
    running, petrol = energy_cost(p, vintage), p.powertrains.petrol
    of_price = price_utility(paid, paid[petrol], p.choice.price_elasticity)
    return as_array(of_price + p.choice.running_cost * (running - running[petrol]))


def battery_constant(p: NevParameters, vintage: int, access: Array, calibration: Array) -> Array:
    """Utility of a battery car beyond price and running cost, (D,) [1].

    That of the published survey, with the calibration that takes it to what buyers do.
    """
    reach = distance_utility(p.powertrains.battery_range[vintage], p.choice.reference_range, p.choice.range)
    return p.choice.battery + calibration + reach + p.choice.fast_charging * access


def alternative_specific_constants(split: Array, utility: Array, p: NevParameters, battery: Array) -> Array:
    """Alternative-specific constants of cars, which give the splits of a year, (K, D).

    The petrol car has none and the battery car that of `battery_constant`; a logit then gives the others
    theirs from the split among cars with and without plug. Commercial vehicles get none.

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
