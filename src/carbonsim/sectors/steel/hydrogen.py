"""Hydrogen: made in electrolysers or bought, with what it costs and emits."""

from __future__ import annotations

import numpy as np

from carbonsim.core.finance import capital_recovery_factor
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.electrolysis import read_electrolysis
from carbonsim.sectors.steel.rows import constants, series


def electrolysis_cost(
    electricity: Array,
    power_price: Array,
    investment: Array,
    rate: Array,
    life: Array,
    upkeep: Array,
    hours: Array,
) -> Array:
    r"""Cost of hydrogen from an electrolyser.

    .. math:: c = w\left(p + I\,\frac{\mathrm{CRF}(r, n) + u}{h}\right)

    Parameters
    ----------
    electricity : array [kWh/kg]
        :math:`w`.
    power_price : array [CNY/kWh]
        :math:`p`.
    investment : array [CNY/kW]
        :math:`I`.
    rate : array [1/yr]
        :math:`r`.
    life : array [yr]
        :math:`n`.
    upkeep : array [1/yr]
        Over the investment, :math:`u`.
    hours : array [h/yr]
        Full-load hours, :math:`h`.

    Returns
    -------
    array [CNY/kg]

    Examples
    --------
    >>> round(float(electrolysis_cost(50.0, 0.2, 2000.0, 0.08, 20.0, 0.03, 5000.0)), 2)
    12.64
    """
    yearly = capital_recovery_factor(rate, life) + upkeep
    return electricity * (power_price + investment * yearly / hours)


@dataclass(frozen=True)
class HydrogenYear:
    """Hydrogen of one year, (D,) each."""

    cost: Array  # [CNY/kg] after support
    power: Array  # [kWh/kg] of electrolysers
    grid_power: Array  # [kWh/kg] the part of it from the grid
    supply_factor: Array  # [kg CO2e/kg] of what is bought
    power_price: Array  # [CNY/kWh]
    beside_power: Array  # [CNY/kg] cost without power, after support
    subsidy: Array  # [CNY/kg]
    per_price: Array  # [CNY/kg per CNY/kW] cost of the electrolyser for each unit of its price


class Hydrogen:
    """How a scenario comes by its hydrogen."""

    def __init__(self, inputs: Inputs) -> None:
        self.electrolysis = read_electrolysis(inputs)
        self.made = inputs.scenario.text("steel.hydrogen.supply") == "made"
        self.c = constants(inputs, "steel.hydrogen")
        self.s = series(inputs, "steel.hydrogen")
        self.rate = inputs.constant("steel.capacity_cost_rate")

    def year(self, year: int, prices: Prices, grid_price: Array) -> HydrogenYear:
        """Cost, power and emissions of a kilogram in the year with this index."""
        s = {name: values[year] for name, values in self.s.items()}
        used = self.electrolysis.electricity_use[year]
        zero = 0.0 * used
        if not self.made:
            cost = s["price"] + s["storage_cost"] - s["subsidy"]
            return HydrogenYear(cost, zero, zero, s["supply_emission_factor"], zero, cost, s["subsidy"], zero)
        clean = s["zero_carbon_share"]
        power_price = clean * s["zero_carbon_price"] + (1.0 - clean) * grid_price
        upkeep = self.c["electrolyser_upkeep"]
        parts = (self.rate, self.electrolysis.life, upkeep, self.electrolysis.full_load_hours)
        per_price = electrolysis_cost(used, zero, np.ones(1), *parts)
        beside = per_price * prices.electrolyser + s["storage_cost"] - s["subsidy"]
        cost = used * power_price + beside
        grid = used * (1.0 - clean)
        return HydrogenYear(cost, used, grid, zero, power_price, beside, s["subsidy"], per_price)

    def capacity(self, kilograms: Array, year: int) -> Array:
        """Electrolysers that make an amount of hydrogen in a year [GW]."""
        if not self.made:
            return 0.0 * kilograms
        return self.electrolysis.capacity(kilograms, year)
