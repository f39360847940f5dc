"""Page of a sensitivity analysis: how much each parameter explains, how far it moves outcomes, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from carbonsim.analysis.sensitivity import SOBOL, Sensitivity
from carbonsim.analysis.tornado import Tornado
from carbonsim.core.conversions import PERCENT
from carbonsim.report.heading import left_out
from carbonsim.report.numbers import MISSING
from carbonsim.report.onepage.parameters import evidence_words, source_words
from carbonsim.report.onepage.studies.factors import factor_name, factor_settings
from carbonsim.report.onepage.studies.sensitivity_charts import changes, outcome_words, sensitivity_charts
from carbonsim.report.onepage.studies.study import (
    Section,
    Study,
    filled,
    manifest_section,
    quoted,
    study_data,
    titled,
)
from carbonsim.report.onepage.tables import table
from carbonsim.report.onepage.words import Cell, Texts, amounts, joined, said
from carbonsim.report.sensitivity_answer import sensitivity_answer
from carbonsim.report.sensitivity_tables import MOST, no_leading, outcome_remark
from carbonsim.report.texts import LANGUAGES
from carbonsim.report.wording import two_digits

PER_CENT: Texts = {"en": "%", "zh": "%"}
METHODS: Mapping[str, Texts] = {
    "sobol": {"en": "Sobol indices (shares of the variance)", "zh": "Sobol 指数（方差占比）"},
    "pawn": {"en": "PAWN (how far distributions move)", "zh": "PAWN（分布的移动幅度）"},
}


def sensitivity_page(
    found: Sensitivity, moved: Tornado, outcomes: Sequence[str], made: Mapping[str, Any]
) -> dict[str, Any]:
    """The data of the page of a sensitivity analysis.

    Parameters
    ----------
    found : Sensitivity
        By either method.
    moved : Tornado
        Of the same scenario.
    outcomes : sequence of str
        Those that are shown.
    made : mapping
        The manifest.

    Returns
    -------
    dict
        Ready for JSON.
    """
    scenario = found.scenario
    charts, series = sensitivity_charts(found, moved, outcomes)
    tables = Section(
        "indices",
        {"en": "Parameters in numbers", "zh": "各参数数值"},
        tuple(_remarks(found, outcomes)),
        tuple(_tables(found, moved, outcomes)),
    )
    warned = zip(*(left_out(found.left_out, found.draws, language) for language in LANGUAGES), strict=True)
    study = Study(
        kind="sensitivity",
        name=f"sensitivity-{scenario.name}",
        title=filled("What decides {name}", "{name}：哪些参数起决定作用", name=quoted(titled(scenario))),
        about=_about(found),
        answer=sensitivity_answer(found, outcomes),
        warnings=tuple(dict(zip(LANGUAGES, pair, strict=True)) for pair in warned),
        charts=charts,
        series=series,
        sections=(tables, manifest_section(made)),
        years=found.years.tolist() if series else (),
    )
    return study_data(study)


def _about(found: Sensitivity) -> tuple[tuple[Texts, Cell], ...]:
    scenario = found.scenario
    draws: Cell = f"{found.draws:,}"
    if found.method == SOBOL:
        counts = {"draws": f"{found.draws:,}", "runs": f"{found.runs:,}"}
        draws = filled(
            "{draws} in each of two samples, {runs} runs", "两组各 {draws} 次，共 {runs} 次运行", **counts
        )
    facts: list[tuple[Texts, Cell]] = [
        ({"en": "method", "zh": "方法"}, METHODS[found.method]),
        ({"en": "draws", "zh": "抽样数"}, draws),
        (said("seed"), str(found.seed)),
        ({"en": "parameters with a range", "zh": "有区间的参数"}, str(len(found.factors))),
        ({"en": "horizon", "zh": "时段"}, f"{found.years[0]}–{found.years[-1]}"),
    ]
    if scenario.reference is not None:
        facts.append(({"en": "against", "zh": "对照"}, titled(scenario.reference)))
    return tuple(facts)


def _remarks(found: Sensitivity, outcomes: Sequence[str]) -> Iterator[Texts]:
    """Variance that indices leave over by outcome, and how to read them."""
    for outcome in outcomes:
        place = list(found.outcomes).index(outcome)
        if not found.leading(outcome, 1):
            words: Texts = said(no_leading(found, outcome))
        else:
            words = {language: outcome_remark(found, place, language) for language in LANGUAGES}
        yield joined([outcome_words(found, outcome), words], ": ", "：")
    if found.method == SOBOL:
        yield {
            "en": "In brackets intervals of 95 %: parameters whose intervals overlap have no sure order.",
            "zh": "括号内为 95 % 区间：区间重叠的参数排序并不确定。",
        }
    yield {
        "en": "Ends: how far the outcome moves with the parameter at its 5th and 95th percentile and all"
        " others at their medians.",
        "zh": "两端：该参数取第 5、第 95 百分位而其余取中位数时，结果的变动。",
    }


def _tables(found: Sensitivity, moved: Tornado, outcomes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """A table for each outcome: indices, ends, and what the parameter rests on."""
    measures: tuple[Texts, ...] = (said("median"), said("maximum"))
    if found.method == SOBOL:
        measures = tuple(joined([said(name), PER_CENT]) for name in ("total index", "first-order"))
    heads: list[Cell] = [
        {"en": "parameter", "zh": "参数"},
        *measures,
        said("low end"),
        said("high end"),
        said("unit"),
        {"en": "evidence", "zh": "依据"},
        said("source"),
    ]
    for outcome in outcomes:
        rows = [_row(found, moved, outcome, row) for row in found.leading(outcome, MOST)]
        if rows:
            yield table(heads, rows, outcome_words(found, outcome))


def _row(found: Sensitivity, moved: Tornado, outcome: str, row: int) -> list[Cell]:
    place = list(found.outcomes).index(outcome)
    ends = [float(end[row]) for end in changes(moved, outcome)]
    settings = factor_settings(found.scenario, found.factors[row])
    told: list[Cell] = [MISSING, MISSING]
    if settings:
        source = settings[0].source
        told = [evidence_words(settings[0].confidence), source_words(source) if source else ""]
    return [
        factor_name(found.scenario, found.factors[row]),
        *_measures(found, row, place),
        *amounts(ends, found.outcomes[outcome]),
        *told,
    ]


def _measures(found: Sensitivity, row: int, place: int) -> list[Cell]:
    at = {name: float(values[row, place]) for name, values in found.of_outcomes.items()}
    if found.method != SOBOL:
        return [two_digits(at[name]) for name in ("median", "maximum")]
    percent = {name: two_digits(PERCENT * value) for name, value in at.items()}
    return [
        f"{percent[name]} ({percent[f'{name}_low']} – {percent[f'{name}_high']})"
        for name in ("total", "first")
    ]
