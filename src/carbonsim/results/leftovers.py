"""Leftovers of runs beside a results folder, and how the next one puts them right.

What can not be put right (a file that nobody may delete, say) stays where it is: the next run passes it by.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

MANIFEST = "manifest.json"
#: Key of the manifest under which the files of the set are listed.
CONTENTS = "contents"
#: Kinds of siblings: a set that is being written, and one that was put aside for it.
NEW, OLD = "tmp", "old"
#: What carbonsim writes at the top of a folder; known also where no manifest lists it.
OWN_FILES = frozenset(
    {
        *("timeseries.csv", "bands.csv", "outcomes.csv", "claims.csv", "checks.csv", "backtest.csv"),
        *("parameters.csv", "differences.csv", "compared_outcomes.csv"),
        *("sensitivity.csv", "sensitivity_by_year.csv", "tornado.csv"),
        *("levers.csv", "solve.csv", "scan.csv"),
        *("needs.csv", "changes.csv", "boxes.csv", "joint.csv"),
        *("corridor.csv", "day.csv", "designs.csv"),
        *("page.json", "report.html", MANIFEST),
    }
)


def recover(folder: Path) -> None:
    """Put right what runs that are no longer alive left beside a folder.

    Parameters
    ----------
    folder : Path
        A results folder, there or not. If it is missing and a set was put aside, that set comes back.
    """
    put_aside = [path for path in _leftovers(folder, OLD) if path.is_dir()]
    put_aside.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    if put_aside and not folder.exists():
        try:
            put_aside.pop(0).rename(folder)
        except OSError:  # the only sets that there are stay whole
            return
    for old in put_aside:
        carry_over(old, folder)
    for half_written in _leftovers(folder, NEW):
        shutil.rmtree(half_written, ignore_errors=True)


def carry_over(old: Path, folder: Path) -> None:
    """Empty an old set: what carbonsim wrote is deleted, anything else moves to the folder that stands."""
    own = OWN_FILES | _listed(old)
    for name in files_below(old) - {MANIFEST}:
        source, target = old / name, folder / name
        replaced = target.is_file() and not target.is_symlink()
        with suppress(OSError):  # the new set stands: what can not be moved is no reason to fail
            if name in own or replaced:
                source.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(_free_path(target))
    if files_below(old) == {MANIFEST}:  # last of all: without it nobody would know what is ours
        with suppress(OSError):
            (old / MANIFEST).unlink()
    for parent, _, _ in os.walk(old, topdown=False):
        with suppress(OSError):  # only what is empty: a file of others that could not be moved stays
            Path(parent).rmdir()


def _listed(folder: Path) -> frozenset[str]:
    """Files that the manifest of a folder names as written by carbonsim; none if it can not be read."""
    try:
        contents = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))[CONTENTS]
        return frozenset(name for name in contents if isinstance(name, str))
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def files_below(folder: Path) -> set[str]:
    """Relative names of all files below a folder; a link counts as a file, wherever it leads."""
    names = set()
    for parent, subfolders, files in os.walk(folder):
        links = [name for name in subfolders if (Path(parent) / name).is_symlink()]
        names |= {(Path(parent) / name).relative_to(folder).as_posix() for name in (*files, *links)}
    return names


def _free_path(path: Path) -> Path:
    """The path itself, or one like it where something stands already."""
    free, number = path, 1
    while free.exists() or free.is_symlink():
        free, number = path.with_name(f"{path.name}.kept-{number}"), number + 1
    return free


def sibling(folder: Path, kind: str, process: int) -> Path:
    """A path beside a folder for a process, where nothing stands."""
    name = f".{folder.name}.{kind}-{process}"
    free, number = folder.with_name(name), 1
    while free.exists() or free.is_symlink():
        free, number = folder.with_name(f"{name}.{number}"), number + 1
    return free


def _leftovers(folder: Path, kind: str) -> list[Path]:
    """Folders left by processes that have ended; our own number is an earlier process that had the same."""
    prefix = f".{folder.name}.{kind}-"
    if not folder.parent.is_dir():
        return []
    found = []
    for path in folder.parent.iterdir():
        number, _, _ = path.name.removeprefix(prefix).partition(".")
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
