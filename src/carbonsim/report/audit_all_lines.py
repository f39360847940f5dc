"""Claims of many scenarios on one list: each once, with its verdict, its judge and the need that matters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from carbonsim.analysis.verdicts import Verdict
from carbonsim.report.answer_claims import claim_counts
from carbonsim.report.audit_claims import TOLERATED_COLUMNS, tolerated_row
from carbonsim.report.audit_lines import MOST_LINES, claims_of, ended, reasons
from carbonsim.report.audit_tables import NEED_COLUMNS, need_rows
from carbonsim.report.audit_values import share_of_range, turning
from carbonsim.report.audit_words import claimed_sentence, is_told, need_sentence, place_words
from carbonsim.report.change_words import capital
from carbonsim.report.claim_forms import is_of_peak
from carbonsim.report.claim_verdicts import figure_words
from carbonsim.report.claim_words import claim_units, whole_words
from carbonsim.report.layout import INDENT, wrap
from carbonsim.report.onepage.claims import source_words
from carbonsim.report.texts import say, text
from carbonsim.report.texts_audit import said
from carbonsim.report.wording import two_digits
from carbonsim.results.audit_records import Audit, AuditedAnswer, Need
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.tables import Cell, Table

ALL_CLAIM_COLUMNS = ("scenario", "text", "source", *TOLERATED_COLUMNS)


def all_lines(audits: Sequence[Audit], language: str) -> list[str]:
    """All that a terminal shows of the claims of several scenarios.

    Parameters
    ----------
    audits : sequence of Audit
        Each of the claims that its scenario judges.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
        Of at most 100 columns.
    """
    results = [answer.result for found in audits for answer in found.answers]
    lines = wrap(ended(claim_counts(results, language), language))
    for found in audits:
        for answers in claims_of(found):
            lines += ["", *_claim(found, answers, language)]
    return lines


def _claim(found: Audit, answers: Sequence[AuditedAnswer], language: str) -> list[str]:
    results = [answer.result for answer in answers]
    gap = "；" if language == "zh" else "; "
    lines = _about(results, language)
    judged = any(result.verdict != Verdict.UNJUDGED for result in results)
    told = "judged in {}" if judged else "stated in {}"
    judge = say(told, language).format(found.results.scenario.name)
    figure = figure_words(results, language) or cases_words(results, language)
    lines += wrap(gap.join(filter(None, (capital(judge), figure))), indent=INDENT * 2, first=INDENT)
    for sentence in (*reasons(found, answers, language), need_of_claim(found, answers, language)):
        if sentence:
            lines += wrap(ended(sentence, language), indent=INDENT * 2, first=INDENT)
    return lines


def _about(results: Sequence[ClaimResult], language: str) -> list[str]:
    """Verdict, claim and source: by its title, or where that has no room by its key."""
    claim = results[0].claim
    colon, gap = ("：", "；") if language == "zh" else (": ", "; ")
    lines: list[str] = []
    for source in (source_words(claim.source), claim.source):
        told = f"{say('source', language)}{colon}{source}" if source else ""
        about = gap.join(
            filter(None, (text(claim.text, language), claimed_sentence(results, language), told))
        )
        verdict = capital(whole_words(results, language))
        lines = wrap(f"{verdict}{colon}{about}", indent=INDENT * 2, first="")
        if len(lines) <= MOST_LINES:
            break
    return lines


def cases_words(results: Sequence[ClaimResult], language: str) -> str:
    """Least and greatest figure of a claim that cases or products answer differently; nothing of others."""
    judged = [(one, unit) for one, unit in zip(results, claim_units(results, language), strict=False)]
    judged = [(one, unit) for one, unit in judged if one.verdict != Verdict.UNJUDGED]
    units = {unit.words for _, unit in judged}
    of_cases = len(judged) > 1 and any(one.variant or one.product for one, _ in judged)
    claim = results[0].claim
    if not of_cases or len(units) > 1 or not claim.names_year or is_of_peak(claim):
        return ""
    figures = [one.headline * unit.factor for one, unit in judged]
    low, high = two_digits(min(figures)), two_digits(max(figures))
    return said("by case", language, low=low, high=high, unit=units.pop())


def need_of_claim(found: Audit, answers: Sequence[AuditedAnswer], language: str) -> str:
    """The one need of a claim that matters most, with where it is needed; nothing if there is none.

    Of an answer that is not the one whose figure is told, with its own figure.
    """
    top = top_need(answers)
    if top is None:
        return ""
    answer, need = top
    sentence = need_sentence(answer, need, found.results.scenario, language)
    place = place_words(answer.result, language) if len(answers) > 1 else ""
    colon, comma = ("：", "，") if language == "zh" else (": ", ", ")
    several = any(one.result.variant or one.result.product for one in answers)
    if place and (several or answer is not answers[0]):
        figure = figure_words([replace(answer.result, boundary="")], language)
        place = comma.join(filter(None, (place, figure)))
    return f"{place}{colon}{sentence}" if place else sentence


def top_need(answers: Sequence[AuditedAnswer]) -> tuple[AuditedAnswer, Need] | None:
    """Need whose turn is nearest, measured by the range of its parameter, of the first answer that fails.

    Of the first answer of all where all hold. Where none turns it is the most influential parameter.
    """
    failing = [one for one in answers if one.result.verdict not in (Verdict.HOLDS, Verdict.UNJUDGED)]
    told = [one for one in failing or answers if is_told(one)]
    if not told:
        return None
    first = told[0]
    turns = [
        (abs(share_of_range(need.parameter, turn)), place)
        for place, need in enumerate(first.needs)
        if not math.isnan(turn := turning(need)) and need.spans
    ]
    _, place = min(turns, default=(0.0, 0))
    return first, first.needs[place]


def all_tables(audits: Sequence[Audit]) -> dict[str, Table]:
    """Tables of the claims of several scenarios, by file name."""
    needs = [(found.results.scenario.name, *row) for found in audits for row in need_rows(found)]
    return {
        "claims.csv": Table(ALL_CLAIM_COLUMNS, list(_claims(audits))),
        "needs.csv": Table(("scenario", *NEED_COLUMNS), needs),
    }


def _claims(audits: Sequence[Audit]) -> Iterator[Sequence[Cell]]:
    for found in audits:
        for answer in found.answers:
            claim = answer.result.claim
            about = (found.results.scenario.name, text(claim.text, "en"), claim.source)
            yield (*about, *tolerated_row(answer.result))
