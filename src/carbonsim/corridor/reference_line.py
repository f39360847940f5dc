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

from carbonsim.core.types import Array
from carbonsim.corridor.clock import MINUTES_PER_DAY
from carbonsim.corridor.driver import stops_here
from carbonsim.corridor.journeys import Journeys, no_journeys, routes_of
from carbonsim.corridor.line import DOWN, UP, Line
from carbonsim.corridor.reference_station import ReferenceStation, Truck
from carbonsim.corridor.station import Station, told_delay
from carbonsim.corridor.trips import Trips

#: What is told of a station: trucks waiting, trucks in bays, blocks wanted, blocks ready, out of order.
Board = list[tuple[int, int, int, int, bool]]


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
    env = simpy.Environment()
    journeys = no_journeys(len(trips.entry), len(line.places))
    routes = routes_of(line, trips)
    stations = []
    for column in outages.T:
        known = column[np.isfinite(column)].reshape(-1, 2)
        stations.append(ReferenceStation(env, station, [(begin, end) for begin, end in known]))
    board: Board = [(0, 0, 0, station.blocks, False)] * len(stations)

    def renew() -> Generator[simpy.Event, object, None]:
        while True:
            board[:] = [
                (len(one.queue), station.bays - one.free_bays, one.wanted, one.ready, one.out)
                for one in stations
            ]
            yield env.timeout(line.window)

    def drive(trip: int) -> Generator[simpy.Event, object, None]:
        direction = UP if routes.upward[trip] else DOWN
        ways, ranked = line.ways[direction], line.rank[direction]
        speed, use, blocks = trips.speed[trip], trips.use[trip], int(trips.blocks[trip])
        full = blocks * line.block_energy
        at, energy = routes.origin[trip], trips.energy[trip]

        def go(kilometre: float) -> Generator[simpy.Event, object, bool]:
            """Drive on; whether the battery has lasted."""
            nonlocal at, energy
            way = kilometre - at
            lasts = energy >= use * way
            reached = way if lasts else energy / use
            yield env.timeout(reached / speed)
            at, energy = at + reached, energy - use * reached
            journeys.driven[trip] += reached
            return bool(lasts)

        for rank in range(routes.first[trip], routes.last[trip]):
            if not (yield from go(ways[rank])):
                journeys.stranded[trip], journeys.energy[trip] = True, 0.0
                return
            place = ranked[rank]
            journeys.passed[trip, place] = env.now
            told = [[_told(station, board[other], blocks)] for other in ranked]
            keep = line.reserve * full
            route = (routes.destination[trip], routes.last[trip])
            if not stops_here(energy, use, keep, ways, *route, rank, np.array(told))[0]:
                continue
            missing = (full - energy) / blocks
            truck = Truck(blocks, missing, trips.swap_time[trip, place])
            done = yield from stations[place].visit(truck)
            if done is None:
                journeys.turned_away[trip], journeys.energy[trip] = True, energy
                return
            journeys.begun[trip, place], journeys.left[trip, place] = done
            journeys.missing[trip, place] = missing
            energy = full
        lasts = yield from go(routes.destination[trip])
        journeys.energy[trip] = energy
        if lasts:
            journeys.arrived[trip] = env.now
        else:
            journeys.stranded[trip], journeys.energy[trip] = True, 0.0

    def enter() -> Generator[simpy.Event, object, None]:
        for trip, entry in enumerate(trips.entry):
            yield env.timeout(entry - env.now)
            env.process(drive(trip))

    env.process(renew())
    env.process(enter())
    env.run(days * MINUTES_PER_DAY)
    return journeys, stations


def _told(station: Station, seen: tuple[int, int, int, int, bool], blocks: int) -> float:
    waiting, busy, wanted, ready, out = seen
    return float(told_delay(station, waiting, busy, wanted + blocks, ready, out))
