"""Series that answer a claim: each boundary, product and case, or those that it names."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.core.carbon import require_summable_over_sectors
from carbonsim.core.errors import BoundaryError, Problem
from carbonsim.engine.claim_problems import claim_problem, nearest_names
from carbonsim.engine.reported import of_other_case
from carbonsim.engine.totals import ALL_SECTORS
from carbonsim.results.records import Variable
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.scenario import Scenario

#: What only a plan with a reference reports.
COMPARED = ("Emission Reduction|", "Cost Saving|", "Extra Cost|")


def answering_series(
    known: Mapping[str, Variable], scenario: Scenario, claim: Claim, problems: list[Problem]
) -> list[Variable]:
    """The series that answer a claim: each boundary, product and case, or those named; none of a record.

    Rows that only the reference has are no answer beside others; alone they are, and hold no figure.
    """
    if not claim.is_modelled:
        return []
    found = series_of(known, claim.variable)
    absent = of_other_case(scenario)
    found = [variable for variable in found if variable.name not in absent] or found
    if not found:
        hint = nearest_names(known, claim.variable)
        if claim.variable.startswith(COMPARED) and scenario.reference is None:
            hint = "reductions and savings need a `reference` in the scenario"
            if scenario.chosen_reference is not None:
                hint = "--reference none leaves out what it is measured against: drop the claim, or name one"
        if ALL_SECTORS in claim.variable and len(scenario.sectors) < 2:
            hint = "totals over sectors need a scenario with the sections of at least two"
        if claim.variable.startswith(("Cumulative ", "Discounted ", "Abatement Cost")):
            hint = "name the series, and its years by `over`; totals over the horizon are in outcomes.csv"
        problems.append(claim_problem(claim, f"found no variable {claim.variable!r}", hint))
    found = _named(claim, "boundary", claim.boundary, found, problems)
    return _named(claim, "product", claim.product, found, problems)


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
        problems.append(claim_problem(claim, f"found {kind} {name!r}, {expected}", f"or remove `{kind}`"))
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


def series_of(known: Mapping[str, Variable], name: str) -> list[Variable]:
    """Series of a name: at each boundary and in each case where the name is that of the figure, else one."""
    named = known.get(name)
    stem = name
    if named is not None and named.boundary == "direct" and not (named.product or named.variant):
        # the plain name of a figure is its direct one, and stands for the figure at every boundary
        stem = named.stem
    found = [variable for variable in known.values() if stem and variable.stem == stem]
    return found or ([named] if named is not None else [])
