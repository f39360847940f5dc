"""How many cars are sold: what ownership asks for beyond the cars that are left, and what moves sales.

Four things move them. Prices: who does not buy does without for about as long as a car lasts, so that a
lasting tax lowers sales for good. Known steps of taxes and subsidies: a part of a year's sales is made a
year earlier, or later. Cars bought ahead of need in the history, which are missing from sales after it. And
chance.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.anticipation import MOST_MOVED, moved_share, price_rise
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.nev.adoption import Demand
from carbonsim.sectors.nev.car_prices import paid_by_law
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.equations import cars_per_person
from carbonsim.sectors.nev.parameters import GIVEN

PEOPLE_PER_MILLION = 1e6


@dataclass(frozen=True)
class Market:
    """Market at the end of a year.

    Attributes
    ----------
    year : int
        Index in the horizon of the last year that happened: income leads on from there.
    each : array [car/person], (D,)
        Ownership then, without cars bought ahead of need.
    forgone : array [car], (D,)
        Cars that people do without, for prices and by chance; below 0 where they have more than ownership
        asks for. They are thinned as the cars in use are.
    moved : array [car], (K, D)
        Cars sold that belong to the next year; below 0 where buyers wait for it.
    """

    year: int
    each: Array
    forgone: Array
    moved: Array


@dataclass(frozen=True)
class Sold:
    """Cars sold in a year, (K, D) [car/yr], and the market at its end."""

    cars: Array
    market: Market


def first_market(p: Cars) -> Market:
    """Market before the horizon: the first year, one of the history, says all that is to be known of it."""
    none = np.zeros(p.inputs.draws)
    return Market(0, p.ownership.path[0], none, np.zeros((len(p.powertrains.names), p.inputs.draws)))


def ownership(p: Cars, year: int, cars: Array) -> Array:
    """Cars per person, (D,)."""
    return as_array(cars / _people(p, year))


def market_that_happened(p: Cars, year: int, sales: Array, cars: Array) -> Market:
    """Market at the end of a year of the history, from its sales (K, D) and the cars then in use, (D,).

    What was bought ahead of the year that follows is the same whatever a plan makes of that year.
    """
    rows = p.powertrains.car if p.without_plugs else p.powertrains.plug_in
    of_rows = np.where(rows[:, None], sales, 0.0)
    total = of_rows.sum(axis=0)
    moved = of_rows * np.minimum(p.history.plug_in_cars_ahead / np.where(total > 0, total, 1.0), MOST_MOVED)
    needed = cars - moved.sum(axis=0) - _bought_ahead(p, year)
    return Market(year, ownership(p, year, needed), np.zeros_like(cars), moved)


def cars_wanted(p: Cars, market: Market, year: int) -> Array:
    """Cars that people want to own at the end of a year, (D,): along a path, or as income grows."""
    if p.ownership.form == GIVEN:
        return as_array(p.ownership.path[year] * _people(p, year))
    income, start_income = p.ownership.income[year], p.ownership.income[market.year]
    saturation, elasticity = p.ownership.saturation, p.ownership.income_elasticity
    each = cars_per_person(market.each, income, start_income, saturation, elasticity)
    return as_array(_people(p, year) * each)


def cars_sold(
    p: Cars, market: Market, year: int, demand: Demand, before: Array, left: Array, through: Array
) -> Sold:
    """Cars sold in a year to come.

    Parameters
    ----------
    p : Cars
    market : Market
        At the end of the year before.
    year : int
        Index in the horizon.
    demand : Demand
        Of the year.
    before, left : array [car], (D,)
        In use at the end of the year before, and what is left of them.
    through : array [1], (D,)
        Part of the new cars that is still there at the end of the year.

    Returns
    -------
    Sold
        Where more cars are left than wanted, none is sold and the stock runs ahead of the wish.
    """
    forgone = market.forgone * (left / np.where(before > 0, before, 1.0))
    ahead = np.minimum(market.moved.sum(axis=0) + _bought_ahead(p, year), left)
    needed = np.maximum(cars_wanted(p, market, year) - forgone - (left - ahead), 0.0) / through
    bought = needed * _response(p, year, demand)
    if p.ownership.form != GIVEN:  # a path that is given is returned to in the next year
        forgone = forgone + (needed - bought) * through
    made = bought * demand.shares
    # a step so large that a year's sales do not make up for it is carried on
    met = np.minimum(market.moved, made)
    due = made - met
    moved = due * _moved_share(p, p.first + year, demand)
    return Sold(due + moved, Market(market.year, market.each, forgone, market.moved - met + moved))


def _people(p: Cars, year: int) -> Array:
    return as_array(p.ownership.population[year] * PEOPLE_PER_MILLION)


def _bought_ahead(p: Cars, year: int) -> Array:
    """Cars in use at the end of a year that ownership does not ask for yet, (D,).

    Who gives the cars per person has counted them.
    """
    if p.ownership.form == GIVEN:
        return np.zeros(p.inputs.draws)
    return p.history.bought_ahead if p.is_known(year) else p.market.bought_ahead[year]


def _response(p: Cars, year: int, demand: Demand) -> Array:
    """Cars bought over those that ownership asks for: by prices since the history, and by chance, (D,)."""
    chance = p.market.volatility * p.market.surprise[year]
    if p.ownership.form == GIVEN:
        # who gives the cars per person has said what prices do to them
        return as_array(np.exp(chance))
    return as_array(np.exp(p.market.elasticity * demand.dearer + chance))


def _moved_share(p: Cars, vintage: int, demand: Demand) -> Array:
    """Share of a year's sales that the law of the next year brings into it, (K, D)."""
    later = paid_by_law(*p.law_of_next(vintage), demand.prices.price)
    return moved_share(price_rise(later, demand.prices.paid), p.market.anticipation)
