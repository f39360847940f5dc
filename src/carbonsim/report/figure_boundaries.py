"""Emissions of plan and reference at each boundary, and what lies between them, draw by draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from carbonsim.core.blank import figures
from carbonsim.core.carbon import BOUNDARIES, boundary_gas
from carbonsim.report.palette import PALETTE, PLAN, REFERENCE
from carbonsim.report.pick import by_boundary, sector_of
from carbonsim.report.style import Look, dress, fit_titles, legend, scale, sheet
from carbonsim.report.units import axis_unit, without_gas
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

STEM = "Emissions|"
REDUCTION = "Emission Reduction|"
BAND = (0.05, 0.95)
#: Years named below each of four panels.
TICKS = 2


@dataclass(frozen=True)
class Trace:
    """How a line is drawn."""

    word: str
    colour: str
    dash: Literal["-", "--"]


PLAN_TRACE = Trace("plan", PLAN, "-")
REFERENCE_TRACE = Trace("reference", REFERENCE, "--")
REDUCTION_TRACE = Trace("reduction", PALETTE[2], "-")


def boundary_figures(results: Results, look: Look) -> Iterator[tuple[str, Figure]]:
    """Plan against reference, a panel for each boundary; one figure for each sector."""
    reductions = by_boundary(results.variables, REDUCTION)
    for stem, variables in by_boundary(results.variables, STEM).items():
        cuts = reductions.get(REDUCTION + stem.removeprefix(STEM), {})
        words = "Emissions of plan and reference" if results.reference else "Emissions"
        yield sector_of(stem), _figure(results, variables, cuts, look.title(words, sector_of(stem)), look)


def _figure(
    results: Results,
    variables: Mapping[str, Variable],
    cuts: Mapping[str, Variable],
    title: str,
    look: Look,
) -> Figure:
    figure, rows = sheet(look, title, len(variables), 2 if cuts else 1)
    traces = [(results, PLAN_TRACE)]
    if results.reference is not None:
        traces.append((results.reference, REFERENCE_TRACE))
    _row(rows[0], traces, variables, "", look)
    if cuts:
        # plan and reference run on the same draws: the range of the difference is far narrower than theirs
        _row(rows[1], [(results, REDUCTION_TRACE)], cuts, look.say("reduction") + ", ", look)
    drawn = [trace for one, trace in traces if _is_drawn(one, variables)]
    drawn += [REDUCTION_TRACE] if cuts and _is_drawn(results, cuts) else []
    handles: list[Artist] = [Line2D([], [], color=t.colour, linestyle=t.dash, linewidth=2) for t in drawn]
    labels = [look.say(trace.word) for trace in drawn]
    if results.banded:
        handles.append(Patch(color="#888888", alpha=0.3, linewidth=0))
        labels.append(look.say("5th to 95th\npercentile"))
    legend(figure, handles, labels)
    fit_titles(figure)
    return figure


def _is_drawn(one: Results, variables: Mapping[str, Variable]) -> bool:
    """Whether a run has a figure in any panel: a line that is blank throughout has no place in the legend."""
    series = (one.central[name] for v in variables.values() if (name := v.name) in one.central)
    return any(figures(values).size for values in series)


def _row(
    panels: list[Axes],
    traces: list[tuple[Results, Trace]],
    variables: Mapping[str, Variable],
    prefix: str,
    look: Look,
) -> None:
    """One panel for each boundary, all on one scale."""
    drawn = [(one, variable.name) for one, _ in traces for variable in variables.values()]
    values = [one.central[name] for one, name in drawn if name in one.central]
    unit = next(iter(variables.values())).unit
    mass = without_gas(axis_unit(unit, np.concatenate(values).tolist(), look.language))
    for axes, (boundary, variable) in zip(panels, variables.items(), strict=False):
        for one, trace in traces:
            if variable.name in one.central:
                draw_trace(axes, one, variable.name, trace, mass.factor)
        gas = f" ({boundary_gas(boundary)})" if boundary in BOUNDARIES else ""
        dress(axes, traces[0][0].years, f"{look.say(boundary)}{gas}", TICKS)
    scale(panels, f"{prefix}{mass.words}")


def draw_trace(axes: Axes, one: Results, name: str, trace: Trace, factor: float = 1.0) -> None:
    """Draw the central run, and the band of the draws around it; with gaps where there is no figure."""
    if name in one.banded:
        low, high = one.quantiles(name, BAND) * factor
        axes.fill_between(one.years, low, high, color=trace.colour, alpha=0.2, linewidth=0)
    axes.plot(one.years, quiet(one.central[name]) * factor, trace.dash, color=trace.colour, linewidth=2)
