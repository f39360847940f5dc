"""What sectors share: prices of a year, set by what all of them had done by the end of the year before."""

from __future__ import annotations

import numpy as np

from carbonsim.core.learning import learning_exponent, learning_price
from carbonsim.core.types import Array
from carbonsim.sectors.contract import Inputs, Prices


class Markets:
    """Prices of one run.

    The stated output of batteries holds the reference's own: what this run makes beyond (or short of) its
    reference is added, so that the reference reproduces the stated total.
    """

    def __init__(self, inputs: Inputs, reference_output: Array | None = None) -> None:
        quantity = inputs.scenario.quantity("drivers.battery.price")
        self.observed_until = quantity.years[-1] if quantity.years else int(inputs.years[-1])
        self.years = inputs.years
        self.observed = inputs.series("drivers.battery.price")
        at = np.array([self.observed_until, self.observed_until - 1])
        self.last_price = inputs.series("drivers.battery.price", at)[0]
        self.last_output = inputs.series("drivers.battery.cumulative_output", at)[1]
        self.exponent = learning_exponent(inputs.constant("drivers.battery.learning_rate"))
        # output up to the end of the year before
        self.stated = inputs.series("drivers.battery.cumulative_output", inputs.years - 1)
        self.grid = inputs.series("drivers.grid_emission_factor")
        self.carbon = inputs.series("drivers.carbon_price")
        self.output = np.zeros((len(inputs.years), inputs.draws))
        self.reference_output = self.output if reference_output is None else reference_output
        self.extra = np.zeros(inputs.draws)

    def prices(self, year: int) -> Prices:
        """Prices of the year with this index."""
        if self.years[year] <= self.observed_until:
            battery = self.observed[year]
        else:
            made = self.stated[year] + self.extra
            battery = learning_price(self.last_price, made, self.last_output, self.exponent)
        return Prices(battery, self.grid[year], self.carbon[year])

    def close(self, year: int, battery_output: Array) -> None:
        """End a year: what the sectors made in it moves the prices of later ones."""
        self.output[year] = battery_output
        if self.reference_output is not self.output:
            self.extra = self.extra + battery_output - self.reference_output[year]


class ReplayedMarkets:
    """The prices of an earlier run: a sector alone in the same markets gives the same numbers."""

    def __init__(self, saved: list[Prices]) -> None:
        self.saved = saved
        self.output: Array | None = None

    def prices(self, year: int) -> Prices:
        """Prices of the year with this index."""
        return self.saved[year]

    def close(self, year: int, battery_output: Array) -> None:
        """End a year: saved prices do not move."""
