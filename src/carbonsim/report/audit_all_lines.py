"""Claims of many scenarios on one list: each once, with its verdict, its judge and the need that matters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from carbonsim.analysis.verdicts import Verdict
from carbonsim.report.answer_claims import claim_counts
from carbonsim.report.audit_claims import TOLERATED_COLUMNS, tolerated_row
from carbonsim.report.audit_lines import claims_of, ended, reasons
from carbonsim.report.audit_tables import NEED_COLUMNS, need_rows
from carbonsim.report.audit_values import share_of_range, turning
from carbonsim.report.audit_words import claimed_sentence, is_told, need_sentence, place_words
from carbonsim.report.change_words import capital
from carbonsim.report.claim_verdicts import figure_words
from carbonsim.report.claim_words import whole_words
from carbonsim.report.layout import INDENT, wrap
from carbonsim.report.texts import say, text
from carbonsim.results.audit_records import Audit, AuditedAnswer, Need
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
    claim = results[0].claim
    colon, gap = ("：", "；") if language == "zh" else (": ", "; ")
    source = f"{say('source', language)}{colon}{claim.source}" if claim.source else ""
    about = gap.join(filter(None, (text(claim.text, language), claimed_sentence(results, language), source)))
    lines = wrap(f"{capital(whole_words(results, language))}{colon}{about}", indent=INDENT * 2, first="")
    judged = any(result.verdict != Verdict.UNJUDGED for result in results)
    told = "judged in {}" if judged else "stated in {}"
    judge = say(told, language).format(found.results.scenario.name)
    figure = figure_words(results, language)
    lines += wrap(gap.join(filter(None, (capital(judge), figure))), indent=INDENT * 2, first=INDENT)
    for sentence in (*reasons(found, answers, language), need_of_claim(found, answers, language)):
        if sentence:
            lines += wrap(ended(sentence, language), indent=INDENT * 2, first=INDENT)
    return lines


def need_of_claim(found: Audit, answers: Sequence[AuditedAnswer], language: str) -> str:
    """The one need of a claim that matters most, with where it is needed; nothing if there is none."""
    top = top_need(answers)
    if top is None:
        return ""
    answer, need = top
    sentence = need_sentence(answer, need, found.results.scenario, language)
    place = place_words(answer.result, language) if len(answers) > 1 else ""
    colon = "：" if language == "zh" else ": "
    return f"{place}{colon}{sentence}" if place else sentence


def top_need(answers: Sequence[AuditedAnswer]) -> tuple[AuditedAnswer, Need] | None:
    """Need whose turn is nearest, measured by the range of its parameter; of answers that fail, if any do.

    Where none turns it is the most influential parameter of the first answer.
    """
    failing = [one for one in answers if one.result.verdict not in (Verdict.HOLDS, Verdict.UNJUDGED)]
    told = [one for one in failing or answers if is_told(one)]
    turns = [
        (abs(share_of_range(need.parameter, turn)), number, place)
        for number, one in enumerate(told)
        for place, need in enumerate(one.needs)
        if not math.isnan(turn := turning(need)) and need.spans
    ]
    if not told:
        return None
    _, number, place = min(turns, default=(0.0, 0, 0))
    return told[number], told[number].needs[place]


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
