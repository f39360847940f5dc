"""Emissions by component: the plan's, stacked, and the reference's totals as lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from carbonsim.core.blank import anything, figures
from carbonsim.core.carbon import COMPONENTS, boundary_gas
from carbonsim.core.types import Array
from carbonsim.report.drafts import Draft
from carbonsim.report.palette import PALETTE, PLAN
from carbonsim.report.pick import by_boundary, by_component, sector_of
from carbonsim.report.purchases import purchase_remark
from carbonsim.report.sheet import legend, remark, say_nothing_there, sheet
from carbonsim.report.stacks import patches, stack_areas
from carbonsim.report.style import INK, VISIBLE, Look, dress, scale
from carbonsim.report.units import axis_unit, without_gas
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

STEM = "Emissions|"
COLOURS = dict(zip(COMPONENTS, ("#7A7A7A", PALETTE[0], PALETTE[1], PALETTE[3]), strict=True))


def component_figures(results: Results, look: Look) -> Iterator[Draft]:
    """The plan's components stacked, and the reference's totals as lines; one figure for each sector."""
    for stem, variables in by_boundary(results.variables, STEM).items():
        components = {
            component: variable
            for component, variable in by_component(results.variables, sector_of(stem)).items()
            if figures(results.central[variable.name]).size
        }
        if components:
            title = look.title("Emissions by component", sector_of(stem))
            yield Draft(sector_of(stem), partial(_components, results, components, variables, title, look))


def _components(
    results: Results,
    components: dict[str, Variable],
    variables: dict[str, Variable],
    title: str,
    look: Look,
) -> Figure:
    values = [results.central[variable.name] for variable in components.values()]
    if results.reference is not None:
        other = results.reference.central
        values += [other[variable.name] for variable in variables.values() if variable.name in other]
    unit = next(iter(components.values())).unit
    mass = without_gas(axis_unit(unit, np.concatenate(values).tolist(), look.language))
    figure, ((axes,),) = sheet(look, title)
    fill = [COLOURS[component] for component in components]
    series = [quiet(results.central[variable.name]) * mass.factor for variable in components.values()]
    stack_areas(axes, results.years, series, fill)
    labels = [f"{look.say(component)} ({COMPONENTS[component]})" for component in components]
    handles: list[Artist] = [*patches(fill)[::-1]]
    labels = labels[::-1]
    below = [components[c].component for c, values in zip(components, series, strict=True) if _below(values)]
    if below:
        # parts below 0 count against those above, which the top of the stack does not show
        *_, widest = variables
        sum_of_all = quiet(results.central[variables[widest].name]) * mass.factor
        handles += axes.plot(results.years, sum_of_all, "-", color=PLAN, linewidth=1.8)
        labels.append(f"{look.say(f'plan, {widest}')} ({boundary_gas(widest)})")
    for boundary, dash in _reference_lines(variables):
        if results.reference is None or variables[boundary].name not in results.reference.central:
            continue
        line = results.reference.central[variables[boundary].name] * mass.factor
        if not figures(line).size:
            continue
        handles += axes.plot(results.years, line, dash, color=INK, linewidth=1.8)
        labels.append(f"{look.say(f'reference, {boundary}')} ({boundary_gas(boundary)})")
    dress(axes, results.years)
    scale([axes], f"{mass.words} ({look.say('CO2 and CO2e as in the legend')})")
    if words := purchase_remark(results, sector_of(next(iter(variables.values())).stem), look):
        remark(figure, words)
    for component in below:
        words = (
            "electricity below 0: power that is sold" if component == "electricity" else "below 0: credits"
        )
        remark(figure, look.say(words))
    if not anything(np.concatenate(values)):
        say_nothing_there(axes, look.say("none in any year"))
    legend(figure, handles, labels)
    return figure


def _below(values: Array) -> bool:
    """Whether a part lies below 0 by more than the eye overlooks."""
    known = figures(values)
    return bool(known.size) and bool(-known.min() > VISIBLE * np.abs(known).max())


def _reference_lines(variables: dict[str, Variable]) -> list[tuple[str, Literal["-", "--"]]]:
    """Boundaries of the reference drawn over the plan's components: the widest and the direct one."""
    *_, widest = variables
    lines: list[tuple[str, Literal["-", "--"]]] = [(widest, "-")]
    return [*lines, ("direct", "--")] if "direct" in variables and widest != "direct" else lines
