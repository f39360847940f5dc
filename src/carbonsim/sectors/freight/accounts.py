"""Who pays whom: one year's money between owners, lessors, stations, grid, fuel suppliers and the state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.finance import yearly_charge
from carbonsim.core.types import Array
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.ledger import Ledger
from carbonsim.sectors.freight.rows import Fuels

OWNER = "Owner"
LESSOR = "Battery Lessor"
STATION = "Station Operator"
GRID = "Grid Company"
SUPPLIER = "Fuel Supplier"
STATE = "State"
ACTORS = (OWNER, LESSOR, STATION, GRID, SUPPLIER, STATE)

#: What owners lay out, by kind; the first five are paid at purchase, the last is their drivers' time.
PURCHASE_KINDS = ("Vehicle", "Battery", "Purchase Taxes", "Subsidy")
ENERGY_KINDS = ("Fuel", "Charging", "Swapping", "Battery Rent")
RUNNING_KINDS = (*ENERGY_KINDS, "Maintenance", "Insurance", "Tolls", "Carbon")
OWNER_KINDS = (*PURCHASE_KINDS, *RUNNING_KINDS, "Driver")


@dataclass(frozen=True)
class Activity:
    """What was bought in a year, (D,) unless said."""

    fuel: Array  # F, D [units]
    charged: Array  # [kWh] from the grid by plug
    grid: Array  # [kWh] from the grid by plug and by stations
    swapped: Array  # [kWh] into packs at stations of any kind
    swaps: Array  # [1/yr] at stations of any kind
    stations: Array  # public ones, and as many as the swaps elsewhere need
    owned: Array  # [kWh] packs on trucks that their owners bought
    rented: Array  # [kWh] packs on trucks that their owners rent
    stocked: Array  # [kWh] packs in stations
    maintenance: Array  # [CNY]
    insurance: Array  # [CNY]
    tolls: Array  # [CNY]
    driver_hours: Array  # [h]
    carbon: Array  # [t CO2] that owes allowances and pays


class Accounts:
    """Prices of a run, and the entries of a year."""

    def __init__(self, inputs: Inputs, fuels: Fuels) -> None:
        def swap(name: str) -> Array:
            return inputs.series(f"freight.swap.{name}")

        rate = inputs.constant("drivers.discount_rate")
        self.fuels = fuels
        self.vat = inputs.series("drivers.vat_rate")
        self.tariff = inputs.series("drivers.electricity_tariff")
        self.charging_price = inputs.series("freight.charging_price")
        self.value_of_time = inputs.series("freight.value_of_time")
        self.fee, self.rent = swap("service_fee"), swap("battery_rent")
        self.labour, self.site_rent = swap("labour"), swap("site_rent")
        over_station = yearly_charge(rate, inputs.constant("freight.swap.station_years"))
        self.station_charge = swap("station_price") * over_station
        self.grid_charge = swap("grid_works") * over_station
        self.pack_charge = yearly_charge(rate, inputs.constant("freight.battery_years"))
        self.battery_ratio = inputs.series("freight.battery_price_ratio")

    def year(self, year: int, done: Activity, charges: dict[str, Array], prices: Prices) -> Ledger:
        """Enter everything that one year's activity costs."""
        ledger = Ledger()
        self._purchases(ledger, charges)
        self._fuel(ledger, year, done)
        self._power(ledger, year, done)
        self._packs(ledger, year, done, prices)
        ledger.spend(OWNER, "Maintenance", done.maintenance)
        ledger.spend(OWNER, "Insurance", done.insurance)
        ledger.spend(OWNER, "Driver", done.driver_hours * self.value_of_time[year])
        ledger.pay(OWNER, STATE, "Tolls", done.tolls)
        ledger.pay(OWNER, STATE, "Carbon", done.carbon * prices.carbon)
        return ledger

    @staticmethod
    def _purchases(ledger: Ledger, charges: dict[str, Array]) -> None:
        ledger.spend(OWNER, "Vehicle", charges["vehicle"])
        ledger.pay(OWNER, STATE, "Purchase Taxes", charges["value-added tax"])
        ledger.pay(OWNER, STATE, "Purchase Taxes", charges["purchase tax"])
        ledger.pay(STATE, OWNER, "Subsidy", charges["subsidy"])

    def _fuel(self, ledger: Ledger, year: int, done: Activity) -> None:
        paid = (done.fuel * self.fuels.price[year]).sum(axis=0)
        tax = (done.fuel * self.fuels.tax[year]).sum(axis=0)
        ledger.pay(OWNER, SUPPLIER, "Fuel", paid)
        ledger.pay(SUPPLIER, STATE, "Fuel Tax", tax)
        # what a supplier is paid without tax is taken for what the fuel costs the country
        ledger.spend(SUPPLIER, "Fuel Supply", paid - tax)

    def _power(self, ledger: Ledger, year: int, done: Activity) -> None:
        tariff, vat = self.tariff[year], self.vat[year]
        ledger.pay(OWNER, STATION, "Charging", done.charged * self.charging_price[year])
        # the margin on plug-in charging is taken for what chargers and their service cost
        ledger.spend(STATION, "Chargers", done.charged * np.maximum(0.0, self.charging_price[year] - tariff))
        ledger.pay(OWNER, STATION, "Swapping", done.swapped * (tariff + self.fee[year]))
        ledger.spend(STATION, "Staff", done.swaps * self.labour[year])
        ledger.spend(STATION, "Sites", done.stations * self.site_rent[year])
        ledger.spend(STATION, "Stations", done.stations * self.station_charge[year])
        ledger.pay(STATION, GRID, "Electricity", done.grid * tariff)
        ledger.pay(GRID, STATE, "Electricity Tax", done.grid * tariff * vat / (1.0 + vat))
        ledger.spend(GRID, "Electricity Supply", done.grid * tariff / (1.0 + vat))
        ledger.spend(GRID, "Grid Works", done.stations * self.grid_charge[year])

    def _packs(self, ledger: Ledger, year: int, done: Activity, prices: Prices) -> None:
        """Packs in use, owned or rented, are charged at what replacing them costs this year."""
        vat = self.vat[year]
        each = prices.battery * self.battery_ratio[year] * self.pack_charge
        ledger.pay(OWNER, LESSOR, "Battery Rent", done.rented * self.rent[year])
        ledger.pay(STATION, LESSOR, "Battery Rent of Stations", done.stocked * self.rent[year])
        for actor, kind, packs in (
            (OWNER, "Battery", done.owned),
            (LESSOR, "Packs", done.rented + done.stocked),
        ):
            ledger.spend(actor, kind, packs * each / (1.0 + vat))
            ledger.pay(actor, STATE, kind, packs * each * vat / (1.0 + vat))
