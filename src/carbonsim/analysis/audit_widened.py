"""Boxes of answers that hold in hardly a draw: ranges are widened, or it is told why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from carbonsim.analysis.audit_boxes import FEWEST, BoxSample, box_of
from carbonsim.analysis.audit_changes import change_at
from carbonsim.analysis.audit_influence import Influence
from carbonsim.analysis.audit_questions import Question, figures_at
from carbonsim.analysis.audit_wishes import Wish, to_hold
from carbonsim.core.bounds import EQUALS
from carbonsim.core.errors import CarbonsimError
from carbonsim.core.types import Array
from carbonsim.engine.stratified import latin_hypercube
from carbonsim.results.audit_records import ClaimBox, JointChange

#: Times that ranges are widened, and points that are looked at in each.
WIDENINGS = (2.0, 3.0, 5.0)
POINTS = 100
#: Halvings that find a point on the way to a corner.
HALVINGS = 40


@dataclass(frozen=True)
class Unheld:
    """Answer that holds in hardly a draw.

    Attributes
    ----------
    question : Question
    influences : tuple of Influence
        Of the parameters whose ranges are widened.
    sample : BoxSample
        The draws.
    """

    question: Question
    influences: tuple[Influence, ...]
    sample: BoxSample

    @property
    def wish(self) -> Wish:
        """That it holds."""
        return to_hold([self.question], [each.mover for each in self.influences])

    def shares(self, times: float, seed: int) -> Array:
        """Points that lie evenly over widened ranges, (points, parameters)."""
        low, high = self.wish.ends(times)
        names = [each.mover.key for each in self.influences]
        return np.asarray(low + latin_hypercube(names, seed, 0, POINTS, POINTS).T * (high - low))


def widened_boxes(answers: Sequence[Unheld], seed: int) -> list[ClaimBox]:
    """Boxes of the parameters that move answers most, in ranges widened until each holds at some points.

    Parameters
    ----------
    answers : sequence of Unheld
    seed : int
        Of the points.

    Returns
    -------
    list of ClaimBox
        From deterministic runs; of an answer that holds at too few points the box of its draws, with all
        parameters at the end of the widest range that brings the figure nearest.
    """
    shares = [each.shares(times, seed) for each in answers for times in WIDENINGS]
    asked = [each for each in answers for _ in WIDENINGS]
    figures = np.split(_figures(asked, shares), len(asked)) if asked else []
    each_times = iter(zip(shares, figures, strict=True))
    return [_box(each, [next(each_times) for _ in WIDENINGS]) for each in answers]


def _figures(answers: Sequence[Unheld], shares: Sequence[Array]) -> Array:
    """Figures at points of answers, one after another; blank where a balance does not close so far out."""
    points = [
        point
        for each, several in zip(answers, shares, strict=True)
        for wish in [each.wish]
        for one in several
        for point in wish.points(one)
    ]
    try:
        return figures_at(points)[:, 0]
    except CarbonsimError:
        if len(answers) == 1:
            return np.full(len(points), np.nan)
        half = len(answers) // 2
        return np.concatenate(
            [_figures(answers[:half], shares[:half]), _figures(answers[half:], shares[half:])]
        )


def _box(answer: Unheld, at_times: Sequence[tuple[Array, Array]]) -> ClaimBox:
    """Box of the first widening in which an answer holds often enough."""
    tried: tuple[float, ...] = answer.sample.tried
    wish = answer.wish
    for times, (shares, figures) in zip(WIDENINGS, at_times, strict=True):
        tried += (times,)
        there = ~np.isnan(figures)
        holds = answer.question.margins(figures[there]) >= 0.0
        if holds.sum() >= FEWEST:
            rows = zip(wish.movers, shares[there].T.tolist(), strict=True)
            values = np.array([[mover.at_share(share) for share in row] for mover, row in rows])
            return box_of(BoxSample(wish.movers, values, holds, times, tried))
    found = replace(box_of(answer.sample), tried=tried)
    if answer.sample.holds.any():
        return found
    low, high = wish.ends(WIDENINGS[-1])
    corner = np.where([each.towards_high for each in answer.influences], high, low)
    at_corner = change_at(wish, corner, WIDENINGS[-1])
    if at_corner is not None and not at_corner.reached and _passes(answer.question, at_corner):
        between = _between(wish, corner)
        at_corner = at_corner if between is None else change_at(wish, between, WIDENINGS[-1])
    return replace(found, corner=at_corner)


def _passes(question: Question, corner: JointChange) -> bool:
    """Whether the claimed figure lies between that of the run and that of a corner."""
    above = question.above(np.array([question.result.value, *corner.figures]))
    return question.result.claim.bound == EQUALS and bool(above[0] * above[1] < 0.0)


def _between(wish: Wish, corner: Array) -> Array | None:
    """Point at which an answer holds on the way to a corner beyond it; None where there is none."""
    (question,) = wish.questions
    near, far = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = 0.5 * (near + far)
        try:
            figures = figures_at(wish.points(middle * corner))[:, 0]
        except CarbonsimError:
            return None
        if np.isnan(figures).any():
            return None
        if wish.is_met(figures):
            return np.asarray(middle * corner)
        is_before = question.above(figures)[0] * question.above(np.array(question.result.value)) > 0.0
        near, far = (middle, far) if is_before else (near, middle)
    return None
