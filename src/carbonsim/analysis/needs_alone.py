"""Audit of needs alone, with central values: what a list of many claims tells, and no more work than that."""

from __future__ import annotations

import math
from dataclasses import replace

from carbonsim.analysis.audit import NEEDS
from carbonsim.analysis.audit_influence import influences, read_once
from carbonsim.analysis.audit_needs import needs_of
from carbonsim.analysis.audit_questions import Question, questions_of
from carbonsim.analysis.audit_search import Search
from carbonsim.analysis.claims import evaluate
from carbonsim.results.audit_records import Audit, AuditedAnswer, Need
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.results import Results


def needs_alone(results: Results) -> Audit:
    """Audit of a deterministic run without joint changes, boxes, pairs and first years.

    Parameters
    ----------
    results : Results
        Of a scenario with claims.

    Returns
    -------
    Audit
        With needs of the answers that the scenario judges, as `analysis.audit.audit` finds them.
    """
    rows = evaluate(results)
    asked = [one for one in questions_of(results, rows) if _is_asked(one)]
    searches = [
        Search(question, one.mover, one.size)
        for question, ranked in zip(asked, influences(asked), strict=True)
        for one in ranked[:NEEDS]
    ]
    needs: dict[int, list[Need]] = {id(question.result): [] for question in asked}
    for search, need in zip(searches, needs_of(searches), strict=True):
        needs[id(search.question.result)].append(need)
    by_row = {id(question.result): question for question in asked}
    answers = tuple(_answer(row, by_row.get(id(row)), needs.get(id(row), [])) for row in rows)
    return Audit(results, answers, (), read_once(asked), {})


def _is_asked(question: Question) -> bool:
    return question.is_judged and question.target is not None and not math.isnan(question.result.value)


def _answer(row: ClaimResult, question: Question | None, needs: list[Need]) -> AuditedAnswer:
    answer = AuditedAnswer(row, "", None, None)
    if question is None:
        return answer
    return replace(answer, variable=question.variable.name, target=question.target, needs=tuple(needs))
