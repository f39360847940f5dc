"""The stock accounting of trucks alone, as carbonsim does it: stock and leavers of every year from sales."""

from __future__ import annotations

from functools import partial

import numpy as np

from benchmarks.hot_loop import steps
from benchmarks.rows import Row, cpu_seconds
from benchmarks.stock_problem import StockProblem, stock_problem
from carbonsim.core.types import Array
from carbonsim.engine.run import BLOCK
from carbonsim.sectors.freight.fleet import fleet_before, in_use, retired, with_sales
from carbonsim.sectors.freight.trucks import Trucks


def own_stock(draws: int) -> list[Row]:
    """Blocks as in a run; each block ages the same sales anew, survival included."""
    problem = stock_problem(min(draws, BLOCK))
    blocks = len(list(steps(draws, BLOCK)))
    seconds = cpu_seconds(partial(_repeat, problem, blocks))
    return [
        Row(
            "stock alone, carbonsim",
            blocks * min(draws, BLOCK),
            seconds,
            blocks * problem.cells,
            "vintage cells",
        )
    ]


def aged(problem: StockProblem) -> tuple[Array, Array]:
    """Trucks in use, (years, powertrains, segments, draws), and those that left, (years, segments, draws)."""
    trucks = Trucks(problem.inputs)
    fleet, stocks, leavers = fleet_before(trucks), [], []
    for year in range(len(problem.inputs.years)):
        sold = problem.sales[:, :, trucks.oldest + year]
        old = in_use(trucks, fleet, year)
        fleet = with_sales(trucks, fleet, sold)
        stocks.append(old.stock + sold * trucks.ageing.alive[-1])
        leavers.append(retired(trucks, fleet, year))
    return np.stack(stocks), np.stack(leavers)


def _repeat(problem: StockProblem, blocks: int) -> None:
    for _ in range(blocks):
        aged(problem)
