"""Trucks of a simulated line in space and time: where each was in the first day that counts."""

from __future__ import annotations

import numpy as np

from carbonsim.analysis.corridor import Corridor
from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.types import Array
from carbonsim.corridor.clock import MINUTES_PER_DAY
from carbonsim.corridor.journeys import routes_of


def truck_paths(found: Corridor, upward: bool) -> list[Array]:
    """Broken lines of the trucks of one direction, in one replication.

    Parameters
    ----------
    found : Corridor
        Simulated.
    upward : bool
        Towards rising kilometres.

    Returns
    -------
    list of array, (points, 2)
        Hours of the first day after warming up, kilometres of the line.
    """
    line, trips, journeys = found.plan.line, found.trips, found.journeys
    begin = found.plan.warm_up * MINUTES_PER_DAY
    routes = routes_of(line, trips)
    kilometres = np.array([place.kilometre for place in line.places])
    day = (trips.entry < begin + MINUTES_PER_DAY) & (trips.entry > begin - MINUTES_PER_DAY / 2.0)
    shown = np.flatnonzero((trips.replication == 0) & (routes.upward == upward) & day)
    segments = []
    for trip in shown:
        start = routes.origin[trip] if upward else line.length - routes.origin[trip]
        points = [(trips.entry[trip], start)]
        for place in np.argsort(np.nan_to_num(journeys.passed[trip], nan=np.inf)):
            if np.isnan(journeys.passed[trip, place]):
                break
            points.append((journeys.passed[trip, place], kilometres[place]))
            if np.isfinite(journeys.left[trip, place]):
                points.append((journeys.left[trip, place], kilometres[place]))
        if np.isfinite(journeys.arrived[trip]):
            exit_ = line.flows[trips.flow[trip]].destination
            way = line.access / trips.speed[trip]
            points.append((journeys.arrived[trip] - way, exit_))
        moments = np.array(points)
        moments[:, 0] = (moments[:, 0] - begin) / MINUTES_PER_HOUR
        segments.append(moments)
    return segments


def station_name(name: str) -> str:
    """Name of a station as people write it.

    Examples
    --------
    >>> station_name("up_fuzhou")
    'Up fuzhou'
    """
    return name.replace("_", " ").capitalize()
