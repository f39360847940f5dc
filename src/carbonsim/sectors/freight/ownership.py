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
from carbonsim.core.types import Array, Number
from carbonsim.sectors.contract import Inputs, Prices
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
    value = price * np.asarray(financed) + tax_less_subsidy
    value = value - residual * np.asarray(price) * discount_factor(discount_rate, years)
    return np.asarray(capital_recovery_factor(discount_rate, years) * value)


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

    def energy_cost(self, year: int, energy: Array, supply: Supply) -> Array:
        """Cost of energy per kilometre without the rent of packs, (P, S, D) [CNY/km]."""
        pump = self.f.price[year] / self.f.energy  # F, D [CNY/kWh]
        plug = self.charging_price[year] / self.charging_efficiency[year]
        sought = self.s.served_by_line * supply.unserved  # S, D: has to be charged by plug
        rows = []
        for fuel, swaps, used in zip(self.f.of_powertrain, self.p.swap, energy, strict=True):
            if swaps:
                at_station = swap_energy_cost(used, self.tariff[year], self.fee[year])
                rows.append((1.0 - sought) * at_station + sought * used * plug)
            else:
                rows.append(used * (pump[fuel] if fuel >= 0 else plug))
        return np.asarray(np.stack(np.broadcast_arrays(*rows, sought)[:-1]))

    def hours(self, year: int, energy: Array, stored: Array, supply: Supply) -> Array:
        """Working time per kilometre: driving and stops, (P, S, D) [h/km]."""
        charging = self.charging_time[year] * self.charging_loss[year]
        sought = self.s.served_by_line * supply.unserved
        at_station = self.s.served_by_line * (1.0 - supply.unserved) * supply.wait
        extra = np.where(
            self.p.swap[:, None, None],
            sought * charging + at_station,
            np.where(self.p.plug[:, None, None], charging, 0.0),
        )
        stops = eq.stop_hours(energy, stored, self.p.stop_time[:, None] + extra)
        return np.asarray(stops + 1.0 / self.speed)

    def per_kilometre(self, year: int, prices: Prices, supply: Supply) -> Array:
        """Whole cost per kilometre of a truck sold in a year, (P, S, D) [CNY/km]."""
        vintage = self.first + year
        pack = self.packs(vintage)
        leased = self.p.battery_leased[:, None]
        price = self.p.vehicle_price[vintage][:, None] + pack * (1.0 - leased) * (
            prices.battery * self.battery_ratio[year]
        )
        exempt = self.p.tax_exemption[vintage][:, None]
        tax = purchase_tax(price, self.vat[year], self.tax_rate[year], exempt, np.inf)
        owning = annual_ownership_cost(
            price,
            tax - self.p.subsidy[vintage][:, None],
            self.financed[:, None],
            self.p.residual_value[:, None],
            self.rate,
            self.years,
        )
        fixed = owning + self.p.insurance[:, None] + pack * leased * self.rent[year]
        energy = self.energy_use * self.p.consumption_index[vintage][:, None]
        running = (
            self.p.maintenance[:, None]
            + self.s.toll * (1.0 - self.toll_discount[year] * self.p.electric_drive[:, None])
            + self.energy_cost(year, energy, supply)
            + self.hours(year, energy, self.stored(year, pack), supply) * self.value_of_time[year]
            + self.carbon_per_kilometre(year, energy, prices)
        )
        return np.asarray(fixed / self.mileage + running)

    def carbon_per_kilometre(self, year: int, energy: Array, prices: Prices) -> Array:
        """Cost of allowances per kilometre, (P, S, D) [CNY/km]."""
        factor = self.f.emission_factor[year] / self.f.energy / KILOGRAMS_PER_TONNE  # F, D [t CO2/kWh]
        by_row = [factor[row] if row >= 0 else np.zeros_like(factor[0]) for row in self.f.of_powertrain]
        return np.asarray(energy * np.stack(by_row)[:, None] * prices.carbon * self.carbon_share[year])
