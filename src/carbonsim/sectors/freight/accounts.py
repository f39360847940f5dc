"""Who pays whom: one year's money between owners, lessors, stations, grid, fuel suppliers and the state."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array
from carbonsim.kernel.ledger import Ledger
from carbonsim.sectors.freight.activity import Activity, activity, power
from carbonsim.sectors.freight.purchases import KINDS
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.trucks import Trucks

OWNER = "Owner"
LESSOR = "Battery Lessor"
STATION = "Station Operator"
GRID = "Grid Company"
SUPPLIER = "Fuel Supplier"
STATE = "State"
ACTORS = (OWNER, LESSOR, STATION, GRID, SUPPLIER, STATE)

#: What owners lay out, by kind; the first four are paid at purchase, the last is their drivers' time.
PURCHASE_KINDS = ("Vehicle", "Battery", "Purchase Taxes", "Subsidy")
ENERGY_KINDS = ("Fuel", "Charging", "Swapping", "Battery Rent")
RUNNING_KINDS = (*ENERGY_KINDS, "Maintenance", "Insurance", "Tolls", "Carbon")
OWNER_KINDS = (*PURCHASE_KINDS, *RUNNING_KINDS, "Driver")


def ledger_of_year(p: Trucks, flows: Flows) -> Ledger:
    """Entries of everything that one year's activity costs."""
    ledger, bought = Ledger(), activity(p, flows)
    charges = dict(zip(KINDS, flows.charges, strict=True))
    ledger.spend(OWNER, "Vehicle", charges["vehicle"])
    ledger.pay(OWNER, STATE, "Purchase Taxes", charges["value-added tax"])
    ledger.pay(OWNER, STATE, "Purchase Taxes", charges["purchase tax"])
    ledger.pay(STATE, OWNER, "Subsidy", charges["subsidy"])
    _fuel(ledger, p, flows)
    _power(ledger, p, flows)
    _stations(ledger, p, flows, bought.swaps)
    _packs(ledger, p, flows, bought)
    ledger.spend(OWNER, "Maintenance", bought.maintenance)
    ledger.spend(OWNER, "Insurance", bought.insurance)
    ledger.spend(OWNER, "Driver", bought.driver_hours * p.refuelling.value_of_time[flows.year])
    ledger.pay(OWNER, STATE, "Tolls", bought.tolls)
    ledger.pay(OWNER, STATE, "Carbon", bought.carbon * flows.prices.carbon)
    return ledger


def _fuel(ledger: Ledger, p: Trucks, flows: Flows) -> None:
    paid = (flows.fuel * p.fuels.price[flows.year]).sum(axis=0)
    tax = (flows.fuel * p.fuels.tax[flows.year]).sum(axis=0)
    ledger.pay(OWNER, SUPPLIER, "Fuel", paid)
    ledger.pay(SUPPLIER, STATE, "Fuel Tax", tax)
    # what a supplier is paid without tax is taken for what the fuel costs the country
    ledger.spend(SUPPLIER, "Fuel Supply", paid - tax)


def _power(ledger: Ledger, p: Trucks, flows: Flows) -> None:
    year, taken = flows.year, power(p, flows)
    tariff, vat = p.drivers.electricity_tariff[year], p.drivers.vat_rate[year]
    ledger.pay(OWNER, STATION, "Charging", taken.charging_bill)
    # the margin on plug-in charging is taken for what chargers and their service cost
    ledger.spend(STATION, "Chargers", np.maximum(0.0, taken.charging_bill - taken.charged * tariff))
    ledger.pay(OWNER, STATION, "Swapping", taken.swapped * (tariff + flows.tariffs.fee))
    ledger.pay(STATION, GRID, "Electricity", taken.grid * tariff)
    ledger.pay(GRID, STATE, "Electricity Tax", taken.grid * tariff * vat / (1.0 + vat))
    ledger.spend(GRID, "Electricity Supply", taken.grid * tariff / (1.0 + vat))


def _stations(ledger: Ledger, p: Trucks, flows: Flows, swaps: Array) -> None:
    swap, year, stations = p.swap, flows.year, flows.packs_held.stations
    ledger.spend(STATION, "Staff", swaps * swap.labour[year])
    ledger.spend(STATION, "Sites", stations * swap.site_rent[year])
    connection = swap.capacity_charge[year] * swap.grid_connection[year]
    ledger.pay(STATION, GRID, "Capacity Charge", stations * connection)
    ledger.spend(
        STATION, "Stations", stations * (swap.station_price[year] * (p.station_charge + swap.upkeep))
    )
    ledger.spend(GRID, "Grid Works", stations * (swap.grid_works[year] * p.station_charge))


def _packs(ledger: Ledger, p: Trucks, flows: Flows, bought: Activity) -> None:
    """Packs in use, owned or rented, are charged at what replacing them costs this year."""
    year, stocked = flows.year, flows.packs_held.stocked
    vat, rent = p.drivers.vat_rate[year], flows.tariffs.rent
    each = flows.prices.battery * p.packs.price_ratio[year] * p.pack_charge
    ledger.pay(OWNER, LESSOR, "Battery Rent", bought.rented * rent)
    ledger.pay(STATION, LESSOR, "Battery Rent of Stations", stocked * rent)
    for actor, kind, packs in (
        (OWNER, "Battery", bought.owned),
        (LESSOR, "Packs", bought.rented + stocked),
    ):
        ledger.spend(actor, kind, packs * each / (1.0 + vat))
        ledger.pay(actor, STATE, kind, packs * each * vat / (1.0 + vat))
