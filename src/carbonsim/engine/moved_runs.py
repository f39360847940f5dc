"""Runs of a scenario with some of its parameters moved: many points in one pass, all with the same draws."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.blank import BLANK
from carbonsim.core.errors import Problem
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.catalogue import cross_problems
from carbonsim.engine.impossible import ImpossibleDrawsError, of_others, without
from carbonsim.engine.one_value import read_once
from carbonsim.engine.pair import Pair, in_both
from carbonsim.engine.pair_series import PairSeries
from carbonsim.engine.sampling import pair_scores
from carbonsim.kernel.columns import ByColumn
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario

#: Parameters that are moved at a point, with the values that they have there; nothing else is.
Moves = Mapping[str, Quantity]
#: Columns of a batch: as many as stay in the cache.
WIDTH = 2500


@dataclass(frozen=True)
class MovedRuns:
    """Runs of a scenario with parameters moved.

    A point is what ``carbonsim run --set`` gives with its values: what is moved is held there, all else is as
    in the scenario, with the draws that an ensemble of the same size has.

    Attributes
    ----------
    scenario : Scenario
    draws : int
        First draws of the ensemble that each point has; up to one makes deterministic runs (central values).
    seed : int
    of_draws : int
        Size of that ensemble.
    """

    scenario: Scenario
    draws: int = 0
    seed: int = 0
    of_draws: int = 0

    @cached_property
    def pair(self) -> Pair:
        """Policy case and baseline."""
        return Pair(self.scenario)

    @cached_property
    def read_once(self) -> frozenset[str]:
        """Parameters that the model reads one value of: each value of theirs needs a run of its own."""
        quantities = (
            key for key, setting in self.scenario.settings.items() if setting.definition.kind == "quantity"
        )
        return read_once(self.scenario, tuple(quantities))

    @cached_property
    def _drawn(self) -> dict[tuple[int, int, int], MovedRuns]:
        return {}

    def with_draws(self, draws: int, seed: int, of_draws: int) -> MovedRuns:
        """Runs of the same points with other draws; asked for again, the same ones with what they keep."""
        name = draws, seed, of_draws
        if name not in self._drawn:
            self._drawn[name] = replace(self, draws=draws, seed=seed, of_draws=of_draws)
            # what is known of the scenario is not found out anew
            vars(self._drawn[name]).update(pair=self.pair, read_once=self.read_once)
        return self._drawn[name]

    @cached_property
    def _scores(self) -> dict[frozenset[str], dict[str, Array]]:
        """Scores by the correlated parameters that are held: others are drawn without them."""
        return {}

    @cached_property
    def _correlated(self) -> frozenset[str]:
        """Keys of parameters that the scenario correlates with others."""
        names = {name for each in self.scenario.correlations for name in each.names}
        return frozenset(key for key, setting in self.scenario.settings.items() if setting.draw_name in names)

    def scores_at(self, point: Moves) -> dict[str, Array]:
        """Standard normal scores of the draws at a point, by key; none of deterministic runs."""
        if self.draws < 2:
            return {}
        held = self._correlated.intersection(point)
        if held not in self._scores:
            scenario = with_values(self.scenario, {key: point[key] for key in held})
            drawn = max(self.of_draws, self.draws)
            self._scores[held] = pair_scores(scenario, self.seed, 0, self.draws, drawn)
        return self._scores[held]

    def _batch_scores(self, points: Sequence[Moves], width: int) -> dict[str, Array]:
        """Scores of a batch, draws of one point side by side."""
        each = [self.scores_at(point) for point in points]
        found = {}
        for key, values in self.scores_at({}).items():
            # a parameter that a point holds is set by its columns
            of_points = [scores.get(key, values) for scores in each]
            found[key] = _widened(np.concatenate(of_points, axis=-1), width)
        return found

    def series(self, points: Sequence[Moves], only: Collection[str]) -> dict[str, Array]:
        """Some series of the policy case at some points, (years, points, draws).

        Parameters
        ----------
        points : sequence of mapping of str to Quantity
            Values of the parameters that are moved at each.
        only : collection of str
            Names of the series.

        Returns
        -------
        mapping of str to array [unit of the series]
            Blank where values have no answer, in all years.
        """
        draws, years = max(self.draws, 1), len(self.pair.years)
        found = {name: np.empty((years, len(points), draws)) for name in dict.fromkeys(only)}
        for held, places in self._alike(points).items():
            runs = self if not held else replace(self, scenario=with_values(self.scenario, dict(held)))
            at_once = max(WIDTH // draws, 1)
            for first in range(0, len(places), at_once):
                part = places[first : first + at_once]
                moved = [_without(points[place], dict(held)) for place in part]
                for name, values in runs._batch(moved, found).items():
                    found[name][:, part] = values
        return found

    def _alike(self, points: Sequence[Moves]) -> dict[tuple[tuple[str, Quantity], ...], list[int]]:
        """Places of points that have the same value of each parameter that is read once."""
        found: dict[tuple[tuple[str, Quantity], ...], list[int]] = {}
        for place, point in enumerate(points):
            once = tuple(
                sorted(
                    ((key, point[key]) for key in point if key in self.read_once), key=lambda each: each[0]
                )
            )
            found.setdefault(once, []).append(place)
        return found

    def _batch(self, points: Sequence[Moves], only: Collection[str]) -> dict[str, Array]:
        draws, count = max(self.draws, 1), len(points)
        width = max(count * draws, 2)  # NumPy sums a single column in another order than several
        scores = self._batch_scores(points, width)
        columns = columns_of(self.scenario, points, draws, width)

        def attempt(left: NDArray[np.bool_]) -> PairSeries:
            at_own = {
                key: replace(each, column=np.where(left, 0, each.column)) for key, each in columns.items()
            }
            return self.pair.by_column(without(scores, left), width, at_own, only).without(left)

        try:
            found = of_others(attempt, width).plan
        except ImpossibleDrawsError:  # the scenario as it is has no answer
            return {name: np.full((len(self.pair.years), count, draws), BLANK) for name in only}
        return {
            name: np.broadcast_to(found[name], (len(found[name]), width))[:, : count * draws].reshape(
                -1, count, draws
            )
            for name in only
        }


def columns_of(scenario: Scenario, points: Sequence[Moves], draws: int, width: int) -> dict[str, ByColumn]:
    """Parameters by column, draws of one point side by side; the first value is the scenario's own."""
    values: dict[str, dict[Quantity, int]] = {}
    places: dict[str, IntArray] = {}
    for place, point in enumerate(points):
        for key, quantity in point.items():
            numbers = values.setdefault(key, {scenario.quantity(key): 0})
            column = places.setdefault(key, np.zeros(width, dtype=int))
            column[place * draws : (place + 1) * draws] = numbers.setdefault(quantity, len(numbers))
    return {key: ByColumn(tuple(numbers), places[key]) for key, numbers in values.items()}


def with_values(scenario: Scenario, values: Moves) -> Scenario:
    """A scenario with some parameters held: a policy in the policy case alone, all others in both.

    They have no range, and correlations with them no meaning, as where a file states a plain value.
    """
    settings, reference = _with(scenario.settings, values), scenario.reference
    if reference is not None:
        common = {key: value for key, value in values.items() if in_both(reference, key)}
        reference = replace(reference, settings=_with(reference.settings, common))
    cases = (settings, {} if reference is None else reference.settings)
    ranged = {setting.draw_name for case in cases for setting in case.values() if setting.ranged}
    kept = tuple(one for one in scenario.correlations if ranged.issuperset(one.names))
    if reference is not None:
        reference = replace(reference, correlations=kept)
    return replace(scenario, settings=settings, reference=reference, correlations=kept)


def _with(settings: Mapping[str, Setting], values: Moves) -> dict[str, Setting]:
    return {**settings, **{key: replace(settings[key], value=value) for key, value in values.items()}}


def refusal(scenario: Scenario, values: Moves) -> Problem | None:
    """Reason why a file could not set some parameters, each within its bounds; None where it could.

    A baseline in which nothing of it is set is as it was when the scenario was read.
    """
    moved = with_values(scenario, values)
    other = moved.reference
    alone = other is None or not any(in_both(other, key) for key in values)
    cases = (moved,) if other is None or alone else (moved, other)
    return next((problem for case in cases for problem in cross_problems(case)), None)


def _without(point: Moves, held: Moves) -> Moves:
    return {key: value for key, value in point.items() if key not in held}


def _widened(values: Array, width: int) -> Array:
    """Scores with as many columns as a batch has: that of a single draw stands there twice."""
    return values if values.shape[-1] == width else np.repeat(values, width, axis=-1)
