"""The full station, event by event, against queueing theory: within three standard errors.

A standard error is below 3 % of the value. `test_stations` shows that the fast simulation is the reference
truck by truck, so that what holds here holds for both.
"""

import numpy as np
import pytest

from carbonsim.corridor.fast_station import simulate
from carbonsim.corridor.lanes import lanes_of
from carbonsim.corridor.station import ChargeCurve, Station
from carbonsim.corridor.visits import Visits

CHARGE = 60.0  # [min], at 1 kW and 1 kWh on the mean
WARM_UP, TRUCKS = 200, 700
SMALLEST_ERROR = 0.03

# trucks an hour and design, with what theory says, and lanes: as many as the bound on the error takes
BAYS = [(4, 1.25, 60), (6, 2.5, 60), (8, 5.0, 80), (10, 12.5, 280)]
LOST = [
    (4, 7, 7, 0.062749, 100),
    (6, 8, 8, 0.121876, 60),
    (8, 12, 12, 0.051406, 140),
    (4, 8, 4, 0.138528, 60),
]
WAIT = [
    (4, 8, 8, 0.059044, 0.8857, 800),
    (8, 12, 12, 0.139842, 2.0976, 900),
    (3, 8, 4, 0.161188, 9.6713, 1300),
]


def station(swap_time, batteries, chargers, patience):
    return Station(
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


def run(designs, swap_time):
    """Waits, and who has left, at stations side by side: trucks an hour, station and lanes of each."""
    random = np.random.default_rng(31)
    lanes = [lane for _, each, count in designs for lane in [each] * count]
    per_hour = np.repeat([each for each, _, _ in designs], [count for _, _, count in designs])
    shape = (WARM_UP + TRUCKS, len(lanes))
    visits = Visits(
        arrival=np.cumsum(random.exponential(60.0 / per_hour, shape), axis=0),
        blocks=np.ones(shape, dtype=np.int64),
        missing=random.exponential(1.0, shape) if swap_time == 0 else np.full(shape, 1e-3),
        swap_time=np.full(shape, swap_time),
    )
    until = float(visits.arrival[-1].max()) + 2000.0
    served, _ = simulate(lanes_of(lanes), visits, until)
    ends = np.cumsum([count for _, _, count in designs])[:-1]
    waits, left = (served.start - visits.arrival)[WARM_UP:], served.left[WARM_UP:]
    return np.split(waits, ends, axis=1), np.split(left, ends, axis=1)


def agrees(by_lane, expected):
    error = by_lane.std(ddof=1) / np.sqrt(len(by_lane))
    assert error < SMALLEST_ERROR * expected
    assert abs(by_lane.mean() - expected) < 3.0 * error


def test_wait_before_a_bay():
    designs = [(per_hour, station(5.0, 5, 5, np.inf), lanes) for per_hour, _, lanes in BAYS]
    waits, _ = run(designs, 5.0)
    for found, (_, minutes, _) in zip(waits, BAYS, strict=True):
        agrees(found.mean(axis=0), minutes)


def test_trucks_lost_for_want_of_a_battery():
    designs = [(per_hour, station(0.0, *design, 0.0), lanes) for per_hour, *design, _, lanes in LOST]
    _, left = run(designs, 0.0)
    for found, (*_, share, _) in zip(left, LOST, strict=True):
        agrees(found.mean(axis=0), share)


@pytest.mark.parametrize("case", WAIT)
def test_wait_for_a_battery(case):
    per_hour, batteries, chargers, share, minutes, lanes = case
    (waits,), _ = run([(per_hour, station(0.0, batteries, chargers, np.inf), lanes)], 0.0)
    agrees((waits > 1e-6).mean(axis=0), share)
    agrees(waits.mean(axis=0), minutes)
