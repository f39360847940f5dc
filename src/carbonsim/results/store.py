"""A results folder on disk: it appears whole or not at all.

The new set is written beside the old one as ``.name.tmp-PID``; the old one is set aside as ``.name.old-PID``
until the new one stands. What a killed run leaves behind is put right by the next one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from carbonsim.core.plain_text import shown_json, valid
from carbonsim.results.leftovers import (
    CONTENTS,
    MANIFEST,
    NEW,
    OLD,
    carry_over,
    files_below,
    recover,
    sibling,
)
from carbonsim.results.tables import Table, write_csv

#: Folder of every draw in a set.
DRAWS = "draws"
__all__ = ["recover", "write_folder"]


def write_folder(
    folder: Path,
    tables: Mapping[str, Table],
    manifest: Mapping[str, Any],
    figures: Callable[[Path], None] | None = None,
    draws: Path | None = None,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """Write a results folder, replacing the one that stood there.

    Parameters
    ----------
    folder : Path
        Where the results shall stand.
    tables : mapping of str to Table
        File name -> table.
    manifest : mapping
        What goes into ``manifest.json``; the list of files is added.
    figures : callable, optional
        Writes the figures into the folder that it is given (``figures/`` of the new set).
    draws : Path, optional
        A folder of draws on the same disk, which becomes ``draws/`` of the new set.
    texts : mapping of str to str
        File name -> what stands in it, as it is.

    Returns
    -------
    Path
        The folder, links followed.

    Raises
    ------
    OSError
        If it cannot be written; the set that stood there before then stands there still.

    Notes
    -----
    Files that carbonsim did not write are kept and move to the new folder.
    """
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(f"{folder} is a file, not a results folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    recover(folder)
    new = sibling(folder, NEW, os.getpid())
    try:
        _write(new, tables, manifest, figures, draws, texts)
        _swap_in(new, folder)
    except OSError as error:
        if error.filename is None:  # a full disk does not say what it could not take
            raise type(error)(error.errno, error.strerror or str(error), str(folder)) from error
        raise
    finally:
        if draws is not None and (new / DRAWS).exists():
            with suppress(OSError):  # they took longest: the next run has them still
                (new / DRAWS).rename(draws)
        shutil.rmtree(new, ignore_errors=True)
    return folder


def _write(
    new: Path,
    tables: Mapping[str, Table],
    manifest: Mapping[str, Any],
    figures: Callable[[Path], None] | None,
    draws: Path | None,
    texts: Mapping[str, str],
) -> None:
    new.mkdir()
    for name, table in tables.items():
        write_csv(new / name, table)
    for name, words in texts.items():
        (new / name).write_text(valid(words), encoding="utf-8", newline="\n")
    if figures is not None:
        (new / "figures").mkdir()
        figures(new / "figures")
    if draws is not None:
        draws.rename(new / DRAWS)
    contents = sorted(files_below(new) | {MANIFEST})
    text = json.dumps({**manifest, CONTENTS: contents}, ensure_ascii=False, indent=2, allow_nan=False)
    (new / MANIFEST).write_text(shown_json(valid(text)) + "\n", encoding="utf-8", newline="\n")


def _swap_in(new: Path, folder: Path) -> None:
    old = sibling(folder, OLD, os.getpid())
    if not folder.exists():
        new.rename(folder)
        return
    try:
        folder.rename(old)
        new.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    finally:
        # the new set stands, or that of another process which came first
        if old.exists() and folder.exists():
            carry_over(old, folder)
