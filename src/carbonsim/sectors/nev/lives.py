"""Lives of vehicles over the horizon: years in use and kilometres of those that leave alike.

Formed from hazards that are read from the parameters again, so that a fleet can be held against them.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import PERCENT
from carbonsim.core.late import dataclass
from carbonsim.core.survival import HALF_YEAR, cumulative_hazard
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.parameters import NevParameters


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


def lives_of(inputs: Inputs, row: int, fast: bool, moved: bool) -> Lives:
    """Lives of a powertrain's vehicles that leave fast, or of the others, whose hazard the state may move."""
    p = NevParameters(inputs)
    oldest, vehicles = p.oldest, p.vehicles
    if fast:
        curve = [vehicles.fast_survival_scale, vehicles.fast_survival_shape]
    else:
        curve = [p.powertrains.survival_scale[row], p.powertrains.survival_shape[row]]
    ages, years = np.arange(oldest + 1.0)[:, None], len(inputs.years)
    passed = cumulative_hazard(ages + HALF_YEAR, *curve) + np.zeros(inputs.draws)
    hazard = np.diff(passed, axis=0, prepend=0.0)
    multiple = np.ones((years, 1))
    if moved:
        multiple = p.hazard_multiple[p.first :]
    fall = 1.0 - vehicles.mileage_decline / PERCENT
    mileage = vehicles.mileage * np.where(ages > 0, fall, 1.0) ** ages
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
