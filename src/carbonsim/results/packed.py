"""Values as whole numbers of 16 bits, for a page."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np

from carbonsim.core.types import Array

#: Whole numbers of 16 bits that values become; the least stands for a blank.
LARGEST, NOTHING = 2**15 - 1, -(2**15)


def packed(values: Array) -> dict[str, Any]:
    """Values as whole numbers of 16 bits with a scale and an offset; see `LeverGrid.to_json`.

    Examples
    --------
    >>> found = packed(np.array([0.0, 1.0, np.nan]))
    >>> unpacked(found).round(4).tolist()
    [0.0, 1.0, nan]
    """
    there = np.isfinite(values)
    least, most = (float(end(values[there])) if there.any() else 0.0 for end in (np.min, np.max))
    offset = (least + most) / 2
    scale = (most - least) / 2 / LARGEST
    numbers = np.zeros(values.shape) if scale == 0 else (values - offset) / scale
    whole = np.where(there, np.clip(np.rint(numbers), -LARGEST, LARGEST), NOTHING).astype("<i2")
    return {"scale": scale, "offset": offset, "data": base64.b64encode(whole.tobytes()).decode("ascii")}


def unpacked(packed_values: Mapping[str, Any]) -> Array:
    """Values of `packed`, in a row."""
    whole = np.frombuffer(base64.b64decode(packed_values["data"]), dtype="<i2")
    values = packed_values["offset"] + packed_values["scale"] * whole.astype(float)
    return np.asarray(np.where(whole == NOTHING, np.nan, values))
