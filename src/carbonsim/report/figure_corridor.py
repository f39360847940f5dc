"""Figures of a simulated line: a mean day at its stations, trucks in space and time, cost against service."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from carbonsim.analysis.corridor import Corridor
from carbonsim.corridor.clock import QUARTERS_PER_DAY, QUARTERS_PER_HOUR
from carbonsim.corridor.sizing import Sized
from carbonsim.report.corridor_paths import station_name, truck_paths
from carbonsim.report.corridor_tables import CNY_PER_MILLION, DEAREST, WIDEST
from carbonsim.report.palette import PALETTE, PLAN, REFERENCE, colours
from carbonsim.report.sheet import FORMATS, legend, save, sheet
from carbonsim.report.style import FAINT, INK, Look, TicksAlike, drawing, look_of_scenario, name_panel
from carbonsim.report.units import stated_unit

#: Hours between ticks of a day.
HOUR_STEP = 4


def write_corridor_figures(
    found: Corridor,
    sized: Sized | None,
    target: float,
    folder: Path,
    language: str,
    formats: Sequence[str] = FORMATS[:1],
) -> None:
    """Draw the figures of a line.

    Parameters
    ----------
    found : Corridor
        Simulated.
    sized : Sized or None
        Designs, if any were sought.
    target : float [min]
        That they were sought for.
    folder : Path
        Where they go; must be there.
    language : str
        ``en`` or ``zh``; Chinese only where a font for it is installed.
    formats : sequence of str
        Of `sheet.FORMATS`.
    """
    look = look_of_scenario(found.plan.scenario, language)
    with drawing():
        save(day_figure(found, look), folder, "day", formats)
        save(space_time_figure(found, look), folder, "space_time", formats)
        if sized is not None and sized.best is not None:
            save(service_figure(sized, target, look), folder, "cost_and_service", formats)


def day_figure(found: Corridor, look: Look) -> Figure:
    """Trucks waiting, blocks ready and power over a mean day, a line for each station."""
    figure, rows = sheet(look, look.say("A mean day at the stations"), panels=1, rows=3, height=4.4)
    names = [station_name(place.name) for place in found.plan.line.places]
    hours = np.arange(QUARTERS_PER_DAY) / QUARTERS_PER_HOUR
    profiles = found.profiles
    panels = (
        ("trucks waiting", profiles.waiting),
        ("blocks ready", profiles.ready),
        ("power from the grid, kW", profiles.power),
    )
    shades = colours(names) if len(names) <= len(PALETTE) else [PLAN] * len(names)
    for (axes,), (words, values) in zip(rows, panels, strict=True):
        for column, shade in enumerate(shades):
            axes.step(hours, values[:, column], where="post", color=shade, linewidth=1.3)
        _dress_day(axes, look.say(words))
    limit = found.plan.station.power / found.plan.station.efficiency
    power = rows[-1][0]
    power.axhline(limit, color=INK, linewidth=1.0, linestyle="--")
    power.annotate(look.say("connection"), (0.2, limit), va="bottom", size=8, color=INK)
    power.set_ylim(0.0, 1.12 * limit)
    power.set_xlabel(look.say("hour of the day"), color=INK)
    if len(names) <= len(PALETTE):
        legend(figure, [Line2D([], [], color=shade) for shade in shades], names)
    return figure


def _dress_day(axes: Axes, words: str) -> None:
    name_panel(axes, words)
    axes.yaxis.set_major_formatter(TicksAlike())
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color="#DDDDDD", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.set_xlim(0, 24)
    axes.set_ylim(bottom=0.0)
    axes.set_xticks(range(0, 25, HOUR_STEP))


def space_time_figure(found: Corridor, look: Look) -> Figure:
    """Where trucks are in the first day after warming up, in one replication."""
    line = found.plan.line
    figure, ((axes,),) = sheet(look, look.say("Trucks on the line in space and time"), height=6.0)
    for upward, shade in ((True, PLAN), (False, REFERENCE)):
        segments = truck_paths(found, upward)
        axes.add_collection(LineCollection(segments, colors=shade, linewidths=0.5, alpha=0.6))
    for place in line.places:
        axes.axhline(place.kilometre, color=INK, linewidth=0.8, linestyle=":")
    for kilometre in sorted({place.kilometre for place in line.places}):
        names = ", ".join(station_name(place.name) for place in line.places if place.kilometre == kilometre)
        axes.annotate(names, (0.1, kilometre), va="bottom", size=8, color=INK)
    axes.set_xlim(0, 24)
    axes.set_ylim(0, line.length)
    axes.set_xticks(range(0, 25, HOUR_STEP))
    axes.set_xlabel(look.say("hour of the day"), color=INK)
    axes.set_ylabel(look.say("kilometre of the line"), color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=FAINT)
    handles = [Line2D([], [], color=shade) for shade in (PLAN, REFERENCE)]
    legend(figure, handles, [look.say("up"), look.say("down")])
    return figure


def service_figure(sized: Sized, target: float, look: Look) -> Figure:
    """Cost of designs against the 95th percentile of waiting, and those that none betters."""
    figure, ((axes,),) = sheet(look, look.say("Cost against service"))
    known = [one for one in sized.judged if np.isfinite(one.wait_long)]
    unit = stated_unit("million CNY/yr", [one.cost / CNY_PER_MILLION for one in known], look.language)
    each = unit.factor / CNY_PER_MILLION
    counts = sorted({one.design.stations for one in known})
    shades = colours([str(count) for count in counts])
    for count, shade in zip(counts, shades, strict=True):
        some = [one for one in known if one.design.stations == count]
        waits, costs = [one.wait_long for one in some], [one.cost * each for one in some]
        axes.scatter(waits, costs, s=12, color=shade, alpha=0.55, linewidths=0)
    edge = sized.frontier()
    axes.step(
        [one.wait_long for one in edge],
        [one.cost * each for one in edge],
        where="pre",
        color=INK,
        linewidth=1.2,
    )
    axes.axvline(target, color=FAINT, linewidth=1.0, linestyle="--")
    assert sized.best is not None
    axes.plot(
        sized.best.wait_long, sized.best.cost * each, marker="o", markersize=9, color=INK, fillstyle="none"
    )
    axes.set_xlim(0.0, WIDEST * target)
    near = [one.cost * each for one in known if one.wait_long <= WIDEST * target]
    axes.set_ylim(0.98 * min(near), min(max(near), DEAREST * min(near)))
    axes.set_xlabel(look.say("95th percentile of waiting") + ", min", color=INK)
    axes.set_ylabel(unit.words, color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color="#DDDDDD", linewidth=0.7)
    axes.set_axisbelow(True)
    handles = [Line2D([], [], color=shade, marker="o", linestyle="") for shade in shades]
    words = look.say("{count} stations in each direction")
    labels = [words.format(count=count) for count in counts]
    legend(
        figure,
        [
            *handles,
            Line2D([], [], color=INK),
            Line2D([], [], color=INK, marker="o", fillstyle="none", linestyle=""),
        ],
        [*labels, look.say("none is cheaper and quicker"), look.say("chosen")],
    )
    return figure
