"""Quantiles of one series over its draws: as results give them, and exactly."""

from __future__ import annotations

import numpy as np

from benchmarks.rows import Row, cpu_seconds
from benchmarks.stock_problem import SCENARIO
from carbonsim.core.types import Array
from carbonsim.engine.catalogue import load_scenario
from carbonsim.results.records import QUANTILES, Variable
from carbonsim.results.results import Results

YEARS = 38
NAME = "Emissions"


def of_results(draws: int) -> list[Row]:
    """`Results.quantiles`."""
    results = _results(_series(draws))
    seconds = cpu_seconds(lambda: results.quantiles(NAME))
    return [Row("quantiles, Results", draws, seconds, YEARS * draws, "values")]


def exact(draws: int) -> list[Row]:
    """`numpy.quantile` along the draws."""
    series = _series(draws)
    seconds = cpu_seconds(lambda: np.quantile(series, QUANTILES, axis=1))
    return [Row("quantiles, numpy", draws, seconds, YEARS * draws, "values")]


def _series(draws: int) -> Array:
    return np.random.default_rng(1).lognormal(size=(YEARS, draws))


def _results(series: Array) -> Results:
    """Results that hold one series alone."""
    scenario = load_scenario(SCENARIO)
    first, last = scenario.years
    variable = Variable(NAME, "Mt CO2/yr", "", "", "carbonsim")
    return Results(
        scenario,
        np.arange(first, last + 1),
        {NAME: variable},
        {NAME: series[:, 0]},
        {NAME: series},
        draws=series.shape[1],
    )
