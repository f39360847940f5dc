"""What buyers choose among options of which some are alike, and some cannot be used by all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.diffusion import share_of_log_odds
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


def nested_logit_shares(utility: Array, nest: NDArray[np.bool_], dissimilarity: Number) -> Array:
    r"""Shares of a logit with one nest of options that are alike.

    .. math::
        I = \ln\sum_{j \in B} e^{u_j/\lambda}, \qquad
        s_B = \frac{e^{\lambda I}}{e^{\lambda I} + \sum_{k \notin B} e^{u_k}}, \qquad
        s_i = s_B\,e^{u_i/\lambda - I}\ (i \in B)

    Options outside of the nest share the rest as a logit. A dissimilarity :math:`\lambda` of 1 is the plain
    logit of all; near 0 the best option of the nest takes all that the nest has, and others add nothing.

    Parameters
    ----------
    utility : array [1], (options, ...)
        :math:`u`; :math:`-\infty` for an option that is not on offer.
    nest : array of bool, (options,)
        Which options are in the nest, :math:`B`; it may be none, or none on offer.
    dissimilarity : array [1]
        :math:`\lambda`, above 0 and up to 1.

    Returns
    -------
    array [1], (options, ...)
        They sum to 1 along the first axis.

    Raises
    ------
    ValueError
        If no option is on offer, a utility is not a number, or the dissimilarity is not above 0 and up to 1.

    References
    ----------
    McFadden, D. (1978): Modelling the choice of residential location. In: Spatial Interaction Theory and
    Planning Models, North-Holland.
    Train, K. E. (2009): Discrete Choice Methods with Simulation, chapter 4. Cambridge University Press.

    Examples
    --------
    Two options that are the same are one:

    >>> alike = np.array([True, True, False])
    >>> nested_logit_shares(np.zeros(3), alike, 1.0).round(3).tolist()
    [0.333, 0.333, 0.333]
    >>> nested_logit_shares(np.zeros(3), alike, 0.001).round(3).tolist()
    [0.25, 0.25, 0.5]
    """
    inside, outside = _scaled_rows(utility, nest, dissimilarity)
    value, rest = _inclusive_value(list(inside.values())), _inclusive_value(list(outside.values()))
    refuse(np.maximum(value, rest) == -np.inf, "no option is on offer")
    odds = dissimilarity * value - rest
    shares = np.empty((len(nest), *np.shape(odds)))
    nested, beyond = share_of_log_odds(odds), share_of_log_odds(-odds)
    for option, scaled in inside.items():
        shares[option] = nested * _conditional(scaled, value)
    for option, scaled in outside.items():
        shares[option] = beyond * _conditional(scaled, rest)
    return shares


def feasible_shares(utility: Array, nest: NDArray[np.bool_], dissimilarity: Number, sets: Array) -> Array:
    r"""Shares of a nested logit where each buyer can use only some of the options in the nest.

    .. math:: s_i = \sum_{B' \subseteq B} p_{B'}\,s_i(B')

    with the shares :math:`s_i(B')` of `nested_logit_shares` when :math:`B'` is what the nest has on offer.
    Options outside of the nest can always be used. Where all buyers can use all it is the nested logit, where
    none can use any the logit of the rest. Shares are linear in :math:`p`: buyers with trips of several
    lengths who see the same utilities count by the mean of their sets.

    Parameters
    ----------
    utility : array [1], (options, ...)
        :math:`u`; :math:`-\infty` for an option that is not on offer.
    nest : array of bool, (options,)
        Which options are in the nest, :math:`B`.
    dissimilarity : array [1]
        :math:`\lambda`, above 0 and up to 1.
    sets : array [1], (2 ** options of the nest, ...)
        Share of buyers by what they can use, :math:`p`, see `chances_of_sets`.

    Returns
    -------
    array [1], (options, ...)
        They sum along the first axis to the sum of the sets, which is 1.

    Raises
    ------
    ValueError
        If no option outside of the nest is on offer, a utility is not a number, the dissimilarity is not
        above 0 and up to 1, or there are not as many sets as the nest has.

    Examples
    --------
    >>> sets = chances_of_sets(np.array([0.5, 0.0]))
    >>> feasible_shares(np.zeros(3), np.array([True, True, False]), 0.5, sets).tolist()
    [0.25, 0.0, 0.75]
    """
    inside, outside = _scaled_rows(utility, nest, dissimilarity)
    if len(sets) != 2 ** len(inside):
        raise ValueError(f"found {len(sets)} sets of {len(inside)} options, expected {2 ** len(inside)}")
    rest = _inclusive_value(list(outside.values()))
    refuse(rest == -np.inf, "no option outside of the nest is on offer")
    shape = np.broadcast_shapes(utility.shape[1:], np.shape(dissimilarity), sets.shape[1:])
    shares, beyond = np.zeros((len(nest), *shape)), np.zeros(shape)
    for usable, share in zip(_subsets(list(inside)), sets, strict=True):
        value = _inclusive_value([inside[option] for option in usable])
        odds = dissimilarity * value - rest
        nested = share * share_of_log_odds(odds)
        for option in usable:
            shares[option] += nested * _conditional(inside[option], value)
        beyond += share * share_of_log_odds(-odds)
    for option, scaled in outside.items():
        shares[option] = beyond * _conditional(scaled, rest)
    return shares


def chances_of_sets(chance: Array) -> Array:
    r"""Chance of each set of options that can be used, where each can with a chance of its own.

    .. math:: p_{B'} = \prod_{j \in B'} \phi_j \prod_{j \notin B'} (1 - \phi_j)

    Chances that vary together (with the length of trips) are independent at one length alone: the mean is one
    over sets, not over chances.

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


def chance_of_any(chance: Array) -> Array:
    r"""Chance that at least one option can be used.

    .. math:: \Phi = 1 - \prod_j (1 - \phi_j)

    Parameters
    ----------
    chance : array [1], (options, ...)
        :math:`\phi`, independent of each other. Where they vary together (see `chances_of_sets`), it is 1
        less the mean of the first set.

    Returns
    -------
    array [1], (...)

    Raises
    ------
    ValueError
        If a chance is not between 0 and 1.

    Examples
    --------
    >>> float(chance_of_any(np.array([0.5, 0.25])))
    0.625
    """
    refuse((chance < 0) | (chance > 1), "a chance must be between 0 and 1")
    return as_array(1.0 - np.prod(1.0 - chance, axis=0))


def _subsets(options: list[int]) -> Iterator[list[int]]:
    """Subsets of options in the order of `chances_of_sets`."""
    for number in range(2 ** len(options)):
        yield [option for bit, option in enumerate(options) if number >> bit & 1]


def _scaled_rows(
    utility: Array, nest: NDArray[np.bool_], dissimilarity: Number
) -> tuple[dict[int, Array], dict[int, Array]]:
    """Utilities by option: in the nest over its dissimilarity, and outside of it."""
    refuse((dissimilarity <= 0) | (dissimilarity > 1), "the dissimilarity must be above 0 and up to 1")
    refuse(~(utility < np.inf), "a utility must be a number")
    inside = {option: as_array(utility[option] / dissimilarity) for option in np.flatnonzero(nest).tolist()}
    return inside, {option: utility[option] for option in np.flatnonzero(~nest).tolist()}


def _inclusive_value(utilities: list[Array]) -> Array:
    """Inclusive value of some options; minus infinity where none is on offer."""
    return reduce(np.logaddexp, utilities) if utilities else as_array(-np.inf)


def _conditional(utility: Array, value: Array) -> Array:
    """Share of an option among those of an inclusive value; none where none is on offer."""
    return as_array(np.exp(utility - np.where(value == -np.inf, 0.0, value)))
