"""Known steps of taxes and subsidies: what they make trucks cost, and the sales that they move."""

from __future__ import annotations

import numpy as np

from carbonsim.core.anticipation import moved_share, price_rise
from carbonsim.core.finance import purchase_tax
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.freight.parameters import FreightParameters
from carbonsim.sectors.freight.payload import packs_of
from carbonsim.sectors.freight.trucks import Trucks


def truck_price(p: Trucks, year: int, pack_price: Array) -> Array:
    """Price of a truck with the pack that is bought with it.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    pack_price : array [CNY/kWh], (D,)

    Returns
    -------
    array [CNY/truck], (P, S, D)
    """
    drives, vintage = p.powertrains, p.oldest + year
    bought = (1.0 - drives.battery_leased) * (pack_price * p.packs.price_ratio[year])
    return as_array(p.vehicle_price[vintage][:, None] + packs_of(p, vintage) * bought[:, None])


def paid_by_law(law: FreightParameters, year: int, price: Array) -> Array:
    """Amount paid for a truck by taxes and subsidies of a year.

    Parameters
    ----------
    law : FreightParameters
    year : int
        Index in their horizon.
    price : array [CNY/truck], (P, S, D)

    Returns
    -------
    array [CNY/truck], (P, S, D)
    """
    drives, vintage = law.powertrains, law.oldest + year
    vat, rate = law.drivers.vat_rate[year], law.purchase.tax_rate[year]
    tax = purchase_tax(price, vat, rate, drives.tax_exemption[vintage][:, None], np.inf)
    return as_array(price + tax - drives.subsidy[vintage][:, None])


def moved_sales(p: Trucks, year: int, pack_price: Array) -> Array:
    """Share of a year's sales that the law of the next year brings into it, or delays, (P, S, D).

    Of battery trucks alone: buyers of others turn to no other truck for a known date.
    """
    if not _law_changes(p, year):
        return np.zeros((len(p.powertrains.names), 1, 1))
    price = truck_price(p, year, pack_price)
    now, later = paid_by_law(p, year, price), paid_by_law(*p.law_of_next(year), price)
    share = moved_share(price_rise(later, now), p.adoption.anticipation)
    return np.where(p.powertrains.battery[:, None, None], share, 0.0)


def _law_changes(p: Trucks, year: int) -> bool:
    """Whether taxes or subsidies of the next year are others."""

    def terms(law: FreightParameters, at: int) -> tuple[Array, ...]:
        drives, vintage = law.powertrains, law.oldest + at
        of_trucks = drives.tax_exemption[vintage], drives.subsidy[vintage]
        return (*of_trucks, law.drivers.vat_rate[at], law.purchase.tax_rate[at])

    pairs = zip(terms(p, year), terms(*p.law_of_next(year)), strict=True)
    return any((now != later).any() for now, later in pairs)
