"""Fuels as trucks take them: price, tax, energy and emissions of a unit."""

from __future__ import annotations

from functools import cached_property

from carbonsim.core.conversions import KWH_PER_MJ
from carbonsim.core.types import Array
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.kernel.parameters import (
    Parameters,
    shared_constant,
    shared_horizon_member_series,
    shared_member_constant,
    shared_member_texts,
)
from carbonsim.sectors.fuels import FUELS, tax_within_price

#: Fuel of the car that trucks are compared with.
PETROL = "petrol"


class Fuels(Parameters):
    """Fuels of a scenario, F of them, in the years of the horizon (Y)."""

    carrier = shared_member_texts(f"{FUELS}.*.carrier")
    price = shared_horizon_member_series(f"{FUELS}.*.price")  # CNY per unit
    stated_tax = shared_horizon_member_series(f"{FUELS}.*.tax")  # CNY per unit
    heating_value = shared_member_constant(f"{FUELS}.*.heating_value")  # MJ per unit
    emission_factor = shared_horizon_member_series(f"{FUELS}.*.emission_factor")  # kg CO2 per unit
    supply_emissions = shared_horizon_member_series(f"{FUELS}.*.supply_emission_factor")  # kg CO2e per unit
    methane_loss = shared_horizon_member_series(f"{FUELS}.*.methane_loss")  # kg CH4 per unit
    methane_warming = shared_constant("drivers.methane_gwp")  # kg CO2e/kg

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names, in the order of the rows."""
        return self.inputs.scenario.members(FUELS)

    @cached_property
    def tax(self) -> MemberSeries:
        """Tax within the price, (Y, F, D) [CNY per unit]."""
        pairs = zip(self.stated_tax.rows, self.price.rows, strict=True)
        return MemberSeries(tuple(tax_within_price(*pair) for pair in pairs))

    @cached_property
    def energy(self) -> Array:
        """Energy of a unit, (F, D) [kWh per unit]."""
        return self.heating_value * KWH_PER_MJ

    @cached_property
    def supply_factor(self) -> MemberSeries:
        """Emissions of supply with methane slip, (Y, F, D) [kg CO2e per unit]."""
        pairs = zip(self.supply_emissions.rows, self.methane_loss.rows, strict=True)
        return MemberSeries(tuple(factor + loss * self.methane_warming for factor, loss in pairs))
