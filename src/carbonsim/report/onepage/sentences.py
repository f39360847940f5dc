"""Sentences of a page: the answer of a run, and the findings that its charts are titled with."""

from __future__ import annotations

from collections.abc import Sequence

from carbonsim.report.answer import answer
from carbonsim.report.findings import chart_titles
from carbonsim.report.onepage.data import Found
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results


def sentences(results: Results, outcomes: Sequence[Outcome], claims: Sequence[ClaimResult]) -> Found:
    """Sentences on a run, in both languages.

    Parameters
    ----------
    results : Results
        A run.
    outcomes, claims : sequence
        What the analysis made of it.

    Returns
    -------
    Found
    """
    return Found(answer(results, outcomes, claims), chart_titles(results, outcomes, claims))
