"""Sums over cars of all years of sale, against loops over them one by one."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.markets import Markets
from carbonsim.engine.sampling import pair_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.fleet import driving, held
from carbonsim.sectors.nev.model import start, step

DRAWS = 3
LAST = 9


def begun(*overrides):
    scenario = carbonsim.load_scenario("china-nev", overrides)
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    return Inputs(scenario, years, DRAWS, pair_scores(scenario, 1, 0, DRAWS, DRAWS))


@pytest.fixture(scope="module")
def cars():
    """Parameters of the cars of China, and the fleet at the end of some year."""
    inputs = begun()
    p, markets = Cars(inputs), Markets(inputs)
    state = start(p)
    for year in range(LAST + 1):
        state, _ = step(p, state, markets.prices(year))
    return p, state.fleet


def summed(p, fleet, row, of_vintage):
    """Sum over groups and ages of one powertrain: kilometres times something that a year of sale has."""
    total = np.zeros(DRAWS)
    for group in np.flatnonzero(p.ageing.of == row):
        driven = p.ageing.driven[p.ageing.mileage[group]]
        for age in range(p.oldest + 1):
            total += fleet.left[group, age] * driven[age] * of_vintage(LAST + age)
    return total


def test_energy_and_the_petrol_that_plugs_displace(cars):
    p, fleet = cars
    rows, weights = p.powertrains, (p.petrol_weight, p.electricity_weight, p.displaced_weight)
    groups = driving(p, fleet, p.first + LAST, weights)
    sums = (p.ageing.by_powertrain(group) for group in groups)
    found = dict(zip(("petrol", "electricity", "displaced", "kilometres"), sums, strict=True))
    for row, name in enumerate(rows.names):
        of_row = {
            "petrol": lambda vintage, row=row: rows.petrol_use.rows[row][vintage],
            "electricity": lambda vintage, row=row: rows.electricity_use.rows[row][vintage],
            "kilometres": lambda _: 1.0,
            "displaced": lambda vintage, row=row: (
                rows.car[row]
                * rows.utility_factor.rows[row][vintage]
                * rows.petrol_use.rows[rows.petrol][vintage]
            ),
        }
        for what, of_vintage in of_row.items():
            expected = summed(p, fleet, row, of_vintage)
            np.testing.assert_allclose(found[what][row], expected, rtol=1e-12, err_msg=f"{what} {name}")
    assert np.all(found["displaced"][rows.plug_in] > 0)


def test_packs_held(cars):
    p, fleet = cars
    found = held(p, fleet, p.first + LAST, p.pack_weight)
    for row in range(len(p.powertrains.names)):
        of_groups = fleet.left[p.ageing.of == row].sum(axis=0)
        capacity = p.powertrains.battery_capacity.rows[row][LAST : LAST + p.oldest + 1]
        np.testing.assert_allclose(found[row], (of_groups * capacity).sum(axis=0), rtol=1e-12)


def test_powertrains_have_vehicles_of_the_years_in_which_any_were_sold():
    p, without = Cars(begun()), Cars(begun("nev.plug_in_cars=none"))
    sold = p.record.inflow
    for row, name in enumerate(p.powertrains.names):
        years, ended = p.years_of_sale[row], without.years_of_sale[row]
        assert years.start == next(place for place in range(p.first) if sold.rows[row][place].any()), name
        assert years.stop == len(p.span)
        assert ended.stop == (p.first if p.powertrains.plug_in[row] else len(p.span))


def test_a_step_leaves_the_state_before_as_it_was(cars):
    p, _ = cars
    state, prices = start(p), Markets(p.inputs).prices(0)
    left = state.fleet.left.copy()
    first, second = (step(p, state, prices)[0].fleet.left for _ in range(2))
    assert np.array_equal(state.fleet.left, left)
    assert np.array_equal(first, second) and not np.shares_memory(first, second)


def test_commercial_vehicles_sold_alike_in_all_years():
    inputs = begun("nev.powertrains.heavy_truck.sales=1000 vehicle/yr")
    vintages = np.arange(2005, inputs.years[-1] + 1)
    p = Cars(inputs, vintages)
    row = p.powertrains.names.index("heavy_truck")
    for vintage in (0, 5, len(vintages) - 1):
        assert np.all(p.record.commercial[vintage][row] == 1000.0)
    # a path has none before its first year
    before = p.powertrains.names.index("light_commercial")
    first = inputs.scenario.quantity("nev.powertrains.light_commercial.sales").years[0]
    assert np.all(p.record.commercial[int(first - vintages[0]) - 1][before] == 0.0)
    assert np.all(p.record.commercial[int(first - vintages[0])][before] > 0.0)
