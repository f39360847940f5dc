"""A results folder on disk: it appears whole or not at all.

The new set is written beside the old one as ``.name.tmp-PID``; the old one is set aside as ``.name.old-PID``
until the new one stands. What a killed run leaves behind is put right by the next one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from carbonsim.core.plain_text import shown_json
from carbonsim.results.tables import Table, write_csv

MANIFEST = "manifest.json"
#: Key of the manifest under which the files of the set are listed.
CONTENTS = "contents"
#: What carbonsim writes at the top of a folder; known also where no manifest lists it.
OWN_FILES = frozenset(
    {
        *("timeseries.csv", "bands.csv", "outcomes.csv", "claims.csv", "checks.csv", "backtest.csv"),
        *("parameters.csv", "differences.csv", "compared_outcomes.csv"),
        *("sensitivity.csv", "sensitivity_by_year.csv", "tornado.csv"),
        *("solve.csv", "scan.csv"),
        "levers.csv",
        *("needs.csv", "changes.csv", "boxes.csv", "joint.csv"),
        *("corridor.csv", "day.csv", "designs.csv"),
        *("page.json", "report.html", MANIFEST),
    }
)


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
    new = _sibling(folder, "tmp", os.getpid())
    try:
        _write(new, tables, manifest, figures, draws, texts)
        _swap_in(new, folder)
    finally:
        if new.exists():
            shutil.rmtree(new)
    return folder


def recover(folder: Path) -> None:
    """Put right what runs that are no longer alive left beside a folder.

    Parameters
    ----------
    folder : Path
        A results folder, there or not. If it is missing and a set was put aside, that set comes back.
    """
    put_aside = [path for path in _leftovers(folder, "old") if path.is_dir()]
    put_aside.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    if put_aside and not folder.exists():
        put_aside.pop(0).rename(folder)
    for old in put_aside:
        _carry_over(old, folder)
    for half_written in _leftovers(folder, "tmp"):
        shutil.rmtree(half_written)


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
        (new / name).write_text(words, encoding="utf-8", newline="\n")
    if figures is not None:
        (new / "figures").mkdir()
        figures(new / "figures")
    if draws is not None:
        draws.rename(new / "draws")
    contents = sorted(_files(new) | {MANIFEST})
    text = json.dumps({**manifest, CONTENTS: contents}, ensure_ascii=False, indent=2, allow_nan=False)
    (new / MANIFEST).write_text(shown_json(text) + "\n", encoding="utf-8", newline="\n")


def _swap_in(new: Path, folder: Path) -> None:
    old = _sibling(folder, "old", os.getpid())
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
            _carry_over(old, folder)


def _carry_over(old: Path, folder: Path) -> None:
    """Empty an old set: what carbonsim wrote is deleted, anything else moves to the folder that stands."""
    own = OWN_FILES | _listed(old)
    for name in _files(old):
        source, target = old / name, folder / name
        replaced = target.is_file() and not target.is_symlink()
        if name in own or replaced:
            source.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(_free(target))
    shutil.rmtree(old)  # by now nothing but folders


def _listed(folder: Path) -> frozenset[str]:
    """Files that the manifest of a folder names as written by carbonsim; none if it can not be read."""
    try:
        contents = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))[CONTENTS]
        return frozenset(name for name in contents if isinstance(name, str))
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def _files(folder: Path) -> set[str]:
    """Relative names of all files below a folder; a link counts as a file, wherever it leads."""
    names = set()
    for parent, subfolders, files in os.walk(folder):
        links = [name for name in subfolders if (Path(parent) / name).is_symlink()]
        names |= {(Path(parent) / name).relative_to(folder).as_posix() for name in (*files, *links)}
    return names


def _free(path: Path) -> Path:
    """The path itself, or one like it where something stands already."""
    free, number = path, 1
    while free.exists() or free.is_symlink():
        free, number = path.with_name(f"{path.name}.kept-{number}"), number + 1
    return free


def _sibling(folder: Path, kind: str, process: int) -> Path:
    return folder.with_name(f".{folder.name}.{kind}-{process}")


def _leftovers(folder: Path, kind: str) -> list[Path]:
    """What processes that have ended left; our own number is an earlier process that had the same."""
    prefix = f".{folder.name}.{kind}-"
    if not folder.parent.is_dir():
        return []
    found = []
    for path in folder.parent.iterdir():
        number = path.name.removeprefix(prefix)
        if path.name.startswith(prefix) and number.isdecimal() and not _alive(int(number)):
            found.append(path)
    return sorted(found)


def _alive(process: int) -> bool:
    if process == os.getpid():
        return False
    if os.name == "nt":  # signal 0 means something else there: better keep a leftover than end a process
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
