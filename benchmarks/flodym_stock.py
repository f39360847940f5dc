"""The stock accounting of trucks in flodym: dynamic stock models with Weibull lifetimes.

Inflow-driven, since sales are known and stock and outflow are asked; and stock-driven, which is given the
stock and solves for the sales. flodym sells in the middle of a year as carbonsim does, and has no oldest
age: it keeps a cohort for every pair of years. Cells are counted as for carbonsim, the problem being the
same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from benchmarks.hot_loop import steps
from benchmarks.rows import Row, cpu_seconds, peer
from benchmarks.stock_problem import StockProblem, stock_problem
from carbonsim.core.types import Array

#: Draws of a block: fastest on the machines tried; wider arrays leave the cache.
ALL_DIMENSIONS, SHARED_LIFETIMES = 25, 200


def looped(draws: int) -> list[Row]:
    """One model for each draw; powertrains and segments as dimensions."""
    return _measured("stock alone, flodym, one draw at a time", in_blocks, 1, draws)


def blocked(draws: int) -> list[Row]:
    """Draws as one more dimension."""
    return _measured("stock alone, flodym, draws as a dimension", in_blocks, ALL_DIMENSIONS, draws)


def shared(draws: int) -> list[Row]:
    """The fastest way found: lifetimes by draw alone, one model used for all powertrains and segments."""
    name = "stock alone, flodym, lifetimes shared"
    return _measured(name, with_shared_lifetimes, SHARED_LIFETIMES, draws)


def driven(draws: int) -> list[Row]:
    """Stock-driven, the same way: the stock of all powertrains and segments is given."""
    problem = _asked(draws)
    stock = with_shared_lifetimes(problem, SHARED_LIFETIMES)
    seconds = cpu_seconds(partial(from_stock, problem, stock, SHARED_LIFETIMES))
    name = "stock alone, flodym, stock-driven"
    return [Row(name, draws, seconds, problem.cells, "vintage cells")]


def in_blocks(problem: StockProblem, width: int) -> Array:
    """Trucks in use, (vintages, powertrains, segments, draws)."""
    powertrains, segments, _, draws = problem.sales.shape
    inflow = np.moveaxis(problem.sales, 2, 0)
    found = np.empty_like(inflow)
    for start, count in steps(draws, width):
        part = slice(start, start + count)
        dims = _dims(problem, p=powertrains, s=segments, d=count)
        model = _model(problem, dims, part)
        model.inflow.values[...] = inflow[..., part]
        model.compute()
        found[..., part] = model.stock.values
    return found


def with_shared_lifetimes(problem: StockProblem, width: int) -> Array:
    """The same; the survival of a draw is made once for all powertrains and segments."""
    powertrains, segments, _, draws = problem.sales.shape
    inflow = np.moveaxis(problem.sales, 2, 0)
    found = np.empty_like(inflow)
    for start, count in steps(draws, width):
        part = slice(start, start + count)
        dims = _dims(problem, d=count)
        model = _model(problem, dims, part)
        for row in np.ndindex(powertrains, segments):
            model.inflow.values[...] = inflow[:, *row, part]
            model.compute()
            found[:, *row, part] = model.stock.values
    return found


def from_stock(problem: StockProblem, stock: Array, width: int) -> Array:
    """Sales that make a given stock, both (vintages, powertrains, segments, draws)."""
    flodym = peer("flodym")
    powertrains, segments, _, draws = problem.sales.shape
    found = np.empty_like(stock)
    for start, count in steps(draws, width):
        part = slice(start, start + count)
        dims = _dims(problem, d=count)
        model = flodym.StockDrivenDSM(dims=dims, lifetime_model=_lifetimes(problem, dims, part))
        for row in np.ndindex(powertrains, segments):
            model.stock.values[...] = stock[:, *row, part]
            model.compute()
            found[:, *row, part] = model.inflow.values
    return found


def _dims(problem: StockProblem, **lengths: int) -> Any:
    flodym = peer("flodym")
    time = flodym.Dimension(letter="t", name="time", items=[int(year) for year in problem.vintages])
    others = [
        flodym.Dimension(letter=letter, name=f"axis {letter}", items=list(range(length)))
        for letter, length in lengths.items()
    ]
    return flodym.DimensionSet(dim_list=[time, *others])


def _model(problem: StockProblem, dims: Any, part: slice) -> Any:
    return peer("flodym").InflowDrivenDSM(dims=dims, lifetime_model=_lifetimes(problem, dims, part))


def _lifetimes(problem: StockProblem, dims: Any, part: slice) -> Any:
    scale, shape = problem.scale[part], problem.shape[part]  # the last axis is that of the draws
    return peer("flodym").WeibullLifetime(dims=dims, weibull_scale=scale, weibull_shape=shape)


def _asked(draws: int) -> StockProblem:
    peer("flodym")  # before the problem is made
    return stock_problem(draws)


def _measured(name: str, way: Callable[[StockProblem, int], Array], width: int, draws: int) -> list[Row]:
    problem = _asked(draws)
    seconds = cpu_seconds(partial(way, problem, width))
    return [Row(name, draws, seconds, problem.cells, "vintage cells")]
