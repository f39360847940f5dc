"""Lives of trucks over the horizon: what those of each year of sale do in it.

Formed from hazards and energy ratios that are read from the parameters again, so that a fleet can be held
against them.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KWH_PER_MJ, PERCENT
from carbonsim.core.late import dataclass
from carbonsim.core.survival import HALF_YEAR, cumulative_hazard
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.payload import payload
from carbonsim.sectors.freight.trucks import Trucks


@dataclass(frozen=True)
class Lives:
    """Life of a truck sold in a year, as far as it lies in the horizon, (V, D) each.

    Attributes
    ----------
    alive : array [yr]
        In use, at the ends of how many years.
    driven : array [yr]
        Of the mileage of its duty: the mean of the trucks in use in the first year.
    """

    alive: Array
    driven: Array


def energy_by_diesel(p: Trucks) -> Array:
    """Energy use of trucks of 2023 by way of the diesel that the same work would take, (P, S, D) [kWh/km]."""
    drives, work, drive = p.powertrains, p.duties, p.powertrains.electric_drive[:, None]
    diesel = work.consumption * p.drivers.diesel_heating_value * KWH_PER_MJ
    ratio = drives.relative_efficiency[:, None] * (drive * work.energy_efficiency_ratio + (1.0 - drive))
    return as_array(diesel / ratio)


def lives_of(inputs: Inputs, oldest: int) -> Lives:
    """Lives of trucks thinned from age to age by their hazard; mileage falls with each year of age."""
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
    return Lives(in_horizon(alive, years), in_horizon(alive * mileage / mean, years))


def in_horizon(by_age: Array, years: int) -> Array:
    """Sum over the ages that trucks of a year of sale have in the horizon, (V, D), of something by age."""
    oldest = len(by_age) - 1
    up_to = np.concatenate([np.zeros_like(by_age[:1]), np.cumsum(by_age, axis=0)])
    age_in_first = oldest - np.arange(oldest + years)  # below 0 where sold later
    last = np.minimum(age_in_first + years - 1, oldest)
    return np.asarray(up_to[last + 1] - up_to[np.maximum(age_in_first, 0)])


@dataclass(frozen=True)
class Lived:
    """Work of the lives of trucks in the horizon, by what was sold.

    Attributes
    ----------
    driving, carrying : array [truck yr], (S, D)
        By mileage against the duty's mean, and by that and payload.
    consuming : array [truck kWh/km yr], (S, D)
        By mileage and energy use.
    packs : array [kWh yr], (D,)
        In use on trucks.
    """

    driving: Array
    carrying: Array
    consuming: Array
    packs: Array

    def __add__(self, other: Lived) -> Lived:
        """Work of both."""
        return Lived(
            self.driving + other.driving,
            self.carrying + other.carrying,
            self.consuming + other.consuming,
            self.packs + other.packs,
        )


def lived_of(p: Trucks, lives: Lives, energy: Array, vintage: int, sales: Array) -> Lived:
    """Work of the lives of the trucks sold in a year, (P, S, D), with their `energy_by_diesel`."""
    drives, work = p.powertrains, p.duties
    trucks = sales * lives.driven[vintage]
    packs = (sales * work.battery_factor).sum(axis=1) * drives.battery_capacity[vintage]
    return Lived(
        driving=trucks.sum(axis=0),
        carrying=(trucks * payload(p, vintage)).sum(axis=0),
        consuming=(trucks * (energy * p.consumption_index[vintage][:, None])).sum(axis=0),
        packs=packs.sum(axis=0) * lives.alive[vintage],
    )


def lived_before(inputs: Inputs) -> Lived:
    """Work of the lives of the trucks sold before the horizon."""
    p = Trucks(inputs)
    lives, energy, none = lives_of(inputs, p.oldest), energy_by_diesel(p), np.zeros(inputs.draws)
    of_duties = np.zeros((len(p.duties.names), inputs.draws))
    total = Lived(of_duties, of_duties, of_duties, none)
    for vintage in range(p.oldest):
        total = total + lived_of(p, lives, energy, vintage, p.first_stock * p.past[:, vintage][:, None])
    return total
