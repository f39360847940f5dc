"""Series of a plan and its reference on one block of draws."""

from __future__ import annotations

from types import EllipsisType

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array


@dataclass(frozen=True)
class PairSeries:
    """Series of a block: by variable, (years, draws), or (draws,) of one year."""

    plan: dict[str, Array]  # with totals and with the differences to the reference
    reference: dict[str, Array] | None

    def at(self, year: int) -> PairSeries:
        """One year of it."""
        return self._picked(year)

    def first(self, draws: int) -> PairSeries:
        """The first draws of it alone."""
        return self._picked((..., slice(draws)))

    def without(self, left: NDArray[np.bool_]) -> PairSeries:
        """The same without some draws: they are blank in all series."""
        if left.any():
            for values in (*self.plan.values(), *(self.reference or {}).values()):
                values[..., left] = np.nan
        return self

    def _picked(self, place: int | tuple[EllipsisType, slice]) -> PairSeries:
        plan = {name: values[place] for name, values in self.plan.items()}
        if self.reference is None:
            return PairSeries(plan, None)
        return PairSeries(plan, {name: values[place] for name, values in self.reference.items()})


@dataclass(frozen=True)
class Drawn:
    """Names of the series whose draws are made."""

    plan: tuple[str, ...]
    reference: tuple[str, ...]
