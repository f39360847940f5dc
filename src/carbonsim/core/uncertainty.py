"""From a range to a draw."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array

#: The 95th percentile of the standard normal distribution.
SCORE_95 = 1.6448536269514722


def split_normal(central: Array, low: Array, high: Array, score: Array) -> Array:
    r"""Values of a two-piece normal distribution with given 5th, 50th and 95th percentiles.

    .. math:: x = m + \frac{z}{z_{95}}\,(h - m)\ (z \ge 0), \qquad m + \frac{z}{z_{95}}\,(m - l)\ (z < 0)

    Parameters
    ----------
    central, low, high : array [any one unit]
        Median :math:`m`, 5th percentile :math:`l` and 95th percentile :math:`h`.
    score : array [1]
        Standard normal scores, :math:`z`; one score moves all years of a path together.

    Returns
    -------
    array [the same unit]

    Examples
    --------
    >>> z = np.array([-SCORE_95, 0.0, SCORE_95])
    >>> split_normal(np.array(5.0), np.array(3.0), np.array(12.0), z).tolist()
    [3.0, 5.0, 12.0]
    """
    step = score / SCORE_95
    # one of the two is 0; a choice between them would take a pass more over all years
    above = np.maximum(step, 0.0) * (high - central)
    below = np.minimum(step, 0.0) * (central - low)
    return central + (above + below)
