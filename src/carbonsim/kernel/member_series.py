"""One attribute of all rows of a family over years, where only rows that draws change are kept by draw."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, as_array


@dataclass(frozen=True)
class MemberSeries:
    """Rows over years, each (years, draws), or (years, 1) where no draw changes it.

    Examples
    --------
    >>> price = MemberSeries((np.array([[7.0, 8.0], [9.0, 9.5]]), np.array([[1.0], [2.0]])))
    >>> price[1].tolist()
    [[9.0, 9.5], [2.0, 2.0]]
    """

    rows: tuple[Array, ...]

    @cached_property
    def draws(self) -> int:
        """Draws of the rows that draws change, or 1."""
        return int(max(row.shape[1] for row in self.rows))

    @cached_property
    def _latest(self) -> dict[int, Array]:
        """The year that was asked for last: several equations of a year ask for the same."""
        return {}

    def __getitem__(self, year: int) -> Array:
        """All rows in the year with this index, (rows, draws) or (rows, 1); nobody may change them."""
        if year not in self._latest:
            values = np.empty((len(self.rows), self.draws))
            for number, row in enumerate(self.rows):
                values[number] = row[year]
            values.flags.writeable = False
            self._latest.clear()
            self._latest[year] = values
        return self._latest[year]


def sum_of(values: Array, members: NDArray[np.bool_]) -> Array:
    """Sum over some members of a set, (D,), of values by member (K, D)."""
    return as_array(values[members].sum(axis=0))
