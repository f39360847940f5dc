"""The types that the whole package uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]
#: What an equation takes: a float, or an array whose last axis are the draws.
Number = float | Array | IntArray
#: Whole numbers that are hashed: arithmetic on them wraps around at 2 to the 64.
Bits = NDArray[np.uint64]
#: Told how many of how many steps are done.
Progress = Callable[[int, int], None]


def as_array(value: Any) -> Array:
    """An array from a number; what acts as an array of its own kind (with units, say) is left as it is."""
    array: Array = value if hasattr(value, "__array_function__") else np.asarray(value)
    return array
