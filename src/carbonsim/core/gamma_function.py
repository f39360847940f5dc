"""The gamma function from 1 on, which a mean life needs: scipy takes longer to import than a central run."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, as_array

#: Polynomials of the Cephes library, the highest power first; scipy computes with the same.
_ABOVE = (
    *(1.60119522476751861407e-4, 1.19135147006586384913e-3, 1.04213797561761569935e-2),
    *(4.76367800457137231464e-2, 2.07448227648435975150e-1, 4.94214826801497100753e-1, 1.0),
)
_BELOW = (
    *(-2.31581873324120129819e-5, 5.39605580493303397842e-4, -4.45641913851797240494e-3),
    *(1.18139785222060435552e-2, 3.58236398605498653373e-2, -2.34591795718243348568e-1),
    *(7.14304917030273074085e-2, 1.0),
)


def gamma(x: Array) -> Array:
    r"""Gamma function of numbers from 1 on, to the bit that of scipy.

    .. math:: \Gamma(x) = \frac{\Gamma(x + 1)}{x} = (x - 1)\,\Gamma(x - 1), \quad
        \Gamma(2 + u) = \frac{P(u)}{Q(u)} \text{ for } 0 \le u < 1

    Parameters
    ----------
    x : array [1]
        At least 1.

    Returns
    -------
    array [1]

    References
    ----------
    Moshier (1989), Methods and Programs for Mathematical Functions: the approximation of the Cephes library.

    Examples
    --------
    >>> gamma(np.array([1.0, 3.0, 5.0])).tolist()
    [1.0, 2.0, 24.0]
    """
    below = x < 2.0
    factor, place = np.where(below, 1.0 / x, 1.0), np.where(below, x + 1.0, x)
    while (above := place >= 3.0).any():
        place = np.where(above, place - 1.0, place)
        factor = np.where(above, factor * place, factor)
    return as_array(factor * _polynomial(place - 2.0, _ABOVE) / _polynomial(place - 2.0, _BELOW))


def _polynomial(u: Array, coefficients: tuple[float, ...]) -> Array:
    """Polynomial by Horner's rule."""
    value = np.zeros_like(u)
    for coefficient in coefficients:
        value = value * u + coefficient
    return value
