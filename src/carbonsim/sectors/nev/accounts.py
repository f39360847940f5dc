"""Who pays whom: one year's money between owners, charging operators, grid, fuel suppliers and the state."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array
from carbonsim.kernel.ledger import Ledger
from carbonsim.sectors.fuels import tax_within_price
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.model import Flows
from carbonsim.sectors.nev.purchases import KINDS

OWNER = "Owner"
OPERATOR = "Charging Operator"
GRID = "Grid Company"
SUPPLIER = "Fuel Supplier"
STATE = "State"
ACTORS = (OWNER, OPERATOR, GRID, SUPPLIER, STATE)

PURCHASE_KINDS = ("Vehicle", "Purchase Taxes", "Subsidy")
RUNNING_KINDS = ("Fuel", "Charging", "Battery", "Maintenance", "Insurance")
OWNER_KINDS = (*PURCHASE_KINDS, *RUNNING_KINDS)


def ledger_of_year(p: Cars, flows: Flows) -> Ledger:
    """Entries of everything that one year's driving costs."""
    car, vintage = p.powertrains.car, flows.vintage
    ledger = Ledger()
    charges = dict(zip(KINDS, flows.charges, strict=True))
    ledger.spend(OWNER, "Vehicle", charges["vehicle"])
    ledger.pay(OWNER, STATE, "Purchase Taxes", charges["value-added tax"])
    ledger.pay(OWNER, STATE, "Purchase Taxes", charges["purchase tax"])
    ledger.pay(STATE, OWNER, "Subsidy", charges["subsidy"])
    _fuel(ledger, p, flows.petrol[car].sum(axis=0), vintage)
    _power(ledger, p, flows.power[car].sum(axis=0), vintage)
    _packs(ledger, p, flows.packs_replaced[car].sum(axis=0) * flows.prices.battery, vintage)
    maintenance = (flows.kilometres * p.powertrains.maintenance)[car].sum(axis=0)
    ledger.spend(OWNER, "Maintenance", maintenance)
    ledger.spend(OWNER, "Insurance", (flows.stock * p.powertrains.insurance)[car].sum(axis=0))
    return ledger


def fuel_tax(p: Cars, vintage: int) -> Array:
    """Tax in the price of petrol, (D,) [CNY/L]."""
    return tax_within_price(p.drivers.petrol_tax[vintage - p.first], p.drivers.petrol_price[vintage])


def _fuel(ledger: Ledger, p: Cars, petrol: Array, vintage: int) -> None:
    paid = petrol * p.drivers.petrol_price[vintage]
    tax = petrol * fuel_tax(p, vintage)
    ledger.pay(OWNER, SUPPLIER, "Fuel", paid)
    ledger.pay(SUPPLIER, STATE, "Fuel Tax", tax)
    # what a supplier is paid without tax is taken for what the fuel costs the country
    ledger.spend(SUPPLIER, "Fuel Supply", paid - tax)


def _power(ledger: Ledger, p: Cars, power: Array, vintage: int) -> None:
    vat, charging = p.drivers.vat_rate[vintage], p.charging
    home = power * charging.home_share[vintage]
    public = power - home
    tariff, price = p.drivers.electricity_tariff[vintage - p.first], charging.public_price[vintage]
    bought = home * charging.home_price[vintage]
    wholesale = public * tariff
    ledger.pay(OWNER, GRID, "Charging", bought)
    ledger.pay(OWNER, OPERATOR, "Charging", public * price)
    ledger.pay(OPERATOR, GRID, "Electricity", wholesale)
    # the margin on public charging is taken for what chargers and their service cost
    ledger.spend(OPERATOR, "Chargers", public * np.maximum(0.0, price - tariff))
    ledger.pay(GRID, STATE, "Electricity Tax", (bought + wholesale) * vat / (1.0 + vat))
    ledger.spend(GRID, "Electricity Supply", (bought + wholesale) / (1.0 + vat))


def _packs(ledger: Ledger, p: Cars, at_market_price: Array, vintage: int) -> None:
    vat = p.drivers.vat_rate[vintage]
    paid = at_market_price * p.charging.pack_price_ratio[vintage]
    ledger.spend(OWNER, "Battery", paid / (1.0 + vat))
    ledger.pay(OWNER, STATE, "Battery", paid * vat / (1.0 + vat))
