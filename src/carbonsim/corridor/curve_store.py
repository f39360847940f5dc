"""Where service curves are kept: those of shipped designs in the package, others in a cache of the user.

A file is named after the hash of all that its curves depend on, so that a changed design, or a changed
simulation (`VERSION`), never finds old curves. In the cache it begins with the hash of what it says. What
cannot be read, or was altered, is made anew; where nothing can be written, curves are made in each run.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from carbonsim.core.types import Array, Progress
from carbonsim.corridor import service_curves
from carbonsim.corridor.service_curves import (
    BLOCKS,
    LOADS,
    SPEEDS,
    CurveDesign,
    ServiceCurves,
    make_curves,
)
from carbonsim.reference.user_cache import cache_folder, put_whole, sealed, unsealed

#: To be raised by whoever changes what a simulated station does.
VERSION = 1
COLUMNS = ("speed", "blocks", "load", "wait", "unserved")
DIGITS = ".6g"


def design_hash(design: CurveDesign) -> str:
    """SHA-256 of all that curves depend on, 16 hexadecimal digits."""
    made = [VERSION, LOADS, BLOCKS, SPEEDS, service_curves.DAYS, service_curves.WARM_UP]
    made += [service_curves.STATIONS, service_curves.SEED]
    import hashlib  # noqa: PLC0415 - checking a scenario asks for no curve

    text = json.dumps([_rounded(asdict(design)), made])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _rounded(value: Any) -> Any:
    """Floats by their first digits: rounding of inputs must not make a new design."""
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return f"{value:.9g}" if isinstance(value, float) else value


@lru_cache(maxsize=64)
def curves_of(design: CurveDesign) -> ServiceCurves:
    """Curves of a design: shipped, from the cache, or made and put there."""
    return find_curves(design) or keep_curves(design)


def find_curves(design: CurveDesign) -> ServiceCurves | None:
    """Curves that are there, or None."""
    name = f"{design_hash(design)}.csv"
    with suppress(OSError, ValueError):
        return read_curves(_shipped(name).read_text(encoding="utf-8"))
    with suppress(OSError, ValueError):
        return read_curves(unsealed((cache_folder() / name).read_text(encoding="utf-8")))
    return None


def kept_curves(design: CurveDesign) -> tuple[str, str] | None:
    """Name of curves that are in the cache, and SHA-256 of what they say; None of those that are shipped."""
    name = f"{design_hash(design)}.csv"
    found = None if _shipped(name).is_file() else find_curves(design)
    if found is None:
        return None
    import hashlib  # noqa: PLC0415 - as above

    return f"service_curves/{name}", hashlib.sha256(_written(found).encode()).hexdigest()


def _shipped(name: str) -> Traversable:
    return files("carbonsim.corridor") / "curves" / name


def keep_curves(design: CurveDesign, progress: Progress | None = None) -> ServiceCurves:
    """Make curves, and put them into the cache if that can be written."""
    text = _written(make_curves(design, progress))
    put_whole(cache_folder() / f"{design_hash(design)}.csv", sealed(text))
    return read_curves(text)


def write_curves(design: CurveDesign, folder: Path) -> None:
    """Make curves, and write them into a folder of those that are shipped."""
    put_whole(folder / f"{design_hash(design)}.csv", _written(make_curves(design)))


def _written(curves: ServiceCurves) -> str:
    """Curves as CSV; digits beyond those of the file are lost, so that made and read ones are the same."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for place, point in _points():
        values = (format(float(table[place]), DIGITS) for table in (curves.wait, curves.unserved))
        writer.writerow([*(format(float(part), "g") for part in point), *values])
    return file.getvalue()


def read_curves(text: str) -> ServiceCurves:
    """Curves from CSV; `ValueError` if it is something else, or only a part."""
    rows = list(csv.reader(io.StringIO(text)))
    shape = (len(SPEEDS), len(BLOCKS), len(LOADS))
    if not rows or tuple(rows[0]) != COLUMNS or len(rows) != np.prod(shape) + 1:
        raise ValueError("not a file of service curves")
    values: Array = np.array([[float(cell) for cell in row[3:]] for row in rows[1:]])
    if values.shape[1] != 2 or not np.isfinite(values).all():
        raise ValueError("not a file of service curves")
    return ServiceCurves(values[:, 0].reshape(shape), values[:, 1].reshape(shape))


def _points() -> Iterator[tuple[tuple[int, int, int], tuple[float, int, float]]]:
    for i, speed in enumerate(SPEEDS):
        for j, blocks in enumerate(BLOCKS):
            for k, load in enumerate(LOADS):
                yield (i, j, k), (speed, blocks, load)
