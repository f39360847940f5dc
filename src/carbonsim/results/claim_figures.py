"""Figures that answer claims: one number a draw, made of series of a run and of their years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from carbonsim.core.blank import BLANK, ratio
from carbonsim.core.statistics import change_percent
from carbonsim.core.types import Array


class Pick(StrEnum):
    """Number that is made of the years of a figure."""

    AT = "at"
    SUM = "sum"
    MOST = "most"
    LEAST = "least"
    NEAREST = "nearest"
    PEAK = "peak"


class Base(StrEnum):
    """Base of a figure that is a change in per cent."""

    NONE = ""
    REFERENCE = "reference"
    YEAR = "year"
    SERIES = "series"


@dataclass(frozen=True)
class Figure:
    """A figure of a claim.

    Attributes
    ----------
    series : str
        Name of the series that it is made of.
    first, last : int
        Indices of the first and the last year that it is picked from.
    pick : Pick
        How.
    per : str
        Series that it is divided by; of a sum, its sum.
    base : Base
        What it is a change of.
    beside : str
        The other series, or the baseline less the policy case.
    base_index : int
        Of the year that it is a change of.
    scale : float
        From the unit of the series, divided, into that of the figure.
    beside_scale : float
        From the unit of the other series into that of the series, divided.
    target : float
        Of ``nearest``.
    start : int
        First year of the horizon, of a ``peak``.
    """

    series: str
    first: int
    last: int
    pick: Pick = Pick.AT
    per: str = ""
    base: Base = Base.NONE
    beside: str = ""
    base_index: int = 0
    scale: float = 1.0
    beside_scale: float = 1.0
    target: float = 0.0
    start: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Series that it needs, each once."""
        return tuple(dict.fromkeys(filter(None, (self.series, self.per, self.beside))))

    @property
    def indices(self) -> tuple[int, ...]:
        """Years that it needs, in order."""
        base = (self.base_index,) if self.base is Base.YEAR else ()
        return tuple(sorted({*base, *range(self.first, self.last + 1)}))

    def at(self, index: int) -> Figure:
        """The figure of one year."""
        return replace(self, first=index, last=index)

    def of(self, series: Mapping[str, Array]) -> Array:
        """The figure from whole series.

        Parameters
        ----------
        series : mapping of str to array, (years, ...)
            By name, from the start of the horizon; years behind the last that it needs may be missing.

        Returns
        -------
        array, (...)
            Blank where there is no such figure.
        """
        running = RunningFigure(self)
        for index in self.indices:
            running.add(index, {name: series[name][index] for name in self.names})
        return running.value()

    def by_year(self, series: Mapping[str, Array]) -> Array:
        """The figure of each year up to its last, (years, ...), blank before its first."""
        yearly = replace(self, pick=Pick.AT)
        found = [yearly.at(index).of(series) for index in range(self.first, self.last + 1)]
        return np.stack([np.full_like(found[0], BLANK)] * self.first + found)


@dataclass
class RunningFigure:
    """A figure of draws whose years come one after another.

    Attributes
    ----------
    figure : Figure
    """

    figure: Figure
    _parts: dict[str, Array] = field(default_factory=dict)
    _base: Array | None = None
    _best: Array | None = None
    _place: Array | None = None

    def add(self, index: int, series: Mapping[str, Array]) -> None:
        """Add a year, if the figure needs it.

        Parameters
        ----------
        index : int
            Of the year; years come in order.
        series : mapping of str to array, (...)
            Of that year.
        """
        figure = self.figure
        if figure.base is Base.YEAR and index == figure.base_index:
            self._base = self._divided(self._copied(series))
        if not figure.first <= index <= figure.last:
            return
        parts = self._copied(series)
        if figure.pick is Pick.AT:
            self._parts = parts
        elif figure.pick is Pick.SUM:
            before = self._parts
            self._parts = {name: before[name] + parts[name] for name in parts} if before else parts
        else:
            self._compete(index, self._combined(parts))

    def value(self) -> Array:
        """The figure of the years that were added."""
        figure = self.figure
        if figure.pick in (Pick.AT, Pick.SUM):
            return self._combined(self._parts)
        assert self._best is not None
        if figure.pick is not Pick.PEAK:
            return self._best
        assert self._place is not None
        return np.where(np.isnan(self._best), BLANK, self._place + float(figure.start))

    def _copied(self, series: Mapping[str, Array]) -> dict[str, Array]:
        """Series of the figure, which outlast the year that they are of."""
        return {name: np.array(series[name], dtype=float) for name in self.figure.names}

    def _divided(self, parts: Mapping[str, Array]) -> Array:
        """The series, over its denominator where it has one."""
        figure = self.figure
        return ratio(parts[figure.series], parts[figure.per]) if figure.per else parts[figure.series]

    def _combined(self, parts: Mapping[str, Array]) -> Array:
        """Figure of one year, or of sums; over next to nothing it is endless."""
        with np.errstate(over="ignore", invalid="ignore"):
            return self._compared(parts)

    def _compared(self, parts: Mapping[str, Array]) -> Array:
        figure, value = self.figure, self._divided(parts)
        if figure.base is Base.NONE:
            return value if figure.scale == 1.0 else value * figure.scale
        if figure.base is Base.REFERENCE:
            return change_percent(value, value + parts[figure.beside])
        if figure.base is Base.SERIES:
            return change_percent(value, parts[figure.beside] * figure.beside_scale)
        assert self._base is not None
        return change_percent(value, self._base)

    def _compete(self, index: int, values: Array) -> None:
        """Keep the best of the years, the first of equals; blanks are passed over."""
        place = np.full(values.shape, float(index))
        if self._best is None or self._place is None:
            self._best, self._place = values.copy(), place
            return
        with np.errstate(invalid="ignore"):
            better = np.logical_or(self._is_better(values, self._best), np.isnan(self._best))
        self._best = np.where(better, values, self._best)
        self._place = np.where(better, place, self._place)

    def _is_better(self, values: Array, best: Array) -> Array:
        if self.figure.pick is Pick.LEAST:
            return np.asarray(values < best)
        if self.figure.pick is Pick.NEAREST:
            target = self.figure.target
            return np.asarray(np.abs(values - target) < np.abs(best - target))
        return np.asarray(values > best)


def of_one_year(series: str, index: int) -> Figure:
    """The value of a series in one year."""
    return Figure(series, index, index)
