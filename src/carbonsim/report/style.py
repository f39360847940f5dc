"""How figures look: colours that colour-blind readers can tell apart, titles, legends, units, source note."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from matplotlib import font_manager, rc_context
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text
from matplotlib.ticker import Formatter, MaxNLocator

from carbonsim.core.types import IntArray
from carbonsim.reference.regions import region_in
from carbonsim.report.layout import display_width, wrap
from carbonsim.report.texts import say, say_name, text
from carbonsim.results.results import Results
from carbonsim.scenario.scenario import Scenario

INK = "#222222"
FAINT = "#666666"
CHINESE_FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
    *("Microsoft YaHei", "SimHei", "PingFang SC", "Heiti SC", "STHeiti", "Arial Unicode MS"),
)
DPI = 160
HEIGHT = 4.8
#: Years between ticks, the first that gives few enough of them.
YEAR_STEPS = (1, 2, 5, 10, 20, 50)
MOST_TICKS = 5
MOST_DECIMALS = 6
#: Decimals of a panel's place, as a share of the figure.
PLACES = 5
#: Share of a scale that the eye can make out.
VISIBLE = 1e-3
TITLE_SIZE, TEXT_SIZE, NOTE_SIZE = 13.0, 10.0, 8.0


@dataclass(frozen=True)
class Look:
    """Language and note of a run's figures."""

    language: str
    subtitle: str
    note: str

    def say(self, words: str) -> str:
        """A label in the language of the figures."""
        return say(words, self.language)

    def title(self, words: str, subject: str) -> str:
        """A title and the sector that it speaks of."""
        return f"{self.say(words)}: {say_name(subject, self.language)}"


def look_of(results: Results, language: str) -> Look:
    """Texts that all figures of a run share; Chinese only where a font has the characters."""
    look = look_of_scenario(results.scenario, language)
    values = look.say("values: deterministic run (central values)")
    return replace(look, note=drawable(f"{look.note}; {values}"))


def look_of_scenario(scenario: Scenario, language: str) -> Look:
    """`look_of` where there is a scenario but no run."""
    spoken = "zh" if language == "zh" and chinese_font() else "en"
    title = text(scenario.title, spoken) or scenario.name
    if spoken == "en" and not title.isascii() and not chinese_font():
        title = scenario.name
    note = f"carbonsim {version('carbonsim')}, {say('scenario', spoken)} {scenario.name}"
    return Look(spoken, drawable(f"{title}, {region_in(scenario.region, spoken)}"), drawable(note))


def drawable(words: str) -> str:
    """Words without the signs that no font here can draw."""
    if chinese_font():
        return words
    return words.encode("latin-1", "ignore").decode("latin-1").strip(" ,")


@cache
def chinese_font() -> str:
    """A font with Chinese characters, or nothing."""
    there = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CHINESE_FONTS if name in there), "")


@contextmanager
def drawing() -> Iterator[None]:
    """Settings under which figures are made; others' settings stay as they are."""
    families = [name for name in ("DejaVu Sans", chinese_font()) if name]
    # a Chinese font without bold is drawn in its only weight, which is no news for the reader
    log = logging.getLogger("matplotlib.font_manager")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with rc_context(
            {
                "font.family": families,
                "font.size": TEXT_SIZE,
                "axes.edgecolor": FAINT,
                "axes.labelcolor": INK,
                "xtick.color": FAINT,
                "ytick.color": FAINT,
                "xtick.labelcolor": INK,
                "ytick.labelcolor": INK,
                "axes.unicode_minus": True,
                "svg.hashsalt": "carbonsim",
            }
        ):
            yield
    finally:
        log.setLevel(level)


def sheet(
    look: Look, title: str, panels: int = 1, rows: int = 1, height: float = HEIGHT
) -> tuple[Figure, list[list[Axes]]]:
    """An empty figure with title and source note; the panels of a row stand on one scale."""
    height = height if rows == 1 else 0.8 * rows * height
    inch = 1.0 / height
    room = ConstrainedLayoutEngine(
        rect=(0.005, 0.22 * inch, 0.99, 1.0 - 0.86 * inch), wspace=0.03, hspace=0.06
    )
    figure = Figure(figsize=(10.0, height), layout=room)
    FigureCanvasAgg(figure)
    grid = figure.subplots(rows, panels, sharey="row", squeeze=False)
    figure.text(0.012, 1.0 - 0.13 * inch, title, size=TITLE_SIZE, weight="bold", color=INK, va="top")
    figure.text(0.012, 1.0 - 0.42 * inch, look.subtitle, size=TEXT_SIZE, color=FAINT, va="top")
    figure.text(0.012, 0.09 * inch, look.note, size=NOTE_SIZE, color=FAINT)
    return figure, [list(row) for row in grid]


def dress(axes: Axes, years: IntArray, title: str = "", ticks: int = MOST_TICKS) -> None:
    """Axes without clutter: faint grid, a line at 0, round years and the first one."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.axhline(0.0, color=FAINT, linewidth=0.8, zorder=2.5)
    first, last = int(years[0]), int(years[-1])
    axes.set_xlim(first, last if last > first else first + 1)
    step = next(step for step in YEAR_STEPS if (last - first) / step <= ticks)
    rounded = [year for year in range(first, last + 1) if year % step == 0]
    apart = not rounded or rounded[0] - first > 0.5 * step
    axes.set_xticks([first, *rounded] if apart else rounded)
    axes.tick_params(length=3)
    name_panel(axes, title)


def name_panel(axes: Axes, title: str) -> Text:
    """Title of a panel, above its left end."""
    return axes.set_title(no_break(title), loc="left", size=TEXT_SIZE, color=INK)


def scale(panels: Sequence[Axes], label: str) -> None:
    """Finish the vertical scale, once everything is drawn: from 0 unless something lies below."""
    lowest = min(axes.dataLim.y0 for axes in panels)
    highest = max(axes.dataLim.y1 for axes in panels)
    for axes in panels:
        axes.yaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10]))
        axes.yaxis.set_major_formatter(TicksAlike())
        if lowest >= -VISIBLE * highest:
            axes.set_ylim(bottom=0.0)
    panels[0].set_ylabel(chemical(label))


class TicksAlike(Formatter):
    """Tick labels with as many decimals as they need, all the same, thousands separated."""

    def __init__(self) -> None:
        self.decimals = 0

    def set_locs(self, locs: Sequence[float]) -> None:
        """Take the ticks that are to be labelled."""
        ticks = [float(tick) for tick in locs]
        exact = (p for p in range(MOST_DECIMALS) if all(abs(round(t, p) - t) < 1e-9 for t in ticks))
        self.decimals = next(exact, MOST_DECIMALS)

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002 - as all formatters have it
        """The label of one of them."""
        return f"{x + 0.0:,.{self.decimals}f}".replace("-", "\N{MINUS SIGN}")


def chemical(text: str) -> str:
    """CO2 as chemists write it."""
    return text.replace("CO2", "CO\N{SUBSCRIPT TWO}")


def no_break(text: str) -> str:
    """A title on one line."""
    return chemical(" ".join(text.split()))


def fit_titles(figure: Figure) -> None:
    """Break the titles of panels to their panels' width; once everything else is there, the legend too."""
    _lay_out(figure)
    for axes in figure.axes:
        words, room = axes.get_title(loc="left"), axes.get_window_extent().width
        title, cells = name_panel(axes, words), display_width(words)
        while title.get_window_extent().width > room and cells > 1:
            cells -= 1
            title.set_text("\n".join(wrap(words, cells)))


def legend(figure: Figure, handles: Sequence[Artist], labels: Sequence[str]) -> None:
    """The legend, right of all panels."""
    figure.legend(
        handles,
        [chemical(label) for label in labels],
        loc="outside right center",
        frameon=False,
        fontsize=TEXT_SIZE - 0.5,
    )


def save(figure: Figure, folder: Path, name: str) -> None:
    """Write a figure as PNG and SVG: the same bytes whenever it is drawn."""
    # the layout solver may differ in the last bit from one time to the next, and names clip paths after it
    _lay_out(figure)
    figure.set_layout_engine(None)  # the placeholder "none" would have each figure drawn twice as often
    for axes in figure.axes:
        left, bottom, width, height = (round(value, PLACES) for value in axes.get_position().bounds)
        axes.set_position((left, bottom, width, height))
    figure.savefig(folder / f"{name}.png", dpi=DPI, metadata={"Software": None})
    figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})


def _lay_out(figure: Figure) -> None:
    """Give all panels their places; a whole drawing would do so too, and take several times as long."""
    engine = figure.get_layout_engine()
    assert engine is not None
    engine.execute(figure)
