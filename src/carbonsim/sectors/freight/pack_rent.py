"""Rent of a pack."""

from __future__ import annotations

from carbonsim.core.finance import capital_recovery_factor
from carbonsim.core.types import Array, Number, as_array


def pack_rent(price: Number, rate: Number, years: Number, residual: Number, margin: Number) -> Array:
    r"""Yearly rent of a pack: its annuity less what is left of it, with the lessor's margin.

    .. math:: r = P\,\bigl(k - \rho\,(k - i)\bigr)(1 + m), \qquad k = \mathrm{CRF}(i, n)

    Parameters
    ----------
    price : array [CNY/kWh]
        :math:`P`.
    rate : array [1/yr]
        Return on it, :math:`i`.
    years : array [yr]
        :math:`n`.
    residual : array [1]
        Price at the end over the price new, :math:`\rho`.
    margin : array [1]
        :math:`m`.

    Returns
    -------
    array [CNY/kWh/yr]

    Examples
    --------
    >>> round(float(pack_rent(590.0, 0.075, 8.0, 0.2, 0.35)), 1)
    120.7
    """
    factor = capital_recovery_factor(rate, years)
    return as_array(price * (factor - residual * (factor - rate)) * (1.0 + margin))
