"""A backtest as text: every forecast beside what happened, mean scores, and what was estimated."""

from __future__ import annotations

from collections.abc import Sequence

from carbonsim.analysis.backtest import BacktestRow
from carbonsim.analysis.backtest_summary import (
    TARGETS,
    Score,
    best,
    by_freeze,
    means,
    models_of,
    poolable,
)
from carbonsim.analysis.whole_backtest import Backtest, left_out
from carbonsim.core.conversions import PERCENT
from carbonsim.core.estimate import Estimate
from carbonsim.report.backtest_parts import ahead_lines, difference_lines, input_lines, part_lines
from carbonsim.report.layout import columns, wrap
from carbonsim.report.numbers import MISSING, fixed, percent, short
from carbonsim.report.parameter_names import name_in_chinese
from carbonsim.report.texts import say
from carbonsim.report.wording import enumerated

MILLION, THOUSAND, TEN_THOUSAND = 1e6, 1e3, 1e4
BEST = " *"


def backtest_lines(found: Backtest, language: str) -> list[str]:
    """All that a terminal shows of a backtest.

    Parameters
    ----------
    found : Backtest
        One frozen year or several.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    one = len(found.freezes) == 1
    about = "forecast at the end of {year}, against what happened"
    about = about if one else "forecasts of every frozen year, against what happened"
    title = f"{say(found.case.title, language)}: {say(about, language).format(year=found.freezes[0])}"
    body = _one_year(found, language) if one else _all_years(found, language)
    body += [*part_lines(found, language), *ahead_lines(found, language)]
    estimated = [*_heading("Estimated on data to {year}", language, year=found.estimated_to)]
    table = _estimates(found.estimates, language)
    return [title, *body, *_remarks(found, language), "", *estimated, *table, *input_lines(found, language)]


def scale_of(rows: Sequence[BacktestRow], language: str) -> tuple[float, str, int]:
    """The number of vehicles that a table or figure counts in, its name, and decimals in it."""
    millions = max(row.actual for row in rows) >= MILLION
    if language == "zh":
        return TEN_THOUSAND, "ten thousand vehicles", 0 if millions else 2
    return (MILLION, "million vehicles", 2) if millions else (THOUSAND, "thousand vehicles", 1)


def _heading(words: str, language: str, **values: object) -> list[str]:
    return wrap(say(words, language).format(**values))


def _one_year(found: Backtest, language: str) -> list[str]:
    """Each year and model, then the means by model."""
    size, unit, places = scale_of(found.rows, language)
    words = ("year", "model", "forecast", "actual", "error %", "share %", "off by, points", "CRPS", "in 80 %")
    table = [tuple(say(word, language) for word in words)]
    for row in sorted(found.rows, key=lambda row: row.year):
        volumes = (fixed(value / size, places) for value in (row.forecast, row.actual))
        errors = (f"{row.error_percent:+.0f}", fixed(PERCENT * row.share, 1), f"{row.share_error:+.1f}")
        hit = say("yes" if row.covered_80 else "no", language)
        score = fixed(row.crps / size, places)
        table.append((str(row.year), say(row.model, language), *volumes, *errors, score, hit))
    note = "Forecast, CRPS and actual in {unit}, CRPS of the share in points; CRPS: lower is better."
    return [
        *_heading(note, language, unit=say(unit, language)),
        "",
        *columns(table, "<<>>>>>><"),
        "",
        *_summary(found, size, places, language),
    ]


def _summary(found: Backtest, size: float, places: int, language: str) -> list[str]:
    """Mean scores of volume, share and market by model."""
    models, head, cells = models_of(found.rows), [say("model", language)], []
    for target in TARGETS:
        scores = means(found.rows, target)
        head += [say(target, language), say("in 80 %", language)]
        each = dict(zip(models, _cells(scores, models, *_scale(target, size, places)), strict=True))
        hits = {score.model: percent(score.covered) for score in scores}
        cells.append([(each[model], hits[model]) for model in models])
    rows = [
        (say(model, language), *(cell for pair in pairs for cell in pair))
        for model, *pairs in zip(models, *cells, strict=True)
    ]
    return [say("Mean CRPS", language), *columns([tuple(head), *rows], "<" + ">" * (len(head) - 1))]


def _scale(target: str, size: float, places: int) -> tuple[float, int]:
    """Size of a unit of a target, and decimals in it: vehicles, or points of the share."""
    return (1.0, 1) if target == "share" else (size, places)


def _all_years(found: Backtest, language: str) -> list[str]:
    """Mean scores of each frozen year and model, wins, and means over frozen years, of each target."""
    _, unit, _ = scale_of(found.rows, language)
    note = (
        "Means over all years after the frozen one, in {unit}, of the share in points; * marks the best; all "
        "forecasts are in backtest.csv."
    )
    lines = _heading(note, language, unit=say(unit, language))
    for target in TARGETS:
        words = f"Mean CRPS of the {target} by frozen year"
        lines += ["", say(words, language), *_target(found, target, language)]
    return [*lines, *difference_lines(found, language)]


def _target(found: Backtest, target: str, language: str) -> list[str]:
    """Mean scores of one target."""
    size, _, places = scale_of(found.rows, language)
    size, places = _scale(target, size, places)
    models = models_of(found.rows)
    table = [(say("frozen", language), *(say(model, language) for model in models), say("best", language))]
    wins = dict.fromkeys(models, 0)
    for freeze, scores in by_freeze(found.rows, target).items():
        winners = best(scores)
        for winner in winners if len(winners) == 1 else ():
            wins[winner] += 1
        cells = _cells(scores, models, size, places)
        table.append((str(freeze), *cells, _names(winners, language)))
    table.append((say("wins", language), *(str(wins[model]) for model in models), ""))
    pooled = poolable(found.rows, found.case.pooled_from)
    if pooled:
        scores = means(pooled, target)
        name = say("pooled from {year}", language).format(year=min(row.freeze for row in pooled))
        table.append((name, *_cells(scores, models, size, places), _names(best(scores), language)))
        shares = {score.model: percent(score.covered) for score in scores}
        table.append((say("covered by 80 %", language), *(shares[model] for model in models), ""))
    return columns(table, "<" + ">" * len(models) + "<")


def _cells(scores: Sequence[Score], models: Sequence[str], size: float, places: int) -> list[str]:
    """Mean scores in the order of the models, the best marked."""
    own = {score.model: score.crps for score in scores}
    marks = {model: BEST if model in best(scores) else " " * len(BEST) for model in models}
    return [
        f"{fixed(own[model] / size, places) if model in own else MISSING}{marks[model]}" for model in models
    ]


def _names(models: Sequence[str], language: str) -> str:
    return enumerated((say(model, language) for model in models), language)


def _remarks(found: Backtest, language: str) -> list[str]:
    """What has to be known to read the tables."""
    remarks = []
    missing = left_out(found)
    if missing:
        needs = say("{name} needs {years}", language)
        parts = (needs.format(name=say(name, language), years=years) for name, years in missing.items())
        names = enumerated(parts, language)
        words = "Not in the earlier frozen years, for want of known years: {names}."
        remarks += _heading(words, language, names=names)
    if found.first_values:
        words = "Paths that begin after {year} stand at their first value where they are used: {names}."
        chinese = language == "zh"
        keys = (name_in_chinese({}, key) if chinese else key for key in found.first_values)
        names = enumerated(keys, language)
        remarks += _heading(words, language, year=found.freezes[0], names=names)
    return ["", *remarks] if remarks else []


def _estimates(estimates: Sequence[Estimate], language: str) -> list[str]:
    words = ("", "central", "low", "high", "identified", "note")
    table = [tuple(say(word, language) for word in words)]
    for row in estimates:
        values = (short(value) for value in (row.central, row.low, row.high))
        identified = say("yes" if row.identified else "no", language)
        table.append((say(row.name, language), *values, identified, say(row.note, language)))
    return columns(table, "<>>><<")
