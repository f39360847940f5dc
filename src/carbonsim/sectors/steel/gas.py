"""Gas of a works: who gets it, what power the rest makes, and what burns where it is taken away."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, KWH_PER_GJ
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.sectors.steel.rows import Physics

POWER, NATURAL_GAS, COAL, CHEAPEST = "power", "natural_gas", "coal", "cheapest"


def gas_power(p: Physics, surplus: Array, fuel: Array | float = 0.0) -> Array:
    """Power of surplus gas, a part of which is flared, and of fuel burnt in the place of gas.

    Parameters
    ----------
    p : Physics
    surplus, fuel : array [GJ]

    Returns
    -------
    array [kWh]
    """
    steel = p.steel
    burnt = surplus * (1.0 - steel["flared_share"]) + fuel
    return burnt * steel["power_efficiency"] * KWH_PER_GJ


@dataclass(frozen=True)
class Instead:
    """Fuels that burn in the place of gas that is taken away, (D,) each."""

    gas: Array  # [GJ] of natural gas
    coal: Array  # [t]
    energy: Array  # [GJ] of both
    carbon: Array  # [kg]


def burnt_instead(p: Physics, taken: Array, gas_share: Array | float, coal_share: Array | float) -> Instead:
    """Natural gas and coal in the place of gas: for the burners left without it, so nothing of it is flared.

    Parameters
    ----------
    p : Physics
    taken : array [GJ]
        Gas that others take.
    gas_share, coal_share : array [1]
        Of what replaces it; the rest is power.
    """
    steel = p.steel
    missed = taken * (1.0 - steel["flared_share"])
    gas, coal = missed * gas_share, missed * coal_share / steel["coal_heating_value"]
    carbon = gas * p.natural_gas.carbon + coal * steel["coal_carbon"] * KILOGRAMS_PER_TONNE
    energy = missed * (gas_share + coal_share)
    return Instead(gas, coal, energy, carbon)


@dataclass(frozen=True)
class OvenGas:
    """Coke-oven gas of a works, (R, D) [GJ] unless said."""

    left: Array  # by ovens for others
    share: Array  # [1] of each route in what is left
    diverted: Array  # (D,) that shafts take
    burnt_part: Array  # (D,) [1] of what is left that still burns
    short: Array  # wanted by shafts but not there
    instead: Array  # natural gas that does its work


def divert(p: Physics, oven_gas: Array) -> OvenGas:
    """Share out coke-oven gas: shafts first; what they lack is natural gas of the same reducing capacity."""
    left, wanted = np.maximum(oven_gas, 0.0), np.maximum(-oven_gas, 0.0)
    available, asked = left.sum(axis=0), wanted.sum(axis=0)
    diverted = np.minimum(asked, available)
    whole = np.where(available > 0, available, 1.0)
    short = wanted * (1.0 - diverted / np.where(asked > 0, asked, 1.0))
    return OvenGas(
        left=left,
        share=left / whole,
        diverted=diverted,
        burnt_part=np.where(available > 0, 1.0 - diverted / whole, 1.0),
        short=short,
        instead=short * p.coke_oven_gas.oxygen_capacity / p.natural_gas.oxygen_capacity,
    )


def replacement_shares(choice: str, costs: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
    """Replacement of diverted gas, as shares of power, natural gas and coal.

    Parameters
    ----------
    choice : str
        ``power``, ``natural_gas``, ``coal`` or ``cheapest``.
    costs : tuple of array [CNY/GJ]
        Of each of the three for a gigajoule of coke-oven gas, with its carbon.

    Returns
    -------
    tuple of array [1]
    """
    full = np.broadcast_arrays(*costs)
    if choice == CHEAPEST:
        best = np.argmin(np.stack(full), axis=0)
    else:
        best = np.full(full[0].shape, (POWER, NATURAL_GAS, COAL).index(choice))
    power, gas, coal = ((best == row).astype(float) for row in range(3))
    return power, gas, coal
