"""The stock accounting of trucks alone, as carbonsim does it: stock and leavers of every year from sales."""

from __future__ import annotations

from functools import partial

import numpy as np

from benchmarks.hot_loop import steps
from benchmarks.rows import Row, cpu_seconds
from benchmarks.stock_problem import StockProblem, stock_problem
from carbonsim.core.types import Array
from carbonsim.engine.run import BLOCK
from carbonsim.sectors.freight.fleet import Fleet


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
    model = problem.model
    fleet = Fleet(problem.inputs, problem.vintages, model.p, model.s)
    stocks, leavers, alike = [], [], np.ones((len(fleet.electric), 1, 1))
    for year in range(len(problem.inputs.years)):
        fleet.sell(year, problem.sales[:, :, fleet.oldest + year], alike)
        stocks.append(fleet.in_use(year).stock)
        leavers.append(fleet.retired(year))
    return np.stack(stocks), np.stack(leavers)


def _repeat(problem: StockProblem, blocks: int) -> None:
    for _ in range(blocks):
        aged(problem)
