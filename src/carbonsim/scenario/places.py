"""Where scenario files are, how one names another, and reading them with care."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import did_you_mean, shown

SHIPPED = "carbonsim:"
SUFFIX = ".yaml"
#: How the names of shipped worlds begin: files without a sector, for scenarios to extend.
WORLD = "world-"
LARGEST = 1_000_000
#: What resolving and opening a hostile path may raise: missing, forbidden, a NUL, a loop of links.
PATH_ERRORS = (OSError, ValueError, RuntimeError)


def is_of_user(origin: Origin) -> bool:
    """Whether a value stands in a file or override of a user, not in what is shipped."""
    return not (origin.row or origin.file.startswith(SHIPPED))


class PlaceError(Exception):
    """A file cannot be used; `origin` is set where the fault lies at a place within it."""

    def __init__(self, message: str, hint: str = "", origin: Origin | None = None) -> None:
        self.message = message
        self.hint = hint
        self.origin = origin
        super().__init__(message)


@dataclass(frozen=True)
class Location:
    """A scenario file: its real path, its name in messages, and the folder that it may not reach out of."""

    path: Path
    display: str
    root: Path


@cache
def shipped_folder() -> Path:
    """The folder of the shipped scenarios: in the installed package, or beside ``src`` in a checkout."""
    package = Path(str(files("carbonsim")))
    inside = package / "scenarios"
    return (inside if inside.is_dir() else package.parents[1] / "scenarios").resolve()


def shipped_files() -> Mapping[str, Path]:
    """The shipped scenarios and worlds by their name."""
    return {path.stem: path for path in sorted(shipped_folder().glob(f"*{SUFFIX}"))}


def shipped_scenarios() -> Mapping[str, Path]:
    """The shipped scenarios by their name, without the worlds, which have nothing to run."""
    return {name: path for name, path in shipped_files().items() if not name.startswith(WORLD)}


def locate(path_or_name: str | Path) -> Location:
    """The file that a user names: a path, a shipped scenario's name, or ``carbonsim:`` and that name.

    Raises
    ------
    PlaceError
        If there is no such file.
    """
    name = os.fspath(path_or_name)
    if name.startswith(SHIPPED):
        return _shipped(name.removeprefix(SHIPPED))
    try:
        path = Path(name)
        if path.exists() or path.is_symlink():
            real = path.resolve()
            return Location(real, name, real.parent)
    except PATH_ERRORS as error:
        raise PlaceError(f"cannot be opened: {_reason(error)}") from None
    if name in shipped_files():
        return _shipped(name)
    raise PlaceError("no such file, nor a shipped scenario of this name", _suggest(name, path.parent))


def locate_beside(target: str, base: Location) -> Location:
    """The file that a scenario names in `extends` or `reference`.

    Raises
    ------
    PlaceError
        If there is no such file, or if it lies outside the folder of the scenario that was asked for.
    """
    if target.startswith(SHIPPED):
        return _shipped(target.removeprefix(SHIPPED))
    try:
        path = (base.path.parent / target).resolve()
        if Path(target).is_absolute() or not path.is_relative_to(base.root):
            hint = "copy the file beside this one, or name a shipped scenario as carbonsim:<name>"
            raise PlaceError(f"found {shown(target)!r}, expected a file in this folder or below", hint)
        if not path.exists():
            raise PlaceError(f"found {shown(target)!r}, but no such file", _suggest(target, base.path.parent))
    except PATH_ERRORS as error:
        raise PlaceError(f"{shown(target)!r} cannot be opened: {_reason(error)}") from None
    if base.display.startswith(SHIPPED):
        return Location(path, f"{SHIPPED}{path.stem}", base.root)
    return Location(path, os.path.normpath(Path(base.display).parent / target), base.root)


def read_file(location: Location) -> str:
    """The text of a scenario file.

    Raises
    ------
    PlaceError
        If it is no regular file, too large, or not UTF-8.
    """
    start = Origin(location.display, 1, 1)
    try:
        mode = location.path.stat()
        if not stat.S_ISREG(mode.st_mode):
            kind = "a folder" if stat.S_ISDIR(mode.st_mode) else "a device or pipe"
            raise PlaceError(f"found {kind}, expected a scenario file")
        if mode.st_size > LARGEST:
            raise PlaceError(f"found {mode.st_size:,} bytes, expected at most {LARGEST:,}", origin=start)
        with location.path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except PATH_ERRORS as error:
        raise PlaceError(f"cannot be read: {_reason(error)}") from None
    if len(data) > LARGEST:
        raise PlaceError(f"found more than {LARGEST:,} bytes", origin=start)
    return _decode(data, location.display)


def _decode(data: bytes, display: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        hint = "save the file with the encoding UTF-8"
        found = f"found the byte 0x{error.object[error.start]:02x}, expected UTF-8"
        raise PlaceError(found, hint, Origin(display, line, column)) from None


def _shipped(name: str) -> Location:
    known = shipped_files()
    if name not in known:
        hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
        raise PlaceError(f"no shipped scenario is named {shown(name)!r}", hint)
    return Location(known[name].resolve(), f"{SHIPPED}{name}", shipped_folder())


def _suggest(name: str, folder: Path) -> str:
    """A file beside, or a shipped scenario, whose name is near."""
    try:
        beside = [path.name for path in folder.iterdir() if path.suffix in (SUFFIX, ".yml")][:1000]
    except PATH_ERRORS:
        beside = []
    word = Path(name).name
    return did_you_mean(word, (*beside, *(f"{SHIPPED}{known}" for known in shipped_files())))


def _reason(error: BaseException) -> str:
    return shown((getattr(error, "strerror", None) or str(error)).lower())
