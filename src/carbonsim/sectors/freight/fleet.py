"""The stock of trucks by powertrain, segment and year of sale.

Trucks are kept by year of sale and never shifted: what is left of a vintage is what was sold times the
survival at its age. The window of ages slides along the vintages by one each year, so that the weights by
age stay where they are. All segments bought alike before the horizon, so that earlier sales are kept, and
summed over ages, for one truck of the first year, whatever its segment.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.conversions import PERCENT
from carbonsim.core.mileage import relative_mileage
from carbonsim.core.possible import refuse
from carbonsim.core.survival import HALF_YEAR, weibull_survival
from carbonsim.core.types import Array, IntArray, Number
from carbonsim.kernel.cohorts import over_ages
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.rows import POWERTRAINS, Powertrains, Segments, whole_shares

#: Part of all trucks sold up to the first year that has to be left, at least.
LEAST_LEFT = 1e-6


@dataclass(frozen=True)
class Ageing:
    """How trucks leave and drive as they age, whoever buys how many, (A, D) with the oldest first."""

    alive: Array
    driven: Array  # against the mean of the trucks in use in the first year
    leaving: Array  # since the year before, or since the sale
    mileage_of_new: Array  # D
    past: Array  # A-1, D: earlier sales per truck in use in the first year


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


def _ageing(inputs: Inputs, first: int, last: int) -> Ageing:
    vintages = np.arange(first, last + 1)
    ages = np.arange(len(vintages) - 1, -1, -1, dtype=np.float64)[:, None]
    scale, shape = inputs.constant("freight.survival_scale"), inputs.constant("freight.survival_shape")
    past = inputs.series("freight.past_sales", vintages)
    profile, survival = trucks_left(past, ages, scale, shape)
    mileage = relative_mileage(ages, inputs.constant("freight.mileage_decline") / PERCENT)
    # the mileage of a segment is the mean over the trucks in use in the first year
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


class Fleet:
    """Trucks sold, and the sums over those still in use.

    Axes: P powertrains, S segments, V vintages, A ages (0 to the maximum), D draws.
    """

    def __init__(
        self, inputs: Inputs, vintages: IntArray, powertrains: Powertrains, segments: Segments
    ) -> None:
        self.oldest = len(vintages) - len(inputs.years)
        first = vintages[: self.oldest + 1]
        ageing = inputs.memoised(_ageing, int(first[0]), int(first[-1]))
        self.mileage_of_new = ageing.mileage_of_new
        self.alive, self.driven, self.leaving = ageing.alive, ageing.driven, ageing.leaving
        self.index = powertrains.consumption_index.rows  # P, V, D
        self.capacity = powertrains.battery_capacity.rows  # P, V, D
        self.electric = [bool((row > 0).any()) for row in self.capacity]  # P
        shape = (len(powertrains.names), len(segments.names), len(inputs.years), inputs.draws)
        self.sold = np.zeros(shape)  # in the horizon
        self.all_sold = np.zeros(shape[1:])
        #: What those with a pack carry against diesel trucks, by row: sales times their payload factor.
        self.load = {
            row: np.zeros((len(segments.names), len(vintages), inputs.draws))
            for row, electric in enumerate(self.electric)
            if electric
        }
        #: Trucks in use in the first year, (S, D).
        self.first_stock = inputs.constant("freight.stock") * segments.share_of_stock
        rows = inputs.own_member_series(POWERTRAINS, "past_sales_share", first[:-1]).rows
        shares = np.stack(np.broadcast_arrays(*rows))  # P, A-1, D
        self.past = (
            whole_shares(shares, "shares of past sales") * ageing.past
        )  # P, A-1, D: sales for one truck of that stock
        self.all_past = self.past.sum(axis=0)
        #: First vintage of a powertrain that was sold at all: those before it need no pass.
        traded = np.asarray(self.past.any(axis=2))  # P, A-1
        self.begin = [_first(np.flatnonzero(row), self.oldest) for row in traded]

    def sales(self, vintage: int) -> Array:
        """Trucks sold in a year, (P, S, D)."""
        if vintage >= self.oldest:
            return self.sold[:, :, vintage - self.oldest]
        return np.broadcast_to(self.first_stock * self.past[:, vintage][:, None], self.sold[:, :, 0].shape)

    def load_sales(self, vintage: int, factor: Array) -> None:
        """Note how much the trucks sold in a year carry against diesel trucks, (P, S, D)."""
        trucks = self.sales(vintage)
        for row, load in self.load.items():
            load[:, vintage] = trucks[row] * factor[row]

    def sell(self, year: int, trucks: Array, factor: Array) -> None:
        """Add the sales of a year, (P, S, D), and their payload against diesel trucks, (P, S, D)."""
        self.sold[:, :, year] = trucks
        self.all_sold[:, year] = trucks.sum(axis=0)
        self.load_sales(self.oldest + year, factor)

    def in_use(self, year: int) -> InUse:
        """Sums over the trucks in use in a year."""
        shape = self.sold[:, :, 0].shape
        stock, driving, carrying, consuming, packs = (np.zeros(shape) for _ in range(5))
        for row, electric in enumerate(self.electric):
            window = slice(max(year, self.begin[row]), year + self.oldest + 1)
            ages = slice(window.start - year, None)
            alive, driven = self.alive[ages], self.driven[ages]
            consumed = driven * self.index[row][window]
            mounted = alive * self.capacity[row][window] if electric else alive
            sales = self.past[row], self.sold[row]
            stock[row] = self._sum(*sales, window, alive)
            driving[row] = self._sum(*sales, window, driven)
            consuming[row] = self._sum(*sales, window, consumed)
            if electric:
                packs[row] = self._sum(*sales, window, mounted)
                carrying[row] = over_ages(self.load[row][:, window], driven)
            else:  # they carry what diesel trucks do
                carrying[row] = driving[row]
        return InUse(stock, driving, carrying, consuming, packs)

    def retired(self, year: int) -> Array:
        """Trucks that left the stock since the year before, (S, D)."""
        window = slice(year, year + self.oldest + 1)
        leaving = self._sum(self.all_past, self.all_sold, window, self.leaving)
        if year:  # those that have passed the last age
            last = slice(year - 1, year)
            leaving += self._sum(self.all_past, self.all_sold, last, self.alive[:1])
        return leaving

    def _sum(self, past: Array, sold: Array, window: slice, weight: Array) -> Array:
        """Sum over a window of vintages of sales times a weight (A, D), as (S, D).

        `past` are sales before the horizon for one truck of the first year, (A-1, D), `sold` those in it,
        (S, Y, D).
        """
        earlier = max(0, min(window.stop, self.oldest) - window.start)
        later = slice(max(0, window.start - self.oldest), max(0, window.stop - self.oldest))
        new = over_ages(sold[:, later], weight[earlier:])
        if not earlier:
            return new
        old = over_ages(past[window.start : window.start + earlier], weight[:earlier])
        return new + self.first_stock * old


@dataclass(frozen=True)
class InUse:
    """Sums over the trucks in use in a year, (P, S, D) each.

    Attributes
    ----------
    stock : array [trucks]
    driving : array [trucks]
        Weighted by their mileage against the segment's mean.
    carrying : array [trucks]
        Weighted by mileage and payload.
    consuming : array [trucks]
        Weighted by mileage and energy use of their year of sale.
    packs : array [kWh]
        Before the segment's factor.
    """

    stock: Array
    driving: Array
    carrying: Array
    consuming: Array
    packs: Array


def _first(years: IntArray, otherwise: int) -> int:
    return int(years[0]) if years.size else otherwise
