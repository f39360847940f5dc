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
from carbonsim.analysis.backtest_summary import by_freeze, models_of
from carbonsim.analysis.past import Past
from carbonsim.analysis.whole_backtest import Backtest
from carbonsim.report.backtest_tables import scale_of
from carbonsim.report.style import (
    FAINT,
    INK,
    PALETTE,
    PLAN,
    TEXT_SIZE,
    Look,
    drawing,
    dress,
    legend,
    look_of_scenario,
    save,
    scale,
    sheet,
)

#: Room beside the first and the last year, so that dots are whole [yr].
MARGIN = 0.25
#: Baselines in order: each its colour and line, to be told apart without colour, too.
LINES = ("--", ":", "-.")


def write_backtest_figure(found: Backtest, folder: Path, language: str) -> None:
    """Draw a backtest as PNG and SVG.

    Parameters
    ----------
    found : Backtest
        Of one frozen year: history, forecasts and what happened; of several: mean scores.
    folder : Path
        Where it goes; must be there.
    language : str
        ``en`` or ``zh``; Chinese only where a font for it is installed.
    """
    look = look_of_scenario(found.case.scenario, language)
    with drawing():
        if len(found.freezes) == 1:
            save(forecast_figure(found, look), folder, "forecasts")
        else:
            save(score_figure(found, look), folder, "mean_crps")


def forecast_figure(found: Backtest, look: Look) -> Figure:
    """History up to the frozen year, the forecasts made then, and what happened."""
    (freeze,) = found.freezes
    size, unit, _ = scale_of(found.rows, look.language)
    words = look.say("forecast at the end of {year}, against what happened").format(year=freeze)
    figure, ((axes,),) = sheet(replace(look, subtitle=words), look.say(found.case.title))
    past = found.case.past
    start = (freeze, past.volume(freeze) / size)
    handles: list[Artist] = []
    for number, model in enumerate(models_of(found.rows)):
        own = [row for row in found.rows if row.model == model]
        handles += _model(axes, own, start, size, number, look)
    handles += _actual(axes, past, freeze, size, look)
    dress(axes, past.years, ticks=len(past.years))
    axes.set_xlim(int(past.years[0]) - MARGIN, int(past.years[-1]) + MARGIN)
    scale([axes], look.say(unit))
    _mark(axes, freeze, look)
    legend(figure, handles, [str(handle.get_label()) for handle in handles])
    return figure


def _model(
    axes: Axes, rows: Sequence[BacktestRow], start: tuple[float, float], size: float, number: int, look: Look
) -> list[Artist]:
    """The median of a model from the last year known on; of ours the interval, too."""
    years = [start[0], *(row.year for row in rows)]
    median = [start[1], *(row.forecast / size for row in rows)]
    name, ours = look.say(rows[0].model), rows[0].model == OURS
    label = look.say("{name}, median").format(name=name)
    colour = PLAN if ours else PALETTE[number]
    style = "-" if ours else LINES[(number - 1) % len(LINES)]
    (line,) = axes.plot(years, median, style, color=colour, linewidth=2.2 if ours else 1.7, label=label)
    if not ours:
        return [line]
    low, high = ([start[1], *(value / size for value in values)] for values in _ends(rows))
    label = look.say("{name}, 80 %").format(name=name)
    axes.fill_between(years, low, high, color=colour, alpha=0.18, linewidth=0)
    return [line, Patch(facecolor=colour, alpha=0.18, label=label)]


def _ends(rows: Sequence[BacktestRow]) -> tuple[list[float], list[float]]:
    return [row.low_80 for row in rows], [row.high_80 for row in rows]


def _actual(axes: Axes, past: Past, freeze: int, size: float, look: Look) -> list[Artist]:
    """What was known, and what happened then."""
    years = past.years.tolist()
    volume = np.array([past.volume(year) for year in years]) / size
    known = past.years <= freeze
    label = look.say("history")
    (line,) = axes.plot(
        past.years[known], volume[known], "-o", color=INK, markersize=4, linewidth=1.7, label=label
    )
    later = ~known
    (dots,) = axes.plot(
        past.years[later],
        volume[later],
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
    axes.axvline(freeze, color=FAINT, linewidth=1.0, linestyle=(0, (2, 2)), zorder=1)
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
    """Mean CRPS of each model by frozen year."""
    size, unit, _ = scale_of(found.rows, look.language)
    words = look.say("Mean CRPS by frozen year")
    figure, ((axes,),) = sheet(replace(look, subtitle=words), look.say(found.case.title))
    scores = by_freeze(found.rows)
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
            color=PLAN if ours else PALETTE[number],
            linewidth=2.2 if ours else 1.7,
            label=look.say(model),
        )
        handles.append(line)
    years = np.array(found.freezes)
    dress(axes, years, ticks=len(years))
    axes.set_xlim(years[0] - MARGIN, years[-1] + MARGIN)
    axes.set_xlabel(look.say("frozen year"), color=INK)
    scale([axes], f"{look.say('Mean CRPS')}, {look.say(unit)}")
    legend(figure, handles, [str(handle.get_label()) for handle in handles])
    return figure
