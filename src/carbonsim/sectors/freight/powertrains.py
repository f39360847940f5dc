"""The set of powertrains: what may be stated of each, and what of it the equations take."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.types import Array, IntArray
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
)
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.fuels import FUELS

POWERTRAINS = "freight.powertrains"
#: The powertrain that all others are measured against, and its fuel.
DIESEL = "diesel"
#: Drives of the IAMC tables that take part in the choice.
ENGINES, BATTERY = "Internal Combustion", "Battery-Electric"


def last_year_of_record(scenario: Scenario) -> int:
    """Last year whose sales are taken as they happened, or 0."""
    rows = scenario.present(POWERTRAINS)
    paths = (scenario.quantity(f"{POWERTRAINS}.{row}.past_sales_share").years for row in rows)
    return min((path[-1] for path in paths if path), default=0)


def burnt_fuels(scenario: Scenario) -> tuple[str, ...]:
    """Fuels that the powertrains of a scenario burn, if they are there, each once."""
    rows = (f"{POWERTRAINS}.{row}" for row in scenario.present(POWERTRAINS))
    fuels = (scenario.text(f"{row}.fuel") for row in rows if scenario.text(f"{row}.refuelling") == "pump")
    return tuple(dict.fromkeys(fuel for fuel in fuels if fuel in scenario.members(FUELS)))


# a table: key, unit, role and bounds of a parameter in a line
# fmt: off


class Powertrains(Parameters):
    """Powertrains of a scenario, P of them, over years of sale (V)."""

    label = member_texts("freight.powertrains.*.label", EXOGENOUS,
        "Name in results")
    family = member_options(
        "freight.powertrains.*.family", EXOGENOUS,
        ("Internal Combustion", "Battery-Electric", "Fuel-Cell-Electric"),
        "Drive in the IAMC tables")
    refuelling = member_options("freight.powertrains.*.refuelling", EXOGENOUS, ("pump", "plug", "swap"),
        "How energy comes aboard")
    fuel = member_texts("freight.powertrains.*.fuel", EXOGENOUS,
        "Row of drivers.fuels; none for plug and swap")
    electric_drive = constant("freight.powertrains.*.electric_drive", "1", EXOGENOUS, (0.0, 1.0),
        "1 if the duty's energy-efficiency ratio applies; else 0")
    relative_efficiency = constant("freight.powertrains.*.relative_efficiency", "1", EXOGENOUS, (0.05, 5.0),
        "Drive energy per fuel energy relative to diesel or to battery drive")
    relative_consumption = member_series(
        "freight.powertrains.*.relative_consumption", "1", EXOGENOUS, (0.1, 5.0),
        "Energy use by year of sale beyond what diesel trucks gain too; 1 in 2023", TOGETHER)
    body_price = member_series(
        "freight.powertrains.*.body_price", "CNY/truck", EXOGENOUS, (0.0, 5_000_000.0),
        "Price with tax without battery and electric drive and fuel cell and hydrogen tank", TOGETHER)
    motor_power = constant("freight.powertrains.*.motor_power", "kW", EXOGENOUS, (0.0, 2000.0),
        "Power of the electric drive")
    fuel_cell_power = constant("freight.powertrains.*.fuel_cell_power", "kW", EXOGENOUS, (0.0, 2000.0),
        "Power of the fuel-cell system")
    hydrogen_tank = constant("freight.powertrains.*.hydrogen_tank", "kg", EXOGENOUS, (0.0, 500.0),
        "Hydrogen stored")
    battery_capacity = member_series(
        "freight.powertrains.*.battery_capacity", "kWh/truck", EXOGENOUS, (0.0, 3000.0),
        "Pack of a tractor by year of sale", TOGETHER)
    battery_leased = constant("freight.powertrains.*.battery_leased", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the pack that is rented and not bought")
    tank_energy = constant("freight.powertrains.*.tank_energy", "kWh", EXOGENOUS, (0.0, 50_000.0),
        "Energy in the fuel tank")
    stop_minutes = constant("freight.powertrains.*.stop_time", "min", EXOGENOUS, (0.0, 600.0),
        "Time for a refill or a swap with the way to it (for plug: the way and connecting only) without "
        "queueing")
    maintenance = constant("freight.powertrains.*.maintenance", "CNY/km", EXOGENOUS, (0.0, 20.0),
        "Maintenance of a tractor", TOGETHER)
    insurance = constant("freight.powertrains.*.insurance", "CNY/truck/yr", EXOGENOUS, (0.0, 500_000.0),
        "Insurance", TOGETHER)
    down_payment = constant("freight.powertrains.*.down_payment", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the price paid at once")
    residual_value = constant("freight.powertrains.*.residual_value", "1", EXOGENOUS, (0.0, 1.0),
        "Price at the end of the first owner's years over the price new", TOGETHER)
    manufacturing_emissions = constant(
        "freight.powertrains.*.manufacturing_emissions", "t CO2e/truck", EXOGENOUS, (0.0, 500.0),
        "Emissions of making a tractor without its pack", TOGETHER)
    stated_niche = member_series("freight.powertrains.*.niche_share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of sales after the record that it has whatever buyers choose: of fuel cells, which nobody "
        "chooses by cost")
    recorded_share = member_series("freight.powertrains.*.past_sales_share", "1", POLICY, (0.0, 1.0),
        "Share of sales as it happened; choice begins after the last year of this path")
    given_share = member_series("freight.powertrains.*.sales_share", "1", POLICY, (0.0, 1.0),
        "Share of sales where they are given")
    subsidy = member_series(
        "freight.powertrains.*.purchase_subsidy", "CNY/truck", POLICY, (0.0, 2_000_000.0),
        "Paid by the state to the buyer")
    tax_exemption = member_series(
        "freight.powertrains.*.purchase_tax_exemption", "1", POLICY, (0.0, 1.0),
        "Share of the purchase tax forgone")

    # fmt: on

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names, in the order of the rows."""
        return self.inputs.scenario.members(POWERTRAINS)

    @cached_property
    def offered(self) -> NDArray[np.bool_]:
        """Those that can be bought; the others only the other case of a comparison has, (P,)."""
        return np.array(self.inputs.scenario.offered(POWERTRAINS))

    @cached_property
    def pump(self) -> NDArray[np.bool_]:
        """Those that burn a fuel, (P,)."""
        return np.asarray(np.array(self.refuelling) == "pump")

    @cached_property
    def plug(self) -> NDArray[np.bool_]:
        """Those that charge by plug, (P,)."""
        return np.asarray(np.array(self.refuelling) == "plug")

    @cached_property
    def swap(self) -> NDArray[np.bool_]:
        """Those that swap packs, (P,)."""
        return np.asarray(np.array(self.refuelling) == "swap")

    @cached_property
    def engine(self) -> NDArray[np.bool_]:
        """Those with an engine alone, (P,)."""
        return np.asarray(np.array(self.family) == ENGINES)

    @cached_property
    def battery(self) -> NDArray[np.bool_]:
        """Battery trucks, which are compared with each other first, (P,)."""
        return np.asarray((np.array(self.family) == BATTERY) & ~self.pump)

    @cached_property
    def chosen(self) -> NDArray[np.bool_]:
        """Those that buyers choose by cost, (P,)."""
        return self.engine | self.battery

    @cached_property
    def diesel(self) -> int:
        """Row of the diesel truck."""
        return self.names.index(DIESEL)

    @cached_property
    def niche_share(self) -> MemberSeries:
        """Shares of sales that those have which nobody chooses by cost, (V, P, D)."""
        rows = zip(self._own(self.stated_niche).rows, self.chosen, strict=True)
        return MemberSeries(tuple(np.zeros_like(row) if chosen else row for row, chosen in rows))

    @cached_property
    def with_pack(self) -> NDArray[np.bool_]:
        """Those that have a pack in some year, (P,)."""
        return np.array([bool((row > 0).any()) for row in self.battery_capacity.rows])

    @cached_property
    def fuel_row(self) -> IntArray:
        """Row of the fuel that each burns, -1 for plug and swap, (P,)."""
        fuels = self.inputs.scenario.members(FUELS)
        rows = [fuels.index(fuel) if pump else -1 for fuel, pump in zip(self.fuel, self.pump, strict=True)]
        return np.array(rows, dtype=np.int64)

    @cached_property
    def stop_time(self) -> Array:
        """Time of a stop for energy without queueing, (P, D) [h]."""
        return self.stop_minutes / MINUTES_PER_HOUR

    @cached_property
    def past_share(self) -> MemberSeries:
        """Shares of sales as they happened, (V, P, D); of those that a scenario has not, none."""
        return self._own(self.recorded_share)

    @cached_property
    def sales_share(self) -> MemberSeries:
        """Shares of sales as given, (V, P, D); of those that a scenario has not, none."""
        return self._own(self.given_share)

    def _own(self, shares: MemberSeries) -> MemberSeries:
        rows = zip(shares.rows, self.offered, strict=True)
        return MemberSeries(tuple(row if offered else np.zeros_like(row) for row, offered in rows))
