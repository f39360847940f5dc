"""What buyers pay for trucks without packs, spread over the years in which the accounts write a truck off."""

from __future__ import annotations

import numpy as np

from carbonsim.core.finance import purchase_tax
from carbonsim.core.types import Array
from carbonsim.sectors.contract import Inputs
from carbonsim.sectors.freight.fleet import Fleet
from carbonsim.sectors.freight.ownership import Ownership
from carbonsim.sectors.instalments import Instalments

#: Kinds of payment at purchase.
KINDS = ("vehicle", "value-added tax", "purchase tax", "subsidy")


class Purchases:
    """Payments for trucks by year of sale, and the yearly charges that they leave."""

    def __init__(self, inputs: Inputs, fleet: Fleet, ownership: Ownership, past_battery_price: Array) -> None:
        self.ownership = ownership
        self.first = first = ownership.first
        self.instalments = Instalments(
            KINDS,
            fleet.sold.shape[2],
            inputs.constant("freight.depreciation_years"),
            inputs.constant("drivers.discount_rate"),
            inputs.draws,
        )
        for vintage in range(self.instalments.earliest(first), first):
            self.buy(vintage - first, fleet.sold[:, :, vintage], past_battery_price[vintage])

    def buy(self, year: int, trucks: Array, battery_price: Array) -> None:
        """Note the purchases of a year (negative: before the first), trucks (P, S, D)."""
        own, vintage = self.ownership, self.first + year
        policy = max(year, 0)  # tax rates before the first year are those of the first
        bought = 1.0 - own.p.battery_leased[:, None]
        pack = own.packs(vintage) * bought * battery_price * own.battery_ratio[policy]
        vehicle = own.p.vehicle_price[vintage][:, None]
        vat = own.vat[policy]
        exempt = own.p.tax_exemption[vintage][:, None]
        each = {
            "vehicle": vehicle / (1.0 + vat),
            "value-added tax": vehicle * vat / (1.0 + vat),
            "purchase tax": purchase_tax(vehicle + pack, vat, own.tax_rate[policy], exempt, np.inf),
            "subsidy": own.p.subsidy[vintage][:, None],
        }
        paid = {kind: (trucks * amount).sum(axis=(0, 1)) for kind, amount in each.items()}
        self.instalments.note(vintage, paid)

    def charges(self, year: int) -> dict[str, Array]:
        """Yearly charges by kind, (D,) [CNY/yr]."""
        return self.instalments.charges(self.first + year)
