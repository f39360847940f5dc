"""What stations record of themselves: energy, trucks waiting and blocks ready by quarter hour of the day."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.types import Array, IntArray
from carbonsim.corridor.clock import QUARTERS_PER_DAY


class Record:
    """Sums by quarter hour of the day, (quarters, lanes), and the largest power, (lanes,) [kW].

    `energy` [kWh] went into blocks; `waiting` [truck min] and `ready` [block min] are over time.
    """

    def __init__(self, count: int) -> None:
        self.energy = np.zeros((QUARTERS_PER_DAY, count))
        self.waiting = np.zeros((QUARTERS_PER_DAY, count))
        self.ready = np.zeros((QUARTERS_PER_DAY, count))
        self.largest_power = np.zeros(count)
        self._open = np.zeros((3, count))  # of the quarter hour under way

    def clear(self) -> None:
        """Begin anew."""
        for sums in (self.energy, self.waiting, self.ready, self.largest_power, self._open):
            sums[:] = 0.0

    def add(self, elapsed: Array, power: Array, waiting: IntArray, ready: IntArray) -> None:
        """What held for a time [min]."""
        self._open[0] += power * (elapsed / MINUTES_PER_HOUR)
        self._open[1] += waiting * elapsed
        self._open[2] += ready * elapsed
        np.maximum(self.largest_power, power, out=self.largest_power)

    def book(self, quarter: IntArray, lanes: IntArray) -> None:
        """A quarter hour is over in some lanes."""
        for place, sums in enumerate((self.energy, self.waiting, self.ready)):
            sums[quarter[lanes], lanes] += self._open[place, lanes]
        self._open[:, lanes] = 0.0

    @property
    def energy_so_far(self) -> Array:
        """With the quarter hour under way, (lanes,) [kWh]."""
        return np.asarray(self.energy.sum(axis=0) + self._open[0])
