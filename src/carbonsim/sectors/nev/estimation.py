"""Estimation of imitation from the history of sales, and the share that it lets expect.

One series is fitted: the share of new energy vehicles among all vehicles sold in China, wholesale less
exports on both sides. The appeal of plug-in cars to those who consider one comes from published studies
and the prices, ranges and chargers of each year, not from this history (`calibration.py`). What is left, the
share that considers one, moves by imitation and by chance:

    ln(a/(1-a)) next year = ln(a/(1-a)) + w P + sigma z

Two numbers are fitted, w and sigma. A ceiling below all buyers is not identified and not fitted;
``identification.py`` shows why.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.diffusion import imitation_growth, log_odds, share_of_log_odds
from carbonsim.core.late import dataclass
from carbonsim.core.resampling import resampled
from carbonsim.core.types import Array, IntArray, as_array
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.nev.calibration import PRIOR, log_density_of_sales, log_density_of_studies
from carbonsim.sectors.nev.car_prices import car_price, paid_by_law
from carbonsim.sectors.nev.choice import attributes_utility, battery_constant
from carbonsim.sectors.nev.equations import charging_access, choice_probability
from carbonsim.sectors.nev.pack_prices import pack_prices
from carbonsim.sectors.nev.parameters import NevParameters

#: Rises of the log odds that a fit needs at least: with fewer its spread says nothing.
FEWEST = 4


@dataclass(frozen=True)
class History:
    """Sales of vehicles of all kinds by year, (n,) each [vehicle/yr]."""

    years: IntArray
    sales: Array
    exports: Array
    market: Array
    market_exports: Array

    @property
    def domestic(self) -> Array:
        """New energy vehicles sold in China."""
        return np.asarray(self.sales - self.exports)

    @property
    def domestic_market(self) -> Array:
        """Vehicles of all drives sold in China."""
        return np.asarray(self.market - self.market_exports)

    @property
    def share(self) -> Array:
        """Share of new energy vehicles in what is sold in China."""
        return np.asarray(self.domestic / self.domestic_market)

    def until(self, year: int) -> History:
        """The history as it was known at the end of a year; what came later is gone."""
        known = self.years <= year
        cut = {name: getattr(self, name)[known].copy() for name in ("sales", "exports", "market")}
        return replace(
            self, years=self.years[known].copy(), market_exports=self.market_exports[known].copy(), **cut
        )


@dataclass(frozen=True)
class Fit:
    """Imitation and the spread about it, (D,) each."""

    imitation: Array  # w [1/yr]
    volatility: Array  # sigma, without bias [1/yr]
    information: Array  # sum of the squared choice probabilities: variance of w is sigma squared over it
    freedom: int


def read_history(scenario: Scenario) -> History:
    """The years that all four series of a scenario have."""
    paths = [
        scenario.quantity(f"nev.history.{name}") for name in ("sales", "exports", "market", "market_exports")
    ]
    years = np.array(sorted(set.intersection(*(set(path.years) for path in paths))))
    return History(years, *(path.series(years)[0] for path in paths))


def choice_probabilities(inputs: Inputs, years: IntArray, calibration: Array | None = None) -> Array:
    """Share of those who consider plug-in cars that buy one, by year, (years, D).

    Prices, ranges and chargers are those of the parameters of `inputs`; where their paths have been cut at a
    year, later years are like that one, but packs get cheaper (`pack_prices`). The calibration is that of
    the parameters, unless another one is given, (D,).
    """
    p = NevParameters(inputs, years)
    cars, split = p.powertrains, p.powertrains.split.rows
    access = charging_access(p.history.public_chargers, p.history.car_stock, p.charging.chargers_for_half)
    probabilities, packs = [], pack_prices(p)
    calibration = p.choice.calibration if calibration is None else calibration
    for year in range(len(years)):
        paid = paid_by_law(p, year, car_price(p, year, packs[year]))
        utility = attributes_utility(p, year, paid)[cars.battery]
        utility = utility + battery_constant(p, year, access[year], calibration)
        probabilities.append(choice_probability(utility, split[cars.battery][year], split[cars.petrol][year]))
    return np.stack(np.broadcast_arrays(*probabilities))


def explaining_probabilities(
    inputs: Inputs, history: History, chance: float, years: IntArray | None = None
) -> Array:
    """`choice_probabilities` of draws of the calibration that sales and studies are weighed in, (years, D).

    Parameters
    ----------
    inputs : Inputs
        Parameters as known at the end of the history.
    history : History
    chance : float [1]
        Uniform between 0 and 1; see `resampled`.
    years : array of int [yr], optional
        Those of the history first; those alone if there are none.

    Returns
    -------
    array [1], (years, D)
    """
    years, known = history.years if years is None else years, len(history.years)
    prior = choice_probabilities(inputs, years, inputs.constant(PRIOR))
    prior = np.broadcast_to(prior, (len(years), inputs.draws))
    weight = log_density_of_sales(history.share, prior[:known])
    weight = weight + log_density_of_studies(inputs, history.years, prior[:known])
    return as_array(prior[:, resampled(weight, chance)])


def log_odds_of_awareness(share: Array, probability: Array) -> Array:
    """Log odds of considering a plug-in car that a share of sales implies, any one shape.

    Nobody buys without considering: where more bought than would of all buyers, all consider; where nobody
    bought, nobody does.
    """
    share, probability = np.broadcast_arrays(share, probability)
    explained = share < probability
    return log_odds(np.where(explained, share / np.where(explained, probability, 1.0), share > 0))


def fit(share: Array, probability: Array) -> Fit:
    r"""Imitation of maximum likelihood, and its spread without bias.

    .. math::
        \hat w = \frac{\sum P_t\,\Delta x_t}{\sum P_t^2}, \qquad
        \hat\sigma^2 = \frac{\sum(\Delta x_t - \hat w P_t)^2}{n - 1}

    Parameters
    ----------
    share : array [1], (years,)
        Share of sales.
    probability : array [1], (years, D)
        See `choice_probabilities`.

    Returns
    -------
    Fit

    Raises
    ------
    ValueError
        If there are too few years to fit anything.
    """
    rises = len(share) - 1
    if rises < FEWEST:
        raise ValueError(f"found {rises} rises of the share, expected at least {FEWEST} to fit imitation to")
    rise = np.diff(log_odds_of_awareness(share[:, None], probability), axis=0) / YEAR
    before = probability[:-1]
    information = (before**2).sum(axis=0)
    imitation = (before * rise).sum(axis=0) / information
    residual = ((rise - imitation * before) ** 2).sum(axis=0)
    return Fit(imitation, np.sqrt(residual / (rises - 1)), information, rises - 1)


def forecast_share(inputs: Inputs, history: History, last_year: int, generator: np.random.Generator) -> Array:
    """Share of new energy vehicles in the years after a history, (years, D).

    The draws hold the uncertainty of the fit (of `w`, of `sigma` and of the calibration) and chance in each
    year, and that of taste and prices as far as `inputs` has scores for them. Whoever cuts `history` at a
    year cuts the paths of `inputs` at the same, or later prices reach the forecast.

    Parameters
    ----------
    inputs : Inputs
        Parameters as known at the end of the history.
    history : History
        What is known.
    last_year : int
        Of the forecast.
    generator : numpy Generator
        Where chance comes from.

    Returns
    -------
    array [1], (last_year - last of history, draws)
    """
    first, known = int(history.years[0]), len(history.years)
    years = np.arange(first, last_year + 1)
    probability = explaining_probabilities(inputs, history, float(generator.random()), years)
    found = fit(history.share, probability[:known])
    draws = inputs.draws
    spread = found.volatility * np.sqrt(found.freedom / generator.chisquare(found.freedom, draws))
    imitation = found.imitation + spread / np.sqrt(found.information) * generator.standard_normal(draws)
    odds = log_odds_of_awareness(history.share[-1], probability[known - 1])
    shares = []
    for index in range(known, len(years)):
        rise = imitation_growth(imitation, probability[index - 1], 0.0, 1.0)
        odds = odds + rise + spread * generator.standard_normal(draws)
        shares.append(probability[index] * share_of_log_odds(odds))
    return np.array(shares).reshape(-1, draws)
