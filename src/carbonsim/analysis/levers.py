"""Levers of a scenario moved: what comes of it at points of a grid, and how well that does between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import prod

import numpy as np

from carbonsim.analysis.record_claims import stated_bound
from carbonsim.analysis.verdicts import Verdict, verdict_of_draws, verdict_of_value
from carbonsim.core.blank import BLANK, share, smooth_quantiles
from carbonsim.core.bounds import meets
from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.types import Array
from carbonsim.engine.claim_worlds import differences
from carbonsim.engine.claimed import ClaimedSeries, claimed_series
from carbonsim.engine.headline import EXTRA_COST, REDUCTION, Headline, headlines
from carbonsim.engine.lever_runs import LeverRuns, Point, PointsBatch, quantities_at, with_held_levers
from carbonsim.engine.vintage_runs import judged_central
from carbonsim.results.lever_grid import (
    QUANTILES,
    LeverAnswer,
    LeverError,
    LeverGrid,
    LeverOutcome,
    interpolated,
)
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.scenario.levers import FEWEST_STEPS, Lever

EMISSIONS, SHARES = "Emissions|", "Sales Share|"
#: Sales shares that are not among the first charts.
BY_DUTY = "|By Duty|"
#: Draws of a point: at most, and as few as are enough before points are given up.
MOST_DRAWS, ENOUGH_DRAWS = 100, 16
#: Place of the median among the quantiles.
MEDIAN = QUANTILES.index(0.5)
#: Share of a series' largest value below which a range is the noise of rounding.
STILL = 1e-9
#: Points between those of the grid at which its error is measured.
HELD_OUT = 4
#: What a run costs beside its draws, in draws, and which part of all that its grid may cost.
FIXED_DRAWS, PART = 800, 3


def levers(results: Results) -> LeverGrid:
    """Results of a run where the levers of its scenario are moved.

    All points have the same draws, and fewer of them than the run: the first charts' series, outcomes and
    answers to claims, each with its median and a band from 5 to 95 %.

    Parameters
    ----------
    results : Results
        Of a scenario with levers.

    Returns
    -------
    LeverGrid

    Raises
    ------
    ScenarioError
        If the scenario has no levers, or values at a point have no answer.
    """
    scenario = results.scenario
    if not scenario.levers:
        hint = "docs/levers.md says how to write them"
        message = "found no levers, expected a scenario that has some"
        raise ScenarioError([Problem(scenario.file, 1, 1, "levers", message, hint)])
    steps, draws = size_of(scenario.levers, results.draws if results.banded else 1)
    settings = tuple(lever.points(count) for lever, count in zip(scenario.levers, steps, strict=True))
    between = held_out(settings)
    points: list[Point] = [*product(*settings), *between]
    claimed = _claimed(results)
    names = _first_charts(results.variables.values())
    wanted = [one for one in headlines(results.variables.values(), results.years) if _is_effect(one.series)]
    asked = dict.fromkeys([*names, *(name for one in claimed for name, _ in one.points)])
    found = _Found(names, wanted, claimed)
    for batch in LeverRuns(scenario, draws, results.seed).batches(points, tuple(asked)):
        found.take(batch, results)
    size = prod(steps)
    series = {name: np.concatenate(parts, axis=-1) for name, parts in found.series.items()}
    return LeverGrid(
        levers=scenario.levers,
        settings=settings,
        years=results.years,
        draws=draws,
        variables={name: results.variables[name] for name in names},
        series={name: values[..., :size] for name, values in series.items()},
        reference={
            name: np.concatenate(parts, axis=-1)[..., :size] for name, parts in found.reference.items()
        },
        outcomes=tuple(
            LeverOutcome(one.name, one.unit, np.concatenate(parts, axis=-1)[:, :size])
            for one, parts in zip(wanted, found.outcomes, strict=True)
        ),
        answers=_answers(results, found, points[:size]),
        error=_error(series, settings, between, size),
    )


def size_of(levers: Sequence[Lever], draws: int) -> tuple[tuple[int, ...], int]:
    """Points of each lever and draws of each point, so that the grid costs a third of the rest of the run.

    What costs is counted in draws, never timed: the same run has the same grid. Draws are given up first;
    below `ENOUGH_DRAWS` the lever with most points gives one up, as long as it has more than three.

    Parameters
    ----------
    levers : sequence of Lever
    draws : int
        Of the run; up to one of deterministic runs.

    Returns
    -------
    tuple of (tuple of int, int)
    """
    steps = [lever.steps for lever in levers]
    columns = (draws + FIXED_DRAWS) // PART
    enough = min(ENOUGH_DRAWS, draws)

    def of_point() -> int:
        return columns // (prod(steps) + min(HELD_OUT, prod(count - 1 for count in steps)))

    while of_point() < enough and max(steps) > FEWEST_STEPS:
        steps[steps.index(max(steps))] -= 1
    return tuple(steps), max(min(of_point(), draws, MOST_DRAWS), min(2, draws), 1)


def held_out(settings: Sequence[Sequence[float]]) -> tuple[Point, ...]:
    """Points of no grid: the middles of some of its cells, spread evenly over them in order.

    Examples
    --------
    >>> held_out([(0.0, 0.5, 1.0), (0.0, 1.0)])
    ((0.25, 0.5), (0.75, 0.5))
    """
    middles = [[(low + high) / 2 for low, high in pairwise(several)] for several in settings]
    cells = list(product(*middles))
    chosen = np.unique(np.linspace(0, len(cells) - 1, min(HELD_OUT, len(cells))).round().astype(int))
    return tuple(cells[number] for number in chosen)


def _is_effect(name: str) -> bool:
    return name.startswith((REDUCTION, EXTRA_COST))


def _first_charts(variables: Iterable[Variable]) -> tuple[str, ...]:
    """Series of the first charts: effects, emissions at all boundaries, sales shares."""
    return tuple(
        variable.name
        for variable in variables
        if _is_effect(variable.stem)
        or (variable.stem.startswith(EMISSIONS) and variable.boundary)
        or (variable.name.startswith(SHARES) and BY_DUTY not in variable.name)
    )


def _claimed(results: Results) -> list[ClaimedSeries]:
    """Series that answer the claims of a run, each in the year in which the run answers it."""
    central, problems = judged_central(results, results.vintages), list[Problem]()
    return [
        claimed_series(results.scenario, claim, results.variables, central, results.years, problems)
        for claim in results.scenario.claims
        if claim.series is None
    ]


@dataclass
class _Found:
    """Series of batches of points, side by side."""

    names: Sequence[str]
    wanted: Sequence[Headline]
    claimed: Sequence[ClaimedSeries]
    series: dict[str, list[Array]] = field(default_factory=dict)
    reference: dict[str, list[Array]] = field(default_factory=dict)
    outcomes: list[list[Array]] = field(default_factory=list)
    #: Of each claim and answer, draws in its year by batch, (points, draws).
    answers: dict[tuple[str, int], list[Array]] = field(default_factory=dict)

    def take(self, batch: PointsBatch, results: Results) -> None:
        """Add a batch of points."""
        for name in self.names:
            if name in batch.plan:
                self.series.setdefault(name, []).append(smooth_quantiles(batch.plan[name], QUANTILES))
            if name in batch.reference and name.startswith((EMISSIONS, SHARES)):
                self.reference.setdefault(name, []).append(smooth_quantiles(batch.reference[name], QUANTILES))
        self.outcomes = self.outcomes or [[] for _ in self.wanted]
        for one, parts in zip(self.wanted, self.outcomes, strict=True):
            weighed = one.weighed(batch.plan[one.series], batch.discounting)[one.span(results.years)]
            parts.append(smooth_quantiles(np.sum(weighed, axis=0), QUANTILES))
        for point in dict.fromkeys(point for claimed in self.claimed for point in claimed.points):
            if point[0] in batch.plan:
                self.answers.setdefault(point, []).append(batch.plan[point[0]][point[1]])


def _answers(results: Results, found: _Found, points: Sequence[Point]) -> tuple[LeverAnswer, ...]:
    """Answers to claims at the points of the grid."""
    answers = []
    for claimed in found.claimed:
        judged = _judged(results, claimed, points)
        for variable, (target, _) in zip(claimed.variables, claimed.bounds, strict=True):
            parts = found.answers.get((variable.name, claimed.index))
            if parts is not None:
                draws = np.concatenate(parts)[: len(points)]
                answers.append(_answer(results, claimed, variable, target, draws, judged))
    return tuple(answers)


def _judged(results: Results, claimed: ClaimedSeries, points: Sequence[Point]) -> list[bool]:
    """Whether the scenario is the claim's world at each point."""
    year, moved = int(results.years[claimed.index]), {one.key for one in claimed.claim.world}
    scenario = results.scenario
    if moved.isdisjoint(quantities_at(scenario.levers, points[0])):
        return [not differences(scenario, claimed.claim, year)] * len(points)
    return [not differences(with_held_levers(scenario, point), claimed.claim, year) for point in points]


def _answer(
    results: Results,
    claimed: ClaimedSeries,
    variable: Variable,
    target: float | None,
    draws: Array,
    judged: Sequence[bool],
) -> LeverAnswer:
    """Answer of one series, from its draws at each point, (points, draws)."""
    claim = claimed.claim
    values = smooth_quantiles(draws, QUANTILES)
    probability = np.full(len(draws), BLANK)
    verdicts = [Verdict.UNJUDGED] * len(draws)
    for place, of_point in enumerate(draws):
        median = float(values[MEDIAN, place])
        if target is None or not judged[place] or np.isnan(median):
            continue
        if draws.shape[1] == 1:
            verdicts[place] = verdict_of_value(claim.bound, median, target, claim.tolerance)
            continue
        probability[place] = share(meets(claim.bound, of_point, target, claim.tolerance), of_point)
        verdicts[place] = verdict_of_draws(
            claim.bound, median, float(probability[place]), target, claim.tolerance
        )
    return LeverAnswer(
        claim=claim.name,
        variable=variable,
        year=int(results.years[claimed.index]),
        bound=stated_bound(claim),
        kind=claim.bound,
        target=target,
        tolerance=claim.tolerance,
        values=values,
        probability=probability,
        verdicts=tuple(map(str, verdicts)),
    )


def _error(
    series: Mapping[str, Array], settings: Sequence[Sequence[float]], between: Sequence[Point], size: int
) -> LeverError:
    """Error of interpolation at points that the grid has not, of the effect that it is largest of.

    Of a scenario without a baseline, of its emissions.
    """
    effects = [name for name in series if _is_effect(name)]
    found = {
        name: _shares(series[name], settings, between, size)
        for name in effects or [name for name in series if name.startswith(EMISSIONS)]
    }
    if not found:
        return LeverError(0.0, "", 0.0, len(between))
    worst = max(found, key=lambda name: found[name][MEDIAN])
    band = max(float(max(shares[0], shares[-1])) for shares in found.values())
    return LeverError(float(found[worst][MEDIAN]), worst, band, len(between))


def _shares(values: Array, settings: Sequence[Sequence[float]], between: Sequence[Point], size: int) -> Array:
    """Largest error of each quantile of a series over its range, (quantiles,); 0 of what no lever moves."""
    grid, held = values[..., :size], values[..., size:]
    moved = np.nanmax(grid.max(axis=-1) - grid.min(axis=-1), axis=-1, initial=0.0)
    apart = np.stack([interpolated(grid, settings, point) for point in between], axis=-1) - held
    error = np.nanmax(np.abs(apart), axis=(1, 2), initial=0.0)
    still = moved <= STILL * np.nanmax(np.abs(grid), axis=(1, 2), initial=0.0)
    return np.asarray(np.where(still, 0.0, error / np.where(still, 1.0, moved)))
