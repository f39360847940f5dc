"""Randomness in one place: scores keyed by the parameter's name, for any block of draws alone."""

from __future__ import annotations

import hashlib

import numpy as np

from carbonsim.core.types import Array
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario

#: Philox gives four numbers for each step of its counter.
NUMBERS_PER_STEP = 4
#: A double holds 53 bits.
UNIFORM_BITS = 53


def scores(seed: int, name: str, start: int, count: int) -> Array:
    """Standard normal scores of a parameter for some draws.

    Each draw depends on the seed, the name and its own index alone: blocks of any size give the same
    numbers, two scenarios share their draws, and a new parameter leaves the others' as they were.

    Parameters
    ----------
    seed : int
        Of the run.
    name : str
        Address of the parameter.
    start, count : int
        First draw and number of draws.

    Returns
    -------
    array [1], (count,)

    Examples
    --------
    >>> whole = scores(1, "drivers.fuels.diesel.price", 0, 10)
    >>> bool((scores(1, "drivers.fuels.diesel.price", 7, 3) == whole[7:]).all())
    True
    """
    from scipy.special import ndtri  # noqa: PLC0415 - a central run needs none of it

    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    key = np.frombuffer(digest[:16], dtype="<u8")
    generator = np.random.Philox(key=key)
    generator.advance(start // NUMBERS_PER_STEP)
    skip = start % NUMBERS_PER_STEP
    bits = generator.random_raw(count + skip)[skip:] >> np.uint64(64 - UNIFORM_BITS)
    # the middle of each step keeps the score finite
    return np.asarray(ndtri((bits.astype(float) + 0.5) * 2.0**-UNIFORM_BITS))


def draw_name(setting: Setting) -> str:
    """What a parameter's draws are keyed by: its address, or its family's where all rows share one draw."""
    return setting.definition.pattern if setting.definition.together else setting.address


def setting_scores(scenario: Scenario, setting: Setting, seed: int, start: int, count: int) -> Array:
    """Scores of one parameter, (count,); (years, count) where each year of the scenario has its own draw."""
    name = draw_name(setting)
    if not setting.definition.yearly:
        return scores(seed, name, start, count)
    first, last = scenario.years
    # keyed by the year itself, so that another horizon leaves the years that both have as they were
    return np.stack([scores(seed, f"{name}@{year}", start, count) for year in range(first, last + 1)])


def block_scores(scenario: Scenario, seed: int, start: int, count: int) -> dict[str, Array]:
    """Scores of all parameters of a scenario that have a range, as `setting_scores` gives them."""
    return {
        address: setting_scores(scenario, setting, seed, start, count)
        for address, setting in scenario.settings.items()
        if not isinstance(setting.value, str) and setting.value.low is not None
    }
