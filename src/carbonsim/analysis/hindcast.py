"""Shares of sales of trucks by powertrain: forecast at the end of a year, against what happened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.truck_backtest import TruckForecasts, observed_shares
from carbonsim.core.conversions import PERCENT
from carbonsim.core.scores import interval
from carbonsim.core.types import Array
from carbonsim.sectors.freight.powertrains import POWERTRAINS

#: Share of the draws in the interval.
LEVEL = 0.8


@dataclass(frozen=True)
class HindcastRow:
    """Share of sales of a powertrain in a year [1]; `row` is "new energy" for all but the engines."""

    year: int
    row: str
    actual: float
    model: float
    low_80: float
    high_80: float

    @property
    def error(self) -> float:
        """Median less observed [1]."""
        return self.model - self.actual

    @property
    def covered(self) -> bool:
        """Whether what happened lies in the interval."""
        return self.low_80 <= self.actual <= self.high_80


@dataclass(frozen=True)
class Hindcast:
    """Forecasts by powertrain of the years after a frozen one."""

    freeze: int
    rows: tuple[HindcastRow, ...]


def hindcast(forecasts: TruckForecasts, freeze: int, draws: int, seed: int) -> Hindcast:
    """Forecast shares by powertrain from a frozen year to the last one known.

    Parameters
    ----------
    forecasts : TruckForecasts
        Of the hindcast, whole.
    freeze : int
        Later years are not seen.
    draws, seed : int
        Size and seed of the ensemble.

    Returns
    -------
    Hindcast
    """
    scenario = forecasts.scenario
    last = scenario.years[1]
    shares = forecasts.at(freeze, last, draws, seed).shares
    years = np.arange(freeze + 1, last + 1)
    observed = observed_shares(scenario, years)
    labels = [scenario.text(f"{POWERTRAINS}.{name}.label") for name in scenario.members(POWERTRAINS)]
    new_energy, of_all = forecasts.rows.new_energy(observed), forecasts.rows.new_energy(shares)
    rows = []
    for index, year in enumerate(years.tolist()):
        each = [*zip(labels, observed[index], shares[index], strict=True)]
        each.append(("new energy", new_energy[index], of_all[index]))
        rows += [_row(year, label, float(actual), draws_of) for label, actual, draws_of in each]
    return Hindcast(freeze, tuple(rows))


def _row(year: int, label: str, actual: float, share: Array) -> HindcastRow:
    low, high = interval(share, LEVEL)
    return HindcastRow(year, label, actual, float(np.median(share)), float(low), float(high))


def in_percent(row: HindcastRow) -> tuple[float, ...]:
    """Observed, median, ends of the interval and error [%]."""
    values = (row.actual, row.model, row.low_80, row.high_80, row.error)
    return tuple(PERCENT * value for value in values)
