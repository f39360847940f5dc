"""How far vehicles drive as they age."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


def relative_mileage(age: Number, decline: Number) -> Array:
    r"""Yearly mileage of a vehicle of some age against a new one.

    .. math:: \mu = (1 - \delta)^a

    Parameters
    ----------
    age : array [yr]
        :math:`a`.
    decline : array [1/yr]
        Fall with each year of age, :math:`\delta`, below 1.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If the decline is outside [0, 1).

    Examples
    --------
    >>> round(float(relative_mileage(6.0, 0.05)), 4)
    0.7351
    """
    return (1.0 - _checked(decline)) ** (age / YEAR)


def mean_relative_mileage(decline: Number, years: Number) -> Array:
    r"""Mean of the relative mileage over the first years of a vehicle.

    .. math:: \bar\mu = \frac{1 - (1-\delta)^n}{n\,\delta}, \qquad \lim_{\delta \to 0} = 1

    Parameters
    ----------
    decline : array [1/yr]
        :math:`\delta`, see `relative_mileage`.
    years : array [yr]
        :math:`n`, ages 0 to n - 1.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If the decline is outside [0, 1).

    Examples
    --------
    >>> round(float(mean_relative_mileage(0.5, 2.0)), 3)
    0.75
    """
    fall = _checked(decline)
    safe = np.where(fall == 0, 0.5, fall)
    # expm1 and log1p keep the mean accurate for declines near 0
    driven = -np.expm1(years / YEAR * np.log1p(-safe))
    return np.where(fall == 0, 1.0, driven / (safe * years / YEAR))


def _checked(decline: Number) -> Array:
    """Decline in a year, refused with `ValueError` outside [0, 1)."""
    fall = as_array(decline * YEAR)
    refuse((fall < 0) | (fall >= 1), "the decline must be at least 0 and below 1")
    return fall
