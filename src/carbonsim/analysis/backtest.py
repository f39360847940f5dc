"""Forecasts made as if in an earlier year, beside what happened.

The past is cut at the frozen year before any model sees it. Every model forecasts the share and the market,
and the volume that they make up. Each is scored by itself: a right volume can hide two wrong factors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.past import Forecaster, Past
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
    `share_error` and `share_crps` are in points. `market`, its median, and all that begins so are vehicles of
    all drives sold in the country [vehicle/yr].
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
    share_low_80: float
    share_high_80: float
    share_crps: float
    share_covered_80: bool
    market: float
    actual_market: float
    market_low_80: float
    market_high_80: float
    market_crps: float
    market_covered_80: bool


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
    able = [forecaster for forecaster in forecasters if len(known.years) >= forecaster.needs]
    # several forecast the same market, and each only once
    markets = {
        forecast: forecast(known, years[-1], draws, seed)
        for forecast in {each for one in able for each in (one.market, one.volume_market)}
    }
    rows = []
    for forecaster in able:
        share, market = forecaster.share(known, years[-1], draws, seed), markets[forecaster.market]
        volume = share * markets[forecaster.volume_market]
        rows += [
            _row(past, forecaster.name, freeze, year, (share[index], market[index], volume[index]))
            for index, year in enumerate(years)
        ]
    return tuple(rows)


def rolling(
    past: Past, forecasters: Sequence[Forecaster], freezes: Iterable[int], draws: int, seed: int
) -> tuple[BacktestRow, ...]:
    """`backtest` for several frozen years, each with the same seed."""
    return tuple(row for freeze in freezes for row in backtest(past, forecasters, freeze, draws, seed))


def _row(
    past: Past, model: str, freeze: int, year: int, forecasts: tuple[Array, Array, Array]
) -> BacktestRow:
    share, market, volume = forecasts
    actual, actual_market = past.volume(year), past.market_of(year)
    forecast, middle = float(np.median(volume)), float(np.median(share))
    low, high = interval(volume, LEVEL)
    share_low, share_high = interval(share, LEVEL)
    market_low, market_high = interval(market, LEVEL)
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
        share_low_80=float(share_low),
        share_high_80=float(share_high),
        share_crps=PERCENT * float(crps(share, past.share_of(year))),
        share_covered_80=bool(covered(share, past.share_of(year), LEVEL)),
        market=float(np.median(market)),
        actual_market=actual_market,
        market_low_80=float(market_low),
        market_high_80=float(market_high),
        market_crps=float(crps(market, actual_market)),
        market_covered_80=bool(covered(market, actual_market, LEVEL)),
    )
