"""Questions of an audit: answers to claims as figures of runs, each in the world in which a run judges it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from carbonsim.analysis.lever_answers import answered_claims
from carbonsim.analysis.verdicts import Verdict
from carbonsim.core.bounds import AT_LEAST, AT_MOST, margin, meets
from carbonsim.core.types import Array
from carbonsim.engine.claimed import ClaimedSeries
from carbonsim.engine.grid_vintages import WATER, with_factor
from carbonsim.engine.moved_runs import MovedRuns, Moves
from carbonsim.engine.vintage_runs import judged_central
from carbonsim.results.claim_figures import Pick
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.scenario.quantity import Quantity
from carbonsim.scenario.scenario import Scenario


@dataclass(frozen=True)
class Question:
    """Answer to a claim, asked again where parameters are moved.

    Attributes
    ----------
    result : ClaimResult
        Of the run.
    claimed : ClaimedSeries
        Series that answer the claim.
    variable : Variable
        That of this answer.
    target : float or None [unit of the answer]
        The claimed figure.
    runs : MovedRuns
        Deterministic runs of the world in which the answer is judged, up to the last year that it needs.
    """

    result: ClaimResult
    claimed: ClaimedSeries
    variable: Variable
    target: float | None
    runs: MovedRuns

    @property
    def scenario(self) -> Scenario:
        """World in which it is judged: with the factor of the grid that judges."""
        return self.runs.scenario

    @property
    def year(self) -> int:
        """Year of the answer; of several that it is made of the last."""
        assert self.result.year is not None
        return self.result.year

    @property
    def holds(self) -> bool:
        """Whether it holds in the deterministic run."""
        return self.target is not None and bool(self.margins(np.array(self.result.value)) >= 0.0)

    @property
    def is_judged(self) -> bool:
        """Whether the scenario judges the claim."""
        return self.result.verdict != Verdict.UNJUDGED

    @cached_property
    def limits(self) -> tuple[float, float]:
        """Least and greatest figure with which it holds [unit of the answer]."""
        assert self.target is not None
        slack = self.result.claim.tolerance * abs(self.target)
        low = -np.inf if self.result.claim.bound == AT_MOST else self.target
        high = np.inf if self.result.claim.bound == AT_LEAST else self.target
        return low - slack, high + slack

    @property
    def scale(self) -> float:
        """Size of its figures [unit of the answer]."""
        return max(abs(self.target or 0.0), abs(self.result.value)) or 1.0

    def margins(self, figures: Array) -> Array:
        """How far figures are on the side where it holds: not below 0 there, and exactly there.

        Parameters
        ----------
        figures : array [unit of the answer]

        Returns
        -------
        array [unit of the answer]
        """
        assert self.target is not None
        return margin(self.result.claim.bound, figures, self.target, self.result.claim.tolerance)

    def above(self, figures: Array) -> Array:
        """How far figures are above the claimed one [unit of the answer]."""
        assert self.target is not None
        return np.asarray(figures - self.target)

    def from_below(self, figures: Array) -> Array:
        """Margins of figures below the claimed one, and of no other [unit of the answer]."""
        assert self.target is not None
        return self.margins(np.where(figures > self.target, self.target, figures))

    def from_above(self, figures: Array) -> Array:
        """Margins of figures above the claimed one, and of no other [unit of the answer]."""
        assert self.target is not None
        return self.margins(np.where(figures < self.target, self.target, figures))


def questions_of(results: Results, answers: Sequence[ClaimResult]) -> list[Question]:
    """Questions of the answers that series give: none of records.

    Parameters
    ----------
    results : Results
    answers : sequence of ClaimResult
        From `analysis.claims.evaluate`.

    Returns
    -------
    list of Question
        Those judged in the same world up to the same year share their runs.
    """
    worlds: dict[tuple[float | None, int], MovedRuns] = {}
    found = []
    for claimed in answered_claims(results):
        rows = [row for row in answers if row.claim.name == claimed.claim.name]
        last = int(results.years[claimed.last])
        for row, variable, (target, _) in zip(rows, claimed.variables, claimed.bounds, strict=True):
            factor = None if row.grid is None or not row.grid.held else row.grid.factor
            if (factor, last) not in worlds:
                worlds[factor, last] = MovedRuns(_world(results.scenario, factor, last))
            found.append(Question(row, claimed, variable, target, worlds[factor, last]))
    return found


def _world(scenario: Scenario, factor: float | None, last: int) -> Scenario:
    """A scenario up to a last year, with a factor of the grid if one is held."""
    if factor is not None:
        held = with_factor(scenario, factor, last)
        # an official factor holds the water of its year: wet and dry years are no parameter beside it
        water = replace(held.settings[WATER], source="")
        return replace(held, settings={**held.settings, WATER: water})
    return scenario.until(last)


def first_year(results: Results, question: Question) -> int | None:
    """First year in which an answer holds in the deterministic run; None of sums and of years of peaks."""
    figure = question.claimed.figure_of(question.variable)
    if question.target is None or figure.pick in (Pick.SUM, Pick.PEAK):
        return None
    central, claim = judged_central(results, results.vintages), question.result.claim
    if figure.pick is Pick.AT:
        figure = replace(figure, first=0, last=len(results.years) - 1)
    held = meets(claim.bound, figure.by_year(central), question.target, claim.tolerance)
    return int(results.years[int(np.argmax(held))]) if held.any() else None


def draws_of(results: Results, question: Question) -> Array | None:
    """Draws of a run by which an answer is judged, (draws,); None if there are none."""
    figure, grid = question.claimed.figure_of(question.variable), question.result.grid
    own = results.draws_of(figure)
    if grid is None or not grid.held or grid.year is None:
        return own
    return results.vintages[grid.year].points.get(figure, own)


@dataclass(frozen=True)
class Sample:
    """Draws with which points are run: none for deterministic runs (central values).

    Attributes
    ----------
    draws : int
        First draws of the ensemble.
    seed, of_draws : int
        Of the ensemble.
    """

    draws: int = 0
    seed: int = 0
    of_draws: int = 0


def figures_at(points: Sequence[tuple[Question, Moves]], sample: Sample | None = None) -> Array:
    """Figures of questions at points, each in its world.

    Parameters
    ----------
    points : sequence of (Question, mapping of str to Quantity)
        What is asked, and the parameters that are moved.
    sample : Sample, optional
        Draws that each point has.

    Returns
    -------
    array [unit of each answer], (points, draws)
        Blank where values have no answer.
    """
    sample = sample or Sample()
    found = np.empty((len(points), max(sample.draws, 1)))
    by_world: dict[int, list[int]] = {}
    for place, (question, _) in enumerate(points):
        by_world.setdefault(id(question.runs), []).append(place)
    for places in by_world.values():
        found[places] = _in_one_world([points[place] for place in places], sample)
    return found


def _in_one_world(points: Sequence[tuple[Question, Moves]], sample: Sample) -> Array:
    """`figures_at` of questions with the same runs; a point that several ask about is run once."""
    runs = points[0][0].runs
    if sample.draws > 1:
        runs = runs.with_draws(sample.draws, sample.seed, sample.of_draws)
    different: dict[tuple[tuple[str, Quantity], ...], int] = {}
    places = [different.setdefault(tuple(moves.items()), len(different)) for _, moves in points]
    asked = {id(question): question for question, _ in points}
    names = dict.fromkeys(name for question in asked.values() for name in question.claimed.names)
    series = runs.series([dict(moves) for moves in different], tuple(names))
    of_question = {key: each.claimed.figure(each.variable, series) for key, each in asked.items()}
    return np.stack(
        [of_question[id(question)][place] for (question, _), place in zip(points, places, strict=True)]
    )
