"""Sales of the record by duty: rows meet the record, and each duty has whole shares."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsim.core.diffusion import share_of_log_odds
from carbonsim.sectors.freight.access import access_of_nation
from carbonsim.sectors.freight.adoption import buyers_of_record
from carbonsim.sectors.freight.choice import appeal, choice_of_considering, cost_utility, with_constants
from carbonsim.sectors.freight.recorded import shares_by_duty
from tests.sectors.freight.buyers import costs, of_sales, trucks, vintage


def recorded(p, year, cost):
    at = vintage(p, year)
    nation = access_of_nation(p, at)
    buyers = buyers_of_record(p, at, cost, nation)
    return buyers, shares_by_duty(p, at, buyers, cost, nation)


@settings(max_examples=25)
@given(year=st.sampled_from([2023, 2024, 2025]), seed=st.integers(0, 10_000))
def test_rows_meet_the_record_and_columns_are_whole(year, seed):
    p = trucks(draws=6)
    _, shares = recorded(p, year, costs(p, seed, year=year))
    assert np.all(shares >= 0)
    assert of_sales(p, shares) == pytest.approx(
        p.record_share(vintage(p, year)) + np.zeros(6), rel=1e-9, abs=1e-15
    )
    assert shares.sum(axis=0) == pytest.approx(1.0, rel=1e-9)


@pytest.mark.parametrize(
    ("capacity", "year"), [(0.7360902255639098, 2025), (0.8362, 2024), (1.0866165413533835, 2023)]
)
def test_a_powertrain_that_next_to_nobody_would_choose_leaves_shares_finite(capacity, year):
    p = trucks(f"freight.powertrains.battery_swap.battery_capacity={capacity} kWh/truck")
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        _, shares = recorded(p, year, costs(p, year=year))
    assert np.all(np.isfinite(shares))
    assert shares.sum(axis=0) == pytest.approx(1.0, rel=1e-9)


def test_what_nobody_chooses_is_spread_evenly_and_the_rest_by_cost_and_access():
    p = trucks()
    _, shares = recorded(p, 2025, costs(p))
    cell = shares[p.powertrains.names.index("fuel_cell")].ravel()
    assert np.ptp(cell) / cell.mean() < 0.5
    battery = dict(zip(p.duties.names, shares[p.powertrains.battery].sum(axis=0).ravel(), strict=True))
    assert battery["tractor_short"] > battery["tractor_regional"] > battery["tractor_trunk"]


def test_buyers_of_a_year_say_what_was_bought_in_it():
    p = trucks(draws=10)
    buyers, _ = recorded(p, 2024, costs(p, year=2024))
    sold = p.record_share(vintage(p, 2024))[p.powertrains.battery].sum(axis=0)
    ahead = p.adoption.bought_ahead
    without = (sold - ahead * sold) / (1.0 - ahead * sold)
    limit = p.adoption.awareness_limit
    expected = np.minimum(without / buyers.possible, limit)
    assert share_of_log_odds(buyers.awareness) == pytest.approx(expected, rel=1e-9)
    cost = cost_utility(p, costs(p, year=2024))
    choice = choice_of_considering(p, with_constants(p, cost, buyers.engines, buyers.swap))
    assert buyers.appeal == pytest.approx(appeal(p, choice))
    assert np.all(buyers.ruled == 0.0)


def test_where_fewer_could_use_one_than_bought_one_awareness_stands_at_its_limit():
    p = trucks("freight.charging.base_hazard=0.01", "freight.charging.way_hazard=0.01")
    buyers, shares = recorded(p, 2025, costs(p))
    assert share_of_log_odds(buyers.awareness) == pytest.approx(0.97)
    assert of_sales(p, shares) == pytest.approx(p.record_share(vintage(p, 2025)) + np.zeros(1), rel=1e-9)
