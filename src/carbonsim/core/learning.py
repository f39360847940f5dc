"""Prices that fall with what has been made."""

from __future__ import annotations

import numpy as np

from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


def learning_exponent(rate: Number) -> Array:
    r"""Exponent of a learning curve from its learning rate.

    .. math:: b = -\log_2(1 - \mathrm{LR})

    Parameters
    ----------
    rate : array [1]
        Fall of the price with each doubling of cumulative output, :math:`\mathrm{LR}`.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If a rate is outside [0, 1).

    Examples
    --------
    >>> round(float(learning_exponent(0.18)), 4)
    0.2863
    """
    refuse((rate < 0) | (rate >= 1), "the learning rate must be at least 0 and below 1")
    return -np.log2(1.0 - rate)


def learning_price(price: Number, cumulative: Number, cumulative_start: Number, exponent: Number) -> Array:
    r"""Price after more has been made (one-factor learning curve, Wright's law).

    .. math:: p = p_0 \,(Q / Q_0)^{-b}

    Parameters
    ----------
    price : array [CNY/unit]
        Price at the start, :math:`p_0`.
    cumulative, cumulative_start : array [unit]
        Cumulative output now, :math:`Q`, and when the price was :math:`p_0`, :math:`Q_0`.
    exponent : array [1]
        :math:`b`, see `learning_exponent`.

    Returns
    -------
    array [CNY/unit]

    Raises
    ------
    ValueError
        If a cumulative output is not positive.

    Examples
    --------
    >>> round(float(learning_price(100.0, 2.0, 1.0, learning_exponent(0.18))), 6)
    82.0
    """
    refuse(
        (cumulative <= 0) | (cumulative_start <= 0),
        "cumulative output must be positive",
    )
    return as_array(price * (cumulative / cumulative_start) ** -exponent)
