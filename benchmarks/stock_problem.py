"""The stock accounting of trucks as a problem of its own: sales of all vintages known, stock asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array, IntArray
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.markets import Markets
from carbonsim.engine.pair import Pair
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.model import FreightModel

SCENARIO = "china-trucks-current-policies"


@dataclass(frozen=True)
class StockProblem:
    """Sales by powertrain, segment, vintage and draw, and what is needed to age them."""

    inputs: Inputs
    model: FreightModel  # has run to its last year
    vintages: IntArray
    sales: Array  # powertrains, segments, vintages, draws
    scale: Array  # of the Weibull survival, (draws,) [yr]
    shape: Array  # (draws,) [1]

    @property
    def cells(self) -> int:
        """Vintage cells: vintages that are in use in a year, by powertrain, segment, year and draw."""
        powertrains, segments, _, draws = self.sales.shape
        return powertrains * segments * (self.model.fleet.oldest + 1) * len(self.inputs.years) * draws


def stock_problem(draws: int, central: bool = False) -> StockProblem:
    """Run trucks on one block and take their sales; `central` has all parameters at their central value."""
    scenario = load_scenario(SCENARIO)
    scores = {} if central else block_scores(scenario, scenario.seed, 0, draws)
    inputs = Inputs(scenario, Pair(scenario).years, draws, scores)
    model, markets = FreightModel(inputs), Markets(inputs)
    for year in range(len(inputs.years)):  # without a reference, what is made moves no market
        model.advance(year, markets.prices(year))
    vintages = np.arange(inputs.years[0] - model.fleet.oldest, inputs.years[-1] + 1)
    return StockProblem(
        inputs=inputs,
        model=model,
        vintages=vintages,
        sales=np.stack([model.fleet.sales(vintage) for vintage in range(len(vintages))], axis=2),
        scale=np.broadcast_to(inputs.constant("freight.survival_scale"), draws),
        shape=np.broadcast_to(inputs.constant("freight.survival_shape"), draws),
    )


def cells_of_a_draw() -> int:
    """Vintage cells of one draw of the scenario."""
    return stock_problem(1, central=True).cells
