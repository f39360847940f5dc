"""Values at which forecasts of trucks are run, where they cannot be near 1; two draws, three years."""

from types import SimpleNamespace

import numpy as np

from carbonsim.core.posterior import Prior
from carbonsim.sectors.freight.estimation import Record, estimate
from carbonsim.sectors.freight.trucks import Trucks
from tests.units.declared import given
from tests.units.values import array

NONE = np.zeros(2)
#: The same numbers, whatever is asked for.
CHANCE = SimpleNamespace(
    standard_normal=lambda shape: np.full(shape, 0.3), random=lambda shape: np.full(shape, 0.4)
)
RECORD = Record(
    np.arange(2020, 2023),
    np.array([[0.05, 0.06], [0.08, 0.07], [0.12, 0.1]]),
    np.full((3, 2), 0.4),
    np.full((3, 2), 0.7),
    np.full((3, 2), 0.5),
    None,
    NONE,
)
PRIOR = Prior(0.9, 0.6, 0.5, 6.0)
TRUCKS = given(
    Trucks,
    inputs=SimpleNamespace(draws=2),
    stock={
        "survival_scale": array(10.0, 11.0),
        "survival_shape": array(3.0, 4.0),
        "mileage_decline": array(5.0, 6.0),
    },
    market={"adjustment": array(0.5, 0.6)},
)
SALES = np.full((3, 2), 700_000.0) * np.array([[1.0], [0.9], [1.1]])
SHARES = np.array([[[0.3, 0.4]], [[0.2, 0.1]], [[0.5, 0.5]]])

ARGUMENTS = {
    "sectors.freight.choice.with_bought": {
        "shares": SHARES,
        "battery": np.array([False, True, True]),
        "bought": np.array([[0.2, 0.3]]),
    },
    "sectors.freight.estimation.estimate": {"record": RECORD, "prior": PRIOR, "limit": 0.97},
    "sectors.freight.estimation.drawn_estimates": {
        "found": estimate(RECORD, PRIOR, 0.97),
        "picks": np.array([0, 1]),
        "generator": CHANCE,
    },
    "sectors.freight.market_law.next_sales": {"p": TRUCKS, "sales": SALES, "growth": 0.02},
    "sectors.freight.market_law.forecast_market": {
        "p": TRUCKS,
        "years": np.arange(2014, 2017),
        "sales": SALES[:, 0],
        "last_year": 2018,
        "generator": CHANCE,
    },
}
