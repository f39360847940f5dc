"""Wishes of an audit: that figures lie between limits, with some parameters moved within their ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.audit_questions import Question
from carbonsim.core.types import Array
from carbonsim.engine.moved_runs import Moves
from carbonsim.engine.movers import Mover

#: Part of the figure by which one that is to end passes its limit.
PASSED = 1e-9
#: Part of the figure by which one that is to hold is inside, so that it does by any way of reckoning.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Wish:
    """Wish that each figure lies between two limits.

    Attributes
    ----------
    questions : tuple of Question
    limits : tuple of (float, float) [unit of each answer]
    movers : tuple of Mover
        Parameters that may be moved.
    """

    questions: tuple[Question, ...]
    limits: tuple[tuple[float, float], ...]
    movers: tuple[Mover, ...]

    def lacking(self, figures: Array) -> float:
        """By what parts of their sizes figures, one of each question, miss their limits together [1]."""
        found = 0.0
        for question, figure, (low, high) in zip(self.questions, figures, self.limits, strict=True):
            if np.isnan(figure):
                return float("inf")
            found += max(0.0, low - figure, figure - high) / question.scale
        return float(found)

    def is_met(self, figures: Array) -> bool:
        """Whether figures, one of each question, lie between the limits."""
        return all(low <= figure <= high for figure, (low, high) in zip(figures, self.limits, strict=True))

    def points(self, shares: Array) -> list[tuple[Question, Moves]]:
        """Point of each question at which parameters are moved by shares of the way to the ends of ranges."""
        found: Moves = {
            key: quantity
            for mover, share in zip(self.movers, shares.tolist(), strict=True)
            if share
            for key, quantity in mover.moved(mover.at_share(share)).items()
        }
        return [(question, found) for question in self.questions]

    def ends(self, most: float) -> tuple[Array, Array]:
        """Least and greatest share of each parameter: up to a most, as far as its bounds let it move [1]."""
        low = np.array([_farthest(mover, mover.low, most) for mover in self.movers])
        return -low, np.array([_farthest(mover, mover.high, most) for mover in self.movers])


def _farthest(mover: Mover, end: float, most: float) -> float:
    """Shares that a parameter can be moved towards an end of its range."""
    way = end - mover.value
    bound = mover.bounds[1 if way > 0.0 else 0]
    if way == 0.0:
        return 0.0
    return most if bound is None else min(most, (bound - mover.value) / way)


def to_hold(questions: Sequence[Question], movers: Sequence[Mover]) -> Wish:
    """The wish that answers hold."""
    limits = tuple(
        (each.limits[0] + ROUNDING * each.scale, each.limits[1] - ROUNDING * each.scale) for each in questions
    )
    return Wish(tuple(questions), limits, tuple(movers))


def to_end(question: Question, movers: Sequence[Mover]) -> list[Wish]:
    """Wishes that an answer ceases to hold, one for each side of what it allows."""
    low, high = question.limits
    off = PASSED * question.scale
    sides = [(-np.inf, low - off), (high + off, np.inf)]
    return [Wish((question,), (side,), tuple(movers)) for side in sides if np.isfinite(side).any()]
