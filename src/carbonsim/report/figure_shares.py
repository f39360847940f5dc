"""Shares of sales: by powertrain, plan beside reference, and of parts of the market with their range."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from carbonsim.core.blank import anything
from carbonsim.reference.tables import published_forecasts
from carbonsim.report.figure_boundaries import PLAN_TRACE, REFERENCE_TRACE, draw_trace
from carbonsim.report.palette import colours
from carbonsim.report.pick import share_label, share_names
from carbonsim.report.stacks import patches, stack_areas
from carbonsim.report.style import INK, Look, dress, fit_titles, legend, scale, sheet
from carbonsim.report.texts import say_name, text
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

#: Panels in a row, and years named below each.
PANELS, TICKS = 4, 2
#: Marker of a published forecast, small enough for those of neighbouring years to stand apart.
PUBLISHED: Mapping[str, Any] = {
    **{"color": INK, "linestyle": "none", "marker": "o", "markersize": 4.0},
    **{"markeredgecolor": "white", "markeredgewidth": 0.5},
}


def share_figures(results: Results, look: Look) -> Iterator[tuple[str, Figure]]:
    """Shares of sales by powertrain; one figure for each means of transport."""
    for subject, names in _by_subject(share_names(results.variables, stacked=True)):
        if len(names) > 1 and any(anything(results.central[name]) for name in names):
            yield subject, _stack(results, names, look.title("Shares of sales", subject), look)


def share_range_figures(results: Results, look: Look) -> Iterator[tuple[str, Figure]]:
    """Shares of parts of the market with their range; one figure for each means of transport."""
    for subject, names in _by_subject(share_names(results.variables, stacked=False)):
        shown = [name for name in names if anything(results.central[name])]
        if len(shown) > 1:
            yield (
                subject,
                _ranges(results, shown, look.title("Shares of sales and their range", subject), look),
            )


def _by_subject(names: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    subjects = dict.fromkeys("|".join(name.split("|")[1:3]) for name in names)
    for subject in subjects:
        yield subject, [name for name in names if "|".join(name.split("|")[1:3]) == subject]


def _stack(results: Results, names: Sequence[str], title: str, look: Look) -> Figure:
    runs = [one for one in (results, results.reference) if one is not None]
    names = [name for name in names if any(anything(one.central.get(name, 0.0)) for one in runs)]
    figure, (panels,) = sheet(look, title, len(runs))
    fill = colours([share_label(name) for name in names])
    for one, axes in zip(runs, panels, strict=True):
        none = np.zeros(len(one.years))
        stack_areas(axes, one.years, [quiet(one.central.get(name, none)) for name in names], fill)
        dress(axes, one.years, title=text(one.scenario.title, look.language) or one.scenario.name)
        axes.set_ylim(0.0, 100.0)
    scale(panels, "%")
    labels = [say_name(share_label(name), look.language) for name in names]
    legend(figure, patches(fill)[::-1], labels[::-1])
    fit_titles(figure)
    return figure


def _ranges(results: Results, names: Sequence[str], title: str, look: Look) -> Figure:
    rows = -(-len(names) // PANELS)
    figure, panels = sheet(look, title, PANELS, rows)
    runs = [(results, PLAN_TRACE)]
    if results.reference is not None:
        runs.append((results.reference, REFERENCE_TRACE))
    published = False
    places = [axes for row in panels for axes in row]
    for axes, name in zip(places, names, strict=False):
        for one, trace in runs:
            if name in one.central:
                draw_trace(axes, one, name, trace)
        published |= _draw_published(axes, results, name)
        dress(axes, results.years, say_name(share_label(name), look.language), TICKS)
    for axes in places[len(names) :]:
        axes.set_visible(False)
    for row in panels:
        scale(row, "%")
    handles: list[Line2D | Patch] = [
        Line2D([], [], color=trace.colour, linestyle=trace.dash, linewidth=2) for _, trace in runs
    ]
    labels = [look.say(trace.word) for _, trace in runs]
    if results.banded:
        handles.append(Patch(color="#888888", alpha=0.3, linewidth=0))
        labels.append(look.say("5th to 95th\npercentile"))
    if published:
        handles.append(Line2D([], [], **PUBLISHED))
        labels.append(look.say("published\nforecasts"))
    legend(figure, handles, labels)
    fit_titles(figure)
    return figure


def _draw_published(axes: Axes, results: Results, name: str) -> bool:
    """Mark what others forecast for the region in years of the horizon; whether there is any."""
    forecasts = published_forecasts(name, results.scenario.region)
    shown = [row for row in forecasts if results.years[0] <= row.year <= results.years[-1]]
    for row in shown:
        if row.low is not None and row.high is not None:
            axes.vlines(row.year, row.low, row.high, color=INK, linewidth=1.0, zorder=3)
    axes.plot([row.year for row in shown], [row.central for row in shown], **PUBLISHED, zorder=4)
    return bool(shown)
