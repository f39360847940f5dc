"""The set of powertrains: what may be stated of each, and what of it the equations take."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.conversions import HUNDRED_KILOMETRES
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.kernel.parameters import (
    EXOGENOUS,
    POLICY,
    TOGETHER,
    Parameters,
    constant,
    member_options,
    member_series,
    member_texts,
    text,
)
from carbonsim.sectors.shares import scaled_shares

POWERTRAINS = "nev.powertrains"
#: The powertrain that all utilities are measured against, and the one that the published study speaks of.
PETROL, BATTERY = "petrol", "battery"


def last_year_of_history(inputs: Inputs) -> int:
    """Last year of the sales that are counted."""
    return int(inputs.scenario.quantity("nev.history.sales").years[-1])


# a table: key, unit, role and bounds of a parameter in a line
# fmt: off


class Powertrains(Parameters):
    """Powertrains of a scenario, K of them, over years of sale (V)."""

    label = member_texts("nev.powertrains.*.label", EXOGENOUS, "Name in results")
    family = member_options(
        "nev.powertrains.*.family", EXOGENOUS,
        ("Internal Combustion", "Plug-in Hybrid", "Battery-Electric", "Fuel-Cell-Electric", "New Energy"),
        "Drive in the IAMC tables; New Energy for commercial vehicles of several drives")
    group = member_options("nev.powertrains.*.group", EXOGENOUS, ("car", "commercial"),
        "Passenger cars compete in the choice; commercial new energy vehicles are counted along a given "
        "path")
    counted_by_freight = text("nev.counted_by_freight", EXOGENOUS,
        "Row of nev.powertrains whose vehicles, power and packs are those that freight counts where it runs, "
        "too")
    energy = member_options("nev.powertrains.*.energy", EXOGENOUS, ("pump", "plug", "both"),
        "How energy comes aboard; plug-in cars are those of plug and both")
    engine_use = member_series("nev.powertrains.*.petrol_use", "L/100km", EXOGENOUS, (0.0, 50.0),
        "Real-world petrol use on the engine by year of sale", TOGETHER)
    motor_use = member_series("nev.powertrains.*.electricity_use", "kWh/100km", EXOGENOUS, (0.0, 300.0),
        "Real-world use from the pack on electricity by year of sale", TOGETHER)
    utility_factor = member_series("nev.powertrains.*.utility_factor", "1", EXOGENOUS, (0.0, 1.0),
        "Share of kilometres on electricity by year of sale", TOGETHER)
    battery_capacity = member_series(
        "nev.powertrains.*.battery_capacity", "kWh/vehicle", EXOGENOUS, (0.0, 1000.0),
        "Pack by year of sale", TOGETHER)
    range = member_series("nev.powertrains.*.range", "km", EXOGENOUS, (0.0, 3000.0),
        "Real-world range on electricity by year of sale", TOGETHER)
    body_price = member_series("nev.powertrains.*.body_price", "CNY/vehicle", EXOGENOUS, (0.0, 5_000_000.0),
        "Price with tax without the traction battery by year of sale")
    maintenance = constant("nev.powertrains.*.maintenance", "CNY/km", EXOGENOUS, (0.0, 20.0),
        "Maintenance", TOGETHER)
    insurance = constant("nev.powertrains.*.insurance", "CNY/vehicle/yr", EXOGENOUS, (0.0, 500_000.0),
        "Insurance", TOGETHER)
    manufacturing_emissions = member_series(
        "nev.powertrains.*.manufacturing_emissions", "t CO2e/vehicle", EXOGENOUS, (0.0, 500.0),
        "Emissions of making it without the traction battery by year of sale", TOGETHER)
    survival_scale = constant("nev.powertrains.*.survival_scale", "yr", EXOGENOUS, (1.0, 60.0),
        "Scale of the Weibull survival (age that 36.8 % reach; not the mean life)", TOGETHER)
    survival_shape = constant("nev.powertrains.*.survival_shape", "1", EXOGENOUS, (0.5, 15.0),
        "Shape of the Weibull survival", TOGETHER)
    fast_share = member_series("nev.powertrains.*.fast_leaving_share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of those sold in a year that leave fast", TOGETHER)
    relative_mileage = constant("nev.powertrains.*.relative_mileage", "1", EXOGENOUS, (0.01, 20.0),
        "Mileage over that of a passenger car")
    displaced_diesel = constant("nev.powertrains.*.displaced_diesel", "1", EXOGENOUS, (0.0, 10.0),
        "Energy of the diesel that a vehicle without plug burns for the same work over electricity from the "
        "pack: of commercial vehicles alone", TOGETHER)
    past_split = member_series("nev.powertrains.*.past_split", "1", EXOGENOUS, (0.0, 1.0),
        "Share as it happened among the plug-in cars sold or among the cars without plug")
    appeal = member_series("nev.powertrains.*.appeal", "1", EXOGENOUS, (-20.0, 20.0),
        "Utility beyond price, running cost, range and charging that buyers see in it; what it changes by "
        "after the history moves the split")
    sales = member_series("nev.powertrains.*.sales", "vehicle/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "Sold in China in a year: of commercial vehicles alone")
    past_subsidy = member_series(
        "nev.powertrains.*.past_subsidy", "CNY/vehicle", EXOGENOUS, (0.0, 1_000_000.0),
        "Paid by the state to buyers as it happened: mean over all sold")
    purchase_subsidy = member_series(
        "nev.powertrains.*.purchase_subsidy", "CNY/vehicle", POLICY, (0.0, 1_000_000.0),
        "Paid by the state to buyers after the history: mean over all sold")

    # fmt: on

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names, in the order of the rows."""
        return self.inputs.scenario.members(POWERTRAINS)

    @cached_property
    def offered(self) -> NDArray[np.bool_]:
        """Those that can be bought after the history; the others only the other case of a comparison has."""
        return np.array(self.inputs.scenario.offered(POWERTRAINS))

    @cached_property
    def car(self) -> NDArray[np.bool_]:
        """Passenger cars, (K,)."""
        return np.asarray(np.array(self.group) == "car")

    @cached_property
    def plug_in(self) -> NDArray[np.bool_]:
        """Passenger cars with a plug, (K,)."""
        return np.asarray(self.car & (np.array(self.energy) != "pump"))

    @cached_property
    def plug_only(self) -> NDArray[np.bool_]:
        """Passenger cars that run on the plug alone, (K,)."""
        return np.asarray(self.car & (np.array(self.energy) == "plug"))

    @cached_property
    def no_plug(self) -> NDArray[np.bool_]:
        """Passenger cars without a plug, (K,)."""
        return self.car & ~self.plug_in

    @cached_property
    def elsewhere(self) -> NDArray[np.bool_]:
        """Commercial vehicles that another sector of the run counts, (K,)."""
        counts = "freight" in self.inputs.scenario.sectors
        return np.array([counts and name == self.counted_by_freight for name in self.names]) & ~self.car

    @cached_property
    def petrol(self) -> int:
        """Row of the petrol car."""
        return self.names.index(PETROL)

    @cached_property
    def battery(self) -> int:
        """Row of the battery car."""
        return self.names.index(BATTERY)

    @cached_property
    def petrol_use(self) -> MemberSeries:
        """Petrol over all kilometres, (V, K, D) [L/km]."""
        pairs = zip(self.engine_use.rows, self.utility_factor.rows, strict=True)
        return MemberSeries(tuple(use / HUNDRED_KILOMETRES * (1.0 - share) for use, share in pairs))

    @cached_property
    def electricity_use(self) -> MemberSeries:
        """Electricity from the pack over all kilometres, (V, K, D) [kWh/km]."""
        pairs = zip(self.motor_use.rows, self.utility_factor.rows, strict=True)
        return MemberSeries(tuple(use / HUNDRED_KILOMETRES * share for use, share in pairs))

    @cached_property
    def battery_range(self) -> Array:
        """Range of the battery car, (V, D) [km]."""
        return self.inputs.series("nev.powertrains.battery.range", self.span)

    @cached_property
    def subsidy(self) -> MemberSeries:
        """Subsidy at purchase: of the history, then the plan's, (V, K, D) [CNY/vehicle]."""
        happened = (self.span <= last_year_of_history(self.inputs))[:, None]
        pairs = zip(self.past_subsidy.rows, self.purchase_subsidy.rows, strict=True)
        return MemberSeries(tuple(np.where(happened, past, planned) for past, planned in pairs))

    @cached_property
    def split(self) -> MemberSeries:
        """Shares as they happened within cars with plug and within those without, (V, K, D)."""
        rows = list(self.past_split.rows)
        for group in (self.plug_in, self.no_plug):
            members = np.flatnonzero(group)
            shares = np.stack(np.broadcast_arrays(*(rows[member] for member in members)))
            refuse(shares.sum(axis=0) <= 0, f"{POWERTRAINS}.*.past_split of all cars of one kind are 0")
            for member, row in zip(members, scaled_shares(shares), strict=True):
                rows[member] = row
        return MemberSeries(tuple(rows))
