"""Variance-based sensitivity: first-order and total indices of many outputs at once, with their spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array

#: 97.5th percentile of the standard normal: half of an interval of 95 %, in standard errors.
HALF_95 = 1.959963984540054
#: Spread of an output against its size, below which it does not vary.
LEAST_SPREAD = 1e-10


@dataclass(frozen=True)
class Indices:
    """Indices of one input, each for all outputs, (outputs,) [1].

    The half widths are those of intervals of 95 %: 1.96 standard errors of the bootstrap. Where an output
    does not vary, or is blank in some draw, nothing is a number.
    """

    first: Array
    first_half_width: Array
    total: Array
    total_half_width: Array


class SobolBase:
    r"""Two independent samples of all outputs, against which one input after the other is exchanged.

    With samples :math:`A` and :math:`B`, and :math:`A_B^{(i)}` that takes input :math:`i` from :math:`B` and
    all others from :math:`A`:

    .. math::
        S_i = \frac{\frac1N \sum_j f(B)_j \left(f(A_B^{(i)})_j - f(A)_j\right)}{V}, \qquad
        S_{Ti} = \frac{\frac1{2N} \sum_j \left(f(A)_j - f(A_B^{(i)})_j\right)^2}{V}

    with outputs less the mean of both samples, and :math:`V` the variance of both. The bootstrap draws the
    :math:`N` rows anew; a resample is a vector of how often each row is drawn, so that all resamples of all
    outputs are one matrix product.

    Parameters
    ----------
    first, second : array [any unit], (outputs, draws)
        :math:`f(A)` and :math:`f(B)`.
    resamples : int
        Of the bootstrap, at least 2.
    seed : int
        Of the bootstrap.

    Raises
    ------
    ValueError
        If the samples differ in shape, or there are too few draws or resamples.

    Notes
    -----
    A. Saltelli et al., Variance based sensitivity analysis of model output, Computer Physics Communications
    181 (2010) 259-270, table 2 (b); M. J. W. Jansen, Analysis of variance designs for model output, the same
    117 (1999) 35-43.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> a, b = rng.normal(size=(2, 2, 20_000))
    >>> base = SobolBase((3 * a[0] + a[1])[None], (3 * b[0] + b[1])[None], 100, 1)
    >>> found = base.indices((3 * b[0] + a[1])[None])
    >>> round(float(found.first[0]), 1), round(float(found.total[0]), 1)
    (0.9, 0.9)
    """

    def __init__(self, first: Array, second: Array, resamples: int, seed: int) -> None:
        if first.shape != second.shape or first.ndim != 2:
            raise ValueError(f"samples of {first.shape} and {second.shape}, expected (outputs, draws) twice")
        draws = first.shape[1]
        if draws < 2 or resamples < 2:
            raise ValueError(f"found {draws} draws and {resamples} resamples, expected at least 2 of each")
        self.centre = (first.mean(axis=1) + second.mean(axis=1))[:, None] / 2.0
        self.first, self.second = first - self.centre, second - self.centre
        self.weights = bootstrap_weights(draws, resamples, seed)
        square = self.first**2 + self.second**2
        size = np.maximum(np.abs(first).max(axis=1), np.abs(second).max(axis=1))
        variance = square.mean(axis=1) / 2.0
        varies = np.sqrt(variance) > LEAST_SPREAD * size
        #: Variance of each output, not a number where it does not vary.
        self.variance = np.where(varies, variance, np.nan)
        mean = (self.first + self.second) @ self.weights / 2.0
        resampled = square @ self.weights / 2.0 - mean**2
        # a resample may by chance hold one row alone
        self.resampled = np.where(varies[:, None] & (resampled > 0), resampled, np.nan)

    def indices(self, exchanged: Array) -> Indices:
        """Indices of an input.

        Parameters
        ----------
        exchanged : array [the outputs' units], (outputs, draws)
            Outputs of the first sample with this input from the second.
        """
        moved = exchanged - self.centre - self.first
        shared, whole = self.second * moved, moved**2 / 2.0
        return Indices(
            shared.mean(axis=1) / self.variance,
            self._half_width(shared),
            whole.mean(axis=1) / self.variance,
            self._half_width(whole),
        )

    def _half_width(self, terms: Array) -> Array:
        found = terms @ self.weights / self.resampled
        return np.asarray(HALF_95 * found.std(axis=1, ddof=1))


def bootstrap_weights(draws: int, resamples: int, seed: int) -> Array:
    """How often each row is in each resample, as a share of all, (draws, resamples); columns add up to 1."""
    rng = np.random.default_rng(seed)
    drawn = rng.integers(draws, size=(resamples, draws))
    counts = np.stack([np.bincount(one, minlength=draws) for one in drawn], axis=1)
    return np.asarray(counts / draws)
