"""Melting in an electric arc furnace, by its balances of iron, carbon and energy."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, KWH_PER_GJ, MJ_PER_GJ
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.sectors.steel.chemistry import substance
from carbonsim.sectors.steel.gases import NORMAL_VOLUME
from carbonsim.sectors.steel.shaft import ReducedIron

#: Temperature of the table of substances that stands for liquid steel, hot metal and slag [K].
LIQUID = 1873


@dataclass(frozen=True)
class Charge:
    """What goes into a furnace, (D,) each, per tonne of liquid product [t/t]."""

    reduced_iron: Array
    scrap: Array
    lime: Array
    slag: Array
    iron_oxide: Array  # FeO that leaves with the slag


def arc_furnace_charge(
    iron: ReducedIron,
    scrap: Array,
    product_iron: Array,
    scrap_iron: Array,
    scrap_carbon: Array,
    lime_ratio: Array,
    scrap_lime: Array,
    slag_iron_oxide: Array,
) -> Charge:
    r"""Reduced iron, lime and slag of a tonne of liquid steel with a given amount of scrap.

    Slag holds gangue and dirt, the lime for them and a share :math:`f` of FeO,

    .. math:: S = \frac{d\,g\,(1+L) + s\,(1 - y - c + l)}{1 - f}, \qquad
        d\,x + s\,y = F + f S\,\frac{M_\mathrm{Fe}}{M_\mathrm{FeO}}

    for reduced iron :math:`d` with iron :math:`x` and gangue :math:`g`, scrap :math:`s` with iron :math:`y`
    and carbon :math:`c`, lime :math:`L` per tonne of gangue and :math:`l` per tonne of scrap,
    and iron :math:`F` in the steel.

    Parameters
    ----------
    iron : ReducedIron
    scrap : array [t/t]
        :math:`s`; without reduced iron see `scrap_charge`.
    product_iron : array [t/t]
        :math:`F`.
    scrap_iron, scrap_carbon : array [1]
        :math:`y` and :math:`c`; the rest is dirt.
    lime_ratio, scrap_lime : array [t/t]
        :math:`L` and :math:`l`.
    slag_iron_oxide : array [1]
        :math:`f`, below 1.

    Returns
    -------
    Charge

    Raises
    ------
    ValueError
        If the slag would be all iron oxide, or the scrap alone holds more iron than the steel.
    """
    loss = iron_in_slag(slag_iron_oxide)
    dirt = 1.0 - scrap_iron - scrap_carbon + scrap_lime
    per_iron = iron.iron - loss * iron.gangue * (1.0 + lime_ratio)
    refuse(per_iron <= 0, "the slag takes all iron of the reduced iron")
    amount = (product_iron - scrap * (scrap_iron - loss * dirt)) / per_iron
    refuse(amount < 0, "the scrap alone holds more iron than the steel")
    gangue = amount * iron.gangue
    lime = gangue * lime_ratio + scrap * scrap_lime
    slag = (gangue + scrap * (1.0 - scrap_iron - scrap_carbon) + lime) / (1.0 - slag_iron_oxide)
    return Charge(amount, scrap + 0.0 * amount, lime, slag, slag * slag_iron_oxide)


def scrap_charge(
    product_iron: Array, scrap_iron: Array, scrap_carbon: Array, scrap_lime: Array, slag_iron_oxide: Array
) -> Charge:
    """Scrap, lime and slag of a tonne of steel from scrap alone [t/t]; see `arc_furnace_charge`."""
    loss = iron_in_slag(slag_iron_oxide)
    dirt = 1.0 - scrap_iron - scrap_carbon + scrap_lime
    per_scrap = scrap_iron - loss * dirt
    refuse(per_scrap <= 0, "the slag takes all iron of the scrap")
    scrap = product_iron / per_scrap
    slag = scrap * dirt / (1.0 - slag_iron_oxide)
    return Charge(0.0 * scrap, scrap, scrap * scrap_lime, slag, slag * slag_iron_oxide)


def iron_in_slag(slag_iron_oxide: Array) -> Array:
    """Iron lost for each tonne of slag that is not iron oxide [t/t]."""
    refuse(slag_iron_oxide >= 1, "slag must hold something besides iron oxide")
    ratio = substance("Fe").molar_mass / substance("FeO").molar_mass
    return ratio * slag_iron_oxide / (1.0 - slag_iron_oxide)


@dataclass(frozen=True)
class Melt:
    """Carbon and energy of melting, per tonne of liquid product, (D,) each."""

    electricity: Array  # [kWh/t]
    oxygen: Array  # [Nm3/t] blown in
    carbon_charged: Array  # [kg/t] besides that of reduced iron and scrap
    carbon_burnt: Array  # [kg/t] that leaves as CO and burns
    loss: Array  # [GJ/t] of heat
    off_gas: Array  # [GJ/t] that CO takes along
    natural_gas: Array  # [GJ/t] that burners burn; a smelter has none


def arc_furnace_melt(
    iron: ReducedIron,
    charge: Charge,
    hot: Array,
    carbon: Array,
    steel_carbon: Array,
    slag_enthalpy: Array,
    natural_gas: Array,
    efficiency: Array,
) -> Melt:
    r"""Power of an electric arc furnace.

    Heat demand :math:`H` is that of liquid steel and slag and of the iron oxide reduced (or, where slag takes
    more oxide than the charge brings, less what its making gives off); power, hot iron, burners and the
    burning of carbon to CO serve it with one efficiency:

    .. math:: W = H/\eta - h_\mathrm{hot} - E_\mathrm{gas} - n_C\,(-\Delta H_f(\mathrm{CO}))

    Parameters
    ----------
    iron : ReducedIron
    charge : Charge
    hot : array [1]
        Part of the reduced iron that is charged hot.
    carbon : array [kg/t]
        Carbon charged besides that of reduced iron and scrap; scrap holds that of steel. Where it is too
        little to reduce the oxide that the slag does not take, more is charged.
    steel_carbon : array [1]
    slag_enthalpy : array [GJ/t]
    natural_gas : array [GJ/t]
        Of burners, which are turned down where hot iron and carbon leave them less to heat.
    efficiency : array [1]
        :math:`\eta`.

    Returns
    -------
    Melt

    Raises
    ------
    ValueError
        If hot iron and carbon already melt the charge.
    """
    kmol_reduced = (charge.reduced_iron * iron.wustite - charge.iron_oxide) * kilomoles("FeO")
    within = (
        charge.reduced_iron * iron.carbon + charge.scrap * steel_carbon - steel_carbon
    ) * KILOGRAMS_PER_TONNE
    least = np.maximum(0.0, kmol_reduced) * substance("C").molar_mass
    carbon = np.maximum(carbon, least - within)
    burnt = within + carbon
    kmol = burnt / substance("C").molar_mass
    heat = liquid_heat("Fe") + charge.slag * slag_enthalpy
    heat = heat - kmol_reduced * substance("FeO").formation_enthalpy / MJ_PER_GJ
    burning = -kmol * substance("CO").formation_enthalpy / MJ_PER_GJ
    needed = heat / efficiency - (charge.reduced_iron * iron.heat * hot + burning)
    refuse(needed < 0, "carbon and hot charge give more heat than the furnace needs")
    gas = np.minimum(natural_gas, needed)
    power = needed - gas
    oxygen = np.maximum(0.0, kmol - kmol_reduced) / 2.0 * NORMAL_VOLUME
    off_gas = kmol * carbon_monoxide_heat() / MJ_PER_GJ
    return Melt(power * KWH_PER_GJ, oxygen, carbon, burnt, heat / efficiency - heat, off_gas, gas)


def metal_heat(carbon: Array, silicon: Array) -> Array:
    """Sensible heat of hot metal [GJ/t]."""
    iron = 1.0 - carbon - silicon
    return iron * liquid_heat("Fe") + carbon * liquid_heat("C") + silicon * liquid_heat("Si")


def liquid_heat(name: str) -> float:
    """Heat that makes a substance liquid steel's temperature [GJ/t].

    Examples
    --------
    >>> round(liquid_heat("Fe") * KWH_PER_GJ)
    376
    """
    return substance(name).specific_content(LIQUID)


def kilomoles(name: str) -> float:
    """Kilomoles in a tonne."""
    return KILOGRAMS_PER_TONNE / substance(name).molar_mass


def carbon_monoxide_heat() -> float:
    """Lower heating value of carbon monoxide [MJ/kmol]."""
    return substance("CO").formation_enthalpy - substance("CO2").formation_enthalpy
