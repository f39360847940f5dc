"""Bays, batteries and chargers against queueing theory: both simulations, at stated confidence.

An estimate has to lie within three standard errors of the value, and a standard error has to be below 1 % of
it. Standard errors are those of independent lanes, each of which begins empty and drops its first trucks.
SimPy gets the first lanes and gives the same, truck by truck to the bit: what is shown of one holds for both.
"""

import numpy as np
import pytest

from carbonsim.core.queues import batteries_out, battery_wait, md1_waiting_time
from carbonsim.corridor.fast_queue import queue_waits
from carbonsim.corridor.reference_queue import reference_waits

WARM_UP = 500
SMALLEST_ERROR = 0.01
CHARGE = 60.0  # [min]

# trucks an hour and design, with what theory says
BAYS = [(4, 1.25), (6, 2.5), (8, 5.0), (10, 12.5)]
LOST = [(4, 7, 7, 0.062749), (6, 8, 8, 0.121876), (8, 12, 12, 0.051406), (4, 8, 4, 0.138528)]
WAIT = [(4, 8, 8, 0.059044, 0.8857), (8, 12, 12, 0.139842, 2.0976), (3, 8, 4, 0.161188, 9.6713)]
#: As many as the bound on the error takes where waits vary most; and lanes that SimPy gets.
TRUCKS, LANES, SIMPY_LANES = 1_500, 5_000, 3


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


def waits_of(per_hour, swap_time, design, seed, lose=False):
    """Waits after warming up, which are those of SimPy in the lanes that it gets."""
    arrival = arrivals(per_hour, LANES, seed)
    charge = charge_times(arrival.shape, seed) if not design[0] else np.full(arrival.shape, 1.0)
    fast = queue_waits(arrival, swap_time, charge, design, 0.0 if lose else np.inf)
    part = slice(0, SIMPY_LANES)
    slow = in_simpy(arrival[:, part], swap_time, charge[:, part], design, lose)
    np.testing.assert_array_equal(fast[:, part], slow)  # truck by truck
    return fast[WARM_UP:]


@pytest.mark.parametrize(("per_hour", "minutes"), BAYS)
def test_wait_before_a_bay(per_hour, minutes):
    assert md1_waiting_time(5.0, per_hour * 5.0 / 60.0) == pytest.approx(minutes)
    # five batteries that are full again after a minute: none is ever waited for
    agrees(waits_of(per_hour, 5.0, (1, 5, 5), seed=11).mean(axis=0), minutes)


@pytest.mark.parametrize(("per_hour", "batteries", "chargers", "share"), LOST)
def test_trucks_lost_for_want_of_a_battery(per_hour, batteries, chargers, share):
    assert batteries_out(per_hour * CHARGE / 60.0, batteries, chargers)[-1] == pytest.approx(share, rel=1e-5)
    waits = waits_of(per_hour, 0.0, (0, batteries, chargers), seed=12, lose=True)
    agrees(np.isnan(waits).mean(axis=0), share)


@pytest.mark.parametrize(("per_hour", "batteries", "chargers", "share", "minutes"), WAIT)
def test_wait_for_a_battery(per_hour, batteries, chargers, share, minutes):
    expected = battery_wait(per_hour * CHARGE / 60.0, CHARGE, batteries, chargers)
    assert expected == pytest.approx((share, minutes), rel=1e-4)
    waits = waits_of(per_hour, 0.0, (0, batteries, chargers), seed=13)
    agrees((waits > 1e-9).mean(axis=0), share)
    agrees(waits.mean(axis=0), minutes)
