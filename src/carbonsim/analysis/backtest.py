"""Forecasts made as if in an earlier year, beside what happened.

The past is cut at the frozen year before any model sees it. Every model forecasts the share; all are given
the same draws of the market, so that what differs is the share alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.past import Forecaster, Past
from carbonsim.analysis.random_walk import market_forecast
from carbonsim.core.conversions import PERCENT
from carbonsim.core.scores import covered, crps, error_percent, interval
from carbonsim.core.types import Array

#: Share of the draws in the interval that is held against what happened.
LEVEL = 0.8


@dataclass(frozen=True)
class BacktestRow:
    """One model's forecast for one year, made at the end of the frozen year, and what happened.

    `forecast`, `low_80`, `high_80`, `actual` and `crps` are new energy vehicles sold in the country
    [vehicle/yr], the forecast their median; `error_percent` is in %; `share` [1] is the median, too, and
    `share_error` in points.
    """

    freeze: int
    year: int
    model: str
    forecast: float
    actual: float
    error_percent: float
    share: float
    actual_share: float
    share_error: float
    crps: float
    covered_80: bool
    low_80: float
    high_80: float


def backtest(
    past: Past, forecasters: Iterable[Forecaster], freeze: int, draws: int, seed: int
) -> tuple[BacktestRow, ...]:
    """Forecast from a frozen year to the last one known, with each model.

    Parameters
    ----------
    past : Past
        All that is known today.
    forecasters : iterable of Forecaster
        The models; one that needs more years than were known is left out.
    freeze : int
        The last year that they may see.
    draws, seed : int
        Size and seed of the ensemble.

    Returns
    -------
    tuple of BacktestRow
        By model and year.

    Raises
    ------
    ValueError
        If nothing happened after the frozen year.
    """
    years = past.years[past.years > freeze].tolist()
    if not years:
        raise ValueError(f"found nothing after {freeze} to compare a forecast with")
    known = past.until(freeze)
    market = market_forecast(known, years[-1], draws, seed)
    rows = []
    for forecaster in forecasters:
        if len(known.years) >= forecaster.needs:
            share = forecaster.share(known, years[-1], draws, seed)
            rows += [
                _row(past, forecaster.name, freeze, year, share[index], market[index])
                for index, year in enumerate(years)
            ]
    return tuple(rows)


def rolling(
    past: Past, forecasters: Sequence[Forecaster], freezes: Iterable[int], draws: int, seed: int
) -> tuple[BacktestRow, ...]:
    """`backtest` for several frozen years, each with the same seed."""
    return tuple(row for freeze in freezes for row in backtest(past, forecasters, freeze, draws, seed))


def _row(past: Past, model: str, freeze: int, year: int, share: Array, market: Array) -> BacktestRow:
    volume, actual = share * market, past.volume(year)
    forecast, middle = float(np.median(volume)), float(np.median(share))
    low, high = interval(volume, LEVEL)
    return BacktestRow(
        freeze=freeze,
        year=year,
        model=model,
        forecast=forecast,
        actual=actual,
        error_percent=float(error_percent(forecast, actual)),
        share=middle,
        actual_share=past.share_of(year),
        share_error=PERCENT * (middle - past.share_of(year)),
        crps=float(crps(volume, actual)),
        covered_80=bool(covered(volume, actual, LEVEL)),
        low_80=float(low),
        high_80=float(high),
    )
