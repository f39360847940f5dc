"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from carbonsim.core.plain_text import valid


def write_whole(path: Path, text: str) -> None:
    """Write a file that others may be reading or writing; what stood there stands until the new one does.

    Parameters
    ----------
    path : Path
        Links are followed.
    text : str
        Written as UTF-8, with the line ends that it has.

    Raises
    ------
    OSError
        If it can not be written: a full disk, say. It names the file.
    """
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with _gone_if_not_whole(beside, path):
        beside.write_text(valid(text), encoding="utf-8", newline="")
        beside.replace(path)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises
    ------
    FileExistsError
        If something stands there; it stays.
    OSError
        If it can not be written. It names the file.
    """
    file = path.open("x", encoding="utf-8", newline="")
    with _gone_if_not_whole(path, path), file:
        file.write(valid(text))


@contextmanager
def _gone_if_not_whole(written: Path, path: Path) -> Iterator[None]:
    """Delete what was written if not all of it could be, and name the file that it was to be."""
    try:
        yield
    except BaseException as error:
        with suppress(OSError):
            written.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise type(error)(error.errno, error.strerror or str(error), str(path)) from error
        raise
