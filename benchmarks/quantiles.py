"""Quantiles of one series over its draws: as results give them, exactly, and counted in bins."""

from __future__ import annotations

import numpy as np

from benchmarks.hot_loop import steps
from benchmarks.rows import Row, cpu_seconds
from benchmarks.stock_problem import SCENARIO
from carbonsim.core.binning import BINS, bin_layout, count_bins, count_quantiles
from carbonsim.core.types import Array
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.ensemble import PILOT
from carbonsim.engine.run import BLOCK
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


def counted(draws: int) -> list[Row]:
    """Counted in bins in blocks, and read from the counts, as a streamed ensemble does."""
    series = _series(draws)
    low, width = bin_layout(series[:, :PILOT])
    ends = series.min(axis=1), series.max(axis=1)

    def read() -> None:
        counts = np.zeros((YEARS, BINS), dtype=np.uint32)
        for first, block in steps(draws, BLOCK):
            counts += count_bins(series[:, first : first + block], low, width).astype(np.uint32)
        count_quantiles(counts, low, width, ends, QUANTILES)

    return [Row("quantiles, counted", draws, cpu_seconds(read), YEARS * draws, "values")]


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
