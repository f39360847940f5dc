"""Outputs of driving: kilometres, energy, emissions by component and boundary.

Emissions are those of passenger cars. Electricity of all new energy vehicles is in `power_outputs.py`, the
oil that it takes the place of in `oil_outputs.py`.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import ratio
from carbonsim.core.carbon import boundary_sum
from carbonsim.core.conversions import KILOGRAMS_PER_TONNE
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.member_series import sum_of
from carbonsim.kernel.outputs import OutputSet, computed_once, output
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.equations import pack_emissions
from carbonsim.sectors.nev.model import Flows
from carbonsim.sectors.nev.sets import CARS

CARRIERS = OutputSet(lambda _: ("Electricity", "Liquids"))


@computed_once
def liquids_used(p: Cars, f: Flows) -> Array:
    """Petrol burnt by cars, (D,) [kWh/yr]."""
    return sum_of(f.petrol, p.powertrains.car) * p.petrol_energy


@computed_once
def electricity_used(p: Cars, f: Flows) -> Array:
    """Power that cars take from the grid, (D,) [kWh/yr]."""
    return sum_of(f.power, p.powertrains.car)


@computed_once
def kilometres(p: Cars, f: Flows) -> Array:
    """Kilometres of all cars, (D,) [km/yr]."""
    return sum_of(f.kilometres, p.powertrains.car)


@computed_once
def emissions(p: Cars, f: Flows) -> dict[str, Array]:
    """Emissions of cars by component, (D,) each [kg CO2e/yr]."""
    cars, drivers, year = p.powertrains, p.drivers, f.year
    petrol = f.petrol[cars.car].sum(axis=0)
    grid = electricity_used(p, f) * f.prices.grid_emission_factor
    bodies = (f.sales * cars.manufacturing_emissions[f.vintage])[cars.car].sum(axis=0) * KILOGRAMS_PER_TONNE
    packs = (f.sales * cars.battery_capacity[f.vintage] + f.packs_replaced)[cars.car].sum(axis=0)
    return {
        "direct": petrol * drivers.petrol_emission_factor[year],
        "electricity": grid,
        "fuel supply": petrol * drivers.petrol_supply_factor[year] + grid * drivers.grid_supply_ratio[year],
        "manufacturing": bodies + pack_emissions(packs, drivers.pack_footprint[year]),
    }


@output(
    "Distance Travelled|Transportation|Light-Duty Vehicle|{member}",
    "billion km/yr",
    "km/yr",
    over=CARS,
    ensemble=False,
)
def distance(p: Cars, f: Flows) -> Array:
    """Kilometres driven by powertrain."""
    return as_array(f.kilometres[p.powertrains.car])


@output(
    "Final Energy|Transportation|Light-Duty Vehicle|{member}", "EJ/yr", "kWh/yr", over=CARRIERS, iamc=True
)
def energy(p: Cars, f: Flows) -> Array:
    """Energy delivered to passenger cars; electricity from the grid with losses of charging."""
    return np.stack([electricity_used(p, f), liquids_used(p, f)])


@output("Final Energy|Transportation|Light-Duty Vehicle", "EJ/yr", "kWh/yr", iamc=True)
def energy_total(p: Cars, f: Flows) -> Array:
    """Energy delivered to passenger cars."""
    return liquids_used(p, f) + electricity_used(p, f)


@output("Electricity Bought|Transportation|Light-Duty Vehicle", "EJ/yr", "kWh/yr", total="electricity")
def power_bought(p: Cars, f: Flows) -> Array:
    """Power from the grid of passenger cars; that of commercial new energy vehicles stands apart."""
    return electricity_used(p, f)


@output(
    "Emissions|CO2|Energy|Demand|Transportation|Light-Duty Vehicle",
    "Mt CO2/yr",
    "kg CO2/yr",
    component="direct",
    base="Emissions|CO2|Transportation|Light-Duty Vehicle",
    boundary="direct",
    total="direct",
    iamc=True,
)
def direct(p: Cars, f: Flows) -> Array:
    """CO2 at the tailpipe of passenger cars."""
    return emissions(p, f)["direct"]


@output(
    "Emissions|CO2|Energy|Demand|Transportation|Light-Duty Vehicle [Electricity]",
    "Mt CO2/yr",
    "kg CO2/yr",
    component="electricity",
)
def electricity(p: Cars, f: Flows) -> Array:
    """CO2 of the grid for the power that passenger cars draw."""
    return emissions(p, f)["electricity"]


@output(
    "Emissions|Kyoto Gases|Energy|Demand|Transportation|Light-Duty Vehicle [Fuel Supply]",
    "Mt CO2e/yr",
    "kg CO2e/yr",
    component="fuel supply",
)
def supply(p: Cars, f: Flows) -> Array:
    """Upstream of petrol and electricity."""
    return emissions(p, f)["fuel supply"]


@output(
    "Emissions|Kyoto Gases|Energy|Demand|Transportation|Light-Duty Vehicle [Manufacturing]",
    "Mt CO2e/yr",
    "kg CO2e/yr",
    component="manufacturing",
)
def manufacturing(p: Cars, f: Flows) -> Array:
    """Making the passenger cars sold in the year and packs for them and for replacement."""
    return emissions(p, f)["manufacturing"]


@output(
    "Emissions|CO2|Energy|Demand|Transportation|Light-Duty Vehicle [Operational]",
    "Mt CO2/yr",
    "kg CO2/yr",
    base="Emissions|CO2|Transportation|Light-Duty Vehicle",
    boundary="operational",
    total="operational",
)
def operational(p: Cars, f: Flows) -> Array:
    """Direct and electricity."""
    return boundary_sum(emissions(p, f), "operational")


@output(
    "Emissions|Kyoto Gases|Energy|Demand|Transportation|Light-Duty Vehicle [Well-to-Wheel]",
    "Mt CO2e/yr",
    "kg CO2e/yr",
    base="Emissions|CO2|Transportation|Light-Duty Vehicle",
    boundary="well-to-wheel",
)
def well_to_wheel(p: Cars, f: Flows) -> Array:
    """Operational and fuel supply."""
    return boundary_sum(emissions(p, f), "well-to-wheel")


@output(
    "Emissions|Kyoto Gases|Energy|Demand|Transportation|Light-Duty Vehicle [Life Cycle]",
    "Mt CO2e/yr",
    "kg CO2e/yr",
    base="Emissions|CO2|Transportation|Light-Duty Vehicle",
    boundary="life-cycle",
)
def life_cycle(p: Cars, f: Flows) -> Array:
    """Well-to-wheel and manufacturing."""
    return boundary_sum(emissions(p, f), "life-cycle")


@output(
    "Emission Intensity|CO2|Transportation|Light-Duty Vehicle",
    "g CO2/km",
    "kg CO2/km",
    base="Emission Intensity|CO2|Transportation|Light-Duty Vehicle",
    boundary="direct",
)
def intensity_direct(p: Cars, f: Flows) -> Array:
    """CO2 at the tailpipe per kilometre of all passenger cars."""
    return ratio(direct(p, f), kilometres(p, f))


@output(
    "Emission Intensity|CO2|Transportation|Light-Duty Vehicle [Operational]",
    "g CO2/km",
    "kg CO2/km",
    base="Emission Intensity|CO2|Transportation|Light-Duty Vehicle",
    boundary="operational",
)
def intensity_operational(p: Cars, f: Flows) -> Array:
    """Direct and electricity per kilometre."""
    return ratio(operational(p, f), kilometres(p, f))


@output(
    "Emission Intensity|Kyoto Gases|Transportation|Light-Duty Vehicle [Well-to-Wheel]",
    "g CO2e/km",
    "kg CO2e/km",
    base="Emission Intensity|CO2|Transportation|Light-Duty Vehicle",
    boundary="well-to-wheel",
)
def intensity_well_to_wheel(p: Cars, f: Flows) -> Array:
    """Operational and fuel supply per kilometre."""
    return ratio(well_to_wheel(p, f), kilometres(p, f))


@output(
    "Emission Intensity|Kyoto Gases|Transportation|Light-Duty Vehicle [Life Cycle]",
    "g CO2e/km",
    "kg CO2e/km",
    base="Emission Intensity|CO2|Transportation|Light-Duty Vehicle",
    boundary="life-cycle",
)
def intensity_life_cycle(p: Cars, f: Flows) -> Array:
    """Well-to-wheel and manufacturing of the year per kilometre."""
    return ratio(life_cycle(p, f), kilometres(p, f))
