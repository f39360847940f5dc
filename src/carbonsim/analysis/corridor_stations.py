"""A simulated line station by station: waiting by the hour in which trucks come, and use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.corridor import Corridor
from carbonsim.core.blank import BLANK, figures
from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.types import Array
from carbonsim.corridor.clock import HOURS_PER_DAY, MINUTES_PER_DAY
from carbonsim.corridor.measures import LONG_WAIT, Waits, waits_of

#: Swaps in an hour of the day from which on a 95th percentile is more than the longest wait.
FEWEST = 20


@dataclass(frozen=True)
class HourlyWaits:
    """Waiting by hour of the day in which trucks came, of those that got a swap, (hours,) [min].

    `long` is the 95th percentile, blank where an hour has too few swaps to tell it.
    """

    mean: Array
    long: Array


@dataclass(frozen=True)
class Use:
    """Use of one station on a mean day.

    Attributes
    ----------
    swaps : float [1/day]
    wait_mean, wait_long : float [min]
        Mean and 95th percentile of those that got a swap.
    bays : float [1]
        Part of the time in which bays were taken.
    power : float [1]
        Of the busiest quarter hour of the mean day, over the connection.
    """

    swaps: float
    wait_mean: float
    wait_long: float
    bays: float
    power: float


def _waits(found: Corridor) -> Waits:
    plan = found.plan
    return waits_of(found.trips, found.journeys, (plan.warm_up, plan.warm_up + plan.days))


def hourly_waits(found: Corridor, station: int | None = None) -> HourlyWaits:
    """Waiting by hour of the day at one station of the line, or at all.

    Parameters
    ----------
    found : Corridor
        Simulated.
    station : int, optional
        Its place on the line; all together if left out.

    Returns
    -------
    HourlyWaits
    """
    places = slice(None) if station is None else slice(station, station + 1)
    waits, came = _waits(found).wait[:, places], found.journeys.passed[:, places]
    swapped = np.isfinite(waits)
    hours = (came[swapped] // MINUTES_PER_HOUR).astype(int) % HOURS_PER_DAY
    each = [waits[swapped][hours == hour] for hour in range(HOURS_PER_DAY)]
    return HourlyWaits(
        np.array([_mean(some) for some in each]),
        np.array([_long(some) if len(some) >= FEWEST else BLANK for some in each]),
    )


def station_uses(found: Corridor) -> list[Use]:
    """Use of each station of the line, in their order."""
    plan, journeys = found.plan, found.journeys
    wait, days = _waits(found).wait, plan.days * plan.replications
    held = np.where(np.isfinite(wait), journeys.left - journeys.begun, 0.0).sum(axis=0)
    connection = plan.station.power / plan.station.efficiency
    uses = []
    for place in range(len(plan.line.places)):
        own = figures(wait[:, place])
        uses.append(
            Use(
                swaps=len(own) / days,
                wait_mean=_mean(own),
                wait_long=_long(own) if len(own) >= FEWEST else BLANK,
                bays=float(np.nan_to_num(held[place])) / (plan.station.bays * days * MINUTES_PER_DAY),
                power=float(found.profiles.power[:, place].max()) / connection,
            )
        )
    return uses


def _mean(waits: Array) -> float:
    return float(waits.mean()) if len(waits) else BLANK


def _long(waits: Array) -> float:
    return float(np.quantile(waits, LONG_WAIT))
