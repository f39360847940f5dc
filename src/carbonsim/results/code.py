"""Code and libraries that results are made by."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

PACKAGE = "carbonsim"
#: Libraries whose arithmetic is in the results.
LIBRARIES = ("numpy", "scipy")


@cache
def code_hash() -> str:
    """SHA-256 of the code and tables of this package: other code, other results."""
    digest = hashlib.sha256()
    _add(digest, files(PACKAGE))
    return digest.hexdigest()


@cache
def packages() -> tuple[tuple[str, str], ...]:
    """Name and version of Python, of the libraries that compute and of this package."""
    from importlib.metadata import version  # noqa: PLC0415 - costs as much as reading a scenario

    names = (*LIBRARIES, PACKAGE)
    return (("python", platform.python_version()), *((name, version(name)) for name in names))


def _add(digest: hashlib._Hash, folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            _add(digest, entry)
        elif Path(entry.name).suffix in (".py", ".csv"):
            digest.update(f"{entry.name}\n".encode())
            # a checkout with other line ends is the same code
            digest.update(entry.read_bytes().replace(b"\r\n", b"\n"))
