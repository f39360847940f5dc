"""Payments at purchase, spread over the years in which the accounts write a vehicle off."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from carbonsim.core.finance import yearly_charge
from carbonsim.core.types import Array


class Instalments:
    """Payments by year of sale, and the yearly charges that they leave.

    Each payment is turned into equal yearly charges of the same present value, at the discount rate of the
    accounts, over the years of depreciation. Payer and payee use the same charges, so that money balances
    in every year.

    Parameters
    ----------
    kinds : tuple of str
        Kinds of payment.
    vintages : int
        Years of sale, from the oldest on.
    years : array [yr], (draws,) or (1,)
        Years over which a payment is spread.
    rate : array [1/yr], (draws,) or (1,)
        Discount rate of the accounts.
    draws : int
        Size of the block.
    """

    def __init__(self, kinds: tuple[str, ...], vintages: int, years: Array, rate: Array, draws: int) -> None:
        self.kinds = kinds
        ages = np.arange(int(np.ceil(years.max())))[::-1]  # oldest first
        self.longest = len(ages)
        self.weight = np.clip(years - ages[:, None], 0.0, 1.0)  # A, D: 1 while written off
        self.charge = yearly_charge(rate, years)
        self.paid = np.zeros((len(kinds), vintages, draws))

    def note(self, vintage: int, payments: Mapping[str, Array]) -> None:
        """Note the payments of a year of sale by kind, (D,) each [CNY]."""
        for index, kind in enumerate(self.kinds):
            self.paid[index, vintage] = payments[kind]

    def charges(self, vintage: int) -> dict[str, Array]:
        """Charges in a year by kind, (D,) each [CNY/yr]."""
        start = max(0, vintage + 1 - self.longest)
        window = self.paid[:, start : vintage + 1]
        sums = (window * self.weight[-window.shape[1] :]).sum(axis=1) * self.charge
        return dict(zip(self.kinds, sums, strict=True))
