"""One parameter at a time: outcomes with it at the low and at the high end of its range."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.factors import all_outputs, analysed, factors_of
from carbonsim.core.types import Array
from carbonsim.core.uncertainty import SCORE_95
from carbonsim.engine.pair import Pair
from carbonsim.engine.sampling import pair_scores
from carbonsim.scenario.scenario import Scenario


@dataclass(frozen=True)
class Tornado:
    """Outcomes with each factor at its 5th and 95th percentile, all others at their medians.

    Attributes
    ----------
    factors : tuple of str
        Parameters, or groups of them that are drawn together and go up together.
    outcomes : mapping of str to str
        With their units.
    middle : array [the outcome's unit], (outcomes,)
        Everything at its median, which is the central value unless the distribution is a skewed one.
    low, high : array [the outcome's unit], (factors, outcomes)
        With the factor at its 5th and at its 95th percentile; blank where there is no such figure, or
        no answer, then.
    """

    factors: tuple[str, ...]
    outcomes: Mapping[str, str]
    middle: Array
    low: Array
    high: Array


def tornado(scenario: Scenario, outcomes: Collection[str] = ()) -> Tornado:
    """Move one factor after the other; see `Tornado`.

    Parameters
    ----------
    scenario : Scenario
        With ranges, beside its reference.
    outcomes : collection of str
        Those of years and five-year plans that are looked at beside the totals over the horizon.

    Returns
    -------
    Tornado
    """
    pair, factors = Pair(scenario), factors_of(scenario)
    wanted = analysed(pair, outcomes)
    # a column for the middle, and two for each factor
    width = 1 + 2 * len(factors)
    shapes = pair_scores(scenario, scenario.seed, 0, 2, 2)
    moved = {address: np.zeros((*values.shape[:-1], width)) for address, values in shapes.items()}
    for row, factor in enumerate(factors):
        for address in factor.addresses:
            moved[address][..., 1 + 2 * row] = -SCORE_95
            moved[address][..., 2 + 2 * row] = SCORE_95
    moved_to = all_outputs(pair, moved, width, outcomes, blank=True)[-len(wanted) :]
    return Tornado(
        factors=tuple(factor.name for factor in factors),
        outcomes={one.name: one.unit for one in wanted},
        middle=moved_to[:, 0],
        low=moved_to[:, 1::2].T,
        high=moved_to[:, 2::2].T,
    )
