"""Differences of large numbers that are 0 but for rounding."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array

#: Part of a level below which a difference is the noise of rounding.
NOISE = 1e-9


def settled(differences: Array, levels: Array | float) -> Array:
    """Differences without those that are the noise of rounding.

    Parameters
    ----------
    differences : array [any one unit]
        Of what lies at the levels.
    levels : array or float [the same unit]
        Of which the largest counts; blanks do not.

    Returns
    -------
    array [the same unit]

    Examples
    --------
    >>> settled(np.array([2.0, -1e-8]), np.array([40.0, 100.0])).tolist()
    [2.0, 0.0]
    """
    noise = NOISE * float(np.nanmax(np.abs(levels), initial=0.0))
    return np.where(np.abs(differences) <= noise, 0.0, differences)
