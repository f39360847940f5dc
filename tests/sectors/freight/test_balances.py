"""Lives of trucks, which the balances of the fleet are formed from."""

import numpy as np

import carbonsim
from carbonsim.engine.pair import Pair
from carbonsim.sectors.freight.lives import in_horizon

#: Of new trucks, and of those one and two years old.
BY_AGE = np.array([[1.0], [10.0], [100.0]])
SHARES = {
    "tractor_trunk": 0.2,
    "tractor_regional": 0.2,
    "tractor_short": 0.2,
    "cargo": 0.4,
    "dump_mixer": 0,
    "special": 0,
}


def test_a_year_of_sale_has_the_ages_that_lie_in_the_horizon():
    # two years of age before the horizon, the first, the second, ... year of sale in it
    assert in_horizon(BY_AGE, 4).ravel().tolist() == [100.0, 110.0, 111.0, 111.0, 11.0, 1.0]
    assert in_horizon(BY_AGE, 1).ravel().tolist() == [100.0, 10.0, 1.0]


def test_a_duty_without_trucks_breaks_no_balance():
    shares = (
        f"freight.duties.{name}.{of}={share}"
        for name, share in SHARES.items()
        for of in ("share_of_stock", "share_of_sales")
    )
    scenario = carbonsim.load_scenario("china-trucks-electric", ["years=[2023, 2028]", *shares])
    assert Pair(scenario).evaluate({}, 1).plan
