"""Memory of blocks stays with the process: the next block takes it again, without new pages to be zeroed."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

#: Options of ``mallopt`` in the C library of GNU.
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
#: How much may lie idle, and up to which size an array comes out of it; the library takes no more [B].
IDLE, LARGEST = 2**28, 2**25


@cache
def keep_memory() -> bool:
    """Ask the C library to keep what arrays give back; where it has no such wish, nothing happens.

    Returns
    -------
    bool
        Whether it agreed.
    """
    wish = _from_library("mallopt")
    return bool(wish and wish(TRIM_THRESHOLD, IDLE) and wish(MMAP_THRESHOLD, LARGEST))


def release_memory() -> bool:
    """Give back to the system what lies idle, if the C library can.

    Returns
    -------
    bool
        Whether anything was given back.
    """
    trim = _from_library("malloc_trim")
    return bool(trim and trim(0))


def _from_library(name: str) -> Any:
    """A function of the C library of GNU, or None where there is another."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform.startswith("linux") else None
