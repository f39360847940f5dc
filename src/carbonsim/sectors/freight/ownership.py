"""What a truck costs its first owner, per kilometre and per tonne-kilometre: what buyers compare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, MINUTES_PER_HOUR, PERCENT
from carbonsim.core.finance import (
    capital_recovery_factor,
    discount_factor,
    financed_price_factor,
    purchase_tax,
)
from carbonsim.core.mileage import mean_relative_mileage
from carbonsim.core.possible import ImpossibleError
from carbonsim.core.types import Array, Number
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight import equations as eq
from carbonsim.sectors.freight.rows import Fuels, Powertrains, Segments
from carbonsim.sectors.freight.swapping import swap_energy_cost


def annual_ownership_cost(
    price: Number,
    tax_less_subsidy: Number,
    financed: Number,
    residual: Number,
    discount_rate: Number,
    years: Number,
) -> Array:
    r"""Yearly cost of owning, from buying to selling on.

    .. math:: c = \mathrm{CRF}(r, n)\,\left(P f + T - \rho P (1+r)^{-n}\right)

    Parameters
    ----------
    price : array [CNY]
        :math:`P`.
    tax_less_subsidy : array [CNY]
        Paid at once with the price, :math:`T`.
    financed : array [1]
        Present value of the credit per price, :math:`f`; see `financed_price_factor`.
    residual : array [1]
        Price at the end over the price new, :math:`\rho`.
    discount_rate : array [1/yr]
        The owner's, :math:`r`.
    years : array [yr]
        :math:`n`.

    Returns
    -------
    array [CNY/yr]

    Examples
    --------
    Without interest, a truck of 330,000 sold at 30 % after 6 years loses 38,500 a year.

    >>> round(float(annual_ownership_cost(330_000.0, 0.0, 1.0, 0.3, 0.0, 6.0)), 2)
    38500.0
    """
    value = price * financed + tax_less_subsidy
    value = value - residual * price * discount_factor(discount_rate, years)
    return capital_recovery_factor(discount_rate, years) * value


@dataclass(frozen=True)
class Supply:
    """How energy reaches swapped trucks, by what the stations did the year before, (D,)."""

    unserved: Array
    wait: Array  # [h]


class Ownership:
    """Cost of ownership by powertrain, segment and year of sale, (P, S, D)."""

    def __init__(
        self,
        inputs: Inputs,
        powertrains: Powertrains,
        segments: Segments,
        fuels: Fuels,
        energy_use: Array,
        mileage_of_new: Array,
        first: int,
    ) -> None:
        self.p, self.s, self.f = powertrains, segments, fuels
        self.first = first  # vintage of the first year
        self.energy_use = energy_use  # P, S, D [kWh/km] at index 1
        self.vat = inputs.series("drivers.vat_rate")
        self.tax_rate = inputs.series("freight.purchase_tax_rate")
        self.rate = inputs.constant("freight.owner_discount_rate")
        self.years = inputs.constant("freight.holding_years")
        self.battery_ratio = inputs.series("freight.battery_price_ratio")
        self.financed = financed_price_factor(
            powertrains.down_payment,
            inputs.constant("freight.loan_rate"),
            inputs.constant("freight.loan_years"),
            self.rate,
        )
        decline = inputs.constant("freight.mileage_decline") / PERCENT
        self.mileage = segments.mileage * mileage_of_new * mean_relative_mileage(decline, self.years)
        self.value_of_time = inputs.series("freight.value_of_time")
        self.speed = inputs.constant("freight.speed")
        self.charging_time = inputs.series("freight.charging_time") / MINUTES_PER_HOUR
        self.charging_loss = inputs.series("freight.charging_loss_share")
        self.charging_price = inputs.series("freight.charging_price")
        self.charging_efficiency = inputs.series("freight.charging_efficiency")
        self.tariff = inputs.series("drivers.electricity_tariff")
        self.fee = inputs.series("freight.swap.service_fee")
        self.rent = inputs.series("freight.swap.battery_rent")
        self.depth = inputs.series("freight.usable_depth")
        self.toll_discount = inputs.series("freight.toll_discount")
        coverage = inputs.series("freight.carbon_coverage")
        self.carbon_share = coverage * (1.0 - inputs.series("freight.free_allocation"))

    def packs(self, vintage: int) -> Array:
        """Capacity of the pack, (P, S, D) [kWh]."""
        return np.asarray(self.p.battery_capacity[vintage][:, None] * self.s.battery_factor)

    def stored(self, year: int, pack: Array) -> Array:
        """Energy between two stops, (P, S, D) [kWh]."""
        return np.asarray(pack * self.depth[year] + self.p.tank_energy[:, None])

    def energy_prices(self, year: int, supply: Supply) -> Array:
        """Price of energy from tank or pack without the rent of packs, (P, S, D) [CNY/kWh]."""
        pump = self.f.price[year] / self.f.energy  # F, D [CNY/kWh]
        plug = self.charging_price[year] / self.charging_efficiency[year]
        sought = self.s.served_by_line * supply.unserved  # S, D: has to be charged by plug
        at_station = swap_energy_cost(1.0, self.tariff[year], self.fee[year])
        found = np.empty(self.energy_use.shape[:-1] + supply.unserved.shape)
        for row, (fuel, swaps) in enumerate(zip(self.f.of_powertrain, self.p.swap, strict=True)):
            if swaps:
                found[row] = (1.0 - sought) * at_station + sought * plug
            else:
                found[row] = pump[fuel] if fuel >= 0 else plug
        return found

    def stop_time(self, year: int, supply: Supply) -> Array:
        """Working time of a stop for energy, (P, S, D) [h]."""
        charging = self.charging_time[year] * self.charging_loss[year]
        sought = self.s.served_by_line * supply.unserved
        at_station = self.s.served_by_line * (1.0 - supply.unserved) * supply.wait
        found = np.empty(self.energy_use.shape[:-1] + supply.unserved.shape)
        for row, time in enumerate(self.p.stop_time):
            extra = charging if self.p.plug[row] else np.zeros(1)
            found[row] = time + (sought * charging + at_station if self.p.swap[row] else extra)
        return found

    def hours(
        self, year: int, energy: Array, kilometres: Array | float, stored: Array, supply: Supply
    ) -> Array:
        """Working time that driving and its stops take, (P, S, D) [h]."""
        try:
            stops = eq.stop_hours(energy, stored, self.stop_time(year, supply))
        except ImpossibleError as error:
            raise error.of(self.p.names, self.s.names) from error
        return np.asarray(stops + kilometres / self.speed)

    def per_kilometre(self, year: int, prices: Prices, supply: Supply) -> Array:
        """Whole cost per kilometre of a truck sold in a year, (P, S, D) [CNY/km]."""
        pack = self.packs(self.first + year)
        energy = self.energy_use * self.p.consumption_index[self.first + year][:, None]
        kilowatt_hour = self.energy_prices(year, supply) + self.carbon_prices(year, prices)[:, None]
        electric = 1.0 - self.toll_discount[year] * self.p.electric_drive
        hours = self.hours(year, energy, 1.0, self.stored(year, pack), supply)
        return np.asarray(
            self.owning(year, pack, prices.battery) / self.mileage
            + (self.p.maintenance[:, None] + self.s.toll * electric[:, None])
            + energy * kilowatt_hour
            + hours * self.value_of_time[year]
        )

    def owning(self, year: int, pack: Array, battery_price: Array) -> Array:
        """Yearly cost of a truck and its pack that stands still, (P, S, D) [CNY/yr].

        It is in proportion to what is paid, so that it is formed once for each unit of price.
        """
        p, vintage = self.p, self.first + year
        terms = (self.financed, p.residual_value, self.rate, self.years)
        tax = purchase_tax(1.0, self.vat[year], self.tax_rate[year], p.tax_exemption[vintage], np.inf)
        each = annual_ownership_cost(1.0, tax, *terms)  # P, D
        body = p.vehicle_price[vintage] * each + annual_ownership_cost(0.0, -p.subsidy[vintage], *terms)
        bought = (1.0 - p.battery_leased) * (battery_price * self.battery_ratio[year]) * each
        per_kwh = bought + p.battery_leased * self.rent[year]
        return np.asarray(pack * per_kwh[:, None] + (body + p.insurance)[:, None])

    def carbon_prices(self, year: int, prices: Prices) -> Array:
        """Cost of allowances for energy from the tank, (P, D) [CNY/kWh]."""
        factor = self.f.emission_factor[year] / self.f.energy / KILOGRAMS_PER_TONNE  # F, D [t CO2/kWh]
        by_row = [factor[row] if row >= 0 else np.zeros_like(factor[0]) for row in self.f.of_powertrain]
        return np.asarray(np.stack(by_row) * (prices.carbon * self.carbon_share[year]))
