"""How buyers respond to a known step of what they pay."""

from __future__ import annotations

import numpy as np

from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array

#: Most of a year's sales that is bought a year earlier or later.
MOST_MOVED = 0.5


def price_rise(paid: Number, before: Number) -> Array:
    r"""Rise of the logarithm of what is paid.

    .. math:: x = \ln(p / p_0)

    Parameters
    ----------
    paid, before : array [any one unit]
        Price with taxes after subsidy now, :math:`p`, and before or for another, :math:`p_0`, above 0.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If something is paid that is not above 0.

    Examples
    --------
    >>> round(float(price_rise(110_000.0, 100_000.0)), 4)
    0.0953
    """
    refuse((paid <= 0) | (before <= 0), "what is paid, after subsidy, must be above 0")
    return as_array(np.log(paid / before))


def moved_share(step: Number, anticipation: Number) -> Array:
    r"""Share of a year's sales that a known step of what is paid brings into it from the next, or delays.

    .. math:: f = \tfrac{1}{2} \tanh(2 \phi\,x)

    It is :math:`\phi x` for small steps, and never more than half a year's sales.

    Parameters
    ----------
    step : array [1]
        Rise of the logarithm of what is paid from this year's taxes and subsidies to the next year's, at
        prices of this year, :math:`x`.
    anticipation : array [1]
        :math:`\phi`, at least 0.

    Returns
    -------
    array [1]

    Examples
    --------
    >>> round(float(moved_share(0.04, 1.0)), 4), float(moved_share(-100.0, 1.0))
    (0.0399, -0.5)
    """
    return as_array(MOST_MOVED * np.tanh(anticipation * step / MOST_MOVED))
