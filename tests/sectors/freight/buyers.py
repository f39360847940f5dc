"""Trucks, costs and access of a scenario for tests of who buys what, of a few draws."""

from functools import cache

import numpy as np

from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.ownership import ServiceLevel, cost_per_kilometre
from carbonsim.sectors.freight.payload import payload
from carbonsim.sectors.freight.tariffs import tariffs
from carbonsim.sectors.freight.trucks import Trucks

NAME = "china-trucks-current-policies"
FIRST, LAST_OF_RECORD = 2023, 2025
DUTIES = ("tractor_trunk", "tractor_regional", "tractor_short", "cargo", "dump_mixer", "special")


@cache
def trucks(*overrides, draws=1, name=NAME, last=2030):
    """Parameters of a scenario: at central values, or of some draws."""
    scenario = load_scenario(name, overrides)
    scores = block_scores(scenario, 1, 0, draws) if draws > 1 else {}
    return Trucks(Inputs(scenario, np.arange(FIRST, last + 1), draws, scores))


def vintage(p, year):
    """Place of a year among the years of sale."""
    return p.oldest + year - FIRST


def costs(p, seed=None, spread=0.05, year=2025):
    """Costs of a tonne-kilometre of trucks of a year, (P, S, D); with a seed each moved by chance."""
    index, ones = year - FIRST, np.ones(p.inputs.draws)
    prices = Prices(p.drivers.pack_price[vintage(p, year)] * ones, ones, ones, 80.0 * ones)
    service = ServiceLevel(np.zeros((len(p.duties.names), p.inputs.draws)), 0.0 * ones, 0.0 * ones)
    cost = cost_per_kilometre(p, index, prices, tariffs(p, index, prices.battery), service)
    cost = cost / (p.load(index) * payload(p, vintage(p, year)))
    if seed is None:
        return cost
    return cost * np.exp(np.random.default_rng(seed).normal(0.0, spread, cost.shape))


def of_sales(p, shares):
    """Mean of shares over duties by their sales, (P, D)."""
    return (shares * p.duties.share_of_sales).sum(axis=1)
