"""What came of trips."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.corridor.line import UP, Line
from carbonsim.corridor.trips import Trips


@dataclass(frozen=True)
class Journeys:
    """Times [min] at stations, (trips, stations of the line); NaN where a truck did not come or stop.

    Attributes
    ----------
    passed : array
        When the truck came by, whether it stopped or not.
    begun, left : array
        When its swap began, and when it drove on.
    missing : array [kWh]
        What each of its blocks missed, for those that were swapped.
    arrived : array
        When the trip ended, (trips,); NaN for those that did not get there.
    stranded : array of bool
        The battery was empty on the way, (trips,).
    turned_away : array of bool
        The driver would not wait, and left the line to charge elsewhere, (trips,).
    energy : array [kWh]
        In the battery when the truck left the line, wherever it did; NaN while on it, (trips,).
    driven : array [km]
        On the line and from its exit to the end of the trip, (trips,).
    """

    passed: Array
    begun: Array
    left: Array
    missing: Array
    arrived: Array
    stranded: NDArray[np.bool_]
    turned_away: NDArray[np.bool_]
    energy: Array
    driven: Array

    @property
    def on_line(self) -> NDArray[np.bool_]:
        """Trips that were under way at the end."""
        return np.isnan(self.energy)


def no_journeys(trips: int, stations: int) -> Journeys:
    """Before the first truck enters."""
    return Journeys(
        passed=np.full((trips, stations), np.nan),
        begun=np.full((trips, stations), np.nan),
        left=np.full((trips, stations), np.nan),
        missing=np.full((trips, stations), np.nan),
        arrived=np.full(trips, np.nan),
        stranded=np.zeros(trips, dtype=bool),
        turned_away=np.zeros(trips, dtype=bool),
        energy=np.full(trips, np.nan),
        driven=np.zeros(trips),
    )


@dataclass(frozen=True)
class Routes:
    """Where trips run, in kilometres along their own direction, (trips,).

    Stations `first` to `last` - 1 of the direction are on the way; `destination` includes the way from the
    exit.
    """

    upward: NDArray[np.bool_]
    origin: Array
    destination: Array
    first: IntArray
    last: IntArray


def routes_of(line: Line, trips: Trips) -> Routes:
    """Routes of all trips."""
    origin = [line.along(flow.origin, flow.direction) for flow in line.flows]
    exit_ = [line.along(flow.destination, flow.direction) for flow in line.flows]
    ways = [line.ways[flow.direction] for flow in line.flows]
    first = [np.searchsorted(way, at, "left") for way, at in zip(ways, origin, strict=True)]
    last = [np.searchsorted(way, at, "right") for way, at in zip(ways, exit_, strict=True)]
    return Routes(
        upward=np.array([flow.direction == UP for flow in line.flows])[trips.flow],
        origin=np.array(origin)[trips.flow],
        destination=np.array(exit_)[trips.flow] + line.access,
        first=np.array(first)[trips.flow],
        last=np.array(last)[trips.flow],
    )
