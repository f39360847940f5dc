"""Imitation and volatility of buyers of trucks before trucks are looked at: those of buyers of cars."""

from __future__ import annotations

import numpy as np

from carbonsim.analysis.nev_backtest import SCENARIO, as_known
from carbonsim.core.posterior import Prior
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev import estimation

#: Standard deviation of imitation between products.
BETWEEN = 0.5
#: Years of data that the cars' volatility is worth for trucks.
WORTH = 6.0
#: Structural draws of the cars' model.
DRAWS = 2000


def cars_prior(freeze: int) -> Prior:
    r"""Prior of trucks: the cars' estimate on their history to a year, wider.

    With estimates :math:`\hat w`, :math:`\hat\sigma`, information :math:`I` and freedom :math:`\nu` by draw
    of the cars' choice, imitation has the mean of :math:`\hat w` and the variance

    .. math:: \operatorname{var}\hat w + \frac{\nu}{\nu - 2}\,\overline{\hat\sigma^2 / I} + 0.5^2

    Parameters
    ----------
    freeze : int
        Last year of the cars' history that is used.

    Returns
    -------
    Prior
    """
    then = as_known(load_scenario(SCENARIO), freeze)
    history = estimation.read_history(then)
    inputs = Inputs(then, history.years, DRAWS, block_scores(then, then.seed, 0, DRAWS, DRAWS))
    probability = estimation.explaining_probabilities(inputs, history, 0.5)
    found = estimation.fit(history.share, probability)
    chance = (found.volatility**2 / found.information).mean() * found.freedom / (found.freedom - 2.0)
    width = float(np.sqrt(found.imitation.var() + chance + BETWEEN**2))
    return Prior(float(found.imitation.mean()), width, float(np.median(found.volatility)), WORTH)
