"""Plug-in charging at base and on the way: what it costs, and the time of the driver that it takes."""

from __future__ import annotations

from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.types import Array, as_array
from carbonsim.sectors.freight.trucks import Trucks


def plug_price(p: Trucks, year: int) -> Array:
    """Price of charging by plug, by where the trucks of a duty do it, (S, D) [CNY/kWh]."""
    at_base, returns = p.refuelling.charging_price[year], p.duties.returns_to_base
    return as_array(returns * at_base + (1.0 - returns) * p.refuelling.public_charging_price[year])


def way_hours(p: Trucks, year: int) -> Array:
    """Working time of a charge on the way, of which some are at a megawatt, (D,) [h]."""
    fast = p.charging.megawatt_share[p.oldest + year]
    time = (1.0 - fast) * p.refuelling.charging_time[year] + fast * p.charging.megawatt_time
    return as_array(time / MINUTES_PER_HOUR * p.refuelling.public_charging_loss_share[year])


def plug_hours(p: Trucks, year: int) -> Array:
    """Working time of a charge by where the trucks of a duty do it, (S, D) [h]."""
    returns = p.duties.returns_to_base
    at_base = p.refuelling.charging_time[year] / MINUTES_PER_HOUR * p.refuelling.charging_loss_share[year]
    return as_array(returns * at_base + (1.0 - returns) * way_hours(p, year))
