"""What a run prints: trajectories, outcomes, claims boundary by boundary, cross-checks."""

from __future__ import annotations

from collections.abc import Sequence

from carbonsim.report.check_table import check_lines
from carbonsim.report.claim_table import claim_lines
from carbonsim.report.heading import heading
from carbonsim.report.outcome_table import outcome_lines
from carbonsim.report.trajectories import trajectory_lines
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results


def summary(
    results: Results,
    outcomes: Sequence[Outcome] = (),
    claims: Sequence[ClaimResult] = (),
    language: str = "en",
) -> str:
    """The report of a run for a terminal: plain text of at most 100 columns.

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
    sections = [
        heading(results, language),
        trajectory_lines(results, language),
        outcome_lines(results, outcomes, language),
        claim_lines(claims, language),
        check_lines(results.checks, language),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)
