"""Service curves: how long trucks wait at a station, and how many it turns away, by its load.

A curve is made by the fast simulation of one station, for one design. Loads are those of a whole day: swaps
sought over swaps that the station could give if it were always at work; within the day trucks come by the
profile of the design, so that a load well below 1 already fills the busy hours. Curves are made for trucks of
one, two and three blocks, and for a station that is half and twice as quick in all it does: between these,
and between loads, they are read off in straight lines.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, Progress
from carbonsim.corridor.capacity import station_rates
from carbonsim.corridor.clock import HOURS_PER_DAY, MINUTES_PER_DAY
from carbonsim.corridor.station import ChargeCurve, Station

if TYPE_CHECKING:
    from carbonsim.corridor.visits import Visits

#: Points at which curves are made.
LOADS = (0.0, 0.15, 0.3, 0.45, 0.55, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0, 1.1, 1.25, 1.5)
BLOCKS = (1, 2, 3)
SPEEDS = (0.5, 1.0, 2.0)
#: Days that count, and before them; independent stations for each point.
DAYS, WARM_UP, STATIONS = 4, 1, 12
SEED = 20230824


@dataclass(frozen=True)
class CurveDesign:
    """What a curve depends on.

    Attributes
    ----------
    station : Station
        Its patience is that of drivers: who is told of a longer wait charges elsewhere.
    swap_time_spread : float
        Standard deviation of the time in a bay over its mean.
    profile : tuple of float
        Share of a day's trucks that come in each hour.
    """

    station: Station
    swap_time_spread: float
    profile: tuple[float, ...]

    def rate(self, blocks: Array | float) -> Array:
        """Swaps an hour at full load of trucks with so many blocks."""
        return np.asarray(station_rates(self.station, blocks, self.station.block_energy).min(axis=0))


@dataclass(frozen=True)
class ServiceCurves:
    """Curves of one design, (speeds, blocks, loads).

    Attributes
    ----------
    wait : array [min]
        Mean, of trucks that are swapped.
    unserved : array [1]
        Share of trucks that charge elsewhere.
    """

    wait: Array
    unserved: Array

    def at(self, load: Array, blocks: Array, speed: Array) -> tuple[Array, Array]:
        """Read curves off.

        Parameters
        ----------
        load : array [1]
            Swaps sought in a day over what the station could give.
        blocks : array
            Mean blocks of a truck.
        speed : array [1]
            Swaps an hour at full load over those of the design.

        Returns
        -------
        array [min], array [1]
            Beyond the last load as many are served as there.
        """
        speed_at = _between(np.log2(SPEEDS), np.log2(np.maximum(speed, SPEEDS[0])))
        place = (speed_at, _between(np.array(BLOCKS), blocks), _between(np.array(LOADS), load))
        unserved = _read(self.unserved, place)
        served = (1.0 - unserved) * np.minimum(1.0, LOADS[-1] / np.maximum(load, LOADS[-1]))
        return _read(self.wait, place), 1.0 - served


Between = tuple[np.typing.NDArray[np.int64], Array]


def _between(points: Array, values: Array) -> Between:
    """The point below each value, and how far it is from there to the next."""
    below = np.clip(np.searchsorted(points, values, side="right") - 1, 0, len(points) - 2)
    part = (values - points[below]) / (points[below + 1] - points[below])
    return below, np.clip(part, 0.0, 1.0)


def _read(table: Array, place: tuple[Between, Between, Between]) -> Array:
    (speed, s), (blocks, b), (load, x) = place
    _, width, height = table.shape
    flat = table.ravel()
    at = (speed * width + blocks) * height + load

    def along_load(start: np.typing.NDArray[np.int64]) -> Array:
        low = flat[start]
        return np.asarray(low + x * (flat[start + 1] - low))

    def along_blocks(start: np.typing.NDArray[np.int64]) -> Array:
        low = along_load(start)
        return np.asarray(low + b * (along_load(start + height) - low))

    low = along_blocks(at)
    return np.asarray(low + s * (along_blocks(at + width * height) - low))


def make_curves(design: CurveDesign, progress: Progress | None = None) -> ServiceCurves:
    """Simulate the curves of a design.

    Waiting and turning away never fall with load: what simulation leaves of noise is ironed out upwards. No
    station serves more than it can give.

    Parameters
    ----------
    design : CurveDesign
        Of the station.
    progress : callable, optional
        Told how many of how many parts are done.

    Returns
    -------
    ServiceCurves
    """
    waits, unserved = [], []
    for number, speed in enumerate(SPEEDS):
        wait, turned = at_speed(design, speed)
        waits.append(wait)
        unserved.append(turned)
        if progress is not None:
            progress(number + 1, len(SPEEDS))
    least = np.maximum(0.0, 1.0 - 1.0 / np.maximum(LOADS, 1e-9))
    turned = np.maximum(np.array(unserved), least)
    return ServiceCurves(
        np.maximum.accumulate(np.array(waits), axis=-1), np.maximum.accumulate(turned, axis=-1)
    )


def at_speed(design: CurveDesign, speed: float) -> tuple[Array, Array]:
    """Waits and shares turned away, (blocks, loads), of a station so much quicker."""
    # shipped curves are read without the simulation
    from carbonsim.corridor.fast_station import simulate  # noqa: PLC0415
    from carbonsim.corridor.lanes import lanes_of  # noqa: PLC0415

    station = quicker(design.station, speed)
    loads = np.array(LOADS[1:])
    lanes = [(blocks, load) for blocks in BLOCKS for load in loads for _ in range(STATIONS)]
    rates = {blocks: float(design.rate(blocks)) * speed for blocks in BLOCKS}
    visits = _visits(design, station, lanes, rates)
    end = (WARM_UP + DAYS) * MINUTES_PER_DAY
    # a day more, so that those who came late are seen through
    served, _ = simulate(lanes_of([station] * len(lanes)), visits, end + MINUTES_PER_DAY)
    counted = (visits.arrival >= WARM_UP * MINUTES_PER_DAY) & (visits.arrival < end)
    shape = (len(BLOCKS), len(loads), STATIONS)
    wait = np.where(counted, served.start - visits.arrival, np.nan)
    total = np.nansum(wait, axis=0).reshape(shape).sum(axis=2)
    swapped = np.isfinite(wait).sum(axis=0).reshape(shape).sum(axis=2)
    left = (served.left & counted).sum(axis=0).reshape(shape).sum(axis=2)
    nothing = np.zeros((len(BLOCKS), 1))
    shares = left / np.maximum(left + swapped, 1)
    return np.hstack([nothing, total / np.maximum(swapped, 1)]), np.hstack([nothing, shares])


def quicker(station: Station, speed: float) -> Station:
    """A station that does all things so much faster, with drivers as patient as before."""
    curve = ChargeCurve(station.curve.missing, tuple(power * speed for power in station.curve.power))
    return replace(station, swap_time=station.swap_time / speed, power=station.power * speed, curve=curve)


def _visits(
    design: CurveDesign, station: Station, lanes: list[tuple[int, float]], rates: dict[int, float]
) -> Visits:
    """Trucks with empty blocks, by the profile of the day."""
    from carbonsim.corridor.trips import random_arrivals, spread  # noqa: PLC0415
    from carbonsim.corridor.visits import Visits  # noqa: PLC0415

    profile = np.tile(np.array(design.profile) / sum(design.profile) * HOURS_PER_DAY, WARM_UP + DAYS)
    columns = []
    for number, (blocks, load) in enumerate(lanes):
        # the same trucks for all loads and sizes, but for their number
        random = np.random.default_rng([SEED, number % STATIONS])
        columns.append(random_arrivals(random, load * rates[blocks] * profile))
    longest = max(map(len, columns))
    arrival = np.full((longest, len(lanes)), np.inf)
    for lane, column in enumerate(columns):
        arrival[: len(column), lane] = column
    random = np.random.default_rng([SEED, STATIONS])
    swap_time = station.swap_time * spread(random, design.swap_time_spread, (longest, 1))
    sizes = np.array([blocks for blocks, _ in lanes], dtype=np.int64)
    return Visits(
        arrival=arrival,
        blocks=np.broadcast_to(sizes, arrival.shape),
        missing=np.full(arrival.shape, station.block_energy),
        swap_time=np.broadcast_to(swap_time, arrival.shape),
    )
