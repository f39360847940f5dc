"""What buyers pay for trucks without packs, spread over the years in which the accounts write a truck off."""

from __future__ import annotations

import numpy as np

from carbonsim.core.finance import yearly_charge
from carbonsim.core.types import Array
from carbonsim.sectors.contract import Inputs
from carbonsim.sectors.freight.fleet import Fleet
from carbonsim.sectors.freight.ownership import Ownership, purchase_tax

#: Kinds of payment at purchase, in the order of the first axis of `Purchases.paid`.
KINDS = ("vehicle", "value-added tax", "purchase tax", "subsidy")


class Purchases:
    """Payments by year of sale, and the yearly charges that they leave.

    Each payment is turned into equal yearly charges of the same present value, at the discount rate of the
    accounts, over the years of depreciation. Payer and payee use the same charges, so that money balances
    in every year.
    """

    def __init__(self, inputs: Inputs, fleet: Fleet, ownership: Ownership, past_battery_price: Array) -> None:
        self.ownership = ownership
        self.first = ownership.first
        years = inputs.constant("freight.depreciation_years")
        ages = np.arange(int(np.ceil(years.max())))[::-1]  # oldest first
        self.weight = np.clip(years - ages[:, None], 0.0, 1.0)  # A, D: 1 while written off
        self.charge = yearly_charge(inputs.constant("drivers.discount_rate"), years)
        self.paid = np.zeros((len(KINDS), fleet.sold.shape[2], inputs.draws))
        for vintage in range(max(0, self.first - len(ages)), self.first):
            price = past_battery_price[vintage]
            self.buy(vintage - self.first, fleet.sold[:, :, vintage], price)

    def buy(self, year: int, trucks: Array, battery_price: Array) -> None:
        """Note the purchases of a year (negative: before the first), trucks (P, S, D)."""
        own, vintage = self.ownership, self.first + year
        policy = max(year, 0)  # tax rates before the first year are those of the first
        bought = 1.0 - own.p.battery_leased[:, None]
        pack = own.packs(vintage) * bought * battery_price * own.battery_ratio[policy]
        vehicle = own.p.vehicle_price[vintage][:, None]
        vat = own.vat[policy]
        exempt = own.p.tax_exemption[vintage][:, None]
        tax = purchase_tax(vehicle + pack, vat, own.tax_rate[policy], exempt)
        each = (
            vehicle / (1.0 + vat),
            vehicle * vat / (1.0 + vat),
            tax,
            own.p.subsidy[vintage][:, None],
        )
        for kind, amount in enumerate(each):
            self.paid[kind, vintage] = (trucks * amount).sum(axis=(0, 1))

    def charges(self, year: int) -> dict[str, Array]:
        """Yearly charges by kind, (D,) [CNY/yr]."""
        vintage = self.first + year
        start = max(0, vintage + 1 - len(self.weight))
        window = self.paid[:, start : vintage + 1]
        sums = (window * self.weight[-window.shape[1] :]).sum(axis=1) * self.charge
        return dict(zip(KINDS, sums, strict=True))
