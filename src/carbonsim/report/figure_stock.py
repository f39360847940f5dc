"""Stock, capacity and production by kind: the plan beside its reference, on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from matplotlib.figure import Figure

from carbonsim.core.blank import anything
from carbonsim.report.drafts import Draft
from carbonsim.report.palette import colours
from carbonsim.report.pick import Family, families
from carbonsim.report.sheet import legend, say_nothing_there, sheet
from carbonsim.report.stacks import patches, stack_areas
from carbonsim.report.style import Look, case_title, dress, scale
from carbonsim.report.texts import say_name
from carbonsim.report.units import ShownUnit, axis_unit
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

#: Units that count vehicles in the stock of a means of transport.
COUNTS = ("million", "thousand")
TRANSPORT = "Transportation"


def stock_figures(results: Results, look: Look) -> Iterator[Draft]:
    """What is in use, by kind."""
    return _figures(results, "Stocks|", "Stock", look)


def capacity_figures(results: Results, look: Look) -> Iterator[Draft]:
    """What could be made in a year, by kind of plant."""
    return _figures(results, "Capacity|", "Capacity", look)


def production_figures(results: Results, look: Look) -> Iterator[Draft]:
    """What is made in a year, by way of making it."""
    return _figures(results, "Production|", "Production", look)


def _figures(results: Results, prefix: str, title: str, look: Look) -> Iterator[Draft]:
    """One figure for each family that has parts in its own unit; the key is what tells families apart."""
    for family in families(results.variables, prefix):
        unit = results.unit(family.root)
        parts = [name for name in family.leaves if results.unit(name) == unit]
        if parts:
            subject = family.root.removeprefix(prefix)
            draw = partial(_stack, results, family, parts, look.title(title, subject), look)
            yield Draft(subject, draw, len(parts))


def _stack(results: Results, family: Family, parts: Sequence[str], title: str, look: Look) -> Figure:
    runs = [one for one in (results, results.reference) if one is not None]
    # by place among all, so that a kind has its colour in every scenario
    fill = dict(zip(parts, colours([family.label(name) for name in parts]), strict=True))
    names = [name for name in parts if any(anything(one.central.get(name, 0.0)) for one in runs)]
    totals = np.concatenate([one.central[family.root] for one in runs if family.root in one.central])
    vehicles = results.unit(family.root) in COUNTS and TRANSPORT in family.root
    unit = _unit(results.unit(family.root), totals.tolist(), vehicles, look)
    figure, (panels,) = sheet(look, title, len(runs))
    for one, axes in zip(runs, panels, strict=True):
        none = np.zeros(len(one.years))
        series = [quiet(one.central.get(name, none)) * unit.factor for name in names]
        if series:
            stack_areas(axes, one.years, series, [fill[name] for name in names])
        dress(axes, one.years, title=case_title(results, one, look))
    scale(panels, f"{unit.words} vehicles" if vehicles and unit.words in COUNTS else unit.words)
    if not names:
        for axes in panels:
            say_nothing_there(axes, look.say("none in any year"))
        return figure
    labels = [say_name(family.label(name), look.language) for name in names]
    legend(figure, patches([fill[name] for name in names])[::-1], labels[::-1])
    return figure


def _unit(unit: str, values: list[float], vehicles: bool, look: Look) -> ShownUnit:
    """Unit of an axis; vehicles in thousands only below one million, for an axis shows no rare ones."""
    shown = axis_unit(unit, values, look.language)
    if vehicles and shown.words == "thousand" and max(values) >= 1.0:
        return ShownUnit(unit, 1.0, shown.decimals)
    return shown
