"""Trucks sold: as many as demand needs or were registered, those that buyers want and stations admit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.late import dataclass
from carbonsim.core.possible import ImpossibleError
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.freight.access import Access, turned_away
from carbonsim.sectors.freight.adoption import Buyers, buyers_of_year, wanted_shares
from carbonsim.sectors.freight.duties import whole_shares
from carbonsim.sectors.freight.equations import adjusted_sales, trucks_needed
from carbonsim.sectors.freight.fleet import InUse
from carbonsim.sectors.freight.ownership import refuse_free_trucks
from carbonsim.sectors.freight.payload import payload
from carbonsim.sectors.freight.price_steps import moved_sales
from carbonsim.sectors.freight.recorded import recorded
from carbonsim.sectors.freight.stations import energy_sought
from carbonsim.sectors.freight.swapping import unserved_share
from carbonsim.sectors.freight.trucks import Trucks


@dataclass(frozen=True)
class Market:
    """Market for trucks at the end of a year.

    Attributes
    ----------
    trucks : array [truck/yr], (S, D)
        Sold in the year, without what was moved across a step of prices.
    ahead : array [truck/yr], (P, S, D)
        Sold in the year that belong to the next; below 0 where buyers wait for it.
    usual : array [1], (S, D)
        Use of trucks at the end of the record, against their usual mileage and load.
    """

    trucks: Array
    ahead: Array
    usual: Array


@dataclass(frozen=True)
class Sold:
    """Trucks sold in a year, (P, S, D) [truck/yr], and market and buyers at its end."""

    trucks: Array
    market: Market
    buyers: Buyers


def first_market(p: Trucks) -> Market:
    """Market before the horizon: the first year says all that is to be known of it."""
    of_duties = np.zeros((len(p.duties.names), p.inputs.draws))
    ahead = np.zeros((len(p.powertrains.names), *of_duties.shape))
    return Market(of_duties, ahead, of_duties + 1.0)


def trucks_sold(
    p: Trucks,
    year: int,
    market: Market,
    buyers: Buyers,
    cost: Array,
    old: InUse,
    here: Access,
    free: Array,
    pack_price: Array,
) -> Sold:
    """Trucks sold in a year.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    market, buyers : Market, Buyers
        At the end of the year before.
    cost : array [CNY/km], (P, S, D)
        See `cost_per_kilometre`.
    old : InUse
        Trucks of earlier years.
    here : Access
        Of the region.
    free : array [kWh/yr], (D,)
        What public stations could give beyond what those seek, always at work.
    pack_price : array [CNY/kWh], (D,)
    """
    vintage = p.oldest + year
    carried = payload(p, vintage)
    per_tonne = cost / (p.load(year) * carried)
    if p.sales_are_given:
        shares = _given_shares(p, vintage, cost.shape)
    elif p.is_recorded(year):
        shares, buyers = recorded(p).shares[year], recorded(p).buyers[year]
    else:
        refuse_free_trucks(p, per_tonne, vintage)
        sets = here.sets(buyers.own)
        buyers, choice = buyers_of_year(p, buyers, year, per_tonne)
        shares, buyers = wanted_shares(p, buyers, year, choice, sets)
    trucks = trucks_of_year(p, year, market, old, shares, carried)
    if not (p.sales_are_given or p.is_recorded(year)):
        admitted = _admitted_share(p, vintage, shares * trucks, here, free)
        if (admitted < 1.0).any():
            sets = turned_away(p, sets, admitted)
            shares, buyers = wanted_shares(p, buyers, year, choice, sets)
            trucks = trucks_of_year(p, year, market, old, shares, carried)
    wanted = as_array(shares * trucks)
    market = replace(market, trucks=as_array(trucks))
    if p.sales_are_given:
        return Sold(wanted, market, buyers)
    if p.is_recorded(year):  # the record holds what was bought ahead of the next year
        battery = p.powertrains.battery[:, None, None]
        return Sold(wanted, replace(market, ahead=wanted * battery * p.adoption.bought_ahead), buyers)
    met = np.minimum(market.ahead, wanted)
    moved = (wanted - met) * moved_sales(p, year, pack_price)
    return Sold(wanted - met + moved, replace(market, ahead=market.ahead - met + moved), buyers)


def trucks_of_year(p: Trucks, year: int, market: Market, old: InUse, shares: Array, carried: Array) -> Array:
    """Trucks of all powertrains sold in a year, (S, D) [truck/yr].

    As registered to the end of the record, where registrations are counted; after it those that demand asks
    for beyond the trucks in use, to which sales adjust.
    """
    vintage = p.oldest + year
    # of a diesel truck [tkm/yr]; where registrations are counted, at the use that the record ended with
    work = p.work(year) * (market.usual if p.registrations_count else 1.0)
    if p.registrations_count and p.is_recorded(year):
        _refuse_idle_duties(p)
        return as_array(p.stock.past_sales[vintage] * p.duties.share_of_sales)
    shortfall = p.demand[year] - old.carrying.sum(axis=0) * work
    each = (shares * carried).sum(axis=0) * work * p.ageing.driven[-1]
    needed = trucks_needed(shortfall, np.where(each > 0, each, 1.0)) / YEAR  # a duty without work needs none
    if not p.registrations_count:
        return needed
    return adjusted_sales(market.trucks, needed, p.market.adjustment)


def _given_shares(p: Trucks, vintage: int, shape: tuple[int, ...]) -> Array:
    share = whole_shares(p.powertrains.sales_share[vintage][:, None], "shares of sales")
    return np.asarray(np.broadcast_to(share, shape))


def _admitted_share(p: Trucks, vintage: int, sales: Array, here: Access, free: Array) -> Array:
    """Part of the swapping trucks wanted that the public stations can still take on, (S, D)."""
    year, index = vintage - p.oldest, p.consumption_index[vintage][:, None]
    sought = energy_sought(p, year, sales * YEAR * p.ageing.driven[-1] * index, here.public)
    return as_array(1.0 - here.public * unserved_share(sought.sum(axis=0), free))


def _refuse_idle_duties(p: Trucks) -> None:
    """Trucks that are registered for a duty have work, which is that of its trucks in the first year."""
    idle = (p.first_stock <= 0) & (p.duties.share_of_sales > 0)
    if idle.any():
        message = "trucks are registered for it, and none has work in the first year"
        raise ImpossibleError(message, idle).of(p.duties.names)
