"""Annualised capital cost: payments of a year, spread over the years that follow."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.finance import yearly_charge
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array


@dataclass(frozen=True)
class Annuity:
    """Equal yearly charges of the same present value as a payment, from the year of sale on.

    Payer and payee use the same charges, so that money balances in every year.

    Attributes
    ----------
    weight : array [1], (A, D)
        1 while a payment is written off, oldest first; the last one may be a part of a year.
    charge : array [1/yr], (D,)
        Charge of a year for each unit that was paid.
    """

    weight: Array
    charge: Array

    def annual(self, paid: Array) -> Array:
        """Charges of a year for the payments of it and of the years before, (kinds, A, D), to (kinds, D)."""
        return np.asarray((paid * self.weight).sum(axis=1) * self.charge)


def annuity(years: Array, rate: Array) -> Annuity:
    """Annuity over some years.

    Parameters
    ----------
    years : array [yr], (D,)
        Over which a payment is spread.
    rate : array [1/yr], (D,)
        Discount rate of the accounts.

    Returns
    -------
    Annuity
    """
    ages = np.arange(int(np.ceil((years / YEAR).max())))[::-1]  # oldest first
    return Annuity(np.clip(years / YEAR - ages[:, None], 0.0, 1.0), yearly_charge(rate, years))


def with_payments(paid: Array, new: Array) -> Array:
    """Payments by year, (kinds, A, D), a year later: those of the new year (kinds, D) are the last."""
    return np.concatenate([paid[:, 1:], new[:, None]], axis=1)
