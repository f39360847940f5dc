"""Counts and sums of the draws of a shard whose series are not kept."""

from __future__ import annotations

import numpy as np

from carbonsim.core.binning import BINS, count_bins
from carbonsim.core.blank import filled, has_blank, least_and_most
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.engine.pair_series import PairSeries

#: Draws that are summed together, so that a sum does not depend on the width of blocks.
UNIT = 50
#: Series that are counted together: as many as stay in the cache.
TOGETHER = 32


@dataclass(frozen=True)
class Layout:
    """The series that are counted, and where the bins of each lie in each year."""

    plan: tuple[str, ...]
    reference: tuple[str, ...]
    low: Array  # series of the plan and then of the reference, years
    width: Array


class Tally:
    """Counts and partial sums of the draws of a shard, filled block by block and year by year."""

    def __init__(self, layout: Layout, years: int, draws: int) -> None:
        if draws > np.iinfo(np.uint16).max:
            raise ValueError(f"a shard has too many draws to be counted: {draws}")
        self.layout = layout
        rows = len(layout.plan) + len(layout.reference)
        self.counts = np.zeros((rows, years, BINS), dtype=np.uint16)
        self.units = np.zeros((rows, years, -(-draws // UNIT)))
        self.least, self.most = np.full((rows, years), np.inf), np.full((rows, years), -np.inf)

    def saved(self) -> tuple[Array, ...]:
        """Counts so far."""
        return tuple(part.copy() for part in self._parts())

    def restore(self, saved: tuple[Array, ...]) -> None:
        """Go back to what had been counted."""
        for part, before in zip(self._parts(), saved, strict=True):
            part[...] = before

    def _parts(self) -> tuple[Array, ...]:
        return (self.counts, self.units, self.least, self.most)  # type: ignore[return-value]

    def add(self, place: slice, year: int, series: PairSeries) -> None:
        """Count one year of a block; the block begins at a whole number of units."""
        if place.start % UNIT:
            raise ValueError(f"blocks of a streamed ensemble are a multiple of {UNIT} draws wide")
        layout = self.layout
        found = [series.plan[name] for name in layout.plan]
        found += [series.reference[name] for name in layout.reference] if series.reference else []
        for start in range(0, len(found), TOGETHER):
            rows = slice(start, start + TOGETHER)
            values = np.stack(found[rows])
            low, width = layout.low[rows, year], layout.width[rows, year]
            self.counts[rows, year] += count_bins(values, low, width).astype(np.uint16)
            least, most = least_and_most(values)
            self.least[rows, year] = np.fmin(self.least[rows, year], least)
            self.most[rows, year] = np.fmax(self.most[rows, year], most)
            self._add_up(rows, year, place.start // UNIT, values)

    def _add_up(self, rows: slice, year: int, unit: int, values: Array) -> None:
        if has_blank(values):
            values = filled(values)  # a blank adds nothing; how many draws have the figure, the bins say
        whole = values.shape[1] // UNIT
        parts = values[:, : whole * UNIT].reshape(len(values), whole, UNIT)
        self.units[rows, year, unit : unit + whole] = parts.sum(axis=2)
        if values.shape[1] % UNIT:
            self.units[rows, year, unit + whole] = values[:, whole * UNIT :].sum(axis=1)

    def beside(self, later: Tally) -> Tally:
        """Counts of these draws and of those after them; these are a whole number of units."""
        both = Tally(self.layout, self.counts.shape[1], 0)
        both.counts = self.counts + later.counts
        both.units = np.concatenate([self.units, later.units], axis=2)
        both.least, both.most = np.fmin(self.least, later.least), np.fmax(self.most, later.most)
        return both

    def sums(self) -> Array:
        """Sums over all draws of the shard, (series, years)."""
        return np.asarray(self.units.sum(axis=2))
