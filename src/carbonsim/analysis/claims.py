"""Claims put to the test: the value of what a claim speaks of, at every boundary, product and case."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.carbon import require_summable_over_sectors
from carbonsim.core.errors import BoundaryError, Problem, ScenarioError
from carbonsim.core.types import Array
from carbonsim.engine.reported import reported_variables
from carbonsim.engine.totals import ALL_SECTORS
from carbonsim.results.records import ClaimResult, Variable
from carbonsim.results.results import Results
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import UnitError, convert

#: What only a plan with a reference reports.
COMPARED = ("Emission Reduction|", "Cost Saving|", "Extra Cost|")
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
        If a claim names a variable, boundary or product that is not reported, or a bound of another kind.
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
    """The series that answer a claim: each boundary, product and case, or those named."""
    named = known.get(claim.variable)
    stem = claim.variable
    if named is not None and named.boundary == "direct" and not (named.product or named.variant):
        # the plain name of a figure is its direct one, and stands for the figure at every boundary
        stem = named.stem
    answers = [variable for variable in known.values() if stem and variable.stem == stem]
    answers = answers or ([named] if named is not None else [])
    if not answers:
        names = sorted({variable.stem or variable.name for variable in known.values()} | set(known))
        close = difflib.get_close_matches(claim.variable, names, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "`carbonsim run --json` lists the variables"
        if claim.variable.startswith(COMPARED) and scenario.reference is None:
            hint = "reductions and savings need a `reference` in the scenario"
        if ALL_SECTORS in claim.variable and len(scenario.sectors) < 2:
            hint = "totals over sectors need a scenario with the sections of at least two"
        if claim.variable.startswith(("Cumulative ", "Discounted ", "Abatement Cost")):
            hint = "a claim speaks of a year; totals over the horizon are in outcomes.csv"
        problems.append(_problem(claim, f"found no variable {claim.variable!r}", hint))
    answers = _named(claim, "boundary", claim.boundary, answers, problems)
    return _named(claim, "product", claim.product, answers, problems)


def _named(
    claim: Claim, kind: str, name: str | None, answers: list[Variable], problems: list[Problem]
) -> list[Variable]:
    """Those answers that are at the boundary, or of the product, that a claim names, if it names one."""
    if name is None or not answers:
        return answers
    chosen = [variable for variable in answers if getattr(variable, kind) == name]
    if not chosen:
        there = ", ".join(filter(None, dict.fromkeys(getattr(variable, kind) for variable in answers)))
        expected = f"expected one of {there}" if there else f"expected none: the figure has no {kind}"
        if reason := _not_summed(kind, name, answers):
            expected = f"{expected}: {reason}"
        problems.append(_problem(claim, f"found {kind} {name!r}, {expected}", f"or remove `{kind}`"))
    return chosen


def _not_summed(kind: str, name: str, answers: list[Variable]) -> str:
    """Why a total over sectors has no such boundary; nothing if it is no total."""
    if kind != "boundary" or not answers[0].stem.endswith(ALL_SECTORS):
        return ""
    try:
        require_summable_over_sectors(name)
    except BoundaryError as error:
        return str(error)
    return ""


def _evaluate(results: Results, claim: Claim, variable: Variable, problems: list[Problem]) -> ClaimResult:
    series = results.central[variable.name]
    target, note = _target(claim, variable, problems)
    index = _year(results, claim, series, target)
    value = series[index]
    draws = results.ensemble[variable.name][index] if variable.name in results.ensemble else None
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


def _holds(claim: Claim, values: Array, target: float) -> NDArray[np.bool_]:
    """Whether a bound holds, for one value or for each draw."""
    if claim.bound == "at_least":
        return np.asarray(values >= target)
    if claim.bound == "at_most":
        return np.asarray(values <= target)
    return np.asarray(np.abs(values - target) <= claim.tolerance * abs(target))


def _problem(claim: Claim, message: str, hint: str) -> Problem:
    origin = claim.origin
    return Problem(origin.file, origin.line, origin.column, f"claims.{claim.name}", message, hint)
