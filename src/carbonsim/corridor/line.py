"""The line: where its stations are, who drives on it and when, and with what batteries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.corridor.clock import DAYS_PER_WEEK, HOURS_PER_DAY

#: Driving towards rising or falling kilometres.
UP, DOWN = "up", "down"
DIRECTIONS = (UP, DOWN)


@dataclass(frozen=True)
class Place:
    """Where a station is: kilometre of the line and the direction that it serves."""

    name: str
    kilometre: float
    direction: str


@dataclass(frozen=True)
class Flow:
    """Trucks from one place to another: kilometres of the line, and share of all traffic."""

    name: str
    origin: float
    destination: float
    share: float

    @property
    def direction(self) -> str:
        """The direction it drives in."""
        return UP if self.destination > self.origin else DOWN


@dataclass(frozen=True)
class Line:
    """A line and its traffic.

    Attributes
    ----------
    length : float
        Of the expressway [km].
    access : float
        Way [km] from the exit to where a trip ends, which the battery has to cover too.
    places : tuple of Place
        Stations.
    flows : tuple of Flow
        Shares add up to 1.
    traffic : float
        Trucks that enter on a mean day.
    hours : tuple of float
        Share of a day's trucks that enter in each hour.
    days : tuple of float
        Trucks of each day of a week over those of a mean day, Monday first.
    packs : mapping of int to float
        Share of trucks by the blocks that they carry.
    loads : mapping of float to float
        Share of trips by what they use [kWh/km].
    speed, speed_spread : float
        Mean of trucks [km/h], and its standard deviation over the mean.
    swap_time, swap_time_spread : float
        Mean time in a bay [min], and its standard deviation over the mean.
    block_energy : float
        Energy [kWh] of a block between empty and full.
    full_at_entry : float
        Share of trucks that enter with a full battery, swapped or charged elsewhere.
    least_at_entry : float
        State of charge from which the others enter, up to full, evenly.
    reserve : float
        Share of the battery that drivers want to keep.
    information : float
        Time [min] between two updates of what drivers are told about stations ahead.
    failures : float
        Of a station in a year.
    repair_time : float
        Mean time [min] that one lasts.
    """

    length: float
    access: float
    places: tuple[Place, ...]
    flows: tuple[Flow, ...]
    traffic: float
    hours: tuple[float, ...]
    days: tuple[float, ...]
    packs: tuple[tuple[int, float], ...]
    loads: tuple[tuple[float, float], ...]
    speed: float
    speed_spread: float
    swap_time: float
    swap_time_spread: float
    block_energy: float
    full_at_entry: float
    least_at_entry: float
    reserve: float
    information: float
    failures: float
    repair_time: float

    def __post_init__(self) -> None:
        if len(self.hours) != HOURS_PER_DAY or len(self.days) != DAYS_PER_WEEK:
            raise ValueError("a day has 24 hours, and a week seven days")
        for name, shares in (
            ("hours", self.hours),
            ("flows", [flow.share for flow in self.flows]),
            ("packs", [share for _, share in self.packs]),
            ("loads", [share for _, share in self.loads]),
        ):
            if abs(sum(shares) - 1.0) > 1e-6 or min(shares) < 0:
                raise ValueError(f"shares of {name} add up to {sum(shares):g}, expected 1")
        if self.traffic <= 0 or not self.places:
            raise ValueError("a line has traffic and at least one station")
        if self.window <= 0:
            raise ValueError("two stations of a direction are at the same place")

    @cached_property
    def rank(self) -> dict[str, IntArray]:
        """Stations of each direction in the order in which trucks pass them."""
        return {
            direction: np.array(
                sorted(
                    (i for i, place in enumerate(self.places) if place.direction == direction),
                    key=lambda i: self.along(self.places[i].kilometre, direction),
                ),
                dtype=np.int64,
            )
            for direction in DIRECTIONS
        }

    def along(self, kilometre: float, direction: str) -> float:
        """Kilometres that a truck has behind it, from the end of the line that it comes from."""
        return kilometre if direction == UP else self.length - kilometre

    @cached_property
    def ways(self) -> dict[str, Array]:
        """How far along the stations of each direction are, in their order [km]."""
        return {
            direction: np.array([self.along(self.places[i].kilometre, direction) for i in ranked])
            for direction, ranked in self.rank.items()
        }

    @property
    def fastest(self) -> float:
        """Speed [km/min] that no truck exceeds."""
        return self.speed * (1.0 + 3.0 * self.speed_spread) / MINUTES_PER_HOUR

    @cached_property
    def window(self) -> float:
        """Time [min] in which what happens at a station cannot reach another."""
        gaps = [gap for way in self.ways.values() for gap in np.diff(way)]
        nearest = min(gaps, default=np.inf) / self.fastest
        return self.information / max(1.0, np.ceil(self.information / nearest)) if nearest > 0 else 0.0


def spaced(length: float, count: int, direction: str) -> tuple[Place, ...]:
    """Stations of one direction at even distances, ends as far from an end as half a distance.

    Examples
    --------
    >>> [place.kilometre for place in spaced(300.0, 3, "up")]
    [50.0, 150.0, 250.0]
    """
    return tuple(
        Place(f"{direction}_{number + 1}", length * (number + 0.5) / count, direction)
        for number in range(count)
    )


def evenly(length: float, counts: Sequence[int]) -> tuple[Place, ...]:
    """Stations of both directions at even distances."""
    return tuple(
        place
        for count, direction in zip(counts, DIRECTIONS, strict=True)
        for place in spaced(length, count, direction)
    )
