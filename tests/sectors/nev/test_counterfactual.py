"""The past with other policies: nothing removed is the past, and each policy takes its part."""

import numpy as np
import pytest

from carbonsim.analysis.counterfactual import POLICIES, counterfactual
from carbonsim.engine.catalogue import load_scenario
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.car_prices import car_price
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.choice import energy_cost
from carbonsim.sectors.nev.counterfactual import paid_without, year_without
from carbonsim.sectors.nev.estimation import read_history

DRAWS = 200
#: Parts of sales that studies found to be brought by subsidies: 2015 to 2018, and 2017.
LI, SHELDON_DUA = (0.5, 0.6), (0.3, 0.57)


@pytest.fixture(scope="module")
def cars():
    scenario = load_scenario("china-nev-no-policy")
    years = read_history(scenario).years
    return Cars(Inputs(scenario, years, 1, {}), years)


@pytest.fixture(scope="module")
def found():
    return {
        removed: counterfactual(removed, DRAWS, 1) for removed in [*((one,) for one in POLICIES), POLICIES]
    }


def at(result, year):
    return next(row for row in result.rows if row.year == year)


def test_where_nothing_is_removed_the_past_is_as_it_was(cars):
    for vintage in range(len(cars.span)):
        year = year_without(cars, vintage, frozenset())
        assert year.share_without == pytest.approx(year.share, rel=1e-12)
        assert year.market_without == pytest.approx(year.market, rel=1e-12)


def test_the_share_by_hand(cars):
    """The odds of those who consider one, by a logit written anew: constants cancel but for the splits."""
    vintage, p = list(cars.span).index(2017), cars
    price = car_price(p, vintage, p.drivers.pack_price[vintage])
    before, after = (paid_without(p, vintage, price, frozenset(one))[:, 0] for one in ((), ("subsidies",)))
    subsidy = p.powertrains.subsidy[vintage][:, 0]
    assert (after - before)[p.powertrains.plug_in] == pytest.approx(subsidy[p.powertrains.plug_in])
    weight = p.powertrains.split[vintage][:, 0] * (after / before) ** p.choice.price_elasticity[0]
    year = year_without(p, vintage, frozenset(["subsidies"]))
    # the elasticity gives away the choice probability
    probability = 1.0 - year.elasticity[0] / p.choice.price_elasticity[0]
    odds = probability / (1.0 - probability) * weight[p.powertrains.plug_in].sum()
    odds /= weight[p.powertrains.no_plug].sum()
    expected = year.share[0] / probability * odds / (1.0 + odds)
    assert year.share_without[0] == pytest.approx(expected, rel=1e-9)
    assert 0.3 < probability < 0.8
    # the market: those who consider one weigh all cars, the others those without a plug
    shares = np.where(p.powertrains.plug_in, odds / (1.0 + odds), 1.0 / (1.0 + odds))
    for rows in (p.powertrains.plug_in, p.powertrains.no_plug):
        shares[rows] *= weight[rows] / weight[rows].sum()
    shares[~p.powertrains.car] = 0.0
    index = -np.log((shares * (after / before) ** -p.choice.price_elasticity[0]).sum())
    index /= p.choice.price_elasticity[0]
    lost = np.exp(p.market.elasticity[0] * index * year.share[0] / probability)
    assert 0.9 < lost < 1.0
    assert year.market_without[0] == pytest.approx(year.market[0] * lost, rel=1e-9)
    assert (
        energy_cost(p, vintage)[p.powertrains.battery, 0] < energy_cost(p, vintage)[p.powertrains.petrol, 0]
    )


def test_each_policy_takes_its_part_and_all_together_more(found):
    for place, row in enumerate(found[POLICIES].rows):
        each = [found[(one,)].rows[place].due[1] for one in POLICIES]
        assert row.due[1] >= max(each) - 1e-12, row.year
        assert 1.0 - row.due[1] >= np.prod([1.0 - one for one in each]) * 0.8, row.year
        assert row.share_without[0] <= row.share_without[1] <= row.share_without[2] <= row.share
        # medians of 200 draws of two figures that fall together
        assert row.sales_without[1] == pytest.approx(row.sales * (1.0 - row.due[1]), rel=0.03)


def test_there_were_years_without_subsidies_or_relief(found):
    assert at(found["subsidies",], 2023).due[1] == pytest.approx(0.0, abs=0.005)
    assert at(found["tax-relief",], 2013).due[2] == 0.0
    assert at(found["tax-relief",], 2016).due[0] > 0.05


def test_limits_on_plates_took_their_share_of_their_cities(found):
    row = at(found["plate-quotas",], 2017)
    assert row.due[1] == pytest.approx(0.38 * 0.783, rel=0.05)
    assert row.market_lost == (0.0, 0.0, 0.0)


def test_subsidies_stand_beside_published_studies(found):
    """Below what was found for 2015 to 2018, and at the lower end for 2017, where the ranges meet."""
    years = [at(found["subsidies",], year) for year in range(2015, 2019)]
    sales = sum(row.sales for row in years)
    low, median, high = (sum(row.due[end] * row.sales for row in years) / sales for end in range(3))
    assert 0.1 < low < median < high < LI[0]
    row = at(found["subsidies",], 2017)
    assert row.due[0] < row.due[1] < SHELDON_DUA[0] < row.due[2] < SHELDON_DUA[1]
    # -1.0 to -2.0 there
    assert row.elasticity[0] < -1.4 < row.elasticity[1] < row.elasticity[2] < -0.3


def test_a_seed_gives_the_same_draws(found):
    once, again = counterfactual(("subsidies",), DRAWS, 1), found["subsidies",]
    assert once.rows == again.rows
    assert counterfactual(("subsidies",), DRAWS, 2).rows != again.rows


@pytest.mark.parametrize(
    ("removed", "draws", "words"), [(("taxes",), 10, "found taxes"), ((), 1, "at least 2")]
)
def test_wrong_input_is_named(removed, draws, words):
    with pytest.raises(ValueError, match=words):
        counterfactual(removed, draws)
