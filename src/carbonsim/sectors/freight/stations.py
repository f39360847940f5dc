"""The public swap stations: what they can give, what is asked of them, and how long trucks wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from carbonsim.core.conversions import DAYS_PER_YEAR, MINUTES_PER_HOUR
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Progress
from carbonsim.corridor.capacity import swaps_per_hour
from carbonsim.corridor.clock import HOURS_PER_DAY
from carbonsim.corridor.curve_store import curves_of, find_curves, keep_curves
from carbonsim.corridor.service_curves import CurveDesign
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.corridor import curve_designs


@dataclass(frozen=True)
class StationYear:
    """What one year's stations can do for the packs in use, (D,)."""

    swaps_per_hour: Array  # one station at full load
    blocks: Array  # mean of a truck
    energy_per_swap: Array  # [kWh]
    full_energy: Array  # [kWh/yr] into packs, all stations, always at work
    own_each: Array  # [kWh/yr] one station of a fleet's own


@dataclass(frozen=True)
class StationLoad:
    """How the stations fared in a year, (D,)."""

    served: Array  # [kWh/yr] into packs
    unserved: Array  # share of what was sought
    utilisation: Array  # over the day
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
        self._charging = np.minimum(self.blocks, series("chargers"))
        self._charge_time = series("block_charge_time")
        self._power = series("grid_connection") * series("power_factor") * self.grid_to_battery
        self._own = series("own_utilisation")
        self._depth = inputs.series("freight.usable_depth")
        self._designs = curve_designs(inputs.scenario, inputs.years.tolist())

    def year(self, year: int, mean_pack: Array) -> StationYear:
        """What the stations of a year can do for packs of a mean capacity, (D,) [kWh]."""
        refuse(mean_pack <= 0, "swapping trucks carry no battery: look at battery_capacity")
        energy = mean_pack * self._depth[year]
        blocks = mean_pack / self.block_capacity[year]
        rate = swaps_per_hour(
            self._bays[year],
            self._swap_time[year],
            self._charging[year] / blocks,
            self._charge_time[year],
            self._power[year],
            energy,
        )
        each = rate * HOURS_PER_DAY * DAYS_PER_YEAR * energy
        return StationYear(rate, blocks, energy, self.count[year] * each, self._own[year] * each)

    def load(self, year: int, able: StationYear, demand: Array) -> StationLoad:
        """How the stations fare under a demand, (D,) [kWh/yr], by the curves of their design."""
        open_ = able.full_energy > 0
        load = np.where(open_, demand / np.where(open_, able.full_energy, 1.0), 0.0)
        design = self._designs[year]
        speed = able.swaps_per_hour / design.rate(able.blocks)
        wait, unserved = curves_of(design).at(load, able.blocks, speed)
        unserved = np.where(open_, unserved, np.where(demand > 0, 1.0, 0.0))
        served = demand * (1.0 - unserved)
        return StationLoad(served, unserved, load * (1.0 - unserved), wait / MINUTES_PER_HOUR)


def designs(scenario: Scenario) -> Iterator[CurveDesign]:
    """The designs of a scenario's stations over the years, each once."""
    first, last = scenario.years
    yield from dict.fromkeys(curve_designs(scenario, range(first, last + 1)))


def prepare(scenario: Scenario, progress: Progress | None) -> None:
    """Make the curves that are not there yet."""
    missing = [design for design in designs(scenario) if find_curves(design) is None]
    for number, design in enumerate(missing):

        def tell(done: int, total: int, before: int = number) -> None:
            if progress is not None:
                progress(before * total + done, len(missing) * total)

        keep_curves(design, tell)
