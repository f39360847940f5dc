"""Bays, batteries and chargers at constant power, in SimPy: the reference of `fast_queue`.

A truck waits in line for a bay and for a charged battery; swapped, it leaves, and its battery waits for a
charger and charges for a time of its own. A truck that would have to wait longer than it accepts is lost.
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import simpy

from carbonsim.core.types import Array


def reference_waits(
    arrival: Array,
    swap_time: float,
    charge_time: Array,
    design: tuple[int, int, int],
    lose: bool = False,
) -> Array:
    """Wait of each truck of one lane; see `fast_queue.queue_waits`.

    Parameters
    ----------
    arrival : array [min]
        Rising, (trucks,).
    swap_time : float [min]
        The same for all.
    charge_time : array [min]
        (trucks,).
    design : tuple of int
        Bays (0: a swap takes no bay), batteries and chargers.
    lose : bool
        Trucks that cannot begin at once are lost.

    Returns
    -------
    array [min]
        (trucks,); NaN for trucks that are lost.
    """
    bays, batteries, chargers = design
    env = simpy.Environment()
    bay = simpy.Resource(env, max(bays, 1))
    ready = simpy.Container(env, batteries, batteries)
    charger = simpy.Resource(env, chargers)
    waits = np.full(len(arrival), np.nan)

    def charge(minutes: float) -> Generator[simpy.Event, object, None]:
        with charger.request() as turn:
            yield turn
            yield env.timeout(minutes)
        yield ready.put(1)

    def swap(index: int) -> Generator[simpy.Event, object, None]:
        yield ready.get(1)
        waits[index] = env.now - arrival[index]
        if swap_time > 0:
            yield env.timeout(swap_time)
        env.process(charge(charge_time[index]))

    def visit(index: int) -> Generator[simpy.Event, object, None]:
        if lose and (ready.level < 1 or (bays and bay.count == bays)):
            return
        if not bays:
            yield from swap(index)
            return
        with bay.request() as turn:
            yield turn
            yield from swap(index)

    def arrive() -> Generator[simpy.Event, object, None]:
        for index, come in enumerate(arrival):
            yield env.timeout(come - env.now)
            env.process(visit(index))

    env.process(arrive())
    env.run()
    return waits
