"""Scenarios side by side: their emissions and costs above, and below what sets each apart from the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from carbonsim.analysis.comparison import Comparison
from carbonsim.core.blank import anything, figures
from carbonsim.core.types import Array, IntArray
from carbonsim.report.bands import BAND, MEDIAN, middle, of_ranges
from carbonsim.report.figure_boundaries import boundary_title
from carbonsim.report.layout import wrap
from carbonsim.report.palette import LINE_COLOURS
from carbonsim.report.pick import by_boundary, sector_of
from carbonsim.report.sheet import FORMATS, legend, save, say_nothing_there, sheet
from carbonsim.report.style import FAINT, Look, drawable, drawing, dress, look_of, scale
from carbonsim.report.texts import text
from carbonsim.report.units import ShownUnit, stated_units, without_gas
from carbonsim.results.records import QUANTILES
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

#: Cells of a title in the legend.
FOLDED = 22
#: Lines of scenarios, to be told apart where they coincide.
DASHES: tuple[Literal["-", "--", "-.", ":"], ...] = ("-", "--", "-.", ":")
#: Boundaries that a figure has panels for.
MOST_PANELS = 3
KINDS = (("Emissions|", "Emissions of scenarios"), ("Cost|", "Costs of scenarios"))


def write_comparison_figures(
    found: Comparison, folder: Path, language: str, formats: Sequence[str] = FORMATS[:1]
) -> None:
    """Draw all figures of a comparison.

    Parameters
    ----------
    found : Comparison
        Of two runs or more.
    folder : Path
        Where they go; must be there.
    language : str
        ``en`` or ``zh``; Chinese only where a font for it is installed.
    formats : sequence of str
        Of `sheet.FORMATS`.
    """
    with drawing():
        for name, figure in comparison_figures(found, language):
            save(figure, folder, name, formats)


def comparison_figures(found: Comparison, language: str) -> Iterator[tuple[str, Figure]]:
    """A figure for each sector's emissions and costs that all scenarios report."""
    look = of_ranges(look_of(found.base, language), found.base)
    scenarios = ", ".join(run.scenario.name for run in found.runs)
    look = replace(look, note=look.note.replace(found.base.scenario.name, scenarios))
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
    apart = (
        look.say("difference, draw by draw") if found.paired and found.base.banded else look.say("difference")
    )
    subtitle = f"{look.say('base')}: {names[0]}; {look.say('below')}: {apart}, {look.say('others less base')}"
    figure, (above, below) = sheet(replace(look, subtitle=subtitle), title, len(panels), rows=2)
    unit = _unit(found, runs, panels.values(), look.language)
    for axes, lower, (word, name) in zip(above, below, panels.items(), strict=True):
        heading = boundary_title(word, look)
        # ranges of whole scenarios are much the same: that of the base tells how wide they are
        _line(axes, found.base.years, middle(found.base, name), _band(found.base, name), 0, unit.factor)
        for number, one in enumerate(found.others, start=1):
            _line(axes, one.results.years, middle(one.results, name), None, number, unit.factor)
            series = one.series[name]
            centre = quiet(series.central) if series.band is None else series.band[QUANTILES.index(MEDIAN)]
            band = None if series.band is None else series.band[[0, -1]]
            _line(lower, found.years, centre, band, number, unit.factor)
        dress(axes, found.years, heading)
        dress(lower, found.years, heading)
        if not any(
            anything(one.series[name].central) or _spread(one.series[name].band) for one in found.others
        ):
            say_nothing_there(lower, look.say("no difference"))
    scale(above, unit.words)
    scale(below, f"{look.say('difference')}, {unit.words}")
    drawn = [any(figures(run.central[name]).size for name in panels.values()) for run in runs]
    labels = [
        name if there else look.say("{name} (no such figure)").format(name=name)
        for name, there in zip(names, drawn, strict=True)
    ]
    _legend(figure, labels, any(name in found.base.banded for name in panels.values()), look)
    return figure


def _spread(band: Array | None) -> bool:
    """Whether draws differ anywhere."""
    return band is not None and bool(anything(band))


def _unit(found: Comparison, runs: Sequence[Results], names: Iterable[str], language: str) -> ShownUnit:
    """Unit of all panels, which stand on one scale; of emissions without the gas, which panels name."""
    stated = stated_units(
        [(found.base.unit(name), [value for run in runs for value in run.central[name]]) for name in names],
        language,
    )
    return without_gas(stated[0])


def _band(run: Results, name: str) -> Array | None:
    return run.quantiles(name, BAND) if name in run.banded else None


def _line(axes: Axes, years: IntArray, values: Array, band: Array | None, number: int, factor: float) -> None:
    colour, dash = _style(number)
    # those drawn first are wider, so that what coincides can be seen below
    wide = 3.0 if number == 0 else 1.8
    axes.plot(years, values * factor, dash, color=colour, linewidth=wide, zorder=3)
    if band is not None:
        axes.fill_between(years, band[0] * factor, band[1] * factor, color=colour, alpha=0.18, linewidth=0)


def _style(number: int) -> tuple[str, Literal["-", "--", "-.", ":"]]:
    """Colour and dash of a scenario; more of them than there are colours have other dashes."""
    rounds, colour = divmod(number, len(LINE_COLOURS))
    return LINE_COLOURS[colour], DASHES[(number + rounds) % len(DASHES)]


def _legend(figure: Figure, names: Sequence[str], banded: bool, look: Look) -> None:
    """An entry for each scenario."""
    styles = [_style(number) for number in range(len(names))]
    handles: list[Artist] = [Line2D([], [], color=c, linestyle=dash, linewidth=2.0) for c, dash in styles]
    labels = ["\n".join(wrap(name, FOLDED)) for name in names]
    if banded:
        handles.append(Patch(facecolor=FAINT, alpha=0.25))
        labels.append(look.say("5th to 95th\npercentile"))
    legend(figure, handles, labels)
