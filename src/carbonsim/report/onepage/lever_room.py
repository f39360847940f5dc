"""Levers of a page that has no room for all of them: fewer points, then fewer charts that move, then none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from carbonsim.report.onepage.charts import TOP

#: Size that the page of a run with its levers never exceeds [B].
MOST_BYTES = 2_000_000
NO_ROOM = {
    "en": "The sliders of this scenario's levers are left out: with them the page would exceed 2 MB."
    " levers.csv has their numbers, and `carbonsim explore` moves them.",
    "zh": "本情景的调整杠杆未列入页面，否则页面将超过 2 MB。"
    "数值见 levers.csv，也可用 `carbonsim explore` 调整。",
}

Page = dict[str, Any]


def with_room(page: Page, thin: Callable[[], Mapping[str, Any]], size_of: Callable[[Page], int]) -> Page:
    """A page with as much of its levers as it has room for.

    First points are given up, down to three of each lever; then series of the first charts: those of single
    sectors where a chart has all sectors, from the last chart to the first, then the others in that order.

    Parameters
    ----------
    page : dict
        With ``levers``.
    thin : callable
        Levers of the page on a grid of fewer points.
    size_of : callable
        Bytes of the page as it is written.

    Returns
    -------
    dict
    """
    if size_of(page) <= MOST_BYTES:
        return page
    page = {**page, "levers": dict(thin())}
    excess = size_of(page) - MOST_BYTES
    for keys in _given_up(page["charts"]):
        if excess > 0:
            before = page["levers"]
            page = {**page, "levers": _without(before, keys)}
            # what stands around the data is freed, too
            excess -= sum(len(before["series"][key]["data"]) for key in keys if key in before["series"])
    if size_of(page) <= MOST_BYTES:
        return page
    bare = {key: value for key, value in page.items() if key != "levers"}
    return {**bare, "warnings": [*page["warnings"], NO_ROOM]}


def _given_up(charts: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    """Keys of the series of each view, in the order in which they are given up."""
    first = [chart for chart in charts if chart["section"] == TOP and "traces" in chart["views"][0]]
    for is_other in (True, False):
        for chart in reversed(first):
            for view in reversed(chart["views"]):
                if (view["subject"] != chart["views"][0]["subject"]) == is_other:
                    yield [trace["key"] for trace in view["traces"]]


def _without(levers: Mapping[str, Any], keys: Sequence[str]) -> Page:
    """Levers without some series, which they name."""
    series = {key: packed for key, packed in levers["series"].items() if key not in keys}
    gone = [key for key in keys if key in levers["series"]]
    return {**levers, "series": series, "left_out": [*levers["left_out"], *gone]}
