"""Needs of answers to claims: values of one parameter at which each holds, all others being as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.audit_beyond import looked_beyond
from carbonsim.analysis.audit_influence import is_allowed
from carbonsim.analysis.audit_questions import Question, figures_at
from carbonsim.analysis.audit_search import Search, function_of, margins_of
from carbonsim.core.bounds import EQUALS
from carbonsim.core.crossings import Span, spans_of
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


@dataclass(frozen=True)
class _Scanned:
    """Values that were looked at, rising, and the figure there."""

    values: Array
    figures: Array

    def with_more(self, values: Array, figures: Array) -> _Scanned:
        joined = np.concatenate([self.values, values])
        places = np.unique(joined, return_index=True)[1]
        return _Scanned(joined[places], np.concatenate([self.figures, figures])[places])


def audited_parameter(mover: Mover) -> AuditedParameter:
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
    exact = _exact_values(searches, scanned)
    scanned = _with_values(searches, scanned, exact)
    margins = [search.question.margins(each.figures) for search, each in zip(searches, scanned, strict=True)]
    spans = spans_of(margins_of(searches), [each.values for each in scanned], margins)
    rows = zip(searches, scanned, margins, spans, exact, strict=True)
    found = [_need(*row) for row in rows]
    nowhere = [place for place, need in enumerate(found) if not need.spans]
    beyond = looked_beyond(*([of[place] for place in nowhere] for of in (searches, found, margins)))
    for place, need in zip(nowhere, beyond, strict=True):
        found[place] = need
    return found


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


def _scanned(searches: Sequence[Search]) -> list[_Scanned]:
    """Figures at all values to look at, in one pass."""
    values_of: dict[tuple[int, str, int], tuple[Array, list[Moves]]] = {}
    points: list[tuple[Question, Moves]] = []
    for search in searches:
        mover = search.mover
        name = (id(search.question.runs), mover.key, mover.year)
        if name not in values_of:
            values = scan_of(mover, search.question, STEPS)
            values_of[name] = values, [mover.moved(value) for value in values.tolist()]
        points += [(search.question, moves) for moves in values_of[name][1]]
    figures = figures_at(points)[:, 0] if points else np.empty(0)
    found, start = [], 0
    for search in searches:
        values, _ = values_of[id(search.question.runs), search.mover.key, search.mover.year]
        found.append(_Scanned(values, figures[start : start + len(values)]))
        start += len(values)
    return found


def _exact_values(searches: Sequence[Search], scanned: Sequence[_Scanned]) -> list[Array]:
    """Values at which the figure is the claimed one, of claims that it equals one."""
    places = [place for place, each in enumerate(searches) if each.question.result.claim.bound == EQUALS]
    chosen = [searches[place] for place in places]
    above = [searches[place].question.exactly(scanned[place].figures) for place in places]
    spans = (
        spans_of(
            function_of(chosen, lambda question, figures: question.exactly(figures)),
            [scanned[place].values for place in places],
            above,
        )
        if places
        else []
    )
    found = [np.empty(0)] * len(searches)
    for place, several in zip(places, spans, strict=True):
        ends = [
            end
            for span in several
            for end, is_open in ((span.low, span.open_low), (span.high, span.open_high))
            if not is_open
        ]
        found[place] = np.array(ends)
    return found


def _with_values(
    searches: Sequence[Search], scanned: Sequence[_Scanned], more: Sequence[Array]
) -> list[_Scanned]:
    """What was looked at with some more values."""
    points = [
        (search.question, search.mover.moved(value))
        for search, values in zip(searches, more, strict=True)
        for value in values.tolist()
    ]
    figures = figures_at(points)[:, 0] if points else np.empty(0)
    parts = np.split(figures, np.cumsum([len(values) for values in more])[:-1])
    return [each.with_more(*part) for each, part in zip(scanned, zip(more, parts, strict=True), strict=True)]


def _need(search: Search, scanned: _Scanned, margins: Array, spans: tuple[Span, ...], roots: Array) -> Need:
    mover, question, values = search.mover, search.question, scanned.values
    nearest = 0 if np.isnan(margins).all() else int(np.nanargmax(margins))
    at_roots = scanned.figures[np.searchsorted(values, roots)]
    equalled = roots[np.abs(question.exactly(at_roots)) <= EXACT * question.scale] if len(roots) else roots
    ends = float(values[0]), float(values[-1])
    return Need(
        parameter=audited_parameter(mover),
        influence=search.influence,
        scanned=ends,
        at_bounds=(ends[0] == mover.bounds[0], ends[1] == mover.bounds[1]),
        looked_at=len(values),
        spans=spans,
        exact=tuple(equalled.tolist()),
        beyond=None,
        beyond_to=ends[1] if nearest > len(values) // 2 else ends[0],
        best=(float(values[nearest]), float(scanned.figures[nearest])),
    )
