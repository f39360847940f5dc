"""How an innovation spreads from buyer to buyer."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array

#: Shares are kept this far from 0 and 1, so that log odds stay finite.
CERTAIN = 1e-9


def log_odds(share: Number) -> Array:
    r"""Logarithm of the odds of a share.

    .. math:: x = \ln\frac{s}{1-s}

    Parameters
    ----------
    share : array [1]
        :math:`s`, between 0 and 1; kept 1e-9 away from both.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If a share is not a number.

    Examples
    --------
    >>> float(log_odds(0.5))
    0.0
    """
    refuse(np.isnan(share), "a share is not a number")
    kept = np.clip(share, CERTAIN, 1.0 - CERTAIN)
    return as_array(np.log(kept) - np.log1p(-kept))


def share_of_log_odds(odds: Number) -> Array:
    r"""Share from the logarithm of its odds, the inverse of `log_odds`.

    .. math:: s = \frac{1}{1+e^{-x}}

    Parameters
    ----------
    odds : array [1]
        :math:`x`.

    Returns
    -------
    array [1]

    Examples
    --------
    >>> float(share_of_log_odds(0.0))
    0.5
    """
    # no power overflows, and a small share does not vanish
    small = np.exp(-np.abs(odds))
    return np.where(odds >= 0, 1.0, small) / (1.0 + small)


def imitation_growth(imitation: Number, appeal: Number, considering: Number, ceiling: Number) -> Array:
    r"""Rise of the log odds of considering an innovation in a year in which buyers imitate each other.

    Those who bought (the considering :math:`a` times the appeal :math:`P`) win over those who do not consider
    it yet:

    .. math::
        \frac{da}{dt} = w\,P\,a\,(1 - a/K), \qquad
        \frac{d}{dt}\ln\frac{a}{1-a} = w\,P\,\frac{1 - a/K}{1 - a}

    With a ceiling of 1, the rise is :math:`w P` whatever the share (Fisher and Pry's substitution, the
    imitation of Bass without his innovators), also where the share is so close to 1 that it is rounded to it.

    Parameters
    ----------
    imitation : array [1/yr]
        :math:`w`.
    appeal : array [1]
        Share of those who consider it that buy it, :math:`P`.
    considering : array [1]
        :math:`a`, below 1; 1 only with a ceiling of 1.
    ceiling : array [1]
        Share of buyers who will ever consider it, :math:`K`.

    Returns
    -------
    array [1/yr]

    Raises
    ------
    ValueError
        If a ceiling is not positive, or all consider it already and the ceiling is another.

    References
    ----------
    Bass, F. M. (1969): A new product growth for model consumer durables. Management Science 15.
    Fisher, J. C., Pry, R. H. (1971): A simple substitution model of technological change.
    Technological Forecasting and Social Change 3.

    Examples
    --------
    >>> float(imitation_growth(0.8, 0.75, 0.2, 1.0))
    0.6000000000000001
    """
    a, k = considering, ceiling
    refuse(k <= 0, "the ceiling must be above 0")
    refuse((a > 1) | ((a == 1) & (k != 1)), "the considering must be below 1")
    room = np.where(k == 1, 1.0, 1.0 - a)
    return imitation * appeal * np.where(k == 1, 1.0, 1.0 - a / k) / room


def won_over(odds: Number, imitation: Number, sold: Number) -> Array:
    r"""Log odds of considering an innovation after a year in which some was sold whatever buyers chose.

    Each sale wins over those who do not consider it yet, as one that was chosen does:

    .. math:: \frac{da}{dt} = w\,s\,(1 - a), \qquad 1 - a' = (1 - a)\,e^{-w s}

    In log odds this keeps its digits where nearly all or nearly none consider it:

    .. math:: x' = w s + \ln\left(e^{x} + 1 - e^{-w s}\right)

    Parameters
    ----------
    odds : array [1]
        Log odds of the share that considers it, :math:`x = \ln\frac{a}{1-a}`.
    imitation : array [1/yr]
        :math:`w`, not negative.
    sold : array [1]
        Share of all sales in the year, :math:`s`.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If the imitation or the sales are negative.

    Examples
    --------
    >>> round(float(share_of_log_odds(won_over(log_odds(0.2), 0.7, 0.5))), 4)
    0.4362
    >>> float(won_over(100.0, 0.7, 0.0))
    100.0
    """
    refuse((imitation < 0) | (sold < 0), "imitation and sales must not be negative")
    rise = imitation * YEAR * sold
    gained = -np.expm1(-rise)
    logarithm = np.where(gained > 0, np.log(np.where(gained > 0, gained, 1.0)), -np.inf)
    return as_array(rise + np.logaddexp(logarithm, odds))
