"""Where a driver stops: at the station that keeps the reserve at least delay."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.types import Array, Number


def stops_here(
    energy: Number,
    use: Number,
    keep: Number,
    station: Array,
    destination: Number,
    last: Number,
    here: int,
    delays: Array,
) -> NDArray[np.bool_]:
    r"""Whether a driver who comes by a station stops there.

    Who reaches the destination with the reserve goes on. Others look at this station and at all ahead that
    they reach with the reserve, :math:`e - u\,(x_j - x_i) \ge k`, and stop here if no other promises less
    delay; of several with the same delay the farthest is taken, since it may spare a later stop.

    Parameters
    ----------
    energy : array [kWh]
        In the battery, :math:`e`, (trucks,).
    use : array [kWh/km]
        :math:`u`, (trucks,).
    keep : array [kWh]
        The reserve, :math:`k`, (trucks,).
    station : array [km]
        How far along the stations are, :math:`x`, rising, (stations,).
    destination : array [km]
        How far along the trip ends, (trucks,).
    last : array of int
        Number of the station behind the last that the trip passes, (trucks,).
    here : int
        Which station it is.
    delays : array [min]
        What drivers are told of each station, (stations, trucks).

    Returns
    -------
    array of bool
        (trucks,).

    Examples
    --------
    With 150 kWh and a reserve of 20, the next station is within reach, and the one behind it is not:

    >>> stations, delays = np.array([0.0, 60.0, 130.0]), np.array([[6.0], [4.0], [0.0]])
    >>> stops_here(150.0, 1.5, 20.0, stations, 300.0, 3, 0, delays).tolist()
    [False]
    >>> stops_here(150.0, 1.5, 20.0, stations, 300.0, 3, 0, delays[[0, 0, 2]]).tolist()
    [False]
    >>> stops_here(100.0, 1.5, 20.0, stations, 300.0, 3, 0, delays).tolist()
    [True]
    >>> stops_here(150.0, 1.5, 20.0, stations, 80.0, 2, 0, delays).tolist()
    [False]
    """
    way = station[here:, None] - station[here]
    ahead = np.arange(here, len(station))[:, None] < np.asarray(last)
    reached = ahead & (energy - use * way >= np.asarray(keep))
    reached[0] = True
    told = np.where(reached, delays[here:], np.inf)
    farthest = len(told) - 1 - told[::-1].argmin(axis=0)
    arrives = energy - use * (destination - station[here]) >= np.asarray(keep)
    return np.asarray(~arrives & (farthest == 0))
