"""Randomness in one place: scores keyed by the parameter's name, for any block of draws alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from carbonsim.core.copula import correlated
from carbonsim.core.types import Array
from carbonsim.engine.keyed import random_bits
from carbonsim.engine.sobol import registered, sobol
from carbonsim.engine.stratified import latin_hypercube
from carbonsim.scenario.correlations import connected, factor, members
from carbonsim.scenario.header import LATIN_HYPERCUBE, METHODS, SOBOL
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario

# ruff: noqa: PLC0415 - scipy is imported where it is used: a central run needs none of it

#: A double holds 53 bits.
UNIFORM_BITS = 53
#: The last double below 1.
BELOW_ONE = 1.0 - 2.0**-UNIFORM_BITS


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
    from scipy.special import ndtri

    bits = random_bits(seed, name, start, count) >> np.uint64(64 - UNIFORM_BITS)
    # the middle of each step keeps the score finite; that of the last one, a double rounds up to 1
    shares = np.minimum((bits.astype(float) + 0.5) * 2.0**-UNIFORM_BITS, BELOW_ONE)
    return np.asarray(ndtri(shares))


def block_scores(
    scenario: Scenario, seed: int, start: int, count: int, draws: int | None = None
) -> dict[str, Array]:
    """Scores of all parameters of a scenario that have a range, by the scenario's method of sampling.

    Parameters
    ----------
    scenario : Scenario
        With its method of sampling and its correlations.
    seed : int
        Of the run.
    start, count : int
        First draw and number of draws.
    draws : int, optional
        Number of all draws, which a Latin hypercube depends on; other methods do not ask for it.

    Returns
    -------
    dict of str to array [1]
        By address; (count,), or (years, count) where each year of the scenario has its own draw.

    Raises
    ------
    ValueError
        If a Latin hypercube is asked for without the number of all draws.
    """
    return _drawn(scenario, ranged(scenario), seed, start, count, draws)


def pair_scores(
    scenario: Scenario, seed: int, start: int, count: int, draws: int | None = None
) -> dict[str, Array]:
    """`block_scores` of a plan and its reference together.

    What both have a range for has the same draws in both; what only one of the two has a range for has its
    own.
    """
    return _drawn(scenario, ranged_of_both(scenario), seed, start, count, draws)


def setting_scores(
    scenario: Scenario, setting: Setting, seed: int, start: int, count: int, draws: int | None = None
) -> Array:
    """Scores of one parameter, as `block_scores` gives them."""
    return _drawn(scenario, {setting.address: setting}, seed, start, count, draws)[setting.address]


def ranged(scenario: Scenario) -> dict[str, Setting]:
    """The parameters of a scenario that have a range, by address."""
    return {address: setting for address, setting in scenario.settings.items() if setting.ranged}


def ranged_of_both(scenario: Scenario) -> dict[str, Setting]:
    """`ranged` of a plan and its reference together."""
    return ranged(scenario) | ({} if scenario.reference is None else ranged(scenario.reference))


def _drawn(
    scenario: Scenario, settings: Mapping[str, Setting], seed: int, start: int, count: int, draws: int | None
) -> dict[str, Array]:
    names = {address: _names(scenario, setting) for address, setting in settings.items()}
    wanted = {name for several in names.values() for name in several}
    groups = [group for group in connected(scenario.correlations) if wanted.intersection(members(group))]
    # a group is drawn whole, whichever of its parameters are asked for
    needed = wanted.union(*map(members, groups))
    drawn = _independent(scenario.sampling, sorted(needed), seed, start, count, draws)
    for group in groups:
        mix = factor(group)
        assert mix is not None  # the reader has refused such groups
        mixed = correlated([drawn[name] for name in members(group)], mix)
        drawn |= dict(zip(members(group), mixed, strict=True))
    return {
        address: np.stack([drawn[name] for name in several])
        if settings[address].definition.yearly
        else drawn[several[0]]
        for address, several in names.items()
    }


def _names(scenario: Scenario, setting: Setting) -> tuple[str, ...]:
    """What the draws of a parameter are keyed by; by the year itself where each year has its own.

    Another horizon then leaves the years that both have as they were.
    """
    if not setting.definition.yearly:
        return (setting.draw_name,)
    first, last = scenario.years
    return tuple(f"{setting.draw_name}@{year}" for year in range(first, last + 1))


def _independent(
    method: str, names: Sequence[str], seed: int, start: int, count: int, draws: int | None
) -> dict[str, Array]:
    """Scores of several names, each as if it were alone."""
    from scipy.special import ndtri

    placed = _placed(method, names, seed, start, count, draws)
    return {
        name: np.asarray(ndtri(placed[name])) if name in placed else scores(seed, name, start, count)
        for name in names
    }


def _placed(
    method: str, names: Sequence[str], seed: int, start: int, count: int, draws: int | None
) -> dict[str, Array]:
    """Shares below each draw, of those names that the method does not leave to chance."""
    if method not in METHODS:
        raise ValueError(f"sampling: found {method!r}, expected {' or '.join(METHODS)}")
    if method == LATIN_HYPERCUBE and names:
        if draws is None:
            raise ValueError("draws: found nothing, expected the number of all draws of a Latin hypercube")
        return dict(zip(names, latin_hypercube(names, seed, start, count, draws), strict=True))
    known = registered(names) if method == SOBOL else ()
    return dict(zip(known, sobol(known, seed, start, count), strict=True)) if known else {}
