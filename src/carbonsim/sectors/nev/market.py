"""How many cars are sold: what ownership asks for beyond the cars that are left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array, as_array
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.equations import cars_per_person
from carbonsim.sectors.nev.parameters import GIVEN

PEOPLE_PER_MILLION = 1e6


@dataclass(frozen=True)
class KnownOwnership:
    """Ownership of the last year that happened: income leads on from there.

    Attributes
    ----------
    year : int
        Index in the horizon.
    cars : array [car/person], (D,)
    """

    year: int
    cars: Array


def ownership(p: Cars, year: int, cars: Array) -> Array:
    """Cars per person, (D,)."""
    return as_array(cars / (p.ownership.population[year] * PEOPLE_PER_MILLION))


def cars_wanted(p: Cars, known: KnownOwnership, year: int) -> Array:
    """Cars that people want to own at the end of a year, (D,): along a path, or as income grows."""
    people = p.ownership.population[year] * PEOPLE_PER_MILLION
    if p.ownership.form == GIVEN:
        return as_array(p.ownership.path[year] * people)
    income, start = p.ownership.income[year], p.ownership.income[known.year]
    each = cars_per_person(known.cars, income, start, p.ownership.saturation, p.ownership.response)
    return as_array(people * each)


def cars_sold(p: Cars, known: KnownOwnership, year: int, left: Array, through: Array) -> Array:
    """Cars sold so that the cars left and the new ones make up what is wanted, (D,) [car/yr].

    `through` is the part of the new cars that is still there at the end of the year. Where more are left
    than wanted, none is sold and the stock runs ahead of the wish.
    """
    return np.maximum(cars_wanted(p, known, year) - left, 0.0) / through
