"""The sheet that a figure is drawn on: title, subtitle, note and legend around its panels, and its file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from carbonsim.report.placement import MOST_LINES, SIDE, TITLE_SIZES, fits, lay_out
from carbonsim.report.style import FAINT, INK, NOTE_SIZE, TEXT_SIZE, Look, chemical, drawable

DPI = 160
HEIGHT = 4.8
WIDTH = 10.0
#: Of pictures, the usual one first: a PNG opens in every mail, text and browser, and looks as it was drawn.
FORMATS = ("png", "svg")


def sheet(
    look: Look,
    title: str,
    panels: int = 1,
    rows: int = 1,
    height: float = HEIGHT,
    weights: Sequence[float] | None = None,
) -> tuple[Figure, list[list[Axes]]]:
    """An empty figure with title, subtitle and note; the panels of a row stand on one scale.

    `placement.lay_out` gives them their places. `weights` are the heights of rows, all one if left out.
    """
    figure = Figure(figsize=(WIDTH, height if rows == 1 else 0.8 * rows * height), dpi=DPI)
    FigureCanvasAgg(figure)
    grid = figure.subplots(
        rows, panels, sharey="row", squeeze=False, gridspec_kw={"height_ratios": weights or [1.0] * rows}
    )
    left = SIDE / WIDTH
    figure.text(left, 1.0, chemical(title), size=TITLE_SIZES[0], weight="bold", color=INK, va="top")
    figure.text(left, 1.0, chemical(look.subtitle), size=TEXT_SIZE, color=FAINT, va="top")
    figure.text(
        left, 0.0, drawable("; ".join(filter(None, (look.note, look.values)))), size=NOTE_SIZE, color=FAINT
    )
    return figure, [list(row) for row in grid]


def remark(figure: Figure, words: str) -> None:
    """Add a remark to the subtitle of a figure that is not laid out yet."""
    subtitle = figure.texts[1]
    subtitle.set_text("; ".join(filter(None, (subtitle.get_text(), chemical(words)))))


def entitle(figure: Figure, finding: str) -> None:
    """Make a finding the title of a figure that is not laid out yet; its descriptive title goes below.

    A finding that takes more lines than there are, in the smallest size, leaves the title as it is.
    """
    title, subtitle = figure.texts[:2]
    words = chemical(" ".join(finding.split()))
    size = next((size for size in TITLE_SIZES if len(fits(figure, words, size)) <= MOST_LINES), None)
    if words and size is not None:
        subtitle.set_text("; ".join(filter(None, (title.get_text(), subtitle.get_text()))))
        title.set_text(words)
        title.set_fontsize(size)


def say_nothing_there(axes: Axes, words: str) -> None:
    """Say in an empty panel why it is empty."""
    axes.annotate(
        words, (0.5, 0.5), xycoords="axes fraction", ha="center", va="center", size=TEXT_SIZE, color=FAINT
    )


def legend(figure: Figure, handles: Sequence[Artist], labels: Sequence[str]) -> None:
    """The legend, right of all panels."""
    figure.legend(
        handles,
        [chemical(label) for label in labels],
        loc="center left",
        borderaxespad=0.0,
        borderpad=0.0,
        frameon=False,
        fontsize=TEXT_SIZE - 0.5,
    )


def save(figure: Figure, folder: Path, name: str, formats: Sequence[str] = FORMATS[:1]) -> None:
    """Lay out a figure and write it in each format: the same bytes whenever it is drawn."""
    lay_out(figure)
    for ending in formats:
        nothing = {"Software": None} if ending == "png" else {"Date": None, "Creator": None}
        figure.savefig(folder / f"{name}.{ending}", dpi=DPI, metadata=nothing)
