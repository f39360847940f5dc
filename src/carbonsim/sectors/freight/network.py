"""Public swap stations in service: as a plan states them, or built where they pay."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.types import Array, Number, as_array
from carbonsim.sectors.freight.swap_parameters import PAYS
from carbonsim.sectors.freight.trucks import Trucks


def stations_that_pay(
    before: Number, sought: Number, break_even: Number, most: Number, life: Number
) -> Array:
    r"""Stations a year later, where operators build as many as the swaps of the year before would feed.

    .. math::
        N^* = s / b, \qquad
        N' = \begin{cases} \min(N^*,\ (1 + g) N) & N^* \ge N \\ \max(N^*,\ (1 - 1/L) N) & N^* < N \end{cases}

    Where fewer pay than stand, those that wear out are not built again. Stations bring trucks, whose swaps
    feed more stations: a network grows by its own use, and from none nothing grows.

    Parameters
    ----------
    before : array [station]
        :math:`N`.
    sought : array [1/day]
        Swaps sought at them, :math:`s`.
    break_even : array [1/station/day]
        Swaps that cover the costs of a station, :math:`b`, above 0.
    most : array [1/yr]
        Growth of a network in a year, at most, :math:`g`.
    life : array [yr]
        Of a station, :math:`L`, at least a year.

    Returns
    -------
    array [station]

    Examples
    --------
    >>> stations_that_pay(np.array([4.0, 4.0, 8.0]), np.array([300.0, 1e4, 0.0]), 50.0, 0.5, 10.0).tolist()
    [6.0, 6.0, 7.2]
    """
    fed = sought / break_even
    grown, worn = before * (1.0 + most * YEAR), before * (1.0 - YEAR / life)
    return as_array(np.where(fed >= before, np.minimum(fed, grown), np.maximum(fed, worn)))


def stations_in_service(p: Trucks, year: int, before: Array, sought: Array) -> Array:
    """Public stations of a year, (D,) [station].

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    before : array [station], (D,)
        In service the year before.
    sought : array [1/day], (D,)
        Swaps sought at them in it.
    """
    swap = p.swap
    if p.is_recorded(year) or year == 0 or swap.building != PAYS:
        return as_array(swap.count[year] + np.zeros(p.inputs.draws))
    return stations_that_pay(before, sought, swap.fee_swaps[year], swap.build_rate, swap.station_years)
