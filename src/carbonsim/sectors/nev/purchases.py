"""Payments for cars, at once and spread over the years in which the accounts write a car off."""

from __future__ import annotations

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.sectors.nev.car_prices import CarPrices, car_prices
from carbonsim.sectors.nev.cars import Cars

#: Kinds of payment at purchase.
KINDS = ("vehicle", "value-added tax", "purchase tax", "subsidy")


@dataclass(frozen=True)
class Purchases:
    """Purchases of one year.

    Attributes
    ----------
    price : array [CNY/vehicle], (K, D)
        With taxes, after subsidy.
    subsidies, tax_forgone : array [CNY/yr], (D,)
        What the state pays, and what it gives up.
    payments : array [CNY/yr], (kinds, D)
        By kind, see `KINDS`.
    """

    price: Array
    subsidies: Array
    tax_forgone: Array
    payments: Array


def purchases(p: Cars, vintage: int, vehicles: Array, prices: CarPrices) -> Purchases:
    """Purchases of a year: vehicles (K, D), of which cars count."""
    subsidy, vat = p.powertrains.subsidy[vintage], p.drivers.vat_rate[vintage]
    net = prices.price / (1.0 + vat)
    each = (net, prices.price - net, prices.tax, subsidy)
    cars = np.where(p.powertrains.car[:, None], vehicles, 0.0) + np.zeros(p.inputs.draws)
    payments = np.stack([(cars * amount).sum(axis=0) for amount in each])
    subsidies = payments[KINDS.index("subsidy")]
    forgone = (cars * (prices.full_tax - prices.tax)).sum(axis=0)
    return Purchases(prices.paid, subsidies, forgone, payments)


def payments_before(p: Cars) -> Array:
    """Payments of the years before the horizon that are still written off in it, (kinds, A, D) [CNY/yr]."""
    years = len(p.annuity.weight)
    each = []
    for vintage in range(p.first - years, p.first):
        prices = car_prices(p, vintage, p.drivers.pack_price[vintage])
        each.append(purchases(p, vintage, p.record.sales[vintage], prices).payments)
    paid = np.stack(np.broadcast_arrays(*each), axis=1)
    return np.broadcast_to(paid, (len(KINDS), years, p.inputs.draws))
