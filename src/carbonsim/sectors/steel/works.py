"""The works as one balance: who burns which gas, what power is bought, and what leaves the stacks.

A works is any set of routes with their output: one site or the country. Gas is left by coke ovens, blast
furnaces and converters; shafts take coke-oven gas; the rest makes power. What a change saves is the balance
without it minus the balance with it, so that gas diverted is replaced, gas no longer made is missed, and no
carbon is counted twice or lost.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, KWH_PER_GJ
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.sectors.steel.chemistry import carbon_dioxide
from carbonsim.sectors.steel.flows import Flows, RowFlows
from carbonsim.sectors.steel.gas import burnt_instead, divert, gas_power
from carbonsim.sectors.steel.routes import carbon_in, carbon_out
from carbonsim.sectors.steel.rows import Physics


@dataclass(frozen=True)
class Works:
    """A works in balance, (D,) each and in the units of its streams.

    Attributes
    ----------
    streams : mapping of str to array [units of the streams]
        Sum over routes, before gas is burnt for power.
    diverted : array [GJ]
        Coke-oven gas that shafts take.
    natural_gas, coal : array [GJ], [t]
        Burnt in its place.
    gas_power : array [kWh]
        Power from surplus gas and what replaces it.
    used_power : array [kWh]
        By all processes, without electrolysers.
    bought_power : array [kWh]
        From the grid, without electrolysers; below 0 what is sold.
    captured : array [kg C]
    direct_carbon, process_carbon : array [kg C]
        Emitted on the site after capture, and the part of it that is of carbonates and electrodes.
    """

    streams: Flows
    diverted: Array
    natural_gas: Array
    coal: Array
    gas_power: Array
    used_power: Array
    bought_power: Array
    captured: Array
    direct_carbon: Array
    process_carbon: Array
    route_direct: Array  # (R, D) [t CO2] by route, gas that it left and others burn with it


def captured_per_tonne(intensity: Array, capture_share: Array) -> Array:
    """CO2 captured for a tonne of steel with a direct intensity after capture.

    Parameters
    ----------
    intensity : array [t CO2/t]
    capture_share : array [1]

    Returns
    -------
    array [t CO2/t]
    """
    return intensity * capture_share / (1.0 - capture_share)


def gross_carbon(p: Physics, made: Flows) -> Array:
    """Carbon of each route that burns on the site if none of its gas is diverted.

    Coke-oven gas that a route takes burns in it; it is not subtracted here.

    Parameters
    ----------
    p : Physics
    made : mapping of str to array [units of the streams]

    Returns
    -------
    array [kg]
    """
    own = np.maximum(made["coke_oven_gas"], 0.0) * p.coke_oven_gas.carbon
    gases = made["blast_furnace_gas_carbon"] + made["converter_gas_carbon"]
    return made["stack_carbon"] + gases + own


def works(
    p: Physics,
    made: RowFlows,
    output: Array,
    capture_share: Array,
    replacement: tuple[Array, Array, Array],
    fermented: tuple[Array, Array],
) -> Works:
    """Balance a works.

    Parameters
    ----------
    p : Physics
    made : RowFlows [units of the streams per t]
        Of the routes.
    output : array [t], (R, D)
        Liquid steel by route.
    capture_share : array [1], (R, D)
        Part of the direct emissions that is captured.
    replacement : tuple of array [1]
        What takes the place of diverted coke-oven gas: shares of power, natural gas and coal, adding up to 1.
    fermented : tuple of array [GJ], [kWh]
        Converter gas that goes to fermentation, and the power of that plant. The carbon of its products is
        released when they are burnt and eaten: it stays in the direct emissions.

    Returns
    -------
    Works

    Raises
    ------
    BalanceError
        If carbon does not close.

    Notes
    -----
    Shafts that want more coke-oven gas than the ovens leave take natural gas of the same reducing capacity.
    """
    streams = made.over_rows(output)
    oven = divert(p, made["coke_oven_gas"] * output)
    diverted = oven.diverted
    streams["coke_oven_gas"] = streams["coke_oven_gas"] + oven.short.sum(axis=0)
    streams["natural_gas"] = streams["natural_gas"] + oven.instead.sum(axis=0)
    surplus = (
        streams["coke_oven_gas"] + streams["blast_furnace_gas"] + streams["converter_gas"] - fermented[0]
    )
    _, gas_share, coal_share = replacement
    instead = burnt_instead(p, diverted, gas_share, coal_share)
    power = gas_power(p, surplus, instead.energy)
    gases = oven.left.sum(axis=0) + streams["blast_furnace_gas"] + streams["converter_gas"]
    burnt_for_power = power / (p.steel["power_efficiency"] * KWH_PER_GJ)
    check_balance(
        "gas of the works",
        gases + instead.energy,
        diverted + fermented[0] + surplus * p.steel["flared_share"] + burnt_for_power,
        # against what shafts ask for, too: where no oven runs, nothing is left of a difference of that size
        gases + np.maximum(0.0, -made["coke_oven_gas"] * output).sum(axis=0),
    )
    own = made["stack_carbon"] + made["blast_furnace_gas_carbon"] + made["converter_gas_carbon"]
    burnt = own * output + (oven.left * oven.burnt_part - oven.short) * p.coke_oven_gas.carbon
    burnt = burnt + oven.instead * p.natural_gas.carbon
    captured = (burnt * capture_share).sum(axis=0)
    direct = burnt.sum(axis=0) + instead.carbon - captured
    entered = carbon_in(p, streams) + instead.carbon
    left_works = direct + captured + carbon_out(p, _products(streams))
    check_balance("carbon of the works", left_works, entered)
    by_route = (
        carbon_dioxide(burnt * (1.0 - capture_share) + instead.carbon * oven.share) / KILOGRAMS_PER_TONNE
    )
    process = (made["process_carbon"] * output * (1.0 - capture_share)).sum(axis=0)
    capture_power = carbon_dioxide(captured) / KILOGRAMS_PER_TONNE * p.steel["capture_electricity"]
    used = streams["electricity"] + capture_power + fermented[1]
    bought = used - streams["own_power"] - power
    return Works(
        streams=streams,
        diverted=diverted,
        natural_gas=instead.gas,
        coal=instead.coal,
        gas_power=power,
        used_power=used,
        bought_power=bought,
        captured=captured,
        direct_carbon=direct,
        process_carbon=process,
        route_direct=by_route,
    )


def _products(streams: Flows) -> dict[str, Array]:
    return {name: streams[name] for name in ("by_products", "product_carbon")}
