"""Random bits that depend on nothing but the seed of the run, a name and the index of the draw."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from carbonsim.core.types import Bits

#: Philox gives four numbers for each step of its counter.
NUMBERS_PER_STEP = 4
KEY_BYTES = 8


def random_bits(seed: int, name: str, start: int, count: int) -> Bits:
    """64 bits for each of some draws, (count,); any block of draws has those that it has in the whole."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    key = np.frombuffer(digest[:16], dtype="<u8")
    generator = np.random.Philox(key=key)
    generator.advance(start // NUMBERS_PER_STEP)
    skip = start % NUMBERS_PER_STEP
    return np.asarray(generator.random_raw(count + skip)[skip:])


def keys(seed: int, names: Sequence[str], purpose: str, number: int) -> Bits:
    """Keys for each of some names, (number, names, 1), that share nothing with those of another purpose."""
    digests = (
        hashlib.shake_256(f"{purpose}:{seed}:{name}".encode()).digest(number * KEY_BYTES) for name in names
    )
    found = np.stack([np.frombuffer(digest, dtype="<u8") for digest in digests], axis=1)
    return np.ascontiguousarray(found[:, :, None], dtype=np.uint64)
