"""Blocks that charge and share power, one station a lane.

All blocks of a station take the same part of what they ask for, so that one clock a station tells how far
each is: it runs as fast as time where power suffices, slower where it is shared, and stands where charging
pauses. On this clock a block reaches the end of its band at a moment that is known when it enters the band,
whatever others do meanwhile (processor sharing in virtual time; Parekh and Gallager 1993).
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.types import Array, IntArray
from carbonsim.corridor.lanes import Lanes

#: Hours of charging that count as none: what rounding leaves of a band.
NOTHING = 1e-12
NEVER = np.inf


class Charging:
    """Chargers and the blocks before them.

    Arrays of chargers and of the queue have the lane first: what happens at a station touches all its
    chargers, and few stations at once.
    """

    def __init__(self, lanes: Lanes) -> None:
        count, most = lanes.count, int(np.minimum(lanes.chargers, lanes.blocks).max())
        stock = int(lanes.blocks.max())
        self.chargers = np.minimum(lanes.chargers, lanes.blocks)
        self.power = lanes.power
        self.ends, self.takes = lanes.band_ends, lanes.band_power  # (bands, lanes)
        self.clock = np.zeros(count)  # [h]
        self.band_over = np.full((count, most), NEVER)  # when on the clock, (lanes, chargers)
        self.band = np.zeros((count, most), dtype=np.int64)
        self.next_over = np.full(count, NEVER)
        self.asked = np.zeros(count)  # [kW]
        self.free = self.chargers.copy()
        self.queue = np.zeros((count, stock))  # missing energy [kWh], a ring, (lanes, blocks)
        self.first = np.zeros(count, dtype=np.int64)
        self.queued = np.zeros(count, dtype=np.int64)
        self.part = np.ones(count)

    @property
    def depleted(self) -> IntArray:
        """Blocks that charge or wait to, (lanes,)."""
        return np.asarray(self.chargers - self.free + self.queued)

    def minutes_left(self) -> Array:
        """Until the next block of each lane reaches the end of a band, (lanes,) [min]."""
        # a clock that stands makes this infinite
        return (self.next_over - self.clock) * MINUTES_PER_HOUR / self.part

    def run(self, elapsed: Array, over: IntArray) -> None:
        """Let the clocks run for a time [min]; lanes where a band is over are there exactly."""
        self.clock += self.part * (elapsed / MINUTES_PER_HOUR)
        self.clock[over] = self.next_over[over]

    def share(self, paused: np.typing.NDArray[np.bool_]) -> None:
        """Part of what they ask for that blocks get from now on: all, less, or nothing."""
        # where nothing is asked for the quotient is infinite
        self.part = np.minimum(1.0, self.power / self.asked) * ~paused

    def enter(self, lanes: IntArray, blocks: IntArray, missing: Array) -> None:
        """Depleted blocks of one truck for each of these lanes join its queue."""
        size = self.queue.shape[1]
        for one in range(int(blocks.max())):
            more = blocks > one
            place = (self.first[lanes[more]] + self.queued[lanes[more]]) % size
            self.queue[lanes[more], place] = missing[more]
            self.queued[lanes[more]] += 1
        self._begin(lanes)

    def _begin(self, lanes: IntArray) -> None:
        """Charge the first in the queue wherever a charger is free."""
        started = lanes
        while (started := started[(self.queued[started] > 0) & (self.free[started] > 0)]).size:
            missing = self.queue[started, self.first[started]]
            self.first[started] = (self.first[started] + 1) % self.queue.shape[1]
            self.queued[started] -= 1
            self.free[started] -= 1
            band = (missing <= self.ends[:-1, started]).sum(axis=0)
            charger = (self.band_over[started] == NEVER).argmax(axis=1)
            power = self.takes[band, started]
            self.band[started, charger] = band
            self.band_over[started, charger] = (
                self.clock[started] + (missing - self.ends[band, started]) / power
            )
            self.asked[started] += power
        self.next_over[lanes] = self.band_over[lanes].min(axis=1)

    def finish_bands(self, lanes: IntArray) -> None:
        """The next block of these lanes, and any that are as far, go on to their next band or are full."""
        over = self.band_over[lanes] <= self.next_over[lanes, None] + NOTHING
        row, charger = np.nonzero(over)
        lane = lanes[row]
        band = self.band[lane, charger]
        last = band == len(self.ends) - 1
        after = np.minimum(band + 1, len(self.ends) - 1)
        power = np.where(last, 0.0, self.takes[after, lane])
        hours = (self.ends[band, lane] - self.ends[after, lane]) / self.takes[after, lane]
        self.band[lane, charger] = after
        self.band_over[lane, charger] = np.where(last, NEVER, self.band_over[lane, charger] + hours)
        # several blocks of a lane may be through at once: sums, not assignments
        np.add.at(self.asked, lane, power - self.takes[band, lane])
        np.add.at(self.free, lane[last], 1)
        self.asked[lanes] = np.where(self.free[lanes] == self.chargers[lanes], 0.0, self.asked[lanes])
        self._begin(lanes)
