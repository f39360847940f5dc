"""The full station, event by event, against queueing theory: within three standard errors.

A standard error is below 2 % of the value. `test_stations` shows that the fast simulation is the reference
truck by truck, so that what holds here holds for both.
"""

import numpy as np
import pytest

from carbonsim.corridor.fast_station import simulate
from carbonsim.corridor.lanes import lanes_of
from carbonsim.corridor.station import ChargeCurve, Station
from carbonsim.corridor.visits import Visits

CHARGE = 60.0  # [min], at 1 kW and 1 kWh on the mean
WARM_UP = 300


def run(per_hour, lanes, trucks, swap_time, batteries, chargers, patience):
    random = np.random.default_rng(31)
    shape = (WARM_UP + trucks, lanes)
    visits = Visits(
        arrival=np.cumsum(random.exponential(60.0 / per_hour, shape), axis=0),
        blocks=np.ones(shape, dtype=np.int64),
        missing=random.exponential(1.0, shape) if swap_time == 0 else np.full(shape, 1e-3),
        swap_time=np.full(shape, swap_time),
    )
    station = Station(
        bays=1 if swap_time else 60,
        blocks=batteries,
        chargers=chargers,
        power=1e9,
        efficiency=1.0,
        block_energy=1.0,
        curve=ChargeCurve((0.0,), (1.0,)),
        swap_time=max(swap_time, 1e-9),
        patience=patience,
    )
    until = float(visits.arrival[-1].max()) + 2000.0
    served, _ = simulate(lanes_of([station] * lanes), visits, until)
    return (served.start - visits.arrival)[WARM_UP:], served.left[WARM_UP:]


def agrees(by_lane, expected):
    error = by_lane.std(ddof=1) / np.sqrt(len(by_lane))
    assert error < 0.02 * expected
    assert abs(by_lane.mean() - expected) < 3.0 * error


@pytest.mark.parametrize(
    ("per_hour", "minutes", "lanes"), [(4, 1.25, 200), (6, 2.5, 300), (8, 5.0, 400), (10, 12.5, 1500)]
)
def test_wait_before_a_bay(per_hour, minutes, lanes):
    waits, _ = run(per_hour, lanes, 1000, 5.0, 5, 5, np.inf)
    agrees(waits.mean(axis=0), minutes)


@pytest.mark.parametrize(
    ("per_hour", "batteries", "chargers", "share"),
    [(4, 7, 7, 0.062749), (6, 8, 8, 0.121876), (8, 12, 12, 0.051406), (4, 8, 4, 0.138528)],
)
def test_trucks_lost_for_want_of_a_battery(per_hour, batteries, chargers, share):
    _, left = run(per_hour, 400, 1000, 0.0, batteries, chargers, 0.0)
    agrees(left.mean(axis=0), share)


@pytest.mark.parametrize(
    ("per_hour", "batteries", "chargers", "share", "minutes", "lanes"),
    [
        (4, 8, 8, 0.059044, 0.8857, 1500),
        (8, 12, 12, 0.139842, 2.0976, 1500),
        (3, 8, 4, 0.161188, 9.6713, 2500),
    ],
)
def test_wait_for_a_battery(per_hour, batteries, chargers, share, minutes, lanes):
    waits, _ = run(per_hour, lanes, 1000, 0.0, batteries, chargers, np.inf)
    agrees((waits > 1e-6).mean(axis=0), share)
    agrees(waits.mean(axis=0), minutes)
