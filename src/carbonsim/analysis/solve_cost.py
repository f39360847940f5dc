"""Combination of several parameters that meets a target at least cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from carbonsim.analysis.solve_scan import AT_ONCE, Seeking, confirm
from carbonsim.analysis.solve_search import Kind, is_exact
from carbonsim.analysis.solve_trials import Trials, Tried, joined, medians
from carbonsim.analysis.varied_box import Box
from carbonsim.core.sections import sectioned
from carbonsim.core.types import Array
from carbonsim.engine.aims import Aim
from carbonsim.engine.headline import Headline
from carbonsim.engine.varied import Varied, overrides_of
from carbonsim.results.solve_edges import DETERMINISTIC, MEDIAN, SHARE
from carbonsim.results.solve_records import Combination, SolvedParameter
from carbonsim.scenario.target import OPTION, target_problem

#: Combinations of the first look, and those of them that are looked at for what a run refuses.
DESIGN, LOOKED_AT = 256, 48
#: Cheapest of these that are looked at more closely.
STARTS = 3
#: Reach of closer looks as parts of the box, before and after the cheapest is improved, and places of each.
BEFORE, AFTER, CLOSE_BY = (0.15, 0.05, 0.015), (0.003, 0.0005), 100
#: Places of each where draws decide, of which each takes its time.
CLOSE_BY_WITH_DRAWS = 20
#: Step of differences, as a part of the box.
STEP = 1e-5
#: Rounds of an improvement, and where it ends.
MOST_ROUNDS, ENOUGH = 25, 1e-9
#: Part of what figures span up to which a combination lies on the edge of the target.
ON_EDGE = 1e-5


def least_cost(
    seeking: Seeking,
    varied: Sequence[Varied],
    parameters: Sequence[SolvedParameter],
    cost: Headline | None,
    by_share: bool = False,
) -> Combination:
    """Combination that meets a target at least cost, or comes nearest where none meets it.

    A design over the box between all ends is run first, and then ever closer ones around the cheapest of its
    combinations that meet the target: a pass of the model with many of them takes hardly longer than with
    one. The best is improved by sequential quadratic programming (SciPy's SLSQP) with central differences, a
    pass a step, and looked around again in case of kinks. Deterministic runs decide, or a share of the draws
    does; with draws their median and the share that meets the target are told of what was found.

    Parameters
    ----------
    seeking : Seeking
    varied : sequence of Varied
    parameters : sequence of SolvedParameter
        Records of them.
    cost : Headline or None
        What is minimised; the change in parts of what is looked at where there is none.
    by_share : bool
        Whether the share of the draws is to meet the target, at the least median cost.

    Returns
    -------
    Combination
    """
    aim = seeking.aim
    box = Box(tuple(varied))
    draws = seeking.runs.draws if by_share else 0
    runs = replace(seeking.figures(draws), figures=(aim.figure, *([] if cost is None else [cost])))
    kind = Kind(SHARE, aim, seeking.share) if by_share else Kind(DETERMINISTIC, aim)
    trials = Trials(runs, kind, box)
    seeking.count.expect(DESIGN + (STARTS * len(BEFORE) + len(AFTER)) * _close_by(trials), draws)
    seen = _look(trials)
    starts = seen.first(STARTS)
    if not len(starts.places) and np.isfinite(seen.margins).any():
        starts = _towards(trials, seen)
    if not len(starts.places):
        return _told(seeking, trials, parameters, cost, seen.nearest(1), False)
    best = _around(trials, starts, BEFORE).first(1)
    best = joined([best, _improved(trials, best.places[0], seen)]).first(1)
    best = _around(trials, best, AFTER)
    return _told(seeking, trials, parameters, cost, best, True)


def refuse_equality(aim: Aim) -> None:
    """Refuse a target that hardly any combination meets."""
    if is_exact(aim):
        hint = "write >= or <=, or a tolerance behind it: +- 1 %"
        raise target_problem(OPTION, "found = with several parameters, expected one side", hint)


def _look(trials: Trials) -> Tried:
    """Design over the box: its corners, places spread evenly, and the present one."""
    first = trials.at(trials.box.corners_and_present())
    places = trials.box.spread(DESIGN)
    second = trials.at(places[:LOOKED_AT])
    if not trials.runs.refused:
        trials.runs = replace(trials.runs, checked=False)
    return joined([first, second, trials.at(places[LOOKED_AT:])])


def _towards(trials: Trials, seen: Tried) -> Tried:
    """Places that meet the target, sought from those that come nearest; none where none is found."""
    near = seen.nearest(2)
    found = [_minimised(trials, place, seen, for_margin=True) for place in near.places]
    return joined([near, *found]).first(STARTS)


def _improved(trials: Trials, start: Array, seen: Tried) -> Tried:
    """Cheaper place from a start that meets the target, itself on the right side of it."""
    found = _minimised(trials, start, seen, for_margin=False)
    if found.met[0]:
        return found
    return _on_edge(trials, found.places[0], start)


def _on_edge(trials: Trials, outside: Array, inside: Array) -> Tried:
    """First place on the way from one that misses the target to one that meets it."""

    def along(share: Array) -> Array:
        return np.asarray(outside + share[:, None] * (inside - outside))

    _, share = sectioned(
        lambda shares: trials.at(along(shares)).met[None],
        np.zeros(1),
        np.ones(1),
        np.zeros(1, dtype=int),
        AT_ONCE,
    )
    return trials.at(along(share))


def _minimised(trials: Trials, start: Array, seen: Tried, for_margin: bool) -> Tried:
    """End of an improvement of the cost within the target, or of the margin alone."""
    from scipy.optimize import minimize  # noqa: PLC0415 - only where several are varied

    size_of_margin = float(np.nanmax(seen.margins) - np.nanmin(seen.margins)) or 1.0
    size_of_cost = float(np.nanmax(seen.costs) - np.nanmin(seen.costs)) or 1.0
    steps = STEP * np.eye(len(start))
    known: dict[bytes, tuple[Array, Array]] = {}

    def both(place: Array) -> tuple[Array, Array]:
        """Scaled margin and cost at a place, and their slopes, from one pass of the model."""
        key = place.tobytes()
        if key not in known:
            around = np.clip(np.concatenate([place[None], place + steps, place - steps]), 0.0, 1.0)
            tried = trials.at(around)
            scaled = np.stack([tried.margins / size_of_margin, tried.costs / size_of_cost])
            if for_margin:
                scaled[1] = -scaled[0]
            up, down = scaled[:, 1 : len(start) + 1], scaled[:, len(start) + 1 :]
            width = np.diag(around[1 : len(start) + 1] - around[len(start) + 1 :])
            # without an answer there is no slope: a wall that the search turns away from
            known[key] = np.nan_to_num(scaled[:, 0], nan=10.0), np.nan_to_num((up - down) / width)
        return known[key]

    within = {"type": "ineq", "fun": lambda x: both(x)[0][0], "jac": lambda x: both(x)[1][0]}
    limits: Any = [] if for_margin else [within]
    minimise: Any = minimize
    options: Any = {"maxiter": MOST_ROUNDS, "ftol": ENOUGH}
    ends: Any = [(0.0, 1.0)] * len(start)
    found = minimise(
        lambda x: float(both(x)[0][1]),
        start,
        jac=lambda x: both(x)[1][1],
        bounds=ends,
        constraints=limits,
        method="SLSQP",
        options=options,
    )
    return trials.at(np.clip(found.x, 0.0, 1.0)[None])


def _around(trials: Trials, starts: Tried, reaches: Sequence[float]) -> Tried:
    """Cheapest place around each start, looked for ever closer."""
    cloud = 2.0 * trials.box.spread(_close_by(trials)) - 1.0
    for reach in reaches:
        near = trials.at(np.concatenate([place + reach * cloud for place in starts.places]))
        each = np.split(np.arange(len(near.places)), len(starts.places))
        pairs = zip(range(len(starts.places)), each, strict=True)
        starts = joined([joined([starts.at([own]), near.at(some)]).first(1) for own, some in pairs])
    return starts


def _close_by(trials: Trials) -> int:
    return CLOSE_BY_WITH_DRAWS if trials.runs.runs.draws > 1 else CLOSE_BY


def _told(
    seeking: Seeking,
    trials: Trials,
    parameters: Sequence[SolvedParameter],
    cost: Headline | None,
    best: Tried,
    reached: bool,
) -> Combination:
    """Record of a combination, confirmed by a plain run."""
    box, aim = trials.box, seeking.aim
    values = box.values(best.places[0])
    point = box.point(best.places[0])
    both = trials.runs.values([point, {}])
    overrides = overrides_of(point)
    figure = float(seeking.figures(0).values([point])[0, 0, 0])
    confirmed, refusal = confirm(seeking, trials.kind, overrides, seeking.figures(trials.runs.runs.draws))
    costs = [float(best.costs[0]), 0.0] if cost is None else medians(both[1]).tolist()
    found = Combination(
        parameters=tuple(parameters),
        kind=trials.kind.name,
        values=tuple(values),
        in_year=tuple(float(point[one.key].series(np.array([one.year]))[0][0]) for one in box.varied),
        figure=figure,
        reached=reached,
        cost_name="" if cost is None else cost.name,
        cost_unit="1" if cost is None else cost.unit,
        cost=costs[0],
        cost_here=costs[1],
        binding=bool(reached and best.margins[0] <= ON_EDGE * max(abs(aim.level), abs(figure))),
        tried=trials.count,
        overrides=overrides,
        confirmed=confirmed,
        refusal=refusal,
    )
    if seeking.runs.draws < 2:
        return found
    drawn = seeking.figures(seeking.runs.draws).values([point])[0]
    kinds = (Kind(MEDIAN, aim), Kind(SHARE, aim, seeking.share))
    median, share = (float(kind.figure(drawn)[0]) for kind in kinds)
    return replace(found, median=median, share=share)
