"""Claims of a page: each with its verdict, its answers by boundary, and what keeps it from being judged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from carbonsim.analysis.verdicts import Verdict
from carbonsim.reference.tables import sources
from carbonsim.report.claim_forms import is_of_peak, span_words, year_words, years_words
from carbonsim.report.claim_grids import grid_notes
from carbonsim.report.claim_verdicts import audit_hint, can_be_audited, figure_words
from carbonsim.report.claim_words import (
    agreement_notes,
    claimed_words,
    difference_words,
    remark_words,
    share_words,
    verdict_words,
    whole_words,
)
from carbonsim.report.numbers import MISSING, stated
from carbonsim.report.onepage.parameters import parameter_name, without_keys
from carbonsim.report.onepage.tables import table
from carbonsim.report.onepage.words import Cell, Texts, amounts, between, joined, said
from carbonsim.report.texts import LANGUAGES, say
from carbonsim.report.units import stated_unit
from carbonsim.results.claim_results import ClaimResult, Difference
from carbonsim.scenario.scenario import Scenario

#: Columns that say where an answer is: boundary, product, case and year.
WHERE = range(4)
#: Columns of the figure that answers: year, value, range and unit.
FIGURES = range(3, 7)


def claim_numbers(claims: Sequence[ClaimResult]) -> dict[str, int]:
    """Number of each claim on the page, by its name."""
    return {name: place for place, name in enumerate(dict.fromkeys(one.claim.name for one in claims), 1)}


def claim_data(scenario: Scenario, claims: Sequence[ClaimResult]) -> list[dict[str, Any]]:
    """All claims of a run, ready for JSON.

    Parameters
    ----------
    scenario : Scenario
        Whose claims they are.
    claims : sequence of ClaimResult
        Answers; those of one claim stand together.

    Returns
    -------
    list of dict
    """
    return [_claim(scenario, list(group)) for _, group in groupby(claims, key=lambda one: one.claim.name)]


def _claim(scenario: Scenario, answers: Sequence[ClaimResult]) -> dict[str, Any]:
    claim = answers[0].claim
    unlike = dict.fromkeys(difference for one in answers for difference in one.differences)
    # an answer that is neither judged nor of a stated year tells nothing
    told = claim.names_year or any(one.verdict != Verdict.UNJUDGED for one in answers)
    judge = {language: say("judged in {}", language).format(claim.judged_in) for language in LANGUAGES}
    return {
        "name": claim.name,
        "text": dict(claim.text),
        "source": source_words(claim.source),
        "verdict": {language: whole_words(answers, language) for language in LANGUAGES},
        "claimed": {language: claimed_words(answers, language) for language in LANGUAGES},
        "found": {language: figure_words(answers, language) for language in LANGUAGES},
        "judged_in": judge if unlike and claim.judged_in else {},
        "dated": claim.names_year or bool(claim.why),
        "answers": len(answers),
        "needs": [dict(claim.why)] if claim.why else [_need(scenario, one) for one in unlike],
        "table": _answers(answers) if told else {},
        "notes": _notes(scenario, answers) if told else [],
        "audit": {language: audit_hint(scenario, language) for language in LANGUAGES}
        if can_be_audited(answers)
        else {},
    }


def source_words(name: str) -> str:
    """A source by who published it, its title and year; by its key where the tables do not know it."""
    known = sources().get(name)
    return name if known is None else ", ".join(filter(None, (known.organisation, known.title, known.year)))


def _need(scenario: Scenario, difference: Difference) -> Texts:
    """A difference between the scenario and the claim's world, the parameter by its description."""
    name = parameter_name(scenario, difference.key, in_full=False)
    return {language: difference_words(difference, f"“{name[language]}”", language) for language in LANGUAGES}


def _answers(answers: Sequence[ClaimResult]) -> dict[str, Any]:
    """A row for each answer; what all share stands above, and columns that would be empty are left out.

    Of a claim that names no year no figure is told, for it would be that of its best year.
    """
    rows = [_answer(one, answers) for one in answers]
    if not answers[0].claim.names_year:
        rows = [[MISSING if place in FIGURES else cell for place, cell in enumerate(row)] for row in rows]
    heads: list[Cell] = [
        said("boundary"),
        said("product"),
        said("case"),
        said("year"),
        said("median") if any(one.p50 is not None for one in answers) else said("value"),
        {"en": "5th to 95th percentile", "zh": "第 5 至 95 百分位"},
        said("unit"),
        said("verdict"),
        {"en": "draws in which it holds", "zh": "成立的抽样占比"},
    ]
    filled = [place for place in range(len(heads)) if any(row[place] not in ("", MISSING) for row in rows)]
    shared = [
        place for place in filled if place in WHERE and all(row[place] == rows[0][place] for row in rows)
    ]
    if len(rows) == 1:
        shared = []
    kept = [place for place in filled if place not in shared]
    above = joined([_texts(rows[0][place]) for place in shared]) if shared else None
    return table([heads[place] for place in kept], [[row[place] for place in kept] for row in rows], above)


def _texts(cell: Cell) -> Texts:
    return dict.fromkeys(LANGUAGES, cell) if isinstance(cell, str) else cell


def _answer(one: ClaimResult, others: Sequence[ClaimResult]) -> list[Cell]:
    judged = {language: verdict_words(one, language) for language in LANGUAGES}
    share = {language: share_words(one, language) for language in LANGUAGES}
    beside = [other.headline for other in others if other.unit == one.unit]
    figures = _figures(one, beside)
    years = years_cell(one)
    return [
        *(said(word) if word else "" for word in (one.boundary, one.product, one.variant)),
        *(years, *figures, judged, MISSING if share["en"] == MISSING else share),
    ]


def years_cell(one: ClaimResult) -> Cell:
    """Year or years of an answer; a plain year is the same in both languages."""
    words = {language: years_words(one, language) for language in LANGUAGES}
    return words["en"] if words["en"] == words["zh"] else words


def _figures(one: ClaimResult, beside: Sequence[float]) -> list[Cell]:
    """Value, range and unit: what a record counted with all its digits, what is modelled with two."""
    if math.isnan(one.headline):
        return [MISSING, MISSING, ""]
    if is_of_peak(one.claim):
        return [year_words(one.headline), " – ".join(span_words(one) or (MISSING,)), ""]
    if one.claim.series:
        units = {language: stated_unit(one.unit, [one.headline], language) for language in LANGUAGES}
        value = {language: stated(one.headline * units[language].factor) for language in LANGUAGES}
        return [value, MISSING, {language: units[language].words for language in LANGUAGES}]
    low, middle, high, unit = amounts([one.p05, one.headline, one.p95], one.unit, beside)
    span = between(low, high)
    return [middle, MISSING if span["en"] == MISSING else span, unit]


def _notes(scenario: Scenario, answers: Sequence[ClaimResult]) -> list[Texts]:
    """Remarks on the answers, each once, with the boundaries that it is about."""
    at: dict[str, list[str]] = {}
    for one in answers:
        for note in filter(None, one.note.split("; ")):
            at.setdefault(note, []).append(one.boundary)
    notes: list[Texts] = []
    for note, where in at.items():
        places = list(dict.fromkeys(filter(None, where)))
        told = {
            language: without_keys(scenario, remark_words(note, language), language) for language in LANGUAGES
        }
        boundaries = joined([said(one) for one in places], ", ", "、")
        notes.append(joined([boundaries, told], ": ", "："))
    for make in (grid_notes, agreement_notes):
        notes += [
            {"en": english, "zh": chinese}
            for english, chinese in zip(make(answers, "en"), make(answers, "zh"), strict=True)
        ]
    return notes
