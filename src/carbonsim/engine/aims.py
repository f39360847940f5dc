"""Targets of a scenario: which figure of its run a target speaks of, and how far a run is from it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from carbonsim.core.bounds import margin
from carbonsim.core.errors import ScenarioError
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.engine.answering import COMPARED
from carbonsim.engine.headline import EXTRA_COST, Headline, headlines
from carbonsim.engine.pair import Pair
from carbonsim.engine.totals import ALL_SECTORS
from carbonsim.results.records import Variable
from carbonsim.scenario.problems import shown
from carbonsim.scenario.target import OPTION, Target, target_problem
from carbonsim.scenario.units import UnitError, convert, takes_plain_numbers

COST_OPTION = "--cost"
#: Of what costs are minimised where none is named.
RESOURCE = "resource"
YEARLY = "/yr"
#: Figures of a year that add up over years though their unit does not say so.
YEARLY_FIGURES = ("Sales|",)


@dataclass(frozen=True)
class Aim:
    """Target in the terms of one scenario.

    Attributes
    ----------
    target : Target
        As asked for.
    figure : Headline
        Figure of a run that it speaks of.
    variable : Variable
        Series behind the figure.
    level : float [unit of the figure]
        What the figure shall come to.
    """

    target: Target
    figure: Headline
    variable: Variable
    level: float

    @property
    def bound(self) -> str:
        """One of `core.bounds.BOUNDS`."""
        return self.target.bound

    def above(self, values: Array) -> Array:
        """How far figures are above the level; below it negative [unit of the figure]."""
        return np.asarray(values - self.level)

    def margin(self, values: Array) -> Array:
        """How far figures are on the right side of the target, 0 on its edge [unit of the figure]."""
        return margin(self.bound, values, self.level, self.target.tolerance)


def aim_of(pair: Pair, target: Target) -> Aim:
    """Figure and level of a target.

    Parameters
    ----------
    pair : Pair
        Scenario and baseline.
    target : Target

    Returns
    -------
    Aim

    Raises
    ------
    ScenarioError
        If the scenario has no such figure or not in such years, or the unit is none of it.
    """
    figure = _figure(pair, target.name, target.years, OPTION)
    try:
        if not target.unit and not takes_plain_numbers(figure.unit):
            raise UnitError(
                f"found {target.value:g} without a unit, expected a number and its unit",
                f"write it in {figure.unit}",
            )
        level = convert(target.value, target.unit, figure.unit)
    except UnitError as error:
        hint = "; ".join(filter(None, (error.hint, f"{figure.name!r} is in {figure.unit}")))
        raise target_problem(OPTION, error.message, hint) from None
    return Aim(target, figure, pair.variables[figure.series], level)


def cost_of(pair: Pair, name: str | None, sector: str) -> Headline | None:
    """Cost that a least-cost combination minimises.

    Parameters
    ----------
    pair : Pair
        Scenario and baseline.
    name : str, optional
        Of an outcome; the discounted resource cost over the horizon if left out, of all sectors or of that
        which the target speaks of.
    sector : str
        Name of the series of the target.

    Returns
    -------
    Headline or None
        None where none is named and the scenario reports no such cost.
    """
    if name is not None:
        return _figure(pair, name, (), COST_OPTION)
    costs = [
        one
        for one in _outcomes(pair).values()
        if one.series.startswith(EXTRA_COST)
        and not one.period
        and pair.variables[one.series].boundary == RESOURCE
    ]
    of_all = [one for one in costs if ALL_SECTORS in one.series]
    of_sector = [one for one in costs if _subject(one.series) in sector]
    return next(iter([*of_all, *of_sector, *costs]), None)


def _subject(series: str) -> str:
    """Sector of a cost, without its boundary."""
    return series.removeprefix(EXTRA_COST).partition(" [")[0]


def _outcomes(pair: Pair) -> Mapping[str, Headline]:
    """Outcomes over years, as outcomes.csv names them."""
    return {one.name: one for one in headlines(pair.variables.values(), pair.years)}


def _figure(pair: Pair, name: str, years: tuple[int, ...], option: str) -> Headline:
    """Figure of a name and years, whichever of the two tables has it."""
    outcome = _outcomes(pair).get(name)
    if outcome is not None:
        if years:
            message = f"found {name!r} with years, expected none: its name says them"
            raise target_problem(option, message, "or name the variable as timeseries.csv does")
        return outcome
    variable = pair.variables.get(name)
    if variable is None:
        raise _unknown(pair, name, option)
    first, last = int(pair.years[0]), int(pair.years[-1])
    if not years:
        hint = f"add `in YEAR`, {first} to {last}"
        if option == COST_OPTION:
            hint = "outcomes.csv has those over years, such as 'Discounted Extra Cost|...'"
        raise target_problem(option, f"found {shown(name)!r} without its year", hint)
    outside = [year for year in years if not first <= year <= last]
    if outside:
        message = f"found the year {outside[0]}, expected one of the horizon, {first} to {last}"
        raise target_problem(option, message, "or change `years` of the scenario")
    if len(years) == 1:
        return Headline(name, name, False, variable.unit, years[0], years[0], str(years[0]))
    if not variable.unit.endswith(YEARLY) and not name.startswith(YEARLY_FIGURES):
        message = f"found `over` with a figure in {variable.unit}, which does not add up over years"
        raise target_problem(option, message, f"write `in {years[-1]}`")
    unit = variable.unit.removesuffix(YEARLY)
    return Headline(name, name, False, unit, years[0], years[1], f"{years[0]}-{years[1]}")


def _unknown(pair: Pair, name: str, option: str) -> ScenarioError:
    """Error of a name that no table has, with the nearest one."""
    scenario = pair.scenario
    names = [*_outcomes(pair)] if option == COST_OPTION else [*pair.variables, *_outcomes(pair)]
    near = _near(name, names)
    hint = near or "timeseries.csv and outcomes.csv of `carbonsim run` have the names"
    if name.startswith(COMPARED) and scenario.reference is None:
        hint = "reductions, savings and extra costs need a `reference` in the scenario"
    elif ALL_SECTORS in name and len(scenario.sectors) < 2:
        hint = "totals over sectors need a scenario with the sections of at least two"
    return target_problem(option, f"found no outcome {shown(name)!r}", hint)


def _near(name: str, names: list[str]) -> str:
    """Nearest name: one that ends as what was written does, or one that is spelled like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    folded = {one.casefold(): one for one in reversed(names)}
    written = name.casefold()[:200]
    ending = [one for one in names if one.casefold().endswith(f"|{written}")]
    close = ending or [folded[one] for one in get_close_matches(written, list(folded), n=1)]
    return f"did you mean {close[0]!r}?" if close else ""
