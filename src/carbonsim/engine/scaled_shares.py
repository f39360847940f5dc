"""Shares that are drawn with a range and then scaled to add up to 1: what comes of them."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of
from carbonsim.sectors.shares import scaled_shares

#: Draws that the quantiles are taken of.
DRAWS = 2000
PROBABILITIES = (0.05, 0.5, 0.95)


def scaled_quantiles(scenario: Scenario, key: str) -> tuple[int | None, Array] | None:
    """Quantiles of a share after it is scaled.

    Parameters
    ----------
    scenario : Scenario
    key : str
        Of the share.

    Returns
    -------
    tuple of (int or None, array [1]), or None
        Year that they are of (the first of the horizon, if the share is a path), and the quantiles at 5, 50
        and 95 %. None if the parameter is no such share, or no row of its whole has a range. Of a row that
        only the reference has, what comes of it there.
    """
    keys = [other for sector in sectors_of(scenario) for other in sector.whole(scenario, key)]
    if not keys and scenario.reference is not None:
        return scaled_quantiles(scenario.reference, key)
    if not any(scenario.settings[other].ranged for other in keys):
        return None
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    scores = block_scores(scenario, scenario.seed, 0, DRAWS, DRAWS)
    inputs = Inputs(scenario, years, DRAWS, scores)
    shares = [np.broadcast_to(inputs.series(other, years[:1])[0], DRAWS) for other in keys]
    scaled = scaled_shares(np.stack(shares))[keys.index(key)]
    path = any(scenario.quantity(other).years for other in keys)
    return int(years[0]) if path else None, np.quantile(scaled, PROBABILITIES)
