"""The car sector: a step of a year in which each line is one equation.

Axes: K powertrains, V years of sale, D draws. Years of the history are taken as they happened; after it,
ownership says how many cars are sold and buyers choose which.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from carbonsim.core.conversions import KWH_PER_GWH
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.annuities import with_payments
from carbonsim.kernel.goods import HEAVY_TRUCKS, Prices
from carbonsim.sectors.nev.adoption import Buyers, Demand, demand_ahead, demand_that_happened, first_buyers
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.equations import charging_access
from carbonsim.sectors.nev.few_vehicles import none_of_few
from carbonsim.sectors.nev.fleet import (
    Fleet,
    aged,
    driving,
    fleet_before,
    held,
    stock,
    through_first_year,
    with_new,
)
from carbonsim.sectors.nev.market import Market, cars_sold, first_market, market_that_happened
from carbonsim.sectors.nev.purchases import Purchases, payments_before, purchases


@dataclass(frozen=True)
class State:
    """State that a year leaves to the next.

    Attributes
    ----------
    year : int
        Index in the horizon; -1 before the first.
    fleet : Fleet
    buyers : Buyers
    market : Market
    paid : array [CNY/yr], (kinds, A, D)
        What was paid for cars in the years that are still written off, the latest last.
    """

    year: int
    fleet: Fleet
    buyers: Buyers
    market: Market
    paid: Array


@dataclass(frozen=True)
class Flows:
    """Flows of a year, (K, D) unless said.

    Attributes
    ----------
    year, vintage : int
        Index in the horizon, and among the years of sale.
    prices : Prices
    access : array [1], (D,)
        Charging access.
    plug_in_share : array [1], (D,)
        Of cars sold; of buyers where none is sold.
    buyers : Buyers
    sales, inflow, retired : array [vehicle/yr]
        Sold, entering the stock and leaving it.
    stock : array [vehicle]
        At the end of the year.
    petrol, power, displaced : array [L/yr], [kWh/yr], [L/yr]
        Burnt, taken from the grid, and the petrol that the power of cars took the place of.
    power_fast : array [kWh/yr], (D,)
        Of `power`, that of the cars that leave fast.
    kilometres : array [km/yr]
    packs_in_use, packs_replaced : array [kWh], [kWh/yr]
    packs_made : array [kWh/yr], (D,)
        For new vehicles and replacement.
    packs_elsewhere : array [kWh/yr], (D,)
        For vehicles that another sector counts.
    own : Flows, or None
        Without these vehicles; None where there are none.
    purchases : Purchases
    charges : array [CNY/yr], (kinds, D)
        Annualised payments for cars.
    """

    year: int
    vintage: int
    prices: Prices
    access: Array
    plug_in_share: Array
    buyers: Buyers
    sales: Array
    inflow: Array
    retired: Array
    stock: Array
    petrol: Array
    power: Array
    power_fast: Array
    displaced: Array
    kilometres: Array
    packs_in_use: Array
    packs_replaced: Array
    packs_made: Array
    packs_elsewhere: Array
    own: Flows | None
    purchases: Purchases
    charges: Array


def start(p: Cars) -> State:
    """State at the end of the year before the horizon."""
    fleet = p.inputs.memoised(fleet_before)
    return State(-1, fleet, first_buyers(p), first_market(p), payments_before(p))


def step(p: Cars, state: State, prices: Prices) -> tuple[State, Flows]:
    """State at the end of a year, and what happened in it."""
    cars, year = p.powertrains, state.year + 1
    vintage = p.first + year
    cars_before = stock(p, state.fleet)[cars.car].sum(axis=0)
    access = charging_access(p.chargers[vintage], cars_before, p.charging.chargers_for_half)
    old, left_old = aged(p, state.fleet, vintage)
    demand, buyers = _demand(p, state, vintage, prices.battery, access)
    sold = _sold(p, state, old, demand, cars_before)
    sales, inflow = sold.vehicles, sold.inflow
    fleet, left_new = with_new(p, old, vintage, inflow)
    in_use = stock(p, fleet)
    packs = held(p, fleet, vintage, p.pack_weight)
    replaced = packs * p.charging.pack_replacement[year]
    weights = (p.petrol_weight, p.electricity_weight, p.displaced_weight)
    groups = driving(p, fleet, vintage, weights)
    petrol, from_packs, displaced, kilometres = p.ageing.by_powertrain(groups)
    from_packs_fast = groups[1][p.ageing.fast].sum(axis=0)
    bought = purchases(p, vintage, sales, demand.prices)
    paid = with_payments(state.paid, bought.payments)
    market = sold.market
    if p.is_known(year):
        market = market_that_happened(p, year, sales, in_use[cars.car].sum(axis=0))
    flows = Flows(
        year=year,
        vintage=vintage,
        prices=prices,
        access=access,
        plug_in_share=_plug_in_share(p, sold),
        buyers=buyers,
        sales=np.broadcast_to(sales, in_use.shape),
        inflow=np.broadcast_to(inflow, in_use.shape),
        retired=left_old + left_new,
        stock=in_use,
        petrol=petrol,
        power=from_packs / p.charging.efficiency[vintage],
        power_fast=from_packs_fast / p.charging.efficiency[vintage],
        displaced=displaced,
        kilometres=kilometres,
        packs_in_use=packs,
        packs_replaced=replaced,
        packs_made=(sales * cars.battery_capacity[vintage]).sum(axis=0) + replaced.sum(axis=0),
        packs_elsewhere=np.zeros(p.inputs.draws),
        own=None,
        purchases=bought,
        charges=p.annuity.annual(paid),
    )
    return State(year, fleet, buyers, market, paid), _with_counted(p, flows)


def _with_counted(p: Cars, flows: Flows) -> Flows:
    """Flows with the vehicles that another sector has counted in the year."""
    rows, trucks = p.powertrains.elsewhere, flows.prices.counted.get(HEAVY_TRUCKS)
    if trucks is None or not rows.any():
        return flows

    def filled(values: Array, counted: Array) -> Array:
        return np.where(rows[:, None], counted, values)

    return replace(
        flows,
        sales=filled(flows.sales, trucks.sales),
        inflow=filled(flows.inflow, trucks.sales),
        retired=filled(flows.retired, trucks.retired),
        stock=filled(flows.stock, trucks.stock),
        power=filled(flows.power, trucks.power),
        packs_elsewhere=trucks.packs_made,
        own=flows,
    )


def made(flows: Flows) -> dict[str, Array]:
    """Packs made, which later prices follow from [GWh/yr]."""
    return {"battery": flows.packs_made / KWH_PER_GWH}


def _demand(p: Cars, state: State, vintage: int, pack_price: Array, access: Array) -> tuple[Demand, Buyers]:
    """Cars that buyers want, and what is known of the buyers."""
    if p.is_known(state.year + 1):
        return demand_that_happened(p, vintage, pack_price, access)
    return demand_ahead(p, state.buyers, vintage, pack_price, access)


@dataclass(frozen=True)
class _Sold:
    """Shares of cars that buyers want, vehicles sold and what enters the stock, (K, D); the market after."""

    shares: Array
    vehicles: Array
    inflow: Array
    market: Market


def _sold(p: Cars, state: State, old: Fleet, demand: Demand, before: Array) -> _Sold:
    """Vehicles sold: of the history as they happened, then what buyers want of what ownership asks for."""
    cars, year = p.powertrains.car, state.year + 1
    vintage, known = p.first + year, p.is_known(year)
    if known and not p.without_plugs:
        return _Sold(demand.shares, p.record.sales[vintage], p.record.inflow[vintage], state.market)
    if known:
        # no plug-in cars, and as many cars sold and registered
        sold, entered = (
            demand.shares * each[vintage][cars].sum(axis=0) for each in (p.record.sales, p.record.inflow)
        )
        market = state.market
    else:
        left = stock(p, old)[cars].sum(axis=0)
        through = (demand.shares[cars] * through_first_year(p, vintage)[cars]).sum(axis=0)
        ahead = cars_sold(p, state.market, year, demand, before, left, through)
        sold, entered, market = ahead.cars, ahead.cars, ahead.market
    commercial = p.record.commercial[vintage]
    vehicles, inflow = (none_of_few(np.where(cars[:, None], each, commercial)) for each in (sold, entered))
    return _Sold(demand.shares, vehicles, inflow, market)


def _plug_in_share(p: Cars, sold: _Sold) -> Array:
    """Share of plug-in cars in cars sold, or in what buyers want where none is sold, (D,)."""
    cars = p.powertrains
    total, plugs = (sold.vehicles[rows].sum(axis=0) for rows in (cars.car, cars.plug_in))
    wanted = sold.shares[cars.plug_in].sum(axis=0)
    share = np.where(total > 0, plugs / np.where(total > 0, total, 1.0), wanted)
    return as_array(np.minimum(share, 1.0))  # rounding
