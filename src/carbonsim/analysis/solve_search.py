"""Edges and spans of one parameter within which a target is met."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.core.blank import BLANK, quantiles
from carbonsim.core.bounds import EQUALS
from carbonsim.core.crossings import narrowed, spans_between
from carbonsim.core.sections import sectioned
from carbonsim.core.spans import Span
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.aims import Aim
from carbonsim.results.solve_edges import ABOVE, AT, BELOW, CROSSES, DETERMINISTIC, ENDS, JUMPS, MEDIAN, SHARE

#: Part of what a scan's figures span up to which two figures at an edge are the same.
SAME = 1e-6
#: Values that a call of the model must take at little cost for sections to beat one value after another.
FEWEST_AT_ONCE = 50
#: Rounding of a share of draws: 0.9 of 500 draws are 450.
ROUNDING = 1e-9

#: Figures at some values, (values, draws).
Figures = Callable[[Array], Array]
Measure = Callable[["Kind", Array], Array]


@dataclass(frozen=True)
class Kind:
    """One way to say that a target is met: by the deterministic run, the median or a share of draws."""

    name: str
    aim: Aim
    share: float = 0.5

    def figure(self, drawn: Array) -> Array:
        """Figure of draws, (values, draws), or the share of them that meets the target."""
        if self.name == SHARE:
            there = ~np.isnan(drawn)
            met = (self.aim.margin(drawn) >= 0.0) & there
            count = there.sum(axis=-1)
            return np.where(count > 0, met.sum(axis=-1) / np.maximum(count, 1), BLANK)
        return self._middle(drawn)

    def margin(self, drawn: Array) -> Array:
        """How far draws are on the right side of the target, (values,): not below 0 where it is met."""
        if self.name != SHARE:
            return self.aim.margin(self._middle(drawn))
        # the margin that as many draws have as shall meet the target
        margins = np.sort(np.where(np.isnan(drawn), -np.inf, self.aim.margin(drawn)), axis=-1)
        there = (~np.isnan(drawn)).sum(axis=-1)
        wanted = np.ceil(self.share * there - ROUNDING).astype(int)
        found = np.take_along_axis(margins, (drawn.shape[-1] - np.maximum(wanted, 1))[..., None], axis=-1)
        return np.where(there > 0, found[..., 0], BLANK)

    def above(self, drawn: Array) -> Array:
        """How far the figure is above the level, (values,)."""
        return self.aim.above(self._middle(drawn))

    def _middle(self, drawn: Array) -> Array:
        if self.name == DETERMINISTIC:
            return np.asarray(drawn[..., 0])
        return np.asarray(quantiles(drawn, (0.5,))[0])


def is_exact(aim: Aim) -> bool:
    """Whether a target is a single figure, which no draw comes to."""
    return aim.bound == EQUALS and not aim.target.tolerance


def kinds_of(aim: Aim, draws: int, share: float) -> tuple[Kind, ...]:
    """Ways to meet a target; no draw equals a figure, so that a share of draws needs a tolerance."""
    if draws < 2:
        return (Kind(DETERMINISTIC, aim),)
    median = Kind(MEDIAN, aim)
    return (median,) if is_exact(aim) else (median, Kind(SHARE, aim, share))


@dataclass(frozen=True)
class FoundEdge:
    """Edge before it is confirmed: value, side and kind as of `results.solve_edges.Edge`."""

    value: float
    figure: float
    side: str
    kind: str


@dataclass(frozen=True)
class FoundSpans:
    """Spans in which a target is met, their edges, and the value that comes nearest."""

    spans: tuple[Span, ...]
    edges: tuple[FoundEdge, ...]
    best: tuple[float, float]


def find(
    kinds: Sequence[Kind], figures: Figures, values: Array, at_values: Array, at_once: int
) -> list[FoundSpans]:
    """Spans of several kinds, all narrowed down together.

    Parameters
    ----------
    kinds : sequence of Kind
    figures : callable
        Figures at some values, (values, draws).
    values : array [unit of the parameter], (values,)
        That were looked at, rising.
    at_values : array [unit of the figure], (values, draws)
        Figures there.
    at_once : int
        Values that one call takes at little cost.

    Returns
    -------
    list of FoundSpans
        Of each kind.
    """
    aim = kinds[0].aim
    if aim.bound != EQUALS:
        return _between(kinds, figures, values, at_values, _margins, at_once)
    exact = _between(kinds, figures, values, at_values, _aboves, at_once)
    if not aim.target.tolerance:
        return [
            _points(each, values, kind.figure(at_values), aim)
            for kind, each in zip(kinds, exact, strict=True)
        ]
    # what lies within the tolerance around an exact value is seen, however narrow it is
    more = np.array(sorted({edge.value for each in exact for edge in each.edges} - set(values.tolist())))
    if len(more):
        order = np.argsort(both := np.concatenate([values, more]))
        at_values = np.concatenate([at_values, figures(more)])[order]
        values = both[order]
    return _between(kinds, figures, values, at_values, _margins, at_once)


def _margins(kind: Kind, drawn: Array) -> Array:
    return kind.margin(drawn)


def _aboves(kind: Kind, drawn: Array) -> Array:
    return kind.above(drawn)


def _between(
    kinds: Sequence[Kind],
    figures: Figures,
    values: Array,
    at_values: Array,
    measure: Measure,
    at_once: int,
) -> list[FoundSpans]:
    """Spans in which a measure is not below 0."""
    margins = np.stack([measure(kind, at_values) for kind in kinds])
    held = margins >= 0.0
    search, place = np.nonzero(held[:, 1:] != held[:, :-1])
    low, high = values[place], values[place + 1]

    def each(x: Array) -> Array:
        drawn = figures(x)
        return np.stack([measure(kind, drawn) for kind in kinds])

    def one(x: Array, number: IntArray) -> Array:
        return np.asarray(each(x)[number, np.arange(len(x))])

    if at_once >= FEWEST_AT_ONCE:
        without, with_it = sectioned(lambda x: each(x) >= 0.0, low, high, search, at_once)
    else:
        without, with_it = narrowed(one, low, high, search)
    near = figures(np.concatenate([with_it, without])) if len(with_it) else at_values[:0]
    inside, outside = near[: len(with_it)], near[len(with_it) :]
    found = []
    for number, kind in enumerate(kinds):
        own = search == number
        edges = _edges(kind, with_it[own], without[own], inside[own], outside[own], at_values)
        blank = [edge.kind == ENDS for edge in edges]
        spans = spans_between(held[number], values, [edge.value for edge in edges], blank)
        found.append(FoundSpans(spans, edges, _best(margins[number], values, kind.figure(at_values))))
    return found


def _edges(
    kind: Kind, with_it: Array, without: Array, inside: Array, outside: Array, at_values: Array
) -> tuple[FoundEdge, ...]:
    """Edges of one kind, from draws on both sides of each."""
    told = kind.figure(inside)
    ends = _kinds(kind.above(inside), kind.above(outside), kind.above(at_values))
    sides = np.where(with_it > without, ABOVE, BELOW)
    return tuple(
        FoundEdge(float(value), float(figure), str(side), end)
        for value, figure, side, end in zip(with_it, told, sides, ends, strict=True)
    )


def _kinds(inside: Array, outside: Array, scanned: Array) -> list[str]:
    """Kind of each edge, from the figures on both sides of it."""
    there = scanned[np.isfinite(scanned)]
    size = float(np.ptp(there)) if there.size else 0.0
    jumps = np.abs(inside - outside) > SAME * size
    return [
        ENDS if math.isnan(beyond) else JUMPS if jump else CROSSES
        for beyond, jump in zip(outside, jumps, strict=True)
    ]


def _best(margins: Array, values: Array, told: Array) -> tuple[float, float]:
    """Value that comes nearest, and what is told of it."""
    if np.isnan(margins).all():
        return BLANK, BLANK
    place = int(np.nanargmax(margins))
    return float(values[place]), float(told[place])


def _points(found: FoundSpans, values: Array, told: Array, aim: Aim) -> FoundSpans:
    """Values at which a figure is the level itself: a jump over it, or an end of answers, is none."""
    edges = {
        edge.value: FoundEdge(edge.value, edge.figure, AT, edge.kind)
        for edge in found.edges
        if edge.kind == CROSSES
    }
    return FoundSpans((), tuple(edges.values()), _best(-np.abs(aim.above(told)), values, told))
