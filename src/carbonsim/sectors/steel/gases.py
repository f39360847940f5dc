"""Gases by composition: what they can reduce, what heat they give, what carbon they bring."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from carbonsim.core.conversions import MJ_PER_GJ
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.sectors.steel.chemistry import heating_value, oxygen_capacity, substance

#: Volume of a kmol of an ideal gas at 0 °C and 101.325 kPa [Nm3]: the definition of the normal cubic metre.
NORMAL_VOLUME = 22.414
#: Parameter -> substance. Hydrocarbons above methane count as ethylene in coke-oven gas, else ethane.
SPECIES = {
    "hydrogen": "H2",
    "carbon_monoxide": "CO",
    "carbon_dioxide": "CO2",
    "methane": "CH4",
    "ethylene": "C2H4",
    "ethane": "C2H6",
    "nitrogen": "N2",
}


@dataclass(frozen=True)
class Gas:
    """A gas, (D,) each.

    Attributes
    ----------
    heating_value : array [MJ/Nm3]
    carbon : array [kg C/GJ]
    oxygen_capacity : array [kmol O/GJ]
        Oxygen that it takes up until all is CO2 and steam.
    hydrogen_part : array [1]
        Part of that capacity that hydrogen has once hydrocarbons are reformed with steam.
    """

    heating_value: Array
    carbon: Array
    oxygen_capacity: Array
    hydrogen_part: Array


def gas_of(fractions: Mapping[str, Array]) -> Gas:
    r"""Properties of a gas mixture.

    With mole fractions :math:`x_i` scaled to add up to 1, heating value :math:`h = \sum x_i\,\mathrm{LHV}_i`,
    carbon :math:`\sum x_i C_i M_C / h` and oxygen capacity :math:`\sum x_i o_i / h`.

    Parameters
    ----------
    fractions : mapping of str to array [1]
        By substance.

    Returns
    -------
    Gas

    Raises
    ------
    ValueError
        If a fraction is negative, or nothing in the gas burns.

    Examples
    --------
    >>> gas = gas_of({"CH4": np.array([1.0])})
    >>> round(float(gas.heating_value[0]), 1), round(float(gas.carbon[0]) * 44.009 / 12.011, 1)
    (35.8, 54.9)
    """
    total = sum(fractions.values(), start=np.zeros(1))
    message = "the fractions of a gas must not be negative, nor all 0"
    for bad in (total <= 0, *(share < 0 for share in fractions.values())):
        refuse(bad, message)

    def mean(value: Mapping[str, float]) -> Array:
        parts = (share * value[name] for name, share in fractions.items())
        return sum(parts, start=np.zeros(1)) / total

    names = list(fractions)
    heat = mean({name: heating_value(name) for name in names})
    refuse(heat <= 0, "nothing in the gas burns")
    capacity = mean({name: oxygen_capacity(name) for name in names})
    carbon = mean({name: substance(name).atoms["carbon"] for name in names}) * substance("C").molar_mass
    # reforming with steam, C_xH_y + x H2O: x CO and x + y/2 H2; CO2 and CO in the gas stay as they are
    reformed = mean({name: _hydrogen_after_reforming(name) for name in names})
    return Gas(
        heating_value=heat / NORMAL_VOLUME,
        carbon=carbon / heat * MJ_PER_GJ,
        oxygen_capacity=capacity / heat * MJ_PER_GJ,
        hydrogen_part=reformed / capacity,
    )


def _hydrogen_after_reforming(name: str) -> float:
    gas = substance(name)
    carbon = gas.atoms["carbon"] if gas.atoms["hydrogen"] else 0.0
    return carbon + gas.atoms["hydrogen"] / 2


def mix(gases: tuple[Gas, ...], shares: tuple[Array, ...]) -> Gas:
    """A mixture of gases by their shares of its energy, which are scaled to add up to 1.

    Parameters
    ----------
    gases : tuple of Gas
    shares : tuple of array [1]
        Of the heating value of the mixture.

    Returns
    -------
    Gas

    Examples
    --------
    >>> one = gas_of({"H2": np.array([1.0])})
    >>> both = mix((one, gas_of({"CH4": np.array([1.0])})), (np.array([1.0]), np.array([1.0])))
    >>> round(float(both.hydrogen_part[0]), 3)
    0.863
    """
    total = sum(shares, start=np.zeros(1))
    message = "shares of a gas mixture must be positive in sum and none negative"
    for bad in (total <= 0, *(share < 0 for share in shares)):
        refuse(bad, message)
    weights = [share / total for share in shares]
    pairs = list(zip(gases, weights, strict=True))

    def mean(values: list[Array]) -> Array:
        return sum(values, start=np.zeros(1))

    capacity = mean([gas.oxygen_capacity * weight for gas, weight in pairs])
    part = mean([gas.hydrogen_part * gas.oxygen_capacity * weight for gas, weight in pairs]) / capacity
    volume = mean([weight / gas.heating_value for gas, weight in pairs])
    return Gas(
        heating_value=1.0 / volume,
        carbon=mean([gas.carbon * weight for gas, weight in pairs]),
        oxygen_capacity=capacity,
        hydrogen_part=part,
    )
