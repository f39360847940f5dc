"""One number a draw: totals over the horizon, and the years that claims ask about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.core.finance import discount_factor
from carbonsim.core.types import Array, IntArray
from carbonsim.results.records import Variable
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.contract import Inputs

EMISSIONS = "Emissions|"
REDUCTION = "Emission Reduction|"
EXTRA_COST = "Extra Cost|"
DISCOUNT_RATE = "drivers.discount_rate"


@dataclass(frozen=True)
class Headline:
    """A total over the horizon of one series, discounted to the first year or not."""

    name: str
    series: str
    discounted: bool
    unit: str

    def weighed(self, values: Array, factors: Array) -> Array:
        """What enters the total: values, discounted if the total is."""
        return values * factors if self.discounted else values


def headlines(variables: Iterable[Variable]) -> tuple[Headline, ...]:
    """Totals of a run: emissions and their reductions as they are, extra costs discounted.

    Examples
    --------
    >>> one = Variable("Emissions|CO2|Truck", "Mt CO2/yr", "direct", "", "iamc", "Emissions|CO2|Truck")
    >>> headlines([one])[0].name, headlines([one])[0].unit
    ('Cumulative Emissions|CO2|Truck', 'Mt CO2')
    """
    found = []
    for variable in variables:
        unit = variable.unit.removesuffix("/yr")
        if variable.stem.startswith((EMISSIONS, REDUCTION)):
            found.append(Headline(f"Cumulative {variable.name}", variable.name, False, unit))
        elif variable.stem.startswith(EXTRA_COST):
            found.append(Headline(f"Discounted {variable.name}", variable.name, True, unit))
    return tuple(found)


def discount_factors(scenario: Scenario, years: IntArray, scores: Mapping[str, Array], draws: int) -> Array:
    """Discount factors to the first year, (years, draws) or (years, 1)."""
    rate = Inputs(scenario, years, draws, scores).constant(DISCOUNT_RATE)
    return discount_factor(rate, (years - years[0])[:, None])


class RunningTotals:
    """The totals of each draw, summed year by year; with one blank year a total is blank.

    Parameters
    ----------
    wanted : sequence of Headline
    draws : int
    """

    def __init__(self, wanted: Sequence[Headline], draws: int) -> None:
        self.wanted = wanted
        #: Headlines, draws.
        self.sums = np.zeros((len(wanted), draws))

    def clear(self, place: slice) -> None:
        """Forget what was added of some draws."""
        self.sums[:, place] = 0.0

    def add(self, place: slice, series: Mapping[str, Array], factor: Array) -> None:
        """Add one year of some draws, its discount factor among them, (draws,)."""
        for row, one in zip(self.sums, self.wanted, strict=True):
            row[place] += one.weighed(series[one.series], factor)


def totals_of_draws(
    wanted: Iterable[Headline], series: Mapping[str, Array], factors: Array
) -> dict[str, Array]:
    """The totals of each draw, (draws,); without those of series whose draws are not made.

    Parameters
    ----------
    wanted : iterable of Headline
        From `headlines`.
    series : mapping of str to array, (years, draws)
        By variable.
    factors : array [1], (years, draws) or (years, 1)
        From `discount_factors`.

    Returns
    -------
    dict of str to array [the headline's unit], (draws,)
        Blank where a year is: a sum around it would be that of another horizon.
    """
    return {
        one.name: np.sum(one.weighed(series[one.series], factors), axis=0)
        for one in wanted
        if one.series in series
    }
