"""The public swap stations: what they can give, what is asked of them, and how long trucks wait."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.balance import TOLERANCE
from carbonsim.core.conversions import DAYS_PER_YEAR, MINUTES_PER_HOUR
from carbonsim.core.queues import md1_waiting_time
from carbonsim.core.types import Array
from carbonsim.corridor.capacity import swaps_per_hour
from carbonsim.sectors.contract import Inputs
from carbonsim.sectors.freight.swapping import unserved_share


@dataclass(frozen=True)
class StationYear:
    """What one year's stations can do for the packs in use, (D,)."""

    swaps_per_hour: Array  # one station at full load
    practical_energy: Array  # [kWh/yr] into packs, all stations, within peak and stability
    practical_each: Array  # [kWh/yr] one station
    energy_per_swap: Array  # [kWh]
    full_energy: Array  # [kWh/yr] in the busiest hours' terms: what utilisation is measured against


@dataclass(frozen=True)
class StationLoad:
    """How the stations fared in a year, (D,)."""

    served: Array  # [kWh/yr] into packs
    unserved: Array  # share of what was sought
    utilisation: Array  # in the busiest hours
    wait: Array  # [h] mean over the swaps of a day


class Stations:
    """The stations' design by year."""

    def __init__(self, inputs: Inputs) -> None:
        def series(name: str) -> Array:
            return inputs.series(f"freight.swap.{name}")

        self.count = series("stations")
        self.blocks = series("blocks")
        self.block_capacity = series("block_capacity")
        self.grid_to_battery = series("grid_to_battery")
        self._bays = series("bays")
        self._swap_time = series("swap_time")
        self._open = series("opening_hours")
        self._hours = self._open * DAYS_PER_YEAR
        self._peak_hours = series("peak_hours")
        self._charge_time = series("block_charge_time")
        self._power = series("grid_connection") * series("power_factor") * self.grid_to_battery
        self._peak = series("peak_factor")
        self._maximum = series("maximum_utilisation")
        self._depth = inputs.series("freight.usable_depth")
        self._patience = inputs.series("freight.charging_time") / MINUTES_PER_HOUR

    def year(self, year: int, mean_pack: Array) -> StationYear:
        """What the stations of a year can do for packs of a mean capacity, (D,) [kWh]."""
        energy = mean_pack * self._depth[year]
        rate = swaps_per_hour(
            self._bays[year],
            self._swap_time[year],
            self.blocks[year] * self.block_capacity[year] / mean_pack,
            self._charge_time[year],
            self._power[year],
            energy,
        )
        each = rate * self._hours[year] * energy / self._peak[year]
        practical = each * self._maximum[year]
        count = self.count[year]
        return StationYear(rate, count * practical, practical, energy, count * each)

    def load(self, year: int, able: StationYear, demand: Array) -> StationLoad:
        """How the stations fare under a demand, (D,) [kWh/yr]; one server a station (M/D/1)."""
        unserved = unserved_share(demand, able.practical_energy)
        # stations that new trucks have just filled turn nobody away but for rounding
        unserved = np.where(unserved <= TOLERANCE, 0.0, unserved)
        served = demand * (1.0 - unserved)
        open_ = able.full_energy > 0
        utilisation = np.where(open_, served / np.where(open_, able.full_energy, 1.0), 0.0)
        # rounding must not carry a full station over its limit
        utilisation = np.minimum(utilisation, self._maximum[year])
        return StationLoad(served, unserved, utilisation, self._wait(year, able, utilisation))

    def _wait(self, year: int, able: StationYear, utilisation: Array) -> Array:
        """Mean wait over the swaps of a day; who would wait longer than a charge takes plugs in, (D,) [h]."""
        busy = np.minimum(self._peak_hours[year] / self._open[year], 1.0)  # share of the opening hours
        in_peak = np.minimum(self._peak[year] * busy, 1.0)  # share of the swaps
        quiet = np.where(busy < 1.0, (1.0 - in_peak) / np.where(busy < 1.0, 1.0 - busy, 1.0), 0.0)
        off_peak = utilisation * quiet / self._peak[year]
        service = 1.0 / able.swaps_per_hour
        waits = (md1_waiting_time(service, load) for load in (utilisation, off_peak))
        peak, calm = (np.minimum(wait, self._patience[year]) for wait in waits)
        return np.asarray(in_peak * peak + (1.0 - in_peak) * calm)
