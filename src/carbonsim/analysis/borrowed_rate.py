"""The borrowed rate: trucks spread as fast as cars did, without any structure."""

from __future__ import annotations

import numpy as np

from carbonsim.analysis.past import Forecaster, Past
from carbonsim.analysis.random_walk import generator, market_forecast
from carbonsim.core.diffusion import log_odds, share_of_log_odds
from carbonsim.core.posterior import Prior, draw_posterior, posterior
from carbonsim.core.types import Array

#: Name of the model among the others.
BORROWED = "borrowed rate"
#: Yearly rise of the log odds of the share of new energy cars of China 2011-2025, and its volatility.
CARS = Prior(0.55, 0.45, 0.445, 6.0)
VOLATILITIES = np.geomspace(0.05, 10.0, 81)


def borrowed_rate(known: Past, last_year: int, draws: int, seed: int) -> Array:
    r"""Share whose log odds grow at a rate borrowed from cars and updated by its own history.

    .. math:: \ln\frac{s}{1 - s}\Big|_{t+1} = \ln\frac{s}{1 - s}\Big|_t + g + \sigma z

    with :math:`g \sim N(0.55, 0.45)`, of which the part from 0 on is taken, and a volatility of 0.445 worth
    six years. The cars' rate is that of their whole history, to 2025: a rival may have this hindsight.

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
    chance, odds = generator(seed, "backtest.borrowed_rate"), log_odds(known.share)
    rises = np.diff(odds)[:, None]
    after = posterior(rises, np.ones_like(rises), CARS, VOLATILITIES)
    growth, volatility = draw_posterior(after, *chance.random((2, draws)))
    steps = growth + volatility * chance.standard_normal((last_year - int(known.years[-1]), draws))
    return share_of_log_odds(odds[-1] + np.cumsum(steps, axis=0))


#: With the market that stays, as all rivals have it.
BORROWED_RATE = Forecaster(BORROWED, 2, borrowed_rate, market_forecast, market_forecast)
