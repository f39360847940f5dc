"""The cars of China as shipped, over some years."""

import numpy as np
import pytest

import carbonsim
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.estimation import read_history

PLAN = "china-nev"


@pytest.fixture(scope="session")
def cars():
    """Central run of the plan with overrides, made once for each."""
    made = {}

    def run(*overrides, name=PLAN):
        if (name, overrides) not in made:
            made[name, overrides] = carbonsim.run(carbonsim.load_scenario(name, overrides), draws=1)
        return made[name, overrides]

    return run


@pytest.fixture(scope="session")
def scenario():
    return carbonsim.load_scenario(PLAN)


@pytest.fixture(scope="session")
def history(scenario):
    return read_history(scenario)


@pytest.fixture(scope="session")
def inputs(scenario):
    """All parameters at their central values."""
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    return Inputs(scenario, years, 1, {})
