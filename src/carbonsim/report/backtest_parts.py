"""Parts of a backtest that some sectors have, as text: parts of sales, the year ahead, hindsight."""

from __future__ import annotations

from carbonsim.analysis.backtest_summary import by_freeze, differences, means, models_of, poolable
from carbonsim.analysis.truck_backtest import Ahead
from carbonsim.analysis.whole_backtest import Backtest
from carbonsim.core.conversions import PERCENT
from carbonsim.report.layout import columns, wrap
from carbonsim.report.numbers import MISSING, fixed, percent
from carbonsim.report.texts import say

THOUSAND, TEN_THOUSAND = 1e3, 1e4


def part_lines(found: Backtest, language: str) -> list[str]:
    """Mean CRPS of the shares of parts of sales, by frozen year and model, and our forecasts."""
    lines = []
    for name, rows in found.parts.items():
        models, each = models_of(rows), by_freeze(rows, "share")
        table = [("frozen", *models)]
        for freeze, scores in each.items():
            own = {score.model: score.crps for score in scores}
            table.append((str(freeze), *(fixed(own[one], 1) if one in own else MISSING for one in models)))
        pooled = poolable(rows, found.case.pooled_from)
        if pooled and len(found.freezes) > 1:
            scores = means(pooled, "share")
            first = say("pooled from {year}", language).format(year=min(row.freeze for row in pooled))
            table.append((first, *(fixed(score.crps, 1) for score in scores)))
            covered = say("covered by 80 %", language)
            table.append((covered, *(percent(score.covered) for score in scores)))
        shown = [tuple(say(cell, language) for cell in row) for row in table]
        head = say("Mean CRPS of the {part}, points", language).format(part=say(name, language))
        lines += ["", head, *columns(shown, "<" + ">" * len(models))]
        ours = [
            (
                f"{row.freeze} → {row.year}",
                fixed(PERCENT * row.actual_share, 1),
                fixed(PERCENT * row.share, 1),
                f"{fixed(PERCENT * row.share_low_80, 1)} – {fixed(PERCENT * row.share_high_80, 1)}",
            )
            for row in rows
            if row.model == models[0]
        ]
        words = ("frozen → year", "actual %", "forecast %", "80 % interval")
        lines += ["", *columns([tuple(say(word, language) for word in words), *ours], "<>>>")]
    return lines


def difference_lines(found: Backtest, language: str) -> list[str]:
    """Mean CRPS of the volume less that of the rival that a sector is measured against."""
    against = found.case.measured_against
    pooled = poolable(found.rows, found.case.pooled_from)
    if not against or not pooled:
        return []
    size = TEN_THOUSAND if language == "zh" else THOUSAND
    unit = say("ten thousand vehicles" if language == "zh" else "thousand vehicles", language)
    words = "CRPS of the volume less that of {name} [{unit}]"
    head = say(words, language).format(name=say(against, language), unit=unit)
    table = [(say("model", language), say("difference", language), say("standard error", language))]
    for one in differences(pooled, against):
        table.append((say(one.model, language), f"{one.crps / size:+.1f}", fixed(one.error / size, 1)))
    note = "Of few forecasts that do not err independently: the standard error is rather too small."
    return ["", head, *columns(table, "<>>"), *wrap(say(note, language))]


def ahead_lines(found: Backtest, language: str) -> list[str]:
    """Forecast of the year after all that is known."""
    if not found.ahead:
        return []
    head = say("Forecast of {year}, on data to {last} alone", language)
    head = head.format(year=found.ahead[0].year, last=found.ahead[0].year - 1)
    words = ("", "median", "80 % interval", "unit")
    table = [tuple(say(word, language) for word in words)]
    table += [_ahead(row, language) for row in found.ahead]
    return ["", head, *columns(table, "<>><")]


def _ahead(row: Ahead, language: str) -> tuple[str, ...]:
    size, unit, places = 1.0, row.unit, 1
    if row.unit != "%":
        size, unit = (
            (TEN_THOUSAND, "ten thousand vehicles") if language == "zh" else (THOUSAND, "thousand vehicles")
        )
        places = 1 if language == "zh" else 0
    central, low, high = (fixed(value / size, places) for value in (row.central, row.low_80, row.high_80))
    return (say(row.name, language), central, f"{low} – {high}", say(unit, language))


def input_lines(found: Backtest, language: str) -> list[str]:
    """The year in which inputs were known: hindsight is said beside the scores."""
    if not found.case.inputs:
        return []
    words = ("input", "known in", "remark")
    rows = [
        (say(row.name, language), say(row.year, language), say(row.remark, language))
        for row in found.case.inputs
    ]
    table = [tuple(say(word, language) for word in words), *rows]
    return ["", say("When inputs were known", language), *columns(table, "<<<")]
