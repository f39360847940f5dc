"""Files that are kept for a user between runs: the folder, and a text put there whole or not at all.

What is kept there can be made anew at any time. Whoever reads it back takes nothing but numbers and texts
from it, and checks them: no file of it is ever executed. Each begins with the SHA-256 of the rest, so that
what is damaged, cut short or altered is made anew.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from carbonsim.core.files import write_whole

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
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)


def sealed(text: str) -> str:
    """A text below the SHA-256 of it."""
    return f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}"


def unsealed(text: str) -> str:
    """A text from what `sealed` made of it.

    Raises
    ------
    ValueError
        If it is something else, or altered, or only a part.

    Examples
    --------
    >>> unsealed(sealed("a text"))
    'a text'
    """
    digest, _, content = text.partition("\n")
    if hashlib.sha256(content.encode()).hexdigest() != digest:
        raise ValueError("not what was kept, or a part of it")
    return content


def keep_latest(folder: Path, pattern: str, most: int) -> None:
    """Let go of all but the latest files of a kind."""
    with suppress(OSError):
        found = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime)
        for path in found[:-most]:
            path.unlink(missing_ok=True)
