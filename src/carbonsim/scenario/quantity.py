"""A number over the years with its range, what may be set, and what was set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from carbonsim.core.distributions import NORMAL, Discrete
from carbonsim.core.types import Array, IntArray
from carbonsim.scenario.origin import Origin

__all__ = [
    "FIRST_YEAR",
    "INTERPOLATIONS",
    "LAST_YEAR",
    "Definition",
    "Origin",
    "Quantity",
    "Record",
    "Setting",
]

#: No scenario and no path reaches beyond these years.
FIRST_YEAR, LAST_YEAR = 1990, 2100
INTERPOLATIONS = ("linear", "step", "s-curve")


@dataclass(frozen=True)
class Quantity:
    """A constant, or a path over years; with or without a range.

    Attributes
    ----------
    years : tuple of int
        Years of the path, rising; empty for a constant.
    central : tuple of float [unit]
        One value for each year, or the constant.
    low, high : tuple of float [unit], or None
        5th and 95th percentile, or the ends, as the distribution says; both or neither.
    interpolation : str
        Between the years: ``linear``; ``step``, the value of the last year reached; ``s-curve``, slow at both
        ends of each interval.
    unit : str
        The unit of the definition.
    distribution : str or Discrete
        What is made of the range: one of `core.distributions.DISTRIBUTIONS`; or the values of a constant that
        takes one of a few, low and high being the least and the greatest.
    """

    years: tuple[int, ...]
    central: tuple[float, ...]
    low: tuple[float, ...] | None
    high: tuple[float, ...] | None
    interpolation: str
    unit: str
    distribution: str | Discrete = NORMAL

    def series(self, years: IntArray | Array) -> tuple[Array, Array | None, Array | None]:
        r"""Values in any years; before the first and after the last year of the path they stay as there.

        An s-curve between two points runs as :math:`u^2 (3 - 2u)`, :math:`u` being the share of time gone.

        Parameters
        ----------
        years : array of int [yr]
            The years wanted.

        Returns
        -------
        central : array [unit]
        low, high : array [unit], or None
            Without a range both are None.

        Examples
        --------
        >>> path = Quantity((2020, 2030), (0.0, 10.0), None, None, "linear", "count")
        >>> path.series(np.array([2019, 2021, 2040]))[0]
        array([ 0.,  1., 10.])
        """
        low = None if self.low is None else self._interpolate(self.low, years)
        high = None if self.high is None else self._interpolate(self.high, years)
        return self._interpolate(self.central, years), low, high

    def _interpolate(self, values: tuple[float, ...], years: IntArray | Array) -> Array:
        points = np.array(values)
        if not self.years:
            return np.full(np.shape(years), points[0])
        if self.interpolation == "linear":
            return np.asarray(np.interp(years, self.years, points))
        last = np.maximum(np.searchsorted(self.years, years, side="right") - 1, 0)
        if self.interpolation == "step":
            return np.asarray(points[last])
        knots = np.array(self.years)
        following = np.minimum(last + 1, len(knots) - 1)
        share = np.clip((years - knots[last]) / np.maximum(knots[following] - knots[last], 1), 0.0, 1.0)
        rise = points[following] - points[last]
        return np.asarray(points[last] + rise * share**2 * (3.0 - 2.0 * share))


@dataclass(frozen=True)
class Definition:
    """Definition of what may be set: a row of a ``definitions.csv``, or a declaration in Python.

    Attributes
    ----------
    pattern : str
        A dotted address; ``*`` stands for the name of a row.
    kind : str
        ``quantity``, ``option`` or ``text``.
    unit : str
        The unit that a model gets it in.
    role : str
        ``world``, shared by plan and reference, or ``plan``.
    minimum, maximum : float [unit], or None
        Bounds that hold for low and high, too.
    options : tuple of str
        What an option can be.
    description : str
        For people.
    varies : bool
        Whether a quantity may be a path over years; the kind ``constant`` of the file says that it may not.
    together : bool
        Whether all rows of a family share one draw: what makes one high makes all high.
    yearly : bool
        Whether each year has a draw of its own; else one draw moves all years of a path together.
    drawn : bool
        Whether ensembles draw it; what they do not draw is for commands that have draws of their own, and its
        range is for people.
    """

    pattern: str
    kind: str
    unit: str
    role: str
    minimum: float | None
    maximum: float | None
    options: tuple[str, ...]
    description: str
    varies: bool = True
    together: bool = False
    yearly: bool = False
    drawn: bool = True


class Record(NamedTuple):
    """A row of a shipped table as it was written, before its unit was converted."""

    file: str
    row: int
    region: str
    year: str
    low: str
    central: str
    high: str
    unit: str
    data_year: str
    boundary: str
    source: str
    confidence: str
    note: str


@dataclass(frozen=True)
class Setting:
    """The value of one address, and everything that is known about where it comes from.

    `written_unit` is the unit in the file; the value is in that of the definition. `confidence` is
    ``published``, ``derived``, ``estimate``, or ``assumed`` where a scenario gives no reason to say more; a
    path is as sure as its least sure point. `records` are the rows of shipped tables behind the value: one
    for each point, or the one that a scenario looked up. `offered` is False where the parameter belongs to a
    row that the scenario does not have and what it is compared with has: the row is there with nothing of it.
    `region` is the region that the number is of; nothing where it holds in all.
    """

    address: str
    value: Quantity | str
    written_unit: str
    source: str
    confidence: str
    note: str
    boundary: str
    data_year: str
    origin: Origin
    definition: Definition
    records: tuple[Record, ...] = ()
    offered: bool = True
    region: str = ""

    @property
    def ranged(self) -> bool:
        """Whether it differs from draw to draw."""
        return self.definition.drawn and not isinstance(self.value, str) and self.value.low is not None

    @property
    def draw_name(self) -> str:
        """What its draws are keyed by: its address, or its family's where all rows share one draw."""
        return self.definition.pattern if self.definition.together else self.address
