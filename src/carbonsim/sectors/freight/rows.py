"""The freight sector's parameters as arrays: powertrains, segments and stations.

Axes are named in the comments by letter: Y years of the horizon, V vintages (years of sale, from the oldest
truck in use to the last year), P powertrains, S segments, D draws (1 where no draw changes the value).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.conversions import HUNDRED_KILOMETRES, KWH_PER_MJ, MINUTES_PER_HOUR
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.fuels import FUELS, tax_within_price
from carbonsim.sectors.shares import scaled_shares

POWERTRAINS = "freight.powertrains"
SEGMENTS = "freight.segments"
#: The option of freight.sales by which shares of sales are stated.
GIVEN = "given"
#: Fuels of the truck and the car that others are measured against.
DIESEL, PETROL = "diesel", "petrol"


def last_known_year(scenario: Scenario) -> int:
    """Last year whose sales are taken as they happened, or 0."""
    rows = scenario.present(POWERTRAINS)
    paths = (scenario.quantity(f"{POWERTRAINS}.{row}.past_sales_share").years for row in rows)
    return min((path[-1] for path in paths if path), default=0)


def burnt_fuels(scenario: Scenario) -> tuple[str, ...]:
    """Fuels that the powertrains of a scenario burn, if they are there, each once."""
    rows = (f"{POWERTRAINS}.{row}" for row in scenario.present(POWERTRAINS))
    fuels = (scenario.text(f"{row}.fuel") for row in rows if scenario.text(f"{row}.refuelling") == "pump")
    return tuple(dict.fromkeys(fuel for fuel in fuels if fuel in scenario.members(FUELS)))


def whole_shares(shares: Array, what: str) -> Array:
    """Shares of a whole along the first axis, scaled to add up to 1.

    Parameters
    ----------
    shares : array [1]
        Not negative.
    what : str
        Word for them in the message.

    Returns
    -------
    array [1]

    Raises
    ------
    ImpossibleError
        In draws in which all are 0.
    """
    refuse(shares.sum(axis=0) <= 0, f"the {what} are all 0")
    return scaled_shares(shares)


@dataclass(frozen=True)
class Powertrains:
    """Powertrains as rows."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    families: tuple[str, ...]
    offered: NDArray[np.bool_]  # P: the others are those that only the other case of a comparison has
    fuels: tuple[str, ...]
    pump: NDArray[np.bool_]  # P
    plug: NDArray[np.bool_]  # P
    swap: NDArray[np.bool_]  # P
    electric_drive: Array  # P, D
    relative_efficiency: Array  # P, D
    consumption_index: MemberSeries  # V, P, D: with what diesel trucks gain
    vehicle_price: MemberSeries  # V, P, D: all but the pack [CNY]
    battery_capacity: MemberSeries  # V, P, D [kWh]
    battery_leased: Array  # P, D
    tank_energy: Array  # P, D [kWh]
    stop_time: Array  # P, D [h]
    maintenance: Array  # P, D [CNY/km]
    insurance: Array  # P, D [CNY/yr]
    down_payment: Array  # P, D
    residual_value: Array  # P, D
    manufacturing_emissions: Array  # P, D [t CO2e]
    choice_constant: Array  # P, D
    sales_share: MemberSeries  # Y, P, D: as given
    past_sales_share: MemberSeries  # Y, P, D: as it happened
    subsidy: MemberSeries  # V, P, D [CNY]
    tax_exemption: MemberSeries  # V, P, D


@dataclass(frozen=True)
class Segments:
    """Segments as rows, (S, D)."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    share_of_stock: Array
    mileage: Array  # [km/yr]
    load: Array  # [t]
    payload: Array  # [t]
    consumption: Array  # [L/km] of diesel
    energy_ratio: Array
    weight_limited: Array
    served_by_line: Array
    battery_factor: Array
    toll: Array  # [CNY/km] over all kilometres


@dataclass(frozen=True)
class Fuels:
    """Fuels as rows: by year (Y, F, D), or for all years (F, D)."""

    names: tuple[str, ...]
    carriers: tuple[str, ...]
    price: MemberSeries
    tax: MemberSeries  # Y, F, D
    energy: Array  # F, D [kWh per unit]
    emission_factor: MemberSeries  # Y, F, D [kg CO2 per unit]
    supply_factor: MemberSeries  # Y, F, D [kg CO2e per unit], methane slip in
    of_powertrain: IntArray  # P: row of the fuel, -1 for plug and swap


def read_powertrains(inputs: Inputs, vintages: IntArray) -> Powertrains:
    """Collect the powertrains of a scenario."""

    def constants(attribute: str) -> Array:
        return inputs.member_constants(POWERTRAINS, attribute)

    def by_vintage(attribute: str) -> MemberSeries:
        return inputs.member_series(POWERTRAINS, attribute, vintages)

    def common(address: str) -> Array:
        return inputs.series(address, vintages)

    refuelling = np.array(inputs.texts(POWERTRAINS, "refuelling"))
    parts = (constants(part) for part in ("motor_power", "fuel_cell_power", "hydrogen_tank"))
    prices = [common(f"freight.{part}_price") for part in ("motor", "fuel_cell", "hydrogen_tank")]
    vehicle_price = tuple(
        body + motor * prices[0] + cell * prices[1] + tank * prices[2]
        for body, motor, cell, tank in zip(by_vintage("body_price").rows, *parts, strict=True)
    )
    diesel = common("freight.consumption_index")
    return Powertrains(
        names=inputs.scenario.members(POWERTRAINS),
        labels=inputs.texts(POWERTRAINS, "label"),
        families=inputs.texts(POWERTRAINS, "family"),
        offered=np.array(inputs.scenario.offered(POWERTRAINS)),
        fuels=inputs.texts(POWERTRAINS, "fuel"),
        pump=refuelling == "pump",
        plug=refuelling == "plug",
        swap=refuelling == "swap",
        electric_drive=constants("electric_drive"),
        relative_efficiency=constants("relative_efficiency"),
        consumption_index=MemberSeries(
            tuple(row * diesel for row in by_vintage("relative_consumption").rows)
        ),
        vehicle_price=MemberSeries(vehicle_price),
        battery_capacity=by_vintage("battery_capacity"),
        battery_leased=constants("battery_leased"),
        tank_energy=constants("tank_energy"),
        stop_time=constants("stop_time") / MINUTES_PER_HOUR,
        maintenance=constants("maintenance"),
        insurance=constants("insurance"),
        down_payment=constants("down_payment"),
        residual_value=constants("residual_value"),
        manufacturing_emissions=constants("manufacturing_emissions"),
        choice_constant=constants("choice_constant"),
        sales_share=inputs.own_member_series(POWERTRAINS, "sales_share"),
        past_sales_share=inputs.own_member_series(POWERTRAINS, "past_sales_share"),
        subsidy=by_vintage("purchase_subsidy"),
        tax_exemption=by_vintage("purchase_tax_exemption"),
    )


def read_segments(inputs: Inputs) -> Segments:
    """Collect the segments of a scenario; shares of the stock are scaled to add up to one."""

    def constants(attribute: str) -> Array:
        return inputs.member_constants(SEGMENTS, attribute)

    return Segments(
        names=inputs.scenario.members(SEGMENTS),
        labels=inputs.texts(SEGMENTS, "label"),
        share_of_stock=whole_shares(constants("share_of_stock"), "shares of the stock"),
        mileage=constants("mileage"),
        load=constants("load"),
        payload=constants("payload"),
        consumption=constants("consumption") / HUNDRED_KILOMETRES,
        energy_ratio=constants("energy_efficiency_ratio"),
        weight_limited=constants("weight_limited"),
        served_by_line=constants("served_by_line"),
        battery_factor=constants("battery_factor"),
        toll=constants("toll") * constants("expressway_share"),
    )


def read_fuels(inputs: Inputs, powertrains: Powertrains) -> Fuels:
    """Collect the fuels, and which powertrain burns which."""
    names = inputs.scenario.members(FUELS)
    rows = [
        names.index(fuel) if pump else -1
        for fuel, pump in zip(powertrains.fuels, powertrains.pump, strict=True)
    ]

    def by_year(attribute: str) -> MemberSeries:
        return inputs.member_series(FUELS, attribute)

    price, warming = by_year("price"), inputs.constant("drivers.methane_gwp")
    taxes = zip(by_year("tax").rows, price.rows, strict=True)
    supply = zip(by_year("supply_emission_factor").rows, by_year("methane_loss").rows, strict=True)
    return Fuels(
        names=names,
        carriers=inputs.texts(FUELS, "carrier"),
        price=price,
        tax=MemberSeries(tuple(tax_within_price(*pair) for pair in taxes)),
        energy=inputs.member_constants(FUELS, "heating_value") * KWH_PER_MJ,
        emission_factor=by_year("emission_factor"),
        supply_factor=MemberSeries(tuple(factor + loss * warming for factor, loss in supply)),
        of_powertrain=np.array(rows, dtype=np.int64),
    )
