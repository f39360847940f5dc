"""One parameter at a time: outcomes with it at the low and at the high end of its range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.factors import all_outputs, factors_of
from carbonsim.core.types import Array
from carbonsim.core.uncertainty import SCORE_95
from carbonsim.engine.pair import Pair
from carbonsim.engine.sampling import pair_scores
from carbonsim.engine.shards import job_headlines
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


def tornado(scenario: Scenario) -> Tornado:
    """Move one factor after the other; see `Tornado`.

    Parameters
    ----------
    scenario : Scenario
        With ranges, beside its reference.

    Returns
    -------
    Tornado
    """
    pair, factors = Pair(scenario), factors_of(scenario)
    wanted = job_headlines(pair)
    # a column for the middle, and two for each factor
    width = 1 + 2 * len(factors)
    shapes = pair_scores(scenario, scenario.seed, 0, 2, 2)
    moved = {address: np.zeros((*values.shape[:-1], width)) for address, values in shapes.items()}
    for row, factor in enumerate(factors):
        for address in factor.addresses:
            moved[address][..., 1 + 2 * row] = -SCORE_95
            moved[address][..., 2 + 2 * row] = SCORE_95
    outcomes = all_outputs(pair, moved, width, blank=True)[-len(wanted) :]
    return Tornado(
        factors=tuple(factor.name for factor in factors),
        outcomes={one.name: one.unit for one in wanted},
        middle=outcomes[:, 0],
        low=outcomes[:, 1::2].T,
        high=outcomes[:, 2::2].T,
    )
