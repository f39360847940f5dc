"""Baselines that a forecast has to beat: share and market stay, or go on along a line."""

from __future__ import annotations

import numpy as np

from carbonsim.analysis.past import Forecaster, Past
from carbonsim.analysis.random_walk import generator, market_forecast, random_walk
from carbonsim.core.diffusion import log_odds, share_of_log_odds
from carbonsim.core.types import Array, IntArray

#: Years that the straight line is laid through.
LINEAR_YEARS = 5
#: A line through two years leaves nothing to tell its error from.
FEWEST_FOR_A_LINE = 3


def persistence(known: Past, last_year: int, draws: int, seed: int) -> Array:
    """The share stays as it was last, give or take steps of the size of the past ones; see `random_walk`.

    Parameters
    ----------
    known : Past
        Cut at the last known year.
    last_year : int
        Of the forecast.
    draws, seed : int
        Size and seed of the ensemble.

    Returns
    -------
    array [1], (years, draws)
        Between 0 and 1.
    """
    horizon = last_year - int(known.years[-1])
    walk = random_walk(known.share, horizon, draws, generator(seed, "backtest.persistence"))
    return np.clip(walk, 0.0, 1.0)


def linear(known: Past, last_year: int, draws: int, seed: int) -> Array:
    """The straight line of least squares through the last five years; arguments as of `persistence`.

    Returns
    -------
    array [1], (years, draws)
        Between 0 and 1.
    """
    years, share = known.years[-LINEAR_YEARS:], known.share[-LINEAR_YEARS:]
    chance = generator(seed, "backtest.linear")
    return np.clip(_extrapolated(years, share, last_year, draws, chance), 0.0, 1.0)


def linear_three(known: Past, last_year: int, draws: int, seed: int) -> Array:
    """The straight line of least squares through the last three years; see `persistence`.

    Returns
    -------
    array [1], (years, draws)
        Between 0 and 1.
    """
    chance = generator(seed, "backtest.linear_three")
    years, share = known.years[-FEWEST_FOR_A_LINE:], known.share[-FEWEST_FOR_A_LINE:]
    return np.clip(_extrapolated(years, share, last_year, draws, chance), 0.0, 1.0)


def logistic(known: Past, last_year: int, draws: int, seed: int) -> Array:
    """The logistic line towards 1, of least squares of the log odds of all years; see `persistence`.

    Returns
    -------
    array [1], (years, draws)
        Between 0 and 1.

    Raises
    ------
    ValueError
        If a share is not between 0 and 1.
    """
    if np.any((known.share <= 0.0) | (known.share >= 1.0)):
        raise ValueError("a share of 0 or 1 has no log odds")
    chance = generator(seed, "backtest.logistic")
    return share_of_log_odds(_extrapolated(known.years, log_odds(known.share), last_year, draws, chance))


def linear_market(known: Past, last_year: int, draws: int, seed: int) -> Array:
    """The straight line of least squares through the market of the last five years; see `persistence`.

    Returns
    -------
    array [vehicle/yr], (years, draws)
        Not below 0.
    """
    years, market = known.market_years[-LINEAR_YEARS:], known.domestic_market[-LINEAR_YEARS:]
    chance = generator(seed, "backtest.linear_market")
    return np.maximum(_extrapolated(years, market, last_year, draws, chance), 0.0)


def growing_market(known: Past, last_year: int, draws: int, seed: int) -> Array:
    """Steady growth: least squares of the logarithm of the market in all years; see `persistence`.

    Returns
    -------
    array [vehicle/yr], (years, draws)
    """
    chance = generator(seed, "backtest.growing_market")
    logarithm = np.log(known.domestic_market)
    return np.exp(_extrapolated(known.market_years, logarithm, last_year, draws, chance))


BASELINES = (
    Forecaster("persistence", 2, persistence, market_forecast, market_forecast),
    Forecaster("linear", FEWEST_FOR_A_LINE, linear, linear_market, market_forecast),
    Forecaster("logistic", FEWEST_FOR_A_LINE, logistic, growing_market, market_forecast),
)


def _extrapolated(
    years: IntArray, values: Array, last_year: int, draws: int, chance: np.random.Generator
) -> Array:
    r"""Draws from the predictive distribution of a line of least squares, (years, draws).

    .. math::
        y_h = \hat y_h + \hat\sigma\,
            \frac{z_0/\sqrt n + z_1 (t_h - \bar t)/\sqrt{\sum (t-\bar t)^2} + z_h}{\sqrt{\chi^2_{n-2}/(n-2)}}

    Each year by itself is Student's t of n - 2 degrees of freedom; level, slope and scale of a draw are the
    same in all its years.
    """
    freedom = len(years) - 2
    if freedom < 1:
        raise ValueError(f"found {len(years)} years, expected at least 3 to lay a line through")
    middle = years.mean()
    squares = ((years - middle) ** 2).sum()
    slope = ((years - middle) * values).sum() / squares
    level = values.mean()
    residual = values - level - slope * (years - middle)
    scale = np.sqrt((residual**2).sum() / chance.chisquare(freedom, draws))
    ahead = np.arange(int(years[-1]) + 1, last_year + 1)[:, None] - middle
    of_level, of_slope = chance.standard_normal((2, draws))
    of_year = chance.standard_normal((len(ahead), draws))
    error = of_level / np.sqrt(len(years)) + of_slope * ahead / np.sqrt(squares) + of_year
    return np.asarray(level + slope * ahead + scale * error)
