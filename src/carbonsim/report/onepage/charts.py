"""Charts of a page: what each shows at which boundary, by the keys of series that stand once on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.blank import BLANK
from carbonsim.core.types import Array
from carbonsim.report.onepage.words import Cell, Texts, unit_of_chart
from carbonsim.results.records import QUANTILES
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

#: The first charts, below the answer; all others stand in a section that is unfolded.
TOP = "top"
#: Place of the median among the quantiles that are reported.
MEDIAN = QUANTILES.index(0.5)
#: Significant digits of a number in the data.
DIGITS = 4
NOTHING: Texts = {"en": "", "zh": ""}

#: Run of a series and its statistic: median and range, the mean of the draws, or the deterministic run; or
#: plan less reference in one of the latter two. A study, which looks its series up by name, has none.
Case = Literal[
    "",
    "plan",
    "reference",
    "plan-mean",
    "reference-mean",
    "plan-central",
    "reference-central",
    "change-mean",
    "change-central",
]


@dataclass(frozen=True)
class Trace:
    """A series of a chart: its name, what it is drawn from, and how.

    `role` is ``plan``, ``reference``, ``difference``, ``part`` of a whole, ``net``, ``scenario`` of several,
    ``history`` or ``dots``; of points ``dots``, ``line`` or ``steps``. `band` says whether its range is
    drawn, where it has one. `net` is a variable whose median must have the sign of its deterministic
    run: years in which it has not are left out.
    """

    name: Texts
    case: Case
    variable: str
    role: str
    colour: str = ""
    band: bool = True
    net: str = ""

    @property
    def key(self) -> str:
        """Key of its values on the page."""
        return "|".join(filter(None, (self.case, self.variable, self.net)))


@dataclass(frozen=True)
class Row:
    """A row of a chart that lies: median and ends of its range, or one value.

    `beside` is a second measure of the same, in the same form. Of a tornado, `values` are both ends. Of
    spans, `values` are the ends of a bar, `spans` parts of it, and `cells` what its numbers are in words.
    """

    label: Texts
    values: tuple[float, ...]
    beside: tuple[float, ...] = ()
    spans: tuple[tuple[float, float], ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Axis:
    """Axis along a chart that is not the years of the page.

    Steps with their labels, or of points a quantity: its unit, all values that may come to stand there, and
    both ends where the values do not set them.
    """

    name: Texts
    labels: tuple[str, ...] = ()
    unit: str = ""
    values: tuple[float, ...] = ()
    ends: tuple[float, ...] = ()


@dataclass(frozen=True)
class View:
    """A chart of one subject at one boundary; `note` is what is true of this view alone.

    Without an `axis` of its own it lies along the years of the page. `names` are those of both measures of
    its rows; `marks` lie across it.
    """

    subject: Texts
    boundary: str
    unit: str
    traces: tuple[Trace, ...] = ()
    rows: tuple[Row, ...] = ()
    marks: tuple[Row, ...] = ()
    note: Texts = field(default_factory=lambda: NOTHING)
    axis: Axis | None = None
    names: tuple[Texts, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart with its views; `form` is ``lines``, ``areas``, ``bars``, ``rows``, ``stems`` from 0, a
    ``tornado``, ``spans`` or ``points``.

    `shows` is a title that is true of any values: of a chart whose own is a finding. `middle` and `band`
    name what is neither the median nor its 5th to 95th percentile.
    """

    id: str
    section: str
    title: Texts
    form: str
    views: tuple[View, ...]
    note: Texts = field(default_factory=lambda: NOTHING)
    shows: Texts = field(default_factory=lambda: NOTHING)
    middle: Texts = field(default_factory=lambda: NOTHING)
    band: Texts = field(default_factory=lambda: NOTHING)


def series_of(results: Results, trace: Trace) -> list[Array]:
    """Values of a trace: low, median and high of the draws, or one series where there is no range."""
    name = trace.variable
    of, _, statistic = trace.case.partition("-")
    if of == "change":
        change = _single(results, name, statistic) - _single(results.reference, name, statistic)
        return [np.where(_other_sign(results, trace.net), BLANK, change)]
    run = results.reference if of == "reference" else results
    assert run is not None
    if statistic:
        return [quiet(np.asarray(_single(run, name, statistic)))]
    if name in run.banded:
        low, _, middle, _, high = run.quantiles(name)
        return [quiet(low), quiet(middle), quiet(high)]
    return [quiet(run.central[name])]


def _single(run: Results | None, name: str, statistic: str) -> Array | float:
    """One series of a variable; 0 of what a run does not have."""
    if run is None or name not in run.central:
        return 0.0
    return run.mean(name) if statistic == "mean" and name in run.banded else run.central[name]


def _other_sign(results: Results, name: str) -> NDArray[np.bool_]:
    """Years in which the deterministic run of a variable and its median have different signs."""
    if not name or name not in results.banded:
        return np.zeros(len(results.years), bool)
    return np.asarray(results.central[name] * results.quantiles(name)[MEDIAN] < 0.0)


def chart_data(
    charts: Iterable[Chart], values_of: Callable[[Trace], Sequence[Array]]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Charts ready for JSON, and the values of their series by key, each once.

    Parameters
    ----------
    charts : iterable of Chart
        Those with no view are left out.
    values_of : callable
        Trace -> its series, as `series_of` gives them of a run. Of points: where they lie along the chart,
        and their values.

    Returns
    -------
    list, dict
    """
    series: dict[str, Any] = {}
    written = []
    for chart in charts:
        views = [_view(view, chart.form, values_of, series) for view in chart.views]
        if views:
            told = {key: getattr(chart, key) for key in ("shows", "middle", "band")}
            written.append(
                {"id": chart.id, "section": chart.section, "title": dict(chart.title)}
                | {key: dict(words) for key, words in told.items() if words["en"]}
                | {"form": chart.form, "note": dict(chart.note), "views": views}
            )
    return written, series


def _view(
    view: View, form: str, values_of: Callable[[Trace], Sequence[Array]], series: dict[str, Any]
) -> dict[str, Any]:
    values: list[float] = [v for row in (*view.rows, *view.marks) for v in (*row.values, *row.beside)]
    traces = []
    for trace in view.traces:
        if trace.key not in series:
            series[trace.key] = [compact(values) for values in values_of(trace)]
        numbers = series[trace.key][1:] if form == "points" else series[trace.key]
        values += [v for each in (numbers if trace.band else numbers[:1]) for v in each if v is not None]
        traces.append(
            {"name": dict(trace.name), "key": trace.key, "role": trace.role}
            | ({"colour": trace.colour} if trace.colour else {})
            | ({} if trace.band else {"band": False})
        )
    return {
        "subject": dict(view.subject),
        "boundary": view.boundary,
        "unit": unit_of_chart(view.unit, values),
        **({} if view.axis is None else {"axis": _axis(view.axis)}),
        **({"names": [dict(name) for name in view.names]} if view.names else {}),
        **({"traces": traces} if traces else {}),
        **({"rows": [_row(row) for row in view.rows]} if view.rows else {}),
        **({"note": dict(view.note)} if view.note["en"] else {}),
        **({"marks": [_row(row) for row in view.marks]} if view.marks else {}),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "label": dict(row.label),
        "values": compact(row.values),
        **({"beside": compact(row.beside)} if row.beside else {}),
        **({"spans": [compact(span) for span in row.spans], "cells": list(row.cells)} if row.cells else {}),
    }


def _axis(axis: Axis) -> dict[str, Any]:
    if axis.labels:
        return {"name": dict(axis.name), "labels": list(axis.labels)}
    ends = {"ends": list(axis.ends)} if axis.ends else {}
    return {"name": dict(axis.name), "unit": unit_of_chart(axis.unit, axis.values), **ends}


def compact(values: Sequence[float] | Array) -> list[float | int | None]:
    """Numbers to four significant digits; a blank is nothing.

    Examples
    --------
    >>> compact([1234.56, 2.0, float("nan")])
    [1235, 2, None]
    """
    return [_short(float(value)) for value in values]


def _short(value: float) -> float | int | None:
    if not np.isfinite(value):
        return None
    rounded = float(f"{value:.{DIGITS}g}")
    return int(rounded) if rounded.is_integer() else rounded


def of_draws(results: Results, note: Texts, otherwise: Texts = NOTHING) -> Texts:
    """A note that is true where there are draws; of a deterministic run the other one."""
    return note if results.banded else otherwise


def titled(titles: Mapping[str, Texts], key: str, otherwise: Texts) -> Texts:
    """The finding of a chart, or what it shows where nothing was found."""
    return titles.get(key) or otherwise
