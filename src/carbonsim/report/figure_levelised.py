"""Levelised cost by kind: a row for each route, in a year of today and in a later one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from carbonsim.core.blank import anything, figures, filled
from carbonsim.core.types import Array
from carbonsim.report.bands import BAND
from carbonsim.report.drafts import Draft
from carbonsim.report.palette import OTHERS, PALETTE
from carbonsim.report.rows import dress_rows, height, scale_rows
from carbonsim.report.sheet import legend, remark, sheet
from carbonsim.report.stacks import largest_apart, patches, stack_rows
from carbonsim.report.style import INK, Look
from carbonsim.report.texts import say_name
from carbonsim.report.units import axis_unit
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

STEM = "Cost Breakdown|"
TOTAL = "Levelised Cost|"
#: The first is the earliest year shown, the second the later one.
YEARS = (2025, 2050)
#: Rows leave room for more parts than a figure by year does; what is smaller would not be seen.
MOST_PARTS = 10

#: Route -> kind -> variable.
Routes = dict[str, dict[str, str]]


def levelised_figures(results: Results, look: Look) -> Iterator[Draft]:
    """Cost of a tonne by kind, route by route; one figure for each sector and product."""
    for subject, routes in _subjects(results).items():
        there = {
            route: kinds
            for route, kinds in routes.items()
            if any(anything(results.central[name]) for name in kinds.values())
        }
        if there:
            yield Draft(subject, partial(_figure, results, subject, there, look))


def _subjects(results: Results) -> dict[str, Routes]:
    """Sector and product -> its routes and their kinds; other units than the first are left out."""
    found: dict[str, Routes] = {}
    units: dict[str, str] = {}
    for name, variable in results.variables.items():
        parts = name.split("|")
        if not name.startswith(STEM) or name.endswith("]") or len(parts) < 4:
            continue
        subject = "|".join(parts[1:-2])
        if units.setdefault(subject, variable.unit) == variable.unit:
            found.setdefault(subject, {}).setdefault(parts[-2], {})[parts[-1]] = name
    return found


def _figure(results: Results, subject: str, routes: Routes, look: Look) -> Figure:
    shown = _years(results)
    kinds = list(dict.fromkeys(kind for own in routes.values() for kind in own))
    # (years, routes), so that what is small is small in all panels
    table = {kind: _table(results, routes, kind, shown) for kind in kinds}
    total = np.sum(list(table.values()), axis=0)
    parts, rest = largest_apart(table, min(MOST_PARTS, len(PALETTE)))
    variable = results.variables[next(iter(next(iter(routes.values())).values()))]
    unit = axis_unit(variable.unit, np.ravel(total).tolist(), look.language)
    factor = unit.factor
    # by place in the whole list, so that a kind has its colour in every scenario
    fill = [PALETTE[kinds.index(kind) % len(PALETTE)] for kind in parts]
    series, labels = list(parts.values()), [say_name(kind, look.language) for kind in parts]
    if rest is not None:
        series, fill, labels = [*series, rest], [*fill, OTHERS], [*labels, look.say("others")]
    title = look.title("Levelised cost by kind", subject)
    figure, (row,) = sheet(look, title, len(shown), height=height(len(routes)))
    bands = _bands(results, subject, routes, shown, factor)
    for number, axes in enumerate(row):
        stack_rows(axes, [values[number] * factor for values in series], fill)
        for place, band in bands[number].items():
            axes.plot(band, (place, place), "-", color=INK, linewidth=1.2, zorder=3.0)
        axes.plot(total[number] * factor, np.arange(len(routes)), "o", color=INK, markersize=5.5, zorder=3.1)
    names = [say_name(route, look.language) for route in routes]
    dress_rows(row, names, [str(results.years[index]) for index in shown])
    ranges = [band for own in bands for band in own.values() if figures(band).size]
    ends = [
        np.sum([limit(filled(part), 0.0) for part in series], axis=0) for limit in (np.maximum, np.minimum)
    ]
    words = (unit.words, look.say(variable.product))
    scale_rows(row, [*ranges, *(end * factor for end in ends)], ", ".join(filter(None, words)))
    if float(ends[1].min()) < 0.0:
        remark(figure, look.say("left of 0: what is sold or credited"))
    handles: list[Artist] = [Line2D([], [], color=INK, marker="o", markersize=6, linestyle="none")]
    words_of = [look.say("total")]
    if ranges:
        handles.append(Line2D([], [], color=INK, linewidth=1.2))
        words_of.append(look.say("5th to 95th\npercentile"))
    legend(figure, [*handles, *patches(fill)], [*words_of, *labels])
    return figure


def _years(results: Results) -> tuple[int, ...]:
    """Indices of the years shown: one, where the horizon has no later one."""
    years = results.years.tolist()
    first = next((index for index, year in enumerate(years) if year >= YEARS[0]), len(years) - 1)
    later = years.index(YEARS[1]) if YEARS[1] in years else len(years) - 1
    return (first, later) if later > first else (first,)


def _table(
    results: Results, routes: Mapping[str, Mapping[str, str]], kind: str, shown: Sequence[int]
) -> Array:
    """One kind, (years, routes); 0 where a route does not have it."""
    none = np.zeros(len(results.years))
    columns = [quiet(results.central[own[kind]]) if kind in own else none for own in routes.values()]
    return np.stack(columns, axis=1)[list(shown)]


def _bands(
    results: Results, subject: str, routes: Routes, shown: Sequence[int], factor: float
) -> list[dict[int, Array]]:
    """Year by year, the range of each route's sum by the place of its row, where draws of it are kept."""
    names = {place: f"{TOTAL}{subject}|{route}" for place, route in enumerate(routes)}
    kept = {
        place: results.quantiles(name, BAND) * factor
        for place, name in names.items()
        if name in results.banded
    }
    return [{place: band[:, index] for place, band in kept.items()} for index in shown]
