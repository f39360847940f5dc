"""Stock by powertrain: the plan beside its reference, on one scale."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.figure import Figure

from carbonsim.report.numbers import handy_unit
from carbonsim.report.pick import Family, families
from carbonsim.report.stacks import patches, stack_areas
from carbonsim.report.style import Look, colours, dress, legend, scale, sheet
from carbonsim.report.texts import say_name, say_unit, text
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

PREFIX = "Stocks|"


def stock_figures(results: Results, look: Look) -> Iterator[tuple[str, Figure]]:
    """One figure for each kind of vehicle; the key is what tells them apart."""
    for family in families(results.variables, PREFIX):
        if family.leaves:
            yield family.root.removeprefix(PREFIX), _stock(results, family, look)


def _stock(results: Results, family: Family, look: Look) -> Figure:
    runs = [one for one in (results, results.reference) if one is not None]
    names = [name for name in family.leaves if any(np.any(one.central.get(name, 0.0)) for one in runs)]
    names = names or list(family.leaves)
    totals = np.concatenate([one.central[family.root] for one in runs])
    unit, factor = handy_unit(results.variables[family.root].unit, totals.tolist())
    figure, (panels,) = sheet(look, look.say("Stock by powertrain"), len(runs))
    fill = colours([family.label(name) for name in names])
    for one, axes in zip(runs, panels, strict=True):
        none = np.zeros(len(one.years))
        stack_areas(axes, one.years, [quiet(one.central.get(name, none)) * factor for name in names], fill)
        title = text(one.scenario.title, look.language) or one.scenario.name
        dress(axes, one.years, title=_panel(results, one, title, look))
    counted = say_unit(unit, look.language)
    scale(panels, counted if look.language == "zh" else f"{counted} vehicles")
    labels = [say_name(family.label(name), look.language) for name in names]
    legend(figure, patches(fill)[::-1], labels[::-1])
    return figure


def _panel(results: Results, one: Results, title: str, look: Look) -> str:
    if results.reference is None:
        return ""
    word = look.say("plan") if one is results else look.say("reference")
    return f"{word.capitalize()}: {title}" if title.isascii() or look.language == "zh" else word.capitalize()
