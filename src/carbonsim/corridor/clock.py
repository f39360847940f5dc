"""The clock of a station: quarter hours, in which power is recorded and prices hold."""

from __future__ import annotations

from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.core.types import Array, IntArray

QUARTER = 15.0
HOURS_PER_DAY = 24
DAYS_PER_WEEK = 7
QUARTERS_PER_HOUR = 4
QUARTERS_PER_DAY = HOURS_PER_DAY * QUARTERS_PER_HOUR
MINUTES_PER_DAY = HOURS_PER_DAY * MINUTES_PER_HOUR
#: Moments closer than this [min] are one moment; less than any stage of a swap.
TICK = 1e-7


def quarter_of_day(time: Array) -> IntArray:
    """The quarter hour of a day that begins at or runs at a time [min].

    Examples
    --------
    >>> import numpy as np
    >>> quarter_of_day(np.array([0.0, 14.9, 15.0, 1440.0])).tolist()
    [0, 0, 1, 0]
    """
    quarters: IntArray = ((time + TICK) // QUARTER).astype(int)
    return quarters % QUARTERS_PER_DAY
