"""The line of trucks before stations, one a lane: who is to come, who waits, what came of them."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, IntArray
from carbonsim.corridor.visits import Visits

#: Room for trucks to come grows by this factor.
GROWTH = 2
#: What is kept of trucks, and what stands there before one is known.
UNKNOWN = {
    "arrival": np.inf,
    "blocks": 0,
    "missing": 0.0,
    "swap_time": 0.0,
    "start": np.nan,
    "end": np.nan,
    "left": False,
}


class WaitingLine:
    """Trucks by lane in order of arrival; those between `head` and `tail` have come and not begun.

    `left` trucks went away at once: the line steps over them. Arrays have the lane first, (lanes, trucks):
    each lane is at a truck of its own, and its next ones lie beside it in memory.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.arrival: Array = np.full((count, 1), np.inf)
        self.blocks: IntArray = np.zeros((count, 1), dtype=np.int64)
        self.missing: Array = np.zeros((count, 1))
        self.swap_time: Array = np.zeros((count, 1))
        self.start: Array = np.full((count, 1), np.nan)
        self.end: Array = np.full((count, 1), np.nan)
        self.left: np.typing.NDArray[np.bool_] = np.zeros((count, 1), dtype=bool)
        self.head = np.zeros(count, dtype=np.int64)
        self.tail = np.zeros(count, dtype=np.int64)
        self.known = np.zeros(count, dtype=np.int64)  # trucks that are to come or have come
        self.waiting = np.zeros(count, dtype=np.int64)
        self.wanted = np.zeros(count, dtype=np.int64)  # blocks of those who wait
        self.first_wants = np.zeros(count, dtype=np.int64)
        self.next_arrival = np.full(count, np.inf)

    def expect(self, visits: Visits) -> None:
        """All trucks of all lanes, before the first has come."""
        size = visits.arrival.shape[0]
        self._make_room(size)
        self.arrival[:, :size], self.blocks[:, :size] = visits.arrival.T, visits.blocks.T
        self.missing[:, :size], self.swap_time[:, :size] = visits.missing.T, visits.swap_time.T
        self.known[:] = np.isfinite(visits.arrival).sum(axis=0)
        self.next_arrival = self.arrival[:, 0].copy()

    def append(
        self, lane: IntArray, arrival: Array, blocks: IntArray, missing: Array, swap_time: Array
    ) -> IntArray:
        """More trucks, in order of lane and of arrival, later than all that are known: their places."""
        many = np.bincount(lane, minlength=self.count)
        first = np.cumsum(many) - many
        place = self.known[lane] + np.arange(len(lane)) - first[lane]
        self.known += many
        self._make_room(int(self.known.max()))
        self.arrival[lane, place] = arrival
        self.blocks[lane, place] = blocks
        self.missing[lane, place] = missing
        self.swap_time[lane, place] = swap_time
        self.next_arrival = self.arrival[np.arange(self.count), self.tail]
        return np.asarray(place)

    def _make_room(self, size: int) -> None:
        """Room for so many, and one that never comes."""
        have = self.arrival.shape[1]
        if size < have:
            return
        more = max(size + 1, GROWTH * have) - have

        for name, fill in UNKNOWN.items():
            values = getattr(self, name)
            room = np.full((self.count, more), fill, dtype=values.dtype)
            setattr(self, name, np.concatenate([values, room], axis=1))

    def admit(self, lanes: IntArray, stays: np.typing.NDArray[np.bool_]) -> None:
        """The next truck of these lanes has come, and stays or goes away."""
        place = self.tail[lanes]
        self.left[lanes, place] = ~stays
        self.tail[lanes] += 1
        self.next_arrival[lanes] = self.arrival[lanes, self.tail[lanes]]
        first = self.waiting[lanes] == 0
        self.head[lanes[first]] = place[first] + ~stays[first]
        alone = lanes[first & stays]
        self.first_wants[alone] = self.blocks[alone, place[first & stays]]
        staying = lanes[stays]
        self.waiting[staying] += 1
        self.wanted[staying] += self.blocks[staying, place[stays]]

    def call(self, lanes: IntArray, now: Array) -> IntArray:
        """The first truck of these lanes begins its swap: its place."""
        truck = self.head[lanes]
        self.start[lanes, truck] = now[lanes]
        self.waiting[lanes] -= 1
        self.wanted[lanes] -= self.blocks[lanes, truck]
        self.head[lanes] += 1
        stepping = lanes
        while stepping.size:
            stepping = stepping[self.left[stepping, self.head[stepping]] & (self.waiting[stepping] > 0)]
            self.head[stepping] += 1
        self.first_wants[lanes] = self.blocks[lanes, self.head[lanes]]
        return truck
