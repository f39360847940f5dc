"""Stacks of series, areas or bars, that stay right where values are negative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.patches import Patch

from carbonsim.core.blank import filled
from carbonsim.core.types import Array, IntArray

#: Width of a bar, of a year.
BAR = 0.85
#: Height of a bar that lies, of a row.
ROW = 0.62
#: Share of the largest series below which another is what rounding leaves of 0.
ROUNDING = 1e-9


def stack_areas(axes: Axes, years: IntArray, series: Sequence[Array], fill: Sequence[str]) -> None:
    """Areas on top of each other; what is below 0 hangs from 0."""
    for bottoms, tops, colour in _layers(series, fill):
        axes.fill_between(years, bottoms, tops, color=colour, linewidth=0)


def stack_bars(axes: Axes, years: IntArray, series: Sequence[Array], fill: Sequence[str]) -> None:
    """Bars on top of each other; what is below 0 hangs from 0."""
    for bottoms, tops, colour in _layers(series, fill):
        # all bars of a layer as one shape each, not an artist each: a third of the time of a figure
        left, right = years - 0.5 * BAR, years + 0.5 * BAR
        corners = [(left, bottoms), (left, tops), (right, tops), (right, bottoms)]
        shapes = np.stack([np.stack(corner, axis=-1) for corner in corners], axis=1)
        axes.add_collection(PolyCollection(list(shapes), facecolors=colour, linewidths=0))
    axes.autoscale_view()


def stack_rows(axes: Axes, series: Sequence[Array], fill: Sequence[str]) -> None:
    """Bars from left to right, one row for each value of a series; what is below 0 goes left from 0."""
    for bottoms, tops, colour in _layers(series, fill):
        axes.barh(np.arange(len(tops)), tops - bottoms, ROW, left=bottoms, color=colour, linewidth=0)


def patches(fill: Sequence[str]) -> list[Patch]:
    """Legend entries of a stack."""
    return [Patch(color=colour, linewidth=0) for colour in fill]


def _layers(series: Sequence[Array], fill: Sequence[str]) -> list[tuple[Array, Array, str]]:
    """Lower and upper edge of each series, what is above 0 and what is below 0 apart.

    A blank part has no height, and leaves the others where they are.
    """
    above, below = np.zeros_like(series[0]), np.zeros_like(series[0])
    layers = []
    for part, colour in zip(series, fill, strict=True):
        values = filled(part)
        up, down = np.maximum(values, 0.0), np.minimum(values, 0.0)
        if np.any(up) or not np.any(down):
            layers.append((above, above + up, colour))
        if np.any(down):
            layers.append((below, below + down, colour))
        above, below = above + up, below + down
    return layers


def largest_apart(series: Mapping[str, Array], most: int) -> tuple[dict[str, Array], Array | None]:
    """The largest series, in their order, and the sum of the rest if there is any.

    Parameters
    ----------
    series : mapping of str to array [one unit]
        By name.
    most : int
        How many to keep; series that are 0 throughout, but for rounding, or blank are dropped before.

    Returns
    -------
    dict, array or None

    Examples
    --------
    >>> kept, rest = largest_apart({"a": np.array([3.0]), "b": np.array([0.1]), "c": np.array([-2.0])}, 2)
    >>> list(kept), rest.tolist()
    (['a', 'c'], [0.1])
    """
    size = {name: float(np.max(np.abs(filled(values)), initial=0.0)) for name, values in series.items()}
    there = [name for name in series if size[name] > ROUNDING * max(size.values())]
    if len(there) <= most:
        return {name: series[name] for name in there}, None
    kept = set(sorted(there, key=lambda name: -size[name])[:most])
    rest = [filled(series[name]) for name in there if name not in kept]
    return {name: series[name] for name in there if name in kept}, np.sum(rest, axis=0)
