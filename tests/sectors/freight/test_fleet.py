"""Sums over the trucks of all years of sale, against loops over them one by one."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.markets import Markets
from carbonsim.engine.sampling import pair_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight import equations as eq
from carbonsim.sectors.freight.fleet import in_use, retired
from carbonsim.sectors.freight.model import start, step
from carbonsim.sectors.freight.trucks import Trucks

DRAWS = 3
#: The first year, one in which trucks of before the horizon still run, and one in which none does.
YEARS = pytest.mark.parametrize("year", [0, 7, 35])


@pytest.fixture(scope="module")
def p():
    """Parameters of electric trucks of China."""
    scenario = carbonsim.load_scenario("china-trucks-electric")
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    return Trucks(Inputs(scenario, years, DRAWS, pair_scores(scenario, 1, 0, DRAWS, DRAWS)))


@pytest.fixture(scope="module")
def run(p):
    """Fleet before each year, and what happened in it."""
    state, markets, years = start(p), Markets(p.inputs), []
    for year in range(len(p.inputs.years)):
        before = state.fleet
        state, flows = step(p, state, markets.prices(year))
        years.append((before, state.fleet, flows))
    return years


def sales(p, run, vintage):
    """Trucks sold in a year, (P, S, D)."""
    if vintage >= p.oldest:
        return run[vintage - p.oldest][2].sales
    return p.first_stock * p.past[:, vintage][:, None]


def summed(p, run, year, of_vintage):
    """Sum over the vintages in use; the weights of a vintage by its number and its place among the ages."""
    vintages = range(year, year + p.oldest)
    return sum(sales(p, run, vintage) * of_vintage(vintage, vintage - year) for vintage in vintages)


def payload(p, vintage):
    pack = p.powertrains.battery_capacity[vintage][:, None] * p.duties.battery_factor
    energy = p.packs.specific_energy[vintage]
    return eq.payload_factor(pack, energy, p.packs.mass_credit, p.duties.payload, p.duties.weight_limited)


@YEARS
def test_trucks_in_use_and_what_they_do(p, run, year):
    ageing, found = p.ageing, in_use(p, run[year][0], year)
    close = {"rtol": 1e-12, "atol": 1e-9}

    def of_vintages(weight):
        return summed(p, run, year, weight)

    stock = of_vintages(lambda _, age: ageing.alive[age])
    np.testing.assert_allclose(found.stock, stock, **close)
    np.testing.assert_allclose(found.driving, of_vintages(lambda _, age: ageing.driven[age]), **close)
    carrying = of_vintages(lambda vintage, age: ageing.driven[age] * payload(p, vintage))
    np.testing.assert_allclose(found.carrying, carrying, **close)
    consuming = of_vintages(lambda vintage, age: ageing.driven[age] * p.consumption_index[vintage][:, None])
    np.testing.assert_allclose(found.consuming, consuming, **close)
    capacity = p.powertrains.battery_capacity
    packs = of_vintages(lambda vintage, age: ageing.alive[age] * capacity[vintage][:, None])
    np.testing.assert_allclose(found.packs, packs, **close)


@YEARS
def test_packs_cost_load(p, run, year):
    found, packed = in_use(p, run[year][0], year), p.powertrains.with_pack
    assert np.array_equal(found.carrying[~packed], found.driving[~packed])
    assert np.all(found.carrying <= found.driving * (1.0 + 1e-12))  # summed in another order
    plug = p.powertrains.plug
    assert np.all(found.carrying[plug].sum(axis=1) <= found.driving[plug].sum(axis=1))


@pytest.mark.parametrize("year", [1, 7, 30, 31, 32, 35])
def test_who_is_gone_has_retired(p, run, year):
    before, now = (run[index][2].stock.sum(axis=0) for index in (year - 1, year))
    _, fleet, flows = run[year]
    gone = before + flows.sales.sum(axis=0) - now
    np.testing.assert_allclose(retired(p, fleet, year), gone, rtol=1e-9)


def test_a_draw_of_low_prices_is_not_all_tax():
    scenario = carbonsim.load_scenario("china-trucks-electric")
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    low, high = np.array([-40.0, 0.0]), np.array([40.0, 0.0])
    scores = {"drivers.fuels.diesel.price": low, "drivers.fuels.diesel.tax": high}
    inputs = Inputs(scenario, years, 2, scores)
    fuels = Trucks(inputs).fuels
    price, tax = (paths.rows[fuels.names.index("diesel")] for paths in (fuels.price, fuels.tax))
    stated = inputs.series("drivers.fuels.diesel.tax")
    assert np.all(stated[:, 0] > price[:, 0])
    assert np.array_equal(tax[:, 0], price[:, 0])
    assert np.array_equal(tax[:, 1], stated[:, 1])
    assert np.all(tax[:, 1] < price[:, 1])
