"""Spreads of a change: its median, band, and how many draws agree on its sign."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from carbonsim.core.blank import figures
from carbonsim.core.types import Array
from carbonsim.results.results import Results

ENDS = (0.05, 0.5, 0.95)
#: Probabilities of a streamed series from which the share of a sign is read.
PERCENTILES = tuple(np.linspace(0.0, 1.0, 201).tolist())


@dataclass(frozen=True)
class Spread:
    """Median, ends, share of the sign of the median, and number of draws."""

    median: float
    low: float
    high: float
    share: float
    draws: int


def of_draws(draws: Array, noise: float) -> Spread:
    there = figures(draws)
    if not there.size:
        return of_one_run(math.nan)
    low, median, high = np.quantile(there, ENDS).tolist()
    signs = np.sign(np.where(np.abs(there) <= noise, 0.0, there))
    sign = 0.0 if abs(median) <= noise else np.sign(median)
    return Spread(median, low, high, float((signs == sign).mean()), there.size)


def of_one_run(value: float) -> Spread:
    """A deterministic run, or no figure."""
    return Spread(value, value, value, math.nan, 0)


def of_streamed(results: Results, name: str, year: int) -> Spread:
    """A year of an ensemble that is not kept: the share of a sign is known to half a per cent."""
    index = year - int(results.years[0])
    if results.streamed is None or name not in results.streamed:
        return of_one_run(math.nan)
    low, median, high = (float(row[index]) for row in results.quantiles(name, ENDS))
    spread = results.quantiles(name, PERCENTILES)[:, index]
    share = float((np.sign(spread) == np.sign(median)).mean())
    return Spread(median, low, high, share, int(results.streamed.having(name)[index]))
