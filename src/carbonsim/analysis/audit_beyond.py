"""Values beyond the bounds of a parameter: looked at where an answer holds at none within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.audit_questions import Question, figures_at
from carbonsim.analysis.audit_search import Scanned, Search
from carbonsim.core.errors import CarbonsimError
from carbonsim.core.types import Array

#: How many times as far as a bound lies from the present value is looked, and in how many steps.
REACH, STEPS = 10.0, 24
#: Times that fewer steps are tried where a balance does not close at the farther ones.
FEWER = 1


@dataclass(frozen=True)
class Beyond:
    """Values beyond a bound.

    Attributes
    ----------
    last : float [unit of the parameter]
        The farthest that was looked at; the end of what was scanned where none was.
    bracket : Scanned or None
        The last value at which the answer does not hold and the first at which it does, rising, with figures.
    """

    last: float
    bracket: Scanned | None = None


def look_beyond(searches: Sequence[Search], scanned: Sequence[Scanned]) -> list[Beyond]:
    """Look beyond the bound at which each figure comes nearer to holding, as far as the model has an answer.

    Parameters
    ----------
    searches : sequence of Search
        Of answers that hold at no value that was scanned.
    scanned : sequence of Scanned
        What was looked at within the bounds.

    Returns
    -------
    list of Beyond
        Nothing is looked at beyond an end that is no bound of the parameter alone, nor below 0.
    """
    found: list[Beyond] = []
    same: dict[tuple[int, str, float, float], list[int]] = {}
    for place, (search, each) in enumerate(zip(searches, scanned, strict=True)):
        low, high = np.nan_to_num(search.question.margins(each.figures[[0, -1], 0]), nan=-np.inf).tolist()
        end = 1 if high >= low else 0
        bound, value = float(each.values[-end]), search.mover.value
        found.append(Beyond(bound))
        # nothing emits, costs or shares less than 0
        is_physical = end == 0 and bound == 0.0
        if low != high and bound == search.mover.scanned[end] and not is_physical:
            step = (bound - value) or float(each.values[-end] - each.values[end - 1])
            same.setdefault((id(search.question.runs), search.mover.key, bound, step), []).append(place)
    outer = [bound + step * (np.geomspace(1.0, REACH, STEPS + 1) - 1.0) for _, _, bound, step in same]
    groups = [[searches[place] for place in places] for places in same.values()]
    figures = _figures(groups, outer)
    for places, values, of_group in zip(same.values(), outer, figures, strict=True):
        for place, at in zip(places, of_group, strict=True):
            answered = len(at) if not np.isnan(at).any() else int(np.argmax(np.isnan(at)))
            from_bound = np.concatenate([[_at_bound(scanned[place], values[0])], at[:answered]])
            bracket = _bracket(searches[place].question, values[: answered + 1], from_bound)
            found[place] = Beyond(float(values[answered]), bracket)
    return found


def _at_bound(scanned: Scanned, bound: float) -> float:
    return float(scanned.figures[0 if scanned.values[0] == bound else -1, 0])


def _bracket(question: Question, values: Array, figures: Array) -> Scanned | None:
    """Neighbours between which an answer begins to hold, or a band lies; None where it holds nowhere."""
    held = question.margins(figures) >= 0.0
    above = question.above(figures)
    crossed = above[1:] * above[:-1] < 0.0
    first = np.flatnonzero(held[1:] | crossed)
    if not first.size:
        return None
    order = np.argsort(values[first[0] : first[0] + 2]) + first[0]
    return Scanned(values[order], figures[order][:, None])


def _figures(groups: Sequence[Sequence[Search]], outer: Sequence[Array], left: int = FEWER) -> list[Array]:
    """Figures of the searches of each group at its values behind the bound, (searches, values).

    Values outside of bounds may leave a balance open: then groups are run apart, the last with fewer values.
    """
    if not groups:
        return []
    points = [
        (search.question, search.mover.moved(value))
        for group, values in zip(groups, outer, strict=True)
        for search in group
        for value in values[1:].tolist()
    ]
    try:
        with np.errstate(all="ignore"):
            figures = figures_at(points)[:, 0]
    except (CarbonsimError, ArithmeticError, ValueError):
        if len(groups) > 1:
            half = len(groups) // 2
            return _figures(groups[:half], outer[:half]) + _figures(groups[half:], outer[half:])
        if not left:
            return [np.empty((len(groups[0]), 0))]
        return _figures(groups, [outer[0][: len(outer[0]) // 2]], left - 1)
    sizes = [len(group) * (len(values) - 1) for group, values in zip(groups, outer, strict=True)]
    parts = np.split(figures, np.cumsum(sizes)[:-1])
    return [part.reshape(len(group), -1) for part, group in zip(parts, groups, strict=True)]
