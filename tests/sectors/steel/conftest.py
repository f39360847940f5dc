"""Models and runs of shipped scenarios, each made once."""

from functools import cache

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.steel.model import SteelModel
from tests.sectors.unasked import run_unasked


@pytest.fixture(scope="session")
def modelled():
    """The steel sector at its start: of a scenario with overrides, central or with draws."""

    @cache
    def start(name, *overrides, draws=1):
        scenario = carbonsim.load_scenario(name, ["years=[2023, 2030]", *overrides])
        drawn = block_scores(scenario, 1, 0, draws) if draws > 1 else {}
        return SteelModel(Inputs(scenario, np.arange(2023, 2031), draws, drawn))

    return start


@pytest.fixture(scope="session")
def ran():
    """The results of a scenario with overrides; draws answer its claims, too."""

    @cache
    def run(name, *overrides, draws=1):
        if draws == 1:
            return run_unasked(name, *overrides)
        return carbonsim.run(carbonsim.load_scenario(name, overrides), draws=draws)

    return run
