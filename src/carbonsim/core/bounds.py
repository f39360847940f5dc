"""Bounds that a figure meets, surpasses or misses: the arithmetic of a claim."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.types import Array, Number, as_array

AT_LEAST, AT_MOST, EQUALS = BOUNDS = ("at_least", "at_most", "equals")


def meets(bound: str, values: Number, claimed: float, tolerance: float = 0.0) -> NDArray[np.bool_]:
    r"""Whether figures meet a bound.

    .. math:: x \ge c, \quad x \le c, \quad |x - c| \le \epsilon |c|

    Parameters
    ----------
    bound : str
        One of `BOUNDS`.
    values : float or array [any one unit]
        :math:`x`; a blank meets nothing.
    claimed : float [the same unit]
        :math:`c`.
    tolerance : float [1]
        :math:`\epsilon`, of ``equals`` alone.

    Returns
    -------
    array of bool

    Examples
    --------
    >>> meets("at_least", np.array([17.0, 18.0]), 18.0).tolist()
    [False, True]
    >>> bool(meets("equals", 9.5, 10.0, 0.05)), bool(meets("equals", 9.4, 10.0, 0.05))
    (True, False)
    """
    if bound == AT_LEAST:
        return np.asarray(values >= claimed)
    if bound == AT_MOST:
        return np.asarray(values <= claimed)
    return np.asarray(np.abs(values - claimed) <= tolerance * abs(claimed))


def surpasses(bound: str, values: Number, claimed: float, tolerance: float = 0.0) -> NDArray[np.bool_]:
    r"""Whether figures lie beyond a figure claimed by more than the tolerance, in the direction away from 0.

    .. math:: x \, \mathrm{sgn}(c) > (1 + \epsilon) |c|, \quad c \ne 0

    Parameters
    ----------
    bound : str
        One of `BOUNDS`: ``equals`` alone can be surpassed, for what is above an ``at_least`` meets it.
    values : float or array [any one unit]
        :math:`x`.
    claimed : float [the same unit]
        :math:`c`; 0 has no direction.
    tolerance : float [1]
        :math:`\epsilon`.

    Returns
    -------
    array of bool

    Examples
    --------
    >>> surpasses("equals", np.array([20.7, 3.1, -20.7]), 3.0, 0.25).tolist()
    [True, False, False]
    >>> bool(surpasses("equals", -5.0, -3.0, 0.25)), bool(surpasses("at_least", 20.7, 3.0))
    (True, False)
    """
    if bound != EQUALS or claimed == 0.0:
        return np.zeros(np.shape(values), dtype=bool)
    beyond = np.asarray(values * np.sign(claimed) > abs(claimed))
    return beyond & ~meets(bound, values, claimed, tolerance)


def distance(bound: str, values: Number, claimed: float) -> Array:
    """How far figures are from a bound: negative within an ``at_least`` or ``at_most``.

    Parameters
    ----------
    bound : str
        One of `BOUNDS`.
    values : float or array [any one unit]
        The figures.
    claimed : float [the same unit]
        The bound.

    Returns
    -------
    array [the same unit]

    Examples
    --------
    >>> [float(distance(bound, 16.0, 18.0)) for bound in BOUNDS]
    [2.0, -2.0, 2.0]
    """
    over = as_array(values - claimed)
    if bound == AT_LEAST:
        return -over
    return over if bound == AT_MOST else np.abs(over)


def margin(bound: str, values: Number, claimed: float, tolerance: float = 0.0) -> Array:
    r"""How far figures are on the side of a bound on which it is met: not below 0 there, and exactly there.

    .. math:: x - c, \quad c - x, \quad \epsilon |c| - |x - c|

    Parameters
    ----------
    bound : str
        One of `BOUNDS`.
    values : float or array [any one unit]
        :math:`x`.
    claimed : float [the same unit]
        :math:`c`.
    tolerance : float [1]
        :math:`\epsilon`, of ``equals`` alone.

    Returns
    -------
    array [the same unit]

    Examples
    --------
    >>> [float(margin(bound, 16.0, 18.0, 0.25)) for bound in BOUNDS]
    [-2.0, 2.0, 2.5]
    """
    slack = tolerance * abs(claimed) if bound == EQUALS else 0.0
    return slack - distance(bound, values, claimed)
