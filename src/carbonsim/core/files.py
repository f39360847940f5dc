"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


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
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(path)
    except BaseException as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise type(error)(error.errno, error.strerror or str(error), str(path)) from error
        raise
