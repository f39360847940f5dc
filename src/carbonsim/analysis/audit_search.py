"""Searches for values of one parameter at which an answer to a claim holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.audit_questions import Question, figures_at
from carbonsim.core.crossings import Margins
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.movers import Mover


@dataclass(frozen=True)
class Search:
    """Search for values of a parameter at which an answer holds.

    Attributes
    ----------
    question : Question
    mover : Mover
    influence : float [unit of the answer]
        Of the parameter; 0 where it is not among those that move the answer most.
    """

    question: Question
    mover: Mover
    influence: float = 0.0


def margins_of(searches: Sequence[Search]) -> Margins:
    """Margins of the deterministic run at values of each search, as `spans_of` asks for them."""
    return function_of(searches, lambda question, figures: question.margins(figures))


def function_of(searches: Sequence[Search], of_figure: Callable[[Question, Array], Array]) -> Margins:
    """A function of the figure of the deterministic run at values of each search."""

    def margins(values: Array, number: IntArray) -> Array:
        at = [searches[place] for place in number]
        moves = [search.mover.moved(value) for search, value in zip(at, values.tolist(), strict=True)]
        figures = figures_at([(search.question, move) for search, move in zip(at, moves, strict=True)])[:, 0]
        return np.array([of_figure(each.question, figure) for each, figure in zip(at, figures, strict=True)])

    return margins
