"""From what the trucks did in a year to energy, emissions, costs and the loads of the stations."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.blank import BLANK, ratio, where
from carbonsim.core.carbon import boundary_sum
from carbonsim.core.conversions import DAYS_PER_YEAR, KILOGRAMS_PER_TONNE, KWH_PER_GWH
from carbonsim.core.types import Array
from carbonsim.kernel.adapter import Computation
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.accounts import (
    ACTORS,
    OWNER,
    OWNER_KINDS,
    RUNNING_KINDS,
    Activity,
)
from carbonsim.sectors.freight.cars import Cars
from carbonsim.sectors.freight.hydrogen import TruckHydrogen
from carbonsim.sectors.freight.ownership import Supply
from carbonsim.sectors.freight.reporting import TRUCK_BOUNDARIES, carriers, drives
from carbonsim.sectors.freight.stations import StationLoad, StationYear

if TYPE_CHECKING:
    from carbonsim.sectors.freight.model import FreightModel


@dataclass(frozen=True)
class Year:
    """What the trucks did in a year, (P, S, D) unless said."""

    index: int
    prices: Prices
    stock: Array
    sales: Array
    retired: Array  # S, D
    kilometres: Array
    tonne_kilometres: Array
    energy: Array  # [kWh] from tanks and packs
    packs: Array  # [kWh] in use on trucks
    cost: Array  # [CNY/km] of a truck bought this year
    payload: Array
    able: StationYear


class Outputs:
    """The parameters that outputs need, and the outputs of a year."""

    def __init__(self, inputs: Inputs, model: FreightModel) -> None:
        # the model holds this too: a cycle would keep a block's arrays until the next garbage collection
        self.m: FreightModel = weakref.proxy(model)
        scenario = inputs.scenario
        self.drives = [np.array([f == drive for f in model.p.families]) for drive in drives(scenario)]
        self.carriers = carriers(scenario)[1:]
        self.carrier_of_fuel = np.array([self.carriers.index(carrier) for carrier in model.fuels.carriers])
        self.supply_ratio = inputs.series("drivers.grid_supply_emission_ratio")
        self.pack_emissions = inputs.series("drivers.battery.supply_emissions")
        self.battery_years = inputs.constant("freight.battery_years")
        self.cars = Cars(inputs, model.p, model.s, model.fuels)
        self.hydrogen = TruckHydrogen(inputs, model.fuels, model.zero)

    def year(self, done: Year) -> tuple[list[Computation], StationLoad, Array, dict[str, Array]]:
        """Outputs of a year; load of the stations; packs in use [kWh], (D,); what was made of each good."""
        m, swap = self.m, self.m.p.swap
        public = (done.energy[swap] * m.s.served_by_line).sum(axis=(0, 1))
        load = m.stations.load(done.index, done.able, public)
        bought = self._bought(done, load, public)
        held = bought.owned + bought.rented + bought.stocked
        made = self._packs_made(done, held)
        electrolysers, added = self.hydrogen.year(done.index, bought.fuel, done.prices.electrolyser)
        market = {"battery": made / KWH_PER_GWH, "electrolyser": added}
        balances, packs = m.balances, market["battery"]
        balances.check_packs(done, bought, packs)
        carried = done.tonne_kilometres.sum(axis=(0, 1))
        outputs: list[Computation] = [
            lambda: self._vehicles(done, carried),
            lambda: self._ownership(done),
            lambda: balances.check_emissions(done, packs, self._emissions(done, bought, made, carried)),
            lambda: self.cars.equivalents(done.kilometres, done.stock, done.index),
            lambda: balances.check_energy(done, bought, self._energy(bought)),
            lambda: self._stations(done, load, public),
            lambda: self._money(done, bought, carried),
            lambda: {"electrolysers": electrolysers},
        ]
        return outputs, load, held, market

    def _bought(self, done: Year, load: StationLoad, public: Array) -> Activity:
        """What the year's driving bought."""
        m, year = self.m, done.index
        p, s = m.p, m.s
        energy = done.energy.sum(axis=1)  # P, D [kWh]
        fuel = np.zeros((len(m.fuels.names), *m.zero.shape))
        for row in np.flatnonzero(p.pump):
            which = m.fuels.of_powertrain[row]
            fuel[which] += energy[row] / m.fuels.energy[which]
        plugged = energy[p.plug].sum(axis=0) + public * load.unserved
        elsewhere = energy[p.swap].sum(axis=0) - public
        stations = m.stations.count[year] + elsewhere / done.able.own_each
        kilometres, leased = done.kilometres, p.battery_leased
        electric = 1.0 - m.ownership.toll_discount[year] * p.electric_drive
        stored, packs, driven = self._stored(done), done.packs.sum(axis=1), kilometres.sum(axis=1)
        hours = m.ownership.hours(year, done.energy, kilometres, stored, Supply(load.unserved, load.wait))
        at_stations = done.energy[p.swap] * (1.0 - s.served_by_line * load.unserved)
        tailpipe = (fuel * m.fuels.emission_factor[year]).sum(axis=0) / KILOGRAMS_PER_TONNE
        charged = plugged / m.ownership.charging_efficiency[year]
        swapped = at_stations.sum(axis=(0, 1))
        return Activity(
            fuel=fuel,
            charged=charged,
            grid=charged + swapped / m.stations.grid_to_battery[year],
            swapped=swapped,
            swaps=(at_stations / stored[p.swap]).sum(axis=(0, 1)),
            stations=stations,
            owned=(packs * (1.0 - leased)).sum(axis=0),
            rented=(packs * leased).sum(axis=0),
            stocked=stations * m.stations.blocks[year] * m.stations.block_capacity[year],
            maintenance=(driven * p.maintenance).sum(axis=0),
            insurance=(done.stock.sum(axis=1) * p.insurance).sum(axis=0),
            tolls=((kilometres * s.toll).sum(axis=1) * electric).sum(axis=0),
            driver_hours=hours.sum(axis=(0, 1)),
            carbon=tailpipe * m.ownership.carbon_share[year],
        )

    def _stored(self, done: Year) -> Array:
        """Energy between two stops with the mean pack in use, (P, S, D) [kWh]."""
        m = self.m
        on_sale = m.ownership.packs(m.first + done.index)
        pack = np.where(done.stock > 0, done.packs / np.where(done.stock > 0, done.stock, 1.0), on_sale)
        return np.asarray(m.ownership.stored(done.index, pack))

    def _packs_made(self, done: Year, held: Array) -> Array:
        """Packs made in the year: growth of those in use, and the worn ones replaced, (D,) [kWh]."""
        m = self.m
        scaled = (done.sales * m.s.battery_factor).sum(axis=1)  # P, D
        new = (scaled * m.p.battery_capacity[m.first + done.index]).sum(axis=0)
        before = m.held_before if done.index else held - new
        return np.asarray(np.maximum(0.0, held - before + before / self.battery_years))

    def _vehicles(self, done: Year, carried: Array) -> dict[str, Array]:
        stock, sales = done.stock.sum(axis=1), done.sales.sum(axis=1)
        return {
            "stock_total": stock.sum(axis=0),
            "stock_drive": np.stack([stock[rows].sum(axis=0) for rows in self.drives]),
            "stock": stock,
            "sales_total": sales.sum(axis=0),
            "sales_drive": np.stack([sales[rows].sum(axis=0) for rows in self.drives]),
            "sales": sales,
            "retirements": done.retired.sum(axis=0),
            "activity": carried,
            "distance": done.kilometres.sum(axis=1),
        }

    def _ownership(self, done: Year) -> dict[str, Array]:
        m = self.m
        per_tkm = done.cost / (m.s.load * done.payload)
        choices = (len(m.s.names) * len(m.p.names), *m.zero.shape)
        return {
            "ownership_km": _by_segment(where(m.offered, done.cost), choices),
            "ownership_tkm": _by_segment(where(m.offered, per_tkm), choices),
        }

    def _money(self, done: Year, bought: Activity, carried: Array) -> dict[str, Array]:
        m, zero = self.m, self.m.zero
        ledger = m.accounts.year(done.index, bought, m.purchases.charges(done.index), done.prices)
        owner, actors = ledger.outlays(OWNER, OWNER_KINDS, zero), ledger.actor_costs(ACTORS, zero)
        resource = ledger.resource_cost(zero)
        check_balance("money", actors.sum(axis=0), resource, ledger.turnover(zero))
        net = actors[ACTORS.index(OWNER)]
        running = [OWNER_KINDS.index(kind) for kind in RUNNING_KINDS]
        return {
            "cost_owner_kind": owner,
            "cost_operating": owner[running].sum(axis=0),
            "cost_actor": actors,
            "cost_owner": net,
            "cost_resource": resource,
            "cost_intensity_owner": ratio(net, carried),
            "cost_intensity_resource": ratio(resource, carried),
        }

    def _energy(self, bought: Activity) -> dict[str, Array]:
        m = self.m
        fuel = bought.fuel * m.fuels.energy
        by_carrier = [fuel[self.carrier_of_fuel == row].sum(axis=0) for row in range(len(self.carriers))]
        delivered = np.stack([bought.grid, *by_carrier])
        return {"energy": delivered, "energy_total": delivered.sum(axis=0), "power_bought": bought.grid}

    def _emissions(self, done: Year, bought: Activity, made: Array, carried: Array) -> dict[str, Array]:
        m, year = self.m, done.index
        power = bought.grid * done.prices.grid_emission_factor
        body = (done.sales.sum(axis=1) * m.p.manufacturing_emissions).sum(axis=0) * KILOGRAMS_PER_TONNE
        parts = {
            "direct": (bought.fuel * m.fuels.emission_factor[year]).sum(axis=0),
            "electricity": power,
            "fuel supply": (bought.fuel * m.fuels.supply_factor[year]).sum(axis=0)
            + power * self.supply_ratio[year],
            "manufacturing": body + made * self.pack_emissions[year],
        }
        outputs = {key.replace("fuel supply", "supply"): value for key, value in parts.items()}
        for boundary in TRUCK_BOUNDARIES:
            key = boundary.replace("-", "_")
            outputs[key] = boundary_sum(parts, boundary)
            outputs[f"intensity_{key}"] = ratio(outputs[key], carried)
        return outputs

    def _stations(self, done: Year, load: StationLoad, public: Array) -> dict[str, Array]:
        able = done.able
        per_day = able.energy_per_swap * DAYS_PER_YEAR
        there = self.m.stations.count[done.index] > 0
        return {
            "stations": self.m.stations.count[done.index] + self.m.zero,
            "swap_capacity": able.full_energy / per_day + self.m.zero,
            "swaps": load.served / per_day,
            "swap_utilisation": np.where(there, load.utilisation, BLANK),
            "swap_wait": np.where(there, load.wait, BLANK),
            # where nobody seeks a swap there is nothing to have a share of
            "swap_unserved": np.where(public > 0, load.unserved, BLANK),
        }


def _by_segment(values: Array, shape: tuple[int, ...]) -> Array:
    """(P, S, D) as rows ordered by segment, then powertrain."""
    full = np.broadcast_to(values, (*values.shape[:2], shape[-1]))
    return np.moveaxis(full, 0, 1).reshape(shape)
