"""Which work a truck can do: known values, the log-normal of SciPy, limits, wrong input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from carbonsim.core.feasibility import (
    chance_of_finding,
    chance_of_stops,
    chance_of_work,
    mean_over_trips,
    stops_away,
    trip_lengths,
)

MEDIANS = st.floats(5.0, 1000.0)
SPREADS = st.floats(0.0, 1.5)
NODES = st.integers(1, 8)
CHANCES = st.floats(0.0, 1.0)
RANGES = st.floats(20.0, 900.0)
TRIPS = st.floats(0.0, 5000.0)

# Trips ----------------------------------------------------------------------------------------------------


def test_one_node_is_the_median():
    lengths, weights = trip_lengths(300.0, 0.8, 1)
    assert lengths == pytest.approx([300.0], rel=1e-12)
    assert weights.tolist() == [1.0]


def test_nodes_are_quantiles_of_the_log_normal_of_scipy():
    points, halves = np.polynomial.legendre.leggauss(5)
    lengths, weights = trip_lengths(222.0, 1.2, 5)
    expected = stats.lognorm(s=1.2, scale=222.0).ppf(0.5 + 0.5 * points)
    np.testing.assert_allclose(lengths, expected, rtol=1e-9)
    np.testing.assert_allclose(weights, 0.5 * halves, rtol=1e-12)


def test_without_spread_all_trips_are_alike():
    np.testing.assert_array_equal(trip_lengths(300, 0, 4)[0], np.full(4, 300.0))


@pytest.mark.parametrize(("median", "spread"), [(300.0, 0.8), (222.0, 1.2)])
@pytest.mark.parametrize(("away", "error"), [(0.0, 0.091), (0.05, 0.022), (0.2, 0.012), (0.5, 0.006)])
def test_eight_nodes_give_the_mean_of_the_chance_within_what_is_said(median, spread, away, error):
    trips = stats.lognorm(s=spread, scale=median)
    lengths, weights = trip_lengths(median, spread, 8)
    for driving_range in (100.0, 150.0, 200.0, 300.0, 450.0, 600.0, 800.0):
        within = trips.cdf(driving_range / 2.0)
        beyond = integrate.quad(
            lambda u, r: away ** (2.0 * trips.ppf(u) / r - 1.0), within, 1.0, driving_range
        )
        chance = chance_of_work(1.0, away, stops_away(lengths, driving_range, True))
        assert mean_over_trips(chance, weights) == pytest.approx(within + beyond[0], abs=error)


def test_trips_of_draws_are_those_of_each():
    medians, spreads = np.array([[300.0], [40.0]]), np.array([[0.8, 0.9, 0.0], [0.2, 0.3, 1.0]])
    lengths, _ = trip_lengths(medians, spreads, 3)
    assert lengths.shape == (3, 2, 3)
    for i, d in np.ndindex(2, 3):
        alone, _ = trip_lengths(float(medians[i, 0]), float(spreads[i, d]), 3)
        np.testing.assert_allclose(lengths[:, i, d], alone, rtol=1e-15)
    np.testing.assert_array_equal(
        trip_lengths(medians[:, 0], 0.5, 3)[0][:, 0], trip_lengths(300.0, 0.5, 3)[0]
    )


@given(MEDIANS, SPREADS, NODES)
def test_trips_ascend_about_their_median_and_weigh_one(median, spread, nodes):
    lengths, weights = trip_lengths(median, spread, nodes)
    assert np.all(np.diff(lengths) >= 0.0)
    np.testing.assert_allclose(lengths * lengths[::-1], median**2, rtol=1e-9)
    assert weights.sum() == pytest.approx(1.0, rel=1e-15)
    assert np.all(weights > 0.0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((300.0, 0.8, 0), "found 0 nodes"),
        ((0.0, 0.8, 4), "median"),
        ((np.array([300.0, -1.0]), 0.8, 4), "median"),
        ((300.0, np.array([0.8, -0.1]), 4), "spread"),
    ],
)
def test_trips_refuse_what_is_no_distribution(arguments, message):
    with pytest.raises(ValueError, match=message):
        trip_lengths(*arguments)


def test_mean_over_trips_by_hand_and_on_any_axis():
    weights = np.array([0.25, 0.75])
    values = np.array([[1.0, 0.8], [0.5, 0.0]])
    np.testing.assert_allclose(mean_over_trips(values, weights), [0.625, 0.2], rtol=1e-15)
    np.testing.assert_allclose(mean_over_trips(values, weights, 1), [0.85, 0.125], rtol=1e-15)
    deep = np.random.default_rng(1).uniform(size=(4, 2, 3, 5))
    expected = 0.25 * deep[:, 0] + 0.75 * deep[:, 1]
    np.testing.assert_allclose(mean_over_trips(deep, weights, 1), expected, rtol=1e-14)


# Stops ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trip", "driving_range", "returns", "stops"),
    [
        (0, 300, True, 0.0),
        (150.0, 300.0, True, 0.0),  # out and back on one battery
        (225.0, 300.0, True, 0.5),
        (450.0, 300.0, True, 2.0),  # three batteries, one of them from base
        (0.0, 300.0, False, 1.0),
        (150.0, 300.0, False, 1.0),
        (450.0, 300.0, False, 3.0),
        (450.0, np.inf, True, 0.0),
    ],
)
def test_stops_by_hand(trip, driving_range, returns, stops):
    assert stops_away(trip, driving_range, returns) == pytest.approx(stops, abs=1e-12)


def test_stops_of_draws_are_those_of_each():
    trips = np.array([[[20.0]], [[700.0]]])
    ranges = np.array([[200.0, 300.0, 500.0], [100.0, 700.0, 1400.0]])
    returns = np.array([[True], [False]])
    together = stops_away(trips, ranges, returns)
    assert together.shape == (2, 2, 3)
    for n, i, d in np.ndindex(2, 2, 3):
        alone = stops_away(float(trips[n, 0, 0]), float(ranges[i, d]), bool(returns[i, 0]))
        assert together[n, i, d] == pytest.approx(float(alone), rel=1e-15)


@given(TRIPS, RANGES, st.booleans(), st.floats(1.0, 3.0))
def test_longer_trips_need_more_stops_and_longer_ranges_fewer(trip, driving_range, returns, more):
    stops = stops_away(trip, driving_range, returns)
    assert stops >= 0.0
    assert stops_away(trip * more, driving_range, returns) >= stops
    assert stops_away(trip, driving_range * more, returns) <= stops
    assert stops_away(trip, driving_range, False) == stops_away(trip, driving_range, True) + 1.0


@pytest.mark.parametrize("driving_range", [0.0, -1.0, np.array([300.0, 0.0])])
def test_stops_refuse_no_range(driving_range):
    with pytest.raises(ValueError, match="range must be above 0"):
        stops_away(100.0, driving_range, True)


def test_stops_refuse_a_negative_trip():
    with pytest.raises(ValueError, match="not be negative"):
        stops_away(np.array([1.0, -1.0]), 300.0, True)


# Chances --------------------------------------------------------------------------------------------------


def test_finding_by_hand_and_as_scipy_counts():
    assert chance_of_finding(0) == 0.0
    assert chance_of_finding(1.0) == pytest.approx(0.6321206, abs=5e-8)
    assert chance_of_finding(1e-12) == pytest.approx(1e-12, rel=1e-9)  # nothing vanishes
    assert chance_of_finding(1e6) == 1.0
    hazards = np.linspace(0.0, 20.0, 41)
    np.testing.assert_allclose(chance_of_finding(hazards), stats.poisson.sf(0, hazards), rtol=1e-12)


@given(st.floats(0.0, 50.0), st.floats(0.0, 50.0))
def test_finding_is_a_chance_that_rises(hazard, more):
    assert 0.0 <= chance_of_finding(hazard) <= chance_of_finding(hazard + more) <= 1.0


def test_finding_refuses_a_negative_hazard():
    with pytest.raises(ValueError, match="not be negative"):
        chance_of_finding(np.array([0.1, -0.1]))


@pytest.mark.parametrize(
    ("base", "away", "stops", "chance"),
    [
        (0.8, 0.5, 2.0, 0.2),
        (0.8, 0.25, 0.5, 0.4),
        (0.8, 0.0, 0.0, 0.8),  # nothing to find away
        (1, 0, 0, 1.0),
        (1.0, 0.0, 1e-9, 0.0),
        (0.0, 1.0, 3.0, 0.0),
        (1.0, 1.0, 1e9, 1.0),
        (1.0, 0.5, 1e9, 0.0),  # vanishes without a warning
    ],
)
def test_chance_of_work_by_hand(base, away, stops, chance):
    with np.errstate(all="raise", under="ignore"):
        assert chance_of_work(base, away, stops) == pytest.approx(chance, abs=1e-12)


@given(CHANCES, st.floats(0.0, 20.0))
def test_the_chance_of_stops_is_that_of_work_with_energy_at_base(away, stops):
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_allclose(
            chance_of_stops(away, stops), chance_of_work(1.0, away, stops), rtol=1e-12, atol=1e-300
        )


def test_the_chance_of_stops_of_draws_is_that_of_each():
    away, stops = np.array([0.0, 0.3, 1.0]), np.array([[[0.0]], [[1e-9]], [[2.5]], [[1e9]]])
    together = chance_of_stops(away, stops)
    assert together.shape == (4, 1, 3)
    np.testing.assert_allclose(together, chance_of_work(1.0, away, stops), rtol=1e-12)


def test_without_a_base_of_its_own_a_truck_finds_its_first_charge_as_others_do():
    away = np.array([0.0, 0.3, 1.0])
    roaming = chance_of_work(1.0, away, stops_away(450.0, 300.0, False))
    np.testing.assert_allclose(
        roaming, chance_of_work(away, away, stops_away(450.0, 300.0, True)), rtol=1e-12
    )


def test_chance_of_work_of_draws_is_that_of_each():
    rng = np.random.default_rng(3)
    base, away, stops = rng.uniform(size=(2, 1)), rng.uniform(size=4), rng.uniform(0.0, 5.0, (3, 2, 4))
    together = chance_of_work(base, away, stops)
    assert together.shape == (3, 2, 4)
    for n, i, d in np.ndindex(3, 2, 4):
        alone = chance_of_work(float(base[i, 0]), float(away[d]), float(stops[n, i, d]))
        assert together[n, i, d] == pytest.approx(float(alone), rel=1e-14)


@given(CHANCES, CHANCES, CHANCES, st.floats(0.0, 20.0), st.floats(0.0, 5.0))
def test_chance_of_work_rises_with_what_is_there_and_falls_with_stops(base, away, more, stops, further):
    chance = chance_of_work(base, away, stops)
    assert 0.0 <= chance <= base
    assert chance_of_work(base, max(away, more), stops) >= chance
    assert chance_of_work(max(base, more), away, stops) >= chance
    assert chance_of_work(base, away, stops + further) <= chance


@given(MEDIANS, SPREADS, NODES, CHANCES, CHANCES, RANGES, st.booleans())
def test_the_mean_chance_is_a_chance_that_rises_with_range(median, spread, nodes, base, away, reach, returns):
    lengths, weights = trip_lengths(median, spread, nodes)

    def mean(driving_range):
        return mean_over_trips(
            chance_of_work(base, away, stops_away(lengths, driving_range, returns)), weights
        )

    assert 0.0 <= mean(reach) <= mean(1.2 * reach) + 1e-15
    assert mean(1.2 * reach) <= base + 1e-15


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((1.1, 0.5, 1.0), "between 0 and 1"),
        ((-0.1, 0.5, 1.0), "between 0 and 1"),
        ((0.5, np.array([0.5, 1.5]), 1.0), "between 0 and 1"),
        ((0.5, np.array([0.5, -0.5]), 1.0), "between 0 and 1"),
        ((0.5, 0.5, -1.0), "stops"),
    ],
)
def test_chance_of_work_refuses_what_is_no_chance(arguments, message):
    with pytest.raises(ValueError, match=message):
        chance_of_work(*arguments)
