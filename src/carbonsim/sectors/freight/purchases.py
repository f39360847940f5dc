"""Payments for trucks without packs, spread over the years in which the accounts write a truck off."""

from __future__ import annotations

import numpy as np

from carbonsim.core.finance import purchase_tax
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.packs import packs_of_sales
from carbonsim.sectors.freight.trucks import Trucks

#: Kinds of payment at purchase.
KINDS = ("vehicle", "value-added tax", "purchase tax", "subsidy")


def payments(p: Trucks, vintage: int, sales: Array, pack_price: Array) -> Array:
    """Payments for the trucks sold in a year.

    Parameters
    ----------
    p : Trucks
    vintage : int
        Index among the years of sale.
    sales : array [truck/yr], (P, S, D)
    pack_price : array [CNY/kWh], (D,)

    Returns
    -------
    array [CNY/yr], (kinds, D)
        By kind, see `KINDS`.
    """
    drives = p.powertrains
    year = max(vintage - p.oldest, 0)  # tax rates before the first year are those of the first
    vat, rate = p.drivers.vat_rate[year], p.purchase.tax_rate[year]
    sold = sales.sum(axis=1)  # P, D
    vehicles = sold * p.vehicle_price[vintage]
    bought = (1.0 - drives.battery_leased) * (pack_price * p.packs.price_ratio[year])
    packs = packs_of_sales(p, vintage, sales) * bought
    before_tax = (vehicles / (1.0 + vat)).sum(axis=0)
    # without a limit to what is forgone, tax is in proportion to the price, whoever pays it
    tax = purchase_tax(vehicles + packs, vat, rate, drives.tax_exemption[vintage], np.inf)
    subsidy = (sold * drives.subsidy[vintage]).sum(axis=0)
    return np.stack([before_tax, before_tax * vat, tax.sum(axis=0), subsidy])


def payments_before(inputs: Inputs) -> Array:
    """Payments of the years before the horizon that are still written off in it, (kinds, A, D) [CNY/yr]."""
    p = Trucks(inputs)
    years, every = len(p.annuity.weight), np.zeros(inputs.draws)
    paid = np.zeros((len(KINDS), years, inputs.draws))
    for vintage in range(max(0, p.oldest - years), p.oldest):
        sales = p.first_stock * p.past[:, vintage][:, None] + every
        paid[:, vintage - p.oldest] = payments(p, vintage, sales, p.drivers.pack_price[vintage])
    return paid
