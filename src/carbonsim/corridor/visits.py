"""What trucks ask of a station, and what came of it."""

from __future__ import annotations

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray


@dataclass(frozen=True)
class Visits:
    """Trucks that come to a station, in order of arrival, (trucks, lanes).

    A lane is a station of its own: a replication, or another design. Where a lane has fewer trucks than
    others, its last arrivals are infinite.

    Attributes
    ----------
    arrival : array [min]
        Rising in each lane.
    blocks : array of int
        Blocks that a truck carries.
    missing : array [kWh]
        Energy that each of its blocks misses.
    swap_time : array [min]
        Time that the truck holds a bay.
    """

    arrival: Array
    blocks: IntArray
    missing: Array
    swap_time: Array

    def lane(self, index: int) -> Visits:
        """One lane, (trucks, 1)."""
        part = slice(index, index + 1)
        return Visits(
            self.arrival[:, part], self.blocks[:, part], self.missing[:, part], self.swap_time[:, part]
        )


@dataclass(frozen=True)
class Served:
    """What came of visits, (trucks, lanes).

    Attributes
    ----------
    start : array [min]
        When the swap began; NaN for trucks that left, or were still waiting at the end.
    end : array [min]
        When the truck left with charged blocks; NaN likewise.
    left : array of bool
        Trucks that went away because of the delay they were told.
    """

    start: Array
    end: Array
    left: np.typing.NDArray[np.bool_]
