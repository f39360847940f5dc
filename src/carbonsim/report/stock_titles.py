"""Titles of what is sold and what is in use: the share of new drives, and the largest part of the stock."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from carbonsim.engine.headline import stated_periods
from carbonsim.report.change_words import ONE_RUN, bracketed
from carbonsim.report.levels import Level, level_at, shown_years
from carbonsim.report.pick import Family, families
from carbonsim.report.texts import say_name, text
from carbonsim.report.wording import SECTORS, band, sector_words, shown, two_digits, when
from carbonsim.results.results import Results

Texts = Mapping[str, str]
Maker = Callable[[str], str]
HALF = 50.0
#: Last parts of the names of shares of sales that titles speak of, and their words.
NEW: Mapping[str, Texts] = {
    "New Energy": {"en": "new energy", "zh": "新能源车"},
    "Plug-In": {"en": "plug-in", "zh": "新能源乘用车"},
}
#: Prefix of a family of series -> its chart.
PREFIXES = {"Stocks|": "stock", "Capacity|": "capacity", "Production|": "production"}
#: Parts of such a name: figure, transport, means, share.
PARTS = 4


def share_makers(results: Results) -> Iterator[tuple[str, Maker]]:
    """Shares of new drives in sales: of all means of transport, and of each."""
    year = int(stated_periods(results.years)[0].rpartition("-")[2])
    names = [
        name
        for name in results.variables
        if name.startswith("Sales Share|") and name.count("|") == PARTS - 1 and name.rpartition("|")[2] in NEW
    ]
    levels = [
        level for level in (level_at(results, name, year) for name in names) if not math.isnan(level.median)
    ]
    if levels:
        yield "sales_shares", _share_maker(results, levels)
    for level in levels:
        yield f"sales_shares|{'|'.join(level.name.split('|')[1:3])}", _share_maker(results, [level])


def _share_maker(results: Results, levels: Sequence[Level]) -> Maker:
    """The year in which a share is half, or what it is, or several are, in one year."""
    half = half_reached(results, levels[0].name) if len(levels) == 1 else None
    return partial(_shares, levels) if half is None else partial(_half, levels[0], half)


def half_reached(results: Results, name: str) -> int | None:
    """First year in which the median of a share is half or more, behind one in which it was not."""
    median = results.quantiles(name, (0.5,))[0] if name in results.banded else results.central[name]
    there = np.flatnonzero(median >= HALF)
    if not there.size or there[0] == 0 or math.isnan(median[there[0] - 1]):
        return None
    return int(results.years[there[0]])


def part_makers(results: Results) -> Iterator[tuple[str, Maker]]:
    """Largest parts of stocks, capacities and production; the first is that of the run, as its stock."""
    first = True
    for prefix, chart in PREFIXES.items():
        for family in families(results.variables, prefix):
            make = _largest_part(results, family)
            if make is None:
                continue
            if first and chart != "production":
                yield "stock", make
            first = False
            yield f"{chart}|{family.root.removeprefix(prefix)}", make


def _largest_part(results: Results, family: Family) -> Maker | None:
    """The largest part in the first year, and what becomes of it."""
    parts = [name for name in family.leaves if results.unit(name) == results.unit(family.root)]
    firsts = [level_at(results, name, int(results.years[0])) for name in parts]
    there = [level for level in firsts if level.median > 0.0]
    if not there:
        return None
    first = max(there, key=lambda level: level.median)
    last = level_at(results, first.name, shown_years(results)[-1])
    return None if math.isnan(last.median) else partial(_stock, family, first, last)


def _shares(levels: Sequence[Level], language: str) -> str:
    words = {"en": "{new} is {figure} of {means} sales", "zh": "{new}占{means}销量 {figure}"}
    said = [
        text(words, language).format(
            new=_new(one, language), figure=_percent(one, language), means=_means(one, language)
        )
        for one in levels
    ]
    year = when(str(levels[0].year), language)
    alone = "" if levels[0].draws else bracketed(text(ONE_RUN, language), language)
    return f"{year}，{'，'.join(said)}{alone}" if language == "zh" else f"{year} {', '.join(said)}{alone}"


def _half(level: Level, reached: int, language: str) -> str:
    words = {
        "en": "{new} reaches half of {means} sales in {reached}; {when} it is {figure}",
        "zh": "{new}占{means}销量的比例 {reached} 年过半；{when}为 {figure}",
    }
    alone = "" if level.draws else bracketed(text(ONE_RUN, language), language)
    said = text(words, language).format(
        new=_new(level, language),
        means=_means(level, language),
        reached=reached,
        when=when(str(level.year), language),
        figure=_percent(level, language),
    )
    return said + alone


def _stock(family: Family, first: Level, last: Level, language: str) -> str:
    unit = shown(first.unit, [first.median, last.median, last.high], language)
    part = say_name(family.label(first.name).rpartition("|")[2], language)
    what = _what(family.root, language)
    words = {
        "en": "{part}, largest part of {what} in {start}: {before} {unit} then,"
        " {after} {unit} in {end}{inside}",
        "zh": "{what}中 {start} 年最多的是{part}：当年 {before} {unit}，{end} 年 {after} {unit}{inside}",
    }
    inside = (
        band(last.low * unit.factor, last.high * unit.factor, language)
        if last.draws
        else text(ONE_RUN, language)
    )
    return text(words, language).format(
        part=part,
        what=what,
        start=first.year,
        end=last.year,
        before=two_digits(first.median * unit.factor),
        after=two_digits(last.median * unit.factor),
        unit=unit.words,
        inside=bracketed(inside, language),
    )


def _what(root: str, language: str) -> str:
    """Subject of a stock, a capacity or a production."""
    kind, *parts = root.split("|")
    if kind == "Production":
        made = say_name(parts[-1], language)
        return f"{made}产量" if language == "zh" else f"{made.lower()} production"
    words = sector_words(next((part for part in parts if part in SECTORS), parts[-1]), language)
    if kind != "Capacity":
        return words
    return f"{words}产能" if language == "zh" else f"{words} capacity"


def _new(level: Level, language: str) -> str:
    return text(NEW[level.name.rpartition("|")[2]], language)


def _means(level: Level, language: str) -> str:
    words = sector_words("|".join(level.name.split("|")[1:3]), language)
    return words if language == "zh" else words.removesuffix("s")


def _percent(level: Level, language: str) -> str:
    inside = band(level.low, level.high, language) if level.draws else ""
    return f"{two_digits(level.median)} %{bracketed(inside, language)}"
