"""How trucks leave and drive as they age, whoever buys how many. A ages, oldest first; D draws."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import PERCENT
from carbonsim.core.late import dataclass
from carbonsim.core.mileage import relative_mileage
from carbonsim.core.possible import refuse
from carbonsim.core.survival import HALF_YEAR, weibull_survival
from carbonsim.core.types import Array, Number
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.parameters import FreightParameters

#: Part of all trucks sold up to the first year that has to be left, at least.
LEAST_LEFT = 1e-6


@dataclass(frozen=True)
class Ageing:
    """Survival and mileage by age, and the age profile of the first year.

    Attributes
    ----------
    alive : array [1], (A, D)
        Part of the trucks of a year of sale that is in use at the end of a year.
    driven : array [1], (A, D)
        The same, weighted by mileage against the mean of the trucks in use in the first year.
    leaving : array [1], (A, D)
        Part that has left since the year before, or since the sale.
    mileage_of_new : array [1], (D,)
        Mileage of a new truck against that mean.
    past : array [1], (A-1, D)
        Trucks of earlier years of sale for each truck in use in the first year.
    """

    alive: Array
    driven: Array
    leaving: Array
    mileage_of_new: Array
    past: Array


def trucks_left(past: Array, ages: Array, scale: Number, shape: Number) -> tuple[Array, Array]:
    r"""Trucks of earlier sales that are in use, and the share of each year's that they are.

    .. math:: n_a = x_a\,S(a + \tfrac12)

    Trucks are sold in the middle of a year on average, and counted at its end.

    Parameters
    ----------
    past : array [trucks]
        Sold, :math:`x`, by age.
    ages : array [yr]
        :math:`a`.
    scale : array [yr]
        Of the Weibull survival :math:`S`.
    shape : array [1]
        Of the same.

    Returns
    -------
    array [trucks], array [1]

    Raises
    ------
    ImpossibleError
        Where next to none is left: these few would have to be the whole stock.

    Examples
    --------
    >>> left, share = trucks_left(np.array([100.0]), np.array([11.5]), 12.0, 3.0)
    >>> left.round(1).tolist(), share.round(3).tolist()
    ([36.8], [0.368])
    """
    survival = weibull_survival(ages + HALF_YEAR, scale, shape)
    left = past * survival
    few = left.sum(axis=0) <= LEAST_LEFT * past.sum(axis=0)
    refuse(few, "of the trucks sold before none is left: the stock has its ages from past_sales")
    return left, survival


def ageing(inputs: Inputs) -> Ageing:
    """Survival and mileage of the trucks of a scenario."""
    p = FreightParameters(inputs)
    stock, past = p.stock, p.stock.past_sales[: p.oldest + 1]
    ages = np.arange(p.oldest, -1, -1, dtype=np.float64)[:, None]
    profile, survival = trucks_left(past, ages, stock.survival_scale, stock.survival_shape)
    mileage = relative_mileage(ages, stock.mileage_decline / PERCENT)
    # the mileage of a duty is the mean over the trucks in use in the first year
    mileage_of_new = profile.sum(axis=0) / (profile * mileage).sum(axis=0)
    every = np.ones(inputs.draws)  # einsum sums over no broadcast axis
    alive = survival * every
    younger = np.concatenate([alive[1:], np.ones_like(alive[:1])])
    return Ageing(
        alive=alive,
        driven=survival * mileage * mileage_of_new * every,
        leaving=younger - alive,
        mileage_of_new=mileage_of_new,
        past=past[:-1] / profile.sum(axis=0),
    )
