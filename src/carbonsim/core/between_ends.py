"""Distributions between two ends: uniform, triangular and PERT, from scores as in `core.distributions`."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array

# ruff: noqa: PLC0415 - scipy is imported where it is used: a central run needs none of it

#: Weight of the mode in the mean of a PERT distribution, (low + 4 mode + high) / 6.
PERT_WEIGHT = 4.0


def uniform(central: Array, low: Array, high: Array, score: Array) -> Array:
    r"""Values between two ends, each as likely as any other.

    .. math:: x = l + \Phi(z)\,(h - l)

    Parameters
    ----------
    central : array [any one unit]
        Not used: it need not be the middle.
    low, high : array [the same unit]
        The ends, :math:`l` and :math:`h`.
    score : array [1]
        Standard normal scores, :math:`z`.

    Returns
    -------
    array [the same unit]

    Examples
    --------
    >>> uniform(np.array(3.0), np.array(2.0), np.array(6.0), np.array([-9.0, 0.0])).tolist()
    [2.0, 4.0]
    """
    from scipy.special import ndtr

    del central
    return low + ndtr(score) * (high - low)


def triangular(central: Array, low: Array, high: Array, score: Array) -> Array:
    r"""Values of a triangular distribution.

    .. math:: x = l + \sqrt{u\,(h - l)(m - l)}\ \bigl(u\,(h - l) \le m - l\bigr),
        \qquad h - \sqrt{(1 - u)(h - l)(h - m)}

    Parameters
    ----------
    central, low, high : array [any one unit]
        Mode :math:`m` and the ends, :math:`l` and :math:`h`.
    score : array [1]
        Standard normal scores; :math:`u = \Phi(z)`.

    Returns
    -------
    array [the same unit]

    Examples
    --------
    >>> triangular(np.array(4.0), np.array(2.0), np.array(6.0), np.array([-9.0, 0.0, 9.0])).round(6).tolist()
    [2.0, 4.0, 6.0]
    """
    from scipy.special import ndtr

    width = high - low
    below = low + np.sqrt(ndtr(score) * width * (central - low))
    above = high - np.sqrt(ndtr(-score) * width * (high - central))
    return np.where(ndtr(score) * width <= central - low, below, above)


def pert(central: Array, low: Array, high: Array, score: Array) -> Array:
    r"""Values of a PERT distribution: a beta distribution between two ends with a given mode.

    .. math:: x = l + (h - l)\,I^{-1}_u(\alpha, \beta), \qquad
        \alpha = 1 + 4 \frac{m - l}{h - l}, \quad \beta = 1 + 4 \frac{h - m}{h - l}

    Parameters
    ----------
    central, low, high : array [any one unit]
        Mode :math:`m` and the ends, :math:`l` and :math:`h`.
    score : array [1]
        Standard normal scores; :math:`u = \Phi(z)`.

    Returns
    -------
    array [the same unit]

    Notes
    -----
    D. G. Malcolm et al., Application of a technique for research and development program evaluation,
    Operations Research 7 (1959) 646-669.

    Examples
    --------
    >>> pert(np.array(4.0), np.array(2.0), np.array(6.0), np.array([-9.0, 0.0, 9.0])).round(4).tolist()
    [2.0, 4.0, 6.0]
    """
    from scipy.special import betaincinv, ndtr

    width = high - low
    divisor = np.where(width > 0.0, width, 1.0)
    alpha = 1.0 + PERT_WEIGHT * (central - low) / divisor
    beta = 1.0 + PERT_WEIGHT * (high - central) / divisor
    return low + width * betaincinv(alpha, beta, ndtr(score))
