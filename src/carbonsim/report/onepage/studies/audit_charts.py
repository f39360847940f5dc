"""Charts of an audit: for each claim the parameters, how far each was moved, and where the claim holds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from carbonsim.core.crossings import Span
from carbonsim.report.audit_values import mattering, share_of_range, value_words
from carbonsim.report.audit_words import caveats, is_told, named, place_words, values_words
from carbonsim.report.numbers import MISSING
from carbonsim.report.onepage.charts import TOP, Chart, Row, View
from carbonsim.report.onepage.studies.study import MOST_FIRST, filled
from carbonsim.report.onepage.words import Cell, Texts, joined
from carbonsim.report.texts import LANGUAGES
from carbonsim.results.audit_records import Audit, AuditedAnswer, AuditedParameter, Need
from carbonsim.scenario.scenario import Scenario

#: Parameters that a chart shows, the one that matters most first.
MOST = 10
#: Section of charts that have no room below the answer.
FURTHER = "further"
#: Columns of the numbers of a chart; those of draws where there are some.
HEADS: tuple[Texts, ...] = (
    {"en": "now", "zh": "现值"},
    {"en": "range", "zh": "区间"},
    {"en": "it holds (central values)", "zh": "成立范围（中心值）"},
    {"en": "looked at", "zh": "考察范围"},
    {"en": "remarks", "zh": "备注"},
)
DRAWN: tuple[Texts, ...] = (
    {"en": "for the median of draws", "zh": "抽样中位数"},
    {"en": "for nine of ten draws", "zh": "九成抽样"},
)
MARKS = (
    Row({"en": "low", "zh": "低值"}, (-1.0,)),
    Row({"en": "now", "zh": "现值"}, (0.0,)),
    Row({"en": "high", "zh": "高值"}, (1.0,)),
)
TITLE: Texts = {
    "en": "Claim {n}: what it needs, one parameter at a time",
    "zh": "宣传口径 {n}：各参数单独取何值时成立",
}
NOTE: Texts = {
    "en": "One parameter at a time, all others as they are, with central values. Thin: what was looked at;"
    " thick: where the claim holds. Between the outer dashed lines the range of the parameter (a tenth up and"
    " down where it has none); beyond them each step is ten times as far from the present value.",
    "zh": "逐一移动单个参数，其余不变，取中心值。细条为考察范围，粗条为宣传口径成立的部分。"
    "两侧虚线之间为参数区间（无区间者上下一成）；其外每一格距现值远十倍。",
}


def audit_charts(found: Audit) -> Iterator[Chart]:
    """A chart for each claim, with a view for each answer that has needs.

    Parameters
    ----------
    found : Audit

    Yields
    ------
    Chart
        The first stand below the answer, further ones in a section of their own.
    """
    groups = groupby(found.answers, key=lambda answer: answer.result.claim.name)
    for number, (_, group) in enumerate(groups, 1):
        answers = [answer for answer in group if is_told(answer)]
        if answers:
            section = TOP if number <= MOST_FIRST else FURTHER
            title = filled(
                "Claim {n}: what it needs, one parameter at a time",
                "宣传口径 {n}：各参数单独取何值时成立",
                n=str(number),
            )
            views = tuple(_view(answer, found.results.scenario) for answer in answers)
            yield Chart(f"needs_{number}", section, title, "spans", views, NOTE)


def _view(answer: AuditedAnswer, scenario: Scenario) -> View:
    needs = mattering(answer.needs)[:MOST]
    drawn = any(need.draws for need in needs)
    place: Texts = {language: place_words(answer.result, language) for language in LANGUAGES}
    rows = tuple(_row(need, scenario, drawn) for need in needs)
    names = (*HEADS[:3], *(DRAWN if drawn else ()), *HEADS[3:])
    return View(place, "", "", rows=rows, marks=MARKS, names=names)


def _row(need: Need, scenario: Scenario, drawn: bool) -> Row:
    parameter = need.parameter
    name: Texts = bare_name(scenario, parameter)
    if not parameter.ranged:
        name = filled("{name} · no range", "{name} · 无区间", name=name)
    return Row(
        name,
        _positions(need.scanned, parameter),
        spans=tuple(_positions((span.low, span.high), parameter) for span in need.spans),
        cells=need_cells(need, scenario, drawn),
    )


def bare_name(scenario: Scenario, parameter: AuditedParameter) -> dict[str, str]:
    """Name of a parameter in both languages, without quotation marks."""
    return {language: named(scenario, parameter, language)[1:-1] for language in LANGUAGES}


def need_cells(need: Need, scenario: Scenario, drawn: bool) -> tuple[Cell, ...]:
    """A need in words: present value, range, where it holds, what was looked at, remarks."""
    parameter = need.parameter
    words = {language: value_words(parameter, language) for language in LANGUAGES}
    ends = {
        language: f"{one.number(parameter.low)} – {one.number(parameter.high)}"
        for language, one in words.items()
    }
    spans = [need.spans, *((need.median or (), need.agreed or ()) if drawn else ())]
    return (
        {language: one.full(parameter.value) for language, one in words.items()},
        ends if parameter.ranged else MISSING,
        *(_spans(each, need) for each in spans),
        {
            language: f"{one.number(need.scanned[0])} – {one.number(need.scanned[1])}"
            for language, one in words.items()
        },
        _remarks(need, scenario),
    )


def _spans(spans: Sequence[Span], need: Need) -> Cell:
    return {language: values_words(spans, need, language) for language in LANGUAGES}


def _remarks(need: Need, scenario: Scenario) -> Cell:
    told = []
    if need.parameter.is_path:
        year = str(need.parameter.year)
        told.append(filled("in {year}, other years in proportion", "{year} 年值，其他年份同比例", year=year))
    if not need.spans and need.beyond is not None:
        value = {language: value_words(need.parameter, language).full(need.beyond) for language in LANGUAGES}
        told.append(filled("{value} would", "取 {value} 则成立", value=value))
    notes = zip(*(caveats(need.parameter, scenario, language) for language in LANGUAGES), strict=True)
    told += [dict(zip(LANGUAGES, pair, strict=True)) for pair in notes]
    return joined(told, "; ", "；")


def position(share: float) -> float:
    """Place on the axis of a share of the way to the end of a range: beyond it each step is ten times as far.

    Examples
    --------
    >>> [round(position(share), 6) for share in (0.0, 0.5, 1.0, -1.0, 10.0, -100.0)]
    [0.0, 0.5, 1.0, -1.0, 2.0, -3.0]
    """
    if abs(share) <= 1.0:
        return share
    return math.copysign(1.0 + math.log10(abs(share)), share)


def _positions(values: tuple[float, float], parameter: AuditedParameter) -> tuple[float, float]:
    low, high = (position(share_of_range(parameter, value)) for value in values)
    return low, high
