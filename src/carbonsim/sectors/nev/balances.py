"""Balances of vehicles: what entered the stock and met its hazards against what was reported over the years.

The fleet thins what is left of each year of sale and sums it in each year, powertrain by powertrain. Here
the sums run the other way, once at the end of the horizon: vehicles as they entered the stock, times the
years that those who leave alike stay in it and drive. Years of staying follow from hazards, which are read
from the parameters again. So whatever leaves the fleet without having met its hazard is found, and so is a
kilometre or a kilowatt-hour that no vehicle drove or took.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.core.balance import TOLERANCE, check_balance
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
from carbonsim.sectors.nev.rows import POWERTRAINS, spliced

if TYPE_CHECKING:
    from carbonsim.sectors.nev.model import NevModel
    from carbonsim.sectors.nev.outputs import Year


@dataclass(frozen=True)
class Lives:
    """Lives of vehicles that leave alike, as far as they lie in the horizon, by vintage (V, D) each.

    Attributes
    ----------
    years : array [yr]
        At the ends of how many years a vehicle is in use that was so before the horizon, or enters in it.
    kilometres : array [km]
        Of a car of mean mileage.
    """

    years: Array
    kilometres: Array


def _lives(inputs: Inputs, oldest: int, row: int, fast: bool, moved: bool) -> Lives:
    """Lives of a powertrain's vehicles that leave fast, or of the others, whose hazard the state may move."""
    if fast:
        curve = [inputs.constant(f"nev.fast_survival_{name}") for name in ("scale", "shape")]
    else:
        curve = [inputs.row_constants(POWERTRAINS, f"survival_{name}")[row] for name in ("scale", "shape")]
    ages, years = np.arange(oldest + 1.0)[:, None], len(inputs.years)
    passed = cumulative_hazard(ages + HALF_YEAR, *curve) + np.zeros(inputs.draws)
    hazard = np.diff(passed, axis=0, prepend=0.0)
    multiple = np.ones((years, 1))
    if moved:
        multiple = spliced(inputs, "nev.history.scrappage", "nev.scrappage", inputs.years)
    fall = 1.0 - inputs.constant("nev.mileage_decline") / PERCENT
    mileage = inputs.constant("nev.mileage") * np.where(ages > 0, fall, 1.0) ** ages
    lives = Lives(*(np.zeros((oldest + years, inputs.draws)) for _ in range(2)))
    left = np.ones((oldest, inputs.draws))  # of those sold before, the latest last
    steady = _steady_from(multiple)
    if years - steady < oldest:  # too near to the end for all to reach the last age
        steady = years
    for year in range(steady):
        step = np.exp(-hazard * multiple[year])[::-1]
        left = np.concatenate([left[-oldest:], np.ones_like(left[:1])]) * step
        lives.years[year : year + oldest + 1] += left
        lives.kilometres[year : year + oldest + 1] += left * mileage[::-1]
    if steady < years:
        step = np.exp(-hazard * multiple[steady])
        for sums, each in ((lives.years, np.ones_like(ages)), (lives.kilometres, mileage)):
            ahead = np.zeros_like(left[0])
            for age in range(oldest, 0, -1):
                ahead = step[age] * (each[age] + ahead)
                sums[steady + oldest - age] += left[-age] * ahead
            up_to = np.cumsum(np.cumprod(step, axis=0) * each, axis=0)
            to_come = np.arange(years - steady - 1, -1, -1)
            sums[steady + oldest :] = up_to[np.minimum(to_come, oldest)]
    return lives


def _steady_from(multiple: Array) -> int:
    """First year from which on a series by year stays as it is."""
    changes = np.flatnonzero((multiple[1:] != multiple[:-1]).any(axis=1))
    return int(changes[-1]) + 1 if changes.size else 0


@dataclass(frozen=True)
class Expected:
    """Work of vehicles over their lives, by curve (C, D), summed over the years of the horizon.

    Attributes
    ----------
    vehicles : array [vehicle]
    kilometres : array [km]
    energy : array [kWh]
        From tanks and packs.
    packs : array [kWh]
        In use.
    """

    vehicles: Array
    kilometres: Array
    energy: Array
    packs: Array


class Balances:
    """Balances of vehicles that entered the stock with figures that were reported of it."""

    def __init__(self, inputs: Inputs, model: NevModel) -> None:
        # the model holds this too: a cycle would keep a block's arrays until the next garbage collection
        self.m: NevModel = weakref.proxy(model)
        self.fleet, p, oldest = model.fleet, model.p, model.first
        of, fast, curve = self.fleet.of, self.fleet.fast, np.array(self.fleet.curve)
        self.groups = [np.flatnonzero(curve == number) for number in range(curve.max() + 1)]
        self.lives = [
            inputs.once(
                _lives, oldest, int(of[group]), bool(fast[group]), bool(p.car[of[group]] and not fast[group])
            )
            for group in (groups[0] for groups in self.groups)
        ]
        quick = np.where(fast[:, None], inputs.constant("nev.fast_mileage"), 1.0)
        self.relative = p.relative_mileage[of] * quick  # G, D
        self.petrol_energy = inputs.constant("drivers.fuels.petrol.heating_value") * KWH_PER_MJ
        self.emission_factor = inputs.series("drivers.fuels.petrol.emission_factor")
        self.pack_footprint = inputs.series("drivers.battery.supply_emissions")
        self.replacement = inputs.series("nev.battery_replacement")
        self.last, draws = len(inputs.years) - 1, inputs.draws
        #: Vehicles that entered the stock in the horizon, (G, Y, D).
        self.entered = np.empty((len(of), len(inputs.years), draws))
        #: What was reported, summed over the years: vehicles by group (G, D), and of all vehicles (D,).
        self.vehicles = np.zeros((len(of), draws))
        self.kilometres, self.energy, self.packs = (np.zeros(draws) for _ in range(3))
        #: The same of lives: of vehicles by curve (C, D), and of all.
        self.expected = Expected(*(np.zeros((len(self.groups), draws)) for _ in range(4)))
        self._live(self.fleet.left[:, :oldest], 0)

    def enter(self, year: int, inflow: Array) -> None:
        """Note the vehicles that enter the stock in a year, (K, D)."""
        fast, vintage = self.fleet.fast, self.m.first + year
        of_fast = self.fleet.of[fast]
        entered = self.entered[:, year]
        quick = inflow[of_fast] * self.m.p.fast_share[vintage][of_fast]
        entered[~fast] = inflow
        entered[fast] = quick
        entered[of_fast] -= quick

    def check_packs(self, year: int, sales: Array, held: Array, made: Array) -> None:
        """Packs are made for the vehicles sold and, at a rate, in the place of those in use, (K, D) [kWh]."""
        self.packs += held.sum(axis=0)
        new = (sales * self.m.p.battery_capacity[self.m.first + year]).sum(axis=0)
        needed = new + held.sum(axis=0) * self.replacement[year]
        check_balance("packs made for vehicles", made * KWH_PER_GWH, needed)

    def check_work(self, year: int, kilometres: Array, petrol: Array, grid: Array) -> None:
        """Note the work of a year, (K, D); in the last one all of it meets the lives of what entered."""
        self.vehicles += self.fleet.in_use
        self.kilometres += kilometres.sum(axis=0)
        from_packs = grid.sum(axis=0) * self.m.tariffs.charging_efficiency[self.m.first + year]
        self.energy += petrol.sum(axis=0) * self.petrol_energy + from_packs
        if year == self.last:
            self._check_lives()

    def _live(self, vehicles: Array, begin: int) -> None:
        """Add the lives of vehicles by group from a vintage on, (G, V, D)."""
        p = self.m.p
        for curve, (lives, groups) in enumerate(zip(self.lives, self.groups, strict=True)):
            for group in groups:
                row, there = self.fleet.of[group], np.flatnonzero(vehicles[group].any(axis=1))
                if not there.size:
                    continue
                some = vehicles[group, there[0] :]
                since = slice(begin + there[0], begin + vehicles.shape[1])
                driven = some * lives.kilometres[since]
                use = over_ages(driven, p.petrol_use.rows[row][since]) * self.petrol_energy
                use += over_ages(driven, p.electricity_use.rows[row][since])
                self.expected.vehicles[curve] += over_ages(some, lives.years[since])
                self.expected.kilometres[curve] += driven.sum(axis=0) * self.relative[group]
                self.expected.energy[curve] += use * self.relative[group]
                if self.m.capacity.used[row]:
                    packs = p.battery_capacity.rows[row][since]
                    self.expected.packs[curve] += over_ages(some * lives.years[since], packs)

    def _check_lives(self) -> None:
        """Balance of the lives of each year of sale and the work reported over the years."""
        self._live(self.entered, self.m.first)
        expected = self.expected
        vehicles = np.stack([self.vehicles[groups].sum(axis=0) for groups in self.groups])
        check_balance(
            "vehicles and their hazards", vehicles, expected.vehicles, self._scale(expected.vehicles)
        )
        for name, reported, lived in (
            ("kilometres of vehicles", self.kilometres, expected.kilometres),
            ("energy use of vehicles", self.energy, expected.energy),
            ("packs of vehicles", self.packs, expected.packs),
        ):
            check_balance(name, reported, lived.sum(axis=0), self._scale(lived).sum(axis=0))

    def _scale(self, lived: Array) -> Array:
        """Scale of a gap: vehicles that the fleet let go of as less than one may be missing."""
        let_go, vehicles = self.fleet.let_go / TOLERANCE, self.expected.vehicles
        if not let_go.any():
            return lived
        each = lived / np.where(vehicles > 0, vehicles, 1.0)
        return np.asarray(lived + let_go * (self.last + 1) * each)

    def check_energy(self, petrol: Array, grid: Array, figures: dict[str, Array]) -> dict[str, Array]:
        """Energy by carrier is that of all cars, powertrain by powertrain."""
        car = self.m.p.car
        used = (petrol * self.petrol_energy + grid)[car].sum(axis=0)
        check_balance("energy of cars", figures["energy"].sum(axis=0), used)
        check_balance("energy of cars", figures["energy_total"], used)
        return figures

    def check_emissions(self, done: Year, petrol: Array, figures: dict[str, Array]) -> dict[str, Array]:
        """Direct CO2 is the carbon of the petrol burnt; making packs emits for those that were made."""
        m, year = self.m, done.index
        vintage, car = m.first + year, m.p.car
        content = self.emission_factor[year] / CO2_PER_CARBON / self.petrol_energy  # [kg C/kWh]
        carbon = ((petrol * self.petrol_energy)[car] * content).sum(axis=0)
        check_balance("direct CO2 of cars", figures["direct"], carbon * CO2_PER_CARBON)
        bodies = (done.sales * m.p.manufacturing[vintage])[car].sum(axis=0) * KILOGRAMS_PER_TONNE
        others = (done.sales * m.p.battery_capacity[vintage] + done.replaced)[~car].sum(axis=0)
        packs = (done.batteries - others) * self.pack_footprint[year]
        scale = bodies + done.batteries * self.pack_footprint[year]
        check_balance("emissions of making cars", figures["manufacturing"], bodies + packs, scale)
        return figures
