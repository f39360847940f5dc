"""Which series answer a claim, by which figures: what a run must keep for its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from carbonsim.core.blank import place_of_least
from carbonsim.core.bounds import distance, meets
from carbonsim.core.errors import Problem
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.answering import answering_series
from carbonsim.engine.claim_problems import claim_problem
from carbonsim.engine.figured import figure_of
from carbonsim.results.claim_figures import Figure, Pick
from carbonsim.results.records import Variable
from carbonsim.scenario.claim_forms import AGAINST
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import UnitError, convert


@dataclass(frozen=True)
class ClaimedSeries:
    """Series that answer a claim, and the figures that are made of them.

    Attributes
    ----------
    claim : Claim
        What is asked.
    variables : tuple of Variable
        Of each answer, in the unit of its figure.
    bounds : tuple of (float or None, str)
        Bound in the unit of each, and what is to be said of it; None where it cannot be compared.
    index : int
        Of the year that all answers are of; of several the last that the claim names.
    figures : tuple of Figure
        Of each answer.
    """

    claim: Claim
    variables: tuple[Variable, ...]
    bounds: tuple[tuple[float | None, str], ...]
    index: int
    figures: tuple[Figure, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All series that the figures need."""
        return tuple(dict.fromkeys(name for figure in self.figures for name in figure.names))

    @property
    def last(self) -> int:
        """Index of the last year that any figure needs."""
        return max((figure.indices[-1] for figure in self.figures), default=self.index)

    def figure(self, variable: Variable, series: Mapping[str, Array]) -> Array:
        """Figure of one answer.

        Parameters
        ----------
        variable : Variable
            One of `variables`.
        series : mapping of str to array, (years, ...)
            Those of `names`, from the start of the horizon; years behind `last` may be missing.

        Returns
        -------
        array [unit of the variable], (...)
            Blank where there is no such figure.
        """
        return self.figure_of(variable).of(series)

    def figure_of(self, variable: Variable) -> Figure:
        """Figure of one answer, with the series that it is made of."""
        named = dict(zip((one.name for one in self.variables), self.figures, strict=True))
        return named[variable.name]


def claimed_series(
    scenario: Scenario,
    claim: Claim,
    variables: Mapping[str, Variable],
    central: Mapping[str, Array],
    years: IntArray,
    problems: list[Problem],
) -> ClaimedSeries:
    """Series, figures and year of the answers to one claim.

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
    named, figures = [], []
    for answer, figure in answers(variables, scenario, claim, years, problems):
        named.append(answer)
        figures.append(figure)
    bounds = tuple(bound_of(claim, variable, problems) for variable in named)
    targets = [bound for bound, _ in bounds]
    of_years = [] if claim.names_year else [figure.by_year(central) for figure in figures]
    index = answer_year(years, claim, of_years, targets)
    if not claim.names_year:
        figures = [figure.at(index) for figure in figures]
    # what is nearest is so to the bound in the unit of the answer
    figures = [
        replace(figure, target=target) if target is not None and figure.pick is Pick.NEAREST else figure
        for figure, target in zip(figures, targets, strict=True)
    ]
    return ClaimedSeries(claim, tuple(named), bounds, index, tuple(figures))


def answers(
    known: Mapping[str, Variable],
    scenario: Scenario,
    claim: Claim,
    years: IntArray,
    problems: list[Problem],
) -> list[tuple[Variable, Figure]]:
    """Answers to a claim: their series, in the unit of the figure, and their figures."""
    before = len(problems)
    found = answering_series(known, scenario, claim, problems)
    figured = [figure_of(known, claim, variable, years, problems) for variable in found]
    there = [one for one in figured if one is not None]
    if found and not there and len(problems) == before:
        at = ", ".join(filter(None, dict.fromkeys(variable.boundary for variable in found)))
        message = f"found {claim.form.against!r}, which has no figure at {at or 'the same product'}"
        problems.append(claim_problem(claim, message, "name a variable that has", AGAINST))
    # what is wrong with the form is wrong at all boundaries: once is enough
    del problems[before + 1 :]
    return there if len(problems) == before else []


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
        whose = f"the figure of {variable.name!r}" if claim.form else f"the variable {variable.name!r}"
        problems.append(claim_problem(claim, str(error), f"{whose} is in {variable.unit}"))
        return None, ""


def answer_year(
    years: IntArray, claim: Claim, series: Sequence[Array], targets: Sequence[float | None]
) -> int:
    """Index of the one year in which a claim is answered at all boundaries, for all products and cases.

    The year asked for, of several the last; for any year the first in which the claim holds in any series,
    else the one in which the first that can be compared is nearest to it, else the first year. It is that of
    the run with central values, for an ensemble keeps its draws of this year alone.

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
    named = claim.form.last or claim.year
    if named is not None:
        return int(named - years[0])
    compared = [(x, target) for x, target in zip(series, targets, strict=True) if target is not None]
    held = np.zeros(len(years), dtype=bool)
    for values, target in compared:
        held |= meets(claim.bound, values, target, claim.tolerance)
    if held.any():
        return int(np.argmax(held))
    nearest = (place_of_least(distance(claim.bound, values, target)) for values, target in compared)
    return next((index for index in nearest if index is not None), 0)
