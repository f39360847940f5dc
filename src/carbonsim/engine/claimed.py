"""Which series answer a claim, in which year: what a run must keep for its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from carbonsim.core.blank import place_of_least
from carbonsim.core.bounds import distance, meets
from carbonsim.core.carbon import require_summable_over_sectors
from carbonsim.core.errors import BoundaryError, Problem
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.reported import of_other_case
from carbonsim.engine.totals import ALL_SECTORS
from carbonsim.results.records import Variable
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import UnitError, convert

#: What only a plan with a reference reports.
COMPARED = ("Emission Reduction|", "Cost Saving|", "Extra Cost|")


@dataclass(frozen=True)
class ClaimedSeries:
    """Series that answer a claim and the one year that they answer it in.

    Attributes
    ----------
    claim : Claim
        What is asked.
    variables : tuple of Variable
        Of each answer.
    bounds : tuple of (float or None, str)
        Bound in the unit of each, and what is to be said of it; None where it cannot be compared.
    index : int
        Of the year.
    """

    claim: Claim
    variables: tuple[Variable, ...]
    bounds: tuple[tuple[float | None, str], ...]
    index: int

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all series that the answers are made of."""
        return tuple(variable.name for variable in self.variables)

    @property
    def last(self) -> int:
        """Index of the last year that an answer is made of."""
        return self.index

    def figure(self, variable: Variable, series: Mapping[str, Array]) -> Array:
        """Figure of one answer from series whose first axis is years, as far as `last`."""
        return np.asarray(series[variable.name][self.index])

    @property
    def points(self) -> tuple[tuple[str, int], ...]:
        """Name of each series and index of the year."""
        return tuple((variable.name, self.index) for variable in self.variables)


def claimed_series(
    scenario: Scenario,
    claim: Claim,
    variables: Mapping[str, Variable],
    central: Mapping[str, Array],
    years: IntArray,
    problems: list[Problem],
) -> ClaimedSeries:
    """Series and year of the answers to one claim.

    Parameters
    ----------
    scenario : Scenario
        That carries it.
    claim : Claim
        What is asked; of the kind ``record`` no series answers.
    variables : mapping of str to Variable
        What its run reports.
    central : mapping of str to array, (years,)
        The deterministic run by which claims are judged.
    years : array of int
        The horizon.
    problems : list of Problem
        Takes what is wrong.

    Returns
    -------
    ClaimedSeries
    """
    named = answers(variables, scenario, claim, problems)
    bounds = tuple(bound_of(claim, variable, problems) for variable in named)
    index = answer_year(
        years, claim, [central[variable.name] for variable in named], [bound for bound, _ in bounds]
    )
    return ClaimedSeries(claim, tuple(named), bounds, index)


def answers(
    known: Mapping[str, Variable], scenario: Scenario, claim: Claim, problems: list[Problem]
) -> list[Variable]:
    """The series that answer a claim: each boundary, product and case, or those named; none of a record.

    Rows that only the reference has are no answer beside others; alone they are, and hold no figure.
    """
    if claim.series is not None:
        return []
    named = known.get(claim.variable)
    stem = claim.variable
    if named is not None and named.boundary == "direct" and not (named.product or named.variant):
        # the plain name of a figure is its direct one, and stands for the figure at every boundary
        stem = named.stem
    found = [variable for variable in known.values() if stem and variable.stem == stem]
    found = found or ([named] if named is not None else [])
    absent = of_other_case(scenario)
    found = [variable for variable in found if variable.name not in absent] or found
    if not found:
        names = sorted({variable.stem or variable.name for variable in known.values()} | set(known))
        import difflib  # noqa: PLC0415 - only where something is wrong

        close = difflib.get_close_matches(claim.variable, names, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "`carbonsim run --json` lists the variables"
        if claim.variable.startswith(COMPARED) and scenario.reference is None:
            hint = "reductions and savings need a `reference` in the scenario"
            if scenario.chosen_reference is not None:
                hint = "--reference none leaves out what it is measured against: drop the claim, or name one"
        if ALL_SECTORS in claim.variable and len(scenario.sectors) < 2:
            hint = "totals over sectors need a scenario with the sections of at least two"
        if claim.variable.startswith(("Cumulative ", "Discounted ", "Abatement Cost")):
            hint = "a claim speaks of a year; totals over the horizon are in outcomes.csv"
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


def bound_of(claim: Claim, variable: Variable, problems: list[Problem]) -> tuple[float | None, str]:
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
        problems.append(
            claim_problem(claim, str(error), f"the variable {variable.name!r} is in {variable.unit}")
        )
        return None, ""


def answer_year(
    years: IntArray, claim: Claim, series: Sequence[Array], targets: Sequence[float | None]
) -> int:
    """Index of the one year in which a claim is answered at all boundaries, for all products and cases.

    The year asked for; for any year the first in which the claim holds in any series, else the one in which
    the first that can be compared is nearest to it, else the first year. It is that of the run with central
    values, for an ensemble keeps its draws of this year alone.

    Parameters
    ----------
    years : array of int
        The horizon.
    claim : Claim
        What is asked.
    series : sequence of array, (years,)
        With central values, of each answer.
    targets : sequence of float or None
        The bound in the unit of each; None where it cannot be compared.

    Returns
    -------
    int
    """
    if claim.year is not None:
        return int(claim.year - years[0])
    compared = [(x, target) for x, target in zip(series, targets, strict=True) if target is not None]
    held = np.zeros(len(years), dtype=bool)
    for values, target in compared:
        held |= meets(claim.bound, values, target, claim.tolerance)
    if held.any():
        return int(np.argmax(held))
    nearest = (place_of_least(distance(claim.bound, values, target)) for values, target in compared)
    return next((index for index in nearest if index is not None), 0)


def claim_problem(claim: Claim, message: str, hint: str) -> Problem:
    origin = claim.origin
    return Problem(origin.file, origin.line, origin.column, f"claims.{claim.name}", message, hint)
