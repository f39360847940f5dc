"""What a simulated line tells its operator, with the confidence that replications give."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.corridor.clock import MINUTES_PER_DAY, QUARTER, QUARTERS_PER_HOUR
from carbonsim.corridor.costs import electricity_cost
from carbonsim.corridor.fast_station import FastStations
from carbonsim.corridor.journeys import Journeys
from carbonsim.corridor.lanes import Lanes
from carbonsim.corridor.line import Line
from carbonsim.corridor.trips import Trips

CONFIDENCE = 0.95
#: Quantile of waiting that drivers remember.
LONG_WAIT = 0.95


@dataclass(frozen=True)
class Measures:
    """One value a replication, (replications,), after warming up; days are mean days.

    Attributes
    ----------
    trucks, swaps : array [1/day]
        Trucks that entered; swaps given.
    wait_mean : array [min]
        Mean wait over all swaps.
    wait_long : array [min]
        95th percentile of waiting over all who wanted a swap; who left or was stranded waited for ever, so
        that it is infinite where these are more than 5 %.
    kept_waiting : array [1]
        Share of swaps that did not begin at once.
    turned_away, stranded : array [1]
        Share of trucks that left to charge elsewhere; that stood with an empty battery.
    energy : array [kWh/day]
        From the grid.
    electricity_cost : array [CNY/day]
    bay_load : array [1]
        Part of the time in which bays were taken.
    power_load : array [1]
        Energy over what the connections could give.
    busiest_power : array [1]
        Mean power in the busiest quarter hour of the day over that of the connections.
    """

    trucks: Array
    swaps: Array
    wait_mean: Array
    wait_long: Array
    kept_waiting: Array
    turned_away: Array
    stranded: Array
    energy: Array
    electricity_cost: Array
    bay_load: Array
    power_load: Array
    busiest_power: Array


@dataclass(frozen=True)
class Profiles:
    """A mean day, (quarters of the day, stations of the line), mean over replications.

    `waiting` [truck], `ready` [block], `power` [kW] from the grid.
    """

    waiting: Array
    ready: Array
    power: Array


@dataclass(frozen=True)
class Waits:
    """Waiting in a period of days, from `period[0]` on and before `period[1]`.

    Attributes
    ----------
    wait : array [min]
        Of trucks whose swap began in the period, (trips, stations); NaN for all else.
    counted, unserved : array of bool
        Trips that began in the period or after it, and those of them that never got the swap they wanted,
        (trips,).
    """

    period: tuple[int, int]
    wait: Array
    counted: NDArray[np.bool_]
    unserved: NDArray[np.bool_]

    def long(self, some: NDArray[np.bool_] | slice = slice(None)) -> float:
        """95th percentile [min] of all trips, or of some of them together.

        Where a failure is rare, some replications have none: their percentiles say less than that of all.
        """
        return _long(self.wait[some], int(self.unserved[some].sum()))


def waits_of(trips: Trips, journeys: Journeys, period: tuple[int, int]) -> Waits:
    """Waiting in a period: first day that counts, and number of days in all."""
    begin, end = (day * MINUTES_PER_DAY for day in period)
    swapped = (journeys.begun >= begin) & (journeys.begun < end)
    counted = trips.entry >= begin
    unserved = (journeys.turned_away | journeys.stranded) & counted
    return Waits(period, np.where(swapped, journeys.begun - journeys.passed, np.nan), counted, unserved)


def measure(
    line: Line,
    efficiency: float,
    prices: tuple[float, ...],
    trips: Trips,
    journeys: Journeys,
    stations: FastStations,
    waits: Waits,
) -> tuple[Measures, Profiles]:
    """What came of the days after warming up.

    Parameters
    ----------
    line : Line
        And its traffic.
    efficiency : float [1]
        Energy into blocks over energy from the grid.
    prices : tuple of float [CNY/kWh]
        Of power, by hour.
    trips : Trips
        Of all replications.
    journeys : Journeys
        What came of them.
    stations : FastStations
        Their records begin after warming up.
    waits : Waits
        In the days that count.

    Returns
    -------
    Measures, Profiles
    """
    days, counted, wait = waits.period[1] - waits.period[0], waits.counted, waits.wait
    each = len(line.places)
    replications = stations.lanes.count // each
    swapped = np.isfinite(wait)
    energy = stations.record.energy.reshape(-1, replications, each) / efficiency / days
    power = energy * QUARTERS_PER_HOUR
    connection = stations.lanes.power.reshape(replications, each) / efficiency

    def by_replication(values: NDArray[np.generic]) -> Array:
        weights = values.astype(float)
        return np.bincount(trips.replication, weights=weights, minlength=replications).astype(float)

    trucks = by_replication(counted)
    swaps = by_replication(swapped.sum(axis=1))
    held = np.where(swapped, journeys.left - journeys.begun, 0.0).sum(axis=1)
    bays = stations.lanes.bays.reshape(replications, each).sum(axis=1)
    own = [trips.replication == one for one in range(replications)]
    with np.errstate(invalid="ignore", divide="ignore"):
        measures = Measures(
            trucks=trucks / days,
            swaps=swaps / days,
            wait_mean=by_replication(np.nan_to_num(wait).sum(axis=1)) / swaps,
            wait_long=np.array([waits.long(one) for one in own]),
            kept_waiting=by_replication((wait > 0).sum(axis=1)) / swaps,
            turned_away=by_replication(journeys.turned_away & counted) / trucks,
            stranded=by_replication(journeys.stranded & counted) / trucks,
            energy=energy.sum(axis=(0, 2)),
            electricity_cost=electricity_cost(prices, energy.sum(axis=2)),
            bay_load=by_replication(held) / (bays * days * MINUTES_PER_DAY),
            power_load=power.mean(axis=0).sum(axis=1) / connection.sum(axis=1),
            busiest_power=(power / connection).mean(axis=2).max(axis=0),
        )
    over_time = 1.0 / (QUARTER * days)
    profiles = Profiles(
        waiting=stations.record.waiting.reshape(-1, replications, each).mean(axis=1) * over_time,
        ready=stations.record.ready.reshape(-1, replications, each).mean(axis=1) * over_time,
        power=power.mean(axis=1),
    )
    return measures, profiles


def _long(waits: Array, failed: int) -> float:
    """95th percentile of waits, with so many who waited for ever; NaN where nobody came."""
    known = np.sort(waits[np.isfinite(waits)])
    count = len(known) + failed
    if not count:
        return float("nan")
    place = math.ceil(LONG_WAIT * count) - 1
    return float(known[place]) if place < len(known) else float("inf")


def interval(values: Array) -> tuple[float, float]:
    r"""Mean of replications, and half of its confidence interval.

    .. math:: \bar x \pm t_{0.975,\,n-1}\,\frac{s}{\sqrt n}

    Parameters
    ----------
    values : array
        (replications,).

    Returns
    -------
    float, float
        The second is NaN for a single replication, or where a value is not finite.

    Examples
    --------
    >>> mean, half = interval(np.array([1.0, 2.0, 3.0]))
    >>> mean, round(half, 3)
    (2.0, 2.484)
    """
    from scipy.special import stdtrit  # noqa: PLC0415 - takes time to import

    count = len(values)
    if count < 2 or not np.isfinite(values).all():
        return float(values.mean()), float("nan")
    error = float(values.std(ddof=1)) / math.sqrt(count)
    return float(values.mean()), float(stdtrit(count - 1, 0.5 + CONFIDENCE / 2.0)) * error


def blocks_per_swap(line: Line) -> float:
    """Mean blocks of a truck."""
    return sum(blocks * share for blocks, share in line.packs)


def conserved(trips: Trips, journeys: Journeys, lanes: Lanes, stations: FastStations) -> dict[str, float]:
    """What does not balance: trucks, blocks, and energy [kWh]; all 0 but for rounding.

    Trucks that entered have arrived, left, or are on the line. Blocks of stations are ready, charge or are
    being swapped. What trucks that are off the line drove is what they brought and were given, less what they
    took away.
    """
    off = ~journeys.on_line
    ended = np.isfinite(journeys.arrived) + journeys.stranded + journeys.turned_away * 1
    given = np.where(np.isfinite(journeys.left), journeys.missing, 0.0).sum(axis=1) * trips.blocks
    driven = journeys.driven * trips.use
    blocks = stations.ready + stations.charging.depleted + stations.in_bays - lanes.blocks
    return {
        "trucks": float(np.abs(ended - off).sum()),
        "blocks": float(np.abs(blocks).sum()),
        "energy": float(np.abs(trips.energy + given - driven - journeys.energy)[off].max(initial=0.0)),
    }
