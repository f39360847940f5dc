"""What buyers pay for cars, at once and spread over the years in which the accounts write a car off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.instalments import Instalments
from carbonsim.sectors.nev.choice import purchase_taxes
from carbonsim.sectors.nev.record import Record
from carbonsim.sectors.nev.rows import Powertrains, Tariffs

#: Kinds of payment at purchase.
KINDS = ("vehicle", "value-added tax", "purchase tax", "subsidy")


@dataclass(frozen=True)
class Bought:
    """Purchases of one year: of each car (K, D), and of all what the state gives up (D,)."""

    price: Array  # [CNY] with taxes, after subsidy
    subsidies: Array  # [CNY/yr]
    tax_forgone: Array  # [CNY/yr]


class Purchases:
    """Payments by year of sale, and the yearly charges that they leave."""

    def __init__(
        self, inputs: Inputs, p: Powertrains, tariffs: Tariffs, record: Record, past_pack_price: Array
    ) -> None:
        self.p, self.tariffs = p, tariffs
        vintages = len(record.vintages)
        self.first = vintages - len(inputs.years)
        self.instalments = Instalments(
            KINDS,
            vintages,
            inputs.constant("nev.depreciation_years"),
            inputs.constant("drivers.discount_rate"),
            inputs.draws,
        )
        for vintage in range(self.instalments.earliest(self.first), self.first):
            self.buy(vintage - self.first, record.sales[vintage], past_pack_price[vintage])

    def buy(self, year: int, cars: Array, pack_price: Array) -> Bought:
        """Note the purchases of a year (negative: before the first); vehicles (K, D), of which cars count."""
        vintage = self.first + year
        price, tax, forgone = purchase_taxes(self.p, self.tariffs, vintage, vintage, pack_price)
        subsidy = self.p.subsidy[vintage]
        vat = self.tariffs.vat[vintage]
        each = (price / (1.0 + vat), price * vat / (1.0 + vat), tax, subsidy)
        own = np.where(self.p.car[:, None], cars, 0.0)
        self.instalments.note(
            vintage, {kind: (own * amount).sum(axis=0) for kind, amount in zip(KINDS, each, strict=True)}
        )
        paid = price + tax - subsidy
        return Bought(paid, (own * subsidy).sum(axis=0), (own * forgone).sum(axis=0))

    def charges(self, year: int) -> dict[str, Array]:
        """Yearly charges by kind, (D,) [CNY/yr]."""
        return self.instalments.charges(self.first + year)
