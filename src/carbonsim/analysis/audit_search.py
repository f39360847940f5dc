"""Searches for values of one parameter at which an answer to a claim holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.audit_questions import Question, Sample, figures_at
from carbonsim.core.bounds import EQUALS
from carbonsim.core.crossings import PRECISION, Span, in_both, spans_of
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.moved_runs import Moves
from carbonsim.engine.movers import Mover

#: Number that is not below 0 where something holds, (points,), given the figures of points, (points, draws).
Holding = Callable[[Array], Array]


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

    def at(self, value: float) -> tuple[Question, Moves]:
        """Point at which the parameter has a value."""
        return self.question, self.mover.moved(value)


@dataclass(frozen=True)
class Scanned:
    """Values of a parameter that were looked at, rising, and the figures there, (values, draws)."""

    values: Array
    figures: Array


@dataclass(frozen=True)
class Part:
    """Part of a search: something that is to hold, between values that were looked at."""

    search: Search
    holding: Holding
    scanned: Scanned


def spans_of_parts(
    parts: Sequence[Part], sample: Sample | None = None, precision: float = PRECISION
) -> list[tuple[Span, ...]]:
    """Spans of values in which each holds, narrowed down in runs of all at once.

    Parameters
    ----------
    parts : sequence of Part
    sample : Sample, optional
        Draws with which points are run.
    precision : float [1]
        As of `core.crossings.narrowed`.

    Returns
    -------
    list of tuple of Span [unit of each parameter]
    """

    values = [part.scanned.values for part in parts]
    at_values = [part.holding(part.scanned.figures) for part in parts]
    known = [
        dict(zip(each.tolist(), at.tolist(), strict=True)) for each, at in zip(values, at_values, strict=True)
    ]

    def margins(at: Array, number: IntArray) -> Array:
        wanted = list(zip(number.tolist(), at.tolist(), strict=True))
        new = [(place, value) for place, value in wanted if value not in known[place]]
        figures = figures_at([parts[place].search.at(value) for place, value in new], sample)
        for (place, value), of_point in zip(new, figures, strict=True):
            known[place][value] = float(parts[place].holding(of_point[None])[0])
        return np.array([known[place][value] for place, value in wanted])

    return spans_of(margins, values, at_values, precision) if parts else []


def sides(search: Search, scanned: Scanned, figure: Holding) -> list[Part]:
    """Sides on which a figure of the draws is to hold: its margin; of one that equals another, either side.

    A band that is narrower than the steps of a scan lies between two crossings that none of them misses.
    """
    question = search.question
    if question.result.claim.bound != EQUALS:
        return [Part(search, lambda figures: question.margins(figure(figures)), scanned)]
    return [
        Part(search, lambda figures: question.from_below(figure(figures)), scanned),
        Part(search, lambda figures: question.from_above(figure(figures)), scanned),
    ]


def on_all_sides(spans: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    """Spans in which all that is to hold does, of the spans of each side."""
    first, *others = spans
    for other in others:
        first = in_both(first, other)
    return first


def central(figures: Array) -> Array:
    """Figure of the deterministic run, (points,)."""
    return figures[:, 0]
