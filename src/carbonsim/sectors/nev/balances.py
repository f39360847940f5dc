"""Balances of vehicles: what entered the stock and met its hazards against what was reported over the years.

The fleet thins what is left of each year of sale and sums it in each year, powertrain by powertrain. Here
the sums run the other way, once at the end of the horizon: vehicles as they entered the stock, times the
years that those who leave alike stay in it and drive (`lives.py`). So whatever leaves the fleet without
having met its hazard is found, and so is a kilometre or a kilowatt-hour that no vehicle drove or took.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.balance import TOLERANCE, check_balance
from carbonsim.core.conversions import CO2_PER_CARBON, KILOGRAMS_PER_TONNE, KWH_PER_GWH
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.kernel.cohorts import over_ages
from carbonsim.sectors.nev import cost_outputs, energy_outputs, power_outputs
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.fleet import stock
from carbonsim.sectors.nev.lives import lives_of
from carbonsim.sectors.nev.model import Flows, State, made


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
    """Balances of a run under way: vehicles that entered the stock, and what was reported of them."""

    def __init__(self, p: Cars) -> None:
        self.p = p
        ageing, cars = p.ageing, p.powertrains
        curve = np.array(ageing.curve)
        self.groups = [np.flatnonzero(curve == number) for number in range(curve.max() + 1)]
        self.lives = [
            p.inputs.memoised(
                lives_of,
                int(ageing.of[group]),
                bool(ageing.fast[group]),
                bool(cars.car[ageing.of[group]] and not ageing.fast[group]),
            )
            for group in (groups[0] for groups in self.groups)
        ]
        quick = np.where(ageing.fast[:, None], p.vehicles.fast_mileage, 1.0)
        self.relative = cars.relative_mileage[ageing.of] * quick  # G, D
        self.last, draws = len(p.inputs.years) - 1, p.inputs.draws
        #: Vehicles that entered the stock in the horizon, (G, Y, D).
        self.entered = np.empty((len(ageing.of), len(p.inputs.years), draws))
        #: What was reported, summed over the years: vehicles by group (G, D), and of all vehicles (D,).
        self.vehicles = np.zeros((len(ageing.of), draws))
        self.kilometres, self.energy, self.packs = (np.zeros(draws) for _ in range(3))
        #: The same of lives: of vehicles by curve (C, D), and of all.
        self.expected = Expected(*(np.zeros((len(self.groups), draws)) for _ in range(4)))

    def check(self, before: State, after: State, flows: Flows) -> None:
        """Balances of a year; in the last one those of the whole horizon."""
        p, reported = self.p, flows
        flows = reported.own or reported  # vehicles that another sector counts have their balances there
        if flows.year == 0:
            self._live(before.fleet.left[:, 1:], 0)
        # a fleet that all but ends is a small difference of what was there and what left
        entered = stock(p, before.fleet) + flows.inflow
        check_balance("vehicles", flows.stock, entered - flows.retired, entered)
        self._enter(flows)
        self._check_packs(flows)
        self.vehicles += after.fleet.in_use
        self.kilometres += flows.kilometres.sum(axis=0)
        from_packs = flows.power.sum(axis=0) * p.charging.efficiency[flows.vintage]
        self.energy += flows.petrol.sum(axis=0) * p.petrol_energy + from_packs
        check_energy(p, reported)
        check_emissions(p, flows)
        check_money(p, reported)
        if flows.year == self.last:
            self._check_lives(after)

    def _enter(self, flows: Flows) -> None:
        """Note the vehicles that enter the stock in a year."""
        fast, of = self.p.ageing.fast, self.p.ageing.of
        of_fast = of[fast]
        entered = self.entered[:, flows.year]
        quick = flows.inflow[of_fast] * self.p.powertrains.fast_share[flows.vintage][of_fast]
        entered[~fast] = flows.inflow
        entered[fast] = quick
        entered[of_fast] -= quick

    def _check_packs(self, flows: Flows) -> None:
        """Packs are made for the vehicles sold and, at a rate, in the place of those in use."""
        in_use = flows.packs_in_use.sum(axis=0)
        self.packs += in_use
        new = (flows.sales * self.p.powertrains.battery_capacity[flows.vintage]).sum(axis=0)
        needed = new + in_use * self.p.charging.pack_replacement[flows.year]
        check_balance("packs made for vehicles", made(flows)["battery"] * KWH_PER_GWH, needed)

    def _live(self, vehicles: Array, begin: int) -> None:
        """Add the lives of vehicles by group from a year of sale on, (G, V, D)."""
        cars, of = self.p.powertrains, self.p.ageing.of
        for curve, (lives, groups) in enumerate(zip(self.lives, self.groups, strict=True)):
            for group in groups:
                row, there = of[group], np.flatnonzero(vehicles[group].any(axis=1))
                if not there.size:
                    continue
                some = vehicles[group, there[0] :]
                since = slice(begin + there[0], begin + vehicles.shape[1])
                driven = some * lives.kilometres[since]
                use = over_ages(driven, cars.petrol_use.rows[row][since]) * self.p.petrol_energy
                use += over_ages(driven, cars.electricity_use.rows[row][since])
                self.expected.vehicles[curve] += over_ages(some, lives.years[since])
                self.expected.kilometres[curve] += driven.sum(axis=0) * self.relative[group]
                self.expected.energy[curve] += use * self.relative[group]
                if self.p.pack_weight.used[row]:
                    packs = cars.battery_capacity.rows[row][since]
                    self.expected.packs[curve] += over_ages(some * lives.years[since], packs)

    def _check_lives(self, after: State) -> None:
        """Balance of the lives of each year of sale and the work reported over the years."""
        self._live(self.entered, self.p.first)
        expected, let_go = self.expected, after.fleet.let_go
        vehicles = np.stack([self.vehicles[groups].sum(axis=0) for groups in self.groups])
        scale = self._scale(expected.vehicles, let_go)
        check_balance("vehicles and their hazards", vehicles, expected.vehicles, scale)
        for name, reported, lived in (
            ("kilometres of vehicles", self.kilometres, expected.kilometres),
            ("energy use of vehicles", self.energy, expected.energy),
            ("packs of vehicles", self.packs, expected.packs),
        ):
            check_balance(name, reported, lived.sum(axis=0), self._scale(lived, let_go).sum(axis=0))

    def _scale(self, lived: Array, let_go: Array) -> Array:
        """Scale of a gap: vehicles that the fleet let go of as less than one may be missing."""
        let_go, vehicles = let_go / TOLERANCE, self.expected.vehicles
        if not let_go.any():
            return lived
        each = lived / np.where(vehicles > 0, vehicles, 1.0)
        return np.asarray(lived + let_go * (self.last + 1) * each)


def check_energy(p: Cars, flows: Flows) -> None:
    """Energy by carrier is that of all cars, powertrain by powertrain; electricity by use is that of all."""
    used = (flows.petrol * p.petrol_energy + flows.power)[p.powertrains.car].sum(axis=0)
    check_balance("energy of cars", energy_outputs.energy(p, flows).sum(axis=0), used)
    check_balance("energy of cars", energy_outputs.energy_total(p, flows), used)
    by_use = power_outputs.electricity_nev_use(p, flows).sum(axis=0)
    check_balance("electricity by use", by_use, flows.power.sum(axis=0))
    check_balance("electricity by use", power_outputs.electricity_nev(p, flows), by_use)


def check_emissions(p: Cars, flows: Flows) -> None:
    """Direct CO2 is the carbon of the petrol burnt; making packs emits for those that were made."""
    year, vintage, cars, car = flows.year, flows.vintage, p.powertrains, p.powertrains.car
    content = p.drivers.petrol_emission_factor[year] / CO2_PER_CARBON / p.petrol_energy  # [kg C/kWh]
    carbon = ((flows.petrol * p.petrol_energy)[car] * content).sum(axis=0)
    check_balance("direct CO2 of cars", energy_outputs.direct(p, flows), carbon * CO2_PER_CARBON)
    bodies = (flows.sales * cars.manufacturing_emissions[vintage])[car].sum(axis=0) * KILOGRAMS_PER_TONNE
    others = (flows.sales * cars.battery_capacity[vintage] + flows.packs_replaced)[~car].sum(axis=0)
    footprint = p.drivers.pack_footprint[year]
    packs, scale = (flows.packs_made - others) * footprint, bodies + flows.packs_made * footprint
    reported = energy_outputs.manufacturing(p, flows)
    check_balance("emissions of making cars", reported, bodies + packs, scale)


def check_money(p: Cars, flows: Flows) -> None:
    """Net costs of the actors add up to the resources."""
    turnover = cost_outputs.ledger(p, flows).turnover(np.zeros(p.inputs.draws))
    actors = cost_outputs.cost_actor(p, flows).sum(axis=0)
    check_balance("money of cars", actors, cost_outputs.cost_resource(p, flows), turnover)
