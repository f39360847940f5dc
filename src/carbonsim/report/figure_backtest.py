"""A backtest drawn: forecasts of one frozen year beside what happened, or mean scores of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from carbonsim.analysis.backtest import BacktestRow
from carbonsim.analysis.backtest_cases import OURS
from carbonsim.analysis.backtest_summary import TARGETS, Target, by_freeze, models_of
from carbonsim.analysis.whole_backtest import Backtest
from carbonsim.core.types import Array, IntArray
from carbonsim.report.backtest_tables import scale_of
from carbonsim.report.palette import LINE_COLOURS, PLAN
from carbonsim.report.sheet import FORMATS, HEIGHT, legend, save, sheet
from carbonsim.report.style import FAINT, INK, TEXT_SIZE, Look, drawing, dress, look_of_scenario, scale

#: Room beside the first and the last year, so that dots are whole [yr].
MARGIN = 0.25
#: Height of a figure whose panels are low: one each for volume, share and market.
LOW = 0.65 * HEIGHT
#: Baselines in order: each its colour and line, to be told apart without colour, too.
LINES = ("--", ":", "-.")


def write_backtest_figure(
    found: Backtest, folder: Path, language: str, formats: Sequence[str] = FORMATS[:1]
) -> None:
    """Draw a backtest.

    Parameters
    ----------
    found : Backtest
        Of one frozen year: history, forecasts and what happened; of several: mean scores.
    folder : Path
        Where it goes; must be there.
    language : str
        ``en`` or ``zh``; Chinese only where a font for it is installed.
    formats : sequence of str
        Of `sheet.FORMATS`.
    """
    look = look_of_scenario(found.case.scenario, language)
    with drawing():
        if len(found.freezes) == 1:
            save(forecast_figure(found, look), folder, "forecasts", formats)
        else:
            save(score_figure(found, look), folder, "mean_crps", formats)


def forecast_figure(found: Backtest, look: Look) -> Figure:
    """History up to the frozen year, the forecasts made then, and what happened: volume, share and market."""
    (freeze,) = found.freezes
    words = look.say("forecast at the end of {year}, against what happened").format(year=freeze)
    # of different units: one below the other, each on its own scale
    figure, panels = sheet(
        replace(look, subtitle=words), look.say(found.case.title), rows=len(TARGETS), height=LOW
    )
    handles: list[Artist] = []
    for (axes,), target in zip(panels, TARGETS, strict=True):
        size, unit = _unit(found, target, look)
        handles = _forecasts(axes, found, target, size, look)
        scale([axes], f"{look.say(target)}, {unit}")
    _mark(panels[0][0], freeze, look)
    legend(figure, handles, [str(handle.get_label()) for handle in handles])
    return figure


def _unit(found: Backtest, target: str, look: Look) -> tuple[float, str]:
    """Size of the unit that a target is drawn in, and its name."""
    if target == "share":
        return 0.01, "%"
    size, unit, _ = scale_of(found.rows, look.language)
    return size, look.say(unit)


def _forecasts(axes: Axes, found: Backtest, target: str, size: float, look: Look) -> list[Artist]:
    """History, forecasts and what happened of one target."""
    (freeze,), past = found.freezes, found.case.past
    known = {"volume": past.volume, "share": past.share_of, "market": past.market_of}[target]
    happened = np.array([known(year) for year in past.years.tolist()]) / size
    handles: list[Artist] = []
    for number, model in enumerate(models_of(found.rows)):
        own = [row for row in found.rows if row.model == model]
        start = (freeze, float(happened[past.years == freeze][0]))
        handles += _model(axes, own, TARGETS[target], start, size, number, look)
    handles += _actual(axes, past.years, happened, freeze, look)
    dress(axes, past.years, ticks=len(past.years))
    axes.set_xlim(int(past.years[0]) - MARGIN, int(past.years[-1]) + MARGIN)
    axes.axvline(freeze, color=FAINT, linewidth=1.0, linestyle=(0, (2, 2)), zorder=1)
    return handles


def _model(
    axes: Axes,
    rows: Sequence[BacktestRow],
    target: Target,
    start: tuple[float, float],
    size: float,
    number: int,
    look: Look,
) -> list[Artist]:
    """The median of a model from the last year known on; of ours the interval, too."""

    def line_of(field: str) -> list[float]:
        return [start[1], *(getattr(row, field) / size for row in rows)]

    years = [start[0], *(row.year for row in rows)]
    name, ours = look.say(rows[0].model), rows[0].model == OURS
    label = look.say("{name}, median").format(name=name)
    colour = PLAN if ours else LINE_COLOURS[number % len(LINE_COLOURS)]
    style, width = ("-", 2.2) if ours else (LINES[(number - 1) % len(LINES)], 1.7)
    (line,) = axes.plot(years, line_of(target.forecast), style, color=colour, linewidth=width, label=label)
    if not ours:
        return [line]
    label = look.say("{name}, 80 %").format(name=name)
    axes.fill_between(years, line_of(target.low), line_of(target.high), color=colour, alpha=0.18, linewidth=0)
    return [line, Patch(facecolor=colour, alpha=0.18, label=label)]


def _actual(axes: Axes, years: IntArray, happened: Array, freeze: int, look: Look) -> list[Artist]:
    """What was known, and what happened then."""
    known, later = years <= freeze, years > freeze
    label = look.say("history")
    (line,) = axes.plot(
        years[known], happened[known], "-o", color=INK, markersize=4, linewidth=1.7, label=label
    )
    (dots,) = axes.plot(
        years[later],
        happened[later],
        "o",
        color=INK,
        markersize=8,
        zorder=4,
        markerfacecolor="white",
        markeredgewidth=1.8,
        label=look.say("actual"),
    )
    return [line, dots]


def _mark(axes: Axes, freeze: int, look: Look) -> None:
    """The frozen year, named beside its line at the top, where the history leaves room."""
    words = look.say("data to {year}").format(year=freeze)
    axes.annotate(
        words,
        (freeze, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(-5, -3),
        textcoords="offset points",
        ha="right",
        va="top",
        size=TEXT_SIZE - 0.5,
        color=FAINT,
    )


def score_figure(found: Backtest, look: Look) -> Figure:
    """Mean CRPS of each model by frozen year, of volume, share and market."""
    size, unit, _ = scale_of(found.rows, look.language)
    words = look.say("Mean CRPS by frozen year")
    # of different units: one below the other, each on its own scale
    figure, rows = sheet(
        replace(look, subtitle=words), look.say(found.case.title), rows=len(TARGETS), height=LOW
    )
    handles: list[Artist] = []
    for (axes,), target in zip(rows, TARGETS, strict=True):
        in_points = target == "share"
        handles = _scores(axes, found, target, 1.0 if in_points else size, look)
        scale([axes], f"{look.say(target)}, {look.say('points' if in_points else unit)}")
    rows[-1][0].set_xlabel(look.say("frozen year"), color=INK)
    legend(figure, handles, [str(handle.get_label()) for handle in handles])
    return figure


def _scores(axes: Axes, found: Backtest, target: str, size: float, look: Look) -> list[Artist]:
    """Mean CRPS of each model by frozen year, of one target."""
    scores = by_freeze(found.rows, target)
    handles: list[Artist] = []
    for number, model in enumerate(models_of(found.rows)):
        pairs = [
            (freeze, score.crps / size)
            for freeze, row in scores.items()
            for score in row
            if score.model == model
        ]
        ours = model == OURS
        (line,) = axes.plot(
            *zip(*pairs, strict=True),
            "-" if ours else LINES[(number - 1) % len(LINES)],
            marker="o",
            color=PLAN if ours else LINE_COLOURS[number % len(LINE_COLOURS)],
            linewidth=2.2 if ours else 1.7,
            label=look.say(model),
        )
        handles.append(line)
    years = np.array(found.freezes)
    dress(axes, years, ticks=len(years))
    axes.set_xlim(years[0] - MARGIN, years[-1] + MARGIN)
    return handles
