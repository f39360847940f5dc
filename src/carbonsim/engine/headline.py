"""One number a draw: values of single years, and totals over five-year plans and over the horizon."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from carbonsim.core.finance import discount_factor
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.inputs import Inputs
from carbonsim.results.records import Variable
from carbonsim.scenario.scenario import Scenario

EMISSIONS = "Emissions|"
REDUCTION = "Emission Reduction|"
EXTRA_COST = "Extra Cost|"
DISCOUNT_RATE = "drivers.discount_rate"
#: Years and five-year plans (the 15th and the 16th) that outcomes speak of before the whole horizon.
YEARS = (2030, 2035)
PLANS = ((2026, 2030), (2031, 2035))


@dataclass(frozen=True)
class Headline:
    """The sum of one series over some years, discounted to the first of the horizon or not.

    `period` names the years, as in ``2030`` or ``2026-2030``; of the whole horizon it is empty.
    """

    name: str
    series: str
    discounted: bool
    unit: str
    first: int
    last: int
    period: str = ""

    def weighed(self, values: Array, factors: Array) -> Array:
        """Values that enter the total, discounted if the total is."""
        return values * factors if self.discounted else values

    def counts(self, year: int) -> bool:
        """Whether a year enters the total."""
        return self.first <= year <= self.last

    def span(self, years: IntArray) -> slice:
        """Indices of the years that enter the total, of a horizon that holds them."""
        return slice(self.first - int(years[0]), self.last - int(years[0]) + 1)


def headlines(variables: Iterable[Variable], years: IntArray) -> tuple[Headline, ...]:
    """Outcomes of a run: of each base figure its years, its five-year plans and then the whole horizon.

    Emissions and their reductions are summed as they are, extra costs discounted; the value of a single year
    is that of its series. Years and plans that the horizon does not hold are left out.

    Examples
    --------
    >>> truck = Variable("Emissions|CO2|Truck", "Mt CO2/yr", "direct", "", "iamc", "Emissions|CO2|Truck")
    >>> for one in headlines([truck], np.arange(2023, 2034)):
    ...     print(one.name, one.unit)
    2030 Emissions|CO2|Truck Mt CO2/yr
    2026-2030 Emissions|CO2|Truck Mt CO2
    Cumulative Emissions|CO2|Truck Mt CO2
    """
    based = (one for one in variables if one.stem.startswith((EMISSIONS, REDUCTION, EXTRA_COST)))
    return tuple(one for variable in based for one in _of_variable(variable, years))


def _of_variable(variable: Variable, years: IntArray) -> Iterator[Headline]:
    """Outcomes of one base figure."""
    start, end = int(years[0]), int(years[-1])
    unit, discounted = variable.unit.removesuffix("/yr"), variable.stem.startswith(EXTRA_COST)
    summed = f"Discounted {variable.name}" if discounted else variable.name
    for year in YEARS:
        if start <= year <= end:
            name = f"{year} {variable.name}"
            yield Headline(name, variable.name, False, variable.unit, year, year, str(year))
    for first, last in PLANS:
        if start <= first and last <= end:
            period = f"{first}-{last}"
            yield Headline(f"{period} {summed}", variable.name, discounted, unit, first, last, period)
    whole = summed if discounted else f"Cumulative {variable.name}"
    yield Headline(whole, variable.name, discounted, unit, start, end)


def last_year_headlines(variables: Iterable[Variable], years: IntArray) -> tuple[Headline, ...]:
    """The last year of each base figure, for a horizon without `YEARS`; none for any other.

    Examples
    --------
    >>> truck = Variable("Emissions|CO2|Truck", "Mt CO2/yr", "direct", "", "iamc", "Emissions|CO2|Truck")
    >>> [one.name for one in last_year_headlines([truck], np.arange(2023, 2029))]
    ['2028 Emissions|CO2|Truck']
    """
    last = int(years[-1])
    if any(int(years[0]) <= year <= last for year in YEARS):
        return ()
    based = (one for one in variables if one.stem.startswith((EMISSIONS, REDUCTION, EXTRA_COST)))
    return tuple(
        Headline(f"{last} {one.name}", one.name, False, one.unit, last, last, str(last)) for one in based
    )


def stated_periods(years: IntArray) -> tuple[str, ...]:
    """Years and the five years of a plan that headlines speak of; the last year of a horizon without them.

    Of the plans the first whose years the horizon holds.

    Examples
    --------
    >>> stated_periods(np.arange(2023, 2036)), stated_periods(np.arange(2023, 2029))
    (('2030', '2035', '2026-2030'), ('2028',))
    """
    first, last = int(years[0]), int(years[-1])
    stated = [str(year) for year in YEARS if first <= year <= last]
    plans = [f"{start}-{end}" for start, end in PLANS if first <= start and end <= last]
    return (*stated, *plans[:1]) or (str(last),)


def of_horizon(outcomes: Iterable[Headline], chosen: Collection[str] = ()) -> tuple[Headline, ...]:
    """Totals over the whole horizon, and outcomes of years and plans that are named."""
    return tuple(one for one in outcomes if not one.period or one.name in chosen)


def discount_factors(scenario: Scenario, years: IntArray, scores: Mapping[str, Array], draws: int) -> Array:
    """Discount factors to the first year, (years, draws) or (years, 1)."""
    return discount_factors_of(Inputs(scenario, years, draws, scores))


def discount_factors_of(inputs: Inputs) -> Array:
    """`discount_factors` of a batch of draws."""
    years, rate = inputs.years, inputs.constant(DISCOUNT_RATE)
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

    def add(self, place: slice, year: int, series: Mapping[str, Array], factor: Array) -> None:
        """Add one year of some draws to the totals that count it, with its discount factor, (draws,)."""
        for row, one in zip(self.sums, self.wanted, strict=True):
            if one.counts(year):
                row[place] += one.weighed(series[one.series], factor)


def totals_of_draws(
    wanted: Iterable[Headline], series: Mapping[str, Array], factors: Array, years: IntArray
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
    years : array of int
        The horizon.

    Returns
    -------
    dict of str to array [the headline's unit], (draws,)
        Blank where a year of it is: a sum around it would be that of another horizon.
    """
    return {
        one.name: np.sum(one.weighed(series[one.series], factors)[one.span(years)], axis=0)
        for one in wanted
        if one.series in series
    }
