"""Vehicles in use by powertrain and age, and how they leave.

What is left of each year of sale is kept and thinned year by year, since the state can make old cars leave
sooner: a fixed life would miss that. Axes as in `ageing.py`: G groups, A ages (oldest first), D draws.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.kernel.cohorts import over_ages
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.parameters import of_latest_year
from carbonsim.sectors.nev.cars import Cars, Weight
from carbonsim.sectors.nev.equations import surviving
from carbonsim.sectors.nev.few_vehicles import FEWEST_VEHICLES

#: Part of the cars counted that recorded sales must leave at least for them to tell how old cars are.
LEAST_RECORDED = 1e-9


@dataclass(frozen=True)
class Fleet:
    """Vehicles in use.

    Attributes
    ----------
    left : array [vehicle], (G, A, D)
        Of each year of sale.
    in_use : array [vehicle], (G, D)
        Of all years of sale.
    let_go : array [vehicle], (D,)
        Let go of since the beginning as less than a millionth of a vehicle.
    """

    left: Array
    in_use: Array
    let_go: Array


def stock(p: Cars, fleet: Fleet) -> Array:
    """Vehicles in use by powertrain, (K, D) [vehicle]."""
    return p.ageing.by_powertrain(fleet.in_use)


def fleet_before(inputs: Inputs) -> Fleet:
    """Fleet at the end of the year before the horizon."""
    return first_fleet(Cars(inputs))[0]


def first_fleet(p: Cars) -> tuple[Fleet, Array]:
    """Fleet at the end of the year before the horizon: what is left of earlier sales.

    Returns
    -------
    Fleet
    array [1], (D,)
        Cars without plug that are counted over those that recorded sales leave.

    Raises
    ------
    ImpossibleError
        If fewer cars are counted than plug-in cars are left, or recorded sales leave no other cars.
    """
    left = _of_recorded_sales(p)
    # what is counted beyond recorded sales (imports, other definitions) is taken for cars without plug
    ageing, cars, year = p.ageing, p.powertrains, p.span[p.first - 1]
    counted = p.history.car_stock[p.first - 1]
    plugs = left[np.isin(ageing.of, np.flatnonzero(cars.plug_in))].sum(axis=(0, 1))
    others = np.isin(ageing.of, np.flatnonzero(cars.no_plug))
    refuse(counted <= plugs, f"nev.history.car_stock of {year} is below the plug-in cars sold before")
    recorded = left[others].sum(axis=(0, 1))
    few = f"nev.history.car_sales leave next to no car without a plug at the end of {year}"
    refuse(recorded < (counted - plugs) * LEAST_RECORDED, f"{few}, and nev.history.car_stock counts some")
    correction = (counted - plugs) / recorded
    left[others] *= correction
    none = np.zeros_like(left[:, :1])
    return Fleet(
        np.concatenate([none, left], axis=1), left.sum(axis=1), np.zeros_like(left[0, 0])
    ), correction


def _of_recorded_sales(p: Cars) -> Array:
    """Vehicles that recorded sales leave at the end of the year before the horizon, (G, oldest, D)."""
    ageing, oldest = p.ageing, p.oldest
    multiple = p.history.scrappage[:oldest]  # the horizon begins within the history
    left = np.zeros((len(ageing.of), oldest, p.inputs.draws))
    for vintage in range(oldest):
        # the oldest age comes first, the latest year last
        passed, years = ageing.hazard[:, vintage - oldest :], multiple[vintage:][::-1]
        rate = [
            surviving((hazard * years if moved else hazard).sum(axis=0), 1.0)
            for hazard, moved in zip(passed, ageing.moved, strict=True)
        ]
        vehicles = _by_group(p, p.record.inflow[vintage], vintage)
        for group, curve in enumerate(ageing.curve):
            np.multiply(vehicles[group], rate[curve], out=left[group, vintage])
    return left


@of_latest_year
def _parts(p: Cars, vintage: int) -> Array:
    """Part of the vehicles of its powertrain that each group has, (G, D)."""
    cars, ageing = p.powertrains, p.ageing
    share = np.where(cars.plug_in[:, None], cars.fast_share[vintage], 0.0)[ageing.of]
    return np.asarray(np.where(ageing.fast[:, None], share, 1.0 - share))


def _by_group(p: Cars, vehicles: Array, vintage: int) -> Array:
    """Vehicles of a year by powertrain (K, D), as groups (G, D)."""
    return np.asarray(vehicles[p.ageing.of] * _parts(p, vintage))


def aged(p: Cars, fleet: Fleet, vintage: int) -> tuple[Fleet, Array]:
    """The fleet at the end of a year without what is sold in it, and what left by powertrain (K, D)."""
    steps = _steps(p, vintage)
    left, in_use, let_go = np.empty_like(fleet.left), np.empty_like(fleet.in_use), fleet.let_go
    earlier, later = fleet.left[:, 1:], left[:, :-1]
    for group, (curve, there) in enumerate(zip(p.ageing.curve, _with_vehicles(p, vintage), strict=True)):
        vehicles = later[group, there]
        np.multiply(earlier[group, there], steps[curve][:-1][there], out=vehicles)
        left[group, : there.start], left[group, there.start + len(vehicles) :] = 0.0, 0.0
        vehicles.sum(axis=0, out=in_use[group])
    # less than a millionth of a vehicle is let go of: a fleet that has ended is one of 0
    ended = (in_use > 0) & (in_use < FEWEST_VEHICLES)
    for which in np.flatnonzero(ended.any(axis=1)):  # in few years of a run: it is a pass over all ages
        let_go = let_go + in_use[which] * ended[which]
        later[which] *= ~ended[which]
        in_use[which] *= ~ended[which]
    retired = p.ageing.by_powertrain(np.maximum(0.0, fleet.in_use - in_use))
    return Fleet(left, in_use, let_go), retired


@of_latest_year
def _steps(p: Cars, vintage: int) -> list[Array]:
    """Parts that get through a year by curve, (A, D) each."""
    return p.ageing.steps(p.hazard_multiple[vintage])


@of_latest_year
def _first_steps(p: Cars, vintage: int) -> Array:
    """Part of what is sold in a year that is there at its end, (G, D)."""
    steps = _steps(p, vintage)
    return np.stack([steps[curve][-1] + np.zeros(p.inputs.draws) for curve in p.ageing.curve])


def with_new(p: Cars, fleet: Fleet, vintage: int, vehicles: Array) -> tuple[Fleet, Array]:
    """An aged fleet with what enters the stock in the year, (K, D), and what of it left in it (K, D)."""
    new = _by_group(p, vehicles, vintage)
    left = new * _first_steps(p, vintage)
    fleet.left[:, -1] = left  # of this year alone: `aged` has made it
    return Fleet(fleet.left, fleet.in_use + left, fleet.let_go), p.ageing.by_powertrain(new - left)


def through_first_year(p: Cars, vintage: int) -> Array:
    """Part of the vehicles sold in a year that is there at its end, (K, D)."""
    return p.ageing.by_powertrain(_parts(p, vintage) * _first_steps(p, vintage))


@of_latest_year
def _with_vehicles(p: Cars, vintage: int) -> list[slice]:
    """Ages at the end of a year of which each group may have vehicles, counted from the oldest."""
    ages, first = p.oldest + 1, vintage - p.oldest
    if p.inputs.draws == 1:  # NumPy sums a single column in an order that depends on its length
        return [slice(0, ages)] * len(p.ageing.of)
    sold = (p.years_of_sale[row] for row in p.ageing.of)
    return [slice(max(0, each.start - first), min(max(0, each.stop - first), ages)) for each in sold]


def driving(p: Cars, fleet: Fleet, vintage: int, weights: tuple[Weight, ...]) -> Array:
    """Sums over vehicles of kilometres times some weights, and of the kilometres themselves, by group.

    Returns
    -------
    array [1/yr], (weights + 1, G, D)
    """
    ageing, first = p.ageing, vintage - p.oldest
    sums = np.zeros((len(weights) + 1, *fleet.in_use.shape))
    for group, (row, there) in enumerate(zip(ageing.of, _with_vehicles(p, vintage), strict=True)):
        kilometres = fleet.left[group, there] * ageing.driven[ageing.mileage[group], there]
        for total, weight in zip(sums, weights, strict=False):
            if weight.used[row]:
                total[group] = over_ages(kilometres, weight.rows[row][first:][there])
        kilometres.sum(axis=0, out=sums[-1][group])
    return sums


def held(p: Cars, fleet: Fleet, vintage: int, weight: Weight) -> Array:
    """Sum over vehicles of a weight, (K, D)."""
    first, sums = vintage - p.oldest, np.zeros_like(fleet.in_use)
    for group, (row, there) in enumerate(zip(p.ageing.of, _with_vehicles(p, vintage), strict=True)):
        if weight.used[row]:
            sums[group] = over_ages(fleet.left[group, there], weight.rows[row][first:][there])
    return p.ageing.by_powertrain(sums)
