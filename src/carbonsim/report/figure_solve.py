"""Figures of a search for values that reach a target: value against outcome, and the share of draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from carbonsim.core.types import Array
from carbonsim.report.layout import shorten
from carbonsim.report.palette import PLAN, REFERENCE
from carbonsim.report.sheet import FORMATS, legend, save, say_nothing_there, sheet
from carbonsim.report.solve_words import figure_title, kind_words, level_words, parameter_title, when_words
from carbonsim.report.style import INK, Look, TicksAlike, chemical, drawing, look_of_scenario
from carbonsim.report.units import ShownUnit, stated_unit
from carbonsim.results.solve_edges import DETERMINISTIC, MEDIAN, SHARE
from carbonsim.results.solve_records import Solution, Solved
from carbonsim.scenario.vary import VALUE

#: Colour of the target, and cells of the label of an axis.
TARGET, LABEL = "#555555", 76
#: Part of what a figure moves by that an axis must show, and room beside it.
SHOWN, ROOM = 0.98, 0.15
PERCENT = 100.0


def write_solve_figures(
    found: Solution, folder: Path, language: str, formats: Sequence[str] = FORMATS[:1]
) -> None:
    """Draw a figure of each parameter.

    Parameters
    ----------
    found : Solution
    folder : Path
        Where they go; must be there.
    language : str
        ``en`` or ``zh``; Chinese only where a font for it is installed.
    formats : sequence of str
        Of `sheet.FORMATS`.
    """
    look = look_of_scenario(found.scenario, language)
    if found.draws > 1:
        words = look.say("{draws} draws, seed {seed}").format(draws=f"{found.draws:,}", seed=found.seed)
        look = replace(look, values=words)
    with drawing():
        for number, solved in enumerate(found.solved, start=1):
            save(solve_figure(found, solved, look), folder, f"solve_{number}", formats)


def solve_figure(found: Solution, solved: Solved, look: Look) -> Figure:
    """Outcome against the value of one parameter, with the target; below it the share of draws."""
    parameter, scan = solved.parameter, solved.scan
    by_share = any(search.kind == SHARE for search in solved.searches)
    asked = f"{when_words(found, look.language)} {level_words(found, look.language)}"
    if look.language == "zh":
        asked = f"{when_words(found, look.language)}{level_words(found, look.language)}"
    subtitle = "; ".join((look.subtitle, f"{look.say('target')}: {asked}"))
    title = figure_title(found, look.language)
    figure, rows = sheet(
        replace(look, subtitle=subtitle),
        title,
        rows=2 if by_share else 1,
        height=5.6 if by_share else 4.8,
        weights=[2.2, 1.0] if by_share else None,
    )
    figures = [scan.figures, scan.quantiles.ravel(), [found.target.level]]
    there = np.concatenate([np.asarray(each, dtype=float) for each in figures])
    unit = stated_unit(found.target.unit, there[np.isfinite(there)].tolist(), look.language)
    of_values = stated_unit(parameter.unit, [parameter.low, parameter.high], look.language)
    top = rows[0][0]
    _figures(top, found, solved, unit, of_values.factor)
    if not np.isfinite(scan.figures).any():
        say_nothing_there(top, look.say("no answer anywhere"))
    if by_share:
        _shares(rows[1][0], found, solved, of_values.factor)
        rows[1][0].set_ylabel(chemical(f"{look.say('share of draws that meet it')}, %"), color=INK)
    top.set_ylabel(chemical(unit.words), color=INK)
    last = rows[-1][0]
    last.set_xlabel(_label(found, solved, of_values, look), color=INK)
    low, high = _reach(solved)
    for (axes,) in rows:
        axes.set_xlim(low * of_values.factor, high * of_values.factor)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10]))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(TicksAlike())
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(color="#DDDDDD", linewidth=0.7)
        axes.set_axisbelow(True)
    _legend(figure, found, solved, look)
    return figure


def _label(found: Solution, solved: Solved, unit: ShownUnit, look: Look) -> str:
    """Name of the parameter, with the year of a path and the unit."""
    parameter = solved.parameter
    name = shorten(parameter_title(found, parameter, look.language), LABEL)
    year = str(parameter.year) if parameter.is_path and parameter.way == VALUE else ""
    return chemical(", ".join(filter(None, (name, year, unit.words))))


def _figures(axes: Axes, found: Solution, solved: Solved, unit: ShownUnit, factor: float) -> None:
    """Deterministic runs, median and band of the draws, the target and where it is reached."""
    scan = solved.scan
    if scan.quantiles.size:
        low, _, median, _, high = scan.quantiles * unit.factor
        values = scan.draw_values * factor
        axes.fill_between(values, low, high, color=PLAN, alpha=0.18, linewidth=0)
        axes.plot(values, median, color=PLAN, linewidth=2)
    dash = "--" if scan.quantiles.size else "-"
    axes.plot(scan.values * factor, scan.figures * unit.factor, dash, color=REFERENCE, linewidth=1.6)
    axes.axhline(found.target.level * unit.factor, color=TARGET, linewidth=1.2, linestyle=":")
    axes.axvline(solved.parameter.value * factor, color=INK, linewidth=0.8, alpha=0.6)
    for search in solved.searches:
        if search.kind == SHARE:
            continue
        colour = PLAN if search.kind == MEDIAN else REFERENCE
        for edge in search.edges:
            axes.plot(
                edge.value * factor, edge.figure * unit.factor, "o", color=colour, markersize=7, zorder=4
            )


def _shares(axes: Axes, found: Solution, solved: Solved, factor: float) -> None:
    """Share of the draws that meet the target."""
    scan = solved.scan
    axes.plot(scan.draw_values * factor, PERCENT * scan.shares, color=PLAN, linewidth=2)
    axes.axhline(PERCENT * found.share, color=TARGET, linewidth=1.2, linestyle=":")
    axes.axvline(solved.parameter.value * factor, color=INK, linewidth=0.8, alpha=0.6)
    for search in solved.searches:
        for edge in search.edges if search.kind == SHARE else ():
            axes.plot(edge.value * factor, PERCENT * edge.figure, "o", color=PLAN, markersize=7, zorder=4)
    axes.set_ylim(0.0, 104.0)


def _reach(solved: Solved) -> tuple[float, float]:
    """Part of what was looked at in which the figure moves, with all that was found and the present value."""
    parameter, scan = solved.parameter, solved.scan
    marked = [edge.value for search in solved.searches for edge in search.edges]
    steps = np.abs(np.diff(scan.figures))
    steps = np.where(np.isnan(steps), 0.0, steps)
    low, high = parameter.low, parameter.high
    if steps.sum() > 0.0:
        way = np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()
        high = _first(scan.values, way >= SHOWN, parameter.high)
        low = _first(scan.values[::-1], (way <= 1.0 - SHOWN)[::-1], parameter.low)
    low, high = min([low, parameter.value, *marked]), max([high, parameter.value, *marked])
    room = ROOM * (high - low)
    inside = (max(low - room, parameter.low), min(high + room, parameter.high))
    return min(inside[0], parameter.value), max(inside[1], parameter.value)


def _first(values: Array, true: Array, otherwise: float) -> float:
    places = np.flatnonzero(true)
    return float(values[places[0]]) if len(places) else otherwise


def _legend(figure: Figure, found: Solution, solved: Solved, look: Look) -> None:
    handles: list[Artist] = []
    labels: list[str] = []
    drawn = bool(solved.scan.quantiles.size)
    if drawn:
        handles += [Line2D([], [], color=PLAN, linewidth=2), Patch(color=PLAN, alpha=0.18, linewidth=0)]
        labels += [look.say("median"), look.say("5th to 95th\npercentile")]
    handles.append(Line2D([], [], color=REFERENCE, linestyle="--" if drawn else "-", linewidth=1.6))
    labels.append(kind_words(found, DETERMINISTIC, look.language))
    handles += [
        Line2D([], [], color=TARGET, linestyle=":", linewidth=1.2),
        Line2D([], [], color=INK, linewidth=0.8, alpha=0.6),
    ]
    labels += [look.say("target"), look.say("as it is")]
    if any(search.edges for search in solved.searches):
        handles.append(Line2D([], [], color=INK, marker="o", linestyle="", markersize=7))
        labels.append(look.say("met from here"))
    legend(figure, handles, labels)
