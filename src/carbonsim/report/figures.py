"""The figures of a results folder, as PNG and SVG."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from matplotlib.figure import Figure

from carbonsim.report.figure_boundaries import boundary_figures
from carbonsim.report.figure_components import component_figures
from carbonsim.report.figure_costs import actor_figures, kind_figures
from carbonsim.report.figure_levelised import levelised_figures
from carbonsim.report.figure_savings import saving_figures
from carbonsim.report.figure_shares import share_figures, share_range_figures
from carbonsim.report.figure_stock import capacity_figures, production_figures, stock_figures
from carbonsim.report.style import Look, drawable, drawing, look_of, save
from carbonsim.report.texts import text
from carbonsim.results.results import Results

Maker = Callable[[Results, Look], Iterator[tuple[str, Figure]]]

FIGURES: dict[str, Maker] = {
    "stock_by_powertrain": stock_figures,
    "sales_shares": share_figures,
    "sales_share_ranges": share_range_figures,
    "capacity_by_kind": capacity_figures,
    "production_by_kind": production_figures,
    "emissions_by_component": component_figures,
    "emissions_against_reference": boundary_figures,
    "cost_by_kind": kind_figures,
    "cost_by_actor": actor_figures,
    "savings_by_case": saving_figures,
    "levelised_cost": levelised_figures,
}


def write_figures(results: Results, folder: Path, language: str = "en") -> tuple[str, ...]:
    """Draw all figures of a run.

    Parameters
    ----------
    results : Results
        A run; a figure of what it does not report is not made, nor, without a reference, one of cost
        differences.
    folder : Path
        Where they go; must be there.
    language : str
        ``en`` or ``zh``; Chinese only where a font for it is installed.

    Returns
    -------
    tuple of str
        Names of the figures, without ending.
    """
    look = look_of(results, language)
    if results.reference is not None:
        title = drawable(text(results.reference.scenario.title, look.language))
        against = f"{look.say('against')} {title or results.reference.scenario.name}"
        look = replace(look, subtitle=f"{look.subtitle}, {against}")
    names = []
    with drawing():
        for name, make in FIGURES.items():
            made = list(make(results, look))
            for key, figure in made:
                # a second sector brings its own figure of the same kind
                full = f"{name}-{_slug(key)}" if len(made) > 1 else name
                save(figure, folder, full)
                names.append(full)
    return tuple(names)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
