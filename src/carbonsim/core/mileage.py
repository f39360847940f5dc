"""How far vehicles drive as they age."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, Number


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
    return np.asarray((1.0 - checked_decline(decline)) ** np.asarray(age))


def checked_decline(decline: Number) -> Array:
    """A yearly decline, refused with `ValueError` outside [0, 1)."""
    fall = np.asarray(decline, dtype=float)
    if np.any(fall < 0) or np.any(fall >= 1):
        raise ValueError("the decline must be at least 0 and below 1")
    return fall
