"""The parameters of the sector as arrays: powertrains, the choice, prices by year.

Axes are named in the comments by letter: Y years of the horizon, V vintages (years of sale, from the oldest
vehicle in use to the last year), K powertrains, D draws (1 where no draw changes the value).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.conversions import HUNDRED_KILOMETRES
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.sectors.shares import scaled_shares

POWERTRAINS = "nev.powertrains"
#: The row that all utilities are measured against, and the row that the published study speaks of.
PETROL, BATTERY = "petrol", "battery"


@dataclass(frozen=True)
class Groups:
    """Which powertrains are cars, and which of them have a plug."""

    car: NDArray[np.bool_]  # K
    plug_in: NDArray[np.bool_]  # K: among cars
    plug_only: NDArray[np.bool_]  # K: among cars

    @property
    def no_plug(self) -> NDArray[np.bool_]:
        """Cars without a plug."""
        return self.car & ~self.plug_in


@dataclass(frozen=True)
class Powertrains(Groups):
    """Powertrains as rows."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    families: tuple[str, ...]
    offered: NDArray[np.bool_]  # K: after the history; the others only the other case of a comparison has
    petrol: int  # row
    battery: int  # row
    petrol_use: MemberSeries  # V, K, D [L/km] over all kilometres
    electricity_use: MemberSeries  # V, K, D [kWh/km] from the pack over all kilometres
    electric_share: MemberSeries  # V, K, D: of kilometres
    battery_capacity: MemberSeries  # V, K, D [kWh]
    battery_range: Array  # V, D [km] of cars that run on the plug alone
    body_price: MemberSeries  # V, K, D [CNY]
    subsidy: MemberSeries  # V, K, D [CNY]
    manufacturing: MemberSeries  # V, K, D [t CO2e]
    maintenance: Array  # K, D [CNY/km]
    insurance: Array  # K, D [CNY/yr]
    survival_scale: Array  # K, D [yr]
    survival_shape: Array  # K, D
    fast_share: MemberSeries  # V, K, D
    relative_mileage: Array  # K, D


@dataclass(frozen=True)
class Tariffs:
    """What energy and purchase cost, by year of any span (T, D)."""

    petrol: Array  # [CNY/L]
    electricity: Array  # [CNY/kWh] from the grid, mean over home and public
    charging_efficiency: Array
    vat: Array
    tax_rate: Array
    relief: Array
    relief_cap: Array  # [CNY]
    battery_ratio: Array


@dataclass(frozen=True)
class Taste:
    """Coefficients of the choice, (D,)."""

    price: Array  # [1/CNY]
    running_cost: Array  # [km/CNY]
    battery: Array
    range: Array
    reference_range: Array  # [km]
    fast_charging: Array


def last_year(inputs: Inputs) -> int:
    """The last year of the history."""
    return int(inputs.scenario.quantity("nev.history.sales").years[-1])


def spliced(inputs: Inputs, past: str, plan: str, years: IntArray) -> Array:
    """A parameter as it happened to the end of the history, and the plan's after it, (T, D)."""
    happened = (years <= last_year(inputs))[:, None]
    return np.where(happened, inputs.series(past, years), inputs.series(plan, years))


def read_groups(inputs: Inputs) -> Groups:
    """Collect what the powertrains of a scenario are."""
    car = np.array(inputs.texts(POWERTRAINS, "group")) == "car"
    energy = np.array(inputs.texts(POWERTRAINS, "energy"))
    return Groups(car=car, plug_in=car & (energy != "pump"), plug_only=car & (energy == "plug"))


def read_splits(inputs: Inputs, years: IntArray, groups: Groups) -> MemberSeries:
    """Shares as they happened within cars with plug and within those without, (T, K, D)."""
    rows = list(inputs.paths(POWERTRAINS, "past_split", years).rows)
    for group in (groups.plug_in, groups.no_plug):
        places = np.flatnonzero(group)
        shares = np.stack(np.broadcast_arrays(*(rows[place] for place in places)))
        refuse(shares.sum(axis=0) <= 0, f"{POWERTRAINS}.*.past_split of all cars of one kind are 0")
        scaled = scaled_shares(shares)
        for place, row in zip(places, scaled, strict=True):
            rows[place] = row
    return MemberSeries(tuple(rows))


def read_powertrains(inputs: Inputs, vintages: IntArray) -> Powertrains:
    """Collect the powertrains of a scenario."""

    def constants(attribute: str) -> Array:
        return inputs.row_constants(POWERTRAINS, attribute)

    def by_vintage(attribute: str) -> MemberSeries:
        return inputs.paths(POWERTRAINS, attribute, vintages)

    names = inputs.scenario.members(POWERTRAINS)
    subsidy = (
        spliced(
            inputs,
            f"{POWERTRAINS}.{row}.past_subsidy",
            f"{POWERTRAINS}.{row}.purchase_subsidy",
            vintages,
        )
        for row in names
    )
    electric = by_vintage("utility_factor")
    petrol = zip(by_vintage("petrol_use").rows, electric.rows, strict=True)
    electricity = zip(by_vintage("electricity_use").rows, electric.rows, strict=True)
    return Powertrains(
        names=names,
        labels=inputs.texts(POWERTRAINS, "label"),
        families=inputs.texts(POWERTRAINS, "family"),
        offered=np.array(inputs.scenario.offered(POWERTRAINS)),
        **vars(read_groups(inputs)),
        petrol=names.index(PETROL),
        battery=names.index(BATTERY),
        petrol_use=MemberSeries(tuple(use / HUNDRED_KILOMETRES * (1.0 - share) for use, share in petrol)),
        electricity_use=MemberSeries(tuple(use / HUNDRED_KILOMETRES * share for use, share in electricity)),
        electric_share=electric,
        battery_capacity=by_vintage("battery_capacity"),
        battery_range=inputs.series(f"{POWERTRAINS}.{BATTERY}.range", vintages),
        body_price=by_vintage("body_price"),
        subsidy=MemberSeries(tuple(subsidy)),
        manufacturing=by_vintage("manufacturing_emissions"),
        maintenance=constants("maintenance"),
        insurance=constants("insurance"),
        survival_scale=constants("survival_scale"),
        survival_shape=constants("survival_shape"),
        fast_share=by_vintage("fast_leaving_share"),
        relative_mileage=constants("relative_mileage"),
    )


def read_tariffs(inputs: Inputs, years: IntArray) -> Tariffs:
    """Collect what energy and purchase cost in some years."""

    def series(address: str) -> Array:
        return inputs.series(address, years)

    home = series("nev.home_charging_share")
    return Tariffs(
        petrol=series("drivers.fuels.petrol.price"),
        electricity=home * series("nev.home_price") + (1.0 - home) * series("nev.public_price"),
        charging_efficiency=series("nev.charging_efficiency"),
        vat=series("drivers.vat_rate"),
        tax_rate=series("nev.purchase_tax_rate"),
        relief=series("nev.tax_relief"),
        relief_cap=series("nev.tax_relief_cap"),
        battery_ratio=series("nev.battery_price_ratio"),
    )


def read_taste(inputs: Inputs) -> Taste:
    """Collect the coefficients of the choice."""

    def constant(name: str) -> Array:
        return inputs.constant(f"nev.choice.{name}")

    return Taste(
        price=constant("price"),
        running_cost=constant("running_cost"),
        battery=constant("battery"),
        range=constant("range"),
        reference_range=constant("reference_range"),
        fast_charging=constant("fast_charging"),
    )
