"""Amounts with their units: reported figures and parameters, ready to be set against each other.

Numbers are kept in base units (m, kg, s, J, CNY), so that a figure declared in the wrong unit is as wrong as
one that was computed wrongly. What is counted (trucks, stations, swaps) has no dimension, as in reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from carbonsim.scenario.unit_names import COUNTED
from carbonsim.scenario.units import parse_unit

#: Of two amounts that differ in this alone the sum is CO2e.
GASES = ("CO2", "CO2e")


@lru_cache(maxsize=1024)
def base(unit: str) -> tuple[float, tuple[tuple[str, int], ...]]:
    """Size of a unit in base units, and its dimension without what is counted."""
    parsed = parse_unit(unit)
    kept = ((name, power) for name, power in parsed.dimension.items() if name not in COUNTED)
    return parsed.factor, tuple(sorted(kept))


@dataclass(frozen=True)
class Amount:
    """Rows of figures over the years, (R, Y), in base units.

    `names` are the series that the rows came from; nothing where there was no one series.
    `size` is what the terms of a sum come to without their signs: what rounding is measured against.
    """

    values: np.ndarray
    dimension: tuple[tuple[str, int], ...] = ()
    names: tuple[str, ...] = ()
    size: np.ndarray | None = None

    @property
    def sizes(self) -> np.ndarray:
        """Scale of rounding."""
        return np.abs(self.values) if self.size is None else self.size

    def __add__(self, other: object) -> Amount:
        return self._sum(as_amount(other), 1.0)

    def __sub__(self, other: object) -> Amount:
        return self._sum(as_amount(other), -1.0)

    def __neg__(self) -> Amount:
        return Amount(-self.values, self.dimension, self.names, self.size)

    def __mul__(self, other: object) -> Amount:
        return self._product(as_amount(other), 1)

    def __truediv__(self, other: object) -> Amount:
        return self._product(as_amount(other), -1)

    def __radd__(self, other: object) -> Amount:
        return as_amount(other) + self

    def __rsub__(self, other: object) -> Amount:
        return as_amount(other) - self

    def __rmul__(self, other: object) -> Amount:
        return as_amount(other) * self

    def __rtruediv__(self, other: object) -> Amount:
        return as_amount(other) / self

    def __getitem__(self, part: str) -> Amount:
        """The rows whose name has this part."""
        kept = [place for place, name in enumerate(self.names) if part in parts_of(name)]
        size = None if self.size is None else self.size[kept]
        return Amount(self.values[kept], self.dimension, tuple(self.names[row] for row in kept), size)

    def _sum(self, other: Amount, sign: float) -> Amount:
        dimension = common_dimension(self.dimension, other.dimension)
        size = self.sizes + other.sizes
        return Amount(self.values + sign * other.values, dimension, self.names or other.names, size)

    def _product(self, other: Amount, power: int) -> Amount:
        dimension = dict(self.dimension)
        for name, each in other.dimension:
            dimension[name] = dimension.get(name, 0) + power * each
        told = tuple(sorted((name, each) for name, each in dimension.items() if each))
        with np.errstate(divide="ignore", invalid="ignore"):
            factor = other.values if power > 0 else 1.0 / other.values
            values, size = self.values * factor, self.sizes * np.abs(factor)
        return Amount(values, told, self.names or other.names, size)


def as_amount(value: object) -> Amount:
    """A number as an amount."""
    return value if isinstance(value, Amount) else Amount(np.array([[float(value)]]))  # type: ignore[arg-type]


def common_dimension(
    one: tuple[tuple[str, int], ...], other: tuple[tuple[str, int], ...]
) -> tuple[tuple[str, int], ...]:
    """The dimension of a sum: CO2e where one is CO2 and the other CO2e.

    Raises
    ------
    ValueError
        If the two cannot be added.
    """
    if one == other:
        return one
    rest = [tuple(part for part in each if part[0] not in GASES) for each in (one, other)]
    gases = [tuple(part for part in each if part[0] in GASES) for each in (one, other)]
    if rest[0] != rest[1] or not all(gases):
        raise ValueError(f"{one} and {other} cannot be added")
    return one if gases[0][0][0] == "CO2e" else other


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of the name of a series, without what stands in brackets."""
    return tuple(name.partition(" [")[0].split("|"))


def total(amount: Amount) -> Amount:
    """Sum over rows, those that are blank left out."""
    values = np.nansum(amount.values, axis=0, keepdims=True)
    return Amount(values, amount.dimension, (), np.nansum(amount.sizes, axis=0, keepdims=True))


def change(amount: Amount) -> Amount:
    """Change since the year before, blank in the first."""
    blank = np.full_like(amount.values[:, :1], np.nan)
    values = np.concatenate([blank, np.diff(amount.values, axis=1)], axis=1)
    size = np.concatenate([blank, amount.sizes[:, 1:] + amount.sizes[:, :-1]], axis=1)
    return Amount(values, amount.dimension, amount.names, size)


def first(amount: Amount) -> Amount:
    """The first year alone; all later ones are blank."""
    values = np.where(np.arange(amount.values.shape[1]) == 0, amount.values, np.nan)
    return Amount(values, amount.dimension, amount.names, amount.size)


def last(amount: Amount) -> Amount:
    """The last year alone; all earlier ones are blank."""
    years = amount.values.shape[1]
    values = np.where(np.arange(years) == years - 1, amount.values, np.nan)
    return Amount(values, amount.dimension, amount.names, amount.size)


def summed(amount: Amount) -> Amount:
    """Sum over the years, blank ones left out."""
    values, sizes = (np.nansum(part, axis=1, keepdims=True) for part in (amount.values, amount.sizes))
    return Amount(values, amount.dimension, amount.names, sizes)


def positive(amount: Amount) -> Amount:
    """Part of an amount that is above 0."""
    return Amount(np.maximum(amount.values, 0.0), amount.dimension, amount.names, amount.size)
