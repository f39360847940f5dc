"""Growth and shares of recorded figures, each within one boundary, and changes in per cent."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.blank import BLANK
from carbonsim.core.conversions import PERCENT
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


def growth_percent(now: Number, before: Number) -> Array:
    r"""Growth over the year before.

    .. math:: g = 100\,(x_t / x_{t-1} - 1)

    Parameters
    ----------
    now, before : array [any one unit]
        :math:`x_t` and :math:`x_{t-1}`, the latter not 0.

    Returns
    -------
    array [%]

    Raises
    ------
    ValueError
        If the year before is not positive.

    Examples
    --------
    >>> round(float(growth_percent(9.495, 6.887)), 1)
    37.9
    """
    refuse(before <= 0, "growth needs a year before above 0")
    return as_array(PERCENT * (now / before - 1.0))


def share_percent(part: Number, whole: Number, counted: Number) -> Array:
    r"""Share in a whole that counts the same thing at another boundary: that count is replaced.

    .. math:: s = 100 \, \frac{p}{w - c + p}

    Parameters
    ----------
    part : float or array [any one unit]
        :math:`p`, such as a country's wholesale.
    whole : float or array [the same unit]
        :math:`w`, such as the world's registrations.
    counted : float or array [the same unit]
        :math:`c`: what the whole counts for the part, such as the country's registrations; the part itself
        where both are of one boundary.

    Returns
    -------
    array [%]

    Raises
    ------
    ValueError
        Where there is none, see `has_share`.

    Examples
    --------
    >>> [round(float(share_percent(part, 13.71, 8.1)), 1) for part in (9.495, 8.1)]
    [62.9, 59.1]
    """
    refuse(~has_share(part, whole, counted), "a share needs a whole that holds the part")
    return as_array(PERCENT * part / (whole - counted + part))


def has_share(part: Number, whole: Number, counted: Number) -> NDArray[np.bool_]:
    """Whether there is a share: the whole holds what it counts of the part, and something is left of it.

    Examples
    --------
    >>> [bool(has_share(*counts)) for counts in ((1.0, 2.0, 1.0), (1.0, 1.0, 2.0), (0.0, 1.0, 1.0))]
    [True, False, False]
    """
    return np.asarray((whole > 0) & (whole >= counted) & (whole - counted + part > 0))


def change_percent(value: Array, base: Array) -> Array:
    r"""Change of figures in per cent of a base; a reduction is negative.

    .. math:: c = 100\,(x / b - 1)

    Parameters
    ----------
    value : array [any one unit]
        :math:`x`.
    base : array [the same unit]
        :math:`b`.

    Returns
    -------
    array [%]
        Blank where the base is not above 0: a part of less than nothing says nothing.

    Examples
    --------
    >>> change_percent(np.array([0.6, 3.0, 1.0]), np.array([2.0, 2.0, 0.0])).tolist()
    [-70.0, 50.0, nan]
    """
    return as_array(PERCENT * (value / np.where(base > 0, base, BLANK) - 1.0))
