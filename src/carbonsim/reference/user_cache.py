"""Files that are kept for a user between runs: the folder, and a text put there whole or not at all.

What is kept there can be made anew at any time. Whoever reads it back takes nothing but numbers and texts
from it, and checks them: no file of it is ever executed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

#: Environment variable that names another folder.
CACHE = "CARBONSIM_CACHE"


def cache_folder() -> Path:
    """Folder of the files that are kept for the user; it need not be there."""
    named = os.environ.get(CACHE)
    if named:
        return Path(named)
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where there is something to look for

    return user_cache_path("carbonsim", appauthor=False)


def put_whole(path: Path, text: str) -> None:
    """Write a file that others may be reading or writing; where nothing can be written, nothing is."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def keep_latest(folder: Path, pattern: str, most: int) -> None:
    """Let go of all but the latest files of a kind."""
    with suppress(OSError):
        found = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime)
        for path in found[:-most]:
            path.unlink(missing_ok=True)
