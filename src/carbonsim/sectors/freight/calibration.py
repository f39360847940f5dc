"""What buyers saw beyond cost: the constants of the choice, fitted to sales.

The scale of the logit comes from the literature. A powertrain's constant is what remains of its log odds
against diesel once cost is taken off, averaged over the years fitted; it stays the same in all other years.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.choice import logit_shares, relative_cost_utility
from carbonsim.core.types import Array


@dataclass(frozen=True)
class Fit:
    """Constants and what they leave unexplained."""

    constants: Array  # P
    deviation: Array  # P: standard deviation of the residuals of the log odds
    residuals: Array  # Y, P: log odds observed less modelled, in the years fitted


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
    return np.asarray((logit_shares(utility, axis=1) * weight).sum(axis=-1))


def fit_constants(cost: Array, shares: Array, exponent: float, weight: Array, steps: int, tolerance: float) -> Fit:
    r"""Constants that make the mean residual of the log odds zero.

    .. math:: c_p \leftarrow c_p + \overline{\ln(s_p/s_0) - \ln(\hat s_p/\hat s_0)}

    The years count alike. The first powertrain is the base, with a constant of 0.

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
    Fit

    Raises
    ------
    ValueError
        If a share is not above 0, or the fit does not converge.
    """
    if np.any(shares <= 0):
        raise ValueError("a share of 0 identifies no constant")
    observed = np.log(shares / shares[:, :1])
    constants = np.zeros(shares.shape[1])
    for _ in range(steps):
        modelled = segment_shares(cost, exponent, constants, weight)
        residuals = observed - np.log(modelled / modelled[:, :1])
        correction = residuals.mean(axis=0)
        constants = constants + correction
        if np.max(np.abs(correction)) < tolerance:
            return Fit(constants, residuals.std(axis=0, ddof=1), residuals)
    raise ValueError("the constants do not converge")
