"""Memory of blocks stays with the process: the next block takes it again, and the system zeroes no pages anew."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

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
    if not sys.platform.startswith("linux"):
        return False
    wish = getattr(ctypes.CDLL(None), "mallopt", None)
    return bool(wish and wish(TRIM_THRESHOLD, IDLE) and wish(MMAP_THRESHOLD, LARGEST))
