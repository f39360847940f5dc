"""Money over time: annuities and present values."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


def present_value_factor(rate: Number, years: Number) -> Array:
    r"""Present value of 1 a year, paid at the end of each of some years.

    .. math:: \mathrm{PV} = \frac{1 - (1+r)^{-n}}{r}, \qquad \lim_{r \to 0} = n

    Parameters
    ----------
    rate : array [1/yr]
        Interest or discount rate, :math:`r`.
    years : array [yr]
        :math:`n`.

    Returns
    -------
    array [yr]

    Raises
    ------
    ValueError
        If a rate is -1 or less, or years are negative.

    Examples
    --------
    >>> round(float(present_value_factor(0.07, 6)), 4)
    4.7665
    >>> float(present_value_factor(0.0, 6))
    6.0
    """
    refuse((rate * YEAR <= -1) | (years < 0), "rate must be above -1 and years not negative")
    safe = np.where(rate == 0, 1.0 / YEAR, rate)
    # expm1 and log1p keep the factor accurate for rates near 0
    return np.where(rate == 0, years, -np.expm1(-years / YEAR * np.log1p(safe * YEAR)) / safe)


def capital_recovery_factor(rate: Number, years: Number) -> Array:
    r"""Yearly payment that repays 1 over some years with interest.

    .. math:: \mathrm{CRF} = \frac{r}{1 - (1+r)^{-n}}, \qquad \lim_{r \to 0} = 1/n

    Parameters
    ----------
    rate : array [1/yr]
        :math:`r`.
    years : array [yr]
        :math:`n`, above 0.

    Returns
    -------
    array [1/yr]

    Raises
    ------
    ValueError
        If years are not positive.

    Examples
    --------
    >>> round(float(capital_recovery_factor(0.10, 3)), 5)
    0.40211
    """
    refuse(years <= 0, "years must be positive")
    return 1.0 / present_value_factor(rate, years)


def yearly_charge(rate: Number, years: Number) -> Array:
    r"""Charge that spreads 1 over some years, the first in the year of purchase.

    .. math:: c = \mathrm{CRF}(r, n) / (1 + r)

    An annuity-due: its present value in the year of purchase is 1, as accounts that discount whole years
    need it.

    Parameters
    ----------
    rate : array [1/yr]
        :math:`r`.
    years : array [yr]
        :math:`n`, above 0.

    Returns
    -------
    array [1/yr]

    Examples
    --------
    >>> charge = float(yearly_charge(0.05, 3))
    >>> round(sum(charge / 1.05**year for year in range(3)), 12)
    1.0
    """
    return capital_recovery_factor(rate, years) / (1.0 + rate * YEAR)


def discount_factor(rate: Number, years: Number) -> Array:
    r"""Present value of 1 paid after some years.

    .. math:: d = (1+r)^{-n}

    Parameters
    ----------
    rate : array [1/yr]
        :math:`r`.
    years : array [yr]
        :math:`n`.

    Returns
    -------
    array [1]

    Examples
    --------
    >>> round(float(discount_factor(0.07, 6)), 4)
    0.6663
    """
    return as_array((1.0 + rate * YEAR) ** (-years / YEAR))


def financed_price_factor(
    down_payment: Number, loan_rate: Number, loan_years: Number, discount_rate: Number
) -> Array:
    r"""Present value of buying on credit, per unit of price.

    .. math:: f = \delta + (1-\delta)\,\mathrm{CRF}(i, m)\,\mathrm{PV}(r, m)

    Above 1 where the loan is dearer than the buyer's own discount rate.

    Parameters
    ----------
    down_payment : array [1]
        Share of the price paid at once, :math:`\delta`.
    loan_rate : array [1/yr]
        :math:`i`.
    loan_years : array [yr]
        :math:`m`.
    discount_rate : array [1/yr]
        The buyer's, :math:`r`.

    Returns
    -------
    array [1]

    Examples
    --------
    A loan at the buyer's own rate changes nothing.

    >>> round(float(financed_price_factor(0.3, 0.07, 3, 0.07)), 9)
    1.0
    """
    owed = 1.0 - down_payment
    repaid = capital_recovery_factor(loan_rate, loan_years) * present_value_factor(discount_rate, loan_years)
    return down_payment + owed * repaid


def purchase_tax(
    price: Number, vat_rate: Number, tax_rate: Number, exemption: Number, most_forgone: Number
) -> Array:
    r"""Vehicle purchase tax, levied on the price without value-added tax.

    .. math:: T = B - \min(x B,\, m), \qquad B = \frac{P}{1 + v}\,\tau

    Parameters
    ----------
    price : array [CNY]
        With value-added tax, :math:`P`.
    vat_rate, tax_rate : array [1]
        :math:`v` and :math:`\tau`.
    exemption : array [1]
        Share of the tax forgone, :math:`x`.
    most_forgone : array [CNY]
        Most that is forgone, :math:`m`; infinite where the law names no limit.

    Returns
    -------
    array [CNY]

    Examples
    --------
    China's rule of 2024 and 2025 for a new energy car of 339,000 without value-added tax: all up to 30,000.

    >>> round(float(purchase_tax(383_070.0, 0.13, 0.10, 1.0, 30_000.0)), 2)
    3900.0
    """
    due = price / (1.0 + vat_rate) * tax_rate
    return as_array(due - np.minimum(exemption * due, most_forgone))
