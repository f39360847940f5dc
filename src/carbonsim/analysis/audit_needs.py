"""Needs of answers to claims: values of one parameter at which each holds, all others being as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from carbonsim.analysis.audit_beyond import Beyond, look_beyond
from carbonsim.analysis.audit_influence import is_allowed
from carbonsim.analysis.audit_questions import Question, figures_at
from carbonsim.analysis.audit_search import (
    Part,
    Scanned,
    Search,
    central,
    on_all_sides,
    sides,
    spans_of_parts,
)
from carbonsim.core.bounds import EQUALS
from carbonsim.core.crossings import Span
from carbonsim.core.types import Array
from carbonsim.engine.moved_runs import Moves
from carbonsim.engine.movers import Mover
from carbonsim.results.audit_records import AuditedParameter, Need

#: Steps of each spacing between the bounds of a parameter.
STEPS = 64
#: Halvings that find the last value that a file could set.
HALVINGS = 16
#: Relative distance from the claimed figure at which it is equalled.
EXACT = 1e-6


def audited_parameter(mover: Mover, moves_money_alone: bool = False) -> AuditedParameter:
    """Record of a parameter that is moved."""
    return AuditedParameter(
        mover.key,
        mover.setting.definition.unit,
        mover.year,
        bool(mover.own.years),
        mover.value,
        mover.low,
        mover.high,
        mover.ranged,
        mover.setting.confidence,
        moves_money_alone,
    )


def needs_of(searches: Sequence[Search]) -> list[Need]:
    """Needs in the deterministic run, of all searches at once.

    Parameters
    ----------
    searches : sequence of Search

    Returns
    -------
    list of Need
        Without what needs draws.
    """
    scanned = _scanned(searches)
    nowhere = [
        place
        for place, (search, each) in enumerate(zip(searches, scanned, strict=True))
        if not _holds_somewhere(search.question, central(each.figures))
    ]
    outside = look_beyond([searches[place] for place in nowhere], [scanned[place] for place in nowhere])
    beyond = dict(zip(nowhere, outside, strict=True))
    parts = [
        _parts(search, each, beyond.get(place))
        for place, (search, each) in enumerate(zip(searches, scanned, strict=True))
    ]
    found = iter(spans_of_parts([part for several in parts for part in several]))
    spans = [[next(found) for _ in several] for several in parts]
    is_equals = [search.question.result.claim.bound == EQUALS for search in searches]
    exact = _exact(
        searches, [several[2] if equals else () for several, equals in zip(spans, is_equals, strict=True)]
    )
    return [
        _need(search, each, several, values, beyond.get(place))
        for place, (search, each, several, values) in enumerate(
            zip(searches, scanned, spans, exact, strict=True)
        )
    ]


def scan_of(mover: Mover, question: Question, steps: int) -> Array:
    """Values of a parameter to look at: between its bounds, as far as a file could set it alone."""
    values = mover.scan(steps)
    low, high = (_last_allowed(question, mover, float(end)) for end in values[[0, -1]])
    within = values[(values > low) & (values < high)]
    return np.unique(np.concatenate([[low], within, [high]]))


def _last_allowed(question: Question, mover: Mover, end: float) -> float:
    """The value nearest to an end that a file could set, as it could all between it and the present one."""
    if is_allowed(question.scenario, mover, end):
        return end
    near, far = mover.value, end
    for _ in range(HALVINGS):
        middle = 0.5 * (near + far)
        near, far = (middle, far) if is_allowed(question.scenario, mover, middle) else (near, middle)
    return near


def _scanned(searches: Sequence[Search]) -> list[Scanned]:
    """Figures at all values to look at, in one pass."""
    values_of: dict[tuple[int, str, int], tuple[Array, list[Moves]]] = {}
    names = [(id(each.question.runs), each.mover.key, each.mover.year) for each in searches]
    for name, search in zip(names, searches, strict=True):
        if name not in values_of:
            values = scan_of(search.mover, search.question, STEPS)
            values_of[name] = values, [search.mover.moved(value) for value in values.tolist()]
    points = [
        (search.question, moves)
        for name, search in zip(names, searches, strict=True)
        for moves in values_of[name][1]
    ]
    figures = figures_at(points)
    found, start = [], 0
    for name in names:
        values, _ = values_of[name]
        found.append(Scanned(values, figures[start : start + len(values)]))
        start += len(values)
    return found


def _holds_somewhere(question: Question, figures: Array) -> bool:
    """Whether an answer holds at some of the figures of neighbouring values, or between two of them."""
    if (question.margins(figures) >= 0.0).any():
        return True
    above = question.above(figures)
    return question.result.claim.bound == EQUALS and bool((above[1:] * above[:-1] < 0.0).any())


def _parts(search: Search, scanned: Scanned, beyond: Beyond | None) -> list[Part]:
    """Parts of a search: spans, where the figure is the claimed one, the nearest value beyond a bound."""
    question = search.question
    found = sides(search, scanned, central)
    if question.result.claim.bound == EQUALS:
        found.append(Part(search, lambda figures: question.above(central(figures)), scanned))
    if beyond is not None and beyond.bracket is not None:
        found += sides(search, beyond.bracket, central)
    return found


def _need(
    search: Search,
    scanned: Scanned,
    spans: Sequence[tuple[Span, ...]],
    exact: tuple[float, ...],
    beyond: Beyond | None,
) -> Need:
    """Record of a search from the spans of its parts."""
    mover, question, values = search.mover, search.question, scanned.values
    count = 2 if question.result.claim.bound == EQUALS else 1
    figures = central(scanned.figures)
    margins = question.margins(figures)
    nearest = 0 if np.isnan(margins).all() else int(np.nanargmax(margins))
    ends = float(values[0]), float(values[-1])
    nearer_end = ends[1] if nearest > len(values) // 2 else ends[0]
    outside = on_all_sides(spans[-count:]) if beyond is not None and beyond.bracket is not None else ()
    return Need(
        parameter=audited_parameter(mover),
        influence=search.influence,
        scanned=ends,
        at_bounds=(ends[0] == mover.bounds[0], ends[1] == mover.bounds[1]),
        looked_at=len(values),
        spans=on_all_sides(spans[:count]),
        exact=exact,
        beyond=_nearest(mover.value, outside),
        beyond_to=nearer_end if beyond is None else beyond.last,
        best=(float(values[nearest]), float(figures[nearest])),
    )


def _exact(searches: Sequence[Search], spans: Sequence[Sequence[Span]]) -> list[tuple[float, ...]]:
    """Ends of spans of each search at which its figure is the claimed one: neither jumps nor blanks."""
    ends = [(place, end) for place, several in enumerate(spans) for end in _crossings(several)]
    points = [searches[place].at(end) for place, end in ends]
    figures = figures_at(points)[:, 0].tolist() if ends else []
    exact: list[tuple[float, ...]] = [() for _ in searches]
    for (place, end), figure in zip(ends, figures, strict=True):
        target = searches[place].question.target
        assert target is not None
        if abs(figure - target) <= EXACT * (abs(target) or searches[place].question.scale):
            exact[place] += (end,)
    return exact


def _crossings(spans: Sequence[Span]) -> Iterator[float]:
    """Ends of spans that are neither those of what was looked at nor beside a blank."""
    for span in spans:
        if not (span.open_low or span.blank_low):
            yield span.low
        if not (span.open_high or span.blank_high):
            yield span.high


def _nearest(value: float, spans: Sequence[Span]) -> float | None:
    """The value in spans that is nearest to a value outside of them."""
    ends = [end for span in spans for end in (span.low, span.high)]
    return min(ends, key=lambda end: abs(end - value)) if ends else None
