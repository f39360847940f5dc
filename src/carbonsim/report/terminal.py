"""Report of a run as text: on a screen the answer, its figures and verdicts; in detail all results."""

from __future__ import annotations

from collections.abc import Sequence

from carbonsim.report.answer import Statement, answer
from carbonsim.report.check_table import check_lines
from carbonsim.report.claim_table import claim_lines
from carbonsim.report.claim_verdicts import verdict_lines
from carbonsim.report.heading import doubt_lines, heading, title_lines
from carbonsim.report.headline_table import headline_lines
from carbonsim.report.layout import INDENT, wrap
from carbonsim.report.outcome_table import outcome_lines
from carbonsim.report.texts import say
from carbonsim.report.trajectories import trajectory_lines
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results


def overview(
    results: Results,
    outcomes: Sequence[Outcome] = (),
    claims: Sequence[ClaimResult] = (),
    language: str = "en",
) -> str:
    """The report of a run on a screen: some 40 lines of at most 100 columns.

    Parameters
    ----------
    results : Results
        A run.
    outcomes, claims : sequence
        What the analysis made of it.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
    """
    return _joined(
        title_lines(results, language),
        answer_lines(answer(results, outcomes, claims), language),
        headline_lines(results, outcomes, language),
        verdict_lines(claims, language),
        doubt_lines(results, language),
    )


def summary(
    results: Results,
    outcomes: Sequence[Outcome] = (),
    claims: Sequence[ClaimResult] = (),
    language: str = "en",
) -> str:
    """The report of a run in detail: the answer, trajectories, outcomes, claims and cross-checks.

    Parameters
    ----------
    results : Results
        A run.
    outcomes, claims : sequence
        What the analysis made of it.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        Plain text of at most 100 columns.
    """
    return _joined(
        heading(results, language),
        answer_lines(answer(results, outcomes, claims), language),
        trajectory_lines(results, language),
        outcome_lines(results, outcomes, language),
        claim_lines(claims, language),
        check_lines(results.checks, language),
    )


def answer_lines(statements: Sequence[Statement], language: str) -> list[str]:
    """Sentences of an answer under their heading; nothing where there are none."""
    if not statements:
        return []
    lines = [say("Answer", language)]
    for statement in statements:
        lines += wrap(statement[language], indent=INDENT)
    return lines


def _joined(*sections: Sequence[str]) -> str:
    return "\n\n".join("\n".join(lines) for lines in sections if lines)
