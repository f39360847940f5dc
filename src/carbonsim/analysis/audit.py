"""Audit of a run: what each claim needs to be true, and which claims can be true together."""

from __future__ import annotations

from collections.abc import Sequence

from carbonsim.analysis.audit_questions import Question, first_year, questions_of
from carbonsim.analysis.claims import evaluate
from carbonsim.core.types import Progress
from carbonsim.results.audit_records import Audit, AuditedAnswer
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.results import Results


def audit(results: Results, progress: Progress | None = None) -> Audit:
    """Audit the claims of a run.

    Parameters
    ----------
    results : Results
        Of a scenario with claims; its draws, if it has any, are looked at again.
    progress : callable, optional
        Told the steps done and to do.

    Returns
    -------
    Audit

    Raises
    ------
    ScenarioError
        If a claim names a variable, boundary or product that the run does not report.
    """
    answers = evaluate(results)
    questions = questions_of(results, answers)
    if progress is not None:
        progress(1, 1)
    return Audit(results, tuple(_answer(results, row, questions) for row in answers), (), (), {})


def _answer(results: Results, row: ClaimResult, questions: Sequence[Question]) -> AuditedAnswer:
    question = next((each for each in questions if each.result is row), None)
    if question is None:
        return AuditedAnswer(row, "", None, None)
    return AuditedAnswer(row, question.variable.name, question.target, first_year(results, question))
