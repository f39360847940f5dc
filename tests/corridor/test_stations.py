"""The full station: the fast simulation against the reference, truck by truck, and what is conserved."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsim.corridor.fast_station import simulate
from carbonsim.corridor.lanes import lanes_of
from carbonsim.corridor.reference_station import simulate_reference
from carbonsim.corridor.station import BY_PRICE, ChargeCurve, charge_curve, told_delay
from carbonsim.corridor.visits import Visits
from tests.corridor.stations import ENERGY
from tests.corridor.stations import STATION as COMMON

DAY = 1440.0
DEAR = tuple(hour in (10, 11, *range(15, 20), 21) for hour in range(24))
STATION = replace(COMMON, power=3240.0, patience=120.0, repair_time=60.0)
#: Each makes another part of the station bind.
STATIONS = {
    "bays bind": (12.0, replace(STATION, blocks=60, chargers=60, power=9000.0)),
    "batteries bind": (7.0, replace(STATION, blocks=12, power=6000.0)),
    "power binds": (7.0, replace(STATION, power=1500.0)),
    "chargers bind": (6.0, replace(STATION, chargers=9)),
    "two bays": (14.0, replace(STATION, bays=2, blocks=48, chargers=48, power=6000.0)),
    "three bands": (
        7.0,
        replace(STATION, curve=charge_curve(ENERGY, 1.2, (0.7, 0.9, 1.0), (1.0, 0.6, 0.2)), power=2000.0),
    ),
    "by price": (6.0, replace(STATION, policy=BY_PRICE, kept_ready=12, dear=DEAR)),
    "by price, few kept": (7.0, replace(STATION, policy=BY_PRICE, kept_ready=4, dear=DEAR, chargers=12)),
    "no patience": (9.0, replace(STATION, patience=0.0)),
}


def visits(per_hour, trucks, lanes, seed=1, fewest=1):
    random = np.random.default_rng(seed)
    shape = (trucks, lanes)
    return Visits(
        arrival=np.cumsum(random.exponential(60.0 / per_hour, shape), axis=0),
        blocks=random.integers(fewest, 4, shape),
        missing=random.uniform(0.1, 1.0, shape) * ENERGY,
        swap_time=random.lognormal(np.log(5.0), 0.2, shape),
    )


def end_of(come):
    """Midnight when all have long been served."""
    return float(np.ceil(come.arrival[-1].max() / DAY + 1.0) * DAY)


@pytest.mark.parametrize("name", STATIONS)
def test_fast_is_the_reference_truck_by_truck(name):
    per_hour, station = STATIONS[name]
    lanes = 4
    come = visits(per_hour, 200, lanes)
    until = end_of(come)
    begin = np.random.default_rng(2).uniform(0.0, DAY, (1, lanes))
    outages = begin + np.array([[0.0], [60.0], [300.0], [390.0]])
    fast, stations = simulate(lanes_of([station] * lanes), come, until, outages)
    for lane in range(lanes):
        failures = [tuple(outages[:2, lane]), tuple(outages[2:, lane])]
        slow, place = simulate_reference(station, come.lane(lane), until, failures)
        np.testing.assert_array_equal(fast.left[:, lane], slow.left[:, 0])
        np.testing.assert_allclose(fast.start[:, lane], slow.start[:, 0], atol=1e-7)
        np.testing.assert_allclose(fast.end[:, lane], slow.end[:, 0], atol=1e-7)
        np.testing.assert_allclose(stations.record.energy[:, lane], place.by_quarter, atol=1e-6)
        assert stations.record.largest_power[lane] == pytest.approx(place.largest_power)
        assert stations.ready[lane] == place.ready == station.blocks


def test_what_binds_makes_trucks_wait():
    # a station of the same kind with more of what binds has less waiting; else this test would test nothing
    for name, more in (
        ("batteries bind", {"blocks": 60, "chargers": 60}),
        ("power binds", {"power": 6000.0}),
        ("chargers bind", {"chargers": 24}),
        ("bays bind", {"bays": 2}),
    ):
        per_hour, station = STATIONS[name]
        come = visits(per_hour, 200, 10)
        waits = [
            np.nanmean(simulate(lanes_of([one] * 10), come, end_of(come))[0].start - come.arrival)
            for one in (station, replace(station, **more))
        ]
        assert waits[1] < 0.8 * waits[0], name


def test_designs_side_by_side_are_as_alone():
    several = [station for _, station in STATIONS.values()]
    come = visits(7.0, 100, len(several))
    until = end_of(come)
    together, stations = simulate(lanes_of(several), come, until)
    for lane, station in enumerate(several):
        alone, one = simulate(lanes_of([station]), come.lane(lane), until)
        np.testing.assert_allclose(together.start[:, lane], alone.start[:, 0], atol=1e-9)
        np.testing.assert_allclose(stations.record.energy[:, lane], one.record.energy[:, 0], atol=1e-6)


@settings(max_examples=20, deadline=None)
@given(
    per_hour=st.floats(2.0, 15.0),
    bays=st.integers(1, 3),
    blocks=st.integers(3, 40),
    chargers=st.integers(1, 40),
    power=st.floats(200.0, 6000.0),
    patience=st.floats(0.0, 500.0),
    seed=st.integers(0, 1000),
)
def test_nothing_is_lost(per_hour, bays, blocks, chargers, power, patience, seed):
    station = replace(STATION, bays=bays, blocks=blocks, chargers=chargers, power=power, patience=patience)
    lanes = 3
    come = visits(per_hour, 80, lanes, seed)
    served, stations = simulate(lanes_of([station] * lanes), come, end_of(come) + 5 * DAY)
    done = np.isfinite(served.end)
    assert np.all(done ^ served.left)  # every truck has been swapped or has gone away
    assert np.all(stations.ready == blocks)  # every block is charged again
    brought = np.where(done, come.blocks * come.missing, 0.0).sum(axis=0)
    np.testing.assert_allclose(stations.record.energy_so_far, brought, rtol=1e-9)
    assert np.all(stations.record.largest_power <= power * (1 + 1e-12))
    assert np.all(served.start[done] >= come.arrival[done])
    for lane in range(lanes):  # first come, first served
        assert np.all(np.diff(served.start[done[:, lane], lane]) >= 0)


def test_charging_by_price_pauses_in_dear_hours_while_enough_are_ready():
    station = replace(STATION, policy=BY_PRICE, kept_ready=4, dear=DEAR)
    come = visits(1.0, 100, 10)
    until = end_of(come)
    saving, usual = (
        simulate(lanes_of([one] * 10), come, until)[1].record.energy for one in (station, STATION)
    )
    dear = np.repeat(DEAR, 4)
    assert saving[dear].sum() < 0.1 * usual[dear].sum()
    assert saving.sum() == pytest.approx(usual.sum())


def test_energy_is_recorded_in_the_quarter_hour_it_flows():
    # one block of 120 kWh at 10:07 in a swap of 3 minutes: 120 kW from 10:10 to 11:10
    station = replace(STATION, curve=ChargeCurve((0.0,), (120.0,)))
    come = Visits(np.array([[607.0]]), np.array([[1]]), np.array([[120.0]]), np.array([[3.0]]))
    _, stations = simulate(lanes_of([station]), come, DAY)
    energy = stations.record.energy[:, 0]
    np.testing.assert_allclose(energy[40:45], [10.0, 30.0, 30.0, 30.0, 20.0], atol=1e-9)
    assert energy.sum() == pytest.approx(120.0)


def test_drivers_are_told_what_is_before_them():
    # a bay that is busy and one truck in line: two swaps of 5 minutes; blocks: 24 at 3,240 kW come every
    # 136.8 / 3240 x 60 = 2.53 minutes
    assert told_delay(STATION, 1, 1, 4, 24, 0) == pytest.approx(10.0)
    assert told_delay(STATION, 1, 1, 6, 0, 0) == pytest.approx(6 * 136.8 / 3240.0 * 60.0)
    assert told_delay(STATION, 0, 0, 2, 24, 1) == pytest.approx(60.0)
    assert told_delay(STATION, 0, 0, 2, 24, 0) == 0.0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"bays": 0}, "at least one bay"),
        ({"power": 0.0}, "has power"),
        ({"policy": "never"}, "expected one of at_once, by_price"),
    ],
)
def test_a_station_that_cannot_be(change, said):
    with pytest.raises(ValueError, match=said):
        replace(STATION, **change)


def test_curves_that_cannot_be():
    with pytest.raises(ValueError, match="last band ends full"):
        ChargeCurve((10.0,), (100.0,))
    with pytest.raises(ValueError, match="follow each other"):
        ChargeCurve((10.0, 20.0, 0.0), (100.0, 50.0, 20.0))
