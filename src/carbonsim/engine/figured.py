"""Figures of the answers to a claim: what each is made of beside its series, and in which unit it comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from carbonsim.core.bounds import AT_LEAST, AT_MOST
from carbonsim.core.errors import Problem
from carbonsim.core.types import IntArray
from carbonsim.engine.answering import series_of
from carbonsim.engine.claim_problems import claim_problem, nearest_names
from carbonsim.engine.differences import difference_of
from carbonsim.results.claim_figures import Base, Figure, Pick
from carbonsim.results.records import Variable
from carbonsim.scenario.claim_forms import AGAINST, OVER, PER, REFERENCE, YEARS
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.units import UnitError, convert, divided, summed

PERCENT = "%"
#: Series of what is there in a year: those of several years have no sum.
STOCKS = ("Stocks|", "Stock|", "Capacity|")
#: What is counted, where a claim says so and a variable does not.
THINGS = ("vehicle", "swap", "station", "block", "round_trip")


def figure_of(
    known: Mapping[str, Variable], claim: Claim, variable: Variable, years: IntArray, problems: list[Problem]
) -> tuple[Variable, Figure] | None:
    """Figure that answers a claim by one series, of any year where the claim names none.

    Parameters
    ----------
    known : mapping of str to Variable
        What is reported.
    claim : Claim
        What is asked.
    variable : Variable
        Series of the answer.
    years : array of int
        The horizon.
    problems : list of Problem
        Takes what is wrong.

    Returns
    -------
    variable : Variable
        The series, in the unit of the figure.
    figure : Figure
        None for both where something is wrong, or nothing of the same boundary is there to compare with.
    """
    form, first = claim.form, int(years[0])
    figure = _picked(claim, Figure(variable.name, 0, len(years) - 1), years)
    if not form:
        return variable, figure
    unit = variable.unit
    if form.over:
        unit = _sum_unit(claim, variable, problems)
    if form.per:
        other = _companion(known, claim, form.per, variable, PER, problems)
        if other is None:
            return None
        if form.over:
            _sum_unit(claim, other, problems)
        unit = _ratio_unit(claim, variable.unit, other.unit)
        figure = replace(figure, per=other.name)
    if form.peak_by is not None:
        return replace(variable, unit=YEARS), figure
    if form.against:
        compared = _compared(known, claim, variable, unit, first, figure, problems)
        return None if compared is None else (replace(variable, unit=PERCENT), compared)
    stated = _stated_unit(claim, unit)
    if stated != unit:
        figure = replace(figure, scale=convert(1.0, unit, stated))
    return replace(variable, unit=stated), figure


def _picked(claim: Claim, figure: Figure, years: IntArray) -> Figure:
    """A figure of the years that a claim names, or of all."""
    form, first = claim.form, int(years[0])
    if claim.year is not None:
        return figure.at(claim.year - first)
    if form.over:
        start, last = form.over
        return replace(figure, pick=Pick.SUM, first=(start or first) - first, last=last - first)
    if form.peak_by is not None:
        return replace(figure, pick=Pick.PEAK, start=first)
    if form.by:
        pick = {AT_LEAST: Pick.MOST, AT_MOST: Pick.LEAST}.get(claim.bound, Pick.NEAREST)
        return replace(figure, pick=pick, last=form.by - first)
    return figure


def _compared(
    known: Mapping[str, Variable],
    claim: Claim,
    variable: Variable,
    unit: str,
    first: int,
    figure: Figure,
    problems: list[Problem],
) -> Figure | None:
    """A figure as a change of the baseline's, of a year's or of another variable's."""
    against = claim.form.against
    if isinstance(against, int):
        base = against - first
        # before the year that it is a change of there is none
        start = figure.first if claim.year is not None else base + 1
        if start > figure.last:
            message = f"found {against}, expected a year before the last of the horizon"
            problems.append(claim_problem(claim, message, "name an earlier year", AGAINST))
            return None
        return replace(figure, base=Base.YEAR, base_index=base, first=start)
    if against == REFERENCE:
        name = difference_of(variable)
        if claim.form.per or name not in known:
            problems.append(_no_reference(known, claim, variable))
            return None
        return replace(figure, base=Base.REFERENCE, beside=name)
    return _of_variable(known, claim, variable, unit, figure, problems)


def _of_variable(
    known: Mapping[str, Variable],
    claim: Claim,
    variable: Variable,
    unit: str,
    figure: Figure,
    problems: list[Problem],
) -> Figure | None:
    """A figure as a change of that of another variable."""
    form = claim.form
    other = _companion(known, claim, str(form.against), variable, AGAINST, problems)
    if other is None:
        return None
    if form.over and form.per:
        message = f"found `{OVER}` and `{PER}` beside a variable, expected one of them"
        hint = f"leave out `{OVER}`, or compare with the {REFERENCE}"
        problems.append(claim_problem(claim, message, hint, AGAINST))
        return None
    compared = _sum_unit(claim, other, problems) if form.over else other.unit
    try:
        scale = convert(1.0, compared, unit)
    except UnitError as error:
        message = f"{error}: {other.name!r} is compared with {variable.name!r}"
        problems.append(claim_problem(claim, message, "name a variable of the same kind", AGAINST))
        return None
    return replace(figure, base=Base.SERIES, beside=other.name, beside_scale=scale)


def _no_reference(known: Mapping[str, Variable], claim: Claim, variable: Variable) -> Problem:
    """Why a figure has no difference to the baseline."""
    if not any(name.startswith(("Emission Reduction|", "Extra Cost|")) for name in known):
        message = f"found {REFERENCE}, and the scenario has none"
        return claim_problem(claim, message, "name a `reference` in the scenario", AGAINST)
    if claim.form.per:
        message = f"found `{PER}`, whose figure in the {REFERENCE} is not kept"
        hint = f"leave out `{PER}`, or compare with a year"
        return claim_problem(claim, message, hint, AGAINST)
    message = f"found {REFERENCE}, and {variable.name!r} has no difference to it"
    hint = "emissions and costs at a boundary have one: Emissions|..., Cost|..."
    return claim_problem(claim, message, hint, AGAINST)


def _companion(
    known: Mapping[str, Variable],
    claim: Claim,
    name: str,
    variable: Variable,
    key: str,
    problems: list[Problem],
) -> Variable | None:
    """The series of a name that stands beside an answer: at its boundary, of its product and case.

    What a figure is divided by may have none of them; what it is compared with must have its boundary and
    product, or there is no answer.
    """
    found = series_of(known, name)
    if not found:
        problems.append(claim_problem(claim, f"found no variable {name!r}", nearest_names(known, name), key))
        return None
    for mark in ("boundary", "product", "variant"):
        own = getattr(variable, mark)
        same = [one for one in found if getattr(one, mark) == own]
        plain = [one for one in found if not getattr(one, mark)]
        must = key == AGAINST and mark != "variant" and bool(own)
        found = same or plain or ([] if must else found)
    return next((one for one in found if one.name == name), found[0]) if found else None


def _sum_unit(claim: Claim, variable: Variable, problems: list[Problem]) -> str:
    """Unit of a sum over years."""
    unit = "" if any(word in variable.name for word in STOCKS) else summed(variable.unit)
    if not unit:
        message = f"found a sum over years of {variable.name!r} [{variable.unit}], which has no meaning"
        hint = f"sum what is done or made in a year, with `{PER}` for a mean, or name a `year`"
        problems.append(claim_problem(claim, message, hint, OVER))
    return unit or variable.unit


def _ratio_unit(claim: Claim, unit: str, by: str) -> str:
    """Unit of a ratio; of counts those that the claim speaks of, such as trucks."""
    things = THINGS if by in ("million", "thousand") else ()
    units = [divided(unit, by), *(divided(unit, f"{by} {thing}") for thing in things)]
    return next((one for one in units if _gas_of(claim, one)), units[0])


def _gas_of(claim: Claim, unit: str) -> str:
    """Unit of a claim with the gas of another unit, if they are of one kind; else nothing."""
    for written in (claim.unit, _co2(claim.unit), _co2(claim.unit).replace("CO2", "CO2e")):
        try:
            convert(1.0, unit, written)
        except UnitError:
            continue
        return written
    return ""


def _stated_unit(claim: Claim, unit: str) -> str:
    """Unit of a ratio as the claim has it; of others as the run has it."""
    return (_gas_of(claim, unit) if claim.form.per or unit.endswith(" yr") else "") or unit


def _co2(unit: str) -> str:
    return unit.replace("CO2e", "CO2")
