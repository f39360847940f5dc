"""What stations cost their operator in a year."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import DAYS_PER_YEAR
from carbonsim.core.finance import capital_recovery_factor
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.corridor.clock import QUARTERS_PER_HOUR


@dataclass(frozen=True)
class StationCosts:
    """Prices of a station and of what it uses, all in CNY of one year.

    Attributes
    ----------
    station : float [CNY]
        A station with the bays, chargers and connection of `priced` [1, 1, kVA], without batteries.
    bay, charger : float [CNY]
        One more or less.
    connection : float [CNY/kVA]
        More or less.
    grid_works : float [CNY]
        Line and switchgear of a station, paid by the grid company.
    years : float [yr]
        Over which all this is written off.
    discount_rate : float [1/yr]
    block_rent : float [CNY/yr]
        Of a block in stock.
    site_rent : float [CNY/yr]
        Of a station.
    capacity_charge : float [CNY/kVA/yr]
    labour : float [CNY/swap]
    electricity : tuple of float [CNY/kWh]
        By hour of the day.
    """

    station: float
    priced: tuple[float, float, float]
    bay: float
    charger: float
    connection: float
    grid_works: float
    years: float
    discount_rate: float
    block_rent: float
    site_rent: float
    capacity_charge: float
    labour: float
    electricity: tuple[float, ...]

    def fixed(self, bays: float, blocks: float, chargers: float, connection: float) -> float:
        r"""Yearly cost of a station that does nothing.

        .. math:: \mathrm{CRF}(r, n)\,I + r_b B + r_s + c\,K, \qquad
                  I = I_0 + p_b (b - b_0) + p_c (c - c_0) + p_K (K - K_0) + G

        Parameters
        ----------
        bays, blocks, chargers : float
            Of the station.
        connection : float [kVA]

        Returns
        -------
        float [CNY/yr]
        """
        more = np.array([bays, chargers, connection]) - self.priced
        invested = self.station + float(more @ (self.bay, self.charger, self.connection)) + self.grid_works
        yearly = float(capital_recovery_factor(self.discount_rate, self.years)) * invested
        return yearly + self.block_rent * blocks + self.site_rent + self.capacity_charge * connection

    def yearly(
        self, stations: int, design: tuple[float, float, float, float], swaps: float, electricity: float
    ) -> float:
        """Cost of a line in a year [CNY/yr].

        Parameters
        ----------
        stations : int
            How many, all of one design.
        design : tuple of float
            Bays, blocks, chargers and connection [kVA] of each.
        swaps : float [1/day]
            Of all.
        electricity : float [CNY/day]
            For the power of all; see `electricity_cost`.

        Returns
        -------
        float [CNY/yr]
        """
        running = DAYS_PER_YEAR * (electricity + self.labour * swaps)
        return float(stations * self.fixed(*design) + running)


def electricity_cost(prices: tuple[float, ...], energy: Array) -> Array:
    """Cost [CNY] at hourly prices [CNY/kWh] of the energy of a day's quarter hours, (quarters, ...) [kWh]."""
    return np.asarray(np.tensordot(np.repeat(prices, QUARTERS_PER_HOUR), energy, axes=1))
