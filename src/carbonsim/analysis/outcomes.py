"""Outcomes of a run: of years, five-year plans and the whole horizon, and what a tonne not emitted costs."""

from __future__ import annotations

from carbonsim.analysis.abatement import abatement_costs
from carbonsim.analysis.statements import central_factors, outcome_of
from carbonsim.core.types import Array
from carbonsim.engine.headline import headlines, totals_of_draws
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results


def outcomes(results: Results) -> tuple[Outcome, ...]:
    """Outcomes of a run, of each figure the years, the five-year plans and then the whole horizon.

    The headline of each is the median of the ensemble; the deterministic run (central values) stands beside
    it. Sums of emissions and reductions are undiscounted, those of costs discounted to the first year; a
    single year is as it is. Draws in which a year has no such figure have no total: mean and quantiles are of
    the others, and how many are not is said. Abatement costs come last; see `abatement_costs`.

    Parameters
    ----------
    results : Results
        Of a plan, with its reference.

    Returns
    -------
    tuple of Outcome
    """
    central = central_totals(results)
    summed = [
        outcome_of(one.name, one.unit, float(central[one.name]), results.headline.get(one.name))
        for one in headlines(results.variables.values(), results.years)
    ]
    return (*summed, *abatement_costs(results))


def central_totals(results: Results) -> dict[str, Array]:
    """Outcomes of the deterministic run, by name."""
    wanted = headlines(results.variables.values(), results.years)
    return totals_of_draws(wanted, results.central, central_factors(results), results.years)
