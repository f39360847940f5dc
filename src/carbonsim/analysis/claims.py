"""Claims put to the test: the value of what a claim speaks of, at every boundary, product and case."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.types import Array
from carbonsim.engine.claimed import answer_year, answers, bound_of
from carbonsim.engine.reported import reported_variables
from carbonsim.results.records import ClaimResult, Variable
from carbonsim.results.results import Results
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.scenario import Scenario

WORDS = {"at_least": "at least", "at_most": "at most", "equals": "equals"}
#: Quantiles of the draws that an answer states.
RANGE = (0.05, 0.5, 0.95)


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
    for claim in results.scenario.claims:
        variables = answers(results.variables, results.scenario, claim, problems)
        found += [_evaluate(results, claim, variable, problems) for variable in variables]
    if problems:
        raise ScenarioError(problems)
    return tuple(found)


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
    spread = (None,) * len(RANGE) if draws is None else np.quantile(draws, RANGE).tolist()
    return ClaimResult(
        claim=claim,
        boundary=variable.boundary,
        year=int(results.years[index]),
        value=float(value),
        unit=variable.unit,
        bound=f"{WORDS[claim.bound]} {claim.value:g} {claim.unit}",
        holds=None if target is None else bool(_holds(claim, value, target)),
        note=note,
        product=variable.product,
        variant=variable.variant,
        **dict(zip(("p05", "p50", "p95"), spread, strict=True)),
        probability=None if target is None or draws is None else float(_holds(claim, draws, target).mean()),
    )


def _holds(claim: Claim, values: Array, target: float) -> NDArray[np.bool_]:
    """Whether a bound holds, for one value or for each draw."""
    if claim.bound == "at_least":
        return np.asarray(values >= target)
    if claim.bound == "at_most":
        return np.asarray(values <= target)
    return np.asarray(np.abs(values - target) <= claim.tolerance * abs(target))
