"""Equations of how buyers respond to what cars cost: each once, pure, draws on the last axis."""

from __future__ import annotations

import numpy as np

from carbonsim.core.anticipation import price_rise
from carbonsim.core.types import Array, Number, as_array

#: Elasticities nearer to 0 than this are taken at it, where a formula divides by them.
LEAST_ELASTICITY = 1e-9


def price_utility(paid: Number, reference: Number, elasticity: Number) -> Array:
    r"""Utility of what is paid for a car against another.

    .. math:: u = \epsilon\,\ln(p / p_0)

    Buyers weigh a yuan the less the more a car costs.

    Parameters
    ----------
    paid, reference : array [any one unit]
        Price with taxes after subsidy, :math:`p`, and that of the other car, :math:`p_0`, above 0.
    elasticity : array [1]
        Of the odds of the choice, :math:`\epsilon`, at most 0.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If something is paid that is not above 0.

    Examples
    --------
    >>> round(float(price_utility(110_000.0, 100_000.0, -2.5)), 4)
    -0.2383
    """
    return elasticity * price_rise(paid, reference)


def segment_elasticity(elasticity: Number, probability: Number) -> Array:
    r"""Elasticity of sales of plug-in cars with respect to what is paid for all of them.

    .. math:: E = \epsilon\,(1 - P)

    Those who do not consider one do not respond; of those who do, the part that bought anyway does not.

    Parameters
    ----------
    elasticity : array [1]
        Of the odds of the choice, :math:`\epsilon`.
    probability : array [1]
        Conditional choice probability, :math:`P`.

    Returns
    -------
    array [1]

    Examples
    --------
    >>> float(segment_elasticity(-2.5, 0.4))
    -1.5
    """
    return as_array(elasticity * (1.0 - probability))


def mean_price_change(shares: Array, change: Array, elasticity: Number) -> Array:
    r"""Mean change of prices to buyers who choose by a logit: the price index that leaves them as well off.

    .. math:: \bar x = -\frac{1}{\epsilon} \ln \sum_k s_k\,e^{-\epsilon x_k}

    With shares :math:`s_k` after the change it is exact: what buyers turn away from weighs less. It rises
    with each price. For small changes it is the mean of the logarithms.

    Parameters
    ----------
    shares : array [1], (K, D)
        Of cars chosen at the new prices, adding up to 1.
    change : array [1], (K, D)
        Change of the logarithm of each price, :math:`x_k`.
    elasticity : array [1], (D,)
        Of the odds of the choice, :math:`\epsilon`, at most 0.

    Returns
    -------
    array [1], (D,)

    References
    ----------
    Anderson, S., de Palma, A., Thisse, J.-F. (1992): Discrete Choice Theory of Product Differentiation. The
    index is that of a representative consumer with constant elasticity of substitution.

    Examples
    --------
    >>> half = np.array([[0.5], [0.5]])
    >>> [round(float(mean_price_change(half, np.array([[0.1], [0.0]]), e)[0]), 4) for e in (-2.5, 0.0)]
    [0.0531, 0.05]
    """
    substitution = np.maximum(-elasticity, LEAST_ELASTICITY)
    mean = (shares * change).sum(axis=0)
    # about the mean the sum is at least 1 (Jensen): its logarithm is always a number
    beyond = (shares * np.expm1(substitution * (change - mean))).sum(axis=0)
    return as_array(mean + np.log1p(np.maximum(beyond, 0.0)) / substitution)
