"""Agreement of verdicts, probabilities, values and sentences of a claim."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from carbonsim.analysis.verdicts import HOLDS, Verdict, verdict_of_value, whole_verdict
from carbonsim.report.claim_table import claim_lines
from carbonsim.report.claim_words import share_words
from carbonsim.results.claim_results import Answer, ClaimResult
from carbonsim.scenario.claims import Claim

SAID = (Verdict.HOLDS, Verdict.SURPASSED, Verdict.FAILS, Verdict.UNDECIDED)


def answer_agrees(row: ClaimResult, asked: Claim, target: float | None) -> None:
    """Verdict, value, probability and median of an answer, with the factor that judges and with others."""
    assert row.holds is HOLDS.get(Verdict(row.verdict))
    _agrees(row, asked, target)
    for other in row.other_grids:
        _agrees(other.answer, asked, target)
    if row.verdict == Verdict.UNJUDGED:
        assert share_words(row, "en") == "–"
        assert row.grid is None
        assert not row.other_grids
    elif row.probability in (0.0, 1.0):
        assert share_words(row, "en") == f"all {row.draws} draws"


def _agrees(answer: ClaimResult | Answer, asked: Claim, target: float | None) -> None:
    if answer.verdict == Verdict.UNJUDGED:
        return
    assert target is not None
    if answer.probability is None or np.isnan(answer.probability):
        assert answer.verdict == verdict_of_value(asked.bound, answer.value, target, asked.tolerance)
        return
    assert answer.p50 is not None
    if answer.verdict == Verdict.HOLDS:
        assert answer.probability >= 0.9 - 1e-9
    elif answer.verdict == Verdict.UNDECIDED:
        near = verdict_of_value(asked.bound, answer.p50, target, asked.tolerance)
        assert answer.probability < 0.9
        # draws may lie on either side of an equals
        assert answer.probability > 0.1 or near is Verdict.HOLDS or asked.bound == "equals"
    else:
        assert answer.probability <= 0.1 + 1e-9
        beyond = asked.bound == "equals" and target and answer.p50 / target > 1 + asked.tolerance
        assert (answer.verdict == Verdict.SURPASSED) == bool(beyond)


def claim_agrees(rows: Sequence[ClaimResult]) -> None:
    """Answers to one claim, its verdict as a whole, and what a terminal says of it."""
    assert len({row.year for row in rows}) == 1, "one claim, one year"
    whole = whole_verdict(rows)
    assert {row.verdict_of_claim for row in rows} == {str(whole)}
    said = {row.verdict for row in rows} - {Verdict.UNJUDGED}
    assert (whole.verdict is Verdict.HOLDS) == (said == {Verdict.HOLDS})
    assert (whole.verdict is Verdict.FAILS) == (said == {Verdict.FAILS}), "surpassed is not failing"
    assert (whole.verdict is Verdict.UNJUDGED) == (not said)
    passed = {Verdict.SURPASSED} if Verdict.UNDECIDED in said else set()
    assert bool(whole.at) == (len(said) > 1 and bool(said & {Verdict.HOLDS, Verdict.SURPASSED} - passed))
    text = "\n".join(claim_lines(rows, "en"))
    assert f"verdict: {str(whole)[:12]}" in text
    assert "100 %" not in text
    assert "  0 %" not in text
    lines = [line.strip() for line in text.splitlines()]
    for verdict in set(SAID) - {Verdict(row.verdict) for row in rows}:
        assert not any(line.startswith((f"{verdict} at", f"{verdict} for")) for line in lines)
    assert "verdict" not in "\n".join(claim_lines(rows, "zh"))
