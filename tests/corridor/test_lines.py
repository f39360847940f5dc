"""The line: the fast simulation against the reference, what is conserved, and what drivers do."""

from dataclasses import fields, replace

import numpy as np
import pytest

from carbonsim.corridor.driver import stops_here
from carbonsim.corridor.fast_line import simulate_line
from carbonsim.corridor.line import Flow, Place, evenly
from carbonsim.corridor.measures import conserved, interval, measure, waits_of
from carbonsim.corridor.reference_line import simulate_reference_line
from carbonsim.corridor.station import BY_PRICE
from carbonsim.corridor.trips import draw_outages, draw_trips

DAYS, LINES = 2, 2


def simulated(line, station, days=DAYS, lines=LINES, seed=5):
    trips = draw_trips(line, days, lines, seed)
    outages = draw_outages(line, days, lines, seed)
    journeys, stations = simulate_line(line, [station] * lines, trips, days, outages)
    return trips, outages, journeys, stations


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"power": 700.0},
        {"chargers": 6},
        {"patience": 5.0},
        {"policy": BY_PRICE, "kept_ready": 10, "dear": tuple(10 <= hour < 19 for hour in range(24))},
    ],
    ids=["as it is", "little power", "few chargers", "no patience", "by price"],
)
def test_fast_is_the_reference_trip_by_trip(line, station, change):
    station = replace(station, **change)
    trips, outages, fast, stations = simulated(line, station)
    each = len(line.places)
    assert np.isfinite(fast.begun).sum() > 300
    for one in range(LINES):
        slow, places = simulate_reference_line(
            line, station, trips.only(one), DAYS, outages[:, one * each : (one + 1) * each]
        )
        for field in fields(slow):
            found, expected = getattr(fast, field.name)[trips.replication == one], getattr(slow, field.name)
            np.testing.assert_allclose(found, expected, atol=1e-7, err_msg=field.name)
        for lane, place in enumerate(places):
            energy = stations.record.energy[:, one * each + lane]
            # the quarter hour under way at the end is not booked
            np.testing.assert_allclose(energy[:-1], place.by_quarter[:-1], atol=1e-6)


def test_weak_stations_strand_and_turn_away(line, station):
    # else the test above would not see them
    far = replace(line, loads=((2.3, 1.0),))
    _, _, journeys, _ = simulated(far, replace(station, power=700.0, patience=5.0))
    assert journeys.stranded.sum() > 10
    assert journeys.turned_away.sum() > 10


@pytest.mark.parametrize("power", [3420.0, 500.0])
def test_nothing_is_lost_on_the_line(line, station, power):
    trips, _, journeys, stations = simulated(line, replace(station, power=power))
    off = conserved(trips, journeys, stations.lanes, stations)
    assert off["trucks"] == 0
    assert off["blocks"] == 0
    assert off["energy"] == pytest.approx(0.0, abs=1e-8)
    assert 0 < journeys.on_line.sum() < 200  # some are under way at the end
    assert np.all(stations.record.largest_power <= power * (1 + 1e-12))


def test_energy_from_the_grid_is_driven_or_lost(line, station):
    # a short while of traffic, then days in which all is charged again
    trips = draw_trips(line, 1, 1, 3)
    outages = np.zeros((0, len(line.places)))
    journeys, stations = simulate_line(line, [station], trips, 3, outages)
    assert not journeys.on_line.any()
    charged = stations.record.energy_so_far.sum()
    driven = (journeys.driven * trips.use).sum()
    assert charged == pytest.approx(driven + journeys.energy.sum() - trips.energy.sum(), rel=1e-9)
    from_grid = charged / station.efficiency
    assert from_grid - charged == pytest.approx((1 / station.efficiency - 1) * charged)  # the losses


def test_same_seed_same_run_and_replications_of_their_own(line, station):
    _, _, first, _ = simulated(line, station, days=1)
    _, _, again, _ = simulated(line, station, days=1)
    for field in fields(first):
        np.testing.assert_array_equal(getattr(first, field.name), getattr(again, field.name))
    trips, _, more, _ = simulated(line, station, days=1, lines=3)
    old = trips.replication < LINES
    np.testing.assert_array_equal(more.passed[old], first.passed)
    _, _, other, _ = simulated(line, station, days=1, seed=6)
    assert other.passed.shape != first.passed.shape or not np.array_equal(
        other.passed, first.passed, equal_nan=True
    )


def test_trips_follow_the_profile(line):
    trips = draw_trips(line, 14, 40, 1)
    expected = line.traffic * 40 * 14
    assert len(trips.entry) == pytest.approx(expected, abs=4 * np.sqrt(expected))
    hour = (trips.entry / 60.0 % 24).astype(int)
    share = np.bincount(hour, minlength=24) / len(hour)
    np.testing.assert_allclose(share, line.hours, atol=4 * np.sqrt(0.06 / len(hour)))
    day = (trips.entry // 1440).astype(int) % 7
    # 24,000 and 16,000 on the mean: four standard errors of their ratio
    error = np.sqrt(1 / 24_000 + 1 / 16_000)
    assert (day == 4).sum() / (day == 6).sum() == pytest.approx(1.2 / 0.8, rel=4 * error)
    np.testing.assert_allclose(
        np.bincount(trips.flow) / len(hour), [flow.share for flow in line.flows], atol=0.01
    )
    assert np.mean(trips.energy == trips.blocks * line.block_energy) == pytest.approx(0.5, abs=0.01)
    assert trips.speed.mean() * 60.0 == pytest.approx(75.0, rel=0.01)
    assert trips.speed.max() <= line.fastest


def test_failures_come_as_often_and_last_as_long_as_they_should(line):
    outages = draw_outages(line, 365, 100, 2)
    begin, end = outages[0::2], outages[1::2]
    known = np.isfinite(begin)
    per_year = known.sum() / (100 * len(line.places))
    assert per_year == pytest.approx(40.0 * (1.0 - 40.0 * 240.0 / (365 * 1440)), rel=0.03)
    assert (end[known] - begin[known]).mean() == pytest.approx(240.0, rel=0.03)
    assert draw_outages(replace(line, failures=0.0), 10, 1, 2).shape == (0, len(line.places))


def test_a_driver_stops_where_the_delay_is_least_and_the_reserve_kept():
    stations = np.array([0.0, 60.0, 130.0])

    def stops(energy, delays, last=3, destination=300.0):
        told = np.array(delays)[:, None]
        return bool(stops_here(energy, 1.5, 20.0, stations, destination, last, 0, told)[0])

    assert not stops(200.0, [5.0, 4.0, 3.0])  # less ahead
    assert stops(200.0, [2.0, 4.0, 3.0])  # least here
    assert stops(100.0, [5.0, 4.0, 3.0])  # the next would take the reserve
    assert not stops(200.0, [0.0, 0.0, 0.0])  # none waits: the farthest, which may spare a stop
    assert stops(200.0, [5.0, 6.0, 3.0], last=2)  # the last is behind the exit
    assert not stops(500.0, [0.0, 9.0, 9.0])  # arrives without a stop


def test_measures_of_a_line_by_hand(line, station):
    trips, _, journeys, stations = simulated(line, station, days=2, lines=3)
    prices = tuple(float(hour) for hour in range(24))
    found, profiles = measure(line, 0.9, prices, trips, journeys, stations, waits_of(trips, journeys, (0, 2)))
    one = trips.replication == 1
    waits = (journeys.begun - journeys.passed)[one]
    assert found.wait_mean[1] == pytest.approx(np.nanmean(waits))
    assert found.swaps[1] == np.isfinite(waits).sum() / 2
    assert found.trucks[1] == one.sum() / 2
    energy = stations.record.energy[:, 4:8].sum(axis=1)
    hours = np.arange(96) // 4
    assert found.electricity_cost[1] == pytest.approx((hours * energy).sum() / 0.9 / 2)
    assert profiles.power.sum() / 4 == pytest.approx(found.energy.mean())
    # Little: trucks waiting on the mean are arrivals times wait
    assert profiles.waiting.mean(axis=0).sum() * 1440 * 2 * 3 == pytest.approx(
        np.nansum(journeys.begun - journeys.passed), rel=1e-3
    )
    assert 0 < found.bay_load[1] < 1


def test_who_never_got_a_swap_waited_longest(line, station):
    trips, _, journeys, stations = simulated(line, replace(station, power=500.0, patience=1.0))
    waits = waits_of(trips, journeys, (0, DAYS))
    found, _ = measure(line, 0.9, (1.0,) * 24, trips, journeys, stations, waits)
    assert np.all(found.turned_away > 0.05)
    assert np.all(np.isinf(found.wait_long))
    assert np.isnan(interval(found.wait_long)[1])


def test_windows_are_short_enough_for_near_stations(line):
    near = replace(line, places=(Place("a", 100.0, "up"), Place("b", 102.0, "up"), Place("c", 90.0, "down")))
    assert near.window <= 2.0 / near.fastest
    assert near.information / near.window == pytest.approx(round(near.information / near.window))
    with pytest.raises(ValueError, match="at the same place"):
        replace(line, places=(Place("a", 100.0, "up"), Place("b", 100.0, "up")))


def test_near_stations_are_simulated_as_the_reference_does(line, station):
    near = replace(line, places=(*line.places, Place("beside", 103.0, "up")))
    trips, outages, fast, _ = simulated(near, station, days=1, lines=1)
    slow, _ = simulate_reference_line(near, station, trips, 1, outages)
    np.testing.assert_allclose(fast.passed, slow.passed, atol=1e-7)
    np.testing.assert_allclose(fast.begun, slow.begun, atol=1e-7)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hours": (1.0,)}, "24 hours"),
        ({"packs": ((2, 0.5),)}, "shares of packs add up to 0.5"),
        ({"flows": (Flow("one", 0.0, 9.0, 0.9),)}, "shares of flows"),
        ({"traffic": 0.0}, "has traffic"),
    ],
)
def test_a_line_that_cannot_be(line, change, said):
    with pytest.raises(ValueError, match=said):
        replace(line, **change)


def test_stations_at_even_distances():
    places = evenly(300.0, (2, 1))
    assert [(place.name, place.kilometre) for place in places] == [
        ("up_1", 75.0),
        ("up_2", 225.0),
        ("down_1", 150.0),
    ]
