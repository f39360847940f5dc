"""What buyers pay for trucks without packs, spread over the years in which the accounts write a truck off."""

from __future__ import annotations

import numpy as np

from carbonsim.core.finance import purchase_tax
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
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
            len(past_battery_price),
            inputs.constant("freight.depreciation_years"),
            inputs.constant("drivers.discount_rate"),
            inputs.draws,
        )
        for vintage in range(self.instalments.earliest(first), first):
            self.buy(vintage - first, fleet.sales(vintage), past_battery_price[vintage])

    def buy(self, year: int, trucks: Array, battery_price: Array) -> None:
        """Note the purchases of a year (negative: before the first), trucks (P, S, D)."""
        own, vintage = self.ownership, self.first + year
        policy = max(year, 0)  # tax rates before the first year are those of the first
        p, vat, rate = own.p, own.vat[policy], own.tax_rate[policy]
        sold, scaled = trucks.sum(axis=1), (trucks * own.s.battery_factor).sum(axis=1)  # P, D
        vehicles = sold * p.vehicle_price[vintage]
        bought = (1.0 - p.battery_leased) * (battery_price * own.battery_ratio[policy])
        packs = scaled * p.battery_capacity[vintage] * bought
        before_tax = (vehicles / (1.0 + vat)).sum(axis=0)
        # without a limit to what is forgone, tax is in proportion to the price, whoever pays it
        tax = purchase_tax(vehicles + packs, vat, rate, p.tax_exemption[vintage], np.inf)
        paid = {
            "vehicle": before_tax,
            "value-added tax": before_tax * vat,
            "purchase tax": tax.sum(axis=0),
            "subsidy": (sold * p.subsidy[vintage]).sum(axis=0),
        }
        self.instalments.note(vintage, paid)

    def charges(self, year: int) -> dict[str, Array]:
        """Yearly charges by kind, (D,) [CNY/yr]."""
        return self.instalments.charges(self.first + year)
