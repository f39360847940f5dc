"""Trips on the line, drawn: who enters when, how fast, with what battery and how full."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from carbonsim.core.conversions import DAYS_PER_YEAR, MINUTES_PER_HOUR
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.corridor.clock import DAYS_PER_WEEK, HOURS_PER_DAY, MINUTES_PER_DAY
from carbonsim.corridor.line import Line


@dataclass(frozen=True)
class Trips:
    """Trips in order of entry, (trips,), and what their swaps would take.

    Attributes
    ----------
    replication : array of int
        Which of the independent lines the trip is on.
    entry : array [min]
        Time of entry; 0 is midnight before the first day.
    flow : array of int
        Index in `Line.flows`.
    speed : array [km/min]
    use : array [kWh/km]
    blocks : array of int
    energy : array [kWh]
        In the battery at entry.
    swap_time : array [min]
        In a bay, for each station of the line, (trips, stations).
    """

    replication: IntArray
    entry: Array
    flow: IntArray
    speed: Array
    use: Array
    blocks: IntArray
    energy: Array
    swap_time: Array

    def only(self, replication: int) -> Trips:
        """The trips of one replication."""
        kept = self.replication == replication
        return Trips(**{field.name: getattr(self, field.name)[kept] for field in fields(self)})


def draw_trips(line: Line, days: int, replications: int, seed: int) -> Trips:
    """Draw the trips of some days on independent lines.

    Arrivals are random (Poisson) at a rate that changes with the hour and the day of the week; the first day
    is a Monday. A replication has its own generator: another number of them leaves it as it is.

    Parameters
    ----------
    line : Line
        And its traffic.
    days, replications : int
        How many.
    seed : int
        Of the draws.

    Returns
    -------
    Trips
    """
    drawn = [_replication(line, days, replication, seed) for replication in range(replications)]
    joined = {
        field.name: np.concatenate([getattr(one, field.name) for one in drawn]) for field in fields(Trips)
    }
    return Trips(**joined)


def _replication(line: Line, days: int, replication: int, seed: int) -> Trips:
    random = np.random.default_rng([seed, replication, 0])
    day = np.repeat(np.array(line.days)[np.arange(days) % DAYS_PER_WEEK], HOURS_PER_DAY)
    entry = random_arrivals(random, line.traffic * day * np.tile(line.hours, days))
    count = len(entry)
    flow = random.choice(len(line.flows), count, p=[one.share for one in line.flows])
    speed = line.speed / MINUTES_PER_HOUR * spread(random, line.speed_spread, count)
    slowest = line.speed * max(0.1, 1.0 - 3.0 * line.speed_spread) / MINUTES_PER_HOUR
    uses, use_shares = zip(*line.loads, strict=True)
    sizes, size_shares = zip(*line.packs, strict=True)
    blocks = random.choice(np.array(sizes, dtype=np.int64), count, p=size_shares)
    use = random.choice(np.array(uses, dtype=float), count, p=use_shares)
    filled = random.uniform(line.least_at_entry, 1.0, count)
    filled[random.random(count) < line.full_at_entry] = 1.0
    swaps = line.swap_time * spread(random, line.swap_time_spread, (count, len(line.places)))
    return Trips(
        replication=np.full(count, replication, dtype=np.int64),
        entry=entry,
        flow=flow,
        speed=np.clip(speed, slowest, line.fastest),
        use=use,
        blocks=blocks,
        energy=filled * blocks * line.block_energy,
        swap_time=swaps,
    )


def random_arrivals(random: np.random.Generator, by_hour: Array) -> Array:
    """Moments [min] of random (Poisson) arrivals, rising, from the mean number in each hour."""
    hour = np.repeat(np.arange(len(by_hour)), random.poisson(by_hour))
    return np.sort((hour + random.random(len(hour))) * MINUTES_PER_HOUR)


def spread(random: np.random.Generator, deviation: float, size: int | tuple[int, int]) -> Array:
    """Lognormal factors of mean 1 with a relative standard deviation."""
    sigma = np.sqrt(np.log1p(deviation**2))
    return np.asarray(random.lognormal(-(sigma**2) / 2.0, sigma, size))


def draw_outages(line: Line, days: int, replications: int, seed: int) -> Array:
    """Failures of stations: begin and end in turn, (two for each failure, replications x stations) [min].

    A station works for an exponential time, and a repair takes one too. Columns run over the stations of the
    first replication, then of the second; infinite where a station has fewer failures than another.
    """
    horizon = days * MINUTES_PER_DAY
    columns = []
    for replication in range(replications):
        random = np.random.default_rng([seed, replication, 1])
        columns += [_failures(line, horizon, random) for _ in line.places]
    most = max(len(column) for column in columns)
    return np.array([column + [np.inf] * (most - len(column)) for column in columns]).T.reshape(
        most, len(columns)
    )


def _failures(line: Line, horizon: float, random: np.random.Generator) -> list[float]:
    moments: list[float] = []
    if line.failures <= 0 or line.repair_time <= 0:
        return moments
    working = DAYS_PER_YEAR * MINUTES_PER_DAY / line.failures
    now = random.exponential(working)
    while now < horizon:
        mended = now + random.exponential(line.repair_time)
        moments += [now, mended]
        now = mended + random.exponential(working)
    return moments
