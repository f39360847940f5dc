"""What is kept of an ensemble too large for memory: counts for its bands, sums for its means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.binning import Counts, count_quantiles
from carbonsim.core.types import Array


@dataclass(frozen=True)
class Streamed:
    """Counts of the draws of each series and year, and their sums.

    Attributes
    ----------
    names : tuple of str
        The series.
    low, width : array [the series' unit], (series, years)
        Where bins begin and how wide they are.
    counts : array of uint32, (series, years, bins)
        Draws in each bin.
    sums : array [the series' unit], (series, years)
        Over all draws.
    draws : int
        How many there were.
    """

    names: tuple[str, ...]
    low: Array
    width: Array
    counts: NDArray[np.uint32]
    sums: Array
    draws: int

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def mean(self, name: str) -> Array:
        """Mean over the draws, (years,)."""
        return np.asarray(self.sums[self._places[name]] / self.draws)

    def quantiles(self, name: str, probabilities: Sequence[float]) -> Array:
        """Quantiles over the draws, each within a bin's width, (probabilities, years).

        Raises
        ------
        ValueError
            If a quantile lies beyond the bins, far out in a tail.
        """
        place = self._places[name]
        counts: Counts = self.counts[place]
        found = count_quantiles(counts, self.low[place], self.width[place], probabilities)
        known = np.isfinite(self.sums[place])
        beyond = np.isnan(found) & known
        if beyond.any():
            number = float(np.asarray(probabilities)[np.flatnonzero(beyond.any(axis=1))[0]])
            raise ValueError(
                f"{name}: the quantile at {number:g} lies beyond what a streamed ensemble resolves;"
                " run fewer draws, which are then kept, or save the draws"
            )
        return np.where(known, found, np.nan)

    def resolution(self) -> float:
        """The widest bin against the middle 90 % of its series, over all series and years [1].

        Where the middle 90 % lies within one bin, most draws being one value, there is nothing to compare.
        """
        widest = 0.0
        for place, name in enumerate(self.names):
            low, high = self.quantiles(name, (0.05, 0.95))
            width, middle = self.width[place], high - low
            share = width[middle > width] / middle[middle > width]
            widest = max(widest, float(np.max(share, initial=0.0)))
        return widest
