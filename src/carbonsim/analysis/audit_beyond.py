"""Values beyond the bounds of a parameter at which an answer would hold, where it holds at none within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from carbonsim.analysis.audit_questions import Question, figures_at
from carbonsim.analysis.audit_search import Search, margins_of
from carbonsim.core.crossings import narrowed
from carbonsim.core.errors import CarbonsimError
from carbonsim.core.types import Array
from carbonsim.engine.moved_runs import Moves
from carbonsim.results.audit_records import Need

#: How many times as far as a bound lies from the present value is looked, and in how many steps.
REACH, STEPS = 10.0, 24


@dataclass(frozen=True)
class _Outside:
    """Search beyond a bound: values farther and farther out, the bound first."""

    search: Search
    values: Array
    margin_at_bound: float

    @property
    def points(self) -> list[tuple[Question, Moves]]:
        return [(self.search.question, self.search.mover.moved(value)) for value in self.values[1:].tolist()]


def looked_beyond(searches: Sequence[Search], needs: Sequence[Need], margins: Sequence[Array]) -> list[Need]:
    """Needs with what lies beyond the bound at which each figure comes nearer to holding.

    Parameters
    ----------
    searches : sequence of Search
        Of answers that hold nowhere within the bounds.
    needs : sequence of Need
        Of each.
    margins : sequence of array
        At the values of each that were looked at.

    Returns
    -------
    list of Need
    """
    found = list(needs)
    outside: dict[int, _Outside] = {}
    for place, (search, need, margin) in enumerate(zip(searches, needs, margins, strict=True)):
        bound, upwards = _nearer_end(need, margin)
        found[place] = replace(need, beyond_to=bound)
        if bound == search.mover.scanned[1 if upwards else 0] and margin[0] != margin[-1]:
            step = abs(bound - search.mover.value) or need.scanned[1] - need.scanned[0]
            away = step * (np.geomspace(1.0, REACH, STEPS + 1) - 1.0)
            values = bound + (away if upwards else -away)
            outside[place] = _Outside(search, values, float(margin[-1 if upwards else 0]))
    figures = _as_far_as_answered([each.points for each in outside.values()])
    brackets: dict[int, tuple[float, float]] = {}
    for (place, each), of_search in zip(outside.items(), figures, strict=True):
        found[place] = replace(found[place], beyond_to=float(each.values[len(of_search)]))
        held = np.flatnonzero(each.search.question.margins(of_search) >= 0.0)
        if held.size:
            brackets[place] = float(each.values[held[0]]), float(each.values[held[0] + 1])
    if brackets:
        low, high = np.array(list(brackets.values())).T
        _, nearest = narrowed(
            margins_of([searches[place] for place in brackets]), low, high, np.arange(len(low))
        )
        for place, value in zip(brackets, nearest.tolist(), strict=True):
            found[place] = replace(found[place], beyond=value)
    return found


def _nearer_end(need: Need, margins: Array) -> tuple[float, bool]:
    """End of what was looked at where the figure comes nearer, and whether that is the high one."""
    low, high = np.nan_to_num(margins[[0, -1]], nan=-np.inf).tolist()
    return need.scanned[1 if high >= low else 0], high >= low


def _as_far_as_answered(searches: Sequence[Sequence[tuple[Question, Moves]]]) -> list[Array]:
    """Figures of each search at its points, up to the last before the model has no answer.

    Values outside of bounds may leave a balance open, too: such a pass is divided until its others are made.
    """
    if not searches:
        return []
    points = [point for several in searches for point in several]
    try:
        with np.errstate(all="ignore"):
            figures = figures_at(points)[:, 0] if points else np.empty(0)
    except (CarbonsimError, ArithmeticError, ValueError):
        if len(searches) > 1:
            half = len(searches) // 2
            return _as_far_as_answered(searches[:half]) + _as_far_as_answered(searches[half:])
        return _as_far_as_answered([searches[0][: len(searches[0]) // 2]])
    each = np.split(figures, np.cumsum([len(several) for several in searches])[:-1])
    return [part[: np.argmax(np.isnan(part))] if np.isnan(part).any() else part for part in each]
