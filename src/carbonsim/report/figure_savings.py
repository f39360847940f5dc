"""What a works saves, case by case: a panel for each product, a row for each case, a dot for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from carbonsim.core.blank import anything, figures, filled
from carbonsim.core.carbon import BOUNDARIES
from carbonsim.core.types import Array
from carbonsim.report.bands import BAND, middle, of_points
from carbonsim.report.drafts import Draft
from carbonsim.report.palette import PALETTE
from carbonsim.report.pick import by_product, milestones, sector_of
from carbonsim.report.rows import dress_rows, height, scale_rows
from carbonsim.report.sheet import legend, sheet
from carbonsim.report.style import FAINT, INK, Look
from carbonsim.report.units import axis_unit
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.scenario.units import UnitError, convert

STEM = "Works Saving|"
BOUNDARY = "operational"
#: Years shown beside the first one with a saving, where they are in the horizon.
YEARS = (2035, 2060)
MARKERS = ("o", "s", "D")
#: Between the dots of a row, of the row.
APART = 0.22


@dataclass(frozen=True)
class Panel:
    """Savings against one product: a variable for each case."""

    product: str
    variables: tuple[Variable, ...]


def saving_figures(results: Results, look: Look) -> Iterator[Draft]:
    """Savings at full load; one figure for each stem, at its operational boundary or else its widest."""
    known = results.variables
    stems = dict.fromkeys(v.stem for v in known.values() if v.stem.startswith(STEM) and v.boundary)
    for stem in stems:
        own = {name: variable for name, variable in known.items() if variable.stem == stem}
        boundary = _boundary(variable.boundary for variable in own.values())
        # a case without a figure in any year has no row
        own = {name: variable for name, variable in own.items() if figures(results.central[name]).size}
        panels = [
            Panel(product, tuple(variables))
            for (product, at), variables in by_product(own, STEM).items()
            if at == boundary
        ]
        if any(anything(results.central[variable.name]) for panel in panels for variable in panel.variables):
            yield Draft(
                sector_of(stem), partial(_figure, results, stem, boundary, panels, of_points(look, results))
            )


def _boundary(reported: Iterator[str]) -> str:
    """The operational boundary, or the widest that is reported."""
    there = set(reported)
    order = [name for name in BOUNDARIES if name in there] or sorted(there - {""})
    return BOUNDARY if BOUNDARY in there else order[-1]


def _figure(results: Results, stem: str, boundary: str, panels: Sequence[Panel], look: Look) -> Figure:
    cases = list(dict.fromkeys(variable.variant for panel in panels for variable in panel.variables))
    shown = _years(results, [variable.name for panel in panels for variable in panel.variables])
    values = [results.central[v.name][list(shown)] for panel in panels for v in panel.variables]
    unit = panels[0].variables[0].unit
    shown_in = axis_unit(unit, np.concatenate(values).tolist(), look.language)
    factor = shown_in.factor
    subtitle = "; ".join(
        (look.subtitle, f"{look.say('boundary')}: {look.say(boundary)}", look.say("at full load"))
    )
    title = look.title("Works saving by case", sector_of(stem))
    figure, (row,) = sheet(
        replace(look, subtitle=subtitle), title, len(panels), height=height(len(cases) * len(shown) // 2)
    )
    drawn: list[Array | float] = []
    claimed = False
    for axes, panel in zip(row, panels, strict=True):
        drawn += _draw(axes, results, panel, cases, shown, factor)
        values_claimed = [value * factor for value in _claimed(results, stem, boundary, panel.product, unit)]
        for value in values_claimed:
            axes.axvline(value, color=INK, linestyle="--", linewidth=1.2, zorder=2.6)
        drawn += values_claimed
        claimed = claimed or bool(values_claimed)
    dress_rows(row, [look.say(case) for case in cases], [look.say(panel.product) for panel in panels])
    scale_rows(row, drawn, shown_in.words)
    _legend(figure, results, shown, claimed, look)
    return figure


def _years(results: Results, names: Sequence[str]) -> tuple[int, ...]:
    """Indices of the first milestone with a saving, of later years that matter, and at most three in all."""
    years = results.years.tolist()
    saved = np.any([filled(results.central[name]) for name in names], axis=0)
    first = next((index for index in milestones(results) if saved[index]), int(np.argmax(saved)))
    later = [years.index(year) if year in years else len(years) - 1 for year in YEARS]
    return tuple(sorted({first, *(index for index in later if index > first)}))


def _draw(
    axes: Axes, results: Results, panel: Panel, cases: Sequence[str], shown: Sequence[int], factor: float
) -> list[Array | float]:
    """A dot and its range for each case and year; what was drawn is given back."""
    drawn: list[Array | float] = []
    for variable in panel.variables:
        central = middle(results, variable.name) * factor
        known = variable.name in results.banded
        band = results.quantiles(variable.name, BAND) * factor if known else None
        for number, index in enumerate(shown):
            place = cases.index(variable.variant) + APART * (number - 0.5 * (len(shown) - 1))
            if band is not None:
                axes.plot(band[:, index], (place, place), "-", color=PALETTE[number], linewidth=1.6)
                drawn.append(band[:, index])
            axes.plot(central[index], place, MARKERS[number], color=PALETTE[number], markersize=5, zorder=3.0)
            drawn.append(float(central[index]))
    return drawn


def _claimed(results: Results, stem: str, boundary: str, product: str, unit: str) -> list[float]:
    """What the scenario's claims say of a panel, in the unit of its variables."""
    found = []
    for claim in results.scenario.claims:
        of_panel = claim.product in (None, product) and claim.boundary in (None, boundary)
        if claim.variable == stem and of_panel and not claim.form:
            try:
                found.append(convert(claim.value, claim.unit, unit))
            except UnitError:
                continue  # of another gas: not to be drawn on this scale
    return list(dict.fromkeys(found))


def _legend(figure: Figure, results: Results, shown: Sequence[int], claimed: bool, look: Look) -> None:
    handles: list[Artist] = [
        Line2D([], [], color=colour, marker=marker, markersize=5, linestyle="none")
        for colour, marker, _ in zip(PALETTE, MARKERS, shown, strict=False)
    ]
    labels = [str(results.years[index]) for index in shown]
    if results.banded:
        handles.append(Line2D([], [], color=FAINT, linewidth=1.6))
        labels.append(look.say("5th to 95th\npercentile"))
    if claimed:
        handles.append(Line2D([], [], color=INK, linestyle="--", linewidth=1.2))
        labels.append(look.say("claimed"))
    legend(figure, handles, labels)
