"""Emissions upstream of what a works buys."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array
from carbonsim.sectors.steel.chemistry import carbon_dioxide
from carbonsim.sectors.steel.flows import Flows
from carbonsim.sectors.steel.rows import Constants, Physics


def supply_emissions(p: Physics, bought: Flows, factors: Constants) -> Array:
    """Emissions of mining, making and bringing what is bought, without power and hydrogen.

    Parameters
    ----------
    p : Physics
    bought : mapping of str to array [units of the streams]
    factors : mapping of str to array
        ``steel.supply_emissions``: per unit of the stream of that name; ``ore`` counts for all pellets, too,
        ``limestone`` for all carbonates.

    Returns
    -------
    array [kg CO2e]
    """
    ore = bought["ore"] + bought["pellets"] + bought["dr_pellets"]
    elsewhere = bought["natural_gas_elsewhere"]
    parts = (
        ore * factors["ore"],
        bought["carbonates"] * factors["limestone"],
        (bought["natural_gas"] + elsewhere) * factors["natural_gas"],
        elsewhere * carbon_dioxide(p.natural_gas.carbon),
        *(bought[name] * factors[name] for name in ("coking_coal", "coal", "scrap", "electrodes", "alloys")),
    )
    return sum(parts, np.zeros(1))
