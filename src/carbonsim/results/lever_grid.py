"""A grid of runs over the levers of a scenario: what a reader sees who moves them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

import numpy as np

from carbonsim.core.types import Array, IntArray
from carbonsim.results.lever_records import LeverAnswer, LeverError, LeverOutcome
from carbonsim.results.packed import packed
from carbonsim.results.records import Variable
from carbonsim.results.tables import Cell, Table
from carbonsim.scenario.levers import Lever

#: Quantiles at each point.
QUANTILES = (0.05, 0.5, 0.95)
QUANTILE_NAMES = ("p05", "p50", "p95")


@dataclass(frozen=True)
class LeverGrid:
    """Runs at all points of a grid of levers.

    Attributes
    ----------
    levers : tuple of Lever
    settings : tuple of tuple of float
        Of each lever those that the grid has, rising, in its unit.
    years : array of int
    draws : int
        Of each point, the same at all; 1 of deterministic runs (central values).
    variables : mapping of str to Variable
        By name of the series.
    series : mapping of str to array [the variable's unit], (quantiles, years, points)
        Of the policy case. Points are in the order of their settings, those of the last lever first.
    reference : mapping of str to array, (quantiles, years, points)
        Of the baseline, all but effects, of the same names.
    means : mapping of str to array [the variable's unit], (years, points)
        Means of the draws of the policy case, which add up: of stocks and capacities.
    reference_means : mapping of str to array, (years, points)
        Of the baseline.
    outcomes : tuple of LeverOutcome
    answers : tuple of LeverAnswer
    error : LeverError
    """

    levers: tuple[Lever, ...]
    settings: tuple[tuple[float, ...], ...]
    years: IntArray
    draws: int
    variables: Mapping[str, Variable]
    series: Mapping[str, Array]
    reference: Mapping[str, Array]
    means: Mapping[str, Array]
    reference_means: Mapping[str, Array]
    outcomes: tuple[LeverOutcome, ...]
    answers: tuple[LeverAnswer, ...]
    error: LeverError

    @property
    def points(self) -> tuple[tuple[float, ...], ...]:
        """Setting of each lever at each point."""
        return tuple(product(*self.settings))

    def at(self, name: str, point: Sequence[float]) -> Array:
        """A series of the policy case with levers at any setting between their ends.

        Parameters
        ----------
        name : str
            Of the series.
        point : sequence of float
            Setting of each lever, in its unit.

        Returns
        -------
        array [the variable's unit], (quantiles, years)
            Linear between the points around it.
        """
        return interpolated(self.series[name], self.settings, point)

    def table(self) -> Table:
        """``levers.csv``: outcomes and answers to claims at each point."""
        columns = (*(lever.name for lever in self.levers), "outcome", "unit", *QUANTILE_NAMES)
        rows: list[Sequence[Cell]] = []
        for place, point in enumerate(self.points):
            for one in self.outcomes:
                rows.append((*point, one.name, one.unit, *one.values[:, place].tolist()))
            for answer in self.answers:
                rows.append((*point, answer.outcome, answer.variable.unit, *answer.values[:, place].tolist()))
        return Table(columns, list(dict.fromkeys(map(tuple, rows))))

    def to_json(self) -> dict[str, Any]:
        """The grid for a page.

        Returns
        -------
        dict
            ``levers``: of each ``name``, ``title`` (``en``, ``zh``), ``unit``, ``in_unit`` (whether it
            runs in its unit; else in shares of the way from the scenario's own values, 0, to those that it
            sets, 1), ``low``, ``high``, ``base`` (where the
            scenario is as it is), ``target`` (where it is as the lever sets it), ``settings`` (those of the
            grid) and ``keys`` (of its parameters).
            ``quantiles``, ``years``, ``draws``; ``points``: the number of settings of each lever.
            ``series``: of each ``name``, ``unit``, ``case`` (``policy`` or ``baseline``) and ``values``.
            ``means``: the same, with no quantiles.
            ``outcomes``: of each ``name``, ``unit``, ``values``, and ``below`` and ``above``: by point, the
            shares of the draws that are below and above 0.
            ``answers``: of each ``claim``, ``name``, ``boundary``, ``product``, ``variant``, ``unit``,
            ``year``, ``bound``, ``kind``, ``target`` (null where it cannot be compared), ``tolerance``,
            ``values``, ``probability`` (null where there is none) and ``verdicts``, both by point.
            ``error``: ``largest`` and ``band`` (shares), ``variable`` and ``points``; see `LeverError`.

            ``values`` are ``{"scale", "offset", "data"}``: data are whole numbers of 16 bits with a sign,
            little end first, in base64; a value is ``offset + scale * number``, and ``-32768`` a blank. Their
            order is that of quantiles, then years (of series alone), then points; of points that of the
            settings of the first lever, then the second, so that those of the last stand side by side. In a
            browser: ``new Int16Array(Uint8Array.from(atob(data), c => c.charCodeAt(0)).buffer)``.
        """
        return {
            "levers": [
                {
                    **{"name": lever.name, "title": dict(lever.title)},
                    **{"unit": lever.unit, "in_unit": lever.in_unit},
                    **{"low": lever.low, "high": lever.high, "base": lever.base, "target": lever.target},
                    **{"settings": list(settings), "keys": list(lever.on)},
                }
                for lever, settings in zip(self.levers, self.settings, strict=True)
            ],
            "quantiles": list(QUANTILES),
            "years": self.years.tolist(),
            "draws": self.draws,
            "points": [len(settings) for settings in self.settings],
            "series": [
                {"name": name, "unit": self.variables[name].unit, "case": case, "values": packed(values)}
                for case, several in (("policy", self.series), ("baseline", self.reference))
                for name, values in several.items()
            ],
            "means": [
                {"name": name, "unit": self.variables[name].unit, "case": case, "values": packed(values)}
                for case, several in (("policy", self.means), ("baseline", self.reference_means))
                for name, values in several.items()
            ],
            "outcomes": [one.to_json() for one in self.outcomes],
            "answers": [answer.to_json() for answer in self.answers],
            "error": asdict(self.error),
        }


def interpolated(values: Array, settings: Sequence[Sequence[float]], point: Sequence[float]) -> Array:
    """Values between points of a grid, linear in each lever.

    Parameters
    ----------
    values : array [any one unit], (..., points)
    settings : sequence of sequence of float
        Of each lever, rising.
    point : sequence of float
        Setting of each lever; beyond an end it is taken at the end.

    Returns
    -------
    array [the same unit], (...)

    Examples
    --------
    >>> float(interpolated(np.array([0.0, 1.0, 10.0, 11.0]), [(0.0, 2.0), (0.0, 1.0)], (1.0, 0.5)))
    5.5
    """
    found = values.reshape(*values.shape[:-1], *(len(several) for several in settings))
    for several, at in zip(reversed(settings), reversed(tuple(point)), strict=True):
        above = int(np.clip(np.searchsorted(several, at), 1, len(several) - 1))
        low, high = several[above - 1], several[above]
        share = min(max((at - low) / (high - low), 0.0), 1.0)
        below = found[..., above - 1]
        found = below + share * (found[..., above] - below)
    return np.asarray(found)
