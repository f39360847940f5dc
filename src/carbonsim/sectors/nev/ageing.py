"""How vehicles leave and drive as they age, whoever buys how many.

Vehicles are kept in G groups: each powertrain has one, and a plug-in car a second one for those that leave
fast (taxis, ride-hailing, early micro cars). A ages, oldest first; C survival curves, each of one group or
more; M mileages likewise; D draws.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.conversions import PERCENT
from carbonsim.core.late import dataclass
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
    mileage : list of int
        Number of the mileage of each group.
    driven : array [km/yr], (M, A, D)
    """

    of: IntArray
    fast: NDArray[np.bool_]
    curve: list[int]
    moved: NDArray[np.bool_]
    hazard: Array
    step: Array
    mileage: list[int]
    driven: Array

    @cached_property
    def _with_fast(self) -> list[int]:
        """Powertrains of the groups that leave fast."""
        return [int(row) for row in self.of[self.fast]]

    def by_powertrain(self, groups: Array) -> Array:
        """Sums over the groups (..., G, D) of each powertrain, (..., K, D)."""
        # the groups that leave fast come behind those of all powertrains
        powertrains = len(self.of) - len(self._with_fast)
        rows = groups[..., :powertrains, :].copy()
        for group, row in enumerate(self._with_fast, powertrains):
            rows[..., row, :] += groups[..., group, :]
        return rows

    def steps(self, multiple: Array) -> list[Array]:
        """Parts that get through a year by curve, (A, D) each, where hazards are multiplied, (D,) or (1,)."""
        if np.all(multiple == 1.0):
            return list(self.step)
        return [
            surviving(hazard, multiple) if moved else step
            for hazard, step, moved in zip(self.hazard, self.step, self.moved, strict=True)
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
    curve, first = _alike(moved, scale, shape)
    ages = np.arange(p.oldest, -1, -1, dtype=np.float64)[:, None]
    # vehicles are sold in the middle of a year on average, and counted at its end
    hazard = cumulative_hazard(ages + HALF_YEAR, scale[first][:, None], shape[first][:, None])
    hazard[:, :-1] -= hazard[:, 1:]  # what a year younger had passed already
    relative = relative_mileage(ages, vehicles.mileage_decline / PERCENT)
    weight = cars.relative_mileage[of]
    weight = np.where(quick, weight * vehicles.fast_mileage, weight)
    mileage, one_of_each = _alike(weight)
    driven = np.asarray(relative * weight[one_of_each][:, None] * vehicles.mileage)
    return Ageing(of, fast, curve, moved[first], hazard, surviving(hazard, 1.0), mileage, driven)


def _alike(*properties: NDArray[Any]) -> tuple[list[int], list[int]]:
    """Number of the kind of each group, and a group of each kind: most powertrains are alike."""
    kind: list[int] = []
    first: list[int] = []
    for group in range(len(properties[0])):
        same = [
            number
            for number, other in enumerate(first)
            if all(np.array_equal(each[group], each[other]) for each in properties)
        ]
        if not same:
            first.append(group)
        kind.append(same[0] if same else len(first) - 1)
    return kind, first
