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
from carbonsim.sectors.freight.model import start, step
from carbonsim.sectors.freight.trucks import Trucks

SCENARIO = "china-trucks-current-policies"


@dataclass(frozen=True)
class StockProblem:
    """Sales by powertrain, segment, vintage and draw, and what is needed to age them."""

    inputs: Inputs
    trucks: Trucks
    vintages: IntArray
    sales: Array  # powertrains, segments, vintages, draws
    scale: Array  # of the Weibull survival, (draws,) [yr]
    shape: Array  # (draws,) [1]

    @property
    def cells(self) -> int:
        """Vintage cells: vintages that are in use in a year, by powertrain, segment, year and draw."""
        powertrains, segments, _, draws = self.sales.shape
        return powertrains * segments * (self.trucks.oldest + 1) * len(self.inputs.years) * draws


def stock_problem(draws: int, central: bool = False) -> StockProblem:
    """Run trucks on one block and take their sales; `central` has all parameters at their central value."""
    scenario = load_scenario(SCENARIO)
    scores = {} if central else block_scores(scenario, scenario.seed, 0, draws)
    inputs = Inputs(scenario, Pair(scenario).years, draws, scores)
    trucks, markets = Trucks(inputs), Markets(inputs)
    state = start(trucks)
    sales = [trucks.first_stock * trucks.past[:, vintage][:, None] for vintage in range(trucks.oldest)]
    for year in range(len(inputs.years)):  # without a reference, what is made moves no market
        state, flows = step(trucks, state, markets.prices(year))
        sales.append(flows.sales)
    return StockProblem(
        inputs=inputs,
        trucks=trucks,
        vintages=trucks.span,
        sales=np.stack(np.broadcast_arrays(*sales), axis=2),
        scale=np.broadcast_to(inputs.constant("freight.survival_scale"), draws),
        shape=np.broadcast_to(inputs.constant("freight.survival_shape"), draws),
    )


def cells_of_a_draw() -> int:
    """Vintage cells of one draw of the scenario."""
    return stock_problem(1, central=True).cells
