"""What buyers choose: logit shares."""

from __future__ import annotations

import numpy as np

from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


def relative_cost_utility(cost: Number, exponent: Number, constant: Number) -> Array:
    r"""Utility of an option whose share answers to relative cost.

    .. math:: u = c_0 - \gamma \ln c

    A cost 1 % higher makes the odds about :math:`\gamma` % lower, in whichever unit cost is given:
    the form that global energy models use for transport technologies (relative-cost logit).

    Parameters
    ----------
    cost : array [any one unit of money]
        Cost of the option, :math:`c`.
    exponent : array [1]
        :math:`\gamma`, the elasticity of the odds to cost; positive.
    constant : array [1]
        :math:`c_0`, what buyers see in the option beyond cost.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If a cost is not positive.

    Examples
    --------
    >>> round(float(relative_cost_utility(2.0, 8.0, 0.0) - relative_cost_utility(1.0, 8.0, 0.0)), 3)
    -5.545
    """
    refuse(cost <= 0, "cost must be positive")
    return as_array(constant - exponent * np.log(cost))


def logit_shares(utility: Array, axis: int = 0) -> Array:
    r"""Shares of a multinomial logit.

    .. math:: s_i = e^{u_i} / \sum_j e^{u_j}

    Parameters
    ----------
    utility : array [1]
        :math:`u`; :math:`-\infty` for an option that is not on offer.
    axis : int
        The axis of the options.

    Returns
    -------
    array [1]
        Same shape; sums to 1 along `axis`.

    Raises
    ------
    ValueError
        If no option is on offer.

    Examples
    --------
    >>> logit_shares(np.log(np.array([1.0, 3.0]))).round(3).tolist()
    [0.25, 0.75]
    """
    highest = np.max(utility, axis=axis, keepdims=True)
    refuse(~np.isfinite(highest), "no option is on offer")
    weight = np.exp(utility - highest)
    return as_array(weight / weight.sum(axis=axis, keepdims=True))


def inclusive_value(utility: Array, axis: int = 0) -> Array:
    r"""Inclusive value of a group of options: the utility of having the choice among them.

    .. math:: I = \ln \sum_j e^{u_j}

    A logit between groups of options has the log odds :math:`I_1 - I_2`.

    Parameters
    ----------
    utility : array [1]
        :math:`u`; :math:`-\infty` for an option that is not on offer.
    axis : int
        The axis of the options.

    Returns
    -------
    array [1]
        Without that axis.

    Raises
    ------
    ValueError
        If no option is on offer.

    References
    ----------
    Ben-Akiva, M., Lerman, S. R. (1985): Discrete Choice Analysis. MIT Press.

    Examples
    --------
    >>> float(inclusive_value(np.log(np.array([1.0, 3.0]))).round(12)) == round(float(np.log(4.0)), 12)
    True
    """
    highest = np.max(utility, axis=axis, keepdims=True)
    refuse(~np.isfinite(highest), "no option is on offer")
    total = np.exp(utility - highest).sum(axis=axis)
    return as_array(np.squeeze(highest, axis=axis) + np.log(total))
