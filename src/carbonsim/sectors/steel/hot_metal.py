"""Coke oven, blast furnace and converter, per tonne of their product, by balances of carbon and energy."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, MJ_PER_GJ
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number
from carbonsim.sectors.steel.chemistry import heating_value, iron_energy, substance
from carbonsim.sectors.steel.melting import metal_heat


def coking_coal_carbon(
    coke_yield: Array,
    coke_carbon: Array,
    gas: Array,
    gas_carbon: Array,
    by_products: Array,
    by_product_carbon: Array,
) -> Array:
    r"""Carbon that coking coal must hold for what coke ovens make of it.

    .. math:: c_\mathrm{coal} = y\,(c_\mathrm{coke} + g\,c_\mathrm{gas} + b\,c_b)

    Parameters
    ----------
    coke_yield : array [t/t]
        Coke per tonne of coal, :math:`y`.
    coke_carbon : array [1]
    gas : array [GJ/t]
        Per tonne of coke, :math:`g`.
    gas_carbon : array [kg/GJ]
    by_products : array [kg/t]
        Per tonne of coke, :math:`b`.
    by_product_carbon : array [1]

    Returns
    -------
    array [1]

    Examples
    --------
    >>> round(float(coking_coal_carbon(0.754, 0.85, 7.29, 12.0, 56.0, 0.92)), 3)
    0.746
    """
    per_coke = coke_carbon + (gas * gas_carbon + by_products * by_product_carbon) / KILOGRAMS_PER_TONNE
    return coke_yield * per_coke


@dataclass(frozen=True)
class Blast:
    """A tonne of hot metal from a blast furnace, (D,) each."""

    coke: Array  # [t/t]
    coal: Array  # [t/t]
    gas: Array  # [GJ/t] of blast-furnace gas
    gas_carbon: Array  # [kg/t] in that gas
    energy_in: Array  # [GJ/t]
    loss: Array  # [GJ/t]


def blast_furnace(
    fuel_rate: Array,
    coal_rate: Array,
    hydrogen: Array,
    hydrogen_replacement: Array,
    coke: tuple[Array, Array],
    coal: tuple[Array, Array],
    metal_carbon: Array,
    metal_silicon: Array,
    blast_heat: Array,
    slag: Array,
    slag_enthalpy: Array,
    top_gas_heat: Array,
    heat_loss: Array,
) -> Blast:
    r"""Gas of a blast furnace: what its fuels bring and the hot metal does not take.

    .. math:: E_\mathrm{gas} = (1 - w)\,(E_\mathrm{coke} + E_\mathrm{coal} + E_{\mathrm{H_2}}
        + Q_\mathrm{blast})
        - e_\mathrm{metal} - h_\mathrm{metal} - h_\mathrm{slag} - h_\mathrm{gas}

    with the energy :math:`e` of iron against hematite, of silicon and of carbon. Its carbon is that of the
    fuels less that of the hot metal. Hydrogen replaces coal by energy.

    Parameters
    ----------
    fuel_rate, coal_rate : array [kg/t]
        Coke and coal together, and the coal, before hydrogen.
    hydrogen : array [kg/t]
        Injected.
    hydrogen_replacement : array [1]
        Energy of coal saved over energy of hydrogen.
    coke, coal : tuple of array [1], [MJ/kg]
        Carbon and lower heating value.
    metal_carbon, metal_silicon : array [1]
    blast_heat : array [GJ/t]
    slag : array [t/t]
    slag_enthalpy : array [GJ/t of slag]
    top_gas_heat : array [GJ/t]
    heat_loss : array [1]
        Over all energy put in, :math:`w`.

    Returns
    -------
    Blast

    Raises
    ------
    ValueError
        If coke or coal would be negative, or fuels bring less than the hot metal takes.
    """
    hydrogen_energy = hydrogen * (heating_value("H2") / substance("H2").molar_mass) / MJ_PER_GJ
    coke_mass = (fuel_rate - coal_rate) / KILOGRAMS_PER_TONNE
    coal_mass = coal_rate / KILOGRAMS_PER_TONNE - hydrogen_energy * hydrogen_replacement / coal[1]
    energy_in = coke_mass * coke[1] + coal_mass * coal[1] + hydrogen_energy + blast_heat
    loss = energy_in * heat_loss
    taken = metal_energy(metal_carbon, metal_silicon) + metal_heat(metal_carbon, metal_silicon)
    gas = energy_in - loss - taken - slag * slag_enthalpy - top_gas_heat
    gas_carbon = (coke_mass * coke[0] + coal_mass * coal[0] - metal_carbon) * KILOGRAMS_PER_TONNE
    refuse(
        (coke_mass < 0) | (coal_mass < 0),
        "coal is more than all fuel, or hydrogen replaces more coal than there is",
    )
    refuse((gas <= 0) | (gas_carbon <= 0), "the fuel is too little to make hot metal")
    return Blast(coke_mass, coal_mass, gas, gas_carbon, energy_in, loss)


def metal_energy(carbon: Array, silicon: Array) -> Array:
    """Energy of hot metal against hematite, silica and carbon dioxide [GJ/t].

    Examples
    --------
    >>> round(float(metal_energy(np.array([0.045]), np.array([0.004]))[0]), 2)
    8.62
    """
    kilomoles = {"Fe": 1.0 - carbon - silicon, "C": carbon, "Si": silicon}
    energies: dict[str, Number] = {
        "Fe": iron_energy(1.0),
        "C": -substance("CO2").formation_enthalpy,
        "Si": -substance("SiO2").formation_enthalpy,
    }
    parts = (kilomoles[name] / substance(name).molar_mass * energies[name] for name in kilomoles)
    return sum(parts, start=np.zeros(1))


@dataclass(frozen=True)
class Conversion:
    """A tonne of liquid steel from a converter, (D,) each."""

    hot_metal: Array  # [t/t]
    gas: Array  # [GJ/t] recovered
    gas_carbon: Array  # [kg/t] in that gas
    carbon_burnt: Array  # [kg/t] that is not recovered


def converter(
    scrap: Array,
    scrap_iron: Array,
    steel_iron: Array,
    steel_carbon: Array,
    metal_iron: Array,
    metal_carbon: Array,
    iron_yield: Array,
    monoxide_share: Array,
    recovery: Array,
) -> Conversion:
    r"""Hot metal and gas of a tonne of converter steel.

    .. math:: (h\,x + s\,y)\,\eta = F

    Parameters
    ----------
    scrap : array [t/t]
        :math:`s`.
    scrap_iron, steel_iron, metal_iron : array [1]
        :math:`y`, :math:`F` and :math:`x`.
    steel_carbon, metal_carbon : array [1]
        Scrap holds that of steel.
    iron_yield : array [1]
        :math:`\eta`.
    monoxide_share : array [1]
        Carbon that leaves as CO; the rest is CO2.
    recovery : array [1]
        Part of the gas that is recovered.

    Returns
    -------
    Conversion

    Raises
    ------
    ValueError
        If the scrap holds more iron than the steel, or hot metal and scrap hold less carbon than the steel.
    """
    hot_metal = (steel_iron / iron_yield - scrap * scrap_iron) / metal_iron
    refuse(hot_metal < 0, "the scrap alone holds more iron than the steel")
    oxidised = (hot_metal * metal_carbon + scrap * steel_carbon - steel_carbon) * KILOGRAMS_PER_TONNE
    refuse(oxidised < 0, "hot metal and scrap hold less carbon than the steel")
    kmol = oxidised * monoxide_share * recovery / substance("C").molar_mass
    return Conversion(
        hot_metal=hot_metal,
        gas=kmol * heating_value("CO") / MJ_PER_GJ,
        gas_carbon=oxidised * recovery,
        carbon_burnt=oxidised * (1.0 - recovery),
    )
