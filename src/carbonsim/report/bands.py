"""Lines with the range of the draws around them: plan and reference, and what lies between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from carbonsim.core.blank import figures
from carbonsim.core.types import Array
from carbonsim.report.palette import PALETTE, PLAN, REFERENCE
from carbonsim.report.sheet import legend, remark
from carbonsim.report.style import Look
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

BAND = (0.05, 0.95)
MEDIAN = 0.5
#: Share of two ranges that they have in common from which on only one of them is drawn.
ALIKE = 0.7


@dataclass(frozen=True)
class Trace:
    """How a line is drawn."""

    word: str
    colour: str
    dash: Literal["-", "--"]


PLAN_TRACE = Trace("plan", PLAN, "-")
REFERENCE_TRACE = Trace("reference", REFERENCE, "--")
REDUCTION_TRACE = Trace("reduction", PALETTE[2], "-")


def of_ranges(look: Look, results: Results) -> Look:
    """The look of figures whose lines are medians where there are draws."""
    if not results.banded:
        return look
    words = look.say("lines: medians of {draws} draws").format(draws=f"{results.draws:,}")
    return replace(look, values=words)


def of_points(look: Look, results: Results) -> Look:
    """The look of figures whose points are medians where there are draws, with a line for the range."""
    if not results.banded:
        return look
    words = look.say("medians of {draws} draws, with their 5th to 95th percentile")
    return replace(look, values=words.format(draws=f"{results.draws:,}"))


def middle(one: Results, name: str) -> Array:
    """The median of the draws, or the deterministic run where there are none, (years,)."""
    return one.quantiles(name, (MEDIAN,))[0] if name in one.banded else quiet(one.central[name])


def draw_trace(
    axes: Axes, one: Results, name: str, trace: Trace, factor: float = 1.0, band: bool = True
) -> None:
    """Draw the median and the band of the draws; with gaps where there is no figure."""
    if band and name in one.banded:
        low, high = one.quantiles(name, BAND) * factor
        axes.fill_between(one.years, low, high, color=trace.colour, alpha=0.2, linewidth=0)
    axes.plot(one.years, middle(one, name) * factor, trace.dash, color=trace.colour, linewidth=2)


def draw_pair(axes: Axes, results: Results, name: str, factor: float = 1.0) -> bool:
    """Draw plan and reference; whether both have ranges that are much the same, of which one is drawn."""
    runs = [(results, PLAN_TRACE), (results.reference, REFERENCE_TRACE)]
    there = [(one, trace) for one, trace in runs if one is not None and name in one.central]
    ranges = [one.quantiles(name, BAND) for one, _ in there if name in one.banded]
    same = len(ranges) > 1 and alike(ranges[0], ranges[1])
    for one, trace in there:
        draw_trace(axes, one, name, trace, factor, band=not (same and trace is REFERENCE_TRACE))
    return same


def alike(one: Array, other: Array) -> bool:
    """Whether two ranges, (2, years), have more in common than not.

    Examples
    --------
    >>> low, high = np.zeros(3), np.ones(3)
    >>> alike(np.stack((low, high)), np.stack((low + 0.2, high))), alike(
    ...     np.stack((low, high)), np.stack((low + 0.9, high + 0.9))
    ... )
    (True, False)
    """
    common = np.minimum(one[1], other[1]) - np.maximum(one[0], other[0])
    whole = np.maximum(one[1], other[1]) - np.minimum(one[0], other[0])
    area = float(np.nansum(whole))
    return area > 0.0 and bool(np.nansum(np.maximum(common, 0.0)) >= ALIKE * area)


def is_drawn(one: Results | None, names: Sequence[str]) -> bool:
    """Whether a run has a figure of any of these: what is blank throughout has no place in the legend."""
    return one is not None and any(figures(one.central[name]).size for name in names if name in one.central)


def trace_legend(
    figure: Figure,
    traces: Sequence[Trace],
    banded: bool,
    look: Look,
    more: Sequence[tuple[Artist, str]] = (),
) -> None:
    """Legend of lines and their range."""
    handles: list[Artist] = [Line2D([], [], color=t.colour, linestyle=t.dash, linewidth=2) for t in traces]
    labels = [look.say(trace.word) for trace in traces]
    if banded:
        handles.append(Patch(color="#888888", alpha=0.3, linewidth=0))
        labels.append(look.say("5th to 95th\npercentile"))
    legend(figure, [*handles, *(handle for handle, _ in more)], [*labels, *(label for _, label in more)])


def remark_alike(figure: Figure, look: Look) -> None:
    """Say that one range stands for two."""
    remark(figure, look.say("of ranges that nearly coincide the plan's is drawn"))
