"""Parameters that take another value in each column of the draw axis: a grid, a search, a set of regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from carbonsim.core.errors import OneValueError
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.scenario.quantity import Quantity
from carbonsim.scenario.scenario import SET_BY_COLUMN, Scenario


@dataclass(frozen=True)
class ByColumn:
    """Quantity that is another one in each column of the draw axis.

    Attributes
    ----------
    quantities : tuple of Quantity
        Those that there are.
    column : array of int, (draws,)
        Which of them each column has.
    """

    quantities: tuple[Quantity, ...]
    column: IntArray

    def path_years(self, key: str) -> tuple[int, ...]:
        """Years of the path that all columns have in common.

        Raises
        ------
        OneValueError
            If they have not the same.
        """
        first, *others = (quantity.years for quantity in self.quantities)
        if any(years != first for years in others):
            raise OneValueError(key, "the model goes by the years of its path: all values need the same")
        return first

    def chosen(self, series: tuple[Array, ...]) -> Array:
        """Values of each column, (years, draws), of those of each quantity, (years, draws) or (years, 1)."""
        if all(values.shape[1] == 1 for values in series):
            return np.asarray(np.concatenate(series, axis=1)[:, self.column])
        values = np.empty((len(series[0]), len(self.column)))
        for number, of_quantity in enumerate(series):
            there = self.column == number
            values[:, there] = np.broadcast_to(of_quantity, values.shape)[:, there]
        return values


def set_by_column(scenario: Scenario, columns: Mapping[str, ByColumn]) -> Scenario:
    """A scenario in which parameters that columns set have no value of their own.

    Whoever reads one of them past `Inputs` is refused, and two cases share what read it only if it is set
    in both (`sharing.py`): columns of one batch are the same for both.
    """
    if not columns:
        return scenario
    settings = dict(scenario.settings)
    for key in columns:
        settings[key] = replace(settings[key], value=SET_BY_COLUMN)
    return scenario.reading_through(settings)
