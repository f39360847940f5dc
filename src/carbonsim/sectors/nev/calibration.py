"""Calibration of the choice: what studies and sales say of how far buyers are from a survey of them.

The survey (stated preference) gives a battery car a constant utility; what buyers do (revealed preference)
may differ by a constant. Three things speak of it: what was expected before looking; studies of how sales
answered to subsidies, which tell how many of those who considered a plug-in car bought one; and the sales of
the history, which nobody made who did not consider one.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.likelihood import log_density_of_range
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.price_response import segment_elasticity

STUDIED = "nev.choice.studied_elasticity"
PRIOR = "nev.choice.calibration_prior"


def log_density_of_sales(share: Array, probability: Array) -> Array:
    """Log density of a history of sales at choice probabilities: whether they can have led to it.

    Whatever the probability, imitation and chance make up for it: sales tell little of it but that nobody
    buys without considering.

    Parameters
    ----------
    share : array [1], (years,)
        Share of sales.
    probability : array [1], (years, D)
        Conditional choice probabilities.

    Returns
    -------
    array [1], (D,)
        0, and minus infinity where more bought than would of all buyers.

    Examples
    --------
    >>> log_density_of_sales(np.array([0.1, 0.3]), np.array([[0.2, 0.2], [0.4, 0.3]])).tolist()
    [0.0, -inf]
    """
    return np.where((share[:, None] < probability).all(axis=0), 0.0, -np.inf)


def log_density_of_studies(inputs: Inputs, years: IntArray, probability: Array) -> Array:
    """Log density of the elasticity that studies found, at choice probabilities (years, D), (D,).

    The mean of the years of the studies that are known; nothing where none is.
    """
    found = inputs.scenario.quantity(STUDIED)
    studied = (years >= found.years[0]) & (years <= found.years[-1])
    if not studied.any():
        return np.zeros(probability.shape[1])
    elasticity = inputs.constant("nev.choice.price_elasticity")
    response = segment_elasticity(elasticity, probability[studied]).mean(axis=0)
    return log_density_of_range(response, *_range_of(inputs, STUDIED))


def log_density_before(inputs: Inputs, calibration: Array) -> Array:
    """Log density of a calibration before sales are looked at, (D,)."""
    return log_density_of_range(calibration, *_range_of(inputs, PRIOR))


def _range_of(inputs: Inputs, address: str) -> tuple[float, float, float]:
    """Ends and middle of the range of a parameter."""
    found = inputs.scenario.quantity(address)
    assert found.low is not None
    assert found.high is not None
    return found.low[0], found.central[0], found.high[0]
