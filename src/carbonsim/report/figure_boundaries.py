"""Emissions of plan and reference at each boundary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
from matplotlib.figure import Figure

from carbonsim.core.blank import anything
from carbonsim.core.carbon import BOUNDARIES, boundary_gas
from carbonsim.report.bands import (
    BAND,
    PLAN_TRACE,
    REFERENCE_TRACE,
    draw_pair,
    is_drawn,
    of_ranges,
    remark_alike,
    trace_legend,
)
from carbonsim.report.drafts import Draft
from carbonsim.report.pick import by_boundary, sector_of
from carbonsim.report.sheet import say_nothing_there, sheet
from carbonsim.report.style import Look, dress, scale
from carbonsim.report.units import axis_unit, without_gas
from carbonsim.results.records import Variable
from carbonsim.results.results import Results

STEM = "Emissions|"
#: Years named below each of four panels.
TICKS = 2


def boundary_figures(results: Results, look: Look) -> Iterator[Draft]:
    """Plan against reference, a panel for each boundary; one figure for each sector."""
    words = "Emissions of plan and reference" if results.reference else "Emissions"
    for stem, variables in by_boundary(results.variables, STEM).items():
        title = look.title(words, sector_of(stem))
        yield Draft(sector_of(stem), partial(_figure, results, variables, title, of_ranges(look, results)))


def _figure(results: Results, variables: Mapping[str, Variable], title: str, look: Look) -> Figure:
    figure, (panels,) = sheet(look, title, len(variables))
    names = [variable.name for variable in variables.values()]
    runs = [one for one in (results, results.reference) if one is not None]
    values = [one.central[name] for one in runs for name in names if name in one.central]
    # what draws reach decides the unit, too
    ends = [one.quantiles(name, BAND[1:])[0] for one in runs for name in names if name in one.banded]
    unit = results.variables[names[0]].unit
    mass = without_gas(axis_unit(unit, np.concatenate(values + ends).tolist(), look.language))
    same = [draw_pair(axes, results, name, mass.factor) for axes, name in zip(panels, names, strict=True)]
    for axes, boundary in zip(panels, variables, strict=True):
        dress(axes, results.years, boundary_title(boundary, look), TICKS)
    scale(panels, mass.words)
    for axes, name in zip(panels, names, strict=True):
        if not any(_seen(one, name) for one in runs):
            say_nothing_there(axes, look.say("none in any year"))
    if any(same):
        remark_alike(figure, look)
    runs_drawn = ((results, PLAN_TRACE), (results.reference, REFERENCE_TRACE))
    traces = [trace for one, trace in runs_drawn if is_drawn(one, names)]
    trace_legend(figure, traces, any(name in results.banded for name in names), look)
    return figure


def _seen(one: Results, name: str) -> bool:
    """Whether a run has anything of a series, centrally or in its draws."""
    ends = one.quantiles(name, BAND) if name in one.banded else 0.0
    return name in one.central and (anything(one.central[name]) or anything(ends))


def boundary_title(boundary: str, look: Look) -> str:
    """Name of a boundary and its gas."""
    gas = f" ({boundary_gas(boundary)})" if boundary in BOUNDARIES else ""
    return f"{look.say(boundary)}{gas}"
