"""How much of the busy roads places with a station cover."""

from __future__ import annotations

import numpy as np

from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


def coverage(places: Number, driving_range: Number, road_length: Number, concentration: Number) -> Array:
    r"""Chance that a place with a station lies within a driving range along busy roads.

    .. math:: A = 1 - \exp\left(-\frac{P\,R\,b}{\Lambda}\right)

    Where places lie by chance along roads (a Poisson process), a stretch of length :math:`R` has at least one
    with that probability; along busy roads they lie :math:`b` times as densely as in the mean of the network.
    How many stations stand at a place (one for each direction, or more) adds nothing to it.

    Parameters
    ----------
    places : array [1]
        :math:`P`; a part of one is the part of a year that it was open.
    driving_range : array [km]
        :math:`R`, on a full battery.
    road_length : array [km]
        :math:`\Lambda` of the whole network.
    concentration : array [1]
        :math:`b`, density of places where trucks drive against that of the network; 1 where they are
        spread evenly, more where they went to busy roads first.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If the network has no length, or places, range or concentration are negative.

    Notes
    -----
    Places at even distances would cover more, :math:`\min(1, P R b / \Lambda)`.

    Examples
    --------
    >>> float(coverage(0, 250.0, 5635.0, 2.0))
    0.0
    >>> coverage(np.array([2.0, 56.5, 1e6]), 250.0, 5635.0, 2.0).round(3).tolist()
    [0.163, 0.993, 1.0]
    """
    refuse(road_length <= 0, "the length of roads must be above 0")
    refuse(
        (places < 0) | (driving_range < 0) | (concentration < 0),
        "places, driving range and their concentration must not be negative",
    )
    return as_array(-np.expm1(places * (-concentration * driving_range / road_length)))
