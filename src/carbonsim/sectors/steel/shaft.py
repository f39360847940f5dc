"""The shaft furnace: pellets become reduced iron in a gas of any hydrogen, natural gas and coke-oven gas.

Everything is per tonne of reduced iron (DRI). Gas that is not consumed circulates: the excess costs heat and
power, not gas. The heat balance is taken from 25 °C with lower heating values.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, MJ_PER_GJ
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.sectors.steel.chemistry import (
    heating_value,
    hematite_share,
    iron_energy,
    oxygen_removed,
    substance,
)
from carbonsim.sectors.steel.gases import Gas

#: Temperatures of the table of substances that stand for hot iron and for top gas [K].
HOT = 1073
TOP_GAS = 673


@dataclass(frozen=True)
class ReducedIron:
    """A tonne of reduced iron, (D,) each.

    Attributes
    ----------
    iron : array [t/t]
        Metal and oxide together.
    metallisation : array [1]
    wustite, gangue, carbon : array [t/t]
    ore : array [t/t]
        Pellets that are in it, without fines.
    oxygen_removed : array [kmol/t]
        Oxygen that the gas has taken up.
    energy : array [GJ/t]
        What it would give off if it burnt back to hematite and carbon dioxide.
    heat : array [GJ/t]
        Sensible heat as it leaves the furnace.
    """

    iron: Array
    metallisation: Array
    wustite: Array
    gangue: Array
    carbon: Array
    ore: Array
    oxygen_removed: Array
    energy: Array
    heat: Array


def reduced_iron(ore_iron: Array, metallisation: Array, carbon: Array) -> ReducedIron:
    r"""What a tonne of reduced iron is made of.

    With :math:`m` metallisation, :math:`c` carbon, :math:`g` gangue of the ore for each tonne of its iron,

    .. math:: x = \frac{1 - c}{m + (1-m)\,M_\mathrm{FeO}/M_\mathrm{Fe} + g}

    is its iron: all gangue stays, and what is not metal is wüstite.

    Parameters
    ----------
    ore_iron : array [1]
        Iron in the pellets, which are hematite and gangue.
    metallisation : array [1]
    carbon : array [1]
        Mass share in the product.

    Returns
    -------
    ReducedIron

    Raises
    ------
    ValueError
        If there is no such ore, metallisation or carbon.

    Examples
    --------
    >>> iron = reduced_iron(np.array([0.675]), np.array([0.94]), np.array([0.0]))
    >>> round(float(iron.iron[0]), 3), round(float(iron.ore[0]), 3)
    (0.936, 1.386)
    """
    m = metallisation
    refuse(
        (ore_iron <= 0) | (carbon < 0) | (carbon >= 1),
        "ore must hold iron, and the carbon in reduced iron must be a part of it",
    )
    oxygen = oxygen_removed(m)
    gangue_ratio = (1.0 - hematite_share(ore_iron)) / ore_iron
    wustite_ratio = (1.0 - m) * substance("FeO").molar_mass / substance("Fe").molar_mass
    iron = (1.0 - carbon) / (m + wustite_ratio + gangue_ratio)
    kmol = iron * KILOGRAMS_PER_TONNE / substance("Fe").molar_mass
    kmol_carbon = carbon * KILOGRAMS_PER_TONNE / substance("C").molar_mass
    energy = kmol * iron_energy(m) - kmol_carbon * substance("CO2").formation_enthalpy
    heat = kmol * (m * substance("Fe").content(HOT) + (1.0 - m) * substance("FeO").content(HOT))
    heat = heat + kmol_carbon * substance("C").content(HOT)
    heat = heat + iron * gangue_ratio * KILOGRAMS_PER_TONNE * substance("SiO2").specific_content(HOT)
    return ReducedIron(
        iron=iron,
        metallisation=m,
        wustite=iron * wustite_ratio,
        gangue=iron * gangue_ratio,
        carbon=carbon,
        ore=iron / ore_iron,
        oxygen_removed=kmol * oxygen,
        energy=energy / MJ_PER_GJ,
        heat=heat / MJ_PER_GJ,
    )


def gas_consumed(iron: ReducedIron, gas: Gas, carburiser: Gas) -> tuple[Array, Array]:
    r"""Reducing gas that a tonne of reduced iron consumes, and the natural gas that brings missing carbon.

    The gas takes up :math:`n_O` of oxygen; carbon that stays in the iron takes up none, so with capacity
    :math:`a` and carbon :math:`k` of the gas for each gigajoule

    .. math:: a E = n_O + 2 n_C, \qquad k E \ge n_C

    Where a gas holds too little carbon for the second, as much of the carburiser comes in as fulfils both.

    Parameters
    ----------
    iron : ReducedIron
    gas, carburiser : Gas
        The carburiser must hold more carbon for its capacity than the product takes.

    Returns
    -------
    tuple of array [GJ/t]
        Of the gas and of the carburiser.

    Raises
    ------
    ValueError
        If the product holds more carbon than any such mixture can leave.

    Examples
    --------
    >>> from carbonsim.sectors.steel.gases import gas_of
    >>> iron = reduced_iron(np.array([0.699]), np.array([1.0]), np.array([0.0]))
    >>> hydrogen, methane = gas_of({"H2": np.ones(1)}), gas_of({"CH4": np.ones(1)})
    >>> round(float(gas_consumed(iron, hydrogen, methane)[0][0] * 1000 / 119.96), 1)
    54.1
    """
    kmol = iron.carbon * KILOGRAMS_PER_TONNE / substance("C").molar_mass
    need = iron.oxygen_removed + 2.0 * kmol
    held, brought = (one.carbon / substance("C").molar_mass for one in (gas, carburiser))
    lean = held / gas.oxygen_capacity
    gain = brought - lean * carburiser.oxygen_capacity
    missing = np.maximum(0.0, kmol - lean * need)
    refuse((missing > 0) & (gain <= 0), "the carburiser brings no more carbon than the gas it joins")
    extra = np.where(missing > 0, missing / np.where(gain > 0, gain, 1.0), 0.0)
    rest = need - extra * carburiser.oxygen_capacity
    refuse(rest < 0, "the reduced iron holds more carbon than its gas can leave")
    return rest / gas.oxygen_capacity, extra


@dataclass(frozen=True)
class ShaftHeat:
    """Heat balance of the shaft and its gas loop, per tonne of reduced iron, (D,) each [GJ/t]."""

    supplied: Array
    top_gas: Array
    walls: Array


def shaft_heat(
    iron: ReducedIron, energy: Array, hydrogen_part: Array, excess: Array, recovery: Array, loss: Array
) -> ShaftHeat:
    r"""Heat that must be brought to the gas of a shaft.

    .. math:: Q\,(1 - w) = (e_\mathrm{DRI} - E) + h_\mathrm{DRI} + (1-\varepsilon)\,n_O
        \left[\varphi\,((\lambda-1) h_{\mathrm{H_2}} + h_{\mathrm{H_2O}})
        + (1-\varphi)\,((\lambda-1) h_\mathrm{CO} + h_{\mathrm{CO_2}})\right]

    with the energy :math:`E` of the gas consumed, the part :math:`\varphi` of its work that hydrogen does,
    the excess ratio :math:`\lambda`, and the heat recovery :math:`\varepsilon` from top gas.

    Parameters
    ----------
    iron : ReducedIron
    energy : array [GJ/t]
        Lower heating value of the gas consumed, :math:`E`.
    hydrogen_part : array [1]
        :math:`\varphi`.
    excess : array [1]
        :math:`\lambda`, 1 or more.
    recovery : array [1]
        :math:`\varepsilon`.
    loss : array [1]
        Heat lost through walls over heat supplied, :math:`w`.

    Returns
    -------
    ShaftHeat

    Raises
    ------
    ValueError
        If the excess ratio is below 1, or the heat lost is all heat.
    """
    refuse(
        (excess < 1) | (loss >= 1),
        "the excess ratio must be 1 or more and the heat loss below 1",
    )
    steam = (excess - 1.0) * substance("H2").content(TOP_GAS) + substance("H2O").content(TOP_GAS)
    carbonic = (excess - 1.0) * substance("CO").content(TOP_GAS) + substance("CO2").content(TOP_GAS)
    leaving = hydrogen_part * steam + (1.0 - hydrogen_part) * carbonic
    top_gas = (1.0 - recovery) * iron.oxygen_removed * leaving / MJ_PER_GJ
    useful = iron.energy - energy + iron.heat + top_gas
    supplied = useful / (1.0 - loss)
    return ShaftHeat(supplied, top_gas, supplied * loss)


def hydrogen_mass(energy: Array) -> Array:
    """Hydrogen of a given lower heating value.

    Parameters
    ----------
    energy : array [GJ]

    Returns
    -------
    array [kg]

    Examples
    --------
    >>> round(float(hydrogen_mass(np.array([1.0]))[0]), 3)
    8.336
    """
    return energy * (MJ_PER_GJ * substance("H2").molar_mass / heating_value("H2"))
