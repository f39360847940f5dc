"""Combinations of several parameters that were run: how far each is from a target, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from carbonsim.analysis.solve_search import Kind
from carbonsim.analysis.varied_box import Box
from carbonsim.core.blank import quantiles
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.figure_runs import FigureRuns

#: How far combinations must lie apart, as a part of the box, to be looked at each.
APART = 0.15


@dataclass(frozen=True)
class Tried:
    """Combinations that were run: places in the box, margins to the target and costs."""

    places: Array
    margins: Array
    costs: Array

    def first(self, count: int) -> Tried:
        """The cheapest of those that meet the target and lie apart; none where none does."""
        order = [each for each in np.argsort(self.costs, kind="stable") if self.met[each]]
        chosen: list[int] = []
        for each in order:
            gaps = [float(np.max(np.abs(self.places[each] - self.places[other]))) for other in chosen]
            if min(gaps, default=1.0) >= APART:
                chosen.append(int(each))
        return self.at(chosen[:count])

    def nearest(self, count: int) -> Tried:
        """Those that come nearest to the target."""
        known = np.where(np.isnan(self.margins), -np.inf, self.margins)
        return self.at(np.argsort(-known, kind="stable")[:count].tolist())

    @property
    def met(self) -> NDArray[np.bool_]:
        """Whether each meets the target."""
        return np.asarray((self.margins >= 0.0) & np.isfinite(self.costs))

    def at(self, chosen: Sequence[int] | IntArray) -> Tried:
        """Some of them."""
        return Tried(self.places[chosen], self.margins[chosen], self.costs[chosen])


class Trials:
    """Runs of combinations, counted; costs are medians of the draws, or the change where none is minimised.

    Attributes
    ----------
    runs : FigureRuns
        Of the target's figure, and of the cost.
    kind : Kind
        What is to meet the target.
    box : Box
        Between all ends.
    """

    def __init__(self, runs: FigureRuns, kind: Kind, box: Box) -> None:
        self.runs, self.kind, self.box = runs, kind, box
        self.count = 0

    def at(self, places: Array) -> Tried:
        """Margins and costs of some places in the box, (places, parameters)."""
        places = np.clip(places, 0.0, 1.0)
        found = self.runs.values([self.box.point(each) for each in places])
        self.count += len(places)
        margins = self.kind.margin(found[0])
        costs = medians(found[1]) if len(found) > 1 else self.box.change(places)
        return Tried(places, margins, np.where(np.isnan(margins), np.nan, costs))


def joined(some: Sequence[Tried]) -> Tried:
    """Several of them as one."""
    return Tried(
        np.concatenate([each.places for each in some]),
        np.concatenate([each.margins for each in some]),
        np.concatenate([each.costs for each in some]),
    )


def medians(drawn: Array) -> Array:
    """Median of the draws of each, (places,)."""
    return np.asarray(quantiles(drawn, (0.5,))[0])
