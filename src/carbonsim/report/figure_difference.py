"""Reduction by a plan against its reference, draw by draw: by boundary, and sector by sector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from carbonsim.core.blank import figures
from carbonsim.core.types import Array
from carbonsim.report.bands import BAND, REDUCTION_TRACE, draw_trace, of_ranges, trace_legend
from carbonsim.report.drafts import Draft
from carbonsim.report.figure_boundaries import TICKS, boundary_title
from carbonsim.report.pick import ALL_SECTORS, by_boundary, sector_of
from carbonsim.report.purchases import purchase_remark
from carbonsim.report.sheet import remark, say_nothing_there, sheet
from carbonsim.report.style import Look, dress, scale
from carbonsim.report.texts import say_subject
from carbonsim.report.units import axis_unit, without_gas
from carbonsim.results.results import Results

STEM = "Emission Reduction|"
#: Boundary that sectors are set beside each other at, where all have it.
BOUNDARY = "operational"
#: Share of the largest value from which on one below 0 is explained.
SEEN = 0.01


def difference_figures(results: Results, look: Look) -> Iterator[Draft]:
    """Reduction against the reference, a panel for each boundary; one figure for each sector."""
    look = of_ranges(look, results)
    for stem, variables in by_boundary(results.variables, STEM).items():
        sector = sector_of(stem)
        panels = {boundary_title(boundary, look): variable.name for boundary, variable in variables.items()}
        title = look.title("Reduction against the reference", sector)
        yield Draft(sector, partial(_figure, results, panels, title, sector, look))


def sector_difference_figures(results: Results, look: Look) -> Iterator[Draft]:
    """Reduction sector by sector, at the boundary that all have; where there are several sectors."""
    look = of_ranges(look, results)
    known = by_boundary(results.variables, STEM)
    sectors = [stem for stem in known if sector_of(stem) != ALL_SECTORS]
    common = (
        [word for word in known[sectors[0]] if all(word in known[stem] for stem in sectors)]
        if sectors
        else []
    )
    if len(sectors) < 2 or not common:
        return
    boundary = BOUNDARY if BOUNDARY in common else common[0]
    ordered = [stem for stem in known if stem not in sectors and boundary in known[stem]] + sectors
    panels = {say_subject(sector_of(stem), look.language): known[stem][boundary].name for stem in ordered}
    title = f"{look.say('Reduction by sector')}: {boundary_title(boundary, look)}"
    yield Draft(ALL_SECTORS, partial(_figure, results, panels, title, "", look))


def _figure(results: Results, panels: Mapping[str, str], title: str, sector: str, look: Look) -> Figure:
    """A panel for each series; `panels` names them, `sector` is whose purchases may explain a jump."""
    names = list(panels.values())
    figure, (row,) = sheet(look, title, len(panels))
    values = np.concatenate([np.zeros(1), *(_reach(results, name) for name in names)])
    mass = without_gas(axis_unit(results.unit(names[0]), values.tolist(), look.language))
    for axes, (words, name) in zip(row, panels.items(), strict=True):
        draw_trace(axes, results, name, REDUCTION_TRACE, mass.factor)
        dress(axes, results.years, words, TICKS)
    scale(row, f"{look.say('reduction')}, {mass.words}")
    _say_what_is_not_there(row, results, names, look)
    if -float(values.min()) > SEEN * float(values.max()):
        remark(figure, look.say("below 0: the plan emits more"))
    if sector and (words := purchase_remark(results, sector, look)):
        remark(figure, words)
    trace_legend(figure, [REDUCTION_TRACE], any(name in results.banded for name in names), look)
    return figure


def _reach(results: Results, name: str) -> Array:
    """Values that the drawn part of a series reaches, without blanks."""
    return figures(results.quantiles(name, BAND) if name in results.banded else results.central[name])


def _say_what_is_not_there(row: Sequence[Axes], results: Results, names: Sequence[str], look: Look) -> None:
    """Say so in a panel where plan and reference do not differ, or have no such figure."""
    for axes, name in zip(row, names, strict=True):
        known = _reach(results, name)
        if not known.size:
            say_nothing_there(axes, look.say("no such figure"))
        elif not known.any():
            say_nothing_there(axes, look.say("no difference"))
