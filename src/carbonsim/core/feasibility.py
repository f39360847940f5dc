"""Which work a truck can do: trips against range, and the chance to find energy at base and on the way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


def trip_lengths(median: Number, spread: Number, nodes: int) -> tuple[Array, Array]:
    r"""Lengths of a few trips that stand for a log-normal distribution, and their weights.

    .. math:: L_i = m\,e^{s z_i}, \qquad z_i = \Phi^{-1}(u_i)

    with nodes :math:`u_i` and weights of Gauss and Legendre between 0 and 1.

    Parameters
    ----------
    median : array [km]
        :math:`m`.
    spread : array [1]
        Standard deviation of the logarithm, :math:`s`.
    nodes : int
        How many lengths.

    Returns
    -------
    lengths : array [km], (nodes, ...)
        Ascending.
    weights : array [1], (nodes,)
        They sum to 1.

    Raises
    ------
    ValueError
        If a median is not positive, a spread is negative, or there is no node.

    Notes
    -----
    What a range makes possible has a step or a kink where trips become too long for it. Nodes of Gauss and
    Hermite meet it badly, for of eight the two in the middle have three quarters of the weight. With medians
    of 222 and 300 km and spreads of 1.2 and 0.8, eight nodes err at the worst range by 0.09 in the share of
    trips within it (Hermite 0.19), and by 0.011 in the mean of :math:`A^n` at :math:`A = 0.2` (0.067).

    Examples
    --------
    >>> lengths, weights = trip_lengths(300.0, 0.8, 3)
    >>> lengths.round(0).tolist(), weights.round(3).tolist()
    ([114.0, 300.0, 791.0], [0.278, 0.444, 0.278])
    """
    from statistics import NormalDist  # noqa: PLC0415 - a run asks once

    if nodes < 1:
        raise ValueError(f"found {nodes} nodes, expected 1 or more")
    refuse(median <= 0, "the median of trips must be above 0")
    refuse(spread < 0, "the spread of trips must not be negative")
    points, weights = np.polynomial.legendre.leggauss(nodes)
    axes = (1,) * max(np.ndim(median), np.ndim(spread))
    scores = np.array([NormalDist().inv_cdf(0.5 + 0.5 * point) for point in points]).reshape(-1, *axes)
    return as_array(median * np.exp(spread * scores)), weights / weights.sum()


def mean_over_trips(values: Array, weights: Array, axis: int = 0) -> Array:
    r"""Mean over the lengths of trips.

    .. math:: \bar v = \sum_i w_i\,v_i

    Parameters
    ----------
    values : array [any one unit]
    weights : array [1], (nodes,)
        See `trip_lengths`.
    axis : int
        The axis of the nodes.

    Returns
    -------
    array [the same unit]
        Without that axis.

    Examples
    --------
    >>> mean_over_trips(np.array([[1.0, 0.8], [0.5, 0.0]]), np.array([0.25, 0.75])).tolist()
    [0.625, 0.2]
    """
    return as_array(np.einsum("i,i...->...", weights, np.moveaxis(values, axis, 0)))


def stops_away(trip: Number, driving_range: Number, returns: NDArray[np.bool_] | bool) -> Array:
    r"""Charges that a truck has to find away from base to do its work.

    .. math:: n = \max\left(1, \frac{2L}{R}\right) - b

    A truck that returns to base (:math:`b = 1`) sets out with a full battery, and finds on the way what a
    trip out and back needs beyond it, :math:`\max(0, 2L/R - 1)`. One that goes from load to load
    (:math:`b = 0`) has no charger of its own: over the same distance it takes one charge more where others
    take theirs, and needs one place also for short trips. It has nothing to find at base, where its chance is
    1 (`chance_of_work`).

    Charges are full batteries and need not be whole ones: what can be done then changes smoothly with range.

    Parameters
    ----------
    trip : array [km]
        One-way length, :math:`L`.
    driving_range : array [km]
        :math:`R`, on a full battery.
    returns : array of bool
        Whether it returns to base after each trip, :math:`b`.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If a range is not positive, or a trip is negative.

    Examples
    --------
    >>> stops_away(np.array([100.0, 150.0, 450.0]), 300.0, True).tolist()
    [0.0, 0.0, 2.0]
    >>> stops_away(np.array([100.0, 150.0, 450.0]), 300.0, False).tolist()
    [1.0, 1.0, 3.0]
    """
    refuse(driving_range <= 0, "the driving range must be above 0")
    refuse(trip < 0, "a trip must not be negative")
    return as_array(np.maximum(trip * (2.0 / driving_range), 1.0) - returns)


def chance_of_finding(hazard: Number) -> Array:
    r"""Chance to find at least one of what lies about by chance.

    .. math:: h = 1 - e^{-k m}

    Parameters
    ----------
    hazard : array [1]
        How many are to be expected where a truck looks, :math:`k m`: chargers :math:`m`, each there with
        :math:`k`.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If a hazard is negative.

    Examples
    --------
    >>> chance_of_finding(np.array([0.0, 0.6931471805599453, 1e3])).round(12).tolist()
    [0.0, 0.5, 1.0]
    """
    refuse(hazard < 0, "a hazard must not be negative")
    return as_array(-np.expm1(-hazard))


def chance_of_stops(away: Number, stops: Number) -> Array:
    r"""Chance that energy is to be had at each stop of a trip.

    .. math:: A^n, \qquad 0^0 = 1

    Parameters
    ----------
    away : array [1]
        Chance at a stop, :math:`A`, between 0 and 1.
    stops : array [1]
        :math:`n`, not negative; see `stops_away`.

    Returns
    -------
    array [1]

    Examples
    --------
    >>> chance_of_stops(np.array([0.0, 0.0, 0.5]), np.array([0.0, 2.0, 2.0])).tolist()
    [1.0, 0.0, 0.25]
    """
    # an exponential is several times faster than a power
    logarithm = np.log(np.where(np.asarray(away) > 0, away, 1.0))
    return as_array(np.where((away > 0) | (stops <= 0), np.exp(stops * logarithm), 0.0))


def chance_of_work(base: Number, away: Number, stops: Number) -> Array:
    r"""Chance that a truck finds energy for its work at base and at each stop.

    .. math:: \phi = h\,A^n, \qquad 0^0 = 1

    It is written as it reads: tests hold the faster `chance_of_stops` against it.

    Parameters
    ----------
    base : array [1]
        Chance of energy at base, :math:`h`; 1 for a truck that takes none there.
    away : array [1]
        Chance at a stop away from base, :math:`A`.
    stops : array [1]
        :math:`n`, see `stops_away`.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If a chance is not between 0 and 1, or stops are negative.

    Examples
    --------
    >>> chance_of_work(0.9, np.array([0.0, 0.0, 0.5]), np.array([0.0, 2.0, 2.0])).tolist()
    [0.9, 0.0, 0.225]
    """
    refuse((base < 0) | (base > 1) | (away < 0) | (away > 1), "a chance must be between 0 and 1")
    refuse(stops < 0, "stops must not be negative")
    return as_array(base * np.power(away, stops))
