"""What data say of one parameter, and whether they say anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array, as_array
from carbonsim.core.uncertainty import SCORE_95

#: Points at which the likelihood is looked at between the bounds before it is refined.
GRID = 401
#: Precision of the peak and of the ends, against the distance of the bounds.
PRECISION = 1e-9


@dataclass(frozen=True)
class Profile:
    """A parameter by its profile likelihood.

    Attributes
    ----------
    best : float
        Where the likelihood is highest.
    low, high : float
        Ends of the interval in which the likelihood is within the threshold; a bound where it is open.
    identified : bool
        Whether both ends lie inside the bounds. If not, the data do not tell the parameter from values at
        or beyond a bound, and the number must not be reported as an estimate.
    """

    best: float
    low: float
    high: float
    identified: bool


def profile(
    log_likelihood: Callable[[float], float], lower: float, upper: float, threshold: float
) -> Profile:
    r"""Interval of a parameter from its profile likelihood.

    .. math:: \{\theta : \ell_p(\hat\theta) - \ell_p(\theta) \le c\}

    The interval is the outermost one, so that several peaks count as ignorance.

    Parameters
    ----------
    log_likelihood : callable
        Of the parameter, already maximised over all others, :math:`\ell_p`.
    lower, upper : float
        Bounds between which the parameter is looked for.
    threshold : float [1]
        Fall of the log-likelihood at the ends, :math:`c`; see `exact_threshold`.

    Returns
    -------
    Profile

    Raises
    ------
    ValueError
        If the bounds are not in order, or the likelihood is nowhere a finite number or infinite somewhere.

    References
    ----------
    Raue, A. et al. (2009): Structural and practical identifiability analysis of partially observed dynamical
    models by exploiting the profile likelihood. Bioinformatics 25.

    Examples
    --------
    >>> found = profile(lambda x: -0.5 * (x - 2.0) ** 2, 0.0, 5.0, 0.5)
    >>> round(found.low, 3), round(found.best, 3), round(found.high, 3), found.identified
    (1.0, 2.0, 3.0, True)
    """
    from scipy.optimize import brentq, minimize_scalar  # noqa: PLC0415 - only a fit needs it

    if not lower < upper:
        raise ValueError(f"found bounds {lower} and {upper}, expected the lower first")

    def known(point: float) -> float:
        """The likelihood; where it is not a number, nothing is worse."""
        value = float(log_likelihood(float(point)))
        return -np.inf if np.isnan(value) else value

    grid = np.linspace(lower, upper, GRID)
    values = np.array([known(point) for point in grid])
    if not np.any(np.isfinite(values)) or values.max() == np.inf:
        raise ValueError("the likelihood is not a finite number between the bounds")
    peak = int(values.argmax())
    around = (grid[max(peak - 1, 0)], grid[min(peak + 1, GRID - 1)])
    refined = minimize_scalar(
        lambda x: -known(x),
        bounds=around,
        method="bounded",
        options={"xatol": PRECISION * (upper - lower)},
    )
    best = float(refined.x) if -refined.fun > values[peak] else float(grid[peak])
    level = max(-float(refined.fun), float(values[peak])) - threshold
    inside = np.flatnonzero(values >= level)
    # the peak may lie between two points of the grid that are both outside
    after = int(np.searchsorted(grid, best, side="right"))
    first, last = (int(inside[0]), int(inside[-1])) if inside.size else (after, after - 1)

    def crossing(out: float, into: float) -> float:
        # a value of minus infinity is below any level, and has no place on a straight line
        def above(x: float) -> float:
            return float(np.clip(known(x) - level, -threshold - 1.0, None))

        return float(brentq(above, out, into, xtol=PRECISION * (upper - lower)))

    low = lower if first == 0 else crossing(grid[first - 1], grid[first] if inside.size else best)
    high = upper if last == GRID - 1 else crossing(grid[last + 1], grid[last] if inside.size else best)
    return Profile(best, low, high, first > 0 and last < GRID - 1)


def log_density_of_range(value: Array, low: float, central: float, high: float) -> Array:
    r"""Log density of a value whose range is known: a two-piece normal, up to a constant.

    .. math:: \ell = -\frac{1}{2} \left(\frac{x - c}{\sigma}\right)^2, \qquad
              \sigma = \frac{c - l}{1.645} \text{ below } c, \quad \frac{h - c}{1.645} \text{ above}

    Parameters
    ----------
    value : array [any one unit]
        :math:`x`.
    low, central, high : float [the same unit]
        5th percentile, mode and 95th percentile, :math:`l < c < h`.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If the range is empty.

    Examples
    --------
    >>> log_density_of_range(np.array([1.0, 2.0, 4.0]), 1.0, 2.0, 4.0).round(3).tolist()
    [-1.353, -0.0, -1.353]
    """
    if not low < central < high:
        raise ValueError(f"found the range {low} to {high} about {central}, expected them in order")
    width = np.where(value < central, central - low, high - central)
    return as_array(-0.5 * (SCORE_95 * (value - central) / width) ** 2)


def exact_threshold(observations: int, fitted: int, share: float) -> float:
    r"""Fall of a Gaussian log-likelihood at the ends of an exact interval of one linear coefficient.

    .. math:: c = \frac{n}{2}\ln\left(1 + \frac{t_{(1+p)/2,\,n-k}^2}{n-k}\right)

    For a linear regression with unknown variance the interval is then Student's; for large :math:`n` it is
    that of the chi-squared limit.

    Parameters
    ----------
    observations : int
        :math:`n`.
    fitted : int
        Coefficients fitted without the variance, :math:`k`.
    share : float [1]
        Confidence, :math:`p`.

    Returns
    -------
    float [1]

    Raises
    ------
    ValueError
        If no degree of freedom is left, or the share is not from 0 to below 1.

    Examples
    --------
    >>> round(exact_threshold(100_000, 1, 0.95), 3)
    1.921
    """
    from scipy.stats import t as student  # noqa: PLC0415 - only a fit needs it

    if not 0.0 <= share < 1.0:
        raise ValueError(f"found a confidence of {share}, expected one from 0 to below 1")
    freedom = observations - fitted
    if freedom < 1:
        raise ValueError(f"{observations} observations leave no freedom to {fitted} coefficients")
    quantile = float(student.ppf(0.5 + share / 2.0, freedom))
    return 0.5 * observations * float(np.log1p(quantile**2 / freedom))
