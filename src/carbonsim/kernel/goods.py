"""Learning technologies, the prices that sectors meet in a year, and vehicles that one counts for others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array

#: Goods whose price falls with what the world has made of them: each is a field of `Prices`, and has
#: ``price``, ``learning_rate`` and ``cumulative_output`` under ``drivers.<good>``.
GOODS = ("battery", "electrolyser")


#: Heavy trucks with a battery or a fuel cell: counted where freight runs.
HEAVY_TRUCKS = "heavy trucks"


@dataclass(frozen=True)
class Count:
    """Vehicles of a year that one sector counts and others take from it, (D,).

    Attributes
    ----------
    sales, stock, retired : array [vehicle/yr], [vehicle], [vehicle/yr]
        Sold in the year, in use at its end, and gone in it.
    power : array [kWh/yr]
        From the grid.
    packs_made : array [kWh/yr]
    """

    sales: Array
    stock: Array
    retired: Array
    power: Array
    packs_made: Array


@dataclass(frozen=True)
class Prices:
    """Prices of one year, each (draws,) or (1,), set by what was done up to the year before.

    Attributes
    ----------
    battery : array [CNY/kWh]
    electrolyser : array [CNY/kW]
    grid_emission_factor : array [kg CO2/kWh]
    carbon : array [CNY/t CO2]
    counted : mapping of str to Count
        Vehicles that sectors before this one have counted in the year.
    """

    battery: Array
    electrolyser: Array
    grid_emission_factor: Array
    carbon: Array
    counted: Mapping[str, Count] = field(default_factory=dict)
