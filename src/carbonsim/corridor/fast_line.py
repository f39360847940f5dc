"""The line in NumPy: the model of `reference_line`, for many replications and all stations at once.

Time goes on in windows that are so short that what happens at a station in one of them cannot reach another
station in the same one: within a window stations do not know of each other, and each is a lane of
`FastStations`. Between windows trucks are handed on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.types import Array, IntArray, Progress
from carbonsim.corridor.clock import MINUTES_PER_DAY
from carbonsim.corridor.driver import stops_here
from carbonsim.corridor.fast_station import FastStations
from carbonsim.corridor.journeys import Journeys, no_journeys, routes_of
from carbonsim.corridor.lanes import lanes_of
from carbonsim.corridor.line import DIRECTIONS, UP, Line
from carbonsim.corridor.station import Station
from carbonsim.corridor.trips import Trips

#: Windows between two reports of progress.
REPORT = 50


class FastLine:
    """Replications of a line under way.

    Parameters
    ----------
    line : Line
        And its traffic.
    stations : sequence of Station
        What the stations of each replication have: replications may differ.
    trips : Trips
        Of all replications.
    outages : array [min]
        Begin and end of failures in turn, (two for each failure, replications x stations).
    """

    def __init__(self, line: Line, stations: Sequence[Station], trips: Trips, outages: Array) -> None:
        self.line, self.trips = line, trips
        count, each = len(trips.entry), len(line.places)
        self.stations = FastStations(lanes_of([one for one in stations for _ in range(each)]), outages)
        self.journeys = no_journeys(count, each)
        self.routes = routes_of(line, trips)
        self.full = trips.blocks * line.block_energy
        self.energy = trips.energy.copy()  # when it left the last place
        self.at = self.routes.origin.copy()  # which is so far along
        self.rank = self.routes.first.copy()  # of its next station
        self.following = np.full(count, np.inf)  # when it gets there, or its battery is empty
        self.order = np.argsort(trips.entry, kind="stable")
        self.entries = trips.entry[self.order]
        self.entered = 0
        self.driving = np.zeros(0, dtype=np.int64)
        self.stopped = np.zeros((4, 0), dtype=np.int64)  # trip, station, lane, place in line

    def run(self, days: int, warm_up: int = 0, progress: Progress | None = None) -> Journeys:
        """Go on to the end of a day, from the beginning.

        Parameters
        ----------
        days : int
            How many.
        warm_up : int
            Days after which records begin.
        progress : callable, optional
            Told how many of how many windows are done.

        Returns
        -------
        Journeys
        """
        width, close = self.line.window, days * MINUTES_PER_DAY
        last, begin = math.ceil(close / width), warm_up * MINUTES_PER_DAY
        for window in range(1, last + 1):
            end = min(window * width, close)
            self._enter(end)
            self._come(end)
            if end - width < begin <= end:
                self.stations.advance(begin)
                self.stations.record.clear()
            self.stations.advance(end)
            self._leave()
            if progress is not None and (window % REPORT == 0 or window == last):
                progress(window, last)
        return self.journeys

    def _enter(self, end: float) -> None:
        """Trucks that enter before a moment head for their first station."""
        until = int(np.searchsorted(self.entries, end, "left"))
        new = self.order[self.entered : until]
        self.entered = until
        if new.size:
            self._head_on(new, self.trips.entry[new])

    def _head_on(self, trips: IntArray, now: Array) -> None:
        """Trucks leave the place where they are for the next."""
        kilometres = self._next_place(trips) - self.at[trips]
        lasting = np.minimum(kilometres, self.energy[trips] / self.trips.use[trips])
        self.following[trips] = now + lasting / self.trips.speed[trips]
        self.driving = np.concatenate([self.driving, trips])

    def _next_place(self, trips: IntArray) -> Array:
        """How far along the next station of trucks is, or the end of their trip [km]."""
        upward, rank = self.routes.upward[trips], self.rank[trips]
        place = self.routes.destination[trips].copy()
        heading = rank < self.routes.last[trips]
        for direction in DIRECTIONS:
            chosen = heading & (upward == (direction == UP))
            place[chosen] = self.line.ways[direction][rank[chosen]]
        return place

    def _come(self, end: float) -> None:
        """Trucks that are somewhere before a moment: they go on, stop, or leave the line."""
        due = self.following[self.driving] < end
        come, self.driving = self.driving[due], self.driving[~due]
        if not come.size:
            return
        kilometres = self._next_place(come) - self.at[come]
        lasts = self.energy[come] >= self.trips.use[come] * kilometres
        driven = np.where(lasts, kilometres, self.energy[come] / self.trips.use[come])
        self.journeys.driven[come] += driven
        self.energy[come] = np.where(lasts, self.energy[come] - self.trips.use[come] * driven, 0.0)
        self.at[come] += driven
        arrives = lasts & (self.rank[come] == self.routes.last[come])
        self.journeys.stranded[come[~lasts]] = True
        self.journeys.arrived[come[arrives]] = self.following[come[arrives]]
        off = come[arrives | ~lasts]
        self.journeys.energy[off] = self.energy[off]
        self._decide(come[lasts & ~arrives])

    def _decide(self, come: IntArray) -> None:
        """Trucks at stations stop or go on; what they are told is what was told when the window began."""
        stops = np.zeros(len(come), dtype=bool)
        place = np.zeros(len(come), dtype=np.int64)
        for direction in DIRECTIONS:
            ranked = self.line.rank[direction]
            for rank in range(len(ranked)):
                here = (self.routes.upward[come] == (direction == UP)) & (self.rank[come] == rank)
                if here.any():
                    place[here] = ranked[rank]
                    stops[here] = self._stop(come[here], direction, rank)
        self.journeys.passed[come, place] = self.following[come]
        self.rank[come] += 1
        self._head_on(come[~stops], self.following[come[~stops]])
        self._line_up(come[stops], place[stops])

    def _stop(self, come: IntArray, direction: str, rank: int) -> NDArray[np.bool_]:
        lanes = self.trips.replication[come] * len(self.line.places) + self.line.rank[direction][:, None]
        delays = self.stations.told_delay(lanes, self.trips.blocks[come])
        return stops_here(
            self.energy[come],
            self.trips.use[come],
            np.asarray(self.line.reserve * self.full[come]),
            self.line.ways[direction],
            self.routes.destination[come],
            self.routes.last[come],
            rank,
            delays,
        )

    def _line_up(self, come: IntArray, place: IntArray) -> None:
        if not come.size:
            return
        lane = self.trips.replication[come] * len(self.line.places) + place
        order = np.lexsort((self.following[come], lane))
        come, place, lane = come[order], place[order], lane[order]
        missing = (self.full[come] - self.energy[come]) / self.trips.blocks[come]
        spot = self.stations.line.append(
            lane, self.following[come], self.trips.blocks[come], missing, self.trips.swap_time[come, place]
        )
        self.stopped = np.concatenate([self.stopped, [come, place, lane, spot]], axis=1)

    def _leave(self) -> None:
        """Trucks whose swap is over drive on; those that would not wait are gone."""
        line = self.stations.line
        trip, place, lane, spot = self.stopped
        done, away = np.isfinite(line.end[lane, spot]), line.left[lane, spot]
        self.journeys.turned_away[trip[away]] = True
        self.journeys.energy[trip[away]] = self.energy[trip[away]]
        swapped = trip[done]
        at = (swapped, place[done])
        self.journeys.begun[at] = line.start[lane[done], spot[done]]
        self.journeys.left[at] = line.end[lane[done], spot[done]]
        self.journeys.missing[at] = line.missing[lane[done], spot[done]]
        self.energy[swapped] = self.full[swapped]
        self._head_on(swapped, self.journeys.left[at])
        self.stopped = self.stopped[:, ~(done | away)]


def simulate_line(
    line: Line,
    stations: Sequence[Station],
    trips: Trips,
    days: int,
    outages: Array,
    warm_up: int = 0,
    progress: Progress | None = None,
) -> tuple[Journeys, FastStations]:
    """Replications of a line.

    Parameters
    ----------
    line : Line
        And its traffic.
    stations : sequence of Station
        What the stations of each replication have.
    trips : Trips
        Of all replications.
    days : int
        How long.
    outages : array [min]
        See `trips.draw_outages`.
    warm_up : int
        Days after which stations begin to record.
    progress : callable, optional
        Told how far it has come.

    Returns
    -------
    Journeys
    FastStations
        As they stand at the end; lanes are the stations of the first replication, then of the second.
    """
    under_way = FastLine(line, stations, trips, outages)
    return under_way.run(days, warm_up, progress), under_way.stations
