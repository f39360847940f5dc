"""Parameters that are moved alone: ranges, bounds, paths in proportion, and what a file says of it."""

import numpy as np
import pytest

from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.movers import REACH, UNIT_SHARE, mover, movers
from carbonsim.scenario.places import shipped_scenarios

SCENARIO = load_scenario("fujian-trunk-line")


def of(key, year=2030, scenario=SCENARIO):
    return mover(scenario.settings[key], year)


@pytest.mark.parametrize("name", ["fujian-trunk-line", "zhanjiang-shaft-furnace", "china-nev"])
def test_movers_stand_within_their_ranges_and_bounds(name):
    assert name in shipped_scenarios()
    for each in movers(load_scenario(name), 2030):
        least, most = each.scanned
        assert least <= each.low <= each.value <= each.high <= most, each.key
        assert each.low < each.high, each.key
        scan = each.scan(8)
        assert (scan[0], scan[-1]) == (least, most)
        assert each.quantity(each.value) == each.own


def test_a_range_is_that_of_the_year():
    each = of("drivers.grid_emission_factor")
    central, low, high = (values[0] for values in each.setting.value.series(np.array([2030])))
    assert (each.value, each.low, each.high, each.ranged) == (central, low, high, True)


def test_without_a_range_it_is_moved_by_a_tenth():
    each = of("freight.duties.tractor_trunk.mileage", scenario=load_scenario("fujian-full-conversion"))
    assert not each.ranged
    assert (each.low, each.high) == pytest.approx(((1 - UNIT_SHARE) * 175000, (1 + UNIT_SHARE) * 175000))


def test_shares_go_to_the_ends_and_stop_at_bounds():
    each = of("drivers.fuels.diesel.price")
    assert each.at_share(1.0) == each.high
    assert each.at_share(-1.0) == each.low
    assert each.at_share(0.0) == each.value
    assert each.at_share(2.0) == pytest.approx(2 * each.high - each.value)
    assert each.at_share(-1e9) == each.bounds[0]


def test_a_path_moves_in_proportion_as_far_as_bounds_let_it():
    each = of("freight.swap.stations", 2030)
    own, twice = np.array(each.own.central), np.array(each.quantity(2 * each.value).central)
    np.testing.assert_allclose(twice, 2 * own)
    assert each.quantity(2 * each.value).years == each.own.years
    factor = of("drivers.grid_emission_factor", 2060)
    least, most = factor.bounds
    high = np.array(factor.quantity(most).central)
    assert high.max() == most
    assert (high >= least).all()


def test_beyond_a_bound_no_height_is_held_back():
    factor = of("drivers.grid_emission_factor", 2060)
    beyond = np.array(factor.quantity(2 * factor.bounds[1]).central)
    np.testing.assert_allclose(beyond, np.array(factor.own.central) * 2 * factor.bounds[1] / factor.value)


def test_what_has_no_bound_is_looked_at_ten_times_as_far():
    unbounded = [each for each in movers(SCENARIO, 2030) if each.bounds[1] is None and each.value > 0]
    for each in unbounded:
        assert each.scanned[1] == pytest.approx(REACH * each.value)


def test_a_path_of_0_and_a_constant_of_0_without_bounds_cannot_be_moved():
    offered = {each.key for each in movers(SCENARIO, 2023)}
    assert not any(
        SCENARIO.quantity(key).years and SCENARIO.quantity(key).series(np.array([2023]))[0][0] == 0.0
        for key in offered
    )


@pytest.mark.parametrize("key", ["drivers.fuels.diesel.price", "freight.swap.stations", "freight.stock"])
def test_an_override_reads_to_the_same_bits(key):
    each = of(key)
    value = each.value * 1.2345678901234567
    read = load_scenario("fujian-trunk-line", [each.override(value)]).quantity(key)
    assert read == each.quantity(value)
