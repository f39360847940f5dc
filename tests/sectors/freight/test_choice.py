"""What buyers choose by cost among what they could use, and the constants that the record gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.choice import logit_shares
from carbonsim.sectors.freight.access import Access, access, access_of_nation
from carbonsim.sectors.freight.adoption import LEAST_OWN, MOST_OWN, own_access
from carbonsim.sectors.freight.choice import (
    MOST,
    appeal,
    choice_of_considering,
    cost_utility,
    engine_constants,
    swap_constant,
    with_constants,
)
from tests.sectors.freight.buyers import costs, of_sales, trucks, vintage

#: All buyers could use both battery trucks.
BOTH = np.array([0.0, 0.0, 0.0, 1.0])[:, None, None]
SEED = st.integers(0, 10_000)


def utility_of(p, cost, swap=0.0):
    engines = np.zeros((len(p.powertrains.names), p.inputs.draws))
    return with_constants(p, cost_utility(p, cost), engines, np.full(p.inputs.draws, swap))


def rows(p, *names):
    return [p.powertrains.names.index(name) for name in names]


def test_utility_is_that_of_cost_against_diesel():
    p = trucks("freight.choice_exponent=3")
    cost = costs(p)
    utility = cost_utility(p, cost)
    (diesel, plug, cell) = rows(p, "diesel", "battery_plugin", "fuel_cell")
    assert np.all(utility[diesel] == 0.0)
    assert utility[plug] == pytest.approx(-3.0 * np.log(cost[plug] / cost[diesel]))
    assert np.all(utility[cell] == -np.inf), "fuel cells are not chosen by cost"
    assert cost_utility(p, 7.0 * cost)[plug] == pytest.approx(utility[plug]), "no unit moves it"


@given(seed=SEED)
def test_where_all_could_use_all_a_nest_of_one_is_a_plain_logit(seed):
    p = trucks("freight.nest=1", "freight.battery_constant=0.4")
    utility = utility_of(p, costs(p, seed), 0.3)
    chosen = p.powertrains.chosen
    found = choice_of_considering(p, utility).shares(BOTH)
    assert found[chosen] == pytest.approx(logit_shares(utility[chosen], axis=0), abs=1e-12)
    assert np.all(found[~chosen] == 0.0)


@given(seed=SEED, own=st.floats(0.0, 1.0), stations=st.floats(0.0, 500.0))
def test_no_more_buy_a_battery_truck_than_could_use_one(seed, own, stations):
    p = trucks(draws=8)
    sets = access(p, vintage(p, 2026), stations / 2.0, 5635.0).sets(own)
    shares = choice_of_considering(p, utility_of(p, costs(p, seed))).shares(sets)
    assert shares.sum(axis=0) == pytest.approx(1.0, abs=1e-12)
    assert np.all(shares[p.powertrains.battery].sum(axis=0) <= 1.0 - sets[0] + 1e-12)
    swapping = sets[2] + sets[3]
    assert np.all(shares[p.powertrains.swap].sum(axis=0) <= swapping + 1e-12)


def test_the_appeal_knows_no_network():
    p = trucks()
    utility = utility_of(p, costs(p))
    shares = choice_of_considering(p, utility).shares(BOTH)
    expected = of_sales(p, shares)[p.powertrains.battery].sum(axis=0)
    assert appeal(p, choice_of_considering(p, utility)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_constants_of_engines_meet_the_record_among_engines(year):
    p = trucks(draws=10)
    recorded, utility = p.record_share(vintage(p, year)), cost_utility(p, costs(p))
    constants = engine_constants(p, utility, recorded)
    diesel, gas = rows(p, "diesel", "lng")
    assert np.all(constants[diesel] == pytest.approx(0.0, abs=1e-9))
    engines = p.powertrains.engine
    raised = np.exp(utility[engines] + constants[engines][:, None])
    mean = (raised / raised.sum(axis=0) * p.duties.share_of_sales).sum(axis=1)
    sold = recorded[engines] / recorded[engines].sum(axis=0)
    assert mean == pytest.approx(np.broadcast_to(sold, mean.shape), rel=1e-6)
    assert np.all(constants[~engines] == 0.0)
    assert gas != diesel


def test_an_engine_that_was_not_sold_has_no_constant():
    p = trucks()
    recorded = np.array(p.record_share(vintage(p, 2025)))
    recorded[rows(p, "lng")] = 0.0
    assert np.all(engine_constants(p, cost_utility(p, costs(p)), recorded)[rows(p, "lng")] == 0.0)


@given(seed=SEED, share=st.floats(0.1, 0.4))
def test_the_constant_of_swapping_meets_its_share_or_stands_at_its_end(seed, share):
    p = trucks(draws=4)
    utility = utility_of(p, costs(p, seed))
    sets = access_of_nation(p, vintage(p, 2025)).sets(0.6)
    wanted = np.full(4, share)
    added = swap_constant(p, utility, sets, wanted)
    moved = utility + np.where(p.powertrains.swap[:, None, None], added, 0.0)
    sold = of_sales(p, choice_of_considering(p, moved).shares(sets))
    found = sold[p.powertrains.swap].sum(axis=0) / sold[p.powertrains.battery].sum(axis=0)
    assert np.all(np.abs(added) <= MOST)
    most, least = added > MOST - 1e-6, added < -MOST + 1e-6
    assert found[~most & ~least] == pytest.approx(wanted[~most & ~least], abs=1e-6)
    assert np.all(found[most] <= wanted[most] + 1e-6)
    assert np.all(found[least] >= wanted[least] - 1e-6)


def swap_part(p, utility, here, own):
    sold = of_sales(p, choice_of_considering(p, utility).shares(here.sets(own)))
    return sold[p.powertrains.swap].sum(axis=0) / sold[p.powertrains.battery].sum(axis=0)


@given(seed=SEED, share=st.floats(0.02, 0.7))
def test_own_access_in_closed_form_is_that_of_bisection(seed, share):
    p = trucks(draws=3)
    utility, here = utility_of(p, costs(p, seed)), access_of_nation(p, vintage(p, 2025))
    wanted = np.full(3, share)
    low, high = np.full(3, LEAST_OWN), np.full(3, MOST_OWN)
    for _ in range(60):
        middle = (low + high) / 2
        below = swap_part(p, utility, here, middle) < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    assert own_access(p, utility, here, wanted) == pytest.approx(low, abs=1e-6)


def test_own_access_stands_at_its_ends_where_no_share_explains_the_record():
    p = trucks()
    utility, here = utility_of(p, costs(p)), access_of_nation(p, vintage(p, 2025))
    assert own_access(p, utility, here, np.array([0.999])) == MOST_OWN
    assert own_access(p, utility, here, np.array([0.0])) == LEAST_OWN
    # where a station of one's own makes no difference, none can be told
    alike = Access(here.without, here.without, here.public)
    assert own_access(p, utility, alike, np.array([0.3])) == MOST_OWN
