"""A tornado: how far each parameter moves an outcome, the one that moves it most on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from carbonsim.analysis.sensitivity import SOBOL, Sensitivity
from carbonsim.analysis.tornado import Tornado
from carbonsim.core.types import Array
from carbonsim.report.layout import shorten, wrap
from carbonsim.report.numbers import fixed
from carbonsim.report.palette import PLAN, REFERENCE
from carbonsim.report.parameter_names import parameter_name
from carbonsim.report.sensitivity_tables import MOST, outcome_title
from carbonsim.report.sheet import FORMATS, legend, save, sheet
from carbonsim.report.style import (
    FAINT,
    INK,
    TEXT_SIZE,
    Look,
    TicksAlike,
    chemical,
    drawing,
    look_of_scenario,
)
from carbonsim.report.units import stated_unit

#: Cells and lines of the name of a parameter beside its bar.
NAME_WIDTH, NAME_LINES = 44, 2
#: Height of a bar as a share of its row, and of a row [in].
BAR, ROW = 0.62, 0.36


def write_tornado_figures(
    found: Sensitivity,
    moved: Tornado,
    outcomes: Sequence[str],
    folder: Path,
    language: str,
    formats: Sequence[str] = FORMATS[:1],
) -> None:
    """Draw a tornado for each outcome.

    Parameters
    ----------
    found : Sensitivity
        Whose index stands beside each bar.
    moved : Tornado
        Of the same scenario.
    outcomes : sequence of str
        Those that are drawn.
    folder : Path
        Where they go; must be there.
    language : str
        ``en`` or ``zh``; Chinese only where a font for it is installed.
    formats : sequence of str
        Of `sheet.FORMATS`.
    """
    look = look_of_scenario(found.scenario, language)
    with drawing():
        for number, outcome in enumerate(outcomes, start=1):
            save(tornado_figure(found, moved, outcome, look), folder, f"tornado_{number}", formats)


def tornado_figure(found: Sensitivity, moved: Tornado, outcome: str, look: Look) -> Figure:
    """Bars from the low to the high end of each parameter, the widest on top."""
    column = list(moved.outcomes).index(outcome)
    ends_of_all = [moved.middle[column], *moved.low[:, column], *moved.high[:, column]]
    unit = stated_unit(moved.outcomes[outcome], ends_of_all, look.language)
    middle = float(moved.middle[column]) * unit.factor
    # an end without such a figure has no bar
    low, high = (np.where(np.isnan(end), middle, end) for end in _ends(moved, column, unit.factor))
    order = sorted(range(len(low)), key=lambda row: -abs(high[row] - low[row]))[:MOST]
    rows = [] if np.isnan(middle) else [row for row in order if high[row] != low[row]]
    words = look.say("from its 5th to its 95th percentile, all others at their medians")
    title = chemical(outcome_title(found, outcome, look.language))
    figure, ((axes,),) = sheet(
        replace(look, subtitle=f"{look.subtitle}; {words}"), title, height=2.2 + ROW * MOST
    )
    _bars(axes, low[rows], high[rows], middle)
    names = [_name(parameter_name(found.scenario, found.factors[row], look.language)) for row in rows]
    axes.set_yticks(range(len(rows)), labels=names, size=TEXT_SIZE - 1)
    axes.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    axes.set_xlabel(chemical(unit.words), color=INK)
    _index(axes, found, outcome, rows, look)
    ends = (("low end", REFERENCE), ("high end", PLAN))
    legend(figure, [Patch(facecolor=colour) for _, colour in ends], [look.say(end) for end, _ in ends])
    return figure


def _name(words: str) -> str:
    """A parameter's name on a few lines."""
    lines = wrap(chemical(words), NAME_WIDTH)
    if len(lines) > NAME_LINES:
        last = shorten(" ".join(lines[NAME_LINES - 1 :]), NAME_WIDTH)
        lines = [*lines[: NAME_LINES - 1], last]
    return "\n".join(lines)


def _ends(moved: Tornado, column: int, factor: float) -> Iterator[Array]:
    """Low and high ends of all parameters."""
    for end in (moved.low, moved.high):
        yield end[:, column] * factor


def _bars(axes: Axes, low: Array, high: Array, middle: float) -> None:
    for line, ends in enumerate(zip(low - middle, high - middle, strict=True)):
        # the shorter one last, for both may lie on one side
        for length, colour in sorted(zip(ends, (REFERENCE, PLAN), strict=True), key=lambda one: -abs(one[0])):
            axes.barh(line, length, left=middle, height=BAR, color=colour, zorder=2)
    if np.isfinite(middle):
        axes.axvline(middle, color=INK, linewidth=1.0, zorder=3)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.1)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(TicksAlike())


def _index(axes: Axes, found: Sensitivity, outcome: str, rows: Sequence[int], look: Look) -> None:
    """The index of each parameter in the right margin."""
    place = list(found.outcomes).index(outcome)
    name, words = ("total", "total index") if found.method == SOBOL else ("median", "PAWN")
    labels = [(-0.75, look.say(words))]
    labels += [(line, fixed(float(found.of_outcomes[name][row, place]), 2)) for line, row in enumerate(rows)]
    for line, label in labels:
        axes.annotate(
            label,
            (1.0, line),
            xycoords=("axes fraction", "data"),
            ha="right",
            va="center",
            annotation_clip=False,
            size=TEXT_SIZE - 1.5,
            color=FAINT,
        )
