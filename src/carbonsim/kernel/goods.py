"""Learning technologies, and the prices that sectors meet in a year."""

from __future__ import annotations

from dataclasses import dataclass

from carbonsim.core.types import Array

#: Goods whose price falls with what the world has made of them: each is a field of `Prices`, and has
#: ``price``, ``learning_rate`` and ``cumulative_output`` under ``drivers.<good>``.
GOODS = ("battery", "electrolyser")


@dataclass(frozen=True)
class Prices:
    """Prices of one year, each (draws,) or (1,), set by what was done up to the year before.

    Attributes
    ----------
    battery : array [CNY/kWh]
    electrolyser : array [CNY/kW]
    grid_emission_factor : array [kg CO2/kWh]
    carbon : array [CNY/t CO2]
    """

    battery: Array
    electrolyser: Array
    grid_emission_factor: Array
    carbon: Array
