"""Places of title, panels and legend on a figure, worked out once from the sizes of its words.

A figure is a grid of panels of one width with the legend right of them, so that sums of margins do; a solver
of constraints takes several times as long and finds the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import XAxis
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from carbonsim.report.layout import display_width, wrap

#: Room at the edges, and above and below the words of the title [inch].
SIDE, TOP, GAP, NOTE = 0.1, 0.13, 0.06, 0.09
#: Room around panels: above one without a title, below a title, between rows, between columns [inch].
ABOVE, UNDER_TITLE, BETWEEN_ROWS, BETWEEN_COLUMNS = 0.14, 0.09, 0.1, 0.14
#: Room left of the legend [inch].
BESIDE = 0.18
#: Height of a line over the size of its font.
LINE = 1.22
POINTS = 72.0
#: Decimals of a place, as a share of the figure: text is measured to less.
PLACES = 5
#: Sizes that a finding may have as title, the first that it fits in, and lines that it may take.
TITLE_SIZES = (13.0, 12.0, 11.0, 10.0)
MOST_LINES = 2


@dataclass(frozen=True)
class Margins:
    """Room that words take beside a panel [inch]."""

    left: float
    right: float
    below: float


def lay_out(figure: Figure) -> None:
    """Give title, panels and legend their places; to be called once, when everything else is there.

    Parameters
    ----------
    figure : Figure
        Of `sheet.sheet`: its first three texts are title, subtitle and note. It grows in height with the
        lines that they and the legend take.
    """
    renderer = _renderer(figure)
    rows = _grid(figure)
    width, height = figure.get_size_inches()
    heading = _break_heading(figure, width, renderer)
    legend_width, legend_height = _legend_size(figure, renderer)
    margins = [_margins(row[0], row[-1], renderer) for row in rows]
    left = SIDE + max(one.left for one in margins)
    right = SIDE + (legend_width + BESIDE if legend_width else 0.0) + max(one.right for one in margins)
    columns = max(len(row) for row in rows)
    # ticks at the end of one panel and the start of the next stand apart
    between = BETWEEN_COLUMNS + 2.0 * max(one.right for one in margins)
    panel = (width - left - right - (columns - 1) * between) / columns
    titles = [max(_break_title(axes, panel, renderer) for axes in row) for row in rows]
    for row in rows:
        for axes in row:
            _thin_ticks(axes, panel, renderer)
    fixed = sum(titles) + sum(one.below for one in margins) + (len(rows) - 1) * BETWEEN_ROWS
    footer = 2.0 * NOTE + _line(figure.texts[2])
    plain = TOP + _line(figure.texts[0]) + GAP + _line(figure.texts[1]) + GAP
    height = max(height + heading - plain, legend_height + heading + footer)
    figure.set_size_inches(width, height)
    _place_heading(figure, height)
    room = height - heading - footer - fixed
    weights = _weights(rows)
    top = heading
    for row, title, own, weight in zip(rows, titles, margins, weights, strict=True):
        tall = room * weight
        bottom = height - top - title - tall
        for column, axes in enumerate(row):
            place = (left + column * (panel + between)) / width, bottom / height, panel / width, tall / height
            axes.set_position(
                cast("tuple[float, float, float, float]", tuple(round(p, PLACES) for p in place))
            )
        top += title + tall + own.below + BETWEEN_ROWS
    for legend in figure.legends:
        middle = 0.5 * (footer + height - heading)
        legend.set_bbox_to_anchor(
            (round((width - SIDE - legend_width) / width, PLACES), round(middle / height, PLACES))
        )


def fits(figure: Figure, words: str, size: float) -> list[str]:
    """Lines of a title of a size over the whole figure."""
    renderer = _renderer(figure)
    trial = Text(0.0, 0.0, "", size=size, weight="bold", figure=figure)
    return _broken(trial, words, figure.get_size_inches()[0] - 2.0 * SIDE, renderer)


def _renderer(figure: Figure) -> RendererAgg:
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    return cast("RendererAgg", canvas.get_renderer())  # type: ignore[no-untyped-call]


def _grid(figure: Figure) -> list[list[Axes]]:
    """Panels row by row; those that are not shown keep their place."""
    rows: dict[int, list[Axes]] = {}
    for axes in figure.axes:
        place = axes.get_subplotspec()
        assert place is not None
        rows.setdefault(place.rowspan.start, []).append(axes)
    return [rows[row] for row in sorted(rows)]


def _weights(rows: Sequence[Sequence[Axes]]) -> list[float]:
    """Shares of the rows in the height of all panels."""
    place = rows[0][0].get_subplotspec()
    assert place is not None
    ratios = np.asarray(place.get_gridspec().get_height_ratios(), dtype=float)
    return [float(share) for share in ratios / ratios.sum()]


def _margins(first: Axes, last: Axes, renderer: RendererAgg) -> Margins:
    """Room that ticks and labels take beside a row of panels, from its first one."""
    inch = first.figure.dpi
    box = first.get_window_extent(renderer)
    below, beside = first.xaxis.get_tightbbox(renderer), first.yaxis.get_tightbbox(renderer)
    left = max((box.x0 - one.x0 for one in (below, beside) if one is not None), default=0.0)
    right = 0.0 if below is None else max(below.x1 - box.x1, 0.0)
    under = max((box.y0 - one.y0 for one in (below, beside) if one is not None), default=0.0)
    if last is not first and last.get_visible() and (other := last.xaxis.get_tightbbox(renderer)) is not None:
        right = max(right, other.x1 - last.get_window_extent(renderer).x1)
    return Margins(left / inch, right / inch, under / inch)


def _legend_size(figure: Figure, renderer: RendererAgg) -> tuple[float, float]:
    if not figure.legends:
        return 0.0, 0.0
    box = figure.legends[0].get_window_extent(renderer)
    return box.width / figure.dpi, box.height / figure.dpi


def _line(text: Text) -> float:
    """Height of a line [inch]."""
    return float(text.get_fontsize()) * LINE / POINTS


def _break_heading(figure: Figure, width: float, renderer: RendererAgg) -> float:
    """Break title and subtitle to the width of the figure; their height with the room around it [inch]."""
    title, subtitle = figure.texts[:2]
    tall = TOP
    for text in (title, subtitle):
        lines = _broken(text, text.get_text(), width - 2.0 * SIDE, renderer)
        text.set_text("\n".join(lines))
        tall += len(lines) * _line(text) + GAP
    return tall


def _place_heading(figure: Figure, height: float) -> None:
    title, subtitle, note = figure.texts[:3]
    below = TOP + (title.get_text().count("\n") + 1) * _line(title) + GAP
    title.set_y(round(1.0 - TOP / height, PLACES))
    subtitle.set_y(round(1.0 - below / height, PLACES))
    note.set_y(round(NOTE / height, PLACES))


def _break_title(axes: Axes, room: float, renderer: RendererAgg) -> float:
    """Break the title of a panel to its width; the height that it takes [inch]."""
    words = axes.get_title(loc="left")
    if not words or not axes.get_visible():
        return ABOVE
    title = next(text for text in axes.get_children() if isinstance(text, Text) and text.get_text() == words)
    lines = _broken(title, words, room, renderer)
    title.set_text("\n".join(lines))
    return len(lines) * _line(title) + UNDER_TITLE


def _broken(text: Text, words: str, room: float, renderer: RendererAgg) -> list[str]:
    """Lines of a text that are no wider than there is room [inch]."""
    words, inch = " ".join(words.split()), renderer.dpi
    text.set_text(words)
    wide, cells = text.get_window_extent(renderer).width / inch, display_width(words)
    lines = [words]
    if wide > room:
        cells = math.ceil(cells * room / wide) + 1
    while wide > room and cells > 1:
        lines, cells = wrap(words, cells), cells - 1
        text.set_text("\n".join(lines))
        wide = text.get_window_extent(renderer).width / inch
    return lines


def _thin_ticks(axes: Axes, panel: float, renderer: RendererAgg) -> None:
    """Leave out years whose labels would touch others; the first and the last year stay."""
    axis: XAxis = axes.xaxis
    if not isinstance(axis.get_major_locator(), FixedLocator) or not axes.get_visible():
        return
    low, high = axes.get_xlim()
    ticks = [float(tick) for tick in axes.get_xticks()]
    words = [label.get_text() for label in axes.get_xticklabels()]
    if len(ticks) < 2 or not any(words):
        return
    widest = max(label.get_window_extent(renderer).width for label in axes.get_xticklabels()) / renderer.dpi
    least = (widest + BETWEEN_COLUMNS) * (high - low) / panel
    kept = list(_apart(ticks, least))
    if kept != ticks:
        axes.set_xticks(kept)


def _apart(ticks: Sequence[float], least: float) -> Iterator[float]:
    """Ticks that are at least so far apart, the first and the last one among them.

    Examples
    --------
    >>> list(_apart([2023.0, 2030.0, 2040.0, 2050.0, 2060.0], 8.0))
    [2023.0, 2040.0, 2050.0, 2060.0]
    >>> list(_apart([2023.0, 2040.0, 2060.0], 100.0))
    [2023.0, 2060.0]
    """
    first, *others, last = ticks
    yield first
    for tick in others:
        if tick - first >= least and last - tick >= least:
            yield tick
            first = tick
    yield last
