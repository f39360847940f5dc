"""What buyers saw beyond cost: the constants of the choice, fitted to sales.

The scale of the logit comes from the literature. The constants are those of maximum likelihood with all
years counted alike: modelled shares, averaged over the years fitted, equal those observed. They stay the same
in all other years.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.choice import logit_shares, relative_cost_utility
from carbonsim.core.types import Array, as_array


@dataclass(frozen=True)
class Fit:
    """Constants, and what they leave unexplained."""

    constants: Array  # P
    residuals: Array  # Y, P: log odds against the base, observed less modelled, in the years fitted
    spread: Array  # P: half width of the 90 % interval for the constant of a year that was not fitted


def segment_shares(cost: Array, exponent: float, constants: Array, weight: Array) -> Array:
    """National shares of sales from shares in segments.

    Parameters
    ----------
    cost : array [CNY/tkm], (years, powertrains, segments)
        Cost of ownership.
    exponent : float [1]
        Scale of the logit.
    constants : array [1], (powertrains,)
        See `Fit`.
    weight : array [1], (segments,)
        Share of each segment in sales.

    Returns
    -------
    array [1], (years, powertrains)
    """
    utility = relative_cost_utility(cost, exponent, constants[:, None])
    return as_array((logit_shares(utility, axis=1) * weight).sum(axis=-1))


def constants_of(
    cost: Array, shares: Array, exponent: float, weight: Array, steps: int, tolerance: float
) -> Array:
    r"""Constants of maximum likelihood.

    .. math:: c_p \leftarrow c_p + \ln\frac{\sum_y s_{py}}{\sum_y \hat s_{py}}

    until modelled and observed mean shares agree, which is where the likelihood of a logit with constants
    is highest. The first powertrain is the base, with a constant of 0.

    Parameters
    ----------
    cost : array [CNY/tkm], (years, powertrains, segments)
        Cost of ownership in the years fitted.
    shares : array [1], (years, powertrains)
        Shares of sales observed, all above 0.
    exponent : float [1]
        Scale of the logit.
    weight : array [1], (segments,)
        Share of each segment in sales.
    steps : int
        At most so many corrections.
    tolerance : float [1]
        Correction below which the fit ends.

    Returns
    -------
    array [1], (powertrains,)

    Raises
    ------
    ValueError
        If a share is not above 0, or the fit does not converge.
    """
    if np.any(shares <= 0):
        raise ValueError("a share of 0 identifies no constant")
    constants = np.zeros(shares.shape[1])
    for _ in range(steps):
        modelled = segment_shares(cost, exponent, constants, weight)
        correction = np.log(shares.sum(axis=0) / modelled.sum(axis=0))
        correction = correction - correction[0]
        constants = constants + correction
        if np.max(np.abs(correction)) < tolerance:
            return as_array(constants)
    raise ValueError("the constants do not converge")


def fit_constants(
    cost: Array, shares: Array, exponent: float, weight: Array, steps: int, tolerance: float
) -> Fit:
    r"""Constants of maximum likelihood with their range; arguments as of `constants_of`.

    One constant serves for all years to come, so its range is that of a year not fitted: with :math:`n`
    years, residuals :math:`\epsilon` of the log odds and Student's :math:`t` of n - 1 degrees of freedom,

    .. math:: \pm\, t_{0.95}\,\sqrt{\frac{\sum \epsilon^2}{n-1}}\,\sqrt{1 + \frac{1}{n}}

    Returns
    -------
    Fit

    Raises
    ------
    ValueError
        As `constants_of`, and if a single year is given.
    """
    from scipy.stats import t as student  # noqa: PLC0415 - half a second that only a fit needs

    years = len(shares)
    if years < 2:
        raise ValueError("a single year identifies no range")
    constants = constants_of(cost, shares, exponent, weight, steps, tolerance)
    modelled = segment_shares(cost, exponent, constants, weight)
    residuals = np.log(shares / shares[:, :1]) - np.log(modelled / modelled[:, :1])
    deviation = np.sqrt((residuals**2).sum(axis=0) / (years - 1))
    spread = student.ppf(0.95, years - 1) * deviation * np.sqrt(1.0 + 1.0 / years)
    return Fit(constants, residuals, spread)


def drawn_constants(fit: Fit, draws: int, generator: np.random.Generator) -> Array:
    r"""Constants for a year that was not fitted, with what the fit leaves unexplained.

    .. math::
        c + \sqrt{1 + \frac{1}{n}}\;\frac{\sum_y z_y \epsilon_y}{\sqrt{n-1}} \Big/
            \sqrt{\frac{\chi^2_{n-1}}{n-1}}

    Each constant by itself has the interval of `fit_constants`; together they move as the residuals of the
    years fitted did.

    Parameters
    ----------
    fit : Fit
        Of two years at least.
    draws : int
        How many.
    generator : numpy Generator
        Where :math:`z` and :math:`\chi^2` come from.

    Returns
    -------
    array [1], (powertrains, draws)
    """
    years = len(fit.residuals)
    scores = generator.standard_normal((years, draws))
    heavy = np.sqrt((1.0 + 1.0 / years) / generator.chisquare(years - 1, draws))
    # a sum over years, not a matrix product: the same bits for any number of draws at once
    moved = (fit.residuals[:, :, None] * scores[:, None, :]).sum(axis=0)
    return as_array(fit.constants[:, None] + heavy * moved)


def drawn_shares(cost: Array, exponent: float, constants: Array, weight: Array) -> Array:
    """National shares of sales of one year, for many draws of the constants; see `segment_shares`.

    Parameters
    ----------
    cost : array [CNY/tkm], (powertrains, segments)
        Cost of ownership.
    exponent : float [1]
        Scale of the logit.
    constants : array [1], (powertrains, draws)
        See `drawn_constants`.
    weight : array [1], (segments,)
        Share of each segment in sales.

    Returns
    -------
    array [1], (powertrains, draws)
    """
    utility = relative_cost_utility(cost[:, :, None], exponent, constants[:, None])
    return as_array((logit_shares(utility, axis=0) * weight[:, None]).sum(axis=1))
