"""Claims put to the test: the value of what a claim speaks of, at every boundary, product and case."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.blank import BLANK, has_blank, quantiles, share
from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.types import Array
from carbonsim.engine.claimed import answer_year, answers, bound_of
from carbonsim.engine.reported import of_other_case, reported_variables
from carbonsim.results.records import ClaimResult, Variable
from carbonsim.results.results import Results
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.scenario import Scenario

WORDS = {"at_least": "at least", "at_most": "at most", "equals": "equals"}
#: Quantiles of the draws that an answer states.
RANGE = (0.05, 0.5, 0.95)
NO_YEAR = "no such figure in this run"
NOT_THEN = "no such figure in this year"
SOME_DRAWS = "some draws have no such figure: range and probability are those of the others"


def evaluate(results: Results) -> tuple[ClaimResult, ...]:
    """Evaluate every claim of a scenario on its central run, with the range of its draws if they are kept.

    Parameters
    ----------
    results : Results
        Of the scenario that carries the claims.

    Returns
    -------
    tuple of ClaimResult
        One for each claim, boundary, product and case; fewer where the claim names boundary or product.

    Raises
    ------
    ScenarioError
        If a claim names a variable, boundary or product that the run does not report.
    """
    problems: list[Problem] = []
    found: list[ClaimResult] = []
    results = _answering(results)
    for claim in results.scenario.claims:
        variables = answers(results.variables, results.scenario, claim, problems)
        found += [_evaluate(results, claim, variable, problems) for variable in variables]
    if problems:
        raise ScenarioError(problems)
    return tuple(found)


def _answering(results: Results) -> Results:
    """Results in which rows that only the reference has hold no figure, not even that there is none of it."""
    absent = of_other_case(results.scenario)
    if not absent:
        return results
    blank, no_draws = np.full(len(results.years), BLANK), np.full((len(results.years), 1), BLANK)
    return replace(
        results,
        central={name: blank if name in absent else series for name, series in results.central.items()},
        ensemble={name: no_draws if name in absent else draws for name, draws in results.ensemble.items()},
        points={
            point: no_draws[0] if point[0] in absent else draws for point, draws in results.points.items()
        },
    )


def check(scenario: Scenario) -> None:
    """Refuse claims that no run could answer, before it is made.

    Parameters
    ----------
    scenario : Scenario
        With its claims.

    Raises
    ------
    ScenarioError
        If a claim names a variable, boundary or product that is not reported, or a bound of another kind.
    """
    problems: list[Problem] = []
    known = reported_variables(scenario)
    for claim in scenario.claims:
        found = answers(known, scenario, claim, problems)
        # a wrong unit is wrong at all boundaries: once is enough
        if found:
            bound_of(claim, found[0], problems)
    if problems:
        raise ScenarioError(problems)


def _evaluate(results: Results, claim: Claim, variable: Variable, problems: list[Problem]) -> ClaimResult:
    series = results.central[variable.name]
    target, note = bound_of(claim, variable, problems)
    index = answer_year(results.years, claim, series, target)
    value = series[index]
    draws = results.draws_at(variable.name, index)
    spread = (None,) * len(RANGE) if draws is None else quantiles(draws, RANGE).tolist()
    return ClaimResult(
        claim=claim,
        boundary=variable.boundary,
        year=int(results.years[index]),
        value=float(value),
        unit=variable.unit,
        bound=f"{WORDS[claim.bound]} {claim.value:g} {claim.unit}",
        holds=None if target is None or np.isnan(value) else bool(_holds(claim, value, target)),
        note="; ".join(filter(None, (note, _blank_note(series, index, draws)))),
        product=variable.product,
        variant=variable.variant,
        **dict(zip(("p05", "p50", "p95"), spread, strict=True)),
        probability=None if target is None or draws is None else share(_holds(claim, draws, target), draws),
    )


def _blank_note(series: Array, index: int, draws: Array | None) -> str:
    """Where the figure is missing: in the run, in the year of the answer, or in some of its draws."""
    if np.isnan(series[index]):
        return NO_YEAR if np.isnan(series).all() else NOT_THEN
    return SOME_DRAWS if draws is not None and has_blank(draws) else ""


def _holds(claim: Claim, values: Array, target: float) -> NDArray[np.bool_]:
    """Whether a bound holds, for one value or for each draw."""
    if claim.bound == "at_least":
        return np.asarray(values >= target)
    if claim.bound == "at_most":
        return np.asarray(values <= target)
    return np.asarray(np.abs(values - target) <= claim.tolerance * abs(target))
