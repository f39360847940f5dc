"""What the choice of trucks is fitted to: costs of ownership and observed shares of sales."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.types import Array, IntArray
from carbonsim.results.results import Results
from carbonsim.scenario.scenario import Scenario

SCENARIO = "carbonsim:china-trucks-hindcast"
POWERTRAINS = "freight.powertrains"
SEGMENTS = "freight.segments"
COST = "Total Cost of Ownership per Tonne-Kilometre|Transportation|Truck|{segment}|{powertrain}"
ENGINES = "Internal Combustion"
#: How close and how long the fit runs: far beyond what four digits need.
TOLERANCE = 1e-12
STEPS = 1000


def costs(results: Results) -> Array:
    """Cost of ownership [CNY/tkm], (years, powertrains, segments)."""
    scenario = results.scenario
    powertrains = [scenario.text(f"{POWERTRAINS}.{row}.label") for row in scenario.members(POWERTRAINS)]
    segments = [scenario.text(f"{SEGMENTS}.{row}.label") for row in scenario.members(SEGMENTS)]
    table = [
        [results.central[COST.format(segment=segment, powertrain=powertrain)] for segment in segments]
        for powertrain in powertrains
    ]
    return np.moveaxis(np.array(table), 2, 0)


def observed_shares(scenario: Scenario, years: IntArray) -> Array:
    """Shares of domestic registrations [1], (years, powertrains)."""
    addresses = [f"{POWERTRAINS}.{row}.past_sales_share" for row in scenario.members(POWERTRAINS)]
    return np.stack([scenario.quantity(address).series(years)[0] for address in addresses], axis=1)


def segment_weights(scenario: Scenario) -> Array:
    """Share of each segment in the stock [1], (segments,)."""
    addresses = [f"{SEGMENTS}.{row}.share_of_stock" for row in scenario.members(SEGMENTS)]
    weight = np.array([scenario.quantity(address).central[0] for address in addresses])
    return np.asarray(weight / weight.sum())


def choice_exponent(scenario: Scenario) -> float:
    """Scale of the logit [1]."""
    return scenario.quantity("freight.choice_exponent").central[0]


def new_energy_rows(scenario: Scenario) -> NDArray[np.bool_]:
    """Whether a powertrain is new energy, that is no engine, (powertrains,)."""
    families = [scenario.text(f"{POWERTRAINS}.{row}.family") for row in scenario.members(POWERTRAINS)]
    return np.array([family != ENGINES for family in families])
