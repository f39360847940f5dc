"""What is known of a share of sales and of the market that it is a share of, and how it is cut at a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array, IntArray


@dataclass(frozen=True)
class Past:
    """Share of new energy among the vehicles sold in the country, and the whole market.

    The market may be known for longer than the share.

    Attributes
    ----------
    years : array of int [yr], (n,)
        Years of the share, one after the other.
    share : array [1], (n,)
        New energy vehicles over vehicles of all drives, without exports.
    market_years : array of int [yr], (m,)
        Years of the market, one after the other; those of the share among them.
    market, exports : array [vehicle/yr], (m,)
        All vehicles sold by makers, and those of them exported (0 where `market` has none).
    """

    years: IntArray
    share: Array
    market_years: IntArray
    market: Array
    exports: Array

    def __post_init__(self) -> None:
        """Refuse gaps: steps are of one year each."""
        for years in (self.years, self.market_years):
            if np.any(np.diff(years) != 1):
                raise ValueError("found a gap in the years, expected one after the other")

    def until(self, year: int) -> Past:
        """What was known at the end of a year; all later entries are gone."""
        known, sold = self.years <= year, self.market_years <= year
        return Past(
            self.years[known].copy(),
            self.share[known].copy(),
            self.market_years[sold].copy(),
            self.market[sold].copy(),
            self.exports[sold].copy(),
        )

    @property
    def domestic_market(self) -> Array:
        """Vehicles of all drives sold in the country, (m,) [vehicle/yr]."""
        return np.asarray(self.market - self.exports)

    def market_of(self, year: int) -> float:
        """Vehicles of all drives sold in the country in a year [vehicle/yr]."""
        return float(self.domestic_market[self.market_years == year][0])

    def volume(self, year: int) -> float:
        """New energy vehicles sold in the country in a year [vehicle/yr]."""
        return self.share_of(year) * self.market_of(year)

    def share_of(self, year: int) -> float:
        """Share of new energy vehicles in a year [1]."""
        return float(self.share[self.years == year][0])


#: What is known, last year of the forecast, draws, seed -> share, or vehicles of all drives sold in the
#: country, in each year after the last known one, (years, draws).
Forecast = Callable[[Past, int, int, int], Array]


@dataclass(frozen=True)
class Forecaster:
    """A way to forecast.

    Attributes
    ----------
    name : str
    needs : int
        Number of known years that it needs.
    share, market : callable
        See `Forecast`.
    volume_market : callable
        Market that its volume is the share of. A rival gets the best one that there is for it, so that no
        line through a market makes it easy to beat.
    """

    name: str
    needs: int
    share: Forecast
    market: Forecast
    volume_market: Forecast
