"""A swap station in SimPy: the reference, to be read as the description of the model.

A truck that arrives is told a delay; if it is too long for it, it leaves. It waits in line for a bay and for
as many charged blocks as it carries, holds the bay while they are swapped, and leaves full. Its own blocks
then queue for chargers. Blocks that charge share the power of the connection: each takes what its charge
curve allows, and all the same part of it where together they would take more. By price, charging pauses in
dear hours while enough blocks are ready. While the station is out of order no swap begins; charging goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from dataclasses import field

import numpy as np
import simpy

from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.corridor.clock import QUARTER, QUARTERS_PER_DAY, QUARTERS_PER_HOUR
from carbonsim.corridor.station import BY_PRICE, Station, told_delay
from carbonsim.corridor.visits import Served, Visits

#: Energy [kWh] that counts as none: what rounding leaves of a block.
NOTHING = 1e-9


@dataclass()
class Block:
    """A depleted block."""

    missing: float
    band: int
    power: float = 0.0


@dataclass()
class Truck:
    """A truck at the station."""

    blocks: int
    missing: float
    swap_time: float
    called: simpy.Event | None = None


@dataclass()
class ReferenceStation:
    """One station.

    Parameters
    ----------
    env : simpy.Environment
        Whose time is in minutes.
    station : Station
        What it has.
    outages : sequence of (float, float)
        Begin and end [min] of each failure, in order and apart.
    """

    env: simpy.Environment
    station: Station
    outages: Iterable[tuple[float, float]] = ()
    ready: int = 0
    free_bays: int = 0
    out: bool = False
    queue: deque[Truck] = field(default_factory=deque)
    wanted: int = 0
    charging: list[Block] = field(default_factory=list)
    uncharged: deque[Block] = field(default_factory=deque)
    energy: float = 0.0

    def __post_init__(self) -> None:
        self.ready, self.free_bays = self.station.blocks, self.station.bays
        self.by_quarter: Array = np.zeros(QUARTERS_PER_DAY)
        self.largest_power = 0.0
        self._quarter = 0
        self._since = 0.0
        self._version = 0
        self.env.process(self._clock())
        self.env.process(self._failures())

    def told_delay(self, blocks: int) -> float:
        """What a driver with so many blocks would be told now [min]."""
        busy = self.station.bays - self.free_bays
        wanted = self.wanted + blocks
        return float(told_delay(self.station, len(self.queue), busy, wanted, self.ready, self.out))

    def visit(self, truck: Truck) -> Generator[simpy.Event, float, tuple[float, float] | None]:
        """A truck's visit: begin and end of its swap, or nothing if it left."""
        if self.told_delay(truck.blocks) > self.station.patience:
            return None
        truck.called = self.env.event()
        self.queue.append(truck)
        self.wanted += truck.blocks
        self._call_next()
        yield truck.called
        start = self.env.now
        yield self.env.timeout(truck.swap_time)
        self.free_bays += 1
        self._advance()
        band = sum(truck.missing <= end for end in self.station.curve.missing[:-1])
        self.uncharged.extend(Block(truck.missing, band) for _ in range(truck.blocks))
        self._charge()
        self._call_next()
        return start, self.env.now

    def _call_next(self) -> None:
        """Call trucks in order, as long as the first in line can be swapped."""
        while self.queue and self.free_bays and not self.out and self.ready >= self.queue[0].blocks:
            truck = self.queue.popleft()
            self.free_bays -= 1
            self.ready -= truck.blocks
            self.wanted -= truck.blocks
            assert truck.called is not None  # it waits for this
            truck.called.succeed()
            if self.station.policy == BY_PRICE:  # fewer are ready now: charging may go on
                self._advance()
                self._charge()

    def _advance(self) -> None:
        """Charge up to now with the powers that have held since the last change."""
        elapsed = (self.env.now - self._since) / MINUTES_PER_HOUR
        self._since = self.env.now
        given = sum(block.power for block in self.charging) * elapsed
        self.energy += given
        self.by_quarter[self._quarter] += given
        for block in self.charging:
            block.missing -= block.power * elapsed
            if block.missing <= self.station.curve.missing[block.band] + NOTHING:
                block.missing = self.station.curve.missing[block.band]
                block.band += 1
        full = [block for block in self.charging if block.missing <= 0]
        if full:
            self.charging = [block for block in self.charging if block.missing > 0]
            self.ready += len(full)

    def _charge(self) -> None:
        """Give power to the blocks whose turn it is, and look again when one of them reaches another band."""
        while self.uncharged and len(self.charging) < self.station.chargers:
            self.charging.append(self.uncharged.popleft())
        asked = [0.0 if self._paused() else self.station.curve.power[block.band] for block in self.charging]
        total = sum(asked)
        part = min(1.0, self.station.power / total) if total > 0 else 0.0
        self.largest_power = max(self.largest_power, total * part)
        wait = float("inf")
        for block, power in zip(self.charging, asked, strict=True):
            block.power = power * part
            if block.power > 0:
                left = block.missing - self.station.curve.missing[block.band]
                wait = min(wait, MINUTES_PER_HOUR * left / block.power)
        self._version += 1
        if wait < float("inf"):
            timer = self.env.timeout(wait, self._version)
            assert timer.callbacks is not None
            timer.callbacks.append(self._on_timer)

    def _paused(self) -> bool:
        hour = self._quarter // QUARTERS_PER_HOUR
        dear = self.station.policy == BY_PRICE and self.station.dear[hour]
        return dear and self.ready >= self.station.kept_ready

    def _on_timer(self, timer: simpy.Event) -> None:
        if timer.value == self._version:  # else powers have changed since it was set
            self._advance()
            self._charge()
            self._call_next()

    def _clock(self) -> Generator[simpy.Event, None, None]:
        while True:
            yield self.env.timeout(QUARTER)
            self._advance()
            self._quarter = (self._quarter + 1) % QUARTERS_PER_DAY
            self._charge()
            self._call_next()

    def _failures(self) -> Generator[simpy.Event, None, None]:
        for begin, end in self.outages:
            yield self.env.timeout(begin - self.env.now)
            self.out = True
            yield self.env.timeout(end - self.env.now)
            self.out = False
            self._call_next()


def simulate_reference(
    station: Station, visits: Visits, until: float, outages: Iterable[tuple[float, float]] = ()
) -> tuple[Served, ReferenceStation]:
    """Let the trucks of one lane come to a station.

    Parameters
    ----------
    station : Station
        What it has.
    visits : Visits
        One lane, (trucks, 1).
    until : float
        When to stop [min].
    outages : sequence of (float, float)
        Begin and end [min] of failures.

    Returns
    -------
    Served
        (trucks, 1).
    ReferenceStation
        As it stands at the end, with what it has recorded.
    """
    env = simpy.Environment()
    place = ReferenceStation(env, station, outages)
    count = visits.arrival.shape[0]
    start, end, left = (
        np.full((count, 1), np.nan),
        np.full((count, 1), np.nan),
        np.zeros((count, 1), dtype=bool),
    )

    def come(index: int) -> Generator[simpy.Event, object, None]:
        truck = Truck(
            int(visits.blocks[index, 0]), float(visits.missing[index, 0]), float(visits.swap_time[index, 0])
        )
        done = yield from place.visit(truck)
        if done is None:
            left[index] = True
        else:
            start[index], end[index] = done

    def arrive() -> Generator[simpy.Event, object, None]:
        for index in range(count):
            yield env.timeout(float(visits.arrival[index, 0]) - env.now)
            env.process(come(index))

    env.process(arrive())
    env.run(until)
    place._advance()
    return Served(start, end, left), place
