"""Balances of trucks: by year of sale over the whole horizon against what was reported from year to year.

The fleet sums the trucks in use in each year by powertrain and age, and an account of a year goes on from
there. Here the sums run the other way: what the trucks of each year of sale do from their sale, or from the
first year, to the end of the horizon, once at its end. How many are left at each age follows from their
hazard, what a truck takes from the diesel that the same work would take, and what a fuel emits from its
carbon: all read from the parameters again, so that neither side of a balance rests on what gave the other.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.conversions import (
    CO2_PER_CARBON,
    KILOGRAMS_PER_TONNE,
    KWH_PER_GWH,
    KWH_PER_MJ,
    PERCENT,
)
from carbonsim.core.survival import HALF_YEAR, cumulative_hazard
from carbonsim.core.types import Array
from carbonsim.kernel.cohorts import over_ages
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.fuels import FUELS

if TYPE_CHECKING:
    from carbonsim.sectors.freight.accounts import Activity
    from carbonsim.sectors.freight.model import FreightModel
    from carbonsim.sectors.freight.outputs import Year


@dataclass(frozen=True)
class Lives:
    """Life of a truck sold in a year, as far as it lies in the horizon, (V, D) each.

    Attributes
    ----------
    alive : array [yr]
        In use, at the ends of how many years.
    driven : array [yr]
        Of the mileage of its segment: the mean of the trucks in use in the first year.
    """

    alive: Array
    driven: Array


def _lives(inputs: Inputs, oldest: int) -> Lives:
    """Trucks thinned from age to age by their hazard; mileage falls with each year of age."""
    ages = np.arange(oldest + 1.0)[:, None]
    scale, shape = inputs.constant("freight.survival_scale"), inputs.constant("freight.survival_shape")
    hazard = np.diff(cumulative_hazard(ages + HALF_YEAR, scale, shape), axis=0, prepend=0.0)
    alive = np.asarray(np.cumprod(np.exp(-hazard) * np.ones(inputs.draws), axis=0), dtype=np.float64)
    fall = np.where(ages > 0, 1.0 - inputs.constant("freight.mileage_decline") / PERCENT, 1.0)
    mileage = np.cumprod(fall, axis=0)
    latest = np.arange(inputs.years[0], inputs.years[0] - oldest - 1, -1)
    left = inputs.series("freight.past_sales", latest) * alive
    mean = (left * mileage).sum(axis=0) / left.sum(axis=0)
    years = len(inputs.years)
    return Lives(_in_horizon(alive, years), _in_horizon(alive * mileage / mean, years))


def _in_horizon(by_age: Array, years: int) -> Array:
    """Sum over the ages that trucks of a year of sale have in the horizon, (V, D), of something by age."""
    oldest = len(by_age) - 1
    up_to = np.concatenate([np.zeros_like(by_age[:1]), np.cumsum(by_age, axis=0)])
    age_in_first = oldest - np.arange(oldest + years)  # below 0 where sold later
    last = np.minimum(age_in_first + years - 1, oldest)
    return np.asarray(up_to[last + 1] - up_to[np.maximum(age_in_first, 0)])


class Balances:
    """The balances of a year, and what they add up to over the horizon."""

    def __init__(self, inputs: Inputs, model: FreightModel) -> None:
        # the model holds this too: a cycle would keep a block's arrays until the next garbage collection
        self.m: FreightModel = weakref.proxy(model)
        p, s, draws = model.p, model.s, inputs.draws
        self.lives = inputs.memoised(_lives, model.first)
        self.last = len(inputs.years) - 1
        # energy by way of the diesel that the same work would take
        diesel = s.consumption * inputs.constant("drivers.fuels.diesel.heating_value") * KWH_PER_MJ
        drive = p.electric_drive[:, None]
        against_diesel = p.relative_efficiency[:, None] * (drive * s.energy_ratio + (1.0 - drive))
        self.per_kilometre = diesel / against_diesel  # P, S, D [kWh/km]
        self.heating = inputs.member_constants(FUELS, "heating_value") * KWH_PER_MJ  # F, D [kWh per unit]
        self.emission_factor = inputs.member_series(FUELS, "emission_factor")
        self.pack_emissions = inputs.series("drivers.battery.supply_emissions")
        self.worn = 1.0 / inputs.constant("freight.battery_years")
        self.held = model.zero
        #: Sums over the years of trucks by their mileage, load and energy use [kWh/km], (S, D).
        self.driving, self.carrying, self.consuming = (np.zeros((len(s.names), draws)) for _ in range(3))
        self.packs = np.zeros(draws)  # the same of packs in use [kWh]

    def check_work(self, done: Year, usual: Array) -> None:
        """Kilometres, energy and load of trucks that are usually driven as far as this, (S, D) [km/yr]."""
        # without trucks nobody drives: demand that is there is met, and is never nothing where trucks are
        each = 1.0 / np.where(usual > 0, usual, np.inf)
        self.driving += done.kilometres.sum(axis=0) * each
        self.consuming += done.energy.sum(axis=0) * each
        self.carrying += self.m.demand[done.index] / self.m.s.load * each
        if done.index == self.last:
            self._check_lives()

    def _check_lives(self) -> None:
        """Balance of the work reported over the years and that of the lives of each year of sale."""
        driving, carrying, consuming = self._over_sales(self.lives.driven)
        check_balance("kilometres of trucks", self.driving, driving)
        check_balance("energy use of trucks", self.consuming, consuming)
        check_balance("load of trucks", self.carrying, carrying)

    def _over_sales(self, driven: Array) -> tuple[Array, Array, Array]:
        """Trucks by what those of a year of sale drive (V, D), by that and load, and energy use, (S, D)."""
        fleet = self.m.fleet
        driving, carrying, consuming = (np.zeros(self.driving.shape) for _ in range(3))
        for row, used in enumerate(self.per_kilometre):
            trucks = self._trucks(row, driven)
            driving += trucks
            consuming += self._trucks(row, driven * fleet.index[row]) * used
            carrying += over_ages(fleet.load[row], driven) if fleet.electric[row] else trucks
        return driving, carrying, consuming

    def _packs_over_sales(self) -> Array:
        """Packs in use, summed over the years in which they are, (D,) [kWh]."""
        fleet, packs = self.m.fleet, np.zeros(self.driving.shape)
        for row in np.flatnonzero(fleet.electric):
            packs += self._trucks(int(row), self.lives.alive * fleet.capacity[row])
        return np.asarray((packs * self.m.s.battery_factor).sum(axis=0))

    def _trucks(self, row: int, weight: Array) -> Array:
        """Sum over years of sale of the trucks of a powertrain times a weight (V, D), (S, D)."""
        fleet, before = self.m.fleet, self.m.first
        past = over_ages(fleet.past[row], weight[:before])
        return np.asarray(over_ages(fleet.sold[row], weight[before:]) + fleet.first_stock * past)

    def check_packs(self, done: Year, bought: Activity, made: Array) -> None:
        """Packs are made for what is held more than before, and for what is worn."""
        p, s, year = self.m.p, self.m.s, done.index
        on_trucks, in_stations = bought.owned + bought.rented, self._in_stations(done)
        check_balance("packs in stations", bought.stocked, in_stations)
        held = on_trucks + in_stations
        before = self.held
        if not year:
            sold = (done.sales * s.battery_factor).sum(axis=1)
            before = held - (sold * p.battery_capacity[self.m.first]).sum(axis=0)
        needed = np.maximum(0.0, held - before + before * self.worn)
        # what is made is a small part of what is held, and a difference of it
        check_balance("packs made for trucks", made * KWH_PER_GWH, needed, held + before)
        self.held = held
        self.packs += on_trucks
        if year == self.last:
            check_balance("packs of trucks", self.packs, self._packs_over_sales())

    def _in_stations(self, done: Year) -> Array:
        """Packs in public stations and in those that swaps elsewhere need, (D,) [kWh]."""
        stations, swap = self.m.stations, self.m.p.swap
        elsewhere = (done.energy[swap].sum(axis=0) * (1.0 - self.m.s.served_by_line)).sum(axis=0)
        count = stations.count[done.index] + elsewhere / done.able.own_each
        return np.asarray(count * stations.blocks[done.index] * stations.block_capacity[done.index])

    def check_energy(self, done: Year, bought: Activity, figures: dict[str, Array]) -> dict[str, Array]:
        """Energy bought by carrier is what trucks took from tanks and packs, and what is lost before."""
        efficiency = self.m.ownership.charging_efficiency[done.index]
        losses = bought.charged * (1.0 - efficiency) + bought.grid - bought.charged - bought.swapped
        used = done.energy.sum(axis=(0, 1)) + losses
        check_balance("energy", figures["energy"].sum(axis=0), used)
        check_balance("energy", figures["energy_total"], used)
        return figures

    def check_emissions(self, done: Year, made: Array, figures: dict[str, Array]) -> dict[str, Array]:
        """Direct CO2 is the carbon of what the tanks gave; making packs emits for those that were made."""
        p, fuel_of = self.m.p, self.m.fuels.of_powertrain
        carbon = np.zeros(len(self.held))
        for row in np.flatnonzero(p.pump):
            factor = self.emission_factor.rows[fuel_of[row]][done.index]
            content = factor / CO2_PER_CARBON / self.heating[fuel_of[row]]  # [kg C/kWh]
            carbon += done.energy[row].sum(axis=0) * content
        check_balance("direct CO2 of trucks", figures["direct"], carbon * CO2_PER_CARBON)
        bodies = (done.sales.sum(axis=1) * p.manufacturing_emissions).sum(axis=0)
        packs = made * KWH_PER_GWH * self.pack_emissions[done.index]
        check_balance(
            "emissions of making trucks", figures["manufacturing"], bodies * KILOGRAMS_PER_TONNE + packs
        )
        return figures
