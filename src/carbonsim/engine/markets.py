"""What sectors share: prices of a year, set by what all of them had done by the end of the year before."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from carbonsim.core.learning import learning_exponent, learning_price
from carbonsim.core.possible import of_row, refuse
from carbonsim.core.types import Array
from carbonsim.kernel.goods import GOODS, Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sector import ReportedVariable
from carbonsim.kernel.templates import expand_templates


def market_variables() -> tuple[ReportedVariable, ...]:
    """What every run reports of its markets, whatever its sectors; the keys are fields of `Prices`."""
    return expand_templates("carbonsim.engine", {})


class LearningMarket:
    """The price of one good: as observed up to the last year of its path, then by Wright's law.

    The stated output of the world holds the reference's own: what this run makes beyond (or short of) its
    reference is added, so that the reference reproduces the stated total.
    """

    def __init__(self, inputs: Inputs, good: str, reference_made: Array | None) -> None:
        price, output = f"drivers.{good}.price", f"drivers.{good}.cumulative_output"
        self.good = good
        path = inputs.path_years(price)
        self.observed_until = path[-1] if path else int(inputs.years[-1])
        self.years = inputs.years
        self.observed = inputs.series(price)
        at = np.array([self.observed_until, self.observed_until - 1])
        self.last_price = inputs.series(price, at)[0]
        self.last_output = inputs.series(output, at)[1]
        self.exponent = learning_exponent(inputs.constant(f"drivers.{good}.learning_rate"))
        # output up to the end of the year before
        self.stated = inputs.series(output, inputs.years - 1)
        self.reference_made = reference_made
        self.extra = np.zeros(inputs.draws)

    def price(self, year: int) -> Array:
        """Price of the year with this index."""
        if self.years[year] <= self.observed_until:
            return np.asarray(self.observed[year])
        output = self.stated[year] + self.extra
        with of_row(self.good):
            refuse(output <= 0, "the plan makes less than its reference by more than the world has made")
        return learning_price(self.last_price, output, self.last_output, self.exponent)

    def close(self, year: int, made: Array) -> None:
        """End a year: what was made in it moves the prices of later ones."""
        if self.reference_made is not None:
            self.extra = self.extra + made - self.reference_made[year]


class Markets:
    """Prices of one run; `reference_made` is what its reference makes of each good, (years, draws)."""

    def __init__(self, inputs: Inputs, reference_made: Mapping[str, Array] | None = None) -> None:
        made = reference_made or {}
        self.goods = {good: LearningMarket(inputs, good, made.get(good)) for good in GOODS}
        self.grid = inputs.series("drivers.grid_emission_factor") * inputs.series("drivers.grid_water_factor")
        self.carbon = inputs.series("drivers.carbon_price")

    def prices(self, year: int) -> Prices:
        """Prices of the year with this index."""
        learned = {good: market.price(year) for good, market in self.goods.items()}
        others = {"grid_emission_factor": self.grid[year], "carbon": self.carbon[year]}
        return Prices(**(learned | others))

    def close(self, year: int, made: Mapping[str, Array]) -> None:
        """End a year: what the sectors made in it moves the prices of later ones."""
        for good, market in self.goods.items():
            market.close(year, made[good])


class ReplayedMarkets:
    """The prices of an earlier run: a sector alone in the same markets gives the same numbers."""

    def __init__(self, saved: list[Prices]) -> None:
        self.saved = saved

    def prices(self, year: int) -> Prices:
        """Prices of the year with this index."""
        return self.saved[year]

    def close(self, year: int, made: Mapping[str, Array]) -> None:
        """End a year: saved prices do not move."""
