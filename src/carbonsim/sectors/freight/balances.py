"""Balances of trucks: by year of sale over the whole horizon against what was reported from year to year.

The fleet sums the trucks in use in each year by powertrain and age, and an account of a year goes on from
there. Here the sums run the other way: what the trucks of each year of sale do from their sale, or from the
first year, to the end of the horizon (`lives.py`). What a truck takes follows from the diesel that the same
work would take, and what a fuel emits from its carbon, so that neither side of a balance rests on what gave
the other.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.conversions import CO2_PER_CARBON, KILOGRAMS_PER_TONNE, KWH_PER_GWH, KWH_PER_MJ
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.freight import cost_outputs, energy_outputs
from carbonsim.sectors.freight.activity import activity, power
from carbonsim.sectors.freight.lives import energy_by_diesel, lived_before, lived_of, lives_of
from carbonsim.sectors.freight.model import made
from carbonsim.sectors.freight.state import Flows, State
from carbonsim.sectors.freight.trucks import Trucks


class Balances:
    """Balances of a run under way: work and packs by what was reported, and by lives of what was sold."""

    def __init__(self, p: Trucks) -> None:
        self.p, self.last = p, len(p.inputs.years) - 1
        self.lives, self.energy = p.inputs.memoised(lives_of, p.oldest), energy_by_diesel(p)
        shape = (len(p.duties.names), p.inputs.draws)
        #: Sums over the years of trucks by their mileage, load and energy use [kWh/km], (S, D), as reported.
        self.driving, self.carrying, self.consuming = (np.zeros(shape) for _ in range(3))
        #: Packs in use on trucks, summed over the years, as reported, (D,) [kWh].
        self.packs = np.zeros(p.inputs.draws)
        #: The same of the lives of what was sold.
        self.lived = p.inputs.memoised(lived_before)
        self.trucks = np.zeros(p.inputs.draws)

    def check(self, before: State, after: State, flows: Flows) -> None:
        """Balances of a year; in the last one those of the whole horizon."""
        self._check_trucks(flows)
        self.lived = self.lived + lived_of(self.p, self.lives, self.energy, flows.vintage, flows.sales)
        self._add_work(flows)
        self._check_packs(before, after, flows)
        check_energy(self.p, flows)
        check_emissions(self.p, flows)
        check_money(self.p, flows)
        if flows.year == self.last:
            self._check_lives()

    def _check_trucks(self, flows: Flows) -> None:
        """Trucks in use are those of the year before, with what was sold and without what left."""
        trucks = flows.stock.sum(axis=(0, 1))
        if flows.year:
            expected = self.trucks + flows.sales.sum(axis=(0, 1)) - flows.retired.sum(axis=0)
            check_balance("trucks", trucks, expected)
        self.trucks = trucks

    def _add_work(self, flows: Flows) -> None:
        """Add kilometres, energy and load of trucks, over their mileage in the year, (S, D) [km/yr]."""
        # without trucks nobody drives: demand that is there is met, and is never nothing where trucks are
        each = 1.0 / np.where(flows.mileage > 0, flows.mileage, np.inf)
        demand = self.p.demand[flows.year]
        check_balance("tonne-kilometres", flows.tonne_kilometres.sum(axis=0), demand)
        self.driving += flows.kilometres.sum(axis=0) * each
        self.consuming += flows.energy.sum(axis=0) * each / self.p.use_index[flows.year]
        self.carrying += demand / self.p.load(flows.year) * each

    def _check_lives(self) -> None:
        """Balance of the work reported over the years and that of the lives of each year of sale."""
        check_balance("kilometres of trucks", self.driving, self.lived.driving)
        check_balance("energy use of trucks", self.consuming, self.lived.consuming)
        check_balance("load of trucks", self.carrying, self.lived.carrying)
        check_balance("packs of trucks", self.packs, self.lived.packs)

    def _check_packs(self, before: State, after: State, flows: Flows) -> None:
        """Packs are made for what is held more than before, and for what is worn."""
        p, bought = self.p, activity(self.p, flows)
        on_trucks, in_stations = bought.owned + bought.rented, packs_in_stations(p, flows)
        check_balance("packs in stations", flows.packs_held.stocked, in_stations)
        check_balance("packs held", after.packs, on_trucks + in_stations)
        held = before.packs
        if not flows.year:
            sold = (flows.sales * p.duties.battery_factor).sum(axis=1)
            held = after.packs - (sold * p.powertrains.battery_capacity[flows.vintage]).sum(axis=0)
        needed = np.maximum(0.0, after.packs - held + held / p.packs.years)
        # what is made is a small part of what is held, and a difference of it
        packs = made(flows)["battery"] * KWH_PER_GWH
        check_balance("packs made for trucks", packs, needed, after.packs + held)
        self.packs += on_trucks


def packs_in_stations(p: Trucks, flows: Flows) -> Array:
    """Packs in public stations and in those that swaps elsewhere need, (D,) [kWh]."""
    swap, year = p.swap, flows.year
    elsewhere = flows.energy[p.powertrains.swap].sum(axis=0) * (1.0 - flows.public)
    count = flows.stations + elsewhere.sum(axis=0) / flows.capacity.own_each
    return as_array(count * swap.blocks[year] * swap.block_capacity[year])


def check_energy(p: Trucks, flows: Flows) -> None:
    """Energy bought by carrier is what trucks took from tanks and packs, and what is lost before."""
    taken, efficiency = power(p, flows), p.refuelling.charging_efficiency[flows.year]
    losses = taken.charged * (1.0 - efficiency) + taken.grid - taken.charged - taken.swapped
    used = flows.energy.sum(axis=(0, 1)) + losses
    check_balance("energy", energy_outputs.energy(p, flows).sum(axis=0), used)
    check_balance("energy", energy_outputs.energy_total(p, flows), used)


def check_emissions(p: Trucks, flows: Flows) -> None:
    """Direct CO2 is the carbon of what the tanks gave; making packs emits for those that were made."""
    drives, year = p.powertrains, flows.year
    carbon = np.zeros(p.inputs.draws)
    for row in np.flatnonzero(drives.pump):
        fuel = drives.fuel_row[row]
        heating = p.fuels.heating_value[fuel] * KWH_PER_MJ
        content = p.fuels.emission_factor.rows[fuel][year] / CO2_PER_CARBON / heating  # [kg C/kWh]
        carbon += flows.energy[row].sum(axis=0) * content
    check_balance("direct CO2 of trucks", energy_outputs.direct(p, flows), carbon * CO2_PER_CARBON)
    bodies = (flows.sales.sum(axis=1) * drives.manufacturing_emissions).sum(axis=0) * KILOGRAMS_PER_TONNE
    packs = made(flows)["battery"] * KWH_PER_GWH * p.drivers.pack_footprint[year]
    reported = energy_outputs.manufacturing(p, flows)
    check_balance("emissions of making trucks", reported, bodies + packs)


def check_money(p: Trucks, flows: Flows) -> None:
    """Net costs of the actors add up to the resources."""
    turnover = cost_outputs.ledger(p, flows).turnover(np.zeros(p.inputs.draws))
    actors = cost_outputs.cost_actor(p, flows).sum(axis=0)
    check_balance("money", actors, cost_outputs.cost_resource(p, flows), turnover)
