"""Outputs of the public swap stations, and of the electrolysers behind hydrogen trucks."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import where
from carbonsim.core.conversions import DAYS_PER_YEAR
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.outputs import OutputSet, output
from carbonsim.sectors.freight.parameters import REGISTRATIONS
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.trucks import Trucks

#: Charging stations are counted for the nation, as registrations are.
OF_NATION = OutputSet(lambda scenario: ("Truck",) if scenario.text("freight.market") == REGISTRATIONS else ())


@output("Swap Stations|Transportation|Truck", "count", "1")
def stations(p: Trucks, f: Flows) -> Array:
    """Public swap stations in service."""
    return f.stations


@output("Charging and Swap Stations|Transportation|{member}", "count", "1", over=OF_NATION)
def energy_stations(p: Trucks, f: Flows) -> Array:
    """Public swap stations in service, with the charging stations for heavy trucks."""
    return as_array(f.stations + p.charging.stations[f.vintage])[None]


@output("Swap Capacity|Transportation|Truck", "1/day", "1/day")
def swap_capacity(p: Trucks, f: Flows) -> Array:
    """Swaps a day that the public stations could give if they were always at work."""
    return f.capacity.full_energy / (f.capacity.energy_per_swap * DAYS_PER_YEAR) + np.zeros(p.inputs.draws)


@output("Swaps|Transportation|Truck", "1/day", "1/day")
def swaps(p: Trucks, f: Flows) -> Array:
    """Swaps a day given at the public stations."""
    return as_array(f.load.served / (f.capacity.energy_per_swap * DAYS_PER_YEAR))


@output("Swap Utilisation|Transportation|Truck", "1", "1")
def swap_utilisation(p: Trucks, f: Flows) -> Array:
    """Swaps given at the public stations over what they could give."""
    return where(f.stations > 0, f.load.utilisation)


@output("Swap Waiting Time|Transportation|Truck", "min", "h")
def swap_wait(p: Trucks, f: Flows) -> Array:
    """Mean wait for a swap over the day."""
    return where(f.stations > 0, f.load.wait)


@output("Swap Demand Unserved|Transportation|Truck", "1", "1")
def swap_unserved(p: Trucks, f: Flows) -> Array:
    """Share of the energy sought at public stations that had to be charged by plug."""
    # where nobody seeks a swap there is nothing to have a share of
    return where(f.load.demand > 0, f.load.unserved)


@output("Electrolysers|Transportation|Truck", "GW", "GW", ensemble=False)
def electrolysers(p: Trucks, f: Flows) -> Array:
    """Electrolysers that make hydrogen for trucks."""
    return f.electrolysers
