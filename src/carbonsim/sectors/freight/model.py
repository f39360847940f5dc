"""The freight sector: a step of a year in which each line is one equation.

Axes: P powertrains, S duties, D draws. Demand is tonne-kilometres; trucks in use carry what they can at
their usual mileage and load. How many are sold is as registered, or what demand needs; which ones, as the
record says or as buyers choose among what they could use. Where trucks are too many or few all drive less or
more.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from carbonsim.core.conversions import DAYS_PER_YEAR, KWH_PER_GWH
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.kernel.annuities import with_payments
from carbonsim.kernel.goods import Prices
from carbonsim.sectors.electrolysis import ElectrolyserFleet, no_electrolysers, with_capacity
from carbonsim.sectors.freight.access import access
from carbonsim.sectors.freight.adoption import Buyers, first_buyers
from carbonsim.sectors.freight.fleet import Fleet, fleet_before, in_use, retired, retired_rows, with_sales
from carbonsim.sectors.freight.network import stations_in_service
from carbonsim.sectors.freight.ownership import cost_per_kilometre
from carbonsim.sectors.freight.packs import PacksHeld, packs_held, packs_made, packs_of_sales
from carbonsim.sectors.freight.payload import payload
from carbonsim.sectors.freight.purchases import payments, payments_before
from carbonsim.sectors.freight.sales import Market, first_market, trucks_sold
from carbonsim.sectors.freight.stations import (
    StationCapacity,
    StationLoad,
    energy_sought,
    mean_pack,
    station_capacity,
    station_load,
)
from carbonsim.sectors.freight.tariffs import Tariffs, tariffs
from carbonsim.sectors.freight.trucks import Trucks

HYDROGEN = "Hydrogen"


@dataclass(frozen=True)
class State:
    """State that a year leaves to the next.

    Attributes
    ----------
    year : int
        Index in the horizon; -1 before the first.
    fleet : Fleet
    market : Market
    buyers : Buyers
    new_energy : array [truck], (D,)
        Battery and fuel-cell trucks in use.
    stations : array [station], (D,)
        Public ones in service.
    swaps : array [1/day], (D,)
        Sought at them.
    load : StationLoad, or None
        Of the public stations; None before the first year, whose stations answer for it.
    packs : array [kWh], (D,)
        In use on trucks and in stations.
    electrolysers : ElectrolyserFleet
    paid : array [CNY/yr], (kinds, A, D)
        What was paid for trucks in the years that are still written off, the latest last.
    """

    year: int
    fleet: Fleet
    market: Market
    buyers: Buyers
    new_energy: Array
    stations: Array
    swaps: Array
    load: StationLoad | None
    packs: Array
    electrolysers: ElectrolyserFleet
    paid: Array


@dataclass(frozen=True)
class Flows:
    """Flows of a year, (P, S, D) unless said.

    Attributes
    ----------
    year, vintage : int
        Index in the horizon, and among the years of sale.
    prices : Prices
    tariffs : Tariffs
    buyers : Buyers
    stock : array [truck]
        At the end of the year.
    sales : array [truck/yr]
    retired : array [truck/yr], (S, D)
    new_energy_retired : array [truck/yr], (D,)
        Battery and fuel-cell trucks among them.
    payload : array [1]
        Of a truck sold in the year, against diesel trucks.
    cost : array [CNY/km]
        Of a truck bought in the year.
    mileage : array [km/yr], (S, D)
        Of a truck of mean mileage, as far as there is work.
    kilometres, tonne_kilometres : array [km/yr], [tkm/yr]
    energy : array [kWh/yr]
        From tanks and packs.
    fuel : array [unit/yr], (F, D)
        Burnt.
    packs : array [kWh]
        In use on trucks.
    packs_held : PacksHeld
    packs_made : array [kWh/yr], (D,)
    stations : array [station], (D,)
        Public ones in service.
    public : array [1], (S, D)
        Share of the energy of swapping trucks that is sought at public stations.
    out_of_reach : array [1], (S, D)
        Share of buyers who could use no battery truck.
    capacity : StationCapacity
    load : StationLoad
    electrolysers, electrolysers_made : array [GW], [GW/yr], (D,)
    charges : array [CNY/yr], (kinds, D)
        Annualised payments for trucks.
    """

    year: int
    vintage: int
    prices: Prices
    tariffs: Tariffs
    buyers: Buyers
    stock: Array
    sales: Array
    retired: Array
    new_energy_retired: Array
    payload: Array
    cost: Array
    mileage: Array
    kilometres: Array
    tonne_kilometres: Array
    energy: Array
    fuel: Array
    packs: Array
    packs_held: PacksHeld
    packs_made: Array
    stations: Array
    public: Array
    out_of_reach: Array
    capacity: StationCapacity
    load: StationLoad
    electrolysers: Array
    electrolysers_made: Array
    charges: Array


def start(p: Trucks) -> State:
    """State at the end of the year before the horizon."""
    none = np.zeros(p.inputs.draws)
    paid = p.inputs.memoised(payments_before)
    return State(
        year=-1,
        fleet=fleet_before(p),
        market=first_market(p),
        buyers=first_buyers(p),
        new_energy=none,
        stations=none,
        swaps=none,
        load=None,
        packs=none,
        electrolysers=no_electrolysers(none),
        paid=paid,
    )


def step(p: Trucks, state: State, prices: Prices) -> tuple[State, Flows]:
    """State at the end of a year, and what happened in it."""
    drives, year = p.powertrains, state.year + 1
    vintage = p.oldest + year
    old, carried = in_use(p, state.fleet, year), payload(p, vintage)
    stations = stations_in_service(p, year, state.stations, state.swaps)
    here = access(p, vintage, stations / p.swap.per_place[year], p.network.road_length)
    capacity = station_capacity(p, year, stations, mean_pack(p, year, old, here.public))
    sought = energy_sought(p, year, old.consuming, here.public).sum(axis=0)  # by trucks of earlier years
    load = state.load or station_load(p, year, capacity, sought)
    tariff = tariffs(p, year, prices.battery)
    cost = cost_per_kilometre(p, year, prices, tariff, load.service(here.public))
    free = np.maximum(0.0, capacity.full_energy - sought)
    sold = trucks_sold(p, year, state.market, state.buyers, cost, old, here, free, prices.battery)
    sales, fleet = sold.trucks, with_sales(p, state.fleet, sold.trucks)

    alive, driven = sales * p.ageing.alive[-1], sales * p.ageing.driven[-1]
    stock, carrying = old.stock + alive, old.carrying + driven * carried
    used = _used(p.demand[year], carrying.sum(axis=0) * p.work(year))
    market = sold.market if not p.is_recorded(year) else replace(sold.market, usual=used)
    mileage = p.mileage(year) * used
    consuming = old.consuming + driven * p.consumption_index[vintage][:, None]
    energy = consuming * p.energy_use * (mileage * p.use_index[year])
    packs = (old.packs + alive * drives.battery_capacity[vintage][:, None]) * p.duties.battery_factor
    public = energy[drives.swap] * here.public
    load = station_load(p, year, capacity, public.sum(axis=(0, 1)))
    elsewhere = (energy[drives.swap] - public).sum(axis=(0, 1))
    held = packs_held(p, year, packs, stations, elsewhere, capacity)
    # packs of the trucks sold in the first year are made in it, all others were there before
    new = packs_of_sales(p, vintage, sales).sum(axis=0)
    packs_before = state.packs if year else held.held - new
    fuel = fuel_burnt(p, energy)
    electrolysers = with_capacity(
        state.electrolysers, p.electrolysis.life, _electrolysis(p, year, fuel), prices.electrolyser
    )
    paid = with_payments(state.paid, payments(p, vintage, sales, prices.battery))
    flows = Flows(
        year=year,
        vintage=vintage,
        prices=prices,
        tariffs=tariff,
        buyers=sold.buyers,
        stock=stock,
        sales=sales,
        retired=retired(p, fleet, year),
        new_energy_retired=_new_energy_retired(p, state, fleet, sales, stock),
        payload=carried,
        cost=cost,
        mileage=mileage,
        kilometres=(old.driving + driven) * mileage,
        tonne_kilometres=carrying * (p.load(year) * mileage),
        energy=energy,
        fuel=fuel,
        packs=packs,
        packs_held=held,
        packs_made=packs_made(p, held.held, packs_before),
        stations=stations,
        public=here.public,
        out_of_reach=here.sets(sold.buyers.own)[0],
        capacity=capacity,
        load=load,
        electrolysers=electrolysers.capacity,
        electrolysers_made=electrolysers.made[-1],
        charges=p.annuity.annual(paid),
    )
    after = State(
        year=year,
        fleet=fleet,
        market=market,
        buyers=sold.buyers,
        new_energy=stock[~drives.engine].sum(axis=(0, 1)),
        stations=stations,
        swaps=load.demand / (capacity.energy_per_swap * DAYS_PER_YEAR),
        load=load,
        packs=held.held,
        electrolysers=electrolysers,
        paid=paid,
    )
    return after, flows


def made(flows: Flows) -> dict[str, Array]:
    """Packs [GWh/yr] and electrolysers [GW/yr] made, which later prices follow from."""
    return {"battery": flows.packs_made / KWH_PER_GWH, "electrolyser": flows.electrolysers_made}


def _new_energy_retired(p: Trucks, state: State, fleet: Fleet, sales: Array, stock: Array) -> Array:
    """Battery and fuel-cell trucks that left the stock in a year, (D,) [truck/yr]."""
    rows = ~p.powertrains.engine
    if state.year < 0:
        return retired_rows(p, fleet, 0, rows)
    return np.asarray(np.maximum(0.0, state.new_energy + (sales - stock)[rows].sum(axis=(0, 1))))


def _used(demand: Array, capacity: Array) -> Array:
    """Work there is over what trucks carry at their usual mileage, (S, D); without trucks nobody drives."""
    return np.where(capacity > 0, demand / np.where(capacity > 0, capacity, 1.0), 0.0)


def fuel_burnt(p: Trucks, energy: Array) -> Array:
    """Fuel that trucks burn.

    Parameters
    ----------
    p : Trucks
    energy : array [kWh/yr], (P, S, D)
        From the tank.

    Returns
    -------
    array [unit/yr], (F, D)
    """
    fuel = [np.zeros(p.inputs.draws) for _ in p.fuels.names]
    for row in np.flatnonzero(p.powertrains.pump):
        which = p.powertrains.fuel_row[row]
        fuel[which] = fuel[which] + energy[row].sum(axis=0) / p.fuels.energy[which]
    return np.stack(fuel)


def _electrolysis(p: Trucks, year: int, fuel: Array) -> Array:
    """Electrolysers for the part of the hydrogen burnt that they make, (D,) [GW].

    Trucks pay the price at the pump, which holds what electrolysers cost; these count for the market alone.
    """
    rows = [row for row, carrier in enumerate(p.fuels.carrier) if carrier == HYDROGEN]
    kilograms = fuel[rows].sum(axis=0) * p.refuelling.electrolysis_share[year]
    return p.electrolysis.capacity(kilograms, year)
