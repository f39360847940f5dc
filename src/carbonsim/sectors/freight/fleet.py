"""The stock of trucks by powertrain, segment and year of sale.

Trucks are kept by year of sale and never shifted: what is left of a vintage is what was sold times the
survival at its age. The window of ages slides along the vintages by one each year, so that the weights by
age stay where they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.conversions import PERCENT
from carbonsim.core.mileage import relative_mileage
from carbonsim.core.survival import weibull_survival
from carbonsim.core.types import Array, IntArray
from carbonsim.sectors.contract import Inputs
from carbonsim.sectors.freight.rows import POWERTRAINS, Powertrains, Segments
from carbonsim.sectors.vintages import over_ages

HALF_YEAR = 0.5


#: All that says how trucks age.
AGEING = tuple(
    f"freight.{name}" for name in ("survival_scale", "survival_shape", "past_sales", "mileage_decline")
)


@dataclass(frozen=True)
class Ageing:
    """How trucks leave and drive as they age, whoever buys how many, (A, D) with the oldest first."""

    alive: Array
    driven: Array  # against the mean of the trucks in use in the first year
    leaving: Array  # since the year before, or since the sale
    mileage_of_new: Array  # D
    past: Array  # A-1, D: earlier sales per truck in use in the first year


def _ageing(inputs: Inputs, vintages: IntArray) -> Ageing:
    ages = np.arange(len(vintages) - 1, -1, -1, dtype=np.float64)[:, None]
    # trucks are sold in the middle of a year on average, and counted at its end
    scale, shape = inputs.constant("freight.survival_scale"), inputs.constant("freight.survival_shape")
    survival = weibull_survival(ages + HALF_YEAR, scale, shape)
    past = inputs.series("freight.past_sales", vintages)
    profile = past * survival
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
        ageing = inputs.once(("freight ageing", first.tobytes()), AGEING, lambda: _ageing(inputs, first))
        self.mileage_of_new = ageing.mileage_of_new
        self.alive, self.driven, self.leaving = ageing.alive, ageing.driven, ageing.leaving
        self.index = powertrains.consumption_index.rows  # P, V, D
        self.capacity = powertrains.battery_capacity.rows  # P, V, D
        self.electric = [bool((row > 0).any()) for row in self.capacity]  # P
        shape = (len(powertrains.names), len(segments.names), len(vintages), inputs.draws)
        self.sold = np.zeros(shape)
        #: What those with a pack carry against diesel trucks, by row: sold times the factor of their payload.
        self.sold_load = {row: np.zeros(shape[1:]) for row in np.flatnonzero(self.electric)}
        stock = inputs.constant("freight.stock") * segments.share_of_stock  # S, D
        shares = np.moveaxis(inputs.rows(POWERTRAINS, "past_sales_share", first[:-1]), 0, 1)  # P, A-1, D
        shares = shares / shares.sum(axis=0)
        self.sold[:, :, : self.oldest] = stock[:, None] * (shares * ageing.past)[:, None]
        self.all_sold = self.sold.sum(axis=0)  # S, V, D
        #: First vintage of a powertrain that was sold at all: those before it need no pass.
        traded = np.asarray(self.sold.any(axis=(1, 3)))  # P, V
        self.begin = [_first(np.flatnonzero(row), self.oldest) for row in traded]

    def load_past(self, vintage: int, factor: Array) -> None:
        """Note how much the trucks sold in an earlier year carry against diesel trucks, (P, S, D)."""
        for row, load in self.sold_load.items():
            load[:, vintage] = self.sold[row, :, vintage] * factor[row]

    def sell(self, year: int, trucks: Array, factor: Array) -> None:
        """Add the sales of a year, (P, S, D), and their payload against diesel trucks, (P, S, D)."""
        vintage = self.oldest + year
        self.sold[:, :, vintage] = trucks
        self.load_past(vintage, factor)
        self.all_sold[:, vintage] = self.sold[:, :, vintage].sum(axis=0)

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
            sold = self.sold[row][:, window]
            stock[row] = over_ages(sold, alive)
            driving[row] = over_ages(sold, driven)
            consuming[row] = over_ages(sold, consumed)
            if electric:
                packs[row] = over_ages(sold, mounted)
                carrying[row] = over_ages(self.sold_load[row][:, window], driven)
            else:  # they carry what diesel trucks do
                carrying[row] = driving[row]
        return InUse(stock, driving, carrying, consuming, packs)

    def retired(self, year: int) -> Array:
        """Trucks that left the stock since the year before, (S, D)."""
        window = slice(year, year + self.oldest + 1)
        leaving = over_ages(self.all_sold[:, window], self.leaving)
        if year:  # those that have passed the last age
            leaving = leaving + self.all_sold[:, year - 1] * self.alive[0]
        return np.asarray(leaving)


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
