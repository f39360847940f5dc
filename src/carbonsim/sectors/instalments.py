"""What is paid at once for what serves for years, as equal yearly charges."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from carbonsim.core.types import Array
from carbonsim.kernel.annuities import annuity


class Instalments:
    """Payments by year of sale, and the yearly charges that they leave.

    Each payment is turned into equal yearly charges of the same present value, over some years from the year
    of sale on. Payer and payee use the same charges, so that money balances in every year.

    Parameters
    ----------
    kinds : tuple of str
        Of payment.
    vintages : int
        Number of years of sale, those before the horizon included.
    years : array [yr], (D,)
        Over which a payment is spread; the last one may be a part of a year.
    rate : array [1/yr], (D,)
        Discount rate of the accounts.
    draws : int
    """

    def __init__(self, kinds: tuple[str, ...], vintages: int, years: Array, rate: Array, draws: int) -> None:
        self.kinds = kinds
        spread = annuity(years, rate)
        self.weight, self.charge = spread.weight, spread.charge
        self.paid = np.zeros((len(kinds), vintages, draws))

    def note(self, vintage: int, payments: Mapping[str, Array]) -> None:
        """Note what was paid for all that was sold in a year, (D,) or a number for each kind."""
        for row, kind in enumerate(self.kinds):
            self.paid[row, vintage] = payments[kind]

    def charges(self, vintage: int) -> dict[str, Array]:
        """Charges of the year with the index of this vintage by kind, (D,) [money/yr]."""
        window = self.paid[:, self.earliest(vintage + 1) : vintage + 1]
        sums = (window * self.weight[-window.shape[1] :]).sum(axis=1) * self.charge
        return dict(zip(self.kinds, sums, strict=True))

    def earliest(self, vintage: int) -> int:
        """The first vintage that is not written off by the year before this one."""
        return max(0, vintage - len(self.weight))
