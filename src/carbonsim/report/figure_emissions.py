"""Emissions: by component, and plan against reference at each boundary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from carbonsim.core.carbon import BOUNDARIES, COMPONENTS, boundary_gas
from carbonsim.report.numbers import handy_unit
from carbonsim.report.pick import by_boundary, by_component, sector_of
from carbonsim.report.stacks import patches, stack_areas
from carbonsim.report.style import INK, PALETTE, PLAN, REFERENCE, Look, dress, legend, scale, sheet
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

STEM = "Emissions|"
Dash = Literal["-", "--"]
BAND = (0.05, 0.95)
#: Years named below each of four panels.
TICKS = 2
COMPONENT_COLOURS = dict(zip(COMPONENTS, ("#7A7A7A", PALETTE[0], PALETTE[1], PALETTE[3]), strict=True))
#: Boundaries of the reference that are drawn over the plan's components.
REFERENCE_LINES: tuple[tuple[str, Dash], ...] = (("life-cycle", "-"), ("direct", "--"))


@dataclass(frozen=True)
class Run:
    """How the plan or the reference is drawn."""

    results: Results
    word: str
    colour: str
    dash: Dash


def component_figures(results: Results, look: Look) -> Iterator[tuple[str, Figure]]:
    """The plan's components stacked, and the reference's totals as lines; one figure for each sector."""
    for stem, variables in by_boundary(results.variables, STEM).items():
        components = by_component(results.variables, sector_of(stem))
        if components:
            yield sector_of(stem), _components(results, components, variables, look)


def _components(
    results: Results, components: dict[str, Variable], variables: dict[str, Variable], look: Look
) -> Figure:
    values = [results.central[variable.name] for variable in components.values()]
    if results.reference is not None:
        values += [results.reference.central[variable.name] for variable in variables.values()]
    mass, factor = _mass(next(iter(components.values())).unit, values)
    figure, (axes,) = sheet(look, look.say("Emissions by component"))
    fill = [COMPONENT_COLOURS[component] for component in components]
    series = [quiet(results.central[variable.name]) * factor for variable in components.values()]
    stack_areas(axes, results.years, series, fill)
    labels = [f"{look.say(component)} ({COMPONENTS[component]})" for component in components]
    handles: list[Artist] = [*patches(fill)[::-1]]
    labels = labels[::-1]
    for boundary, dash in REFERENCE_LINES:
        if results.reference is None or boundary not in variables:
            continue
        line = results.reference.central[variables[boundary].name] * factor
        handles += axes.plot(results.years, line, dash, color=INK, linewidth=1.8)
        labels.append(f"{look.say(f'reference, {boundary}')} ({boundary_gas(boundary)})")
    dress(axes, results.years)
    scale(
        [axes], f"{mass} (CO2 and CO2e as in the legend)" if look.language == "en" else f"{mass} (CO2, CO2e)"
    )
    legend(figure, handles, labels)
    return figure


def boundary_figures(results: Results, look: Look) -> Iterator[tuple[str, Figure]]:
    """Plan against reference, a panel for each boundary; one figure for each sector."""
    for stem, variables in by_boundary(results.variables, STEM).items():
        yield sector_of(stem), _boundaries(results, variables, look)


def _boundaries(results: Results, variables: dict[str, Variable], look: Look) -> Figure:
    runs = [Run(results, "plan", PLAN, "-")]
    if results.reference is not None:
        runs.append(Run(results.reference, "reference", REFERENCE, "--"))
    values = [run.results.central[variable.name] for run in runs for variable in variables.values()]
    mass, factor = _mass(next(iter(variables.values())).unit, values)
    title = "Emissions of plan and reference" if results.reference else "Emissions"
    figure, panels = sheet(look, look.say(title), len(variables))
    for axes, (boundary, variable) in zip(panels, variables.items(), strict=True):
        for run in runs:
            _draw(axes, run, variable.name, factor)
        gas = boundary_gas(boundary) if boundary in BOUNDARIES else ""
        dress(axes, results.years, f"{look.say(boundary)} ({gas})" if gas else boundary, TICKS)
    scale(panels, mass)
    handles: list[Artist] = [
        Line2D([], [], color=run.colour, linestyle=run.dash, linewidth=2) for run in runs
    ]
    labels = [look.say(run.word) for run in runs]
    if results.ensemble:
        handles.append(Patch(color="#888888", alpha=0.3, linewidth=0))
        labels.append(look.say("5th to 95th percentile").replace(" percentile", "\npercentile"))
    legend(figure, handles, labels)
    return figure


def _draw(axes: Axes, run: Run, name: str, factor: float) -> None:
    """The central run, and the band of the draws around it."""
    one, colour, dash = run.results, run.colour, run.dash
    if one.ensemble:
        low, high = one.quantiles(name, BAND) * factor
        axes.fill_between(one.years, low, high, color=colour, alpha=0.2, linewidth=0)
    axes.plot(one.years, quiet(one.central[name]) * factor, dash, color=colour, linewidth=2)


def _mass(unit: str, values: list[np.ndarray]) -> tuple[str, float]:
    """Unit without the gas, which the labels name, and the factor into it."""
    handy, factor = handy_unit(unit, np.concatenate(values).tolist())
    return handy.replace(" CO2e", "").replace(" CO2", ""), factor
