"""Boxes of answers that hold in no draw: of parameters whose ranges are widened, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from carbonsim.analysis.audit_boxes import FEWEST, BoxSample, box_of
from carbonsim.analysis.audit_changes import change_at
from carbonsim.analysis.audit_influence import Influence
from carbonsim.analysis.audit_questions import Question, figures_at
from carbonsim.analysis.audit_wishes import Wish, to_hold
from carbonsim.core.errors import CarbonsimError
from carbonsim.core.types import Array
from carbonsim.engine.stratified import latin_hypercube
from carbonsim.results.audit_records import ClaimBox

#: Times that ranges are widened, and points that are looked at in each.
WIDENINGS = (2.0, 3.0, 5.0)
POINTS = 200


def widened_box(
    question: Question, influences: Sequence[Influence], sample: BoxSample, seed: int
) -> ClaimBox:
    """Box of the parameters that move an answer most, in ranges that are widened until it holds somewhere.

    Parameters
    ----------
    question : Question
    influences : sequence of Influence
        Of the parameters.
    sample : BoxSample
        In whose draws it holds nowhere, or hardly.
    seed : int

    Returns
    -------
    ClaimBox
        From deterministic runs; where none holds, the draws' with all parameters at the end of the widest
        range that brings the figure nearest.
    """
    wish = to_hold([question], [each.mover for each in influences])
    tried: tuple[float, ...] = sample.tried
    for times in WIDENINGS:
        tried += (times,)
        shares = _shares(wish, times, seed)
        values = np.array(
            [
                [mover.at_share(share) for share in row]
                for mover, row in zip(wish.movers, shares.tolist(), strict=True)
            ]
        )
        try:
            figures = figures_at([wish.points(each)[0] for each in shares.T])[:, 0]
        except CarbonsimError:  # a balance that does not close so far out
            break
        there = ~np.isnan(figures)
        holds = question.margins(figures[there]) >= 0.0
        if holds.sum() >= FEWEST:
            return box_of(BoxSample(wish.movers, values[:, there], holds, times, tried))
    found = replace(box_of(sample), tried=tried)
    if sample.holds.any():
        return found
    low, high = wish.ends(WIDENINGS[-1])
    corner = np.where([each.towards_high for each in influences], high, low)
    return replace(found, corner=change_at(wish, corner, WIDENINGS[-1]))


def _shares(wish: Wish, times: float, seed: int) -> Array:
    """Shares of the ways to the ends of ranges that lie evenly over widened ones, (parameters, points)."""
    low, high = wish.ends(times)
    names = [mover.key for mover in wish.movers]
    rows = np.stack(list(latin_hypercube(names, seed, 0, POINTS, POINTS)))
    return np.asarray(low[:, None] + rows * (high - low)[:, None])
