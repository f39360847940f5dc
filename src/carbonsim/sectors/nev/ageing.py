"""How vehicles leave and drive as they age, whoever buys how many.

Vehicles are kept in G groups: each powertrain has one, and a plug-in car a second one for those that leave
fast (taxis, ride-hailing, early micro cars). A ages, oldest first; C survival curves, each of one group or
more; D draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.conversions import PERCENT
from carbonsim.core.mileage import relative_mileage
from carbonsim.core.survival import HALF_YEAR, cumulative_hazard
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.equations import surviving
from carbonsim.sectors.nev.parameters import NevParameters


@dataclass(frozen=True)
class Ageing:
    """Survival and mileage by age.

    Attributes
    ----------
    of : array of int, (G,)
        Row of the powertrain of each group.
    fast : array of bool, (G,)
        Groups that leave fast.
    curve : list of int
        Number of the survival curve of each group.
    moved : array of bool, (C,)
        Curves whose hazard the state can move.
    hazard, step : array [1], (C, A, D)
        Hazard of the year of each age, and the part that gets through it.
    driven : array [km/yr], (G, A, D)
    """

    of: IntArray
    fast: NDArray[np.bool_]
    curve: list[int]
    moved: NDArray[np.bool_]
    hazard: Array
    step: Array
    driven: Array

    @cached_property
    def _with_fast(self) -> IntArray:
        """Powertrains of the groups that leave fast."""
        return np.asarray(self.of[self.fast])

    def by_powertrain(self, groups: Array) -> Array:
        """Sums over the groups (G, D) of each powertrain, (K, D)."""
        # the groups that leave fast come behind those of all powertrains
        powertrains = len(groups) - len(self._with_fast)
        rows = groups[:powertrains].copy()
        rows[self._with_fast] += groups[powertrains:]
        return rows

    def steps(self, multiple: Array, ages: slice) -> list[Array]:
        """Parts that get through a year by curve, (A, D) each, where hazards are multiplied, (D,) or (1,)."""
        steps = self.step[:, ages]
        if np.all(multiple == 1.0):
            return list(steps)
        return [
            surviving(hazard, multiple) if moved else step
            for hazard, step, moved in zip(self.hazard[:, ages], steps, self.moved, strict=True)
        ]


def ageing(inputs: Inputs) -> Ageing:
    """Survival and mileage of the vehicles of a scenario."""
    p = NevParameters(inputs)
    cars, vehicles = p.powertrains, p.vehicles
    rows, with_fast = np.arange(len(cars.names)), np.flatnonzero(cars.plug_in)
    of = np.concatenate([rows, with_fast])
    fast = np.arange(len(of)) >= len(rows)
    quick = fast[:, None]
    scale = np.where(quick, vehicles.fast_survival_scale, cars.survival_scale[of])
    shape = np.where(quick, vehicles.fast_survival_shape, cars.survival_shape[of])
    moved = cars.car[of] & ~fast
    curve, first = _curves(moved, scale, shape)
    ages = np.arange(p.oldest, -1, -1, dtype=np.float64)[:, None]
    # vehicles are sold in the middle of a year on average, and counted at its end
    hazard = cumulative_hazard(ages + HALF_YEAR, scale[first][:, None], shape[first][:, None])
    hazard[:, :-1] -= hazard[:, 1:]  # what a year younger had passed already
    relative = relative_mileage(ages, vehicles.mileage_decline / PERCENT)
    weight = cars.relative_mileage[of]
    weight = np.where(quick, weight * vehicles.fast_mileage, weight)
    driven = np.asarray(relative * weight[:, None] * vehicles.mileage)
    return Ageing(of, fast, curve, moved[first], hazard, surviving(hazard, 1.0), driven)


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
