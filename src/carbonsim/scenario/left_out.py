"""Claims and correlations that a scenario inherits and cannot hold: left out with a word, for the user can
not edit the file that they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable

from carbonsim.core.errors import Problem
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.draft import Draft


def is_inherited(draft: Draft, key: str) -> bool:
    """Whether a part of the head stands in another file than the scenario's own."""
    return draft.header[key].location != draft.location


def years_are_overridden(draft: Draft) -> bool:
    """Whether an override has moved the horizon."""
    return "years" in draft.header and draft.header["years"].node.origin.line == 0


def claims_in(claims: Iterable[Claim], years: tuple[int, int]) -> tuple[tuple[Claim, ...], list[Problem]]:
    """Claims whose years lie within a horizon, a peak's before its end, and warnings about the others."""
    first, last = years
    kept, left_out = [], []
    for claim in claims:
        outside = next((year for year in claim.named_years if not first <= year <= last), None)
        if outside is not None:
            message = f"left out: its year, {outside}, is outside the horizon, {first} to {last}"
        elif claim.form.peak_by == last:
            message = f"left out: its year, {last}, is the last of the horizon, and a peak shows only later"
        else:
            kept.append(claim)
            continue
        at = claim.origin
        left_out.append(Problem(at.file, at.line, at.column, f"claims.{claim.name}", message))
    return tuple(kept), left_out
