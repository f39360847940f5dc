"""Forecast of the market for trucks: as many as keep the work of the fleet, to which sales adjust."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import PERCENT, YEAR
from carbonsim.core.mileage import relative_mileage
from carbonsim.core.survival import HALF_YEAR, weibull_survival
from carbonsim.core.types import Array, IntArray, Number, as_array
from carbonsim.sectors.freight.equations import adjusted_sales, trucks_needed
from carbonsim.sectors.freight.trucks import Trucks

#: Growth of demand less that of the work of a truck in a year: middle and standard deviation.
NET_GROWTH, NET_SPREAD = 0.0, 0.02
#: First year whose sales the law is held against.
ERRORS_FROM = 2015
#: Sales do not fall below this part of those of the year before.
LEAST = 0.2


def work_of_sales(age: Array, scale: Number, shape: Number, fall: Number) -> Array:
    r"""Work that is left of trucks sold, for each truck sold.

    .. math:: k_a = S(a + \tfrac12)\,(1 - f)^a

    Parameters
    ----------
    age : array [yr]
        :math:`a`.
    scale : array [yr]
        Of the Weibull survival :math:`S`.
    shape : array [1]
        Of the same.
    fall : array [1/yr]
        Of yearly work with each year of age, :math:`f`; see `relative_mileage`.

    Returns
    -------
    array [1]
    """
    return as_array(weibull_survival(age + HALF_YEAR, scale, shape) * relative_mileage(age, fall))


def next_sales(p: Trucks, sales: Array, growth: Number) -> Array:
    """Sales of the next year by the law of the sector, (D,) [truck/yr].

    Parameters
    ----------
    p : Trucks
    sales : array [truck/yr], (years, D)
        Of all earlier years, the latest last.
    growth : array [1]
        Of demand less that of the work of a truck.
    """
    fall = p.stock.mileage_decline / PERCENT
    age = np.arange(len(sales) - 1, -1, -1.0)[:, None] * YEAR
    law = (p.stock.survival_scale, p.stock.survival_shape, fall)
    demand = (sales * work_of_sales(age, *law)).sum(axis=0) * (1.0 + growth)
    kept = (sales * work_of_sales(age + YEAR, *law)).sum(axis=0)
    needed = trucks_needed(demand - kept, work_of_sales(as_array(0.0 * YEAR), *law))
    return as_array(np.maximum(adjusted_sales(sales[-1], needed, p.market.adjustment), LEAST * sales[-1]))


def forecast_market(
    p: Trucks, years: IntArray, sales: Array, last_year: int, generator: np.random.Generator
) -> Array:
    """Trucks sold in the years after the last known one, with errors as large as those of the past.

    Parameters
    ----------
    p : Trucks
        Parameters as known in that year.
    years : array of int, (n,)
    sales : array [truck/yr], (n,)
        Known, one a year.
    last_year : int
        Of the forecast.
    generator : numpy Generator
        Where chance comes from.

    Returns
    -------
    array [truck/yr], (years, D)
    """
    draws, errors = p.inputs.draws, []
    for number in np.flatnonzero(years >= ERRORS_FROM):
        expected = next_sales(p, sales[:number, None], NET_GROWTH)
        errors.append(np.log(sales[number] / expected))
    size = np.sqrt((np.stack(errors) ** 2).mean(axis=0))
    growth = NET_GROWTH + NET_SPREAD * generator.standard_normal(draws)
    known = np.broadcast_to(sales[:, None], (len(sales), draws))
    for _ in range(last_year - int(years[-1])):
        year = next_sales(p, known, growth) * np.exp(size * generator.standard_normal(draws))
        known = np.concatenate([known, year[None]])
    return as_array(known[len(sales) :])
