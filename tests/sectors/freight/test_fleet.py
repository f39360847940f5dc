"""Sums over the trucks of all years of sale, against loops over them one by one."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.markets import Markets
from carbonsim.engine.sampling import pair_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight import equations as eq
from carbonsim.sectors.freight.model import FreightModel
from carbonsim.sectors.freight.rows import read_fuels

DRAWS = 3
#: The first year, one in which trucks of before the horizon still run, and one in which none does.
YEARS = pytest.mark.parametrize("year", [0, 7, 35])


@pytest.fixture(scope="module")
def model():
    """Electric trucks of China, all their years done."""
    scenario = carbonsim.load_scenario("china-trucks-electric")
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    inputs = Inputs(scenario, years, DRAWS, pair_scores(scenario, 1, 0, DRAWS, DRAWS))
    made, markets = FreightModel(inputs), Markets(inputs)
    for year in range(len(years)):
        made.advance(year, markets.prices(year))
    return made


def summed(model, year, of_vintage):
    """Sum over the vintages in use; the weights of a vintage by its number and its place among the ages."""
    vintages = range(year, year + model.fleet.oldest + 1)
    return sum(model.fleet.sales(vintage) * of_vintage(vintage, vintage - year) for vintage in vintages)


def payload(model, vintage):
    p, s = model.p, model.s
    pack = p.battery_capacity[vintage][:, None] * s.battery_factor
    energy = model.specific_energy[vintage]
    return eq.payload_factor(pack, energy, model.mass_credit, s.payload, s.weight_limited)


@YEARS
def test_trucks_in_use_and_what_they_do(model, year):
    fleet, p, found = model.fleet, model.p, model.fleet.in_use(year)
    close = {"rtol": 1e-12, "atol": 1e-9}
    stock = summed(model, year, lambda _, age: fleet.alive[age])
    np.testing.assert_allclose(found.stock, stock, **close)
    np.testing.assert_allclose(found.driving, summed(model, year, lambda _, age: fleet.driven[age]), **close)
    carrying = summed(model, year, lambda vintage, age: fleet.driven[age] * payload(model, vintage))
    np.testing.assert_allclose(found.carrying, carrying, **close)
    consuming = summed(
        model, year, lambda vintage, age: fleet.driven[age] * p.consumption_index[vintage][:, None]
    )
    np.testing.assert_allclose(found.consuming, consuming, **close)
    packs = summed(model, year, lambda vintage, age: fleet.alive[age] * p.battery_capacity[vintage][:, None])
    np.testing.assert_allclose(found.packs, packs, **close)


@YEARS
def test_packs_cost_load(model, year):
    found = model.fleet.in_use(year)
    electric = np.array(model.fleet.electric)
    assert np.array_equal(found.carrying[~electric], found.driving[~electric])
    assert np.all(found.carrying <= found.driving * (1.0 + 1e-12))  # summed in another order
    plug = model.p.plug
    assert np.all(found.carrying[plug].sum(axis=1) < found.driving[plug].sum(axis=1))


@pytest.mark.parametrize("year", [1, 7, 35])
def test_who_is_gone_has_retired(model, year):
    fleet = model.fleet
    before, now = (fleet.in_use(index).stock.sum(axis=0) for index in (year - 1, year))
    sold = fleet.sales(fleet.oldest + year).sum(axis=0)
    np.testing.assert_allclose(fleet.retired(year), before + sold - now, rtol=1e-9)


def test_a_draw_of_low_prices_is_not_all_tax():
    scenario = carbonsim.load_scenario("china-trucks-electric")
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    low, high = np.array([-40.0, 0.0]), np.array([40.0, 0.0])
    scores = {"drivers.fuels.diesel.price": low, "drivers.fuels.diesel.tax": high}
    inputs = Inputs(scenario, years, 2, scores)
    fuels = read_fuels(inputs, FreightModel(inputs).p)
    price, tax = (paths.rows[fuels.names.index("diesel")] for paths in (fuels.price, fuels.tax))
    stated = inputs.series("drivers.fuels.diesel.tax")
    assert np.all(stated[:, 0] > price[:, 0])
    assert np.array_equal(tax[:, 0], price[:, 0])
    assert np.array_equal(tax[:, 1], stated[:, 1])
    assert np.all(tax[:, 1] < price[:, 1])
