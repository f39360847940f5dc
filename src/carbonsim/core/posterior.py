"""What a short history of log odds says of imitation and volatility, with what was known before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array

# ruff: noqa: PLC0415 - scipy is imported where it is used: only an estimate needs it

#: Weight that the first and the last volatility of a grid may have before it is too narrow.
OPEN_END = 1e-3


@dataclass(frozen=True)
class Prior:
    """Imitation and volatility before the history is looked at, independent of each other.

    Attributes
    ----------
    mean, deviation : array [1/yr]
        Of a normal distribution of imitation, of which the part from 0 on is taken.
    scale : array [1]
        Volatility of a year.
    freedom : array [1]
        Years of data that the scale is worth.
    """

    mean: Number
    deviation: Number
    scale: Number
    freedom: Number

    def __post_init__(self) -> None:
        for width in (self.deviation, self.scale, self.freedom):
            refuse(width <= 0, "deviation, scale and freedom of a prior must be above 0")


@dataclass(frozen=True)
class Posterior:
    """Imitation and volatility after the history, for each structural draw.

    Attributes
    ----------
    prior : Prior
    slope : array [1/yr], (D,)
        Imitation by least squares; 0 where the history says nothing of it.
    information : array [1], (D,)
        Sum of the squared appeals.
    volatility : array [1], (G,)
        The grid.
    weight : array [1], (G, D)
        Probability of each volatility of the grid; sums to 1 along it.
    log_evidence : array [1], (D,)
        Logarithm of the density of the history under the prior: what a structural draw is weighted by.
    """

    prior: Prior
    slope: Array
    information: Array
    volatility: Array
    weight: Array
    log_evidence: Array


def log_density_of_volatility(volatility: Number, scale: Number, freedom: Number) -> Array:
    r"""Log density of a volatility whose square has a scaled inverse chi-squared distribution.

    .. math::
        \ln p(\sigma) = \ln 2 - \ln\Gamma\left(\frac{\nu}{2}\right) + \frac{\nu}{2}\ln\frac{\nu\tau^2}{2}
        - (\nu + 1)\ln\sigma - \frac{\nu\tau^2}{2\sigma^2}

    Parameters
    ----------
    volatility : array [1]
        :math:`\sigma`, above 0.
    scale : array [1]
        :math:`\tau`, above 0.
    freedom : array [1]
        :math:`\nu`, above 0.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If any of them is not above 0.

    References
    ----------
    Gelman, A. et al. (2013): Bayesian Data Analysis, appendix A. CRC Press.

    Examples
    --------
    >>> round(float(log_density_of_volatility(1.0, 1.0, 2.0)), 6) == round(float(np.log(2.0)) - 1.0, 6)
    True
    """
    from scipy.special import gammaln

    refuse((volatility <= 0) | (scale <= 0) | (freedom <= 0), "volatility, scale and freedom must be above 0")
    half, worth = 0.5 * freedom, 0.5 * freedom * scale**2
    constant = np.log(2.0) - gammaln(half) + half * np.log(worth)
    return as_array(constant - (freedom + 1.0) * np.log(volatility) - worth / volatility**2)


def posterior(rises: Array, appeal: Array, prior: Prior, volatility: Array) -> Posterior:
    r"""Posterior of imitation and volatility from yearly rises of log odds.

    .. math:: \Delta x_t = w\,C_t + \sigma z_t, \qquad w \ge 0

    with :math:`w \sim N(\mu, s^2)` cut at 0 and :math:`\sigma^2 \sim \nu\tau^2/\chi^2_\nu`. At a given
    volatility imitation is normal about :math:`m` with deviation :math:`v`, cut at 0, which needs no grid:

    .. math::
        \frac{1}{v^2} = \frac{1}{s^2} + \frac{\sum C^2}{\sigma^2}, \qquad
        \frac{m}{v^2} = \frac{\mu}{s^2} + \frac{\hat w \sum C^2}{\sigma^2}, \qquad
        \hat w = \frac{\sum C\,\Delta x}{\sum C^2}

    .. math::
        p(\Delta x|\sigma) = (2\pi\sigma^2)^{-n/2}\,\frac{v\,\Phi(m/v)}{s\,\Phi(\mu/s)}
        \exp\left(-\frac{\sum(\Delta x - m C)^2}{2\sigma^2} - \frac{(m - \mu)^2}{2 s^2}\right)

    Volatility is summed over a grid by the trapezoidal rule in its logarithm:

    .. math:: P_g = \frac{p(\Delta x|\sigma_g)\,p(\sigma_g)\,\sigma_g\,\delta_g}{p(\Delta x)}

    Parameters
    ----------
    rises : array [1], (years, D)
        Rise of the log odds in each year, :math:`\Delta x`; with no years the posterior is the prior.
    appeal : array [1], (years, D)
        :math:`C`, see `carbonsim.core.diffusion.imitation_growth`.
    prior : Prior
        :math:`\mu, s, \tau, \nu`.
    volatility : array [1], (G,)
        :math:`\sigma_g`, positive and ascending; it has to reach as far as the posterior.

    Returns
    -------
    Posterior

    Raises
    ------
    ValueError
        If rises or appeals are not numbers, the grid is not positive and ascending, or the posterior reaches
        beyond it.

    References
    ----------
    Gelman, A. et al. (2013): Bayesian Data Analysis, chapters 3 and 14. CRC Press.

    Examples
    --------
    >>> history = np.full((8, 1), 0.3), np.full((8, 1), 0.5)
    >>> after = posterior(*history, Prior(0.7, 0.6, 0.4, 6.0), np.geomspace(0.02, 4.0, 101))
    >>> draw_posterior(after, np.array([0.05, 0.5, 0.95]), np.full(3, 0.5))[0].round(2).tolist()
    [0.3, 0.61, 0.92]
    """
    from scipy.special import log_ndtr

    refuse(~(np.isfinite(rises) & np.isfinite(appeal)), "a rise or an appeal is not a number")
    edges = _edges(volatility)
    information = np.einsum("td,td->d", appeal, appeal)
    slope = np.einsum("td,td->d", appeal, rises) / np.where(information > 0, information, 1.0)
    squares = ((rises - slope * appeal) ** 2).sum(axis=0)

    sigma, before, deviation = volatility[:, None], prior.mean * YEAR, prior.deviation * YEAR
    mean, spread = _given_volatility(prior, slope, information, sigma)
    density = log_density_of_volatility(sigma, prior.scale, prior.freedom) + np.log(spread / deviation)
    density += log_ndtr(mean / spread) - log_ndtr(before / deviation)
    density -= 0.5 * ((squares + information * (mean - slope) ** 2) / sigma**2)
    density -= 0.5 * ((mean - before) / deviation) ** 2 + len(rises) * np.log(np.sqrt(2.0 * np.pi) * sigma)
    density += np.log(sigma * np.diff(edges)[:, None])
    highest = density.max(axis=0)
    weight = np.exp(density - highest)
    total = weight.sum(axis=0)
    weight /= total
    refuse(np.maximum(weight[0], weight[-1]) > OPEN_END, "the posterior reaches beyond the volatilities")
    return Posterior(prior, slope / YEAR, information, volatility, weight, highest + np.log(total))


def draw_posterior(after: Posterior, imitation: Array, volatility: Array) -> tuple[Array, Array]:
    r"""Imitation and volatility of a posterior, by inverse transform.

    .. math::
        \sigma = F^{-1}(u_\sigma), \qquad w = m - v\,\Phi^{-1}\left((1 - u_w)\,\Phi(m / v)\right)

    with :math:`m` and :math:`v` at that volatility, and :math:`\ln\sigma` even within the cell of a point.

    Parameters
    ----------
    after : Posterior
    imitation, volatility : array [1], (D,)
        Uniform variates from 0 to below 1, :math:`u_w` and :math:`u_\sigma`. A posterior of one structural
        draw serves them all.

    Returns
    -------
    imitation : array [1/yr], (D,)
        Not negative.
    volatility : array [1], (D,)

    Raises
    ------
    ValueError
        If a variate is not from 0 to below 1.

    Examples
    --------
    >>> nothing = np.empty((0, 1))
    >>> after = posterior(nothing, nothing, Prior(0.7, 0.1, 0.4, 6.0), np.geomspace(0.02, 4.0, 101))
    >>> imitation, volatility = draw_posterior(after, np.array([0.5]), np.array([0.5]))
    >>> imitation.round(3).tolist(), volatility.round(2).tolist()
    ([0.7], [0.42])
    """
    from scipy.special import log_ndtr, ndtri_exp

    for variate in (imitation, volatility):
        refuse(~((variate >= 0) & (variate < 1)), "a uniform variate must be from 0 to below 1")
    upto = np.cumsum(after.weight, axis=0)
    upto /= upto[-1]
    point = (upto <= volatility).sum(axis=0)[None]
    weight = np.take_along_axis(np.diff(upto, axis=0, prepend=0.0), point, axis=0)[0]
    beyond = np.take_along_axis(upto, point, axis=0)[0] - volatility
    edges = _edges(after.volatility)
    width = np.diff(edges)[point[0]]
    sigma = np.exp(edges[point[0] + 1] - width * (beyond / weight))
    mean, spread = _given_volatility(after.prior, after.slope * YEAR, after.information, sigma)
    score = -ndtri_exp(np.log1p(-imitation) + log_ndtr(mean / spread))
    return as_array(np.maximum(mean + spread * score, 0.0) / YEAR), sigma


def _edges(volatility: Array) -> Array:
    """Ends of the cells of a grid in the logarithm of volatility, half-way between its points."""
    if not volatility[0] > 0 or not np.all(np.diff(volatility) > 0):
        raise ValueError("the volatilities of the grid must be positive and ascending")
    logarithm = np.log(volatility)
    middle = 0.5 * (logarithm[1:] + logarithm[:-1])
    return np.concatenate([logarithm[:1], middle, logarithm[-1:]])


def _given_volatility(
    prior: Prior, slope: Array, information: Array, volatility: Array
) -> tuple[Array, Array]:
    """Mean and deviation of imitation in a year before it is cut at 0, at a given volatility."""
    known, seen = (prior.deviation * YEAR) ** -2, information / volatility**2
    return (known * prior.mean * YEAR + seen * slope) / (known + seen), (known + seen) ** -0.5
