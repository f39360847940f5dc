"""Public swap stations: what they can give, what is asked of them, and how long trucks wait."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.core.conversions import DAYS_PER_YEAR, MINUTES_PER_HOUR
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Progress, as_array
from carbonsim.corridor.capacity import swaps_per_hour
from carbonsim.corridor.clock import HOURS_PER_DAY
from carbonsim.corridor.curve_store import curves_of, find_curves, keep_curves, kept_curves
from carbonsim.corridor.service_curves import CurveDesign
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.corridor import curve_designs
from carbonsim.sectors.freight.fleet import InUse
from carbonsim.sectors.freight.ownership import ServiceLevel
from carbonsim.sectors.freight.tariffs import pack_on_sale
from carbonsim.sectors.freight.trucks import Trucks


@dataclass(frozen=True)
class StationCapacity:
    """Capacity of the stations of a year for the packs in use, (D,).

    Attributes
    ----------
    swaps_per_hour : array [truck/station/h]
        Of one station at full load.
    blocks : array [block/truck]
        Mean of a truck.
    energy_per_swap : array [kWh/truck]
    full_energy : array [kWh/yr]
        Into packs, of all public stations, always at work.
    own_each : array [kWh/station/yr]
        Of one station of a fleet's own.
    """

    swaps_per_hour: Array
    blocks: Array
    energy_per_swap: Array
    full_energy: Array
    own_each: Array


@dataclass(frozen=True)
class StationLoad:
    """Load of the public stations in a year, (D,).

    Attributes
    ----------
    demand, served : array [kWh/yr]
        Sought at the stations, and given into packs.
    unserved : array [1]
        Share of what was sought.
    utilisation : array [1]
        Over the day.
    wait : array [h]
        Mean over the swaps of a day.
    """

    demand: Array
    served: Array
    unserved: Array
    utilisation: Array
    wait: Array

    def service(self, public: Array) -> ServiceLevel:
        """Service level that trucks meet which seek this share of their energy there, (S, D)."""
        return ServiceLevel(public, self.unserved, self.wait)


def mean_pack(p: Trucks, year: int, old: InUse, public: Array) -> Array:
    """Mean pack of the trucks that public stations serve, (D,) [kWh/truck]; of those on sale if none are.

    `public` is the share of their energy that swapping trucks seek there, (S, D).
    """
    swap = p.powertrains.swap
    served = np.where(public.sum(axis=0) > 0, public, 1.0)
    trucks = (old.stock[swap] * served).sum(axis=(0, 1))
    mounted = (old.packs[swap] * p.duties.battery_factor * served).sum(axis=(0, 1))
    return as_array(np.where(trucks > 0, mounted / np.where(trucks > 0, trucks, 1.0), pack_on_sale(p, year)))


def station_capacity(p: Trucks, year: int, stations: Array, pack: Array) -> StationCapacity:
    """Capacity of the stations of a year.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    stations : array [station], (D,)
        In service.
    pack : array [kWh/truck], (D,)
        Mean of the trucks that come.

    Returns
    -------
    StationCapacity
    """
    refuse(pack <= 0, "swapping trucks carry no battery: look at battery_capacity")
    swap, energy = p.swap, pack * p.packs.usable_depth[year]
    blocks = pack / swap.block_capacity[year]
    power = swap.grid_connection[year] * swap.power_factor[year] * swap.grid_to_battery[year]
    charging = np.minimum(swap.blocks[year], swap.chargers[year])
    times = swap.swap_time[year], charging / blocks, swap.block_charge_time[year]
    rate = swaps_per_hour(swap.bays[year], *times, power, energy)
    each = rate * HOURS_PER_DAY * DAYS_PER_YEAR * energy
    return StationCapacity(rate, blocks, energy, stations * each, swap.own_utilisation[year] * each)


def station_load(p: Trucks, year: int, capacity: StationCapacity, demand: Array) -> StationLoad:
    """Load of the stations under a demand, (D,) [kWh/yr], by the curves of their design."""
    there = capacity.full_energy > 0
    load = np.where(there, demand / np.where(there, capacity.full_energy, 1.0), 0.0)
    design = p.station_designs[year]
    speed = capacity.swaps_per_hour / design.rate(capacity.blocks)
    wait, unserved = curves_of(design).at(load, capacity.blocks, speed)
    unserved = np.where(there, unserved, np.where(demand > 0, 1.0, 0.0))
    served = demand * (1.0 - unserved)
    return StationLoad(demand, served, unserved, load * (1.0 - unserved), wait / MINUTES_PER_HOUR)


def energy_sought(p: Trucks, year: int, consuming: Array, public: Array) -> Array:
    """Energy that trucks seek at public stations at their usual mileage, by duty.

    Parameters
    ----------
    p : Trucks
    year : int
        Index in the horizon.
    consuming : array [truck], (P, S, D)
        Weighted as in `InUse`.
    public : array [1], (S, D)
        Share of the energy of swapping trucks that is sought there.

    Returns
    -------
    array [kWh/yr], (S, D)
    """
    swap = p.powertrains.swap
    each = p.mileage(year) * p.energy_use[swap] * (p.use_index[year] * public)
    return as_array((consuming[swap] * each).sum(axis=0))


def designs(scenario: Scenario) -> Iterator[CurveDesign]:
    """Designs of a scenario's stations over the years, each once."""
    first, last = scenario.years
    yield from dict.fromkeys(curve_designs(scenario, range(first, last + 1)))


def kept_files(scenario: Scenario) -> dict[str, str]:
    """Name and SHA-256 of the curves that are in the user's cache, by what they say."""
    return dict(kept for design in designs(scenario) if (kept := kept_curves(design)) is not None)


def prepare(scenario: Scenario, progress: Progress | None) -> None:
    """Make the curves that are not there yet."""
    missing = [design for design in designs(scenario) if find_curves(design) is None]
    for number, design in enumerate(missing):

        def tell(done: int, total: int, before: int = number) -> None:
            if progress is not None:
                progress(before * total + done, len(missing) * total)

        keep_curves(design, tell)
