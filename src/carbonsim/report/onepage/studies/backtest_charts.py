"""Charts of a backtest: forecasts beside what came and beside rivals, and mean scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from carbonsim.analysis.backtest import BacktestRow
from carbonsim.analysis.backtest_cases import OURS
from carbonsim.analysis.backtest_summary import TARGETS, best, by_freeze, means, models_of
from carbonsim.analysis.past import Past
from carbonsim.analysis.whole_backtest import Backtest
from carbonsim.core.blank import BLANK
from carbonsim.core.types import Array, IntArray
from carbonsim.report.backtest_answer import interval_held
from carbonsim.report.backtest_tables import MILLION, THOUSAND
from carbonsim.report.onepage.charts import TOP, Axis, Chart, Row, Trace, View
from carbonsim.report.onepage.studies.study import filled
from carbonsim.report.onepage.words import Texts, joined, said
from carbonsim.report.palette import LINE_COLOURS
from carbonsim.report.texts import LANGUAGES, say
from carbonsim.report.wording import listed

PARTS = "parts"
#: What is forecast, as the title of its chart names it.
SUBJECTS: dict[str, Texts] = {
    "volume": {"en": "Sales", "zh": "销量"},
    "share": {"en": "Share", "zh": "份额"},
    "market": {"en": "All drives", "zh": "市场总量"},
}
INTERVAL: Texts = {"en": "80 % interval", "zh": "80 % 区间"}
LINES: Texts = {
    "en": "Lines from the frozen year on: medians of forecasts that saw no later year; band: our 80 %"
    " interval; dots: what came.",
    "zh": "冻结年份之后的线为未见后续年份的预测中位数，色带为本模型 80 % 区间，圆点为实际值。",
}
CRPS: Texts = {"en": "mean CRPS", "zh": "平均 CRPS"}
LOWER: Texts = {
    "en": "Mean error of whole distributions against what came (CRPS): lower is better.",
    "zh": "整个预测分布与实际之间的平均误差（CRPS），越低越好。",
}
MEANS: Texts = {"en": "Means over all years after the frozen one.", "zh": "为冻结年份之后各年的均值。"}
Series = dict[str, Sequence[Array]]


def backtest_charts(found: Backtest) -> tuple[tuple[Chart, ...], Series]:
    """Charts of a backtest, and their series in the years of the past.

    Parameters
    ----------
    found : Backtest
        One frozen year or several.

    Returns
    -------
    tuple of Chart, dict
    """
    series: Series = {}
    charts = [_forecasts(found, target, series) for target in TARGETS]
    charts.append(_scores(found) if len(found.freezes) == 1 else _scores_by_freeze(found, series))
    charts += [_part(found, name, series) for name in found.parts]
    return tuple(charts), series


def volume_unit(found: Backtest) -> tuple[float, str]:
    """Size of the unit that vehicles are counted in, and its name."""
    if max(row.actual for row in found.rows) >= MILLION:
        return MILLION, "million vehicle/yr"
    return THOUSAND, "thousand vehicle/yr"


def _unit(found: Backtest, target: str) -> tuple[float, str]:
    return (1.0, "1") if target == "share" else volume_unit(found)


def held_title(rows: Sequence[BacktestRow], target: str, subject: Texts) -> Texts:
    """Title of a chart of forecasts: how often our interval held what came."""
    own = [row for row in rows if row.model == OURS]
    held = sum(getattr(row, TARGETS[target].covered) for row in own)
    words = interval_held(held, len(own), len({row.freeze for row in own}))
    return filled("{subject}: the {held}", "{subject}：{held}", subject=subject, held=words)


def _forecasts(found: Backtest, target: str, series: Series) -> Chart:
    """A view for each frozen year."""
    size, unit = _unit(found, target)
    years = found.case.past.years
    views = [
        _forecast(found.case.past, years, found.rows, target, freeze, (size, unit, target), series)
        for freeze in found.freezes
    ]
    title = held_title(found.rows, target, SUBJECTS[target])
    return Chart(target, TOP, title, "lines", tuple(views), LINES, band=INTERVAL)


def _forecast(
    past: Past,
    years: IntArray,
    rows: Sequence[BacktestRow],
    target: str,
    freeze: int,
    told: tuple[float, str, str],
    series: Series,
) -> View:
    """History, what came, and forecasts of one frozen year; `told` is size, unit and key of their values."""
    size, unit, key = told
    target_of = TARGETS[target]
    known = {"volume": past.volume, "share": past.share_of, "market": past.market_of}[target]
    happened = np.array([known(year) / size if year in past.years else BLANK for year in years.tolist()])

    def along(values: dict[int, float]) -> Array:
        """Forecasts of years, from what was known in the frozen year on."""
        start = {freeze: float(happened[years == freeze][0]) * size}
        return np.array([(start | values).get(year, BLANK) / size for year in years.tolist()])

    def trace(name: Texts, part: str, values: Sequence[Array], role: str, colour: str = "") -> Trace:
        series[f"{key}|{freeze}|{part}"] = values
        return Trace(name, "", f"{key}|{freeze}|{part}", role, colour)

    own = [row for row in rows if row.freeze == freeze]
    models = []
    for number, model in enumerate(models_of(own)):
        forecasts = [row for row in own if row.model == model]
        fields = (target_of.low, target_of.forecast, target_of.high)
        lines = [along({row.year: getattr(row, field) for row in forecasts}) for field in fields]
        colour = LINE_COLOURS[number % len(LINE_COLOURS)]
        ours = model == OURS
        models.append(
            trace(said(model), model, lines if ours else lines[1:2], "plan" if ours else "rival", colour)
        )
    history = trace(said("history"), "history", [np.where(years <= freeze, happened, BLANK)], "history")
    came = trace(said("actual"), "actual", [np.where(years > freeze, happened, BLANK)], "dots")
    subject = filled("data to {year}", "数据截至 {year} 年", year=str(freeze))
    return View(subject, "", unit, (*models, history, came))


def _part(found: Backtest, name: str, series: Series) -> Chart:
    """Forecasts of the share of a part of sales, a view for each frozen year."""
    (past,) = (part.past for part in found.case.parts if part.name == name)
    rows = found.parts[name]
    views = [
        _forecast(past, found.case.past.years, rows, "share", freeze, (1.0, "1", name), series)
        for freeze in found.freezes
        if freeze in past.years
    ]
    title = held_title(rows, "share", {language: _capital(say(name, language)) for language in LANGUAGES})
    return Chart(name.replace(" ", "_"), PARTS, title, "lines", tuple(views), LINES, band=INTERVAL)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def closest(rows: Sequence[BacktestRow], target: str) -> Texts:
    """Names of the models with the best mean score."""
    winners = best(means(rows, target))
    return {language: listed([say(name, language) for name in winners], language) for language in LANGUAGES}


def _scores(found: Backtest) -> Chart:
    """Mean scores of each model, a view for what is forecast."""
    views = []
    for target in TARGETS:
        size, unit = _score_unit(found, target)
        rows = tuple(Row(said(score.model), (score.crps / size,)) for score in means(found.rows, target))
        views.append(View(SUBJECTS[target], "", unit, rows=rows))
    return Chart("scores", TOP, _score_title(found), "stems", tuple(views), LOWER, middle=CRPS)


def _score_unit(found: Backtest, target: str) -> tuple[float, str]:
    return (1.0, "points") if target == "share" else volume_unit(found)


def _score_title(found: Backtest) -> Texts:
    names = closest(found.rows, "volume")
    return filled("Closest to sales on average: {names}", "销量预测平均最接近实际：{names}", names=names)


def _scores_by_freeze(found: Backtest, series: Series) -> Chart:
    """Mean scores of each model by frozen year, a view for what is forecast."""
    axis = Axis(said("frozen year"), tuple(map(str, found.freezes)))
    views = []
    for target in TARGETS:
        size, unit = _score_unit(found, target)
        traces = tuple(_score_lines(found, target, size, series))
        views.append(View(SUBJECTS[target], "", unit, traces, axis=axis))
    note = joined([LOWER, MEANS], " ", "")
    return Chart("scores", TOP, _score_title(found), "lines", tuple(views), note, middle=CRPS)


def _score_lines(found: Backtest, target: str, size: float, series: Series) -> Iterator[Trace]:
    scores = by_freeze(found.rows, target)
    for number, model in enumerate(models_of(found.rows)):
        own = {
            freeze: score.crps / size
            for freeze, row in scores.items()
            for score in row
            if score.model == model
        }
        key = f"crps|{target}|{model}"
        series[key] = [np.array([own.get(freeze, BLANK) for freeze in found.freezes])]
        role = "history" if model == OURS else "rival"
        yield Trace(said(model), "", key, role, LINE_COLOURS[number % len(LINE_COLOURS)])
