"""Sets of options that can be used, and their chances."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.core.possible import refuse
from carbonsim.core.types import Array


def chances_of_sets(chance: Array) -> Array:
    r"""Chance of each set of options that can be used, where each can with a chance of its own.

    .. math:: p_{B'} = \prod_{j \in B'} \phi_j \prod_{j \notin B'} (1 - \phi_j)

    Chances that vary together (with the length of trips) are independent at one length alone: the mean is one
    over sets, not over chances. This is the form of the textbook; tests hold `chances_of_joint` against it.

    Parameters
    ----------
    chance : array [1], (options, ...)
        :math:`\phi`.

    Returns
    -------
    array [1], (2 ** options, ...)
        Bit :math:`j` of the place tells whether option :math:`j` is in the set: for two of them none, the
        first alone, the second alone, both.

    Raises
    ------
    ValueError
        If a chance is not between 0 and 1.

    Examples
    --------
    >>> chances_of_sets(np.array([0.5, 0.25])).tolist()
    [0.375, 0.375, 0.125, 0.125]
    """
    refuse((chance < 0) | (chance > 1), "a chance must be between 0 and 1")
    sets = np.ones((2 ** len(chance), *chance.shape[1:]))
    for option, usable in enumerate(chance):
        without, within = sets[: 2**option], sets[2**option : 2 ** (option + 1)]
        np.multiply(without, usable, out=within)
        without *= 1.0 - usable
    return sets


def chances_of_joint(joint: Array) -> Array:
    r"""Chance of each set of options that can be used, from the chances that all of some can be.

    .. math:: p_{B'} = \sum_{C \supseteq B'} (-1)^{|C \setminus B'|}\,q_C

    Parameters
    ----------
    joint : array [1], (2 ** options, ...)
        Chance that all options of a set can be used, whether others can or not, :math:`q`; sets in the order
        of `chances_of_sets`, so that the first is 1.

    Returns
    -------
    array [1], (2 ** options, ...)

    Examples
    --------
    >>> chances_of_joint(np.array([1.0, 0.5, 0.25, 0.125])).tolist()
    [0.375, 0.375, 0.125, 0.125]
    """
    sets = np.array(joint, dtype=np.float64)
    bit = 1
    while bit < len(sets):
        for number in range(len(sets)):
            if not number & bit:
                sets[number] -= sets[number | bit]
        bit *= 2
    return np.maximum(sets, 0.0)  # rounding


def subsets(options: list[int]) -> Iterator[list[int]]:
    """Subsets of options in the order of `chances_of_sets`."""
    for number in range(2 ** len(options)):
        yield [option for bit, option in enumerate(options) if number >> bit & 1]
