"""Error of a grid of levers between its points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from carbonsim.core.types import Array
from carbonsim.engine.headline import EMISSIONS, EXTRA_COST, REDUCTION
from carbonsim.engine.lever_runs import Point
from carbonsim.results.lever_grid import QUANTILES, interpolated
from carbonsim.results.lever_records import LeverError

#: Place of the median among the quantiles.
MEDIAN = QUANTILES.index(0.5)
#: Share of a series' largest value below which a range is the noise of rounding.
STILL = 1e-9


def is_effect(name: str) -> bool:
    """Whether a series is a difference to the baseline."""
    return name.startswith((REDUCTION, EXTRA_COST))


def interpolation_error(
    series: Mapping[str, Array], settings: Sequence[Sequence[float]], between: Sequence[Point], size: int
) -> LeverError:
    """Error of interpolation at points that the grid has not, of the effect that it is largest of.

    Of a scenario without a baseline, of its emissions.
    """
    effects = [name for name in series if is_effect(name)]
    found = {
        name: _shares(series[name], settings, between, size)
        for name in effects or [name for name in series if name.startswith(EMISSIONS)]
    }
    if not found:
        return LeverError(0.0, "", 0.0, len(between))
    worst = max(found, key=lambda name: found[name][MEDIAN])
    band = max(float(max(shares[0], shares[-1])) for shares in found.values())
    return LeverError(float(found[worst][MEDIAN]), worst, band, len(between))


def _shares(values: Array, settings: Sequence[Sequence[float]], between: Sequence[Point], size: int) -> Array:
    """Largest error of each quantile of a series over its range, (quantiles,); 0 of what no lever moves."""
    grid, held = values[..., :size], values[..., size:]
    moved = np.nanmax(grid.max(axis=-1) - grid.min(axis=-1), axis=-1, initial=0.0)
    apart = np.stack([interpolated(grid, settings, point) for point in between], axis=-1) - held
    error = np.nanmax(np.abs(apart), axis=(1, 2), initial=0.0)
    still = moved <= STILL * np.nanmax(np.abs(grid), axis=(1, 2), initial=0.0)
    return np.asarray(np.where(still, 0.0, error / np.where(still, 1.0, moved)))
