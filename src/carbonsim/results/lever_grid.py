"""A grid of runs over the levers of a scenario: what a reader sees who moves them."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

import numpy as np

from carbonsim.core.types import Array, IntArray
from carbonsim.results.records import Variable
from carbonsim.results.tables import Cell, Table
from carbonsim.scenario.levers import Lever

#: Quantiles at each point.
QUANTILES = (0.05, 0.5, 0.95)
QUANTILE_NAMES = ("p05", "p50", "p95")
#: Whole numbers of 16 bits that values become; the least stands for a blank.
LARGEST, NOTHING = 2**15 - 1, -(2**15)


@dataclass(frozen=True)
class LeverAnswer:
    """Answer to a claim over the grid, in the year in which the run answers it.

    Attributes
    ----------
    claim : str
    variable : Variable
    year : int
    bound : str
        As stated, in words.
    kind : str
        One of `core.bounds.BOUNDS`.
    target : float, optional [unit of the variable]
        The figure claimed; None where it cannot be compared.
    tolerance : float [1]
        Of ``equals``.
    values : array [unit of the variable], (quantiles, points)
    probability : array [1], (points,)
        Share of the draws in which the claim holds; blank where it cannot be compared.
    verdicts : tuple of str
        At each point.
    """

    claim: str
    variable: Variable
    year: int
    bound: str
    kind: str
    target: float | None
    tolerance: float
    values: Array
    probability: Array
    verdicts: tuple[str, ...]


@dataclass(frozen=True)
class LeverOutcome:
    """Outcome over the grid, (quantiles, points): of a year, a five-year plan or the horizon."""

    name: str
    unit: str
    values: Array


@dataclass(frozen=True)
class LeverError:
    """Largest error of interpolation at points that the grid has not, as a share of how far levers move.

    It is the largest over all effects (policy less baseline) and years, and a share of the range that the
    same quantile of the effect has over the grid in the year in which that is widest.

    Attributes
    ----------
    largest : float [1]
        Of the median.
    variable : str
        The effect of which the median's is largest.
    band : float [1]
        Of the ends of the band, which hang on few draws.
    points : int
        Points at which it was measured.
    """

    largest: float
    variable: str
    band: float
    points: int


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
        Of the baseline, emissions and sales shares, of the same names.
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
                name = f"{answer.year} {answer.variable.name}"
                rows.append((*point, name, answer.variable.unit, *answer.values[:, place].tolist()))
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
            ``outcomes``: of each ``name``, ``unit`` and ``values``.
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
            "outcomes": [
                {"name": one.name, "unit": one.unit, "values": packed(one.values)} for one in self.outcomes
            ],
            "answers": [_answer(answer) for answer in self.answers],
            "error": asdict(self.error),
        }


def _answer(answer: LeverAnswer) -> dict[str, Any]:
    variable = answer.variable
    shares = [None if np.isnan(share) else round(float(share), 4) for share in answer.probability]
    return {
        **{"claim": answer.claim, "name": variable.name, "boundary": variable.boundary},
        **{"product": variable.product, "variant": variable.variant, "unit": variable.unit},
        **{"year": answer.year, "bound": answer.bound, "kind": answer.kind, "target": answer.target},
        **{"tolerance": answer.tolerance, "values": packed(answer.values)},
        **{"probability": shares, "verdicts": list(answer.verdicts)},
    }


def packed(values: Array) -> dict[str, Any]:
    """Values as whole numbers of 16 bits with a scale and an offset; see `LeverGrid.to_json`.

    Examples
    --------
    >>> found = packed(np.array([0.0, 1.0, np.nan]))
    >>> unpacked(found).round(4).tolist()
    [0.0, 1.0, nan]
    """
    there = np.isfinite(values)
    least, most = (float(end(values[there])) if there.any() else 0.0 for end in (np.min, np.max))
    offset = (least + most) / 2
    scale = (most - least) / 2 / LARGEST
    numbers = np.zeros(values.shape) if scale == 0 else (values - offset) / scale
    whole = np.where(there, np.clip(np.rint(numbers), -LARGEST, LARGEST), NOTHING).astype("<i2")
    return {"scale": scale, "offset": offset, "data": base64.b64encode(whole.tobytes()).decode("ascii")}


def unpacked(packed_values: Mapping[str, Any]) -> Array:
    """Values of `packed`, in a row."""
    whole = np.frombuffer(base64.b64decode(packed_values["data"]), dtype="<i2")
    values = packed_values["offset"] + packed_values["scale"] * whole.astype(float)
    return np.asarray(np.where(whole == NOTHING, np.nan, values))


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
