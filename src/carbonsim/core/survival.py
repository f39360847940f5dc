"""How long vehicles (or furnaces, or batteries) last."""

from __future__ import annotations

import math

import numpy as np

from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number

#: Age of a vehicle at the end of the year of its sale, if sales are even over the year [yr].
HALF_YEAR = 0.5


def cumulative_hazard(age: Number, scale: Number, shape: Number) -> Array:
    r"""Hazard of a Weibull cohort, summed from the year of sale to an age.

    .. math:: H(a) = (a/T)^k = e^{k \ln(a/T)}

    Parameters
    ----------
    age : array [yr]
        :math:`a`.
    scale : array [yr]
        :math:`T`, see `weibull_survival`.
    shape : array [1]
        :math:`k`.

    Returns
    -------
    array [1]

    Raises
    ------
    ValueError
        If an age is negative, or a scale or shape is not positive.

    Examples
    --------
    >>> float(cumulative_hazard(12.8, 12.8, 5.58))
    1.0
    """
    refuse(age < 0, "age must not be negative")
    refuse((scale <= 0) | (shape <= 0), "scale and shape must be positive")
    with np.errstate(divide="ignore"):  # nothing has happened at age 0
        logarithm = np.log(age / scale)
    # a power as NumPy has it takes several times as long
    return np.exp(shape * logarithm)


def weibull_survival(age: Number, scale: Number, shape: Number) -> Array:
    r"""Share of a cohort that is still in use at an age.

    .. math:: S(a) = \exp\left(-(a/T)^k\right)

    Parameters
    ----------
    age : array [yr]
        Years since the year of sale, :math:`a`; the year of sale itself is age 0.
    scale : array [yr]
        :math:`T`, the age that :math:`1/e` = 36.8 % of the cohort reach. This is not the mean life:
        see `weibull_mean_life`.
    shape : array [1]
        :math:`k`; above 1 the hazard rises with age.

    Returns
    -------
    array [1]
        Between 0 and 1; 1 at age 0.

    Raises
    ------
    ValueError
        If an age is negative, or a scale or shape is not positive.

    References
    ----------
    Hao, H., Wang, H., Ouyang, M., Cheng, F. (2011): Vehicle survival patterns in China.
    Science China Technological Sciences 54.

    Examples
    --------
    >>> round(float(weibull_survival(12.8, 12.8, 5.58)), 4)
    0.3679
    """
    return np.exp(-cumulative_hazard(age, scale, shape))


def weibull_mean_life(scale: float, shape: float) -> float:
    r"""Mean life of a Weibull cohort.

    .. math:: \bar a = T\,\Gamma(1 + 1/k)

    Parameters
    ----------
    scale : float [yr]
        :math:`T`.
    shape : float [1]
        :math:`k`.

    Returns
    -------
    float [yr]

    Examples
    --------
    The 12.8 years of Chinese heavy trucks are a scale: the mean life is shorter.

    >>> round(weibull_mean_life(12.8, 5.58), 1)
    11.8
    """
    return scale * math.gamma(1.0 + 1.0 / shape)
