"""What the sector hands over each year: vehicles, energy, emissions and money.

Emissions and costs are those of passenger cars. Commercial new energy vehicles count as vehicles, batteries
and electricity: what they replace is not modelled here.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.balance import check_balance
from carbonsim.core.blank import ratio, where
from carbonsim.core.carbon import boundary_sum
from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, KWH_PER_MJ, PERCENT
from carbonsim.core.types import Array
from carbonsim.kernel.adapter import Computation
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.sectors.nev.accounts import (
    ACTORS,
    OWNER,
    OWNER_KINDS,
    RUNNING_KINDS,
    Accounts,
    Activity,
)
from carbonsim.sectors.nev.adoption import Demand
from carbonsim.sectors.nev.equations import pack_emissions
from carbonsim.sectors.nev.fleet import Weight
from carbonsim.sectors.nev.purchases import Bought
from carbonsim.sectors.nev.reporting import CAR_BOUNDARIES, drives

if TYPE_CHECKING:
    from carbonsim.sectors.nev.model import NevModel


@dataclass(frozen=True)
class Year:
    """What happened in a year, (K, D) unless said."""

    index: int
    prices: Prices
    demand: Demand
    access: Array  # D
    plug_in_share: Array  # D: of buyers, also where none buys
    sales: Array
    inflow: Array
    stock: Array
    retired: Array
    replaced: Array  # [kWh] packs
    bought: Bought
    batteries: Array  # D [kWh] made for new vehicles and replacement


class Outputs:
    """The parameters that outputs need, and the outputs of a year."""

    def __init__(self, inputs: Inputs, model: NevModel) -> None:
        # the model holds this too: a cycle would keep a block's arrays until the next garbage collection
        self.m: NevModel = weakref.proxy(model)
        p = model.p
        self.drives = [
            np.array([f == drive for f in p.families]) & p.car for drive in drives(inputs.scenario)
        ]
        self.nev = p.plug_in | ~p.car
        self.rows = [p.plug_in, *(np.arange(len(p.names)) == row for row in np.flatnonzero(~p.car))]
        self.accounts = Accounts(inputs, model.tariffs, model.first)
        self.weights = self._weights()
        petrol = "drivers.fuels.petrol"
        self.emission_factor = inputs.series(f"{petrol}.emission_factor")
        self.supply_factor = inputs.series(f"{petrol}.supply_emission_factor")
        self.supply_ratio = inputs.series("drivers.grid_supply_emission_ratio")
        self.pack_footprint = inputs.series("drivers.battery.supply_emissions")
        self.fuel_tax = self.accounts.fuel_tax
        heating = inputs.constant(f"{petrol}.heating_value")
        self.petrol_energy = heating * KWH_PER_MJ  # [kWh/L]
        self.zero = np.zeros(inputs.draws)

    def _weights(self) -> tuple[Weight, Weight, Weight]:
        """Petrol and electricity per kilometre, and the petrol that plugs displace."""
        p = self.m.p
        petrol_car = p.petrol_use.rows[p.petrol]
        displaced = tuple(
            share * petrol_car if car and share.any() else np.zeros((len(share), 1))
            for car, share in zip(p.car, p.electric_share.rows, strict=True)
        )
        return Weight(p.petrol_use), Weight(p.electricity_use), Weight(MemberSeries(displaced))

    def year(self, done: Year) -> list[Computation]:
        """Outputs of a year."""
        m, car = self.m, self.m.p.car
        petrol, packed, displaced, kilometres = m.fleet.driving(done.index, self.weights)
        grid = packed / m.tariffs.charging_efficiency[m.first + done.index]
        balances = m.balances
        balances.check_work(done.index, kilometres, petrol, grid)
        spent = Activity(
            petrol=petrol[car].sum(axis=0),
            grid=grid[car].sum(axis=0),
            replaced=done.replaced[car].sum(axis=0),
            maintenance=(kilometres * m.p.maintenance)[car].sum(axis=0),
            insurance=(done.stock * m.p.insurance)[car].sum(axis=0),
        )
        return [
            lambda: self._vehicles(done),
            lambda: self._adoption(done),
            lambda: self._offer(done),
            lambda: balances.check_energy(petrol, grid, self._energy(petrol, grid)),
            lambda: balances.check_emissions(
                done, petrol, self._emissions(done, spent, kilometres[car].sum(axis=0))
            ),
            lambda: self._money(done, spent),
            lambda: self._public(done, displaced),
            lambda: {"distance": kilometres[car]},
        ]

    def _vehicles(self, done: Year) -> dict[str, Array]:
        car, record, year = self.m.p.car, self.m.record, self.m.first + done.index
        last = record.until - int(record.vintages[0])
        # exports after the history stay as in its last year
        exports = record.exports[min(year, last)]
        domestic = done.sales[self.nev].sum(axis=0)
        return {
            "stock_total": done.stock[car].sum(axis=0),
            "stock_drive": self._by_drive(done.stock),
            "stock": done.stock[car],
            "stock_nev": done.stock[self.nev].sum(axis=0),
            "stock_nev_row": self._by_row(done.stock),
            "sales_total": done.sales[car].sum(axis=0),
            "sales_drive": self._by_drive(done.sales),
            "sales": done.sales[car],
            "sales_nev": domestic,
            "sales_nev_row": self._by_row(done.sales),
            "sales_wholesale": domestic + exports,
            "registrations": done.inflow[self.nev].sum(axis=0),
            "retirements": done.retired[car].sum(axis=0),
            "retirements_nev": done.retired[self.nev].sum(axis=0),
            "ownership": self.m.market.ownership(done.index, done.stock[car].sum(axis=0)),
            "battery_demand": done.batteries,
        }

    def _by_drive(self, vehicles: Array) -> Array:
        return np.stack([vehicles[rows].sum(axis=0) for rows in self.drives])

    def _by_row(self, vehicles: Array) -> Array:
        return np.stack([vehicles[rows].sum(axis=0) for rows in self.rows])

    def _adoption(self, done: Year) -> dict[str, Array]:
        return {
            "sales_share": done.plug_in_share * PERCENT + self.zero,
            "considering": done.demand.considering * PERCENT + self.zero,
            "appeal": done.demand.appeal * PERCENT + self.zero,
        }

    def _offer(self, done: Year) -> dict[str, Array]:
        return {
            "access": done.access * PERCENT + self.zero,
            "chargers": self.m.chargers[done.index] + self.zero,
            "price": where(self._on_sale(done.index)[:, None], done.bought.price[self.m.p.car] + self.zero),
        }

    def _on_sale(self, year: int) -> NDArray[np.bool_]:
        """Cars that can be bought: all in years that happened, then those that the scenario has."""
        p = self.m.p
        return np.asarray(p.offered[p.car] | bool(self.m.years[year] <= self.m.record.until))

    def _energy(self, petrol: Array, grid: Array) -> dict[str, Array]:
        car = self.m.p.car
        liquids = petrol[car].sum(axis=0) * self.petrol_energy
        electricity = grid[car].sum(axis=0)
        return {
            "energy": np.stack([electricity, liquids]),
            "energy_total": liquids + electricity,
            "electricity_commercial": grid[~car].sum(axis=0),
            "power_bought": electricity,
        }

    def _emissions(self, done: Year, spent: Activity, kilometres: Array) -> dict[str, Array]:
        m, year, vintage = self.m, done.index, self.m.first + done.index
        grid = spent.grid * done.prices.grid_emission_factor
        bodies = (done.sales * m.p.manufacturing[vintage])[m.p.car].sum(axis=0) * KILOGRAMS_PER_TONNE
        packs = (done.sales * m.p.battery_capacity[vintage] + done.replaced)[m.p.car].sum(axis=0)
        parts = {
            "direct": spent.petrol * self.emission_factor[year],
            "electricity": grid,
            "fuel supply": spent.petrol * self.supply_factor[year] + grid * self.supply_ratio[year],
            "manufacturing": bodies + pack_emissions(packs, self.pack_footprint[year]),
        }
        sums = {boundary: boundary_sum(parts, boundary) for boundary in CAR_BOUNDARIES}
        outputs = {name.replace(" ", "_").replace("fuel_", ""): value for name, value in parts.items()}
        for boundary, value in sums.items():
            key = boundary.replace("-", "_")
            outputs[key] = value
            outputs[f"intensity_{key}"] = ratio(value, kilometres)
        return outputs

    def _public(self, done: Year, displaced: Array) -> dict[str, Array]:
        """What the state gives up."""
        lost = displaced[self.m.p.car].sum(axis=0) * self.fuel_tax[done.index]
        given_up = {
            "subsidies": done.bought.subsidies,
            "tax_forgone": done.bought.tax_forgone,
            "fuel_tax_lost": lost,
        }
        return {key: value + self.zero for key, value in given_up.items()}

    def _money(self, done: Year, spent: Activity) -> dict[str, Array]:
        charges = self.m.purchases.charges(done.index)
        ledger = self.accounts.year(done.index, spent, charges, done.prices.battery)
        owner = ledger.outlays(OWNER, OWNER_KINDS, self.zero)
        actors = ledger.actor_costs(ACTORS, self.zero)
        resource = ledger.resource_cost(self.zero)
        check_balance("money of cars", actors.sum(axis=0), resource, ledger.turnover(self.zero))
        running = [OWNER_KINDS.index(kind) for kind in RUNNING_KINDS]
        return {
            "cost_owner_kind": owner,
            "cost_operating": owner[running].sum(axis=0),
            "cost_actor": actors,
            "cost_owner": actors[ACTORS.index(OWNER)],
            "cost_resource": resource,
        }
