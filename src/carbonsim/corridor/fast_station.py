"""Swap stations in NumPy: the model of `reference_station`, event by event, for many lanes at once.

Each lane has its own clock and goes from one of its events to its next; what a step computes, it computes for
all lanes. Nothing is approximated: trucks start and end at the times of the reference, to rounding.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, IntArray
from carbonsim.corridor.charging import Charging
from carbonsim.corridor.clock import QUARTER, QUARTERS_PER_DAY, QUARTERS_PER_HOUR
from carbonsim.corridor.lanes import Lanes
from carbonsim.corridor.record import Record
from carbonsim.corridor.station import told_delay_of
from carbonsim.corridor.visits import Served, Visits
from carbonsim.corridor.waiting_line import WaitingLine

NEVER = np.inf


class FastStations:
    """Stations under way, one a lane.

    Parameters
    ----------
    lanes : Lanes
        What each has.
    outages : array [min], optional
        Begin and end of each failure in turn, (two for each failure, lanes), rising; infinite where a lane
        has fewer than others.
    """

    def __init__(self, lanes: Lanes, outages: Array | None = None) -> None:
        count = lanes.count
        self.lanes = lanes
        self.index = np.arange(count)
        self.now = np.zeros(count)
        self.charging = Charging(lanes)
        self.in_bays = np.zeros(count, dtype=np.int64)  # blocks that are being swapped
        self.ready = lanes.blocks.copy()
        self.bay_end = np.full((int(lanes.bays.max()), count), NEVER)
        self.bay_truck = np.zeros(self.bay_end.shape, dtype=np.int64)
        self.next_end = np.full(count, NEVER)
        self.idle = lanes.bays.copy()
        self.line = WaitingLine(count)
        self.quarter = np.zeros(count, dtype=np.int64)
        self.next_quarter = np.full(count, QUARTER)
        never = np.full((1, count), NEVER)
        self.turnings = never if outages is None else np.concatenate([outages, never])
        self.turned = np.zeros(count, dtype=np.int64)
        self.next_turn = self.turnings[0].copy()
        self.by_price = bool(lanes.dear.any())
        self.record = Record(count)

    @property
    def out(self) -> np.typing.NDArray[np.bool_]:
        """Lanes where no swap can begin because of a failure."""
        return np.asarray(self.turned % 2 == 1)

    def told_delay(self, lanes: IntArray, blocks: IntArray) -> Array:
        """What drivers with so many blocks would be told now in these lanes [min]."""
        has, line = self.lanes, self.line
        return told_delay_of(
            (has.bays[lanes], has.swap_time[lanes], has.block_interval[lanes], has.repair_time[lanes]),
            line.waiting[lanes],
            has.bays[lanes] - self.idle[lanes],
            line.wanted[lanes] + blocks,
            self.ready[lanes],
            self.turned[lanes] % 2,
        )

    def advance(self, until: float) -> None:
        """Go on to a time [min]; whoever has to come until then is in line by now."""
        with np.errstate(divide="ignore", invalid="ignore"):
            while np.any(self.now < until):
                self._step(until)

    def _step(self, until: float) -> None:
        """Take every lane to its next event and do what happens there."""
        charging = self.charging
        charging.share(self._paused())
        charged = self.now + charging.minutes_left()
        # not a number where the clock stands and nothing charges
        following = np.fmin(charged, np.minimum(self.next_end, self.line.next_arrival))
        following = np.minimum(following, np.minimum(self.next_quarter, np.minimum(self.next_turn, until)))
        elapsed = following - self.now
        power = charging.part * charging.asked
        self.record.add(elapsed, power, self.line.waiting, self.ready)
        over = np.flatnonzero(charged <= following)
        charging.run(elapsed, over)
        self.now = following
        if over.size:
            charging.finish_bands(over)
            self._count_ready(over)
        self._turn_clock()
        self._turn_failures()
        self._end_swaps()
        self._arrive()
        self._start_swaps()

    def _paused(self) -> np.typing.NDArray[np.bool_]:
        if not self.by_price:
            return np.zeros(1, dtype=bool)
        dear = self.lanes.dear[self.quarter // QUARTERS_PER_HOUR, self.index]
        return np.asarray(dear & (self.ready >= self.lanes.kept_ready))

    def _count_ready(self, lanes: IntArray) -> None:
        self.ready[lanes] = self.lanes.blocks[lanes] - self.charging.depleted[lanes] - self.in_bays[lanes]

    def _turn_clock(self) -> None:
        struck = np.flatnonzero(self.next_quarter <= self.now)
        if struck.size:
            self.record.book(self.quarter, struck)
            self.quarter[struck] = (self.quarter[struck] + 1) % QUARTERS_PER_DAY
            self.next_quarter[struck] += QUARTER

    def _turn_failures(self) -> None:
        turning = np.flatnonzero(self.next_turn <= self.now)
        if turning.size:
            self.turned[turning] += 1
            self.next_turn[turning] = self.turnings[self.turned[turning], turning]

    def _end_swaps(self) -> None:
        done = np.flatnonzero(self.next_end <= self.now)
        if not done.size:
            return
        bay = self.bay_end[:, done].argmin(axis=0)
        truck = self.bay_truck[bay, done]
        self.line.end[done, truck] = self.now[done]
        self.bay_end[bay, done] = NEVER
        self.next_end[done] = self.bay_end[:, done].min(axis=0)
        self.idle[done] += 1
        blocks = self.line.blocks[done, truck]
        self.in_bays[done] -= blocks
        self.charging.enter(done, blocks, self.line.missing[done, truck])
        self._count_ready(done)

    def _arrive(self) -> None:
        come = np.flatnonzero(self.line.next_arrival <= self.now)
        if come.size:
            blocks = self.line.blocks[come, self.line.tail[come]]
            self.line.admit(come, self.told_delay(come, blocks) <= self.lanes.patience[come])

    def _start_swaps(self) -> None:
        ready = (self.line.waiting > 0) & (self.idle > 0) & (self.ready >= self.line.first_wants)
        start = np.flatnonzero(ready & ~self.out)
        while start.size:
            truck = self.line.call(start, self.now)
            bay = (self.bay_end[:, start] == NEVER).argmax(axis=0)
            self.bay_end[bay, start] = self.now[start] + self.line.swap_time[start, truck]
            self.next_end[start] = self.bay_end[:, start].min(axis=0)
            self.bay_truck[bay, start] = truck
            self.idle[start] -= 1
            blocks = self.line.blocks[start, truck]
            self.in_bays[start] += blocks
            self.ready[start] -= blocks
            more = (self.line.waiting[start] > 0) & (self.idle[start] > 0)
            start = start[more & (self.ready[start] >= self.line.first_wants[start])]


def simulate(
    lanes: Lanes, visits: Visits, until: float, outages: Array | None = None
) -> tuple[Served, FastStations]:
    """Let trucks come to stations.

    Parameters
    ----------
    lanes : Lanes
        One station a lane.
    visits : Visits
        (trucks, lanes).
    until : float
        When to stop [min].
    outages : array [min], optional
        See `FastStations`.

    Returns
    -------
    Served
        (trucks, lanes).
    FastStations
        As they stand at the end, with what they have recorded.
    """
    stations = FastStations(lanes, outages)
    stations.line.expect(visits)
    stations.advance(until)
    line, count = stations.line, visits.arrival.shape[0]
    end = line.end[:, :count].T
    start = np.where(np.isnan(end), np.nan, line.start[:, :count].T)
    return Served(start, end, line.left[:, :count].T), stations
