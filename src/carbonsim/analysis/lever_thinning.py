"""A grid of levers with fewer points, and the error that this costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from carbonsim.analysis.lever_error import interpolation_error
from carbonsim.core.types import Array, IntArray
from carbonsim.results.lever_grid import LeverGrid
from carbonsim.scenario.levers import FEWEST_STEPS, Lever


def thinned(grid: LeverGrid) -> LeverGrid:
    """The grid with three settings of each lever: both ends, and the scenario's own or the middle one.

    Parameters
    ----------
    grid : LeverGrid

    Returns
    -------
    LeverGrid
        Its error is measured at the points that it no longer has; the grid itself where it has none to give.
    """
    settings = tuple(
        _three(lever, several) for lever, several in zip(grid.levers, grid.settings, strict=True)
    )
    if settings == grid.settings:
        return grid
    chosen = [all(at in some for at, some in zip(point, settings, strict=True)) for point in grid.points]
    kept, dropped = np.flatnonzero(chosen), np.flatnonzero(~np.array(chosen))
    between = [grid.points[place] for place in dropped]
    in_order = {name: values[..., [*kept, *dropped]] for name, values in grid.series.items()}
    return replace(
        grid,
        settings=settings,
        series=_at(grid.series, kept),
        reference=_at(grid.reference, kept),
        means=_at(grid.means, kept),
        reference_means=_at(grid.reference_means, kept),
        outcomes=tuple(
            replace(one, values=one.values[:, kept], below=one.below[kept], above=one.above[kept])
            for one in grid.outcomes
        ),
        answers=tuple(
            replace(
                one,
                values=one.values[:, kept],
                probability=one.probability[kept],
                surpassing=one.surpassing[kept],
                verdicts=tuple(one.verdicts[place] for place in kept),
            )
            for one in grid.answers
        ),
        error=interpolation_error(in_order, settings, between, len(kept)),
    )


def _three(lever: Lever, settings: tuple[float, ...]) -> tuple[float, ...]:
    if len(settings) <= FEWEST_STEPS:
        return settings
    inner = settings[1:-1]
    middle = lever.base if lever.base in inner else inner[(len(inner) - 1) // 2]
    return (settings[0], middle, settings[-1])


def _at(series: Mapping[str, Array], places: IntArray) -> dict[str, Array]:
    return {name: values[..., places] for name, values in series.items()}
