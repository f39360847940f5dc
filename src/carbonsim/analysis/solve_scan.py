"""One parameter varied alone: values that are looked at, figures there, and edges of the target."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np

from carbonsim.analysis.solve_search import (
    FoundSpans,
    Kind,
    find,
    kinds_of,
)
from carbonsim.core.blank import quantiles
from carbonsim.core.errors import ScenarioError
from carbonsim.core.types import Array, Progress
from carbonsim.engine.aims import Aim
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.figure_runs import FigureRuns
from carbonsim.engine.moved_runs import MovedRuns
from carbonsim.engine.varied import Varied, overrides_of, point_of
from carbonsim.results.records import QUANTILES
from carbonsim.results.solve_edges import SHARE, Edge, Scan, Search
from carbonsim.results.solve_records import Solved, SolvedParameter
from carbonsim.scenario.vary import DELAY

#: Steps between the ends of what is looked at: with draws, and again around the present value without.
STEPS = 64
#: Part of the largest figure below which differences are rounding.
NOISE = 1e-9
#: How many times more, and less, than its value a parameter is looked at more closely.
NEAR = 10.0
#: Values that deterministic runs take in one pass at little cost.
AT_ONCE = 200
#: Passes, and rounds with draws, that it mostly takes to narrow an edge down.
NARROWING, ROUNDS = 6, 12


@dataclass
class Progressing:
    """Counter of runs that are done, and of how many there will be, as far as is known."""

    progress: Progress | None
    done: int = 0
    total: int = 0

    def expect(self, points: int, draws: int = 0) -> None:
        """Take note of runs that are to come."""
        self.total += points * max(draws, 1)

    def __call__(self, points: int, draws: int = 0) -> None:
        """Take note of runs that are done."""
        self.done += points * max(draws, 1)
        if self.progress is not None:
            self.progress(self.done, max(self.total, self.done + 1))


@dataclass(frozen=True)
class Seeking:
    """Question of a search: runs, target, and the share of draws that shall meet it."""

    runs: MovedRuns
    aim: Aim
    share: float
    progress: Progress | None = None
    count: Progressing = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "count", Progressing(self.progress))

    def figures(self, draws: int) -> FigureRuns:
        """Runs of the target's figure with so many draws."""
        return FigureRuns(
            self.runs.with_draws(draws, self.runs.seed, draws), (self.aim.figure,), self.count, Counter()
        )


def solve_one(seeking: Seeking, one: Varied) -> Solved:
    """One parameter alone.

    Parameters
    ----------
    seeking : Seeking
    one : Varied

    Returns
    -------
    Solved
    """
    runs, aim = seeking.runs, seeking.aim
    slow = one.key in runs.read_once
    plain, drawn = seeking.figures(0), seeking.figures(runs.draws)

    def figures(of: FigureRuns, values: Array) -> Array:
        return np.asarray(of.values([point_of([one], [value]) for value in values])[0])

    def searched(of: FigureRuns, kinds: tuple[Kind, ...], values: Array, at_values: Array) -> list[Search]:
        at_once = AT_ONCE if of.runs.draws < 2 and not slow else 1
        found = find(kinds, lambda x: figures(of, x), values, at_values, at_once)
        here = of.values([{}])[0, :1]
        return [_search(seeking, one, kind, each, here, of) for kind, each in zip(kinds, found, strict=True)]

    values = even = even_values(one)
    more = values[:0] if slow else np.setdiff1d(close_values(one), even)
    seeking.count.expect(len(even) + len(more) + (0 if slow else NARROWING * AT_ONCE))
    if runs.draws > 1:
        seeking.count.expect(STEPS + 2 + 2 * ROUNDS, runs.draws)
    at_values = figures(plain, even)
    if not plain.refused:  # edges are confirmed by plain runs all the same
        plain, drawn = replace(plain, checked=False), replace(drawn, checked=False)
    if not slow:
        values, at_values = _together(even, at_values, more, figures(plain, more))
    refused = dict(plain.refused)  # the search for edges meets them again
    searches = searched(plain, kinds_of(aim, 0, seeking.share), values, at_values)
    scan = Scan(values, at_values[:, 0], values[:0], np.empty((len(QUANTILES), 0)), values[:0], refused)
    if runs.draws > 1:
        of_draws = values if slow else told_apart(values, at_values[:, 0], one.value)
        at_draws = figures(drawn, of_draws)
        kinds = kinds_of(aim, runs.draws, seeking.share)
        searches += searched(drawn, kinds, of_draws, at_draws)
        shares = Kind(SHARE, aim, seeking.share).figure(at_draws)
        scan = replace(scan, draw_values=of_draws, quantiles=quantiles(at_draws, QUANTILES), shares=shares)
    return Solved(parameter_of(one, slow), scan, _moves(scan), tuple(searches))


def parameter_of(one: Varied, slow: bool) -> SolvedParameter:
    """Record of a parameter."""
    return SolvedParameter(
        name=one.name,
        key=one.key,
        way=one.way,
        unit=one.unit,
        is_path=one.is_path,
        year=one.year,
        value=one.value,
        low=one.low,
        high=one.high,
        low_end=one.low_end,
        high_end=one.high_end,
        is_policy=one.is_policy,
        one_value=slow,
        ranged=one.setting.ranged,
    )


def even_values(one: Varied) -> Array:
    """Values evenly between the ends, and the present one where it lies between them."""
    values = np.linspace(one.low, one.high, STEPS + 1)
    inside = one.low <= one.value <= one.high
    return np.unique(np.append(values, one.value)) if inside else values


def close_values(one: Varied) -> Array:
    """More values, most of them around the present one, for the ends may be far."""
    parts = [np.empty(0)]
    if one.way == DELAY:
        parts.append(np.arange(np.ceil(one.low), np.floor(one.high) + 1))
    if one.low > 0.0:
        parts.append(np.geomspace(one.low, one.high, STEPS + 1)[1:-1])
    elif one.high > 0.0:
        parts.append(np.geomspace(1e-6, 1.0, STEPS + 1)[:-1] * one.high)
    if one.value:
        near = one.value * np.geomspace(1.0 / NEAR, NEAR, STEPS + 1)
        parts.append(near[(near > one.low) & (near < one.high)])
    quantity = one.setting.value
    if not isinstance(quantity, str) and quantity.low is not None and one.way != DELAY:
        assert quantity.high is not None
        low, high = (max(min(end, one.high), one.low) for end in (min(quantity.low), max(quantity.high)))
        parts.append(np.linspace(low, high, STEPS + 1))
    return np.unique(np.concatenate(parts))


def told_apart(values: Array, figures: Array, present: float) -> Array:
    """As many values for draws as there are steps, more of them where the deterministic figure moves.

    Parameters
    ----------
    values : array [unit of the parameter], (values,)
        Of deterministic runs, rising.
    figures : array [unit of the figure], (values,)
        There.
    present : float [unit of the parameter]

    Returns
    -------
    array [unit of the parameter]
        Half of the way between the ends of the values, half of that which the figure makes.

    Examples
    --------
    >>> values = np.linspace(0.0, 10.0, 101)
    >>> found = told_apart(values, np.minimum(values, 1.0), 0.5)
    >>> len(found), bool((found <= 1.0).sum() > len(found) / 2)
    (66, True)
    """
    steps = np.abs(np.diff(figures))
    steps = np.where(np.isnan(steps), 0.0, steps)
    way = np.concatenate([[0.0], np.cumsum(np.diff(values)) / (values[-1] - values[0])])
    if steps.sum() > 0.0:
        way += np.concatenate([[0.0], np.cumsum(steps) / steps.sum()])
    found = np.interp(np.linspace(0.0, way[-1], STEPS + 1), way, values)
    found[0], found[-1] = values[0], values[-1]
    return np.unique(np.append(found, present) if values[0] <= present <= values[-1] else found)


def _together(values: Array, figures: Array, more: Array, of_more: Array) -> tuple[Array, Array]:
    """Values of both kinds, rising, with their figures."""
    both = np.concatenate([values, more])
    order = np.argsort(both)
    return both[order], np.concatenate([figures, of_more])[order]


def _moves(scan: Scan) -> bool:
    """Whether figures differ by more than rounding, or there are no two that could say that they do not."""
    rows = [row[np.isfinite(row)] for row in (scan.figures, *scan.quantiles)]
    return all(row.size < 2 for row in rows) or any(_differs(row) for row in rows)


def _differs(figures: Array) -> bool:
    return bool(figures.size) and float(np.ptp(figures)) > NOISE * float(np.abs(figures).max())


def _search(
    seeking: Seeking, one: Varied, kind: Kind, found: FoundSpans, here: Array, of: FigureRuns
) -> Search:
    """Record of a search, its edges confirmed by plain runs."""
    met = float(kind.margin(here)[0]) >= 0.0
    edges = []
    for edge in found.edges:
        point = point_of([one], [edge.value])
        overrides = overrides_of(point)
        confirmed, refusal = confirm(seeking, kind, overrides, of)
        clipped, in_year = one.is_clipped(edge.value), one.in_year(edge.value)
        edges.append(
            Edge(
                edge.value,
                edge.figure,
                edge.side,
                edge.kind,
                overrides,
                in_year,
                clipped,
                confirmed,
                refusal,
            )
        )
    return Search(kind.name, float(kind.figure(here)[0]), met, found.spans, tuple(edges), found.best)


def confirm(
    seeking: Seeking, kind: Kind, overrides: tuple[str, ...], of: FigureRuns
) -> tuple[float | None, str]:
    """Figure that a plain run of the scenario with overrides gives, or why it is refused."""
    scenario = seeking.runs.scenario
    try:
        again = load_scenario(scenario.file, (*scenario.overrides, *overrides), scenario.chosen_reference)
        return float(kind.figure(of.of_scenario(again))[0]), ""
    except ScenarioError as error:
        return None, "; ".join(problem.message for problem in error.problems)
