"""The electric smelter: hot metal from reduced iron of lower grade, by its balances."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, KWH_PER_GJ, MJ_PER_GJ
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.sectors.steel.chemistry import substance
from carbonsim.sectors.steel.melting import Melt, carbon_monoxide_heat, iron_in_slag, kilomoles, metal_heat
from carbonsim.sectors.steel.shaft import ReducedIron


@dataclass(frozen=True)
class Smelt:
    """A tonne of hot metal from a smelter, (D,) each."""

    reduced_iron: Array  # [t/t]
    lime: Array  # [t/t]
    slag: Array  # [t/t]
    coal_carbon: Array  # [kg/t] charged besides that of the reduced iron and the electrodes
    melt: Melt


def smelt(
    iron: ReducedIron,
    hot: Array,
    metal_carbon: Array,
    metal_silicon: Array,
    lime_ratio: Array,
    slag_iron_oxide: Array,
    slag_enthalpy: Array,
    electrode_carbon: Array,
    efficiency: Array,
) -> Smelt:
    r"""Hot metal from an electric smelter, whose slag keeps little iron.

    Carbon reduces the wüstite that is left and the silicon, and dissolves:

    .. math:: n_C = n_{\mathrm{C,metal}} + n_{\mathrm{FeO}} + 2 n_{\mathrm{Si}}

    What reduced iron and electrodes do not bring, coal does.

    Parameters
    ----------
    iron : ReducedIron
    hot : array [1]
        Part of the reduced iron that is charged hot.
    metal_carbon, metal_silicon : array [1]
        In hot metal.
    lime_ratio : array [t/t]
        Lime per tonne of gangue.
    slag_iron_oxide : array [1]
    slag_enthalpy : array [GJ/t]
    electrode_carbon : array [kg/t]
    efficiency : array [1]

    Returns
    -------
    Smelt

    Raises
    ------
    ValueError
        If the slag would take all iron, or hold less than nothing, or the hot charge needs no power.
    """
    loss = iron_in_slag(slag_iron_oxide)
    metal_iron = 1.0 - metal_carbon - metal_silicon
    silica = metal_silicon * substance("SiO2").molar_mass / substance("Si").molar_mass
    # slag = (d g (1 + L) - silica that became silicon) / (1 - f)
    per_iron = iron.iron - loss * iron.gangue * (1.0 + lime_ratio)
    refuse(per_iron <= 0, "the slag takes all iron of the reduced iron")
    amount = (metal_iron - loss * silica) / per_iron
    lime = amount * iron.gangue * lime_ratio
    slag = (amount * iron.gangue + lime - silica) / (1.0 - slag_iron_oxide)
    kmol_oxide = (amount * iron.wustite - slag * slag_iron_oxide) * kilomoles("FeO")
    kmol_silicon = metal_silicon * kilomoles("Si")
    kmol_burnt = kmol_oxide + 2.0 * kmol_silicon
    needed = metal_carbon * KILOGRAMS_PER_TONNE + kmol_burnt * substance("C").molar_mass
    coal = np.maximum(0.0, needed - amount * iron.carbon * KILOGRAMS_PER_TONNE - electrode_carbon)
    burnt = (
        amount * iron.carbon * KILOGRAMS_PER_TONNE
        + electrode_carbon
        + coal
        - metal_carbon * KILOGRAMS_PER_TONNE
    )
    kmol = burnt / substance("C").molar_mass
    heat = metal_heat(metal_carbon, metal_silicon) + slag * slag_enthalpy
    heat = heat - kmol_oxide * substance("FeO").formation_enthalpy / MJ_PER_GJ
    heat = heat - kmol_silicon * substance("SiO2").formation_enthalpy / MJ_PER_GJ
    burning = -kmol * substance("CO").formation_enthalpy / MJ_PER_GJ
    power = heat / efficiency - burning - amount * iron.heat * hot
    refuse(power < 0, "the hot charge gives more heat than the smelter needs")
    off_gas = kmol * carbon_monoxide_heat() / MJ_PER_GJ
    refuse(slag < 0, "the gangue is too little for the silicon in the metal")
    zero = 0.0 * power
    carbon_charged = electrode_carbon + coal
    melt = Melt(
        power * KWH_PER_GJ, zero, carbon_charged, burnt, heat / efficiency - heat, off_gas, natural_gas=zero
    )
    return Smelt(amount, lime, slag, coal, melt)
