"""Charts of a simulated line: waiting and use over a day, what binds, trucks in space and time, designs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from carbonsim.analysis.corridor import Corridor
from carbonsim.analysis.corridor_stations import hourly_waits
from carbonsim.core.blank import BLANK
from carbonsim.core.types import Array
from carbonsim.corridor.clock import HOURS_PER_DAY, QUARTER, QUARTERS_PER_DAY
from carbonsim.corridor.designs import Judged
from carbonsim.corridor.sizing import Sized
from carbonsim.report.corridor_paths import station_name, truck_paths
from carbonsim.report.corridor_tables import CNY_PER_MILLION, DEAREST, WIDEST
from carbonsim.report.onepage.charts import TOP, Axis, Chart, Row, Trace, View
from carbonsim.report.onepage.studies.study import filled
from carbonsim.report.onepage.words import Texts, said
from carbonsim.report.palette import LINE_COLOURS, PLAN, REFERENCE
from carbonsim.report.texts import LANGUAGES

#: Trucks of one direction whose way is drawn.
MOST_PATHS = 150
ALL: Texts = {"en": "all stations", "zh": "全部换电站"}
HOUR: Texts = {"en": "hour of the day", "zh": "时刻"}
Series = dict[str, Sequence[Array]]


def corridor_charts(found: Corridor, sized: Sized | None, target: float) -> tuple[tuple[Chart, ...], Series]:
    """Charts of a line, and their series.

    Parameters
    ----------
    found : Corridor
        Simulated.
    sized : Sized or None
        Designs, if any were sought.
    target : float [min]
        That they were sought for.

    Returns
    -------
    tuple of Chart, dict
    """
    series: Series = {}
    charts = [_waits(found, series), _day(found, series), _rates(found), _paths(found, series)]
    if sized is not None:
        charts.append(_designs(sized, target, series))
    return tuple(charts), series


def station_words(name: str) -> Texts:
    """Name of a station, which is the same in all languages."""
    return dict.fromkeys(LANGUAGES, station_name(name))


def _waits(found: Corridor, series: Series) -> Chart:
    """Mean and 95th percentile of waiting by hour, of all stations and of each."""
    hours = Axis(HOUR, tuple(f"{hour:02d}:00" for hour in range(HOURS_PER_DAY)))
    title: Texts = {"en": "Waiting by the hour in which trucks come", "zh": "按到达时刻的等待时间"}
    views = []
    places = [station_words(place.name) for place in found.plan.line.places]
    for place, name in [(None, ALL), *enumerate(places)]:
        waits, traces = hourly_waits(found, place), []
        for key, words, values, colour in (
            ("mean", {"en": "mean wait", "zh": "平均等待"}, waits.mean, PLAN),
            ("long", {"en": "95th percentile", "zh": "第 95 百分位"}, waits.long, REFERENCE),
        ):
            series[f"wait|{key}|{place}"] = [values]
            traces.append(Trace(words, "", f"wait|{key}|{place}", "part", colour))
        if np.isfinite(waits.mean).any():
            views.append(View(name, "", "min", tuple(traces), axis=hours))
    note = {
        "en": "Of trucks that got a swap, over all replications; no 95th percentile where an hour has too"
        " few. Those that left without one wait for ever in the answer above, and are not in these lines.",
        "zh": "仅含完成换电的车辆，取全部重复；某时刻换电过少时不给出第 95 百分位。"
        "未换电而离开的车辆在上方结论中按无限等待计，不在此图中。",
    }
    return Chart("waits", TOP, title, "lines", tuple(views), note)


def _day(found: Corridor, series: Series) -> Chart:
    """Trucks waiting, blocks ready and power over a mean day, a line for each station."""
    minutes = [round(quarter * QUARTER) for quarter in range(QUARTERS_PER_DAY)]
    axis = Axis(HOUR, tuple(f"{minute // 60:02d}:{minute % 60:02d}" for minute in minutes))
    station, profiles = found.plan.station, found.profiles
    limit = Row(said("connection"), (station.power / station.efficiency,))
    views = []
    for key, words, values, unit in (
        ("waiting", {"en": "trucks waiting", "zh": "等待车辆"}, profiles.waiting, "truck"),
        ("ready", {"en": "blocks ready", "zh": "满电电池块"}, profiles.ready, "block"),
        ("power", {"en": "power from the grid", "zh": "网侧功率"}, profiles.power, "kW"),
    ):
        traces = []
        for place, one in enumerate(found.plan.line.places):
            series[f"{key}|{one.name}"] = [values[:, place]]
            colour = LINE_COLOURS[place % len(LINE_COLOURS)]
            traces.append(Trace(station_words(one.name), "", f"{key}|{one.name}", "part", colour))
        marks = (limit,) if key == "power" else ()
        views.append(View(words, "", unit, tuple(traces), marks=marks, axis=axis))
    title: Texts = {"en": "A mean day at the stations", "zh": "换电站平均一日"}
    note = {"en": "Means over days and replications.", "zh": "各日、各次重复的平均。"}
    return Chart("day", TOP, title, "lines", tuple(views), note)


def _rates(found: Corridor) -> Chart:
    """Swaps that each resource of a station would allow, beside the busiest hour."""
    rows = tuple(Row(said(name), (rate,)) for name, rate in found.rates.items() if math.isfinite(rate))
    busiest = Row({"en": "busiest hour", "zh": "最繁忙一小时"}, (found.busiest,))
    title = filled("First to bind at a station: {name}", "单站最先受限的是{name}", name=said(found.binding))
    note = {
        "en": "Swaps an hour that each resource of a station would allow alone; dashed: what the busiest"
        " station gives in its busiest hour of a mean day.",
        "zh": "单站各项资源各自允许的每小时换电次数；虚线为最繁忙的站在平均一日最繁忙一小时的换电次数。",
    }
    views = (View(dict.fromkeys(LANGUAGES, ""), "", "swap/h", rows=rows, marks=(busiest,)),) if rows else ()
    rate: Texts = {"en": "swaps an hour", "zh": "每小时换电次数"}
    return Chart("rates", TOP, title, "stems", views, note, middle=rate)


def _paths(found: Corridor, series: Series) -> Chart:
    """Where trucks are in the first day that counts, in one replication."""
    traces, thinned = [], False
    for key, upward, colour in (("up", True, PLAN), ("down", False, REFERENCE)):
        paths = truck_paths(found, upward)
        step = math.ceil(len(paths) / MOST_PATHS)
        thinned |= step > 1
        drawn = [moments for moments in paths[:: max(step, 1)] if len(moments) > 1]
        if drawn:
            gap = np.full((1, 2), BLANK)
            joined = np.concatenate([part for moments in drawn for part in (moments, gap)])
            series[f"paths|{key}"] = [joined[:, 0], joined[:, 1]]
            traces.append(Trace(said(key), "", f"paths|{key}", "line", colour))
    stations: dict[float, list[str]] = {}
    for place in found.plan.line.places:
        stations.setdefault(place.kilometre, []).append(station_name(place.name))
    marks = tuple(
        Row(dict.fromkeys(LANGUAGES, ", ".join(names)), (kilometre,))
        for kilometre, names in sorted(stations.items())
    )
    axis = Axis(HOUR, ends=(0.0, float(HOURS_PER_DAY)))
    words: Texts = {"en": "kilometre of the line", "zh": "干线里程"}
    views = (View(words, "", "km", tuple(traces), marks=marks, axis=axis),) if traces else ()
    title: Texts = {"en": "Trucks on the line in space and time", "zh": "干线重卡时空图"}
    note = {
        "en": "The first day that counts, in one replication; level where a truck stands at a station."
        + (" Not all trucks are drawn." if thinned else ""),
        "zh": "首个计入日的一次重复；水平段为车辆停靠换电站。" + ("仅画出部分车辆。" if thinned else ""),
    }
    return Chart("space_time", TOP, title, "points", views, note)


def _designs(sized: Sized, target: float, series: Series) -> Chart:
    """Cost of designs and waiting, and those that none betters in both."""
    traces = tuple(_design_traces(sized, target, series))
    near = _near(sized.judged, target)
    costs = tuple(one.cost / CNY_PER_MILLION for one in near)
    axis = Axis({"en": "cost a year", "zh": "每年成本"}, unit="million CNY/yr", values=costs)
    asked = Row({"en": "target", "zh": "目标"}, (target,))
    words: Texts = {"en": "95th percentile of waiting", "zh": "等待时间第 95 百分位"}
    views = (View(words, "", "min", traces, marks=(asked,), axis=axis),) if traces else ()
    title: Texts = {"en": "Cost against service", "zh": "成本与服务水平"}
    thinned = len(near) < len(sized.judged)
    note = {
        "en": "Each point is a design that was simulated, on the trips of the search."
        + (" Designs that cost or wait far more are not drawn." if thinned else ""),
        "zh": "每个点为一个模拟过的方案（用搜索所用行程）。"
        + ("成本或等待远高者未画出。" if thinned else ""),
    }
    return Chart("designs", TOP, title, "points", views, note)


def _near(judged: Sequence[Judged], target: float) -> list[Judged]:
    """Designs that a chart has room for."""
    known = [one for one in judged if one.wait_long <= WIDEST * target]
    least = min((one.cost for one in known), default=0.0)
    return [one for one in known if one.cost <= DEAREST * least]


def _design_traces(sized: Sized, target: float, series: Series) -> Iterator[Trace]:
    """Points by the number of stations, the edge, and what was chosen."""
    near = _near(sized.judged, target)
    edge = [one for one in sized.frontier() if one in near]
    groups: list[tuple[Texts, str, str, list[Judged]]] = []
    for number, count in enumerate(sorted({one.design.stations for one in near})):
        name = filled("{n} stations in each direction", "每个方向 {n} 座", n=str(count))
        some = [one for one in near if one.design.stations == count]
        groups.append((name, "points", LINE_COLOURS[number % len(LINE_COLOURS)], some))
    groups.append((said("none is cheaper and quicker"), "steps", "", edge))
    if sized.best is not None and sized.best in near:
        groups.append((said("chosen"), "dots", "", [sized.best]))
    for words, role, colour, some in groups:
        if some:
            key = f"designs|{words['en']}"
            series[key] = [
                np.array([one.cost / CNY_PER_MILLION for one in some]),
                np.array([one.wait_long for one in some]),
            ]
            yield Trace(words, "", key, role, colour)
