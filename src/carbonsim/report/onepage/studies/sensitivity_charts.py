"""Charts of a sensitivity analysis: indices with intervals, a tornado, and shares of the variance by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from carbonsim.analysis.factors import analysed
from carbonsim.analysis.rounding import settled
from carbonsim.analysis.sensitivity import SOBOL, Sensitivity
from carbonsim.analysis.tornado import Tornado
from carbonsim.core.types import Array
from carbonsim.engine.pair import Pair
from carbonsim.report.onepage.charts import TOP, Chart, Row, Trace, View
from carbonsim.report.onepage.studies.factors import factor_name
from carbonsim.report.onepage.studies.study import filled, quoted
from carbonsim.report.onepage.words import Texts, said
from carbonsim.report.outcome_table import outcome_label
from carbonsim.report.palette import LINE_COLOURS
from carbonsim.report.sensitivity_answer import first_is_sure
from carbonsim.report.sensitivity_tables import MOST, outcome_title
from carbonsim.report.texts import LANGUAGES

#: Parameters that have a line by year, and that are compared with the first of a title.
LINES, COMPARED = 6, 3
Series = dict[str, Sequence[Array]]


def sensitivity_charts(
    found: Sensitivity, moved: Tornado, outcomes: Sequence[str]
) -> tuple[tuple[Chart, ...], Series]:
    """Charts of a sensitivity analysis, and the series of those by year.

    Parameters
    ----------
    found : Sensitivity
        By either method.
    moved : Tornado
        Of the same scenario.
    outcomes : sequence of str
        Those that are shown.

    Returns
    -------
    tuple of Chart, dict
    """
    series: Series = {}
    indices = _sobol(found, outcomes) if found.method == SOBOL else _pawn(found, outcomes)
    return (indices, _tornado(found, moved, outcomes), _by_year(found, outcomes, series)), series


def outcome_words(found: Sensitivity, outcome: str) -> dict[str, str]:
    """An outcome in both languages."""
    return {language: outcome_title(found, outcome, language) for language in LANGUAGES}


def _name(found: Sensitivity, row: int) -> Texts:
    return factor_name(found.scenario, found.factors[row])


def _sobol(found: Sensitivity, outcomes: Sequence[str]) -> Chart:
    """Total and first-order indices of the parameters that matter most."""

    def values(name: str, row: int, place: int) -> tuple[float, ...]:
        keys = (f"{name}_low", name, f"{name}_high")
        return tuple(float(found.of_outcomes[key][row, place]) for key in keys)

    views = []
    for outcome in outcomes:
        place = list(found.outcomes).index(outcome)
        rows = tuple(
            Row(
                _name(found, row),
                values("total", row, place),
                values("first", row, place),
            )
            for row in found.leading(outcome, MOST)
        )
        names: tuple[Texts, ...] = (
            {"en": "total index", "zh": "总效应指数"},
            {"en": "first-order index", "zh": "一阶指数"},
        )
        if rows:
            views.append(View(outcome_words(found, outcome), "", "1", rows=rows, names=names))
    shown: Texts = {"en": "Share of the variance that parameters explain", "zh": "各参数解释的方差占比"}
    note = {
        "en": "First-order: what a parameter explains alone; total: with all others. Bars: intervals of 95 %;"
        " where they overlap the order is not sure, and what reaches 0 may be chance.",
        "zh": "一阶：参数单独解释的部分；总效应：连同与其他参数的共同作用。"
        "横条为 95 % 区间：重叠者次序不确定，触及 0 者可能出于偶然。",
    }
    return Chart(
        "indices",
        TOP,
        _title(found, outcomes) or shown,
        "rows",
        tuple(views),
        note,
        shown,
        middle={"en": "index", "zh": "指数"},
        band={"en": "95 % interval", "zh": "95 % 区间"},
    )


def _title(found: Sensitivity, outcomes: Sequence[str]) -> Texts | None:
    """The parameter that decides the first outcome, where it is sure to be the first."""
    rows = found.leading(outcomes[0], COMPARED)
    if not rows or not first_is_sure(found, outcomes[0], rows):
        return None
    name = quoted(_name(found, rows[0]))
    words = {"outcome": outcome_words(found, outcomes[0]), "name": name}
    return filled("“{outcome}” is decided most by {name}", "对“{outcome}”影响最大的是{name}", **words)


def _pawn(found: Sensitivity, outcomes: Sequence[str]) -> Chart:
    """How far parameters move a distribution, beside what chance alone makes."""
    views = []
    for outcome in outcomes:
        place = list(found.outcomes).index(outcome)
        median, maximum, largest = (
            found.of_outcomes[name][:, place] for name in ("median", "maximum", "chance")
        )
        rows = tuple(
            Row(
                factor_name(found.scenario, found.factors[row]), (float(median[row]),), (float(maximum[row]),)
            )
            for row in found.leading(outcome, MOST)
        )
        names: tuple[Texts, ...] = (
            {"en": "median over slices", "zh": "各切片中位数"},
            {"en": "maximum over slices", "zh": "各切片最大值"},
        )
        chance = Row({"en": "chance", "zh": "偶然"}, (float(np.median(largest)),))
        if rows:
            words = outcome_words(found, outcome)
            views.append(View(words, "", "", rows=rows, marks=(chance,), names=names))
    title: Texts = {"en": "How far parameters move the distribution", "zh": "各参数使结果分布移动的幅度"}
    note = {
        "en": "PAWN: largest distance between the distribution of all draws and that of the draws with the"
        " parameter in one slice of its range. Dashed: what chance alone brings one of all parameters to in"
        " one of twenty samples.",
        "zh": "PAWN：全部抽样的分布与参数落在某一切片内的抽样分布之间的最大距离。"
        "虚线：仅凭偶然，二十次抽样中有一次会有某个参数达到的值。",
    }
    return Chart("indices", TOP, title, "stems", tuple(views), note, middle={"en": "distance", "zh": "距离"})


def _tornado(found: Sensitivity, moved: Tornado, outcomes: Sequence[str]) -> Chart:
    """How far each parameter moves an outcome alone, the widest on top."""
    views = [view for outcome in outcomes for view in _moves(found, moved, outcome)]
    title: Texts = {"en": "How far each parameter alone moves the outcome", "zh": "单个参数引起的结果变动"}
    note = {
        "en": "Change with the parameter at its 5th (low end) or 95th percentile (high end), all others at"
        " their medians.",
        "zh": "参数取第 5（低值）或第 95 百分位（高值）、其余取中位数时的变动。",
    }
    return Chart("tornado", TOP, title, "tornado", tuple(views), note)


def changes(moved: Tornado, outcome: str) -> tuple[Array, Array]:
    """How far each parameter moves an outcome at its low and high end; blank where there is no figure."""
    column = list(moved.outcomes).index(outcome)
    middle = moved.middle[column]
    low, high = (settled(end[:, column] - middle, middle) for end in (moved.low, moved.high))
    return low, high


def _moves(found: Sensitivity, moved: Tornado, outcome: str) -> Iterator[View]:
    low, high = changes(moved, outcome)
    width = np.nan_to_num(np.abs(np.nan_to_num(high) - np.nan_to_num(low)))
    order = [row for row in np.argsort(-width, kind="stable")[:MOST].tolist() if width[row] > 0.0]
    rows = tuple(
        Row(factor_name(found.scenario, moved.factors[row]), (float(low[row]), float(high[row])))
        for row in order
    )
    if rows:
        names = (said("low end"), said("high end"))
        yield View(outcome_words(found, outcome), "", moved.outcomes[outcome], rows=rows, names=names)


def _by_year(found: Sensitivity, outcomes: Sequence[str], series: Series) -> Chart:
    """Total indices by year of the series behind each outcome."""
    pair = Pair(found.scenario)
    behind = {one.name: one.series for one in analysed(pair, outcomes)}
    views = []
    for name in dict.fromkeys(behind[outcome] for outcome in outcomes):
        if name in found.series:
            traces = tuple(_lines(found, name, series))
            words = {
                language: outcome_label(pair.variables.values(), name, True, language)
                for language in LANGUAGES
            }
            if traces:
                views.append(View(words, "", "1", traces))
    title: Texts = {"en": "Total index by year", "zh": "分年份总效应指数"}
    note = {
        "en": "Part of the variance of each year that a parameter explains with all others. Shares overlap"
        " where parameters act together, so they need not add up; no line where nothing varies.",
        "zh": "参数（连同共同作用）解释的当年方差占比。"
        "参数共同作用时占比重叠，未必合计为 100 %；没有变动的年份不画。",
    }
    return Chart("by_year", TOP, title, "lines", tuple(views), note)


def _lines(found: Sensitivity, name: str, series: Series) -> Iterator[Trace]:
    """A line for each of the parameters that explain most over all years."""
    values = found.of_series["total"][:, list(found.series).index(name)]
    mean = np.nan_to_num(values).mean(axis=1)
    for number, row in enumerate(np.argsort(-mean, kind="stable")[:LINES].tolist()):
        if mean[row] > 0.0:
            key = f"total|{name}|{row}"
            series[key] = [values[row]]
            yield Trace(
                factor_name(found.scenario, found.factors[row]), "", key, "part", LINE_COLOURS[number]
            )
