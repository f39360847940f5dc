"""The stations of all lanes as arrays: what the fast simulation reads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.corridor.clock import HOURS_PER_DAY
from carbonsim.corridor.station import BY_PRICE, Station


@dataclass(frozen=True)
class Lanes:
    """One station a lane; see `Station` for what each is. Arrays are (lanes,) but for what is said.

    Attributes
    ----------
    band_ends, band_power : array [kWh], array [kW]
        (bands, lanes); short curves repeat their last band.
    dear : array of bool
        Hours in which charging by price pauses, (hours, lanes): none for stations that charge at once.
    """

    bays: IntArray
    blocks: IntArray
    chargers: IntArray
    power: Array
    swap_time: Array
    block_interval: Array
    patience: Array
    repair_time: Array
    kept_ready: IntArray
    band_ends: Array
    band_power: Array
    dear: np.typing.NDArray[np.bool_]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.bays)


def lanes_of(stations: Sequence[Station]) -> Lanes:
    """Put stations side by side."""

    def whole(name: str) -> IntArray:
        return np.array([getattr(one, name) for one in stations], dtype=np.int64)

    def real(name: str) -> Array:
        return np.array([getattr(one, name) for one in stations], dtype=float)

    never = (False,) * HOURS_PER_DAY
    bands = max(len(one.curve.power) for one in stations)
    return Lanes(
        bays=whole("bays"),
        blocks=whole("blocks"),
        chargers=whole("chargers"),
        power=real("power"),
        swap_time=real("swap_time"),
        block_interval=real("block_interval"),
        patience=real("patience"),
        repair_time=real("repair_time"),
        kept_ready=whole("kept_ready"),
        band_ends=_padded([one.curve.missing for one in stations], bands),
        band_power=_padded([one.curve.power for one in stations], bands),
        dear=np.array([one.dear if one.policy == BY_PRICE else never for one in stations]).T,
    )


def _padded(rows: Sequence[Sequence[float]], width: int) -> Array:
    return np.array([[*row, *([row[-1]] * (width - len(row)))] for row in rows], dtype=float).T
