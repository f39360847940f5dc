"""Noise of rounding of the differences that a run reports, by the levels that they are of."""

from __future__ import annotations

import numpy as np

from carbonsim.analysis.rounding import NOISE
from carbonsim.core.blank import figures
from carbonsim.engine.headline import EMISSIONS, REDUCTION
from carbonsim.results.records import Variable
from carbonsim.results.results import Results


def rounding_noise(results: Results, variable: Variable, years: int = 1) -> float:
    """Size up to which a difference to the baseline is the noise of rounding.

    Parameters
    ----------
    results : Results
        A run with a baseline.
    variable : Variable
        The difference.
    years : int
        Over which it is summed.

    Returns
    -------
    float [the variable's unit]
        A part of the largest level, in policy case and baseline, of what the difference is of.
    """
    stem = variable.stem.partition("|")[0] + "|"
    levels = EMISSIONS if stem == REDUCTION else "Cost|"
    of_same = [
        one.name
        for one in results.variables.values()
        if one.stem == levels + variable.stem.removeprefix(stem) and one.boundary == variable.boundary
    ]
    series = [
        figures(run.central[name])
        for run in (results, results.reference)
        if run is not None
        for name in of_same
        if name in run.central
    ]
    return NOISE * max((float(np.max(np.abs(one), initial=0.0)) for one in series), default=0.0) * years
