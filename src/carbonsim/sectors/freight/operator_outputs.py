"""Outputs of who runs the public swap stations: what one takes in, costs and leaves."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import ratio
from carbonsim.core.conversions import DAYS_PER_YEAR
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.outputs import OutputSet, computed_once, output
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.trucks import Trucks

KINDS = ("Income", "Electricity", "Staff", "Sites", "Packs", "Upkeep", "Connection", "Capital")
ALL_KINDS = OutputSet(lambda _: KINDS)


@computed_once
def _books(p: Trucks, f: Flows) -> Array:
    """Income and costs of all public stations by kind, (kinds, D) [CNY/yr]; costs are below 0."""
    swap, year, stations = p.swap, f.year, f.stations
    tariff, served = p.drivers.electricity_tariff[year], f.load.served
    swaps = served / f.capacity.energy_per_swap
    blocks = swap.blocks[year] * swap.block_capacity[year] * f.tariffs.rent
    capital = swap.station_price[year] * p.station_return
    return np.stack(
        [
            served * (tariff + f.tariffs.fee),
            -served / swap.grid_to_battery[year] * tariff,
            -swaps * swap.labour[year],
            -stations * swap.site_rent[year],
            -stations * blocks,
            -stations * swap.station_price[year] * swap.upkeep,
            -stations * swap.capacity_charge[year] * swap.grid_connection[year],
            -stations * capital,
        ]
    )


@output("Swaps per Station|Transportation|Truck", "1/day", "1/day")
def swaps_per_station(p: Trucks, f: Flows) -> Array:
    """Swaps a day given at a public station."""
    return ratio(f.load.served / (f.capacity.energy_per_swap * DAYS_PER_YEAR), f.stations)


@output("Break-Even Swaps per Station|Transportation|Truck", "1/day", "1/day")
def break_even(p: Trucks, f: Flows) -> Array:
    """Swaps a day at which a public station covers its costs at the fee that is set."""
    return as_array(p.swap.fee_swaps[f.year] + np.zeros(p.inputs.draws))


@output("Service Fee|Transportation|Truck|Swapping", "CNY/kWh", "CNY/kWh")
def fee(p: Trucks, f: Flows) -> Array:
    """Fee of a swap for the energy handed over, beyond the electricity."""
    return as_array(f.tariffs.fee + np.zeros(p.inputs.draws))


@output("Battery Rent|Transportation|Truck|Swapping", "CNY/kWh/yr", "CNY/kWh/yr")
def rent(p: Trucks, f: Flows) -> Array:
    """Rent of a pack."""
    return as_array(f.tariffs.rent + np.zeros(p.inputs.draws))


@output("Swap Operator|Transportation|Truck|{member}", "bn CNY/yr", "CNY/yr", over=ALL_KINDS, ensemble=False)
def operator_kind(p: Trucks, f: Flows) -> Array:
    """Income and costs of the public swap stations by kind; costs are below 0."""
    return _books(p, f)


@output("Swap Operator|Transportation|Truck|Result", "bn CNY/yr", "CNY/yr")
def operator_result(p: Trucks, f: Flows) -> Array:
    """Result of the public swap stations with a return on their capital: below 0 the operator pays."""
    return as_array(_books(p, f).sum(axis=0))


@output("Result per Swap Station|Transportation|Truck", "million CNY/yr", "CNY/yr")
def station_result(p: Trucks, f: Flows) -> Array:
    """Result of a public swap station with a return on its capital: below 0 the operator pays."""
    return ratio(operator_result(p, f), f.stations)
