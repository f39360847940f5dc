"""Report of a run as text: on a screen the answer, its figures and verdicts; in detail all results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from carbonsim.report.answer import Statement, answer
from carbonsim.report.answer_claims import by_claim
from carbonsim.report.check_table import check_lines
from carbonsim.report.claim_table import claim_lines
from carbonsim.report.claim_verdicts import audit_hint, can_be_audited, verdict_lines
from carbonsim.report.heading import doubt_lines, heading, title_lines
from carbonsim.report.headline_table import headline_lines
from carbonsim.report.layout import INDENT, wrap
from carbonsim.report.outcome_table import outcome_labels, outcome_lines
from carbonsim.report.texts import say, text
from carbonsim.report.trajectories import trajectory_lines
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Check, Outcome
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
        [*verdict_lines(claims, language), *_hint(results, claims, language)],
        doubt_lines(results, language),
    )


def _hint(results: Results, claims: Sequence[ClaimResult], language: str) -> list[str]:
    """A line on who tells what claims would need, where one does not hold."""
    if not any(map(can_be_audited, by_claim(claims))):
        return []
    return [INDENT + audit_hint(results.scenario, language)]


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
        check_lines(_named_outcomes(results, language), language),
    )


def _named_outcomes(results: Results, language: str) -> Sequence[Check]:
    """Cross-checks of a run, in Chinese with outcomes by their label."""
    texts = [text(one.text, language) for one in results.checks]
    told = [name for name in results.headline if any(name in words for words in texts)]
    if language != "zh" or not told:
        return results.checks
    labels = outcome_labels(results.variables.values(), told, language)
    longest_first = sorted(zip(told, labels, strict=True), key=lambda pair: -len(pair[0]))

    def named(texts: Mapping[str, str]) -> dict[str, str]:
        words = text(texts, "zh")
        for name, label in longest_first:
            words = words.replace(name, f"“{label}”")
        return {**texts, "zh": words}

    checks = []
    for check in results.checks:
        rows = tuple(replace(row, label=named(row.label)) for row in check.rows)
        checks.append(replace(check, text=named(check.text), rows=rows))
    return checks


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
