"""Prices of packs as a forecaster knows them: observed to the end of the history, then by Wright's law."""

from __future__ import annotations

import numpy as np

from carbonsim.core.learning import learning_exponent, learning_price
from carbonsim.core.types import Array
from carbonsim.sectors.nev.parameters import NevParameters

OUTPUT, RATE = "drivers.battery.cumulative_output", "drivers.battery.learning_rate"


def pack_prices(p: NevParameters) -> Array:
    """Price of packs by year of sale, (V, D) [CNY/kWh].

    After the history as many are made each year as in its last, and teach what they do; where the output of
    the world is not known then, the price stays. Runs of scenarios have the output of the world as stated
    instead (`engine.markets`).
    """
    before, last = p.inputs.series(OUTPUT, np.array([p.until - 1, p.until]))
    ahead = np.maximum(p.span - p.until, 0)[:, None]
    made = last + ahead * (last - before)
    return learning_price(p.drivers.pack_price, made, last, learning_exponent(p.inputs.constant(RATE)))
