"""Mass, iron and energy of each process, checked in every run; carbon is checked over routes and works.

Each side is summed from what goes in and what comes out, not from the equation that gave a number. Of blast
furnace and converter, whose gas has no mass here, iron and energy are checked; ash of coal is not followed.
"""

from __future__ import annotations

from carbonsim.core.balance import check_balance
from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, KWH_PER_GJ, MJ_PER_GJ
from carbonsim.core.types import Array
from carbonsim.sectors.steel.chemistry import heating_value, substance
from carbonsim.sectors.steel.gases import NORMAL_VOLUME
from carbonsim.sectors.steel.hot_metal import Blast, Conversion, metal_energy
from carbonsim.sectors.steel.melting import Charge, Melt, liquid_heat, metal_heat
from carbonsim.sectors.steel.rows import Constants, Physics
from carbonsim.sectors.steel.shaft import ReducedIron
from carbonsim.sectors.steel.smelter import Smelt


def check_shaft(iron: ReducedIron, ore_iron: Array, gas: Array, heat: Array, lost: Array) -> None:
    """A shaft: pellets are reduced iron and oxygen; energy of gas and heater is in the iron or lost."""
    oxygen = iron.oxygen_removed * _oxygen() / KILOGRAMS_PER_TONNE
    check_balance("mass of the shaft", iron.ore, 1.0 - iron.carbon + oxygen)
    check_balance("iron of the shaft", iron.ore * ore_iron, iron.iron)
    check_balance("energy of the shaft", gas + heat, iron.energy + iron.heat + lost)


def check_arc_furnace(
    p: Physics, iron: ReducedIron, charge: Charge, melt: Melt, hot: Array, product_iron: Array
) -> None:
    """An arc furnace: iron, all mass, and energy."""
    steel = p.steel
    scrap_iron = charge.scrap * steel["scrap_iron"]
    check_balance(
        "iron of the arc furnace",
        charge.reduced_iron * iron.iron + scrap_iron,
        product_iron + charge.iron_oxide * _iron_share(),
    )
    oxygen = melt.oxygen / NORMAL_VOLUME * 2.0 * _oxygen() / KILOGRAMS_PER_TONNE
    monoxide = _monoxide(melt)
    check_balance(
        "mass of the arc furnace",
        charge.reduced_iron + charge.scrap + charge.lime + melt.carbon_charged / KILOGRAMS_PER_TONNE + oxygen,
        product_iron + steel["steel_carbon"] + charge.slag + monoxide,
    )
    reduced = (charge.reduced_iron * iron.wustite - charge.iron_oxide) * _energy_of_reduction()
    check_balance(
        "energy of the arc furnace",
        melt.electricity / KWH_PER_GJ
        + melt.natural_gas
        + charge.reduced_iron * iron.heat * hot
        + melt.carbon_burnt * _carbon_energy(),
        liquid_heat("Fe") + charge.slag * steel["slag_enthalpy"] + reduced + melt.off_gas + melt.loss,
    )


def check_smelter(p: Physics, iron: ReducedIron, made: Smelt, hot: Array) -> None:
    """A smelter: iron, all mass without the ash of coal, and energy."""
    bf, s = p.blast_furnace, p.smelter
    carbon, silicon = bf["hot_metal_carbon"], bf["hot_metal_silicon"]
    oxide = made.slag * s["slag_iron_oxide"]
    check_balance(
        "iron of the smelter", made.reduced_iron * iron.iron, 1.0 - carbon - silicon + oxide * _iron_share()
    )
    monoxide = _monoxide(made.melt)
    fuel = (made.coal_carbon + s["electrodes"]) / KILOGRAMS_PER_TONNE
    # carbon beyond what reduces oxides takes its oxygen from the air
    needed = (made.reduced_iron * iron.wustite - oxide) / substance("FeO").molar_mass
    needed = (needed + 2.0 * silicon / substance("Si").molar_mass) * KILOGRAMS_PER_TONNE
    burnt = made.melt.carbon_burnt / substance("C").molar_mass
    air = (burnt - needed) * _oxygen() / KILOGRAMS_PER_TONNE
    check_balance(
        "mass of the smelter", made.reduced_iron + made.lime + fuel + air, 1.0 + made.slag + monoxide
    )
    reduced = (made.reduced_iron * iron.wustite - oxide) * _energy_of_reduction()
    reduced = reduced - silicon / substance("Si").molar_mass * substance("SiO2").formation_enthalpy
    heat = metal_heat(carbon, silicon)
    check_balance(
        "energy of the smelter",
        made.melt.electricity / KWH_PER_GJ
        + made.reduced_iron * iron.heat * hot
        + made.melt.carbon_burnt * _carbon_energy(),
        heat + made.slag * p.steel["slag_enthalpy"] + reduced + made.melt.off_gas + made.melt.loss,
    )


def check_blast_furnace(p: Physics, blast: Blast, hydrogen: Array) -> None:
    """A blast furnace: energy of its fuels and blast is in the metal, slag and gas, or lost."""
    steel, bf = p.steel, p.blast_furnace
    carbon, silicon = bf["hot_metal_carbon"], bf["hot_metal_silicon"]
    fuels = blast.coke * steel["coke_heating_value"] + blast.coal * steel["coal_heating_value"]
    fuels = fuels + hydrogen / substance("H2").molar_mass * heating_value("H2") / MJ_PER_GJ
    metal = metal_energy(carbon, silicon) + metal_heat(carbon, silicon)
    check_balance(
        "energy of the blast furnace",
        fuels + bf["blast_heat"],
        metal + bf["slag"] * steel["slag_enthalpy"] + bf["top_gas_heat"] + blast.gas + blast.loss,
    )


def check_converter(p: Physics, row: Constants, made: Conversion, product_iron: Array) -> None:
    """A converter: iron of hot metal and scrap is in the steel or in slag and dust."""
    steel, bf, bof = p.steel, p.blast_furnace, p.converter
    metal = 1.0 - bf["hot_metal_carbon"] - bf["hot_metal_silicon"]
    charged = made.hot_metal * metal + row["scrap"] * steel["scrap_iron"]
    check_balance("iron of the converter", charged, product_iron + charged * (1.0 - bof["iron_yield"]))


def _monoxide(melt: Melt) -> Array:
    """Carbon monoxide that carries away the carbon burnt in a bath [t/t]."""
    ratio = substance("CO").molar_mass / substance("C").molar_mass
    return melt.carbon_burnt / KILOGRAMS_PER_TONNE * ratio


def _oxygen() -> float:
    """Atomic weight of oxygen [kg/kmol]."""
    return substance("FeO").molar_mass - substance("Fe").molar_mass


def _iron_share() -> float:
    return substance("Fe").molar_mass / substance("FeO").molar_mass


def _energy_of_reduction() -> float:
    """Heat of formation that reducing a tonne of wüstite takes [GJ/t]."""
    return -substance("FeO").formation_enthalpy / substance("FeO").molar_mass


def _carbon_energy() -> float:
    """Energy of carbon burnt to carbon dioxide [GJ/kg]."""
    return -substance("CO2").formation_enthalpy / substance("C").molar_mass / MJ_PER_GJ
