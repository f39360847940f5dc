"""Vehicles in use by powertrain and year of sale, and how they leave.

What is left of each year of sale is kept and thinned year by year, since the state can make old cars leave
sooner: a fixed life would miss that. Cars with a plug are split into those that stay as long as others and
those that leave fast (taxis, ride-hailing, early micro cars).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.conversions import PERCENT
from carbonsim.core.mileage import relative_mileage
from carbonsim.core.possible import refuse
from carbonsim.core.survival import HALF_YEAR, cumulative_hazard
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.cohorts import over_ages
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.sectors.nev.equations import surviving
from carbonsim.sectors.nev.few_vehicles import FEWEST_VEHICLES
from carbonsim.sectors.nev.record import Record
from carbonsim.sectors.nev.rows import POWERTRAINS, Groups, Powertrains, read_groups, spliced

#: Part of the cars counted that recorded sales must leave at least for them to tell how old cars are.
LEAST_RECORDED = 1e-9


class Weight:
    """Something that vehicles have by powertrain and vintage."""

    def __init__(self, values: MemberSeries) -> None:
        self.rows = values.rows
        self.used = [bool(row.any()) for row in self.rows]  # K: the others need no pass


@dataclass(frozen=True)
class Ageing:
    """How vehicles leave and drive as they age, whoever buys how many."""

    curve: list[int]  # G: number of the survival curve
    moved: NDArray[np.bool_]  # C: whether the state can move the hazard
    hazard: Array  # C, A, D: yearly, by age
    step: Array  # C, A, D: part that gets through the year of that age
    driven: Array  # G, A, D [km/yr]


def _split_groups(groups: Groups) -> tuple[IntArray, NDArray[np.bool_]]:
    """Row of the powertrain of each group, and whether the group leaves fast, (G,) each."""
    rows, fast = np.arange(len(groups.car)), np.flatnonzero(groups.plug_in)
    of = np.concatenate([rows, fast])
    return of, np.arange(len(of)) >= len(rows)


def _ageing(inputs: Inputs, oldest: int) -> Ageing:
    groups = read_groups(inputs)
    of, fast = _split_groups(groups)
    scale, shape = (
        inputs.row_constants(POWERTRAINS, name)[of] for name in ("survival_scale", "survival_shape")
    )
    quick = fast[:, None]
    scale = np.where(quick, inputs.constant("nev.fast_survival_scale"), scale)
    shape = np.where(quick, inputs.constant("nev.fast_survival_shape"), shape)
    moved = groups.car[of] & ~fast
    curve, first = _curves(moved, scale, shape)
    ages = np.arange(oldest, -1, -1, dtype=np.float64)[:, None]
    # vehicles are sold in the middle of a year on average, and counted at its end
    hazard = cumulative_hazard(ages + HALF_YEAR, scale[first][:, None], shape[first][:, None])
    hazard[:, :-1] -= hazard[:, 1:]  # what a year younger had passed already
    return Ageing(curve, moved[first], hazard, surviving(hazard, 1.0), _mileage(inputs, ages, of, fast))


def _curves(moved: NDArray[np.bool_], scale: Array, shape: Array) -> tuple[list[int], list[int]]:
    """The survival curve of each group, and a group that has it: most powertrains share one."""
    curve: list[int] = []
    first: list[int] = []
    for group in range(len(moved)):
        alike = [
            number
            for number, other in enumerate(first)
            if moved[group] == moved[other]
            and np.array_equal(scale[group], scale[other])
            and np.array_equal(shape[group], shape[other])
        ]
        if not alike:
            first.append(group)
        curve.append(alike[0] if alike else len(first) - 1)
    return curve, first


def _mileage(inputs: Inputs, ages: Array, of: IntArray, fast: NDArray[np.bool_]) -> Array:
    """Kilometres of a year by group and age, (G, A, D)."""
    relative = relative_mileage(ages, inputs.constant("nev.mileage_decline") / PERCENT)
    weight = inputs.row_constants(POWERTRAINS, "relative_mileage")[of]
    weight = np.where(fast[:, None], weight * inputs.constant("nev.fast_mileage"), weight)
    return np.asarray(relative * weight[:, None] * inputs.constant("nev.mileage"))


class Fleet:
    """What is left of the vehicles sold.

    Axes: G groups (a powertrain, or its part that leaves fast), C survival curves, each of one group or more,
    V vintages, A ages (oldest first), D draws.
    """

    def __init__(self, inputs: Inputs, vintages: IntArray, p: Powertrains, record: Record) -> None:
        self.p = p
        self.oldest = len(vintages) - len(inputs.years)
        self.of, self.fast = _split_groups(p)
        ageing = inputs.once(_ageing, self.oldest)
        self.curve, self.moved = ageing.curve, ageing.moved
        self.hazard, self.step, self.driven = ageing.hazard, ageing.step, ageing.driven
        self.scrappage = _scrappage(inputs, inputs.years)  # Y, D: hazard against that of the curves
        self.left = np.zeros((len(self.of), len(vintages), inputs.draws))
        self._start(inputs, vintages, record)
        self.in_use = self.left[:, : self.oldest].sum(axis=1)  # G, D
        self.nothing = np.zeros((1, inputs.draws))
        self.retired = np.zeros((len(p.names), inputs.draws))
        #: What was let go of as less than a vehicle since the beginning, (D,).
        self.let_go = np.zeros(inputs.draws)

    def _start(self, inputs: Inputs, vintages: IntArray, record: Record) -> None:
        """What is left of earlier sales at the end of the year before the first."""
        past = vintages[: self.oldest]
        scrappage = _scrappage(inputs, past)
        for index in range(self.oldest):
            # the oldest age comes first, the latest year last
            passed, years = self.hazard[:, index - self.oldest :], scrappage[index:][::-1]
            rate = [
                surviving((hazard * years if moved else hazard).sum(axis=0), 1.0)
                for hazard, moved in zip(passed, self.moved, strict=True)
            ]
            split = self._split(record.inflow[index], index)
            for group, curve in enumerate(self.curve):
                np.multiply(split[group], rate[curve], out=self.left[group, index])
        # what is counted beyond recorded sales (imports, other definitions) is taken for cars without plug
        cars = inputs.series("nev.history.car_stock", past[-1:])[0]
        plugs = self.left[np.isin(self.of, np.flatnonzero(self.p.plug_in))].sum(axis=(0, 1))
        others = np.isin(self.of, np.flatnonzero(self.p.no_plug))
        refuse(cars <= plugs, f"nev.history.car_stock of {past[-1]} is below the plug-in cars sold before")
        recorded = self.left[others].sum(axis=(0, 1))
        few = f"nev.history.car_sales leave next to no car without a plug at the end of {past[-1]}"
        refuse(recorded < (cars - plugs) * LEAST_RECORDED, f"{few}, and nev.history.car_stock counts some")
        #: Cars without plug counted over those that recorded sales leave, (D,)
        self.correction = (cars - plugs) / recorded
        self.left[others] *= self.correction

    def _parts(self, vintage: int) -> Array:
        """Part of the vehicles of its powertrain that each group has, (G, D)."""
        share = np.where(self.p.plug_in[:, None], self.p.fast_share[vintage], 0.0)[self.of]
        return np.asarray(np.where(self.fast[:, None], share, 1.0 - share))

    def _split(self, vehicles: Array, vintage: int) -> Array:
        """Vehicles of a year by powertrain (K, D), as groups (G, D)."""
        return np.asarray(vehicles[self.of] * self._parts(vintage))

    def age(self, year: int) -> None:
        """Let the vehicles of earlier years get through this one; `retired` says how many did not, (K, D)."""
        before = self.in_use.copy()
        if year:  # those that have passed the last age
            self.left[:, year - 1] = 0.0
        steps = self._steps(year, slice(None, -1))
        window = self.left[:, year : year + self.oldest]
        for group, curve in enumerate(self.curve):
            own = window[group]
            own *= steps[curve]
            own.sum(axis=0, out=self.in_use[group])
            self._end(group, own)
        self.retired = self.by_row(np.maximum(0.0, before - self.in_use))

    def _end(self, group: int, vehicles: Array) -> None:
        """Let go of what is less than a vehicle: a fleet that has ended is one of 0; vehicles (A, D)."""
        in_use = self.in_use[group]
        ended = (in_use > 0) & (in_use < FEWEST_VEHICLES)
        if ended.any():  # in few years of a run: it is a pass over all ages
            self.let_go += in_use * ended
            vehicles *= ~ended
            in_use *= ~ended

    def _steps(self, year: int, ages: slice) -> list[Array]:
        """Parts that get through a year by curve (A, D), with the hazard of the year."""
        scrappage, steps = self.scrappage[year], self.step[:, ages]
        if np.all(scrappage == 1.0):
            return list(steps)
        return [
            surviving(hazard, scrappage) if moved else step
            for hazard, step, moved in zip(self.hazard[:, ages], steps, self.moved, strict=True)
        ]

    def _first_steps(self, year: int) -> Array:
        """Part of what is sold in a year that is there at its end, (G, D)."""
        steps = self._steps(year, slice(-1, None))
        return np.concatenate([steps[curve] + self.nothing for curve in self.curve])

    def add(self, year: int, vehicles: Array) -> None:
        """Add what enters the stock in a year, (K, D)."""
        new = self._split(vehicles, self.oldest + year)
        left = new * self._first_steps(year)
        self.left[:, self.oldest + year] = left
        self.in_use += left
        self.retired = self.retired + self.by_row(new - left)

    def through_first_year(self, year: int) -> Array:
        """Part of the vehicles sold in a year that is there at its end, (K, D)."""
        return self.by_row(self._parts(self.oldest + year) * self._first_steps(year))

    def _window(self, year: int) -> slice:
        return slice(year, year + self.oldest + 1)

    def by_row(self, groups: Array) -> Array:
        """Sum groups (G, D) to powertrains (K, D)."""
        rows = groups[~self.fast].copy()
        rows[self.of[self.fast]] += groups[self.fast]
        return np.asarray(rows)

    def stock(self) -> Array:
        """Vehicles in use by powertrain, (K, D); without those of a year until they are added."""
        return self.by_row(self.in_use)

    def driving(self, year: int, weights: tuple[Weight, ...]) -> tuple[Array, ...]:
        """Sums over vehicles of kilometres times some weights, (K, D) each [1/yr].

        The last of the sums is the kilometres themselves.
        """
        window = self._window(year)
        sums = [np.zeros((len(self.of), self.left.shape[-1])) for _ in range(len(weights) + 1)]
        for group, row in enumerate(self.of):
            kilometres = self.left[group, window] * self.driven[group]
            for total, weight in zip(sums, weights, strict=False):
                if weight.used[row]:
                    total[group] = over_ages(kilometres, weight.rows[row][window])
            kilometres.sum(axis=0, out=sums[-1][group])
        return tuple(self.by_row(total) for total in sums)

    def held(self, year: int, weight: Weight) -> Array:
        """Sum over vehicles of a weight, (K, D)."""
        window = self._window(year)
        sums = np.zeros((len(self.of), self.left.shape[-1]))
        for group, row in enumerate(self.of):
            if weight.used[row]:
                sums[group] = over_ages(self.left[group, window], weight.rows[row][window])
        return self.by_row(sums)


def _scrappage(inputs: Inputs, years: IntArray) -> Array:
    return spliced(inputs, "nev.history.scrappage", "nev.scrappage", years)
