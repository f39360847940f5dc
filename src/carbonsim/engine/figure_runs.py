"""Figures of runs with parameters moved, deterministic or with draws: what a search asks a scenario for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import field, replace

import numpy as np

from carbonsim.core.blank import BLANK
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.engine.headline import DISCOUNT_RATE, Headline, discount_factors
from carbonsim.engine.moved_runs import WIDTH, MovedRuns, Moves, refusal, with_values
from carbonsim.scenario.scenario import Scenario

#: Told the number of points that are done, and of the draws of each.
Tick = Callable[[int, int], None]


@dataclass(frozen=True)
class FigureRuns:
    """Figures of runs with parameters moved.

    Attributes
    ----------
    runs : MovedRuns
        Of the scenario, with draws or without.
    figures : tuple of Headline
        What is asked for.
    tick : callable, optional
        Told how many points are done, and how many draws each has.
    refused : Counter of str
        Takes why points are refused though each value is within its bounds, as a run would refuse them; in
        the words of the first of those that are refused for the same key.
    reasons : dict of str to str
        These words, by key.
    checked : bool
        Whether points are looked at for that, which takes as long as running many of them does.
    """

    runs: MovedRuns
    figures: tuple[Headline, ...]
    tick: Tick | None = None
    refused: Counter[str] = field(default_factory=Counter)
    checked: bool = True
    reasons: dict[str, str] = field(default_factory=dict)

    def values(self, points: Sequence[Moves]) -> Array:
        """Figures at some points.

        Parameters
        ----------
        points : sequence of mapping of str to Quantity

        Returns
        -------
        array [unit of each figure], (figures, points, draws)
            Blank where a run is refused or has no answer.
        """
        draws, only = max(self.runs.draws, 1), {one.series for one in self.figures}
        found = np.full((len(self.figures), len(points), draws), BLANK)
        allowed = [place for place, point in enumerate(points) if self._is_allowed(point)]
        at_once = max(WIDTH // draws, 1)
        for first in range(0, len(allowed), at_once):
            places = allowed[first : first + at_once]
            part = [points[place] for place in places]
            series, factors = self.runs.series(part, only), self._factors(part)
            for row, one in zip(found, self.figures, strict=True):
                weighed = one.weighed(series[one.series], factors)
                row[places] = np.sum(weighed[one.span(self.runs.pair.years)], axis=0)
            if self.tick is not None:
                self.tick(len(places), draws)
        return found

    def _is_allowed(self, point: Moves) -> bool:
        """Whether values that are each allowed are so together."""
        if not point or not self.checked:
            return True
        problem = refusal(self.runs.scenario, point)
        if problem is not None:
            # words may tell a sum that differs from point to point
            self.refused[self.reasons.setdefault(problem.key, f"{problem.key}: {problem.message}")] += 1
        return problem is None

    def _factors(self, points: Sequence[Moves]) -> Array:
        """Discount factors, (years, points or 1, draws or 1)."""
        if not any(one.discounted for one in self.figures):
            return np.ones((1, 1, 1))
        if not any(DISCOUNT_RATE in point for point in points):
            return self._factors_at({})[:, None, :]
        return np.stack([self._factors_at(point) for point in points], axis=1)

    def _factors_at(self, point: Moves) -> Array:
        runs = self.runs
        scenario = with_values(runs.scenario, point) if point else runs.scenario
        return discount_factors(scenario, runs.pair.years, runs.scores_at(point), max(runs.draws, 1))

    def of_scenario(self, scenario: Scenario) -> Array:
        """Figures of a scenario as it is, (figures, draws), with the same draws."""
        own = replace(self.runs, scenario=scenario)
        return np.asarray(replace(self, runs=own, tick=None).values([{}])[:, 0])
