"""Outputs of driving: energy by carrier, emissions by component and boundary."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.core.blank import ratio
from carbonsim.core.carbon import boundary_sum
from carbonsim.core.conversions import KILOGRAMS_PER_TONNE
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.outputs import computed_once, output
from carbonsim.sectors.freight.activity import power, tailpipe
from carbonsim.sectors.freight.car_equivalents import car_equivalent
from carbonsim.sectors.freight.sets import CARRIERS
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.trucks import Trucks
from carbonsim.sectors.freight.vehicle_outputs import activity


def _fuels_by_carrier(p: Trucks, f: Flows) -> Iterator[Array]:
    """Energy of the fuels burnt by carrier, without electricity, (D,) each [kWh/yr]."""
    burnt, of = f.fuel * p.fuels.energy, np.array(p.fuels.carrier)
    for carrier in CARRIERS.members(p.inputs.scenario)[1:]:
        yield burnt[of == carrier].sum(axis=0)


@computed_once
def emissions(p: Trucks, f: Flows) -> dict[str, Array]:
    """Emissions of trucks by component, (D,) each [kg CO2e/yr]."""
    year, bodies = f.year, (f.sales.sum(axis=1) * p.powertrains.manufacturing_emissions).sum(axis=0)
    grid = power(p, f).grid * f.prices.grid_emission_factor
    supply = (f.fuel * p.fuels.supply_factor[year]).sum(axis=0) + grid * p.drivers.grid_supply_ratio[year]
    return {
        "direct": tailpipe(p, f),
        "electricity": grid,
        "fuel supply": supply,
        "manufacturing": bodies * KILOGRAMS_PER_TONNE + f.packs_made * p.drivers.pack_footprint[year],
    }


@output("Final Energy|Transportation|Truck|{member}", "EJ/yr", "kWh/yr", over=CARRIERS, iamc=True)
def energy(p: Trucks, f: Flows) -> Array:
    """Energy delivered to trucks; electricity from the grid with losses of charging."""
    return np.stack([power(p, f).grid, *_fuels_by_carrier(p, f)])


@output("Electricity Bought|Transportation|Truck", "EJ/yr", "kWh/yr", total="electricity")
def power_bought(p: Trucks, f: Flows) -> Array:
    """Power from the grid by plug and by stations."""
    return power(p, f).grid


@output("Final Energy|Transportation|Truck", "EJ/yr", "kWh/yr", iamc=True)
def energy_total(p: Trucks, f: Flows) -> Array:
    """Energy delivered to trucks."""
    return as_array(power(p, f).grid + (f.fuel * p.fuels.energy).sum(axis=0))


@output(
    "Emissions|CO2|Energy|Demand|Transportation|Truck",
    "Mt CO2/yr",
    "kg CO2/yr",
    component="direct",
    base="Emissions|CO2|Transportation|Truck",
    boundary="direct",
    total="direct",
    iamc=True,
)
def direct(p: Trucks, f: Flows) -> Array:
    """CO2 at the tailpipe."""
    return emissions(p, f)["direct"]


@output(
    "Emissions|CO2|Energy|Demand|Transportation|Truck [Electricity]",
    "Mt CO2/yr",
    "kg CO2/yr",
    component="electricity",
)
def electricity(p: Trucks, f: Flows) -> Array:
    """CO2 of the grid for the power that trucks draw."""
    return emissions(p, f)["electricity"]


@output(
    "Emissions|Kyoto Gases|Energy|Demand|Transportation|Truck [Fuel Supply]",
    "Mt CO2e/yr",
    "kg CO2e/yr",
    component="fuel supply",
)
def supply(p: Trucks, f: Flows) -> Array:
    """Upstream of fuels and electricity and methane slip."""
    return emissions(p, f)["fuel supply"]


@output(
    "Emissions|Kyoto Gases|Energy|Demand|Transportation|Truck [Manufacturing]",
    "Mt CO2e/yr",
    "kg CO2e/yr",
    component="manufacturing",
)
def manufacturing(p: Trucks, f: Flows) -> Array:
    """Making the trucks and packs sold in the year."""
    return emissions(p, f)["manufacturing"]


@output(
    "Emissions|CO2|Energy|Demand|Transportation|Truck [Operational]",
    "Mt CO2/yr",
    "kg CO2/yr",
    base="Emissions|CO2|Transportation|Truck",
    boundary="operational",
    total="operational",
)
def operational(p: Trucks, f: Flows) -> Array:
    """Direct and electricity."""
    return boundary_sum(emissions(p, f), "operational")


@output(
    "Emissions|Kyoto Gases|Energy|Demand|Transportation|Truck [Well-to-Wheel]",
    "Mt CO2e/yr",
    "kg CO2e/yr",
    base="Emissions|CO2|Transportation|Truck",
    boundary="well-to-wheel",
)
def well_to_wheel(p: Trucks, f: Flows) -> Array:
    """Operational and fuel supply."""
    return boundary_sum(emissions(p, f), "well-to-wheel")


@output(
    "Emissions|Kyoto Gases|Energy|Demand|Transportation|Truck [Life Cycle]",
    "Mt CO2e/yr",
    "kg CO2e/yr",
    base="Emissions|CO2|Transportation|Truck",
    boundary="life-cycle",
)
def life_cycle(p: Trucks, f: Flows) -> Array:
    """Well-to-wheel and manufacturing."""
    return boundary_sum(emissions(p, f), "life-cycle")


@output(
    "Emission Intensity|CO2|Transportation|Truck",
    "g CO2/tkm",
    "kg CO2/tkm",
    base="Emission Intensity|CO2|Transportation|Truck",
    boundary="direct",
)
def intensity_direct(p: Trucks, f: Flows) -> Array:
    """CO2 at the tailpipe per tonne-kilometre."""
    return ratio(direct(p, f), activity(p, f))


@output(
    "Emission Intensity|CO2|Transportation|Truck [Operational]",
    "g CO2/tkm",
    "kg CO2/tkm",
    base="Emission Intensity|CO2|Transportation|Truck",
    boundary="operational",
)
def intensity_operational(p: Trucks, f: Flows) -> Array:
    """Direct and electricity per tonne-kilometre."""
    return ratio(operational(p, f), activity(p, f))


@output(
    "Emission Intensity|Kyoto Gases|Transportation|Truck [Well-to-Wheel]",
    "g CO2e/tkm",
    "kg CO2e/tkm",
    base="Emission Intensity|CO2|Transportation|Truck",
    boundary="well-to-wheel",
)
def intensity_well_to_wheel(p: Trucks, f: Flows) -> Array:
    """Operational and fuel supply per tonne-kilometre."""
    return ratio(well_to_wheel(p, f), activity(p, f))


@output(
    "Emission Intensity|Kyoto Gases|Transportation|Truck [Life Cycle]",
    "g CO2e/tkm",
    "kg CO2e/tkm",
    base="Emission Intensity|CO2|Transportation|Truck",
    boundary="life-cycle",
)
def intensity_life_cycle(p: Trucks, f: Flows) -> Array:
    """Well-to-wheel and manufacturing per tonne-kilometre."""
    return ratio(life_cycle(p, f), activity(p, f))


@output(
    "Car Equivalents|Transportation|Truck",
    "count",
    "1",
    base="Car Equivalents|Transportation|Truck",
    boundary="direct",
)
def cars_direct(p: Trucks, f: Flows) -> Array:
    """Petrol cars that emit in a year what the mean combustion truck does: at the tailpipe."""
    return car_equivalent(p, f, "direct")


@output(
    "Car Equivalents|Transportation|Truck [Operational]",
    "count",
    "1",
    base="Car Equivalents|Transportation|Truck",
    boundary="operational",
)
def cars_operational(p: Trucks, f: Flows) -> Array:
    """As above: direct and electricity."""
    return car_equivalent(p, f, "operational")


@output(
    "Car Equivalents|Transportation|Truck [Well-to-Wheel]",
    "count",
    "1",
    base="Car Equivalents|Transportation|Truck",
    boundary="well-to-wheel",
)
def cars_well_to_wheel(p: Trucks, f: Flows) -> Array:
    """As above: with fuel supply."""
    return car_equivalent(p, f, "well-to-wheel")


@output(
    "Car Equivalents|Transportation|Truck [Life Cycle]",
    "count",
    "1",
    base="Car Equivalents|Transportation|Truck",
    boundary="life-cycle",
)
def cars_life_cycle(p: Trucks, f: Flows) -> Array:
    """As above: with making both spread over their lives."""
    return car_equivalent(p, f, "life-cycle")
