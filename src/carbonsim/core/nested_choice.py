"""What buyers choose among options of which some are alike, and some cannot be used by all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.diffusion import share_of_log_odds
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array
from carbonsim.core.usable_sets import subsets

#: A utility as much higher than all others is taken for that: their share is 0 in all digits.
MOST_UTILITY = 700.0
#: Utility that is taken for the highest where no option is on offer.
LOWEST = -1e9


def nested_logit_shares(utility: Array, nest: NDArray[np.bool_], dissimilarity: Number) -> Array:
    r"""Shares of a logit with one nest of options that are alike.

    .. math::
        I = \ln\sum_{j \in B} e^{u_j/\lambda}, \qquad
        s_B = \frac{e^{\lambda I}}{e^{\lambda I} + \sum_{k \notin B} e^{u_k}}, \qquad
        s_i = s_B\,e^{u_i/\lambda - I}\ (i \in B)

    Options outside of the nest share the rest as a logit. A dissimilarity :math:`\lambda` of 1 is the plain
    logit of all; near 0 the best option of the nest takes all that the nest has, and others add nothing.

    This is the form of the textbook; tests hold the faster `choice_by_set` against it.

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


@dataclass(frozen=True)
class ChoiceBySet:
    """Shares of a nested logit for each set of options in the nest that can be used.

    Attributes
    ----------
    of_options : tuple of dict of array [1]
        Share of each option in each set, by its place among all options.
    of_rest : tuple of array [1]
        Share of the options outside of the nest, together, for each set.
    in_rest : dict of array [1]
        Share of each option outside of the nest among them.
    of_nest : array [1]
        Share of all options of the nest together, where each can be used.
    """

    of_options: tuple[dict[int, Array], ...]
    of_rest: tuple[Array, ...]
    in_rest: dict[int, Array]
    of_nest: Array

    def shares(self, sets: Array) -> Array:
        r"""Shares of buyers of whom each can use only some of the options in the nest; see `feasible_shares`.

        Parameters
        ----------
        sets : array [1], (2 ** options of the nest, ...)
            Share of buyers by what they can use.

        Returns
        -------
        array [1], (options, ...)
        """
        if len(sets) != len(self.of_rest):
            count = (len(self.of_rest) - 1).bit_length()
            expected = f"expected {len(self.of_rest)}"
            raise ValueError(f"found {len(sets)} sets of {count} options, {expected}")
        shape = np.broadcast_shapes(self.of_nest.shape, sets.shape[1:])
        found = np.zeros((len(self.in_rest) + len(self.of_options[-1]), *shape))
        beyond = np.zeros(shape)
        for share, options, rest in zip(sets, self.of_options, self.of_rest, strict=True):
            for option, part in options.items():
                found[option] += share * part
            beyond += share * rest
        for option, part in self.in_rest.items():
            found[option] = beyond * part
        return found


def choice_by_set(utility: Array, nest: NDArray[np.bool_], dissimilarity: Number) -> ChoiceBySet:
    r"""Shares of a nested logit for each set of options in the nest that can be used.

    .. math:: s_i(B'), \qquad B' \subseteq B

    with the shares of `nested_logit_shares` when :math:`B'` is what the nest has on offer. Options outside of
    the nest can always be used.

    Parameters
    ----------
    utility : array [1], (options, ...)
        :math:`u`; :math:`-\infty` for an option that is not on offer.
    nest : array of bool, (options,)
        Which options are in the nest, :math:`B`.
    dissimilarity : array [1]
        :math:`\lambda`, above 0 and up to 1.

    Returns
    -------
    ChoiceBySet

    Raises
    ------
    ValueError
        If no option outside of the nest is on offer, a utility is not a number, or the dissimilarity is not
        above 0 and up to 1.

    Examples
    --------
    >>> choice = choice_by_set(np.zeros(3), np.array([True, True, False]), 0.5)
    >>> round(float(choice.of_nest), 4)
    0.5858
    """
    refuse((dissimilarity <= 0) | (dissimilarity > 1), "the dissimilarity must be above 0 and up to 1")
    refuse(~(utility < np.inf), "a utility must be a number")
    inside, outside = np.flatnonzero(nest).tolist(), np.flatnonzero(~nest).tolist()
    highest, weight, rest = _outside(utility, outside)
    of_options, of_rest = [], []
    for usable in subsets(inside):
        nested, conditional = _weight_of_nest(utility, usable, dissimilarity, highest)
        of_nest = nested / (nested + rest)
        of_options.append({option: of_nest * part for option, part in zip(usable, conditional, strict=True)})
        of_rest.append(as_array(rest / (nested + rest)))
    in_rest = {option: as_array(part / rest) for option, part in weight.items()}
    return ChoiceBySet(tuple(of_options), tuple(of_rest), in_rest, as_array(of_nest))


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
    >>> from carbonsim.core.usable_sets import chances_of_sets
    >>> sets = chances_of_sets(np.array([0.5, 0.0]))
    >>> feasible_shares(np.zeros(3), np.array([True, True, False]), 0.5, sets).tolist()
    [0.25, 0.0, 0.75]
    """
    return choice_by_set(utility, nest, dissimilarity).shares(sets)


def _outside(utility: Array, options: list[int]) -> tuple[Array, dict[int, Array], Array]:
    """Highest utility outside of the nest, weights against it, and their sum."""
    highest = utility[options].max(axis=0) if options else as_array(-np.inf)
    refuse(highest == -np.inf, "no option outside of the nest is on offer")
    weight = {option: as_array(np.exp(utility[option] - highest)) for option in options}
    return highest, weight, as_array(sum(weight.values()))


def _weight_of_nest(
    utility: Array, usable: list[int], dissimilarity: Number, highest: Array
) -> tuple[Array, list[Array]]:
    """Weight of some options of the nest against the highest utility outside, and the share of each in it."""
    if not usable:
        return np.zeros_like(highest), []
    top = utility[usable].max(axis=0)
    raised = np.exp(np.minimum(top - highest, MOST_UTILITY))
    if len(usable) == 1:
        return raised, [np.ones_like(raised)]
    top = np.maximum(top, LOWEST)  # where none is on offer
    weight = [np.exp((utility[option] - top) / dissimilarity) for option in usable]
    total = as_array(sum(weight))
    each = np.where(total > 0, total, 1.0)
    return as_array(raised * total**dissimilarity), [as_array(one / each) for one in weight]


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
