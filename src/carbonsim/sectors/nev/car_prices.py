"""Prices of cars: with packs and value-added tax, purchase tax by the law of a year, and what is paid."""

from __future__ import annotations

import numpy as np

from carbonsim.core.finance import purchase_tax
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.nev.parameters import NevParameters


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


def tax_paid(p: NevParameters, vintage: int, price: Array, relief: Array) -> Array:
    """Purchase tax on cars by the law of a year.

    Parameters
    ----------
    p : NevParameters
    vintage : int
        Place of the year in the span of the parameters.
    price : array [CNY/vehicle], (K, D)
        See `car_price`.
    relief : array [1], (D,)
        Share of the tax forgone for plug-in cars.

    Returns
    -------
    array [CNY/vehicle], (K, D)
    """
    purchase, of_car = p.purchase, np.where(p.powertrains.plug_in[:, None], relief, 0.0)
    rate, cap = purchase.tax_rate[vintage], purchase.tax_relief_cap[vintage]
    return purchase_tax(price, p.drivers.vat_rate[vintage], rate, of_car, cap)


def paid_by_law(p: NevParameters, vintage: int, price: Array) -> Array:
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
    tax = tax_paid(p, vintage, price, p.purchase.tax_relief[vintage])
    return of_cars(p, price + tax - p.powertrains.subsidy[vintage])


@dataclass(frozen=True)
class CarPrices:
    """Prices of cars on sale in a year, (K, D) each.

    Attributes
    ----------
    price : array [CNY/vehicle]
        With value-added tax, see `car_price`.
    tax, full_tax : array [CNY/vehicle]
        Purchase tax, and what it would be without relief.
    paid : array [CNY/vehicle]
        With purchase tax after subsidy, see `paid_by_law`.
    """

    price: Array
    tax: Array
    full_tax: Array
    paid: Array


def car_prices(p: NevParameters, vintage: int, pack_price: Array) -> CarPrices:
    """Prices of cars on sale in a year.

    Parameters
    ----------
    p : NevParameters
    vintage : int
        Place of the year in the span of the parameters.
    pack_price : array [CNY/kWh], (D,)
        The market's.

    Returns
    -------
    CarPrices
    """
    price, relief = car_price(p, vintage, pack_price), p.purchase.tax_relief[vintage]
    tax = tax_paid(p, vintage, price, relief)
    full = tax_paid(p, vintage, price, np.zeros_like(relief)) if relief.any() else tax
    return CarPrices(price, tax, full, of_cars(p, price + tax - p.powertrains.subsidy[vintage]))


def of_cars(p: NevParameters, amount: Array) -> Array:
    """Amount of each car; of commercial vehicles, which no buyer of a car looks at, the petrol car's."""
    return np.where(p.powertrains.car[:, None], amount, amount[p.powertrains.petrol])
