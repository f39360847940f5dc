"""Stock, capacity and production by kind: the plan beside its reference, on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.figure import Figure

from carbonsim.core.blank import anything
from carbonsim.report.palette import colours
from carbonsim.report.pick import Family, families
from carbonsim.report.stacks import patches, stack_areas
from carbonsim.report.style import Look, dress, fit_titles, legend, scale, sheet
from carbonsim.report.texts import say_name, text
from carbonsim.report.units import axis_unit
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

#: Units that count vehicles in the stock of a means of transport.
COUNTS = ("million", "thousand")


def stock_figures(results: Results, look: Look) -> Iterator[tuple[str, Figure]]:
    """What is in use, by kind."""
    return _figures(results, "Stocks|", "Stock", look)


def capacity_figures(results: Results, look: Look) -> Iterator[tuple[str, Figure]]:
    """What could be made in a year, by kind of plant."""
    return _figures(results, "Capacity|", "Capacity", look)


def production_figures(results: Results, look: Look) -> Iterator[tuple[str, Figure]]:
    """What is made in a year, by way of making it."""
    return _figures(results, "Production|", "Production", look)


def _figures(results: Results, prefix: str, title: str, look: Look) -> Iterator[tuple[str, Figure]]:
    """One figure for each family that has parts in its own unit; the key is what tells families apart."""
    for family in families(results.variables, prefix):
        unit = results.unit(family.root)
        parts = [name for name in family.leaves if results.unit(name) == unit]
        if parts:
            subject = family.root.removeprefix(prefix)
            yield subject, _stack(results, family, parts, look.title(title, subject), look)


def _stack(results: Results, family: Family, parts: Sequence[str], title: str, look: Look) -> Figure:
    runs = [one for one in (results, results.reference) if one is not None]
    names = [name for name in parts if any(anything(one.central.get(name, 0.0)) for one in runs)]
    names = names or list(parts)
    totals = np.concatenate([one.central[family.root] for one in runs if family.root in one.central])
    unit = axis_unit(results.variables[family.root].unit, totals.tolist(), look.language)
    figure, (panels,) = sheet(look, title, len(runs))
    fill = colours([family.label(name) for name in names])
    for one, axes in zip(runs, panels, strict=True):
        none = np.zeros(len(one.years))
        stack_areas(
            axes, one.years, [quiet(one.central.get(name, none)) * unit.factor for name in names], fill
        )
        heading = text(one.scenario.title, look.language) or one.scenario.name
        dress(axes, one.years, title=_panel(results, one, heading, look))
    vehicles = unit.words in COUNTS and "Transportation" in family.root
    scale(panels, f"{unit.words} vehicles" if vehicles else unit.words)
    labels = [say_name(family.label(name), look.language) for name in names]
    legend(figure, patches(fill)[::-1], labels[::-1])
    fit_titles(figure)
    return figure


def _panel(results: Results, one: Results, title: str, look: Look) -> str:
    if results.reference is None:
        return ""
    word = look.say("plan") if one is results else look.say("reference")
    return f"{word.capitalize()}: {title}" if title.isascii() or look.language == "zh" else word.capitalize()
