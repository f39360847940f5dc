"""Draws that stand for weighted ones."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, IntArray


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
        raise ValueError("no draw can explain the sales of the history")
    cumulated = np.cumsum(np.exp(log_weight - most))
    points = (np.arange(draws) + 1.0 - chance) / draws
    found = np.searchsorted(cumulated / cumulated[-1], points, side="left")
    return np.minimum(found, draws - 1).astype(np.int64)
