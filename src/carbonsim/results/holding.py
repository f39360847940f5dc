"""A results folder held by one run at a time, and tried before any work is done.

While a run holds a folder there is a file ``.NAME.lock`` beside it, locked by the system and not by being
there: what a killed run leaves of it holds nobody up.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EAGAIN, EBUSY, ENOTDIR
from pathlib import Path
from typing import BinaryIO

from carbonsim.core.errors import ComputingError

#: Always the same, so that what a killed run leaves of it goes with the next.
TRIAL = ".carbonsim-trial"
#: What the system says where another process holds a lock.
HELD = (EACCES, EAGAIN)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a results folder.

    Parameters
    ----------
    folder : Path
        There or not.

    Raises
    ------
    OSError
        If it can not be written, or not be replaced by a new set; it names what is in the way.
    ComputingError
        If another run holds it.
    """
    is_new = not folder.parent.exists()
    folder.parent.mkdir(parents=True, exist_ok=True)  # an error names it as the user did
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.with_name(f".{folder.name}.lock")
    file = _locked(path, folder)
    try:
        try_replacing(folder)
        yield
    finally:
        # in this order: what has gone before it is let go is never locked by others for nothing
        if os.name == "nt":
            file.close()
        with suppress(OSError):
            path.unlink()
        file.close()
        if is_new:
            with suppress(OSError):  # a command that wrote nothing leaves nothing
                folder.parent.rmdir()


def try_replacing(folder: Path) -> None:
    """Try whether a folder can be put in the place of the one that stands there.

    Raises
    ------
    OSError
        It names what is in the way.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotADirectoryError(ENOTDIR, "is a file, expected a folder", str(folder))
    if os.path.ismount(folder):
        what = "is where another disk begins, and no new set can replace it: name a folder on it with --out"
        raise OSError(EBUSY, what, str(folder))
    for parent, _, _ in os.walk(folder):  # of each all files will move or go
        try_writing(Path(parent))


def try_writing(folder: Path) -> None:
    """Try whether files come and go in a folder.

    Raises
    ------
    OSError
        It names the folder.
    """
    trial = folder / TRIAL
    try:
        trial.touch()
        trial.unlink(missing_ok=True)
    except OSError as error:
        raise _named(error, folder) from error


def _named(error: OSError, place: Path) -> OSError:
    """An error of a trial, which names what was tried."""
    return type(error)(error.errno, f"can not be written: {error.strerror}", str(place))


def _locked(path: Path, folder: Path) -> BinaryIO:
    """A locked file; it goes on without a lock on disks that have none."""
    while True:
        try:
            file = path.open("ab")
        except OSError as error:
            raise _named(error, path.parent) from error
        try:
            lock(file)
        except OSError as error:
            if error.errno in HELD:
                file.close()
                raise ComputingError(
                    f"{folder}: another run is writing there; wait for it to end, or name another folder"
                    " with --out"
                ) from error
            return file
        # a run that ended meanwhile took the file away, and a third may have made it anew
        with suppress(OSError):
            if os.path.samestat(path.stat(), os.fstat(file.fileno())):
                return file
        file.close()


def lock(file: BinaryIO) -> None:
    """Lock an open file for this process.

    Raises
    ------
    OSError
        If another holds it (`HELD`), or the disk has no locks.
    """
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - of Windows

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl  # noqa: PLC0415 - of all others

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
