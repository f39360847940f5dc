"""The series of one sector: filled year by year with what is asked for, and nothing else is worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from carbonsim.core.types import Array
from carbonsim.kernel.sector import Figures, ReportedVariable


class Recording:
    """The series of one sector under way.

    Parameters
    ----------
    rows : sequence of ReportedVariable
        Those that are wanted.
    shape : tuple of int
        Years that are kept, and draws: where it is one year, each takes the place of the one before.
    """

    def __init__(self, rows: Sequence[ReportedVariable], shape: tuple[int, int]) -> None:
        self.kept = shape[0]
        self.rows: dict[str, list[ReportedVariable]] = {}
        for row in rows:
            self.rows.setdefault(row.key, []).append(row)
        self.places = {key: np.empty((len(found), *shape)) for key, found in self.rows.items()}
        self.in_order = {key: _in_order(found) for key, found in self.rows.items()}
        #: Variable -> its series, (years that are kept, draws).
        self.series = {
            row.variable.name: place
            for key, found in self.rows.items()
            for row, place in zip(found, self.places[key], strict=True)
        }
        self.asked: list[bool] | None = None  # which functions have something of it

    def year(self, year: int, figures: Sequence[Figures]) -> None:
        """Note the figures of the year with this index.

        Raises
        ------
        KeyError
            If a figure is wanted that no function has.
        """
        asked = self.asked or [self._may_have(each.keys) for each in figures]
        found = [each.compute() for each, is_asked in zip(figures, asked, strict=True) if is_asked]
        if self.asked is None:
            self._learn(asked, found)
        for part in found:
            for key in part.keys() & self.rows.keys():
                self._fill(year, key, part[key])

    def _may_have(self, keys: frozenset[str] | None) -> bool:
        """Whether figures of some keys may be wanted; of those that only computing them tells they may."""
        return keys is None or not self.rows.keys().isdisjoint(keys)

    def _learn(self, asked: Sequence[bool], found: Sequence[Mapping[str, Array]]) -> None:
        """Note in the first year which functions have what is wanted."""
        missing = self.rows.keys() - {key for part in found for key in part}
        if missing:
            raise KeyError(f"no function of the sector gives {', '.join(sorted(missing))}")
        parts = iter(found)
        self.asked = [is_asked and not self.rows.keys().isdisjoint(next(parts)) for is_asked in asked]

    def _fill(self, year: int, key: str, value: Array) -> None:
        """Note one figure; rows of a family that are all wanted are taken at once."""
        rows, places, year = self.rows[key], self.places[key], year % self.kept
        if self.in_order[key] and len(rows) == len(value):
            np.multiply(value, rows[0].factor, out=places[:, year])
        else:
            for row, place in zip(rows, places, strict=True):
                np.multiply(value if row.row < 0 else value[row.row], row.factor, out=place[year])


def _in_order(rows: Sequence[ReportedVariable]) -> bool:
    """Whether rows are those of a family from its first on, all in one unit."""
    return len({row.factor for row in rows}) == 1 and all(row.row == place for place, row in enumerate(rows))
