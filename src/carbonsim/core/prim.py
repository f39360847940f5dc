"""Patient rule induction (PRIM): the box of parameter values in which cases of interest are dense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from carbonsim.core.types import Array

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Box:
    """Box of parameter values, and what it holds.

    Attributes
    ----------
    low, high : array [unit of each parameter], (parameters,)
        Its ends, which belong to it.
    restricted : array of bool, (parameters,)
        Whether it leaves out a part of the range of a parameter.
    mass : float [1]
        Share of all draws that lie in it.
    coverage : float [1]
        Share of the cases of interest that lie in it.
    density : float [1]
        Share of its draws that are cases of interest.
    """

    low: Array
    high: Array
    restricted: Mask
    mass: float
    coverage: float
    density: float

    def holds(self, values: Array) -> Mask:
        """Whether draws lie in it, (draws,), given (parameters, draws)."""
        return _inside(values, self.low, self.high)


def peeling_trajectory(
    values: Array, interesting: Mask, peeled: float, pasted: float, least_mass: float
) -> tuple[Box, ...]:
    r"""Boxes from that of all draws to the densest, each a little smaller than the one before; then pasted.

    Of the slices at either end of each parameter, with the share :math:`\alpha` of the draws in the box,
    the one goes whose loss raises the density most for each draw that it takes,

    .. math:: \frac{\bar y_{B - b} - \bar y_B}{|B| - |B - b|},

    as long as that is above 0 and the box keeps the least mass. In the end slices are pasted on by the same
    rule, since an early cut may have been too deep.

    Parameters
    ----------
    values : array [unit of each parameter], (parameters, draws)
        All different from each other, or nearly: parameters that are drawn.
    interesting : array of bool, (draws,)
        Cases of interest, at least one.
    peeled, pasted : float [1]
        Shares :math:`\alpha` that go, or come back, in one step.
    least_mass : float [1]
        Share of all draws that a box holds at least.

    Returns
    -------
    tuple of Box

    Raises
    ------
    ValueError
        If there is no case of interest.

    Notes
    -----
    J. H. Friedman, N. I. Fisher, Bump hunting in high-dimensional data, Statistics and Computing 9 (1999)
    123-143; the gain for each draw lost, and coverage beside density: B. P. Bryant, R. J. Lempert, Thinking
    inside the box, Technological Forecasting and Social Change 77 (2010) 34-49.

    Examples
    --------
    >>> x = np.random.default_rng(1).random((2, 2000))
    >>> box = peeling_trajectory(x, (x[0] > 0.7) & (x[1] < 0.5), 0.05, 0.05, 0.05)[-1]
    >>> [round(float(end), 1) for end in (box.low[0], box.high[1])], box.density > 0.95
    ([0.7, 0.5], True)
    """
    if not interesting.any():
        raise ValueError("found no case of interest, so there is nothing to enclose")
    space = _Space(values, interesting, least_mass)
    boxes = [space.box(values.min(axis=1), values.max(axis=1))]
    while (found := space.best(boxes[-1], _peels(values, boxes[-1], peeled))) is not None:
        boxes.append(found)
    while (found := space.best(boxes[-1], _pastes(values, boxes[-1], boxes[0], pasted))) is not None:
        boxes.append(found)
    return tuple(boxes)


def chance_of_ends(values: Array, interesting: Mask, box: Box) -> Array:
    r"""Probability that an end of a box is as good by chance alone, (2, parameters) [1]: low, then high.

    Without the end the box holds draws of which the share :math:`p` is of interest; of the :math:`t` that it
    holds with it, :math:`h` are. Chance gives :math:`h` or more with

    .. math:: P = \sum_{k=h}^{t} \binom{t}{k} p^k (1-p)^{t-k} = I_p(h, t - h + 1)

    Parameters
    ----------
    values : array, (parameters, draws)
        As of `peeling_trajectory`.
    interesting : array of bool, (draws,)
        Cases of interest.
    box : Box
        One of the trajectory that holds some of them.

    Returns
    -------
    array [1], (2, parameters)
        1 at an end that cuts nothing off.

    Notes
    -----
    The quasi-p-value of Bryant and Lempert (2010): quasi, for the box was looked for.
    """
    inside = box.holds(values)
    held, of_interest = int(inside.sum()), int((inside & interesting).sum())
    found = np.ones((2, len(values)))
    for place in np.flatnonzero(box.restricted):
        for end, ends in enumerate(((-np.inf, box.high[place]), (box.low[place], np.inf))):
            low, high = box.low.copy(), box.high.copy()
            low[place], high[place] = ends
            wider = _inside(values, low, high)
            if wider.sum() > held:
                share = float(interesting[wider].mean())
                found[end, place] = betainc(of_interest, held - of_interest + 1, share)
    return found


@dataclass(frozen=True)
class _Space:
    """All draws and which of them are of interest."""

    values: Array
    interesting: Mask
    least_mass: float

    def box(self, low: Array, high: Array) -> Box:
        inside = _inside(self.values, low, high)
        held, hits = int(inside.sum()), int((inside & self.interesting).sum())
        return Box(
            low,
            high,
            (low > self.values.min(axis=1)) | (high < self.values.max(axis=1)),
            held / len(inside),
            hits / int(self.interesting.sum()),
            hits / held if held else 0.0,
        )

    def best(self, box: Box, candidates: Iterator[tuple[Array, Array]]) -> Box | None:
        """The candidate with the largest gain of density for each draw that it takes or brings.

        Of equal ones that with the fewest restrictions; none where no candidate gains.
        """
        draws = self.values.shape[1]
        found: Box | None = None
        largest = (0.0, 0)
        for candidate in (self.box(low, high) for low, high in candidates):
            change = abs(round((candidate.mass - box.mass) * draws))
            if not change or candidate.mass < self.least_mass:
                continue
            score = ((candidate.density - box.density) / change, -int(candidate.restricted.sum()))
            if score[0] > 0.0 and (found is None or score > largest):
                found, largest = candidate, score
        return found


def _peels(values: Array, box: Box, share: float) -> Iterator[tuple[Array, Array]]:
    """Ends of boxes with one slice less: of each parameter the upper, then the lower."""
    inside = box.holds(values)
    for place, of_parameter in enumerate(values):
        ordered = np.sort(of_parameter[inside])
        high, low = box.high.copy(), box.low.copy()
        high[place], low[place] = _upper_cut(ordered, share), _lower_cut(ordered, share)
        yield box.low, high
        yield low, box.high


def _pastes(values: Array, box: Box, whole: Box, share: float) -> Iterator[tuple[Array, Array]]:
    """Ends of boxes with one slice more, of each restricted parameter: the lower, then the upper."""
    for place in np.flatnonzero(box.restricted):
        low, high = box.low.copy(), box.high.copy()
        low[place], high[place] = whole.low[place], box.low[place]
        beside = np.sort(values[place, _inside(values, low, high)])
        low[place] = _upper_cut(beside, share) if len(beside) else whole.low[place]
        yield low, box.high
        low, high = box.low.copy(), box.high.copy()
        low[place], high[place] = box.high[place], whole.high[place]
        beside = np.sort(values[place, _inside(values, low, high)])
        high[place] = _lower_cut(beside, share) if len(beside) else whole.high[place]
        yield box.low, high


def _inside(values: Array, low: Array, high: Array) -> Mask:
    return np.asarray(((values >= low[:, None]) & (values <= high[:, None])).all(axis=0))


def _lower_cut(ordered: Array, share: float) -> float:
    """Value halfway between the draw at a share and the next larger one."""
    place = (len(ordered) - 1) * share
    below, above = int(np.floor(place)), int(np.ceil(place))
    while ordered[below] == ordered[above] and above < len(ordered) - 1:
        above += 1
    return float(ordered[below] + ordered[above]) / 2.0


def _upper_cut(ordered: Array, share: float) -> float:
    """Value halfway between the draw at a share from above and the next smaller one."""
    place = (len(ordered) - 1) * (1.0 - share)
    below, above = int(np.floor(place)), int(np.ceil(place))
    while ordered[below] == ordered[above] and below > 0:
        below -= 1
    return float(ordered[below] + ordered[above]) / 2.0
