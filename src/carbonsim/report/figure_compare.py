"""Scenarios side by side: their emissions and costs above, and below what sets each apart from the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from carbonsim.analysis.comparison import Comparison
from carbonsim.core.blank import figures
from carbonsim.core.types import Array, IntArray
from carbonsim.report.figure_boundaries import BAND
from carbonsim.report.layout import wrap
from carbonsim.report.palette import PALETTE
from carbonsim.report.pick import by_boundary, sector_of
from carbonsim.report.style import (
    FAINT,
    Look,
    drawable,
    drawing,
    dress,
    fit_titles,
    legend,
    look_of,
    save,
    scale,
    sheet,
)
from carbonsim.report.texts import text
from carbonsim.report.units import ShownUnit, stated_units
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

#: Cells of a title in the legend.
FOLDED = 22
#: Boundaries that a figure has panels for.
MOST_PANELS = 3
KINDS = (("Emissions|", "Emissions of scenarios"), ("Cost|", "Costs of scenarios"))


def write_comparison_figures(found: Comparison, folder: Path, language: str) -> None:
    """Draw all figures of a comparison as PNG and SVG.

    Parameters
    ----------
    found : Comparison
        Of two runs or more.
    folder : Path
        Where they go; must be there.
    language : str
        ``en`` or ``zh``; Chinese only where a font for it is installed.
    """
    with drawing():
        for name, figure in comparison_figures(found, language):
            save(figure, folder, name)


def comparison_figures(found: Comparison, language: str) -> Iterator[tuple[str, Figure]]:
    """A figure for each sector's emissions and costs that all scenarios report."""
    look = look_of(found.base, language)
    for prefix, title in KINDS:
        common = {
            name: variable
            for name, variable in found.base.variables.items()
            if all(name in one.series for one in found.others)
        }
        for stem, boundaries in by_boundary(common, prefix).items():
            panels = {word: variable.name for word, variable in list(boundaries.items())[:MOST_PANELS]}
            slug = sector_of(stem).rpartition("|")[2].lower().replace(" ", "_")
            kind = prefix.rstrip("|").lower()
            yield f"{kind}_{slug}", _figure(found, look.title(title, sector_of(stem)), panels, look)


def _figure(found: Comparison, title: str, panels: dict[str, str], look: Look) -> Figure:
    runs = [found.base, *(one.results for one in found.others)]
    names = [drawable(text(run.scenario.title, look.language)) or run.scenario.name for run in runs]
    figure, (above, below) = sheet(replace(look, subtitle=" / ".join(names)), title, len(panels), rows=2)
    banded, units = False, _units(found, runs, panels.values(), look.language)
    unit = units[0].words
    for axes, apart, own, (word, name) in zip(above, below, units, panels.items(), strict=True):
        for colour, run in zip(PALETTE, runs, strict=False):
            banded |= _trajectory(axes, run, name, colour, own.factor)
        dress(axes, found.years, look.say(word) if own.words == unit else f"{look.say(word)} ({own.words})")
        for colour, one in zip(PALETTE[1:], found.others, strict=False):
            series = one.series[name]
            band = None if series.band is None else series.band[[0, -1]]
            _line(apart, found.years, series.central, band, colour, own.factor)
        dress(apart, found.years, look.say("difference, draw by draw") if banded else look.say("difference"))
    scale(above, unit)
    scale(below, unit)
    drawn = [any(figures(run.central[name]).size for name in panels.values()) for run in runs]
    _legend(figure, [name if there else "" for name, there in zip(names, drawn, strict=True)], banded, look)
    fit_titles(figure)
    return figure


def _units(
    found: Comparison, runs: Sequence[Results], names: Iterable[str], language: str
) -> list[ShownUnit]:
    """Units of all panels, which stand on one scale."""
    return stated_units(
        [(found.base.unit(name), [value for run in runs for value in run.central[name]]) for name in names],
        language,
    )


def _trajectory(axes: Axes, run: Results, name: str, colour: str, factor: float) -> bool:
    """A central run and its band; whether there is one."""
    known = name in run.banded
    _line(axes, run.years, run.central[name], run.quantiles(name, BAND) if known else None, colour, factor)
    return known


def _line(
    axes: Axes, years: IntArray, central: Array, band: Array | None, colour: str, factor: float
) -> None:
    axes.plot(years, quiet(central) * factor, color=colour, linewidth=2.0, zorder=3)
    if band is not None:
        axes.fill_between(years, band[0] * factor, band[1] * factor, color=colour, alpha=0.18, linewidth=0)


def _legend(figure: Figure, names: Sequence[str], banded: bool, look: Look) -> None:
    """An entry for each run that has a name here: what is blank throughout has none."""
    handles: list[Artist] = [
        Line2D([], [], color=colour, linewidth=2.0)
        for colour, name in zip(PALETTE, names, strict=False)
        if name
    ]
    labels = ["\n".join(wrap(name, FOLDED)) for name in names if name]
    if banded:
        handles.append(Patch(facecolor=FAINT, alpha=0.25))
        labels.append(look.say("5th to 95th\npercentile"))
    legend(figure, handles, labels)
