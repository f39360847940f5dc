"""Sensitivity from a sample that is there already: how far an input moves the distribution of outputs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, kolmogi

from carbonsim.core.blank import BLANK
from carbonsim.core.types import Array


@dataclass(frozen=True)
class Pawn:
    """Distances over the slices of an input, each for all outputs, (outputs,) [1].

    Blank for an output that too few draws have.
    """

    median: Array
    maximum: Array


def chance_ratio(inputs: int, slices: int, share: float) -> float:
    r"""How far chance takes the largest median distance of inputs that do nothing, over that of one of them.

    A slice of :math:`m` draws has a distance above :math:`k` with the probability
    :math:`p = Q(\sqrt{m} k)` of Kolmogorov, and half of the slices with :math:`I_p(s/2, s - s/2 + 1)`;
    that this happens to any of the inputs is as likely as the share at

    .. math:: \frac{k}{k_{1/2}} = \frac{Q^{-1}(p)}{Q^{-1}(1/2)}, \quad I_p(s/2, s - s/2 + 1) = \alpha / n.

    Parameters
    ----------
    inputs : int
        Number :math:`n` of inputs.
    slices : int
        Of each.
    share : float [1]
        Of samples in which an input that does nothing comes as far, :math:`\alpha`.

    Returns
    -------
    float [1]
        A little larger than it need be: a slice is a part of the sample that it is compared with.

    Examples
    --------
    >>> round(chance_ratio(50, 10, 0.05), 2)
    1.51
    """
    half = slices // 2
    probability = betaincinv(half, slices - half + 1, share / inputs)
    return float(kolmogi(probability) / kolmogi(0.5))


class PawnSample:
    r"""A sample of outputs, sorted once, against which one input after the other is sliced.

    .. math:: K_k = \sup_y \left| F(y) - F(y \mid x \in I_k) \right|

    where :math:`I_k` are slices between quantiles of the input :math:`x` and :math:`F` are distributions of
    the sample. An input that does nothing still has distances above 0, the more so the fewer draws a slice
    holds: compare with an input that is known to do nothing.

    Parameters
    ----------
    outputs : array [any unit], (outputs, draws)
        Where an output is blank in some draws, it is looked at in the others, and slices are of these.
    slices : int
        At least 2.

    Raises
    ------
    ValueError
        If there are not at least two draws for each slice, or two slices.

    Notes
    -----
    F. Pianosi, T. Wagener, Distribution-based sensitivity analysis from a generic input-output sample,
    Environmental Modelling & Software 108 (2018) 197-207.

    Examples
    --------
    >>> x, noise = np.random.default_rng(1).normal(size=(2, 5000))
    >>> sample = PawnSample(x[None], 10)
    >>> bool(sample.distances(x).median > 0.5), bool(sample.distances(noise).median < 0.1)
    (True, True)
    """

    def __init__(self, outputs: Array, slices: int) -> None:
        draws = outputs.shape[1]
        if slices < 2 or draws < 2 * slices:
            raise ValueError(f"found {draws} draws and {slices} slices, expected 2 slices of 2 draws or more")
        self.outputs = len(outputs)
        # outputs that are there in the same draws are looked at together
        patterns, which = np.unique(~np.isnan(outputs), axis=0, return_inverse=True)
        self.parts = [
            (rows, there, _Sorted(outputs[rows][:, there], slices))
            for number, there in enumerate(patterns)
            for rows in [np.flatnonzero(which.ravel() == number)]
            if there.sum() >= 2 * slices
        ]

    def distances(self, values: Array) -> Pawn:
        """Distances of an input, whose values in the same draws are (draws,)."""
        median, maximum = np.full((2, self.outputs), BLANK)
        for rows, there, part in self.parts:
            found = part.distances(values[there])
            median[rows], maximum[rows] = found.median, found.maximum
        return Pawn(median, maximum)


class _Sorted:
    """Outputs without blanks, sorted once."""

    def __init__(self, outputs: Array, slices: int) -> None:
        draws = outputs.shape[1]
        self.slices = slices
        self.order = np.argsort(outputs, axis=1, kind="stable")
        ranked = np.take_along_axis(outputs, self.order, axis=1)
        # distributions are compared where the last of equal values has been passed
        self.ends = np.concatenate([ranked[:, 1:] > ranked[:, :-1], np.ones((len(ranked), 1), bool)], axis=1)
        self.below = np.arange(1, draws + 1) / draws

    def distances(self, values: Array) -> Pawn:
        """Distances of an input in the same draws, (draws,)."""
        edges = np.quantile(values, np.arange(self.slices + 1) / self.slices)
        found = []
        for low, high in pairwise(edges):
            within = (values >= low) & (values < high)
            if within.any():  # an input of few values may leave a slice empty
                found.append(self._distance(within))
        if not found:
            return Pawn(*np.zeros((2, len(self.order))))
        return Pawn(np.median(found, axis=0), np.max(found, axis=0))

    def _distance(self, within: NDArray[np.bool_]) -> Array:
        inside = np.cumsum(within[self.order], axis=1) / within.sum()
        return np.asarray(np.where(self.ends, np.abs(inside - self.below), 0.0).max(axis=1))
