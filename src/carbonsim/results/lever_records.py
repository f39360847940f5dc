"""Records of a grid of levers: outcomes, answers to claims, and the error between its points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from carbonsim.core.types import Array
from carbonsim.results.packed import packed
from carbonsim.results.records import Variable


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
    surpassing : array [1], (points,)
        Share of the draws that surpass it.
    verdicts : tuple of str
        At each point.
    outcome : str
        The figure by name, of several claims about one series each its own.
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
    surpassing: Array
    verdicts: tuple[str, ...]
    outcome: str

    def to_json(self) -> dict[str, Any]:
        """The answer ready for JSON; see `LeverGrid.to_json`."""
        variable = self.variable
        return {
            **{"claim": self.claim, "name": variable.name, "boundary": variable.boundary},
            **{"product": variable.product, "variant": variable.variant, "unit": variable.unit},
            **{"year": self.year, "bound": self.bound, "kind": self.kind, "target": self.target},
            **{"tolerance": self.tolerance, "values": packed(self.values)},
            **{"probability": shares(self.probability), "surpassing": shares(self.surpassing)},
            "verdicts": list(self.verdicts),
        }


@dataclass(frozen=True)
class LeverOutcome:
    """Outcome over the grid: of a year, a five-year plan or the horizon.

    Attributes
    ----------
    name : str
    variable : Variable
    period : str
        A year, or the years of a sum: ``2026-2030``; nothing of the whole horizon.
    unit : str
    values : array [unit], (quantiles, points)
    below, above : array [1], (points,)
        Shares of the draws that are below and above 0, by more than the noise of rounding.
    noise : float [unit]
        Size up to which a difference is the noise of rounding.
    """

    name: str
    variable: Variable
    period: str
    unit: str
    values: Array
    below: Array
    above: Array
    noise: float

    def to_json(self) -> dict[str, Any]:
        """The outcome ready for JSON; see `LeverGrid.to_json`."""
        return {
            **{"name": self.name, "unit": self.unit, "values": packed(self.values)},
            **{"below": shares(self.below), "above": shares(self.above)},
        }


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


def shares(values: Array) -> list[float | None]:
    """Shares of draws by point, to four digits; a blank is None."""
    return [None if np.isnan(share) else round(float(share), 4) for share in values]
