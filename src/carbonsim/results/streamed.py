"""What is kept of an ensemble too large for memory: counts for its bands, sums for its means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.binning import count_quantiles
from carbonsim.core.blank import BLANK, ratio
from carbonsim.core.types import Array, IntArray


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
        Draws in each bin; those in which there is no such figure are in none.
    sums : array [the series' unit], (series, years)
        Over the draws that have the figure.
    least, most : array [the series' unit], (series, years)
        Of the draws that have it; infinite where none has.
    draws : int
        How many there were.
    """

    names: tuple[str, ...]
    low: Array
    width: Array
    counts: NDArray[np.uint32]
    sums: Array
    least: Array
    most: Array
    draws: int

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def same(self, other: Streamed) -> bool:
        """Whether of all series that both have the same is kept: bins, counts, sums and ends."""
        names = [name for name in other.names if name in self]
        mine, theirs = ([each._places[name] for name in names] for each in (self, other))
        pairs = (
            (self.low, other.low),
            (self.width, other.width),
            (self.sums, other.sums),
            (self.least, other.least),
            (self.most, other.most),
            (self.counts, other.counts),
        )
        return all(
            np.array_equal(one[row], two[place], equal_nan=True)
            for one, two in pairs
            for row, place in zip(mine, theirs, strict=True)
        )

    def having(self, name: str) -> IntArray:
        """How many draws have the figure, (years,)."""
        return np.asarray(self.counts[self._places[name]].sum(axis=1, dtype=np.int64))

    def mean(self, name: str) -> Array:
        """Mean over the draws that have the figure, (years,); blank where none has."""
        return ratio(self.sums[self._places[name]], self.having(name))

    def quantiles(self, name: str, probabilities: Sequence[float]) -> Array:
        """Quantiles over the draws that have the figure, within a bin's width, (probabilities, years)."""
        return self._quantiles(name, probabilities)[0]

    def _quantiles(self, name: str, probabilities: Sequence[float]) -> tuple[Array, Array]:
        """Quantiles, and the widths of their bins."""
        place = self._places[name]
        ends = self.least[place], self.most[place]
        found, width = count_quantiles(
            self.counts[place], self.low[place], self.width[place], ends, probabilities
        )
        return np.where(np.isfinite(self.sums[place]), found, BLANK), width

    def resolution(self) -> float:
        """The widest bin that a median or an end of the middle 90 % lies in, against those 90 % [1].

        Where the middle 90 % lies within one bin, most draws being one value, there is nothing to compare.
        """
        widest = 0.0
        for name in self.names:
            found, width = self._quantiles(name, (0.05, 0.5, 0.95))
            width, middle = width.max(axis=0), found[-1] - found[0]
            share = width[middle > width] / middle[middle > width]
            widest = max(widest, float(np.max(share, initial=0.0)))
        return widest
