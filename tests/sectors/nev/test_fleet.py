"""Sums over cars of all years of sale, against loops over them one by one."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.markets import Markets
from carbonsim.engine.sampling import pair_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.model import NevModel
from carbonsim.sectors.nev.record import read_record

DRAWS = 3
LAST = 9


def begun(*overrides):
    scenario = carbonsim.load_scenario("china-nev", overrides)
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    return Inputs(scenario, years, DRAWS, pair_scores(scenario, 1, 0, DRAWS, DRAWS))


@pytest.fixture(scope="module")
def model():
    """Cars of China, as they are at the end of some year."""
    inputs = begun()
    made, markets = NevModel(inputs), Markets(inputs)
    for year in range(LAST + 1):
        made.advance(year, markets.prices(year))
    return made


def summed(model, row, of_vintage):
    """Sum over groups and vintages of one powertrain: kilometres times something that a vintage has."""
    fleet, total = model.fleet, np.zeros(DRAWS)
    for group in np.flatnonzero(fleet.of == row):
        for age in range(fleet.oldest + 1):
            vintage = LAST + age
            total += fleet.left[group, vintage] * fleet.driven[group, age] * of_vintage(vintage)
    return total


def test_energy_and_the_petrol_that_plugs_displace(model):
    p = model.p
    petrol, electricity, displaced, kilometres = model.fleet.driving(LAST, model.outputs.weights)
    for row in range(len(p.names)):
        expected = {
            "petrol": summed(model, row, lambda vintage, row=row: p.petrol_use.rows[row][vintage]),
            "electricity": summed(model, row, lambda vintage, row=row: p.electricity_use.rows[row][vintage]),
            "kilometres": summed(model, row, lambda _: 1.0),
            "displaced": summed(
                model,
                row,
                lambda vintage, row=row: (
                    p.car[row] * p.electric_share.rows[row][vintage] * p.petrol_use.rows[p.petrol][vintage]
                ),
            ),
        }
        found = {
            "petrol": petrol,
            "electricity": electricity,
            "kilometres": kilometres,
            "displaced": displaced,
        }
        for name, values in expected.items():
            np.testing.assert_allclose(found[name][row], values, rtol=1e-12, err_msg=f"{name} {p.names[row]}")
    assert np.all(displaced[p.plug_in] > 0)


def test_packs_held(model):
    p, fleet = model.p, model.fleet
    found = fleet.held(LAST, model.capacity)
    for row in range(len(p.names)):
        of_groups = fleet.left[fleet.of == row, LAST : LAST + fleet.oldest + 1].sum(axis=0)
        capacity = p.battery_capacity.rows[row][LAST : LAST + fleet.oldest + 1]
        np.testing.assert_allclose(found[row], (of_groups * capacity).sum(axis=0), rtol=1e-12)


def test_commercial_vehicles_sold_alike_in_all_years():
    inputs = begun("nev.powertrains.heavy_truck.sales=1000 vehicle/yr")
    vintages = np.arange(2005, inputs.years[-1] + 1)
    model = NevModel(inputs)
    record = read_record(inputs, vintages)
    row = model.p.names.index("heavy_truck")
    for vintage in (0, 5, len(vintages) - 1):
        assert np.all(record.commercial[vintage][row] == 1000.0)
    # a path has none before its first year
    before = model.p.names.index("light_commercial")
    first = inputs.scenario.quantity("nev.powertrains.light_commercial.sales").years[0]
    assert np.all(record.commercial[int(first - vintages[0]) - 1][before] == 0.0)
    assert np.all(record.commercial[int(first - vintages[0])][before] > 0.0)
