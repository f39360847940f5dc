"""Records of a search along one parameter: values that were looked at, and where a target is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from carbonsim.core.spans import Span
from carbonsim.core.types import Array

#: What meets the target: the deterministic run, the median of the draws, or a share of them.
DETERMINISTIC, MEDIAN, SHARE = KINDS = ("deterministic", "median", "share")
#: What is at an edge: the figure passes the target, jumps over it, or there is no answer beyond.
CROSSES, JUMPS, ENDS = ("crosses", "jumps", "no answer beyond")
#: On which side of an edge the target is met.
ABOVE, BELOW, AT = ("above", "below", "at")


@dataclass(frozen=True)
class Edge:
    """Value of a parameter at which a target begins or ceases to be met.

    Attributes
    ----------
    value : float [unit of the parameter]
        At which it is met, up to rounding.
    figure : float
        There: the figure, its median, or the share of draws that meet the target.
    side : str
        Where the target is met: `ABOVE` the value, `BELOW` it, or `AT` it alone.
    kind : str
        `CROSSES`, `JUMPS` or `ENDS`.
    overrides : tuple of str
        ``KEY=VALUE`` that set it.
    in_year : float [unit of the definition]
        What the parameter then is in the year of the target.
    clipped : bool
        Whether bounds hold some heights of a path back, so that it does not move in proportion.
    confirmed : float or None
        The figure that a plain run with the overrides gives; None where it is refused.
    refusal : str
        Why a plain run is refused.
    """

    value: float
    figure: float
    side: str
    kind: str
    overrides: tuple[str, ...]
    in_year: float
    clipped: bool = False
    confirmed: float | None = None
    refusal: str = ""


@dataclass(frozen=True)
class Search:
    """Where one kind of figure meets the target.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    here : float
        Figure (or share) of the scenario as it is.
    met_here : bool
        Whether the target is met as the scenario is.
    spans : tuple of Span [unit of the parameter]
        Where it is met, rising; none of a target that equals a figure, without a tolerance.
    edges : tuple of Edge
        Rising.
    best : (float, float)
        Value at which it comes nearest, and figure (or share) there; blank where there is none at all.
    """

    kind: str
    here: float
    met_here: bool
    spans: tuple[Span, ...]
    edges: tuple[Edge, ...]
    best: tuple[float, float]

    @property
    def reached(self) -> bool:
        """Whether any value meets the target."""
        return bool(self.spans or self.edges)


@dataclass(frozen=True)
class Scan:
    """Figures at all values that were looked at.

    Attributes
    ----------
    values : array [unit of the parameter], (values,)
        Rising.
    figures : array [unit of the figure], (values,)
        Of deterministic runs; blank where there is no answer.
    draw_values : array [unit of the parameter], (values,)
        Those with draws; none without.
    quantiles : array [unit of the figure], (quantiles, values)
        `results.records.QUANTILES` of the draws.
    shares : array [1], (values,)
        Of draws that meet the target.
    refused : mapping of str to int
        Why values are refused though each is within its bounds, and how many.
    """

    values: Array
    figures: Array
    draw_values: Array
    quantiles: Array
    shares: Array
    refused: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure at any value."""
        return not (np.isfinite(self.figures).any() or np.isfinite(self.quantiles).any())
