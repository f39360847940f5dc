"""Claims put to the test: the value of what a claim speaks of, at every boundary, side by side."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import numpy as np

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.engine.run import reported_variables
from carbonsim.results.records import ClaimResult, Variable
from carbonsim.results.results import Results
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import UnitError, convert

#: What only a plan with a reference reports.
COMPARED = ("Emission Reduction|", "Cost Saving|", "Extra Cost|")
WORDS = {"at_least": "at least", "at_most": "at most", "equals": "equals"}


def evaluate(results: Results) -> tuple[ClaimResult, ...]:
    """Evaluate every claim of a scenario on its central run.

    Parameters
    ----------
    results : Results
        Of the scenario that carries the claims.

    Returns
    -------
    tuple of ClaimResult
        One for each claim and boundary, or one where the claim names its boundary.

    Raises
    ------
    ScenarioError
        If a claim names a variable or boundary that the run does not report.
    """
    problems: list[Problem] = []
    found: list[ClaimResult] = []
    for claim in results.scenario.claims:
        variables = _variables(results.variables, results.scenario, claim, problems)
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
        If a claim names a variable or boundary that is not reported, or a bound of another kind.
    """
    problems: list[Problem] = []
    known = reported_variables(scenario)
    for claim in scenario.claims:
        answers = _variables(known, scenario, claim, problems)
        # a wrong unit is wrong at all boundaries: once is enough
        if answers:
            _target(claim, answers[0], problems)
    if problems:
        raise ScenarioError(problems)


def _variables(
    known: Mapping[str, Variable], scenario: Scenario, claim: Claim, problems: list[Problem]
) -> list[Variable]:
    """The series that answer a claim: one for each boundary, or the one named."""
    named = known.get(claim.variable)
    # the plain name of a figure is its direct one, and stands for the figure at every boundary
    stem = named.stem if named is not None and named.boundary == "direct" else claim.variable
    answers = [variable for variable in known.values() if stem and variable.stem == stem]
    answers = answers or ([named] if named is not None else [])
    if not answers:
        names = sorted({variable.stem or variable.name for variable in known.values()} | set(known))
        close = difflib.get_close_matches(claim.variable, names, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "`carbonsim run --json` lists the variables"
        if claim.variable.startswith(COMPARED) and scenario.reference is None:
            hint = "reductions and savings need a `reference` in the scenario"
        if claim.variable.startswith(("Cumulative ", "Discounted ", "Abatement Cost")):
            hint = "a claim speaks of a year; totals over the horizon are in outcomes.csv"
        problems.append(_problem(claim, f"found no variable {claim.variable!r}", hint))
    if claim.boundary is None:
        return answers
    chosen = [variable for variable in answers if variable.boundary == claim.boundary]
    if answers and not chosen:
        there = ", ".join(variable.boundary or "none" for variable in answers)
        problems.append(_problem(claim, f"found boundary {claim.boundary!r}, expected one of {there}", ""))
    return chosen


def _evaluate(results: Results, claim: Claim, variable: Variable, problems: list[Problem]) -> ClaimResult:
    series = results.central[variable.name]
    target, note = _target(claim, variable, problems)
    index = _year(results, claim, series, target)
    value = float(series[index])
    return ClaimResult(
        claim=claim,
        boundary=variable.boundary,
        year=int(results.years[index]),
        value=value,
        unit=variable.unit,
        bound=f"{WORDS[claim.bound]} {claim.value:g} {claim.unit}",
        holds=None if target is None else _holds(claim, value, target),
        note=note,
    )


def _target(claim: Claim, variable: Variable, problems: list[Problem]) -> tuple[float | None, str]:
    """The bound in the unit of the variable. A bound in CO2 is read as CO2e where the boundary is wider."""
    try:
        return convert(claim.value, claim.unit, variable.unit), ""
    except UnitError:
        pass
    if "CO2e" in claim.unit and "CO2e" not in variable.unit:
        try:
            convert(claim.value, claim.unit.replace("CO2e", "CO2"), variable.unit)
        except UnitError:
            pass
        else:
            return None, "the claim speaks of CO2e: this boundary counts CO2 alone"
    try:
        widened = claim.unit.replace("CO2e", "CO2").replace("CO2", "CO2e")
        return convert(
            claim.value, widened, variable.unit
        ), "bound read as CO2e: the boundary holds other gases"
    except UnitError as error:
        problems.append(_problem(claim, str(error), f"the variable {variable.name!r} is in {variable.unit}"))
        return None, ""


def _year(results: Results, claim: Claim, series: np.ndarray, target: float | None) -> int:
    """The year asked for; any year means the one that suits the claim best."""
    if claim.year is not None:
        return int(claim.year - results.years[0])
    if claim.bound == "at_least":
        return int(np.argmax(series))
    if claim.bound == "at_most":
        return int(np.argmin(series))
    return int(np.argmin(np.abs(series - (0.0 if target is None else target))))


def _holds(claim: Claim, value: float, target: float) -> bool:
    if claim.bound == "at_least":
        return value >= target
    if claim.bound == "at_most":
        return value <= target
    return abs(value - target) <= claim.tolerance * abs(target)


def _problem(claim: Claim, message: str, hint: str) -> Problem:
    origin = claim.origin
    return Problem(origin.file, origin.line, origin.column, f"claims.{claim.name}", message, hint)
