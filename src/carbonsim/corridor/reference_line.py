"""The line in SimPy: the reference, to be read as the description of the model.

A truck enters with what is in its battery and drives at its own speed. At each station of its direction the
driver looks at what is told of the stations within reach and stops or goes on (`driver.stops_here`); a driver
who stops and is told of too long a delay leaves the line, to charge elsewhere. What is told of stations is
renewed every few minutes; at the station itself drivers see for themselves. A truck whose battery is empty is
stranded.
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import simpy

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.corridor.clock import MINUTES_PER_DAY
from carbonsim.corridor.driver import stops_here
from carbonsim.corridor.journeys import Journeys, no_journeys, routes_of
from carbonsim.corridor.line import DOWN, UP, Line
from carbonsim.corridor.reference_station import ReferenceStation, Truck
from carbonsim.corridor.station import Station, told_delay
from carbonsim.corridor.trips import Trips

#: What is told of a station: trucks waiting, trucks in bays, blocks wanted, blocks ready, out of order.
Seen = tuple[int, int, int, int, bool]


@dataclass()
class Driving:
    """A truck on its way: how far along it is [km], and the energy in its battery [kWh]."""

    trip: int
    at: float
    energy: float


class ReferenceLine:
    """One replication of the line under way; see `simulate_reference_line`."""

    def __init__(self, line: Line, station: Station, trips: Trips, outages: Array) -> None:
        self.env = simpy.Environment()
        self.line, self.station, self.trips = line, station, trips
        self.routes = routes_of(line, trips)
        self.journeys = no_journeys(len(trips.entry), len(line.places))
        self.stations = []
        for column in outages.T:
            known = column[np.isfinite(column)].reshape(-1, 2)
            failures = [(float(begin), float(end)) for begin, end in known]
            self.stations.append(ReferenceStation(self.env, station, failures))
        self.board: list[Seen] = []
        self.env.process(self._renew())
        self.env.process(self._enter())

    def _renew(self) -> Generator[simpy.Event, object, None]:
        """What drivers are told of the stations ahead."""
        while True:
            self.board = [
                (len(one.queue), self.station.bays - one.free_bays, one.wanted, one.ready, one.out)
                for one in self.stations
            ]
            yield self.env.timeout(self.line.window)

    def _enter(self) -> Generator[simpy.Event, object, None]:
        for trip, entry in enumerate(self.trips.entry):
            yield self.env.timeout(float(entry) - self.env.now)
            truck = Driving(trip, float(self.routes.origin[trip]), float(self.trips.energy[trip]))
            self.env.process(self._drive(truck))

    def _drive(self, truck: Driving) -> Generator[simpy.Event, object, None]:
        """A trip from entry to end."""
        trip = truck.trip
        direction = UP if self.routes.upward[trip] else DOWN
        for rank in range(int(self.routes.first[trip]), int(self.routes.last[trip])):
            if not (yield from self._go(truck, float(self.line.ways[direction][rank]))):
                return
            place = int(self.line.rank[direction][rank])
            self.journeys.passed[trip, place] = self.env.now
            if self._stops(truck, direction, rank) and not (yield from self._swap(truck, place)):
                return
        if (yield from self._go(truck, float(self.routes.destination[trip]))):
            self.journeys.arrived[trip] = self.env.now
            self.journeys.energy[trip] = truck.energy

    def _go(self, truck: Driving, kilometre: float) -> Generator[simpy.Event, object, bool]:
        """Drive on to a place; whether the battery lasts, else the truck is stranded."""
        use, way = self.trips.use[truck.trip], kilometre - truck.at
        lasts = bool(truck.energy >= use * way)
        driven = way if lasts else truck.energy / use
        yield self.env.timeout(driven / self.trips.speed[truck.trip])
        truck.at += driven
        truck.energy = truck.energy - use * driven if lasts else 0.0
        self.journeys.driven[truck.trip] += driven
        if not lasts:
            self.journeys.stranded[truck.trip] = True
            self.journeys.energy[truck.trip] = 0.0
        return lasts

    def _full(self, trip: int) -> float:
        return float(self.trips.blocks[trip] * self.line.block_energy)

    def _stops(self, truck: Driving, direction: str, rank: int) -> bool:
        trip, blocks = truck.trip, int(self.trips.blocks[truck.trip])
        told = [[self._told(self.board[other], blocks)] for other in self.line.rank[direction]]
        stops = stops_here(
            truck.energy,
            self.trips.use[trip],
            self.line.reserve * self._full(trip),
            self.line.ways[direction],
            self.routes.destination[trip],
            self.routes.last[trip],
            rank,
            np.array(told),
        )
        return bool(stops[0])

    def _told(self, seen: Seen, blocks: int) -> float:
        waiting, busy, wanted, ready, out = seen
        return float(told_delay(self.station, waiting, busy, wanted + blocks, ready, out))

    def _swap(self, truck: Driving, place: int) -> Generator[simpy.Event, float, bool]:
        """Stop at a station; whether the truck was swapped, else it has left the line."""
        trip, blocks = truck.trip, int(self.trips.blocks[truck.trip])
        missing = (self._full(trip) - truck.energy) / blocks
        visit = Truck(blocks, missing, float(self.trips.swap_time[trip, place]))
        done = yield from self.stations[place].visit(visit)
        if done is None:
            self.journeys.turned_away[trip] = True
            self.journeys.energy[trip] = truck.energy
            return False
        self.journeys.begun[trip, place], self.journeys.left[trip, place] = done
        self.journeys.missing[trip, place] = missing
        truck.energy = self._full(trip)
        return True


def simulate_reference_line(
    line: Line, station: Station, trips: Trips, days: int, outages: Array
) -> tuple[Journeys, list[ReferenceStation]]:
    """One replication of the line.

    Parameters
    ----------
    line : Line
        And its traffic.
    station : Station
        What each station has.
    trips : Trips
        Of one replication.
    days : int
        How long.
    outages : array [min]
        Begin and end of failures in turn, (two for each failure, stations).

    Returns
    -------
    Journeys
    list of ReferenceStation
        As they stand at the end.
    """
    under_way = ReferenceLine(line, station, trips, outages)
    under_way.env.run(days * MINUTES_PER_DAY)
    return under_way.journeys, under_way.stations
