"""Sums over vintages, which most of the time of a run of vehicles goes into."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, as_array


def over_ages(vehicles: Array, weight: Array) -> Array:
    """Sum over ages of vehicles, (A, D) or (S, A, D), times a weight (A, D), both with all draws."""
    return as_array(np.einsum("ad,ad->d" if vehicles.ndim == 2 else "sad,ad->sd", vehicles, weight))


def weighted_over_ages(vehicles: Array, each: Array, weight: Array) -> Array:
    """Sum over ages of vehicles, (A, D) or (S, A, D), times what each does (S, A, D) and a weight (A, D)."""
    axes = "ad,sad,ad->sd" if vehicles.ndim == 2 else "sad,sad,ad->sd"
    return as_array(np.einsum(axes, vehicles, each, weight))
