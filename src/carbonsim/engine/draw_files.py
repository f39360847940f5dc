"""Every draw on disk: one Parquet file for each block, a row for each draw and year."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from carbonsim.core.errors import ComputingError
from carbonsim.core.types import Array, IntArray


def parquet() -> Any:
    """The library that writes Parquet.

    Raises
    ------
    ComputingError
        If it is not installed; the message names the extra.
    """
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as error:
        raise ComputingError(
            "draws are saved as Parquet, which needs an extra: pip install 'carbonsim[parquet]'"
        ) from error


def draws_file(folder: Path, first: int) -> Path:
    """Where the draws of a block go, by the number of its first."""
    return folder / f"draws-{first:08d}.parquet"


def write_draws(folder: Path, first: int, years: IntArray, series: Mapping[str, Array]) -> Path:
    """Write the draws of a block.

    Parameters
    ----------
    folder : Path
        Where it goes; it must be there, on the machine that makes the block, too.
    first : int
        Number of the first draw.
    years : array of int
        The horizon.
    series : mapping of str to array [the variable's unit], (years, draws)
        By variable.

    Returns
    -------
    Path
        The file, ``draws-FIRST.parquet``: columns draw, year, and each variable.

    Raises
    ------
    ComputingError
        If the folder is not there, or the extra is missing.
    """
    arrow = parquet()
    if not folder.is_dir():
        raise ComputingError(f"{folder}: found no such folder on this machine; draws need one that all share")
    draws = next(iter(series.values())).shape[1]
    columns: dict[str, Any] = {
        "draw": np.repeat(np.arange(first, first + draws), len(years)),
        "year": np.tile(years, draws),
    }
    columns |= {name: values.T.ravel() for name, values in series.items()}
    path = draws_file(folder, first)
    half = path.with_suffix(".half")
    arrow.parquet.write_table(arrow.table(columns), half, compression="zstd")
    half.replace(path)
    return path
