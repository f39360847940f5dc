"""Random walks: what is forecast where nothing but the past steps is known."""

from __future__ import annotations

import hashlib

import numpy as np

from carbonsim.analysis.past import Past
from carbonsim.core.types import Array


def generator(seed: int, name: str) -> np.random.Generator:
    """Chance for one purpose: keyed by seed and name, so that no other purpose moves it.

    Examples
    --------
    >>> bool(generator(1, "market").random() == generator(1, "market").random())
    True
    """
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return np.random.Generator(np.random.Philox(key=np.frombuffer(digest[:16], dtype="<u8")))


def random_walk(known: Array, horizon: int, draws: int, chance: np.random.Generator) -> Array:
    r"""A walk without drift from the last value, with steps of the size of the past ones.

    .. math:: x_{t+1} = x_t + \sigma z, \qquad \sigma = \sqrt{\overline{(\Delta x)^2}}

    Parameters
    ----------
    known : array [any one unit], (years,)
        Past values, one a year, two at least.
    horizon : int
        Years ahead.
    draws : int
        Number of walks.
    chance : numpy Generator
        Where :math:`z` comes from.

    Returns
    -------
    array [the same], (horizon, draws)

    Raises
    ------
    ValueError
        If there is no past step.
    """
    if len(known) < 2:
        raise ValueError("a single year says nothing of steps")
    size = np.sqrt((np.diff(known) ** 2).mean())
    steps = chance.standard_normal((horizon, draws))
    return np.asarray(known[-1] + size * np.cumsum(steps, axis=0))


def market_forecast(known: Past, last_year: int, draws: int, seed: int) -> Array:
    """Vehicles of all drives sold in the country in the years after the last known one.

    What makers sell in all and what they export are each forecast, as a random walk of the logarithm without
    drift, and subtracted. One rule for both, fixed before looking at any outcome: a mean of some ten steps
    says little of the growth to come where single steps are larger than it, and carried forward it grows
    without bound.

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
    array [vehicle/yr], (years, draws)
        Not below 0: a draw in which exports would take more than all leaves no market.
    """
    horizon = last_year - int(known.market_years[-1])
    market = _log_walk(known.market, horizon, draws, generator(seed, "backtest.market"))
    exports = _log_walk(known.exports, horizon, draws, generator(seed, "backtest.exports"))
    return np.maximum(market - exports, 0.0)


def _log_walk(known: Array, horizon: int, draws: int, chance: np.random.Generator) -> Array:
    """A walk of the logarithm; what was never there stays at 0."""
    if not np.any(known):
        return np.zeros((horizon, draws))
    return np.asarray(np.exp(random_walk(np.log(known), horizon, draws, chance)))
