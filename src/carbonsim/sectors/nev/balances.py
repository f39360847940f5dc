"""Balances of a year of vehicles: books by survival curve, which have to give what the fleet reports.

The fleet thins what is left of each year of sale, powertrain by powertrain, and sums it by what a vehicle
drives, takes and holds. Here all vehicles that leave alike are entered together when they enter the stock,
with their mileage, energy use and packs; how many of them have not yet left is kept beside, from their
hazards. So whatever leaves the fleet without having met its hazard is found, and so is a kilometre or a
kilowatt-hour that no vehicle drove or took.
"""

from __future__ import annotations

import weakref
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
from carbonsim.core.survival import cumulative_hazard
from carbonsim.core.types import Array
from carbonsim.sectors.contract import Inputs
from carbonsim.sectors.nev.rows import POWERTRAINS, spliced
from carbonsim.sectors.vintages import over_ages

if TYPE_CHECKING:
    from carbonsim.sectors.nev.model import NevModel
    from carbonsim.sectors.nev.outputs import Year

HALF_YEAR = 0.5
#: What the books hold of the vehicles of a year: how many, their kilometres in the first year of their life
#: against the mean [1], the energy of these [kWh/km], and their packs [kWh].
VEHICLES, KILOMETRES, ENERGY, PACKS = range(4)


def _hazards(inputs: Inputs, oldest: int, curves: tuple[tuple[int, bool], ...]) -> Array:
    """Yearly hazard by survival curve, each told by a powertrain and whether it leaves fast, (C, A, D)."""
    ages = np.arange(oldest + 1.0)[:, None]
    rows = {name: inputs.row_constants(POWERTRAINS, f"survival_{name}") for name in ("scale", "shape")}
    fast = {name: inputs.constant(f"nev.fast_survival_{name}") for name in rows}
    passed = np.stack(
        [
            cumulative_hazard(
                ages + HALF_YEAR,
                *((fast[name] if quick else rows[name][row]) + np.zeros(inputs.draws) for name in rows),
            )
            for row, quick in curves
        ]
    )
    yearly = np.diff(passed, axis=1, prepend=0.0)
    return np.ascontiguousarray(yearly[:, ::-1])  # the oldest first


class Balances:
    """Books of the vehicles that entered the stock, and the balances of a year."""

    def __init__(self, inputs: Inputs, model: NevModel) -> None:
        # the model holds this too: a cycle would keep a block's arrays until the next garbage collection
        self.m: NevModel = weakref.proxy(model)
        self.fleet, p = model.fleet, model.p
        of, fast, curve = self.fleet.of, self.fleet.fast, np.array(self.fleet.curve)
        first = [int(np.flatnonzero(curve == number)[0]) for number in range(curve.max() + 1)]
        self.groups = [np.flatnonzero(curve == number) for number in range(len(first))]
        self.hazard = inputs.once(
            _hazards, model.first, tuple((int(of[group]), bool(fast[group])) for group in first)
        )
        self.moved = [bool(p.car[of[group]] and not fast[group]) for group in first]
        self.scrappage = spliced(inputs, "nev.history.scrappage", "nev.scrappage", inputs.years)
        self.steps = [np.exp(-hazard) for hazard in self.hazard]
        ages = np.arange(model.first, -1.0, -1.0)[:, None]
        fall = 1.0 - inputs.constant("nev.mileage_decline") / PERCENT
        self.mileage = inputs.constant("nev.mileage") * np.where(ages > 0, fall, 1.0) ** ages
        quick = inputs.constant("nev.fast_mileage")
        self.relative = p.relative_mileage[of] * np.where(fast[:, None], quick, 1.0)  # G, D
        self.petrol_energy = inputs.constant("drivers.fuels.petrol.heating_value") * KWH_PER_MJ
        self.emission_factor = inputs.series("drivers.fuels.petrol.emission_factor")
        self.pack_footprint = inputs.series("drivers.battery.supply_emissions")
        self.replacement = inputs.series("nev.battery_replacement")
        vintages, draws = model.first + len(inputs.years), inputs.draws
        self.books = np.zeros((4, len(first), vintages, draws))
        self.staying = np.ones((len(first), vintages, draws))  # part that has not left
        for vintage in range(model.first):
            self._enter(vintage, self.fleet.left[:, vintage])

    def _enter(self, vintage: int, vehicles: Array) -> None:
        """Enter vehicles of a year by group, (G, D)."""
        p, of = self.m.p, self.fleet.of
        energy = p.petrol_use[vintage] * self.petrol_energy + p.electricity_use[vintage]
        driven = vehicles * self.relative
        entries = vehicles, driven, driven * energy[of], vehicles * p.battery_capacity[vintage][of]
        for book, entry in zip(self.books, entries, strict=True):
            for number, groups in enumerate(self.groups):
                entry[groups].sum(axis=0, out=book[number, vintage])

    def age(self, year: int, inflow: Array) -> None:
        """Let hazards take what they take of earlier vehicles, and enter those of the year, (K, D)."""
        fleet, vintage = self.fleet, self.m.first + year
        share = np.where(self.m.p.plug_in[:, None], self.m.p.fast_share[vintage], 0.0)
        split = np.where(fleet.fast[:, None], share[fleet.of], 1.0 - share[fleet.of])
        self._enter(vintage, inflow[fleet.of] * split + np.zeros(fleet.left.shape[-1]))
        multiple = self.scrappage[year]
        if not year or not np.array_equal(multiple, self.scrappage[year - 1]):
            for curve in np.flatnonzero(self.moved):
                self.steps[curve] = np.exp(-self.hazard[curve] * multiple)
        for staying, step in zip(self.staying, self.steps, strict=True):
            staying[year : vintage + 1] *= step

    def check_stock(self, year: int) -> None:
        """What entered the stock and met its hazards is what is in use, for each survival curve."""
        for curve, groups in enumerate(self.groups):
            window = slice(year, year + self.m.first + 1)
            there = over_ages(self.books[VEHICLES, curve, window], self.staying[curve, window])
            in_use = self.fleet.in_use[groups].sum(axis=0)
            check_balance("vehicles and their hazards", in_use, there, self._scale(there, VEHICLES))

    def check_work(self, year: int, kilometres: Array, petrol: Array, grid: Array) -> None:
        """Kilometres, and energy from tanks and packs, are those of the vehicles that have not left."""
        window = slice(year, year + self.m.first + 1)
        driven, used = (np.zeros(self.books.shape[-1]) for _ in range(2))
        for curve, staying in enumerate(self.staying):
            mileage = staying[window] * self.mileage
            driven += over_ages(self.books[KILOMETRES, curve, window], mileage)
            used += over_ages(self.books[ENERGY, curve, window], mileage)
        check_balance(
            "kilometres of vehicles", kilometres.sum(axis=0), driven, self._scale(driven, KILOMETRES)
        )
        from_packs = grid.sum(axis=0) * self.m.tariffs.charging_efficiency[self.m.first + year]
        energy = petrol.sum(axis=0) * self.petrol_energy + from_packs
        check_balance("energy use of vehicles", energy, used, self._scale(used, ENERGY))

    def check_packs(self, year: int, sales: Array, made: Array) -> None:
        """Packs are made for the vehicles sold and, at a rate, in the place of those in use."""
        window = slice(year, year + self.m.first + 1)
        held = np.zeros(self.books.shape[-1])
        for book, staying in zip(self.books[PACKS], self.staying, strict=True):
            if book[window].any():
                held += over_ages(book[window], staying[window])
        new = np.einsum(
            "kd,kd->d", *np.broadcast_arrays(sales, self.m.p.battery_capacity[self.m.first + year])
        )
        needed = new + held * self.replacement[year]
        check_balance("packs made for vehicles", made * KWH_PER_GWH, needed, self._scale(needed, PACKS))

    def _scale(self, there: Array, book: int) -> Array:
        """What a gap is measured against: what the fleet let go of as less than a vehicle may be missing."""
        let_go = self.fleet.let_go
        if not let_go.any():
            return there
        vehicles = np.where(self.books[VEHICLES] > 0, self.books[VEHICLES], 1.0)
        each = (self.books[book] / vehicles).max(axis=(0, 1))
        if book in (KILOMETRES, ENERGY):
            each = each * self.mileage.max(axis=0)
        return np.asarray(there + let_go * each / TOLERANCE)

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
