"""How figures look: colours that colour-blind readers can tell apart, titles, legends, units, source note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from matplotlib import font_manager, rc_context
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from carbonsim.core.types import IntArray
from carbonsim.report.numbers import decimals
from carbonsim.report.texts import say, text
from carbonsim.results.results import Results

#: Okabe and Ito 2008.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8C6D46")
OTHERS = "#BBBBBB"
INK = "#222222"
FAINT = "#666666"
PLAN = "#0072B2"
REFERENCE = "#D55E00"
#: Drives of the IAMC tables -> shades of one hue, so that a family stays together in a stack.
SHADES: Mapping[str, tuple[str, ...]] = {
    "Internal Combustion": ("#4D4D4D", "#A3A3A3", "#C9C9C9"),
    "Battery-Electric": ("#56B4E9", "#0072B2", "#003F66"),
    "Fuel-Cell-Electric": ("#CC79A7", "#8F3F6C"),
    "Plug-in Hybrid": ("#E69F00", "#9C6B00"),
}
CHINESE_FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
    *("Microsoft YaHei", "SimHei", "PingFang SC", "Heiti SC", "STHeiti", "Arial Unicode MS"),
)
DPI = 160
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


def look_of(results: Results, language: str) -> Look:
    """Texts that all figures of a run share; Chinese only where a font has the characters."""
    spoken = "zh" if language == "zh" and chinese_font() else "en"
    scenario = results.scenario
    title = text(scenario.title, spoken) or scenario.name
    if spoken == "en" and not title.isascii() and not chinese_font():
        title = scenario.name
    note = f"carbonsim {version('carbonsim')}, {say('scenario', spoken)} {scenario.name}"
    return Look(spoken, f"{title}, {scenario.region}", note)


@cache
def chinese_font() -> str:
    """A font with Chinese characters, or nothing."""
    there = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CHINESE_FONTS if name in there), "")


def drawing() -> Any:
    """Settings under which figures are made; others' settings stay as they are."""
    families = [name for name in ("DejaVu Sans", chinese_font()) if name]
    return rc_context(
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
    )


def sheet(
    look: Look, title: str, panels: int = 1, height: float = 4.8, share: bool = True
) -> tuple[Figure, list[Axes]]:
    """An empty figure with title and source note, and its panels side by side on one scale."""
    figure = Figure(figsize=(10.0, height), layout="constrained")
    FigureCanvasAgg(figure)
    grid = figure.subplots(1, panels, sharey=share, squeeze=False)
    figure.get_layout_engine().set(rect=(0.005, 0.045, 0.99, 0.835), wspace=0.03)  # type: ignore[union-attr]
    figure.text(0.012, 0.972, title, size=TITLE_SIZE, weight="bold", color=INK, va="top")
    figure.text(0.012, 0.912, look.subtitle, size=TEXT_SIZE, color=FAINT, va="top")
    figure.text(0.012, 0.018, look.note, size=NOTE_SIZE, color=FAINT)
    return figure, list(grid[0])


def dress(axes: Axes, years: IntArray, label: str = "", title: str = "") -> None:
    """Axes without clutter: faint grid, whole years, thousands separated, a line at 0."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.axhline(0.0, color=FAINT, linewidth=0.8, zorder=2.5)
    axes.set_xlim(float(years[0]), float(years[-1]) if len(years) > 1 else float(years[0]) + 1)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=7))
    axes.yaxis.set_major_formatter(FuncFormatter(_tick(axes)))
    axes.tick_params(length=3)
    if label:
        axes.set_ylabel(label)
    if title:
        axes.set_title(title, loc="left", size=TEXT_SIZE, color=INK)


def _tick(axes: Axes) -> Any:
    """Tick labels with as many decimals as the steps between them need."""

    def show(value: float, _: int | None) -> str:
        low, high = axes.get_ylim()
        places = max(decimals([(high - low) / 10]) - 1, 0)
        shown = f"{value:,.{places}f}"
        return shown.replace("-", "\N{MINUS SIGN}")

    return show


def legend(figure: Figure, handles: Sequence[Artist], labels: Sequence[str]) -> None:
    """The legend, right of all panels."""
    figure.legend(handles, labels, loc="outside right center", frameon=False, fontsize=TEXT_SIZE - 0.5)


def colours(names: Sequence[str]) -> list[str]:
    """A colour for each name: shades of one hue for a known drive, else the palette in order."""
    used: dict[str, int] = {}
    chosen = []
    for name in names:
        family = next((family for family in SHADES if family in name.split("|")), "")
        shades = SHADES.get(family, PALETTE)
        chosen.append(shades[used.get(family, 0) % len(shades)])
        used[family] = used.get(family, 0) + 1
    return chosen


def save(figure: Figure, folder: Path, name: str) -> None:
    """Write a figure as PNG and SVG: the same bytes whenever it is drawn."""
    figure.savefig(folder / f"{name}.png", dpi=DPI, metadata={"Software": None})
    figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
