"""Answers to claims by the factor of the grid: that which judges, and those that stand beside it."""

from __future__ import annotations

from collections.abc import Callable

from carbonsim.analysis.verdicts import Verdict
from carbonsim.core.types import Array
from carbonsim.engine.claimed import ClaimedSeries
from carbonsim.engine.grid_vintages import official_factors
from carbonsim.engine.vintage_runs import moves
from carbonsim.results.claim_figures import Figure
from carbonsim.results.claim_results import Answer, GridAnswer, GridFactor
from carbonsim.results.results import Results

#: Verdict on a figure of the deterministic run and its draws.
Judge = Callable[[float, Array | None], Answer]


def answers_by_grid(
    results: Results, claimed: ClaimedSeries, figure: Figure, own: Answer, judge: Judge
) -> tuple[GridFactor | None, Answer, tuple[GridAnswer, ...]]:
    """The answer that a claim is judged by, and those with other factors beside it.

    Parameters
    ----------
    results : Results
        The run, with its vintages.
    claimed : ClaimedSeries
        The claim and the year of its answers.
    figure : Figure
        Of this answer.
    own : Answer
        With the factor that the scenario has in that year.
    judge : callable
        Gives the answer of another one.

    Returns
    -------
    grid : GridFactor or None
        Behind the answer; None where it does not hang on the grid.
    answer : Answer
        Which judges.
    others : tuple of GridAnswer
        Always the projected one, or the official one where the scenario sets its own; of the neighbouring
        vintages those with another verdict.
    """
    index = claimed.index
    official = official_factors(results.scenario) if results.vintages else None
    if official is None or own.verdict == Verdict.UNJUDGED:
        return None, own, ()
    basis = official.basis(int(results.years[index]))
    runs = {year: results.vintages[year] for year in basis.vintages if year in results.vintages}
    runs = {year: run for year, run in runs.items() if len(run.years) > figure.indices[-1]}
    if not any(moves(results, run, figure) for run in runs.values()):
        return None, own, ()

    def answered(*grids: GridFactor) -> list[GridAnswer]:
        """Answers with the factors that there are runs with."""
        found = [GridAnswer(grid, own) for grid in grids if not grid.held]
        held = ((grid, runs[grid.year]) for grid in grids if grid.held and grid.year in runs)
        for grid, run in held:
            draws = run.points.get(figure)
            found.append(GridAnswer(grid, judge(float(figure.of(run.central)), draws)))
        return found

    (judged,) = answered(basis.judged)
    near = answered(*basis.neighbours)
    changed = [other for other in near if other.answer.verdict != judged.answer.verdict]
    return basis.judged, judged.answer, (*answered(*basis.beside), *changed)
