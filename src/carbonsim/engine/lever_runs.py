"""Runs at points of a scenario's levers: many points in one pass, all with the same draws."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.errors import OneValueError, Problem, ScenarioError
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.engine.headline import discount_factors_of
from carbonsim.engine.impossible import ImpossibleDrawsError, most_left_out, of_others, without
from carbonsim.engine.moved_runs import refusal, with_values
from carbonsim.engine.pair import Pair
from carbonsim.engine.pair_series import PairSeries
from carbonsim.engine.sampling import pair_scores
from carbonsim.kernel.columns import ByColumn
from carbonsim.scenario.header import LATIN_HYPERCUBE
from carbonsim.scenario.levers import Lever, override
from carbonsim.scenario.quantity import Quantity
from carbonsim.scenario.scenario import Scenario

#: Setting of each lever, in their order.
Point = tuple[float, ...]
#: Columns of a batch: as many as stay in the cache.
WIDTH = 2500
#: Few draws lie evenly in each range: quantiles of 20 then say what those of some 100 plain ones do.
SAMPLING = LATIN_HYPERCUBE


@dataclass(frozen=True)
class PointsBatch:
    """Draws of some points: series (years, points, draws), blank where a draw has no answer there."""

    first: int
    plan: dict[str, Array]
    reference: dict[str, Array]
    discounting: Array  # discount factors, (years, points, draws) or (years, 1, 1)


@dataclass(frozen=True)
class LeverRuns:
    """Runs of a scenario with its levers moved.

    What is run at a point is what ``carbonsim run --draws N --set sampling=latin-hypercube`` gives with
    `overrides` of the point: parameters of levers are held, all else is drawn.

    Attributes
    ----------
    scenario : Scenario
    draws : int
        Of each point; up to one makes deterministic runs (central values).
    seed : int
    """

    scenario: Scenario
    draws: int
    seed: int

    @cached_property
    def pair(self) -> Pair:
        """Policy case and baseline, with the parameters of levers held."""
        return Pair(replace(with_held_levers(self.scenario), sampling=SAMPLING))

    @cached_property
    def _scores(self) -> dict[str, Array]:
        if self.draws < 2:
            return {}
        return pair_scores(self.pair.scenario, self.seed, 0, self.draws, self.draws)

    def batches(self, points: Sequence[Point], only: Collection[str]) -> Iterator[PointsBatch]:
        """Some series at some points, in order.

        Parameters
        ----------
        points : sequence of tuple of float
        only : collection of str
            Names of the series of the policy case; of the baseline those that it has of them.

        Raises
        ------
        ScenarioError
            If there is no answer at a point, or the model reads one value of a parameter for all draws.
        """
        at_once = max(WIDTH // max(self.draws, 1), 1)
        for first in range(0, len(points), at_once):
            yield self._batch(points[first : first + at_once], first, only)

    def _batch(self, points: Sequence[Point], first: int, only: Collection[str]) -> PointsBatch:
        draws, count = max(self.draws, 1), len(points)
        columns = columns_at(self.scenario.levers, points, draws)
        scores = {key: np.tile(values, count) for key, values in self._scores.items()}
        left_out = np.zeros(count * draws, dtype=bool)

        def attempt(left: NDArray[np.bool_]) -> PairSeries:
            return self.pair.by_column(without(scores, left), len(left), columns, only).without(left)

        def told(_: ImpossibleDrawsError, new: NDArray[np.bool_]) -> None:
            left_out[new] = True

        try:
            found = of_others(attempt, count * draws, told)
        except ImpossibleDrawsError as error:
            raise refused_point(
                self.scenario, points[int(np.argmax(error.draws)) // draws], error.cause
            ) from error
        except OneValueError as error:
            raise ScenarioError([self._one_value(error)]) from error
        each = left_out.reshape(count, draws).sum(axis=1)
        if each.max() > most_left_out(draws):
            raise refused_point(self.scenario, points[int(np.argmax(each))], f"{each.max()} of {draws} draws")
        factors = discount_factors_of(self.pair.inputs(without(scores, left_out), count * draws, columns))
        return PointsBatch(
            first,
            self._by_point(found.plan, only, count),
            self._by_point(found.reference or {}, only, count),
            factors.reshape(len(factors), count if factors.shape[1] > 1 else 1, -1),
        )

    def _by_point(self, series: Mapping[str, Array], only: Collection[str], count: int) -> dict[str, Array]:
        return {
            name: values.reshape(len(values), count, -1) for name, values in series.items() if name in only
        }

    def _one_value(self, error: OneValueError) -> Problem:
        """A fault of a lever whose parameter cannot differ from column to column."""
        lever = next((one for one in self.scenario.levers if error.key in one.on), self.scenario.levers[0])
        at, key = lever.origin, f"levers.{lever.name}.set.{error.key}"
        return Problem(
            at.file, at.line, at.column, key, f"this cannot be a lever: {error.reason}", "take it out"
        )


def check_levers(scenario: Scenario) -> None:
    """Refuse levers that a run could not move, before it is made.

    What parameters say together is checked where each lever is at one of its ends, and a run of the first
    year shows what a model reads once for all draws.

    Raises
    ------
    ScenarioError
    """
    if not scenario.levers or scenario.is_world:
        return
    for corner in product(*((lever.low, lever.high) for lever in scenario.levers)):
        problem = refusal(scenario, quantities_at(scenario.levers, corner))
        if problem is not None:
            raise refused_point(scenario, corner, f"{problem.key}: {problem.message}")
    short = scenario.until(scenario.years[0])
    ends = [tuple(lever.base for lever in scenario.levers), tuple(lever.high for lever in scenario.levers)]
    for _ in LeverRuns(short, 0, scenario.seed).batches(ends, ()):
        pass


def refused_point(scenario: Scenario, point: Point, cause: str) -> ScenarioError:
    """A fault of values at a point, told at the first lever that is not at its base."""
    levers = scenario.levers
    where = ", ".join(f"{lever.name} at {at:g}" for lever, at in zip(levers, point, strict=True))
    moved = (lever for lever, at in zip(levers, point, strict=True) if at != lever.base)
    lever = next(moved, levers[0])
    origin, key = lever.origin, f"levers.{lever.name}"
    hint = "move an end of a lever, so that all points between the ends have an answer"
    message = f"with {where} there is no answer: {cause}"
    return ScenarioError([Problem(origin.file, origin.line, origin.column, key, message, hint)])


def columns_at(levers: Sequence[Lever], points: Sequence[Point], draws: int) -> dict[str, ByColumn]:
    """Parameters of levers by column: the draws of one point stand side by side."""
    columns = {}
    for place, lever in enumerate(levers):
        settings = sorted({point[place] for point in points})
        at = {setting: lever.at(setting) for setting in settings}
        column = np.repeat([settings.index(point[place]) for point in points], draws)
        for key in lever.on:
            columns[key] = ByColumn(tuple(at[setting][key] for setting in settings), column)
    return columns


def overrides_at(levers: Sequence[Lever], point: Point) -> tuple[str, ...]:
    """``KEY=VALUE`` of all that levers set at a point, as ``--set`` takes them."""
    return tuple(override(key, quantity) for key, quantity in quantities_at(levers, point).items())


def quantities_at(levers: Sequence[Lever], point: Point) -> dict[str, Quantity]:
    """Parameters that levers set at a point, by key."""
    found: dict[str, Quantity] = {}
    for lever, setting in zip(levers, point, strict=True):
        found |= lever.at(setting)
    return found


def with_held_levers(scenario: Scenario, point: Point | None = None) -> Scenario:
    """A scenario whose levers hold their parameters, at a point or where the scenario has them."""
    base = tuple(lever.base for lever in scenario.levers)
    return with_values(scenario, quantities_at(scenario.levers, point or base))
