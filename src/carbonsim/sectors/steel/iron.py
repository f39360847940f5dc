"""Iron as flows: a tonne of hot metal with its coke and ore, and a tonne of reduced iron with its pellets."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, KWH_PER_GJ, PERCENT
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.sectors.steel.balances import check_blast_furnace, check_shaft
from carbonsim.sectors.steel.flows import flows
from carbonsim.sectors.steel.gases import mix
from carbonsim.sectors.steel.hot_metal import Blast, blast_furnace, coking_coal_carbon
from carbonsim.sectors.steel.rows import Constants, Physics
from carbonsim.sectors.steel.shaft import ReducedIron, gas_consumed, hydrogen_mass, reduced_iron, shaft_heat


def hot_metal(p: Physics, row: Constants) -> dict[str, Array]:
    """Flows of a tonne of hot metal: coke ovens, sinter and pellet plants, blast furnace and stoves.

    Parameters
    ----------
    p : Physics
    row : mapping of str to array
        Attributes of a route with a blast furnace.

    Returns
    -------
    dict of str to array [units of the streams per t]

    Raises
    ------
    ValueError
        If pellets hold more iron than the metal, or ovens and stoves burn more gas than there is.
    """
    steel, bf, oven = p.steel, p.blast_furnace, p.coke_oven
    blast = _blast(p, row)
    check_blast_furnace(p, blast, row["injected_hydrogen"])
    breeze = bf["sinter"] * steel["sinter_breeze"] / steel["coke_heating_value"]
    coke = blast.coke + breeze
    burnt = bf["blast_heat"] / bf["stove_efficiency"] + coke * oven["underfiring"]
    gas_carbon = blast.gas_carbon / blast.gas
    ignition = bf["sinter"] * steel["sinter_gas"]
    oven_gas, furnace_gas = coke * oven["gas"] - ignition, blast.gas - burnt
    # ovens and stoves may burn gas of either kind
    refuse(oven_gas + furnace_gas < 0, "stoves and ovens burn more gas than furnace and ovens leave")
    pellets = pellet_plant(p, bf["pellets"])
    carbonates = bf["carbonates"] / KILOGRAMS_PER_TONNE
    process = carbonates * steel["carbonate_carbon"] * KILOGRAMS_PER_TONNE
    fines, grade = _ore(p)
    stack = (
        breeze * steel["coke_carbon"] * KILOGRAMS_PER_TONNE
        + burnt * gas_carbon
        + ignition * p.coke_oven_gas.carbon
        + process
        + pellets["natural_gas"] * p.natural_gas.carbon
    )
    return flows(
        coking_coal=coke / oven["yield"],
        coal=blast.coal,
        ore=fines,
        pellets=bf["pellets"],
        ore_grade=grade,
        carbonates=carbonates,
        natural_gas=pellets["natural_gas"],
        natural_gas_elsewhere=pellets["natural_gas_elsewhere"],
        firing_gas=pellets["firing_gas"],
        firing_power=pellets["firing_power"],
        electricity=_power(p, coke) + pellets["electricity"],
        own_power=bf["top_gas_power"] + coke * oven["quenching_power"],
        hydrogen=row["injected_hydrogen"],
        by_products=coke * oven["by_products"] / KILOGRAMS_PER_TONNE,
        hot_metal=1.0 + 0.0 * stack,
        coke_oven_gas=oven_gas,
        blast_furnace_gas=furnace_gas,
        blast_furnace_gas_carbon=furnace_gas * gas_carbon,
        stack_carbon=stack,
        process_carbon=process,
        product_carbon=bf["hot_metal_carbon"] * KILOGRAMS_PER_TONNE,
    )


def _blast(p: Physics, row: Constants) -> Blast:
    """The blast furnace of a route."""
    steel, bf = p.steel, p.blast_furnace
    return blast_furnace(
        row["fuel_rate"],
        row["coal_rate"],
        row["injected_hydrogen"],
        bf["hydrogen_replacement"],
        (steel["coke_carbon"], steel["coke_heating_value"]),
        (steel["coal_carbon"], steel["coal_heating_value"]),
        bf["hot_metal_carbon"],
        bf["hot_metal_silicon"],
        bf["blast_heat"],
        bf["slag"],
        steel["slag_enthalpy"],
        bf["top_gas_heat"],
        bf["heat_loss"],
    )


def _ore(p: Physics) -> tuple[Array, Array]:
    """Fines and lump ore of a tonne of hot metal [t/t], and its tonnes of all ore times per cent of grade."""
    steel, bf = p.steel, p.blast_furnace
    metal_iron = 1.0 - bf["hot_metal_carbon"] - bf["hot_metal_silicon"]
    fines = (metal_iron / bf["iron_yield"] - bf["pellets"] * bf["pellet_iron"]) / bf["fines_iron"]
    refuse(fines < 0, "the pellets alone hold more iron than the hot metal")
    grade = fines * (bf["fines_iron"] - steel["quoted_iron"])
    grade = grade + bf["pellets"] * (bf["pellet_iron"] - steel["quoted_iron"])
    return fines, grade * PERCENT


def _power(p: Physics, coke: Array) -> Array:
    """Power of coke ovens, sinter plant and blast furnace for a tonne of hot metal [kWh/t]."""
    steel, bf = p.steel, p.blast_furnace
    furnace = bf["electricity"] + bf["oxygen"] * steel["oxygen_electricity"]
    sinter = bf["sinter"] * steel["sinter_electricity"]
    return furnace + sinter + coke * p.coke_oven["electricity"]


def pellet_plant(p: Physics, pellets: Array) -> dict[str, Array]:
    """Gas and power of firing pellets, and the gas burnt by those who sell them.

    Parameters
    ----------
    p : Physics
    pellets : array [t]

    Returns
    -------
    dict of str to array [units of the streams]
    """
    gas = pellets * p.steel["pellet_gas"]
    on_site = p.steel["pellets_made_on_site"]
    return flows(
        natural_gas=gas * on_site,
        firing_gas=gas * on_site,
        firing_power=pellets * p.steel["pellet_electricity"] * on_site,
        natural_gas_elsewhere=gas * (1.0 - on_site),
        electricity=pellets * p.steel["pellet_electricity"] * on_site,
    )


def coking_coal_share(p: Physics) -> Array:
    """Carbon in coking coal [1], such that what the ovens make of it closes."""
    oven = p.coke_oven
    return coking_coal_carbon(
        oven["yield"],
        p.steel["coke_carbon"],
        oven["gas"],
        p.coke_oven_gas.carbon,
        oven["by_products"],
        oven["by_product_carbon"],
    )


@dataclass(frozen=True)
class Shaft:
    """A tonne of reduced iron: what it is, its flows, and the heat that its furnace was given."""

    iron: ReducedIron
    flows: dict[str, Array]  # [units of the streams per t]
    gas_energy: Array  # [GJ/t] consumed
    heat: Array  # [GJ/t] brought to the gas
    lost: Array  # [GJ/t] with top gas and through walls


def shaft(p: Physics, row: Constants, own_pellets: str = "dr_pellets") -> Shaft:
    """Flows of a tonne of reduced iron: pellet plant, gas heater and shaft.

    Parameters
    ----------
    p : Physics
    row : mapping of str to array
        Attributes of a route with a shaft.
    own_pellets : str
        Stream of its pellets.

    Returns
    -------
    Shaft [units of its fields]
    """
    s = p.shaft
    iron = reduced_iron(row["ore_iron"], row["metallisation"], row["dri_carbon"])
    # draws of two uncertain shares may exceed the whole: then there is no natural gas
    whole = np.maximum(1.0, row["hydrogen_share"] + row["coke_oven_gas_share"])
    hydrogen, coke_oven = row["hydrogen_share"] / whole, row["coke_oven_gas_share"] / whole
    natural = np.maximum(0.0, 1.0 - hydrogen - coke_oven)
    gas = mix((p.hydrogen, p.coke_oven_gas, p.natural_gas), (hydrogen, coke_oven, natural))
    energy, extra = gas_consumed(iron, gas, p.natural_gas)
    capacity = energy * gas.oxygen_capacity
    added = extra * p.natural_gas.oxygen_capacity
    hydrogen_part = (capacity * gas.hydrogen_part + added * p.natural_gas.hydrogen_part) / (capacity + added)
    heat = shaft_heat(
        iron, energy + extra, hydrogen_part, s["excess_ratio"], s["heat_recovery"], s["heat_loss"]
    )
    lost = heat.top_gas + heat.walls
    check_shaft(iron, row["ore_iron"], energy + extra, heat.supplied, lost)
    electric = row["electric_heating"]
    fired = heat.supplied * (1.0 - electric) / s["gas_heater_efficiency"]
    power = heat.supplied * electric / s["electric_heater_efficiency"] * KWH_PER_GJ
    charged = iron.ore / (1.0 - s["fines_loss"])
    pellets = pellet_plant(p, charged)
    reducing = energy * natural + extra
    stack = (
        energy * coke_oven * p.coke_oven_gas.carbon
        + (reducing + fired + pellets["natural_gas"]) * p.natural_gas.carbon
        - iron.carbon * KILOGRAMS_PER_TONNE
    )
    made = flows(
        **{own_pellets: charged},
        ore_grade=charged * (row["ore_iron"] - p.steel["quoted_iron"]) * PERCENT,
        natural_gas=reducing + fired + pellets["natural_gas"],
        natural_gas_elsewhere=pellets["natural_gas_elsewhere"],
        firing_gas=pellets["firing_gas"],
        firing_power=pellets["firing_power"],
        electricity=s["electricity"] + power + pellets["electricity"],
        hydrogen=hydrogen_mass(energy * hydrogen) / (1.0 - s["hydrogen_loss"]),
        coke_oven_gas=-energy * coke_oven,
        reduced_iron=1.0 + 0.0 * stack,
        stack_carbon=stack,
        product_carbon=iron.carbon * KILOGRAMS_PER_TONNE,
    )
    return Shaft(iron, made, energy + extra, heat.supplied, lost)
