"""A swap station: what it has, how it charges, and what drivers are told of it."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, Number
from carbonsim.corridor.clock import HOURS_PER_DAY

#: Blocks charge as soon as a charger is free, or in dear hours only while too few are ready.
AT_ONCE, BY_PRICE = "at_once", "by_price"
POLICIES = (AT_ONCE, BY_PRICE)


@dataclass(frozen=True)
class ChargeCurve:
    """Power that a block takes, by how much it still misses: constant in each band.

    Attributes
    ----------
    missing : tuple of float
        Energy [kWh] that is still missing where a band ends: falling, and the last is 0.
    power : tuple of float
        Power [kW] of each band.
    """

    missing: tuple[float, ...]
    power: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.missing) != len(self.power) or not self.missing or self.missing[-1] != 0:
            raise ValueError("a charge curve has a power for each band, and the last band ends full")
        if any(np.diff(self.missing) >= 0) or any(power <= 0 for power in self.power):
            raise ValueError("bands of a charge curve follow each other, each with a power above 0")

    def hours(self, missing: float) -> float:
        """Time [h] to fill a block alone.

        Examples
        --------
        >>> ChargeCurve((20.0, 0.0), (100.0, 40.0)).hours(120.0)
        1.5
        """
        total, left = 0.0, missing
        for end, power in zip(self.missing, self.power, strict=True):
            taken = max(0.0, left - end)
            total += taken / power
            left -= taken
        return total


def charge_curve(
    energy: float, hours: float, filled: tuple[float, ...], ratio: tuple[float, ...]
) -> ChargeCurve:
    r"""The curve of a block that fills in a known time.

    .. math:: p_i = r_i\,\frac{E}{T} \sum_j \frac{f_j - f_{j-1}}{r_j}

    Parameters
    ----------
    energy : float [kWh]
        What a block holds between empty and full, :math:`E`.
    hours : float [h]
        Time to fill it, :math:`T`.
    filled : tuple of float [1]
        Share that is filled where each band ends, :math:`f`; the last is 1.
    ratio : tuple of float [1]
        Power of each band against the first, :math:`r`.

    Returns
    -------
    ChargeCurve

    Examples
    --------
    >>> curve = charge_curve(100.0, 1.0, (0.8, 1.0), (1.0, 0.5))
    >>> [round(power, 6) for power in curve.power], round(curve.hours(100.0), 6)
    ([120.0, 60.0], 1.0)
    """
    parts = np.diff((0.0, *filled))
    first = energy / hours * float((parts / np.asarray(ratio)).sum())
    missing = tuple((1.0 - end) * energy for end in filled[:-1])
    return ChargeCurve((*missing, 0.0), tuple(first * one for one in ratio))


@dataclass(frozen=True)
class Station:
    """What a station has.

    Attributes
    ----------
    bays : int
        Trucks that are swapped at once.
    blocks : int
        Battery blocks in stock.
    chargers : int
        Blocks that charge at once.
    power : float
        Into the blocks [kW]: the connection less what is lost on the way.
    efficiency : float
        Energy into the blocks over energy from the grid.
    block_energy : float
        Energy [kWh] of a block between empty and full.
    curve : ChargeCurve
        Of a block.
    swap_time : float
        Mean time [min] that a truck holds a bay: what drivers are told to expect.
    patience : float
        Wait [min] that drivers accept; who is told of a longer one leaves at once.
    repair_time : float
        Mean time [min] that a failure lasts.
    policy : str
        One of `POLICIES`.
    kept_ready : int
        By price: blocks that are to be ready in dear hours before charging pauses.
    dear : tuple of bool
        The hours of a day in which charging by price pauses.
    """

    bays: int
    blocks: int
    chargers: int
    power: float
    efficiency: float
    block_energy: float
    curve: ChargeCurve
    swap_time: float
    patience: float
    repair_time: float = 0.0
    policy: str = AT_ONCE
    kept_ready: int = 0
    dear: tuple[bool, ...] = (False,) * HOURS_PER_DAY

    def __post_init__(self) -> None:
        if min(self.bays, self.blocks, self.chargers) < 1:
            raise ValueError("a station has at least one bay, one block and one charger")
        if not (self.power > 0 and self.block_energy > 0 and 0 < self.efficiency <= 1):
            raise ValueError("a station has power, blocks that hold energy, and an efficiency of at most 1")
        if self.policy not in POLICIES:
            raise ValueError(f"policy: found {self.policy!r}, expected one of {', '.join(POLICIES)}")

    @property
    def block_interval(self) -> float:
        """Time [min] between two blocks that become ready where all chargers work."""
        alone = self.block_energy / self.curve.hours(self.block_energy)
        return MINUTES_PER_HOUR * self.block_energy / min(self.power, self.chargers * alone)


def told_delay(
    station: Station, waiting: Number, busy: Number, wanted: Number, ready: Number, out: Number
) -> Array:
    """What drivers who come to a station are told; see `told_delay_of`."""
    told = (station.bays, station.swap_time, station.block_interval, station.repair_time)
    return told_delay_of(told, waiting, busy, wanted, ready, out)


def told_delay_of(
    station: tuple[Number, Number, Number, Number],
    waiting: Number,
    busy: Number,
    wanted: Number,
    ready: Number,
    out: Number,
) -> Array:
    r"""Delay that a driver who arrives is told to expect.

    .. math:: d = \max\left(s\,\frac{(q + b + 1 - c)^+}{c},\ i\,(w - r)^+\right) + o\,t

    Parameters
    ----------
    station : tuple of array
        Bays, :math:`c`, mean swap time, :math:`s` [min], time between two blocks that become ready,
        :math:`i` [min], and time of a repair, :math:`t` [min].
    waiting, busy : array [truck]
        Trucks waiting, :math:`q`, and trucks in bays, :math:`b`.
    wanted, ready : array [block]
        Blocks that the waiting trucks and the new one want, :math:`w`, and blocks ready, :math:`r`.
    out : array [1]
        1 while no swap can begin, :math:`o`.

    Returns
    -------
    array [min]
        0 where a swap can begin at once.

    Examples
    --------
    One bay of 5 minutes that is busy, and one block too few, of which there is one in 6 minutes:

    >>> [float(told_delay_of((1, 5.0, 6.0, 0.0), 0, 1, wanted, 2, 0)) for wanted in (2, 3)]
    [5.0, 6.0]
    """
    bays, swap_time, interval, repair_time = station
    by_bays = swap_time * np.maximum(0, waiting + np.asarray(busy) + 1 - bays) / bays
    by_blocks = interval * np.maximum(0, wanted - np.asarray(ready))
    return np.asarray(np.maximum(by_bays, by_blocks) + repair_time * np.asarray(out))
