"""Where a fleet ends: less than a millionth of a vehicle is no fleet."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, Number

#: A fleet of fewer vehicles is none: what is left of it is rounding, and no figure of it means anything.
FEWEST_VEHICLES = 1e-6


def none_of_few(vehicles: Number) -> Array:
    r"""Vehicles, where less than a millionth of one is none.

    .. math:: n' = n \text{ if } n \ge 10^{-6}, \text{ else } 0

    Parameters
    ----------
    vehicles : array [vehicle]
        Stock or sales of a powertrain.

    Returns
    -------
    array [vehicle]

    Examples
    --------
    >>> none_of_few(np.array([3.0, 1e-30, 0.0])).tolist()
    [3.0, 0.0, 0.0]
    """
    return np.where(vehicles < FEWEST_VEHICLES, 0.0, vehicles)
