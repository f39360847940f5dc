"""Tables of a simulated line: a mean day, its stations one by one, and designs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from carbonsim.analysis.corridor import Corridor
from carbonsim.analysis.corridor_stations import station_uses
from carbonsim.core.conversions import DAYS_PER_YEAR, PERCENT
from carbonsim.corridor.designs import Judged
from carbonsim.corridor.sizing import Sized
from carbonsim.report.corridor_tables import CNY_PER_MILLION, MEASURES, measured
from carbonsim.report.onepage.studies.corridor_charts import station_words
from carbonsim.report.onepage.tables import table
from carbonsim.report.onepage.words import Cell, Texts, amounts, said
from carbonsim.report.wording import two_digits

FOREVER = "∞"
TONNES_PER_KILOTONNE = 1e3


def measure_table(found: Corridor) -> dict[str, Any]:
    """Means of a day with half of their interval, and what the stations cost and supply."""
    rows: list[list[Cell]] = []
    for name, words, unit, factor, _ in MEASURES:
        mean, half = measured(found, name, factor)
        rows.append([said(words), *_amounts(unit, mean, half)])
    rows += [[name, *_amounts(unit, value, math.nan)] for name, unit, value in _worth(found)]
    heads: list[Cell] = [
        {"en": "on a mean day", "zh": "平均每日"},
        said("mean"),
        said("± 95 %"),
        said("unit"),
    ]
    return table(heads, rows)


def _worth(found: Corridor) -> Iterator[tuple[Texts, str, float]]:
    """Cost and supply of the stations: name, unit and value."""
    swaps = float(found.measures.swaps.mean()) * DAYS_PER_YEAR
    cost: Texts = {"en": "cost of the stations with power and staff", "zh": "换电站成本（含电费与人工）"}
    yield cost, "million CNY/yr", found.cost / CNY_PER_MILLION
    each: Texts = {"en": "cost of a swap", "zh": "每次换电成本"}
    yield each, "CNY/swap", found.cost / swaps if swaps > 0.0 else math.nan
    yield {"en": "trucks that such swaps supply", "zh": "可供使用的重卡"}, "truck", found.trucks
    exhaust: Texts = {"en": "exhaust CO2 of as many diesel trucks", "zh": "同等数量柴油重卡的尾气 CO2"}
    yield exhaust, "kt CO2/yr", found.replaced_emissions / TONNES_PER_KILOTONNE


def _amounts(unit: str, mean: float, half: float) -> list[Cell]:
    """A mean, half of its interval and the unit; of trucks that waited for ever a sign.

    What never happened has no interval: that of equal replications would be one of certainty.
    """
    known = [value if math.isfinite(value) else None for value in (mean, half if half > 0.0 else math.nan)]
    told, around, words = amounts(known, unit)
    return [FOREVER if math.isinf(mean) else told, "" if known[1] is None else around, words]


def station_table(found: Corridor) -> dict[str, Any]:
    """Stations one by one."""
    heads: list[Cell] = [
        {"en": "station", "zh": "换电站"},
        {"en": "kilometre", "zh": "里程（公里）"},
        {"en": "direction", "zh": "方向"},
        {"en": "swaps a day", "zh": "每日换电次数"},
        {"en": "mean wait, min", "zh": "平均等待，分钟"},
        {"en": "95th percentile, min", "zh": "第 95 百分位，分钟"},
        {"en": "bays taken, %", "zh": "工位占用，%"},
        {"en": "busiest power, %", "zh": "最高功率，%"},
    ]
    rows: list[list[Cell]] = [
        [
            station_words(place.name),
            f"{place.kilometre:,.0f}",
            said(place.direction),
            *(two_digits(v) for v in (use.swaps, use.wait_mean, use.wait_long)),
            *(two_digits(PERCENT * v) for v in (use.bays, use.power)),
        ]
        for place, use in zip(found.plan.line.places, station_uses(found), strict=True)
    ]
    return table(heads, rows, {"en": "Station by station", "zh": "逐站"})


def chosen(sized: Sized) -> Iterator[Texts]:
    """The design that was chosen, with its parts."""
    if sized.best is None:
        return
    best, wait = sized.best.design, _wait(sized.confirmed)
    yield {
        "en": f"Chosen: {best.stations} in each direction, each with {best.bays} bay(s), {best.blocks}"
        f" blocks, {best.chargers} chargers and {best.connection:,} kVA. Waits in the tables are those of the"
        f" search; on trips that it has not seen, the 95th percentile is {wait} min.",
        "zh": f"所选方案：每个方向 {best.stations} 座，每座 {best.bays} 个换电工位、{best.blocks} 块电池、"
        f"{best.chargers} 个充电位、{best.connection:,} kVA。表中等待时间取自搜索；"
        f"在未用过的行程上，第 95 百分位为 {wait} 分钟。",
    }


def design_tables(sized: Sized, target: float) -> Iterator[dict[str, Any]]:
    """The cheapest design for each number of stations, and those that none betters in cost and waiting."""
    best = sized.best
    cheapest = [
        best if best is not None and best.design.stations == count else sized.of(count, target)
        for count in sorted({one.design.stations for one in sized.judged})
    ]
    titles: tuple[Texts, ...] = (
        {"en": "The cheapest for each number of stations", "zh": "各座数的最低成本方案"},
        {"en": "Designs than which none is both cheaper and quicker", "zh": "成本与等待均不被超越的方案"},
    )
    served = [one for one in cheapest if one is not None]
    for title, some in zip(titles, (served, sized.frontier()), strict=True):
        if some:
            yield _design_table(some, title)


def _design_table(designs: Sequence[Judged], title: Texts) -> dict[str, Any]:
    *costs, unit = amounts([one.cost / CNY_PER_MILLION for one in designs], "million CNY/yr")
    heads: list[Cell] = [
        {"en": "stations each way", "zh": "每个方向座数"},
        *(said(word) for word in ("bays", "blocks", "chargers", "kVA")),
        unit,
        {"en": "95th percentile of waiting, min", "zh": "等待时间第 95 百分位，分钟"},
    ]
    rows: list[list[Cell]] = [
        [
            str(one.design.stations),
            *(f"{part:,}" for part in one.design.parts),
            cost,
            _wait(one.wait_long),
        ]
        for one, cost in zip(designs, costs, strict=True)
    ]
    return table(heads, rows, title)


def _wait(minutes: float) -> str:
    return FOREVER if math.isinf(minutes) else two_digits(minutes)
