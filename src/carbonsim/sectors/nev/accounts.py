"""Who pays whom: one year's money between owners, charging operators, grid, fuel suppliers and the state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.ledger import Ledger
from carbonsim.sectors.fuels import tax_within_price
from carbonsim.sectors.nev.rows import Tariffs

OWNER = "Owner"
OPERATOR = "Charging Operator"
GRID = "Grid Company"
SUPPLIER = "Fuel Supplier"
STATE = "State"
ACTORS = (OWNER, OPERATOR, GRID, SUPPLIER, STATE)

PURCHASE_KINDS = ("Vehicle", "Purchase Taxes", "Subsidy")
RUNNING_KINDS = ("Fuel", "Charging", "Battery", "Maintenance", "Insurance")
OWNER_KINDS = (*PURCHASE_KINDS, *RUNNING_KINDS)


@dataclass(frozen=True)
class Activity:
    """What the cars of a year bought, (D,) each."""

    petrol: Array  # [L]
    grid: Array  # [kWh] from the grid
    replaced: Array  # [kWh] packs
    maintenance: Array  # [CNY]
    insurance: Array  # [CNY]


class Accounts:
    """Prices of a run, and the entries of a year."""

    def __init__(self, inputs: Inputs, tariffs: Tariffs, first: int) -> None:
        self.tariffs, self.first = tariffs, first
        #: Tax in the price of petrol, Y, D [CNY/L]
        self.fuel_tax = tax_within_price(inputs.series("drivers.fuels.petrol.tax"), tariffs.petrol[first:])
        self.home_share = inputs.series("nev.home_charging_share")
        self.home_price = inputs.series("nev.home_price")
        self.public_price = inputs.series("nev.public_price")
        self.tariff = inputs.series("drivers.electricity_tariff")

    def year(self, year: int, done: Activity, charges: dict[str, Array], pack_price: Array) -> Ledger:
        """Enter everything that one year's driving costs."""
        ledger = Ledger()
        ledger.spend(OWNER, "Vehicle", charges["vehicle"])
        ledger.pay(OWNER, STATE, "Purchase Taxes", charges["value-added tax"])
        ledger.pay(OWNER, STATE, "Purchase Taxes", charges["purchase tax"])
        ledger.pay(STATE, OWNER, "Subsidy", charges["subsidy"])
        self._fuel(ledger, year, done)
        self._power(ledger, year, done)
        self._packs(ledger, year, done, pack_price)
        ledger.spend(OWNER, "Maintenance", done.maintenance)
        ledger.spend(OWNER, "Insurance", done.insurance)
        return ledger

    def _fuel(self, ledger: Ledger, year: int, done: Activity) -> None:
        paid = done.petrol * self.tariffs.petrol[self.first + year]
        tax = done.petrol * self.fuel_tax[year]
        ledger.pay(OWNER, SUPPLIER, "Fuel", paid)
        ledger.pay(SUPPLIER, STATE, "Fuel Tax", tax)
        # what a supplier is paid without tax is taken for what the fuel costs the country
        ledger.spend(SUPPLIER, "Fuel Supply", paid - tax)

    def _power(self, ledger: Ledger, year: int, done: Activity) -> None:
        vat = self.tariffs.vat[self.first + year]
        home = done.grid * self.home_share[year]
        public = done.grid - home
        tariff, price = self.tariff[year], self.public_price[year]
        bought = home * self.home_price[year]
        wholesale = public * tariff
        ledger.pay(OWNER, GRID, "Charging", bought)
        ledger.pay(OWNER, OPERATOR, "Charging", public * price)
        ledger.pay(OPERATOR, GRID, "Electricity", wholesale)
        # the margin on public charging is taken for what chargers and their service cost
        ledger.spend(OPERATOR, "Chargers", public * np.maximum(0.0, price - tariff))
        ledger.pay(GRID, STATE, "Electricity Tax", (bought + wholesale) * vat / (1.0 + vat))
        ledger.spend(GRID, "Electricity Supply", (bought + wholesale) / (1.0 + vat))

    def _packs(self, ledger: Ledger, year: int, done: Activity, pack_price: Array) -> None:
        vat = self.tariffs.vat[self.first + year]
        paid = done.replaced * pack_price * self.tariffs.battery_ratio[self.first + year]
        ledger.spend(OWNER, "Battery", paid / (1.0 + vat))
        ledger.pay(OWNER, STATE, "Battery", paid * vat / (1.0 + vat))
