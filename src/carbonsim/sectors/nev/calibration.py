"""Calibration of the choice: what sales and studies say of how far buyers are from a survey of them.

The survey (stated preference) gives a battery car a constant utility; what buyers do (revealed preference)
may differ by a constant. Three things speak of it: what was expected before looking, the sales of the
history, and studies of how sales answered to subsidies, which tell how many of those who considered a
plug-in car bought one.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.diffusion import log_odds
from carbonsim.core.likelihood import log_density_of_range
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.price_response import segment_elasticity

STUDIED = "nev.choice.studied_elasticity"
PRIOR = "nev.choice.calibration_prior"


def log_likelihood_of_choice(share: Array, probability: Array) -> Array:
    r"""Log-likelihood of choice probabilities for a history of sales, up to a constant.

    The log odds of awareness, :math:`x_t`, rise by imitation and by chance. Imitation (flat) and the spread
    of chance (flat in its logarithm) are integrated out:

    .. math::
        \ell = -\frac{n-1}{2} \ln \sum (\Delta x_t - \hat w P_t)^2 - \frac{1}{2} \ln \sum P_t^2
               + \sum \ln \frac{P_t}{P_t - s_t}

    The last term takes the density from awareness to the share that was seen.

    Parameters
    ----------
    share : array [1], (years,)
        Share of sales, :math:`s`.
    probability : array [1], (years, D)
        Conditional choice probabilities, :math:`P`.

    Returns
    -------
    array [1], (D,)
        Minus infinity where more bought than would of all buyers.
    """
    sold = share[:, None]
    possible = (sold < probability).all(axis=0)
    probability = np.where(possible, probability, np.maximum(2.0 * sold.max(), 1.0))
    rise = np.diff(log_odds(sold / probability), axis=0) / YEAR
    before = probability[:-1]
    information = (before**2).sum(axis=0)
    imitation = (before * rise).sum(axis=0) / information
    residual = ((rise - imitation * before) ** 2).sum(axis=0)
    seen = np.log(probability / (probability - sold))[1:].sum(axis=0)
    found = -0.5 * (len(rise) - 1) * np.log(residual) - 0.5 * np.log(information) + seen
    return np.where(possible, found, -np.inf)


def log_density_of_studies(inputs: Inputs, years: IntArray, probability: Array) -> Array:
    """Log density of the elasticity that studies found, at choice probabilities (years, D), (D,).

    The mean of the years of the studies that are known; nothing where none is.
    """
    found = inputs.scenario.quantity(STUDIED)
    studied = (years >= found.years[0]) & (years <= found.years[-1])
    if not studied.any():
        return np.zeros(probability.shape[1])
    elasticity = inputs.constant("nev.choice.price_elasticity")
    response = segment_elasticity(elasticity, probability[studied]).mean(axis=0)
    return log_density_of_range(response, *_range_of(inputs, STUDIED))


def log_density_before(inputs: Inputs, calibration: Array) -> Array:
    """Log density of a calibration before sales are looked at, (D,)."""
    return log_density_of_range(calibration, *_range_of(inputs, PRIOR))


def resampled(log_weight: Array, chance: float) -> IntArray:
    r"""Places of draws that stand for weighted ones (systematic resampling), (D,).

    Draw :math:`i` comes as often as its weight asks for, to one:

    .. math:: \#i = \lfloor D\,W_i + u \rfloor - \lfloor D\,W_{i-1} + u \rfloor

    with the cumulated weights :math:`W`.

    Parameters
    ----------
    log_weight : array [1], (D,)
    chance : float [1]
        Uniform between 0 and 1, :math:`u`.

    Returns
    -------
    array of int, (D,)

    Raises
    ------
    ValueError
        If no draw has a weight.

    References
    ----------
    Kitagawa, G. (1996): Monte Carlo filter and smoother for non-Gaussian nonlinear state space models.
    Journal of Computational and Graphical Statistics 5.

    Examples
    --------
    >>> resampled(np.log([0.5, 0.25, 0.125, 0.125]), 0.3).tolist()
    [0, 0, 1, 3]
    """
    draws, most = len(log_weight), log_weight.max()
    if not np.isfinite(most):
        raise ValueError("no draw of the choice can explain the sales of the history")
    cumulated = np.cumsum(np.exp(log_weight - most))
    points = (np.arange(draws) + 1.0 - chance) / draws
    found = np.searchsorted(cumulated / cumulated[-1], points, side="left")
    return np.minimum(found, draws - 1).astype(np.int64)


def _range_of(inputs: Inputs, address: str) -> tuple[float, float, float]:
    """Ends and middle of the range of a parameter."""
    found = inputs.scenario.quantity(address)
    assert found.low is not None
    assert found.high is not None
    return found.low[0], found.central[0], found.high[0]
