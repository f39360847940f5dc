"""Payments for cars, at once and spread over the years in which the accounts write a car off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.choice import car_price, purchase_taxes

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


def purchases(p: Cars, vintage: int, vehicles: Array, pack_price: Array) -> Purchases:
    """Purchases of a year: vehicles (K, D), of which cars count."""
    price = car_price(p, vintage, pack_price)
    tax, forgone = purchase_taxes(p, vintage, price)
    subsidy, vat = p.powertrains.subsidy[vintage], p.drivers.vat_rate[vintage]
    each = (price / (1.0 + vat), price * vat / (1.0 + vat), tax, subsidy)
    cars = np.where(p.powertrains.car[:, None], vehicles, 0.0) + np.zeros(p.inputs.draws)
    payments = np.stack([(cars * amount).sum(axis=0) for amount in each])
    subsidies = payments[KINDS.index("subsidy")]
    return Purchases(price + tax - subsidy, subsidies, (cars * forgone).sum(axis=0), payments)


def payments_before(p: Cars) -> Array:
    """Payments of the years before the horizon that are still written off in it, (kinds, A, D) [CNY/yr]."""
    years = len(p.annuity.weight)
    each = [
        purchases(p, vintage, p.record.sales[vintage], p.drivers.pack_price[vintage]).payments
        for vintage in range(p.first - years, p.first)
    ]
    paid = np.stack(np.broadcast_arrays(*each), axis=1)
    return np.broadcast_to(paid, (len(KINDS), years, p.inputs.draws))
