"""Parameters that move answers to claims most: each of a scenario moved alone to the ends of its range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from carbonsim.analysis.audit_questions import Question, figures_at
from carbonsim.core.types import Array
from carbonsim.engine.moved_runs import refusal
from carbonsim.engine.movers import Mover, movers
from carbonsim.scenario.scenario import Scenario

#: Parameters that are looked at closely for each answer.
CANDIDATES = 12
#: Influence that counts, as a part of the figure and of the largest influence on it.
LEAST_OF_FIGURE, LEAST_OF_LARGEST = 1e-9, 1e-3
#: Series of what is made, used, emitted or bought.
PHYSICAL = ("Emissions|", "Final Energy|", "Production|", "Sales|", "Stocks|", "Capacity|")


@dataclass(frozen=True)
class Influence:
    """Influence of a parameter on an answer.

    Attributes
    ----------
    mover : Mover
    size : float [unit of the answer]
        Largest change of the figure between the ends of the range.
    towards_high : bool
        Whether the figure comes nearer to holding, or holds by more, at the high end.
    moves_money_alone : bool
        Whether nothing hangs on it that is made, used, emitted or bought.
    """

    mover: Mover
    size: float
    towards_high: bool
    moves_money_alone: bool = False


def influences(questions: Sequence[Question]) -> list[tuple[Influence, ...]]:
    """The most influential parameters of each answer, the largest influence first.

    Left out are constants of 0 without a range, factors of 1 without range and source, what a file could
    not set alone (`moved_runs.refusal`), and what chance draws anew in each year: nobody can set it.

    Parameters
    ----------
    questions : sequence of Question
        With a figure and a claimed figure.

    Returns
    -------
    list of tuple of Influence
    """
    found: dict[int, tuple[Influence, ...]] = {}
    for group in _grouped(questions):
        found |= _of_group(group)
    return [found[id(question)] for question in questions]


def read_once(questions: Sequence[Question]) -> tuple[str, ...]:
    """Keys of parameters that are not moved, for the model reads one value of them for all draws."""
    once = {key for question in questions for key in question.runs.read_once}
    return tuple(key for key in (questions[0].scenario.settings if questions else ()) if key in once)


def _grouped(questions: Iterable[Question]) -> list[list[Question]]:
    """Questions of the same world and year together."""
    groups: dict[tuple[int, int], list[Question]] = {}
    for question in questions:
        groups.setdefault((id(question.runs), question.year), []).append(question)
    return list(groups.values())


def _of_group(questions: Sequence[Question]) -> dict[int, tuple[Influence, ...]]:
    first = questions[0]
    offered = [
        mover
        for mover in movers(first.scenario, first.year)
        if mover.key not in first.runs.read_once
        and (mover.value != 0.0 or mover.ranged)
        and not mover.setting.definition.yearly
        and not _is_neutral(mover)
    ]
    ends = [mover.moved(end) for mover in offered for end in (mover.low, mover.high)]
    points = [(question, end) for question in questions for end in ends]
    figures = figures_at(points).reshape(len(questions), len(offered), 2)
    ranked = [_ranked(question, offered, at) for question, at in zip(questions, figures, strict=True)]
    tested = _Tested(first.scenario, {})
    allowed = [[each for each in several if tested.is_allowed(each.mover)] for several in ranked]
    money = _money_alone(first, {each.mover.key: each.mover for several in allowed for each in several})
    return {
        id(question): tuple(replace(each, moves_money_alone=each.mover.key in money) for each in several)
        for question, several in zip(questions, allowed, strict=True)
    }


def _money_alone(question: Question, offered: Mapping[str, Mover]) -> frozenset[str]:
    """Keys of parameters whose range moves nothing that is made, used, emitted or bought."""
    runs = question.runs
    others = [name for name in runs.pair.own if name.startswith(PHYSICAL)]
    ends = [mover.moved(end) for mover in offered.values() for end in (mover.low, mover.high)]
    moved = np.zeros(len(ends), dtype=bool)
    for values in runs.series([{}, *ends], others).values():
        own = values[:, :1]
        off = np.abs(values[:, 1:] - own) > LEAST_OF_FIGURE * np.abs(own)
        moved |= off.any(axis=(0, 2)) | (np.isnan(values[:, 1:]) != np.isnan(own)).any(axis=(0, 2))
    pairs = zip(offered, moved.reshape(-1, 2), strict=True)
    return frozenset(key for key, of_ends in pairs if not of_ends.any())


def _ranked(question: Question, offered: Sequence[Mover], figures: Array) -> list[Influence]:
    """Those that move an answer, from figures at both ends of their ranges, (movers, 2)."""
    own = question.result.value
    all_three = np.concatenate([figures, np.full((len(offered), 1), own)], axis=1)
    sizes = np.nanmax(all_three, axis=1) - np.nanmin(all_three, axis=1)
    margins = question.margins(figures)
    least = max(LEAST_OF_FIGURE * question.scale, LEAST_OF_LARGEST * float(sizes.max(initial=0.0)))
    found = [
        Influence(mover, float(size), bool(high > low or np.isnan(low)))
        for mover, size, (low, high) in zip(offered, sizes, margins, strict=True)
        if size > least
    ]
    return sorted(found, key=lambda each: -each.size)[:CANDIDATES]


@dataclass(frozen=True)
class _Tested:
    """Parameters that a file could set alone to the ends of their ranges, as far as they were tested."""

    scenario: Scenario
    known: dict[str, bool]

    def is_allowed(self, mover: Mover) -> bool:
        if mover.key not in self.known:
            self.known[mover.key] = all(
                is_allowed(self.scenario, mover, end) for end in (mover.low, mover.high)
            )
        return self.known[mover.key]


def is_allowed(scenario: Scenario, mover: Mover, value: float) -> bool:
    """Whether a file could set a parameter to a value, all others being as they are."""
    return refusal(scenario, mover.moved(value)) is None


def _is_neutral(mover: Mover) -> bool:
    """Whether it is a factor of 1 without range and source: it says that what it multiplies is as it is.

    A share, which cannot be above 1, is none.
    """
    setting, most = mover.setting, mover.bounds[1]
    is_factor = setting.definition.unit == "1" and (most is None or most > 1.0)
    return is_factor and set(mover.own.central) == {1.0} and not mover.ranged and not setting.source
