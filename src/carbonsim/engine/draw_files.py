"""Every draw on disk: one Parquet file for each block, a row for each draw and year."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from carbonsim.core.errors import ComputingError
from carbonsim.core.types import Array, IntArray

START, END = "draws-", ".parquet"


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


#: Name of a file and SHA-256 of it.
Written = tuple[str, str]


def same_files(folder: Path | None, files: Iterable[Written]) -> bool:
    """Whether files are in a folder as they were written."""
    return folder is None or all(digest == _digest(folder / name) for name, digest in files)


def keep_only(folder: Path | None, files: Iterable[Written]) -> None:
    """Let go of draws that are not of this run: of an edited scenario, or half a file of a killed process."""
    names = {name for name, _ in files}
    if folder is None:
        return
    for path in (*folder.glob(f"{START}*{END}"), *folder.glob(f".{START}*{END}.*")):
        if path.name not in names:
            path.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    """SHA-256 of a file; nothing where it can not be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def write_draws(folder: Path, first: int, years: IntArray, series: Mapping[str, Array]) -> Written:
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
    tuple of str
        Name of the file, ``draws-FIRST.parquet`` (columns draw, year, and each variable), and its SHA-256.

    Raises
    ------
    ComputingError
        If the folder is not there, or the extra is missing.
    OSError
        If it can not be written: a full disk, say. It names the file.
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
    path = folder / f"{START}{first:08d}{END}"
    # two machines may be making the same block, where one was given up for lost
    half = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        arrow.parquet.write_table(arrow.table(columns), half, compression="zstd")
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise OSError(error.errno or 0, error.strerror or str(error), str(path)) from error
    return path.name, _digest(path)
