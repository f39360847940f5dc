"""Verdicts on claims: the words, when each is said, and what several answers come to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from carbonsim.core.bounds import meets, surpasses
from carbonsim.results.claim_results import ClaimResult

#: Share of the draws that must agree for a verdict.
AGREED = 0.9


class Verdict(StrEnum):
    """Words for an answer; those with a gap, for boundaries or for cases, of a claim as a whole alone."""

    HOLDS = "holds"
    SURPASSED = "surpassed"
    FAILS = "fails"
    UNDECIDED = "undecided"
    UNJUDGED = "cannot be judged here"
    HOLDS_ONLY = "holds at {} only"
    SURPASSED_ONLY = "surpassed at {} only"
    HOLDS_FOR = "holds for {} only"
    SURPASSED_FOR = "surpassed for {} only"


#: The old yes and no; what is neither has none.
HOLDS: Mapping[Verdict, bool] = {Verdict.HOLDS: True, Verdict.SURPASSED: False, Verdict.FAILS: False}
#: What `carbonsim run --strict` lets pass.
GOOD = frozenset((Verdict.HOLDS, Verdict.SURPASSED))


@dataclass(frozen=True)
class Whole:
    """Verdict on all answers to a claim together; `at` names those that it is about, if not all."""

    verdict: Verdict
    at: tuple[str, ...] = ()

    def __str__(self) -> str:
        # names of cases have commas of their own
        return self.verdict.format(("; " if any("," in name for name in self.at) else ", ").join(self.at))


def verdict_of_value(bound: str, value: float, claimed: float, tolerance: float) -> Verdict:
    """The verdict on one figure.

    Parameters
    ----------
    bound : str
        One of `core.bounds.BOUNDS`.
    value, claimed : float [any one unit]
        The figure, and the figure claimed.
    tolerance : float [1]
        Of ``equals``.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> [str(verdict_of_value("equals", value, 3.0, 0.25)) for value in (3.5, 20.7, 1.0, -20.7)]
    ['holds', 'surpassed', 'fails', 'fails']
    """
    if math.isnan(value):
        return Verdict.UNJUDGED
    if meets(bound, value, claimed, tolerance):
        return Verdict.HOLDS
    return Verdict.SURPASSED if surpasses(bound, value, claimed, tolerance) else Verdict.FAILS


def verdict_of_draws(
    bound: str, median: float, probability: float, surpassing: float, claimed: float, tolerance: float
) -> Verdict:
    """The verdict of an ensemble: that on its median if it is the verdict on nine of ten draws.

    Parameters
    ----------
    bound : str
        One of `core.bounds.BOUNDS`.
    median, claimed : float [any one unit]
        Of the draws, and the figure claimed.
    probability : float [1]
        Share of the draws in which the bound holds.
    surpassing : float [1]
        Share of the draws that surpass it; the others fall short.
    tolerance : float [1]
        Of ``equals``.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> str(verdict_of_draws("at_least", 18.4, 0.55, 0.0, 18.0, 0.0))
    'undecided'
    >>> str(verdict_of_draws("at_least", 19.0, 0.95, 0.0, 18.0, 0.0))
    'holds'
    """
    central = verdict_of_value(bound, median, claimed, tolerance)
    of_each = {Verdict.HOLDS: probability, Verdict.SURPASSED: surpassing}
    agreeing = of_each.get(central, 1.0 - probability - surpassing)
    # 1 - 0.1 is a little below 0.9
    return central if agreeing >= AGREED - 1e-9 else Verdict.UNDECIDED


def whole_verdict(results: Sequence[ClaimResult]) -> Whole:
    """Verdict on the answers to one claim together.

    Answers that cannot be judged are passed over where others can. One that holds somewhere, or is surpassed
    somewhere and nowhere holds, says where; where nothing holds, one undecided answer leaves the claim so.

    Parameters
    ----------
    results : sequence of ClaimResult
        All answers to the claim.

    Returns
    -------
    Whole
    """
    judged = [result for result in results if result.verdict != Verdict.UNJUDGED]
    said = {Verdict(result.verdict) for result in judged}
    if not judged:
        return Whole(Verdict.UNJUDGED)
    if len(said) == 1:
        return Whole(said.pop())
    if Verdict.HOLDS in said:
        return _partly(judged, Verdict.HOLDS, Verdict.HOLDS_ONLY, Verdict.HOLDS_FOR)
    if Verdict.UNDECIDED in said:
        return Whole(Verdict.UNDECIDED)
    return _partly(judged, Verdict.SURPASSED, Verdict.SURPASSED_ONLY, Verdict.SURPASSED_FOR)


def _partly(results: Sequence[ClaimResult], verdict: Verdict, at: Verdict, cases: Verdict) -> Whole:
    """Boundaries where all answers have a verdict, if those are all that do; else such answers by name."""
    having = [result for result in results if result.verdict == verdict]
    boundaries = tuple(dict.fromkeys(result.boundary for result in having))
    others = {result.boundary for result in results if result.verdict != verdict}
    if all(boundaries) and not others & set(boundaries):
        return Whole(at, boundaries)
    fields = [
        field
        for field in ("variant", "product", "boundary")
        if len({getattr(result, field) for result in results}) > 1
    ]
    names = (" / ".join(filter(None, (getattr(result, field) for field in fields))) for result in having)
    return Whole(cases, tuple(dict.fromkeys(names)))
