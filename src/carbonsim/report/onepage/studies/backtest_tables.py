"""Tables of a backtest: forecasts of one year, the year ahead, powertrains, estimates and inputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from carbonsim.analysis.hindcast import Hindcast, in_percent
from carbonsim.analysis.truck_backtest import Ahead
from carbonsim.analysis.whole_backtest import Backtest
from carbonsim.core.conversions import PERCENT
from carbonsim.report.backtest_tables import TEN_THOUSAND, THOUSAND, scale_of
from carbonsim.report.onepage.tables import table
from carbonsim.report.onepage.words import Cell, Texts, said
from carbonsim.report.texts import LANGUAGES, say
from carbonsim.report.wording import two_digits

#: Size and name of the unit of vehicles by language.
Scales = dict[str, tuple[float, str]]


def scales_of(found: Backtest) -> Scales:
    """Size and name of the unit that vehicles are counted in, by language."""
    scales = {language: scale_of(found.rows, language) for language in LANGUAGES}
    return {language: (size, say(unit, language)) for language, (size, unit, _) in scales.items()}


def counted(value: float, scales: Scales) -> dict[str, str]:
    """A number of vehicles at two digits in the unit of each language."""
    return {language: two_digits(value / size) for language, (size, _) in scales.items()}


def spanned(low: float, high: float, scales: Scales) -> dict[str, str]:
    """A range of vehicles."""
    ends = [counted(end, scales) for end in (low, high)]
    return {language: f"{ends[0][language]} – {ends[1][language]}" for language in LANGUAGES}


def yes(true: bool) -> dict[str, str]:
    """Yes or no."""
    return said("yes" if true else "no")


def forecast_table(found: Backtest) -> dict[str, Any]:
    """Each year and model of one frozen year beside what came."""
    scales = scales_of(found)
    sales = {language: f"{say('volume', language)} [{unit}]" for language, (_, unit) in scales.items()}
    heads: list[Cell] = [
        said("year"),
        said("model"),
        sales,
        {"en": "80 % interval", "zh": "80 % 区间"},
        said("actual"),
        said("in 80 %"),
        said("share %"),
        {"en": "80 % interval, %", "zh": "80 % 区间，%"},
        {"en": "actual share %", "zh": "实际份额 %"},
        said("in 80 %"),
    ]
    rows: list[list[Cell]] = [
        [
            str(row.year),
            said(row.model),
            counted(row.forecast, scales),
            spanned(row.low_80, row.high_80, scales),
            counted(row.actual, scales),
            yes(row.covered_80),
            two_digits(PERCENT * row.share),
            f"{two_digits(PERCENT * row.share_low_80)} – {two_digits(PERCENT * row.share_high_80)}",
            two_digits(PERCENT * row.actual_share),
            yes(row.share_covered_80),
        ]
        for row in sorted(found.rows, key=lambda row: row.year)
    ]
    return table(heads, rows)


def ahead_table(found: Backtest) -> dict[str, Any]:
    """Forecast of the year after all that is known."""
    year = found.ahead[0].year
    title: Texts = {
        "en": f"Forecast of {year}, on data to {year - 1} alone",
        "zh": f"{year} 年预测（仅用截至 {year - 1} 年数据）",
    }
    heads: list[Cell] = [
        {"en": "figure", "zh": "指标"},
        said("median"),
        {"en": "80 % interval", "zh": "80 % 区间"},
        said("unit"),
    ]
    return table(heads, [_ahead(row) for row in found.ahead], title)


def _ahead(row: Ahead) -> list[Cell]:
    scales: Scales = {
        "en": (THOUSAND, "thousand vehicles"),
        "zh": (TEN_THOUSAND, say("ten thousand vehicles", "zh")),
    }
    if row.unit == "%":
        scales = dict.fromkeys(LANGUAGES, (1.0, row.unit))
    unit = {language: words for language, (_, words) in scales.items()}
    return [said(row.name), counted(row.central, scales), spanned(row.low_80, row.high_80, scales), unit]


def powertrain_table(found: Hindcast) -> dict[str, Any]:
    """Shares of sales by powertrain, forecast and observed."""
    heads: list[Cell] = [
        said("year"),
        said("powertrain"),
        said("actual %"),
        said("forecast %"),
        {"en": "80 % interval, %", "zh": "80 % 区间，%"},
        said("in 80 %"),
    ]
    rows: list[list[Cell]] = []
    for row in found.rows:
        actual, median, low, high, _ = in_percent(row)
        span = f"{two_digits(low)} – {two_digits(high)}"
        rows.append(
            [str(row.year), said(row.row), two_digits(actual), two_digits(median), span, yes(row.covered)]
        )
    title: Texts = {"en": "Shares of sales by powertrain", "zh": "分动力销量份额"}
    return table(heads, rows, title)


def estimate_table(found: Backtest) -> dict[str, Any]:
    """Estimates on the data that were known, and whether they tell them."""
    heads: list[Cell] = [
        {"en": "estimate of", "zh": "估计量"},
        said("central"),
        {"en": "90 % interval", "zh": "90 % 区间"},
        said("identified"),
        said("note"),
    ]
    rows: list[list[Cell]] = [
        [
            _spaced(row.name),
            two_digits(row.central),
            f"{two_digits(row.low)} – {two_digits(row.high)}",
            yes(row.identified),
            said(row.note),
        ]
        for row in found.estimates
    ]
    return table(heads, rows)


def _spaced(name: str) -> Texts:
    """Name of an estimate, without the underscores of a key."""
    return {language: say(name, language).replace("_", " ") for language in LANGUAGES}


def input_table(found: Backtest) -> dict[str, Any]:
    """The year in which inputs were known: hindsight is told."""
    heads: Sequence[Cell] = [said("input"), said("known in"), said("remark")]
    rows: list[list[Cell]] = [[said(row.name), said(row.year), said(row.remark)] for row in found.case.inputs]
    return table(heads, rows, said("When inputs were known"))
