"""How many cars are sold: what ownership asks for beyond the cars that are left."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.equations import cars_per_person

GIVEN = "given"
PEOPLE_PER_MILLION = 1e6


class CarMarket:
    """Ownership of cars after the history: with income towards saturation, or along a given path."""

    def __init__(self, inputs: Inputs) -> None:
        self.people = inputs.series("nev.population") * PEOPLE_PER_MILLION  # Y, D
        self.income = inputs.series("nev.income")  # Y, D
        self.saturation = inputs.constant("nev.ownership_saturation")
        self.response = inputs.constant("nev.ownership_response")
        self.path = inputs.series("nev.ownership")  # Y, D
        self.given = inputs.scenario.text("nev.ownership_form") == GIVEN
        self.year_known = 0
        self.known = self.path[0]

    def ownership(self, year: int, cars: Array) -> Array:
        """Cars per person, (D,)."""
        return np.asarray(cars / self.people[year])

    def note(self, year: int, cars: Array) -> None:
        """Note the ownership of a year that happened: income leads on from there."""
        self.year_known, self.known = year, self.ownership(year, cars)

    def wanted(self, year: int) -> Array:
        """Cars that people want to own at the end of a year, (D,)."""
        if self.given:
            return np.asarray(self.path[year] * self.people[year])
        start = self.income[self.year_known]
        each = cars_per_person(self.known, self.income[year], start, self.saturation, self.response)
        return np.asarray(self.people[year] * each)

    def sales(self, year: int, left: Array, through: Array) -> Array:
        """Cars sold so that the cars left and the new ones make up what is wanted, (D,) [car/yr].

        `through` is the part of the new cars that is still there at the end of the year. Where more are left
        than wanted, none is sold and the stock runs ahead of the wish.
        """
        return np.asarray(np.maximum(self.wanted(year) - left, 0.0) / through)
