"""Figures that lie on their side: a row for each name, values from left to right, all panels on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from carbonsim.core.blank import figures
from carbonsim.core.types import Array
from carbonsim.report.layout import wrap
from carbonsim.report.sheet import HEIGHT
from carbonsim.report.style import FAINT, TicksAlike, chemical, name_panel

#: Cells of a row's name before it is broken.
NAME_WIDTH = 22
#: Inches that a row takes at least, and what stands above and below all rows.
ROW, AROUND = 0.34, 1.7
#: Of the span of the values, left free at either end.
MARGIN = 0.05
MOST_TICKS = 5


def height(rows: int) -> float:
    """Height of a figure with so many rows [inch]."""
    return max(HEIGHT, AROUND + ROW * rows)


def dress_rows(panels: Sequence[Axes], names: Sequence[str], titles: Sequence[str]) -> None:
    """Panels without clutter: faint grid, a line at 0, the first name on top."""
    for axes, title in zip(panels, titles, strict=True):
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.grid(axis="x", color="#DDDDDD", linewidth=0.7)
        axes.set_axisbelow(True)
        axes.axvline(0.0, color=FAINT, linewidth=0.8, zorder=2.5)
        axes.tick_params(axis="x", length=3)
        axes.tick_params(axis="y", length=0)
        name_panel(axes, title)
    # the panels of a row share their vertical axis
    panels[0].set_yticks(range(len(names)), ["\n".join(wrap(chemical(name), NAME_WIDTH)) for name in names])
    panels[0].set_ylim(len(names) - 0.4, -0.6)


def scale_rows(panels: Sequence[Axes], values: Iterable[Array | float], label: str) -> None:
    """One horizontal scale for all panels, with 0 on it and room for all values that are there."""
    flat = np.concatenate([np.zeros(1), *(figures(np.asarray(one)) for one in values)])
    low, high = float(flat.min()), float(flat.max())
    room = MARGIN * (high - low) or 1.0
    for axes in panels:
        axes.set_xlim(low - room if low < 0.0 else 0.0, high + room if high > 0.0 or low == 0.0 else 0.0)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=MOST_TICKS, steps=[1, 2, 2.5, 5, 10]))
        axes.xaxis.set_major_formatter(TicksAlike())
        axes.set_xlabel(chemical(label))
