"""What a tonne of liquid steel costs by route, by kind of cost, and at which prices routes break even."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, KWH_PER_GJ
from carbonsim.core.finance import capital_recovery_factor
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.steel.chemistry import carbon_dioxide
from carbonsim.sectors.steel.flows import Flows
from carbonsim.sectors.steel.gas import gas_power, replacement_shares
from carbonsim.sectors.steel.hydrogen import HydrogenYear
from carbonsim.sectors.steel.rows import Constants, Physics, Routes, series

INVESTMENT, FIXED, CAPTURE = "Investment", "Fixed Cost", "CO2 Capture and Storage"
ORE, COAL, SCRAP, OTHER = "Ore", "Coal", "Scrap", "Other Materials"
GAS, POWER, HYDROGEN = "Gas", "Electricity", "Hydrogen"
MARKET, LEVY, PREMIUM = "Carbon Market", "Border Levy", "Green Premium"
#: Kinds of cost that leave the circle of actors.
RESOURCES = (INVESTMENT, FIXED, ORE, COAL, SCRAP, OTHER, GAS, POWER, HYDROGEN, CAPTURE)
KINDS = (*RESOURCES, MARKET, LEVY, PREMIUM)
#: By what a kind of cost falls below 0.
EARNED = {
    ORE: "ore bought below the quoted grade",
    OTHER: "by-products sold",
    POWER: "power sold",
    HYDROGEN: "support of hydrogen above its cost",
}


def yearly_investment(
    investment: Array, renewal: Array, rate: Array, plant_life: Array, campaign_life: Array
) -> tuple[Array, Array]:
    r"""Yearly charge of new and of renewed capacity.

    .. math:: a_\mathrm{renewed} = R\,\mathrm{CRF}(r, n_c), \qquad
        a_\mathrm{new} = (I - R)\,\mathrm{CRF}(r, n_p) + R\,\mathrm{CRF}(r, n_c)

    Parameters
    ----------
    investment, renewal : array [CNY/(t/yr)]
        :math:`I` and :math:`R`, its part that wears out with a campaign.
    rate : array [1/yr]
        :math:`r`.
    plant_life, campaign_life : array [yr]
        :math:`n_p` and :math:`n_c`.

    Returns
    -------
    tuple of array [CNY/t]
        New, renewed.

    Examples
    --------
    >>> new, renewed = yearly_investment(4000.0, 600.0, 0.08, 40.0, 15.0)
    >>> round(float(new)), round(float(renewed))
    (355, 70)
    """
    renewed = renewal * capital_recovery_factor(rate, campaign_life)
    lasting = np.maximum(0.0, investment - renewal) * capital_recovery_factor(rate, plant_life)
    return lasting + renewed, renewed


def refuse_gain(levelised: Mapping[str, Array], offered: NDArray[np.bool_], names: Sequence[str]) -> None:
    """Stop where a tonne of a route costs nothing or less: a choice by relative cost has no answer to it.

    Parameters
    ----------
    levelised : mapping of str to array [CNY/t], (R, D)
        By kind, without carbon costs and premium.
    offered : array of bool, (R, 1)
        Routes that can be built.
    names : sequence of str
        Of the routes.

    Raises
    ------
    ImpossibleError
        With the first such route, and what it earns most by.
    """
    gain = offered & (sum(levelised.values(), np.zeros(1)) <= 0)
    if np.any(gain):
        row, draw = np.argwhere(gain)[0]
        parts = {kind: float(values[row, draw]) for kind, values in levelised.items()}
        kind = min(parts, key=lambda name: parts[name])
        source = f" or less, mostly by {EARNED.get(kind, kind.lower())}" if parts[kind] < 0 else ""
        refuse(gain, f"{names[row]}: a tonne of steel costs nothing{source}")


@dataclass(frozen=True)
class YearPrices:
    """Prices of inputs in one year, (D,) each: those of ``steel.prices`` and what they lead to."""

    inputs: Constants
    hydrogen: HydrogenYear
    carbon: Array  # [CNY/t CO2]
    capture: Array  # [CNY/t CO2] with storage
    replacement: tuple[Array, Array, Array]  # shares of power, natural gas and coal
    oven_gas: Array  # [CNY/GJ] what replaces a gigajoule of coke-oven gas costs without its carbon
    oven_gas_carbon: Array  # [t CO2/GJ] that the replacement emits beyond the gas, which no longer burns


class Costs:
    """Prices of all years, and what the flows of a route cost in one of them."""

    def __init__(self, inputs: Inputs, p: Physics, routes: Routes, made: Flows, captured: Array) -> None:
        self.p = p
        self.made = made
        self.captured = captured
        self.power = self._route_power()
        self.prices = series(inputs, "steel.prices")
        self.capture = inputs.series("steel.capture_cost") + inputs.series("steel.storage_cost")
        self.choice = inputs.scenario.text("steel.replacement")
        c = routes.constants
        self.new, self.renewed = yearly_investment(
            c["investment"],
            c["renewal"],
            p.steel["capacity_cost_rate"],
            p.steel["plant_life"],
            c["campaign_life"],
        )
        self.fixed = c["fixed_cost"]
        self.load = p.steel["normal_load"]

    def year(self, year: int, hydrogen: HydrogenYear, carbon: Array) -> YearPrices:
        """Prices of the year with this index."""
        prices = {name: values[year] for name, values in self.prices.items()}
        steel = self.p.steel
        burnt = 1.0 - steel["flared_share"]
        made = steel["power_efficiency"] * KWH_PER_GJ
        fuels = (
            made * prices["electricity"],
            prices["natural_gas"],
            prices["coal"] / steel["coal_heating_value"],
        )
        emitted = tuple(carbon_dioxide(carbon) / KILOGRAMS_PER_TONNE for carbon in self._fuel_carbon())
        dearest = tuple(fuel + co2 * carbon for fuel, co2 in zip(fuels, emitted, strict=True))
        shares = replacement_shares(self.choice, dearest)
        value = sum((share * fuel for share, fuel in zip(shares, fuels, strict=True)), np.zeros(1))
        replaced = sum((share * co2 for share, co2 in zip(shares, emitted, strict=True)), np.zeros(1))
        own = carbon_dioxide(self.p.coke_oven_gas.carbon) / KILOGRAMS_PER_TONNE
        return YearPrices(
            prices, hydrogen, carbon, self.capture[year], shares, burnt * value, burnt * replaced - own
        )

    def _fuel_carbon(self) -> tuple[Array, Array, Array]:
        """Carbon on the site of what can take the place of gas: power, natural gas and coal [kg/GJ]."""
        steel = self.p.steel
        coal = steel["coal_carbon"] / steel["coal_heating_value"] * KILOGRAMS_PER_TONNE
        return 0.0 * coal, self.p.natural_gas.carbon, coal

    def bought(self, streams: Flows, prices: YearPrices) -> dict[str, Array]:
        """What the inputs of a route or works cost, by kind, without power and gas burnt for power [CNY]."""
        price, zero = prices.inputs, np.zeros(1)
        ore = (
            (streams["ore"] + streams["pellets"] + streams["dr_pellets"]) * price["ore"]
            + streams["ore_grade"] * price["ore_grade"]
            + streams["pellets"] * price["pellet_premium"]
            + streams["dr_pellets"] * price["dr_pellet_premium"]
        )
        other = (
            streams["carbonates"] * price["limestone"]
            + streams["electrodes"] * price["electrodes"]
            + streams["alloys"] * price["alloys"]
            - streams["by_products"] * price["by_products"]
        )
        return {
            ORE: ore,
            COAL: streams["coking_coal"] * price["coking_coal"] + streams["coal"] * price["coal"],
            SCRAP: streams["scrap"] * price["scrap"],
            OTHER: other,
            # the price of pellets holds their firing
            GAS: (streams["natural_gas"] - streams["firing_gas"]) * price["natural_gas"],
            HYDROGEN: streams["hydrogen"] * prices.hydrogen.cost + zero,
        }

    def _route_power(self) -> Array:
        """Power that a tonne of each route buys when its own surplus gas makes power [kWh/t], (R, D)."""
        made = self.made
        surplus = np.maximum(made["coke_oven_gas"], 0.0) + made["blast_furnace_gas"] + made["converter_gas"]
        effort = self.captured * self.p.steel["capture_electricity"]
        return made["electricity"] + effort - made["own_power"] - gas_power(self.p, surplus)

    def levelised(self, prices: YearPrices) -> dict[str, Array]:
        """Levelised cost of a tonne from new plants by kind, without carbon prices and premium, (R, D)."""
        parts = self.bought(self.made, prices)
        taken = np.maximum(-self.made["coke_oven_gas"], 0.0)
        parts[GAS] = parts[GAS] + taken * prices.oven_gas
        parts[POWER] = (self.power - self.made["firing_power"]) * prices.inputs["electricity"]
        parts[CAPTURE] = self.captured * prices.capture
        parts[INVESTMENT] = self.new / self.load
        parts[FIXED] = self.fixed
        zero = np.zeros(self.captured.shape)
        return {kind: parts[kind] + zero for kind in RESOURCES}


def break_even(cost: Array, base: Array, amount: Array, base_amount: Array) -> Array:
    r"""Price of one input at which two routes cost the same.

    .. math:: p = \frac{c_b - c}{q - q_b}

    Parameters
    ----------
    cost, base : array [CNY/t]
        Of the route and of the one it is compared with, without that input.
    amount, base_amount : array [unit/t]
        Of the input that each takes.

    Returns
    -------
    array [CNY/unit]

    Raises
    ------
    ValueError
        If both take the same amount.

    Examples
    --------
    >>> float(break_even(3000.0, 3400.0, 50.0, 0.0))
    8.0
    """
    difference = amount - base_amount
    refuse(difference == 0, "routes that take the same of an input break even at no price of it")
    return (base - cost) / difference
