"""Bays, batteries and chargers against queueing theory: both simulations, at stated confidence.

An estimate has to lie within three standard errors of the value, and a standard error has to be below 2 % of
it. Standard errors are those of independent lanes, each of which begins empty and drops its first trucks.
"""

import numpy as np
import pytest

from carbonsim.core.queues import batteries_out, battery_wait, md1_waiting_time
from carbonsim.corridor.fast_queue import queue_waits
from carbonsim.corridor.reference_queue import reference_waits

WARM_UP = 500
SMALLEST_ERROR = 0.02
CHARGE = 60.0  # [min]

# trucks an hour, design, lanes and trucks of each in SimPy: as many as the bound on the error takes
BAYS = [(4, 1.25, 12), (6, 2.5, 16), (8, 5.0, 24), (10, 12.5, 90)]
LOST = [(4, 7, 7, 0.062749, 25), (6, 8, 8, 0.121876, 12), (8, 12, 12, 0.051406, 30), (4, 8, 4, 0.138528, 30)]
WAIT = [
    (4, 8, 8, 0.059044, 0.8857, 140),
    (8, 12, 12, 0.139842, 2.0976, 130),
    (3, 8, 4, 0.161188, 9.6713, 220),
]
TRUCKS = 8_000
FAST_LANES = 1_000


def arrivals(per_hour, lanes, seed):
    gaps = np.random.default_rng(seed).exponential(60.0 / per_hour, (WARM_UP + TRUCKS, lanes))
    return np.cumsum(gaps, axis=0)


def charge_times(shape, seed):
    return np.random.default_rng([seed, 1]).exponential(CHARGE, shape)


def in_simpy(arrival, swap_time, charge_time, design, lose=False):
    lanes = [
        reference_waits(arrival[:, lane], swap_time, charge_time[:, lane], design, lose)
        for lane in range(arrival.shape[1])
    ]
    return np.stack(lanes, axis=1)


def agrees(by_lane, expected):
    error = by_lane.std(ddof=1) / np.sqrt(len(by_lane))
    assert error < SMALLEST_ERROR * expected
    assert abs(by_lane.mean() - expected) < 3.0 * error


def both(per_hour, swap_time, design, reference_lanes, seed, lose=False):
    """Waits of both simulations after warming up; SimPy gets the first lanes of the fast one."""
    arrival = arrivals(per_hour, FAST_LANES, seed)
    charge = charge_times(arrival.shape, seed) if not design[0] else np.full(arrival.shape, 1.0)
    fast = queue_waits(arrival, swap_time, charge, design, 0.0 if lose else np.inf)
    part = slice(0, reference_lanes)
    slow = in_simpy(arrival[:, part], swap_time, charge[:, part], design, lose)
    np.testing.assert_array_equal(fast[:, part], slow)  # truck by truck
    return fast[WARM_UP:], slow[WARM_UP:]


@pytest.mark.parametrize(("per_hour", "minutes", "lanes"), BAYS)
def test_wait_before_a_bay(per_hour, minutes, lanes):
    assert md1_waiting_time(5.0, per_hour * 5.0 / 60.0) == pytest.approx(minutes)
    # five batteries that are full again after a minute: none is ever waited for
    for waits in both(per_hour, 5.0, (1, 5, 5), lanes, seed=11):
        agrees(waits.mean(axis=0), minutes)


@pytest.mark.parametrize(("per_hour", "batteries", "chargers", "share", "lanes"), LOST)
def test_trucks_lost_for_want_of_a_battery(per_hour, batteries, chargers, share, lanes):
    assert batteries_out(per_hour * CHARGE / 60.0, batteries, chargers)[-1] == pytest.approx(share, rel=1e-5)
    for waits in both(per_hour, 0.0, (0, batteries, chargers), lanes, seed=12, lose=True):
        agrees(np.isnan(waits).mean(axis=0), share)


@pytest.mark.parametrize(("per_hour", "batteries", "chargers", "share", "minutes", "lanes"), WAIT)
def test_wait_for_a_battery(per_hour, batteries, chargers, share, minutes, lanes):
    expected = battery_wait(per_hour * CHARGE / 60.0, CHARGE, batteries, chargers)
    assert expected == pytest.approx((share, minutes), rel=1e-4)
    for waits in both(per_hour, 0.0, (0, batteries, chargers), lanes, seed=13):
        agrees((waits > 1e-9).mean(axis=0), share)
        agrees(waits.mean(axis=0), minutes)
