"""Worlds of claims as limits of an audit: values with which a claim is judged as before."""

from __future__ import annotations

import numpy as np

from carbonsim.analysis.audit_questions import Question
from carbonsim.core.bounds import AT_LEAST, AT_MOST, meets
from carbonsim.engine.claim_worlds import ROUNDING
from carbonsim.engine.movers import Mover


def world_limits(question: Question, mover: Mover) -> tuple[float, float]:
    """Least and greatest value of a parameter that the world of a claim allows.

    Parameters
    ----------
    question : Question
    mover : Mover

    Returns
    -------
    (float, float) [unit of the parameter]
        In the year of the mover; endless where the world says nothing of it, or is another one already.
    """
    low, high = -np.inf, np.inf
    for one in question.result.claim.world:
        if one.key != mover.key or isinstance(one.required, str):
            continue
        (then,), _, _ = mover.own.series(np.array([question.year]))
        if not meets(one.bound, then, one.required, ROUNDING):
            continue
        # a path moves in proportion
        limit = float(one.required * mover.value / then) if then else one.required
        low = low if one.bound == AT_MOST else max(low, min(limit, mover.value))
        high = high if one.bound == AT_LEAST else min(high, max(limit, mover.value))
    return low, high


def has_room(question: Question, mover: Mover) -> bool:
    """Whether the world of a claim lets a parameter move at all."""
    low, high = world_limits(question, mover)
    return low < high
