"""How figures look: colours that colour-blind readers can tell apart, titles, legends, units, source note."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

import numpy as np
from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, Formatter, MaxNLocator

from carbonsim.core.types import IntArray
from carbonsim.reference.regions import region_in
from carbonsim.report.texts import say, say_subject, text
from carbonsim.results.results import Results
from carbonsim.scenario.scenario import Scenario

INK = "#222222"
FAINT = "#666666"
CHINESE_FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
    *("Microsoft YaHei", "SimHei", "PingFang SC", "Heiti SC", "STHeiti", "Arial Unicode MS"),
)
#: Years between ticks, the first that gives few enough of them.
YEAR_STEPS = (1, 2, 5, 10, 20, 50)
MOST_TICKS = 5
MOST_DECIMALS = 6
#: Share of a scale that the eye can make out.
VISIBLE = 1e-3
#: What rounding of places on a figure leaves of 0.
NOTHING = 1e-12
TEXT_SIZE, NOTE_SIZE = 10.0, 8.0


@dataclass(frozen=True)
class Look:
    """Language and note of a run's figures; `values` says what is drawn of it."""

    language: str
    subtitle: str
    note: str
    values: str = ""

    def say(self, words: str) -> str:
        """A label in the language of the figures."""
        return say(words, self.language)

    def title(self, words: str, subject: str) -> str:
        """A title and the sector that it speaks of."""
        return f"{self.say(words)}: {say_subject(subject, self.language)}"


def look_of(results: Results, language: str) -> Look:
    """Texts that all figures of a run share; Chinese only where a font has the characters."""
    look = look_of_scenario(results.scenario, language)
    return replace(look, values=look.say("values: deterministic run (central values)"))


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


def dress(axes: Axes, years: IntArray, title: str = "", ticks: int = MOST_TICKS) -> None:
    """Axes without clutter: faint grid, a line at 0, round years, the first and the last one."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.axhline(0.0, color=FAINT, linewidth=0.8, zorder=2.5)
    first, last = int(years[0]), int(years[-1])
    axes.set_xlim(first, last if last > first else first + 1)
    step = next(step for step in YEAR_STEPS if (last - first) / step <= ticks)
    rounded = [year for year in range(first, last + 1) if year % step == 0]
    # the layout leaves out those that would touch
    axes.set_xticks(sorted({first, *rounded, last}))
    axes.tick_params(length=3)
    name_panel(axes, title)


def name_panel(axes: Axes, title: str) -> Text:
    """Title of a panel, above its left end."""
    return axes.set_title(no_break(title), loc="left", size=TEXT_SIZE, color=INK)


def case_title(results: Results, one: Results, look: Look) -> str:
    """Plan or reference and its name, for the panel of one of them; nothing where there is no reference."""
    if results.reference is None:
        return ""
    word = look.say("plan" if one is results else "reference").capitalize()
    name = drawable(text(one.scenario.title, look.language)) or one.scenario.name
    return f"{word}: {name}"


def scale(panels: Sequence[Axes], label: str) -> None:
    """Finish the vertical scale, once everything is drawn: from 0 unless something lies below.

    Where nothing differs from 0 it has 0 alone.
    """
    lowest = min(axes.dataLim.y0 for axes in panels)
    highest = max(axes.dataLim.y1 for axes in panels)
    for axes in panels:
        axes.yaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10]))
        axes.yaxis.set_major_formatter(TicksAlike())
        if not any(NOTHING < end < np.inf for end in (-lowest, highest)):
            axes.yaxis.set_major_locator(FixedLocator([0.0]))
            axes.set_ylim(0.0, 1.0)
        elif lowest >= -VISIBLE * highest:
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
