"""Shares of sales: by powertrain, plan beside reference, and of parts of the market with their range."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from carbonsim.core.blank import anything
from carbonsim.reference.tables import published_forecasts
from carbonsim.report.bands import (
    PLAN_TRACE,
    REFERENCE_TRACE,
    draw_pair,
    is_drawn,
    of_ranges,
    remark_alike,
    trace_legend,
)
from carbonsim.report.dips import dip_words
from carbonsim.report.drafts import Draft
from carbonsim.report.palette import colours
from carbonsim.report.pick import means_of, share_label, share_names
from carbonsim.report.sheet import legend, sheet
from carbonsim.report.stacks import patches, stack_areas
from carbonsim.report.style import INK, Look, case_title, dress, scale
from carbonsim.report.texts import say_name
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

#: Panels in a row, and years named below each.
PANELS, TICKS = 4, 2
#: Marker of a published forecast, small enough for those of neighbouring years to stand apart.
PUBLISHED: Mapping[str, Any] = {
    **{"color": INK, "linestyle": "none", "marker": "o", "markersize": 4.0},
    **{"markeredgecolor": "white", "markeredgewidth": 0.5},
}


def share_figures(results: Results, look: Look) -> Iterator[Draft]:
    """Shares of sales by powertrain; one figure for each means of transport."""
    for subject, names in _by_subject(share_names(results.variables, stacked=True)):
        if len(names) > 1 and any(anything(results.central[name]) for name in names):
            title = look.title("Shares of sales", subject)
            yield Draft(
                subject, partial(_stack, results, names, title, _told(results, subject, look)), len(names)
            )


def share_range_figures(results: Results, look: Look) -> Iterator[Draft]:
    """Shares of parts of the market with their range; one figure for each means of transport."""
    for subject, names in _by_subject(share_names(results.variables, stacked=False)):
        shown = [name for name in names if anything(results.central[name])]
        if len(shown) > 1:
            title = look.title("Shares of sales and their range", subject)
            told = _told(results, subject, of_ranges(look, results))
            yield Draft(subject, partial(_ranges, results, shown, title, told))


def _told(results: Results, subject: str, look: Look) -> Look:
    """Texts of a figure, with the remark on a year that dips."""
    words = dip_words(results, subject, look.language)
    return replace(look, subtitle="; ".join(filter(None, (look.subtitle, words))))


def _by_subject(names: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for subject in dict.fromkeys(map(means_of, names)):
        yield subject, [name for name in names if means_of(name) == subject]


def _stack(results: Results, names: Sequence[str], title: str, look: Look) -> Figure:
    runs = [one for one in (results, results.reference) if one is not None]
    # by place among all, so that a powertrain has its colour in every scenario
    fill = dict(zip(names, colours([share_label(name) for name in names]), strict=True))
    names = [name for name in names if any(anything(one.central.get(name, 0.0)) for one in runs)]
    figure, (panels,) = sheet(look, title, len(runs))
    for one, axes in zip(runs, panels, strict=True):
        none = np.zeros(len(one.years))
        series = [quiet(one.central.get(name, none)) for name in names]
        stack_areas(axes, one.years, series, [fill[name] for name in names])
        dress(axes, one.years, title=case_title(results, one, look))
        axes.set_ylim(0.0, 100.0)
    scale(panels, look.say("% of sales"))
    labels = [say_name(share_label(name), look.language) for name in names]
    legend(figure, patches([fill[name] for name in names])[::-1], labels[::-1])
    return figure


def _ranges(results: Results, names: Sequence[str], title: str, look: Look) -> Figure:
    columns = min(PANELS, len(names))
    figure, panels = sheet(look, title, columns, -(-len(names) // columns))
    places = [axes for row in panels for axes in row]
    same = published = False
    for axes, name in zip(places, names, strict=False):
        same |= draw_pair(axes, results, name)
        published |= _draw_published(axes, results, name)
        dress(axes, results.years, say_name(share_label(name), look.language), TICKS)
    for axes in places[len(names) :]:
        axes.set_visible(False)
    for row in panels:
        row[0].set_ylim(0.0, 100.0)
        scale(row, look.say("% of sales"))
    if same:
        remark_alike(figure, look)
    more = [(Line2D([], [], **PUBLISHED), look.say("published\nforecasts"))] if published else []
    runs_drawn = ((results, PLAN_TRACE), (results.reference, REFERENCE_TRACE))
    traces = [trace for one, trace in runs_drawn if is_drawn(one, names)]
    trace_legend(figure, traces, any(name in results.banded for name in names), look, more)
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
