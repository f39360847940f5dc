"""Exit code of a run whose claims must hold, for scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from carbonsim.cli.failures import ANSWER_IS_NO, DONE
from carbonsim.cli.output import print_aside

if TYPE_CHECKING:
    from carbonsim.results.claim_results import ClaimResult


def strict_code(runs: Mapping[str, Sequence[ClaimResult]]) -> int:
    """Judge runs by their claims, and tell on stderr every claim that is not as it should be.

    Parameters
    ----------
    runs : mapping of str to sequence of ClaimResult
        The answers to all claims, by scenario.

    Returns
    -------
    int
        0 if every claim holds or is surpassed, or cannot be judged in its scenario; else 1.
    """
    from carbonsim.analysis.verdicts import GOOD, Verdict, whole_verdict  # noqa: PLC0415 - --help must not load it

    code = DONE
    for scenario, results in runs.items():
        for name, answers in groupby(results, key=lambda result: result.claim.name):
            group = list(answers)
            whole = whole_verdict(group)
            if whole.verdict in GOOD:
                continue
            why = (group[0].needs or group[0].note) if whole.verdict is Verdict.UNJUDGED else ""
            told = f"{whole}: {why}" if why else str(whole)
            print_aside(f"carbonsim: {scenario}: claim {name} {told}")
            if whole.verdict is not Verdict.UNJUDGED:
                code = ANSWER_IS_NO
    return code
