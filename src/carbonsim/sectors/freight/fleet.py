"""The stock of trucks by powertrain, segment and year of sale.

Trucks are kept by year of sale and never shifted: what is left of a vintage is what was sold times the
survival at its age. The window of ages slides along the vintages by one each year, so that the weights by
age stay where they are.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import PERCENT
from carbonsim.core.mileage import relative_mileage
from carbonsim.core.survival import weibull_survival
from carbonsim.core.types import Array, IntArray
from carbonsim.sectors.contract import Inputs
from carbonsim.sectors.freight.rows import POWERTRAINS, Powertrains, Segments

HALF_YEAR = 0.5


class Fleet:
    """Trucks sold, and the sums over those still in use.

    Axes: P powertrains, S segments, V vintages, A ages (0 to the maximum), D draws.
    """

    def __init__(
        self, inputs: Inputs, vintages: IntArray, powertrains: Powertrains, segments: Segments
    ) -> None:
        ages = np.arange(len(vintages) - len(inputs.years), -1, -1, dtype=np.float64)  # oldest first
        self.oldest = int(ages[0])
        # trucks are sold in the middle of a year on average, and counted at its end
        survival = weibull_survival(
            ages[:, None] + HALF_YEAR,
            inputs.constant("freight.survival_scale"),
            inputs.constant("freight.survival_shape"),
        )
        first = vintages[: len(ages)]
        past = inputs.series("freight.past_sales", first)
        profile = past * survival
        mileage = relative_mileage(ages[:, None], inputs.constant("freight.mileage_decline") / PERCENT)
        # the mileage of a segment is the mean over the trucks in use in the first year
        self.mileage_of_new = profile.sum(axis=0) / (profile * mileage).sum(axis=0)
        self.alive = np.ascontiguousarray(survival)  # A, D
        self.driven = np.ascontiguousarray(survival * mileage * self.mileage_of_new)  # A, D
        younger = np.concatenate([survival[1:], np.ones_like(survival[:1])])
        self.leaving = younger - survival  # since the year before, or since the sale
        self.index = np.moveaxis(powertrains.consumption_index, 0, 1)  # P, V, D
        self.capacity = np.moveaxis(powertrains.battery_capacity, 0, 1)  # P, V, D
        self.electric = np.flatnonzero((self.capacity > 0).any(axis=(1, 2)))
        shape = (len(powertrains.names), len(segments.names), len(vintages), inputs.draws)
        self.sold = np.zeros(shape)
        self.sold_load = np.zeros(shape)
        stock = inputs.constant("freight.stock") * segments.share_of_stock  # S, D
        shares = np.moveaxis(inputs.rows(POWERTRAINS, "past_sales_share", first[:-1]), 0, 1)  # P, A-1, D
        shares = shares / shares.sum(axis=0)
        total = past[:-1] / profile.sum(axis=0)  # A-1, D: sales per truck in use in the first year
        self.sold[:, :, : self.oldest] = stock[:, None] * (shares * total)[:, None]

    def start_loads(self, factor: Array) -> None:
        """Note how much the trucks of the start carry; `factor` is (P, S, V, D)."""
        self.sold_load[:, :, : self.oldest] = self.sold[:, :, : self.oldest] * factor[:, :, : self.oldest]

    def sell(self, year: int, trucks: Array, factor: Array) -> None:
        """Add the sales of a year, (P, S, D), and their payload against diesel trucks, (P, S, D)."""
        self.sold[:, :, self.oldest + year] = trucks
        self.sold_load[:, :, self.oldest + year] = trucks * factor

    def _window(self, year: int) -> slice:
        return slice(year, year + self.oldest + 1)

    def stock(self, year: int) -> Array:
        """Trucks in use, (P, S, D)."""
        return _sum_vintages(self.sold[:, :, self._window(year)], self.alive)

    def driving(self, year: int) -> Array:
        """Trucks in use weighted by their mileage against the segment's mean, (P, S, D)."""
        return _sum_vintages(self.sold[:, :, self._window(year)], self.driven)

    def carrying(self, year: int) -> Array:
        """Trucks in use weighted by mileage and payload, (P, S, D)."""
        return _sum_vintages(self.sold_load[:, :, self._window(year)], self.driven)

    def consuming(self, year: int) -> Array:
        """Trucks in use weighted by mileage and energy use of their year of sale, (P, S, D)."""
        window = self._window(year)
        weight = self.driven * self.index[:, window]  # P, A, D
        return np.asarray(np.einsum("psvd,pvd->psd", self.sold[:, :, window], _full(weight, self.sold)))

    def packs(self, year: int) -> Array:
        """Packs in use, before the segment's factor, (P, S, D) [kWh]."""
        window = self._window(year)
        weight = self.alive * self.capacity[:, window]
        total = np.zeros(self.sold[:, :, 0].shape)
        for row in self.electric:  # a pass over the vintages of an engine would only add up zeros
            trucks = self.sold[row][:, window]
            total[row] = np.einsum("svd,vd->sd", trucks, _full(weight[row], trucks))
        return total

    def retired(self, year: int) -> Array:
        """Trucks that left the stock since the year before, (S, D)."""
        window = self._window(year)
        leaving = np.einsum("psvd,vd->sd", self.sold[:, :, window], _full(self.leaving, self.sold))
        if year:  # those that have passed the last age
            leaving = leaving + (self.sold[:, :, year - 1] * self.alive[0]).sum(axis=0)
        return np.asarray(leaving)


def _sum_vintages(trucks: Array, weight: Array) -> Array:
    return np.asarray(np.einsum("psvd,vd->psd", trucks, _full(weight, trucks)))


def _full(weight: Array, like: Array) -> Array:
    """A weight with all the draws: einsum sums over no broadcast axis."""
    return np.broadcast_to(weight, (*weight.shape[:-1], like.shape[-1]))
