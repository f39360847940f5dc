"""Waiting, against the Pollaczek-Khinchine formula and a simulated queue."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.queues import md1_waiting_time

UTILISATIONS = st.floats(1e-6, 0.98)  # above the smallest floats, where halves are lost


@pytest.mark.parametrize(("trucks_per_hour", "minutes"), [(4, 1.25), (6, 2.5), (8, 5.0), (10, 12.5)])
def test_wait_at_a_bay_of_five_minutes(trucks_per_hour, minutes):
    # Pollaczek-Khinchine by hand: at 8 an hour rho = 2/3, W = (2/3 x 5) / (2 x 1/3) = 5 minutes
    assert md1_waiting_time(5.0, trucks_per_hour * 5.0 / 60.0) == pytest.approx(minutes, rel=1e-12)


def test_wait_is_pollaczek_khinchine_without_spread():
    # W = arrivals x E[S^2] / (2 (1 - rho)); any textbook of queueing theory
    service, rho = 7.0, np.linspace(0.0, 0.95, 20)
    arrivals = rho / service
    expected = arrivals * service**2 / (2.0 * (1.0 - rho))
    np.testing.assert_allclose(md1_waiting_time(service, rho), expected, rtol=1e-12)


def test_wait_is_half_of_that_with_random_service():
    # M/M/1: W = rho s / (1 - rho)
    assert md1_waiting_time(3.0, 0.8) == pytest.approx(0.5 * 0.8 * 3.0 / 0.2)


def test_wait_of_a_simulated_queue():
    # Lindley's recursion, written as a random walk less its running minimum
    service, rho = 5.0, 2.0 / 3.0
    gaps = np.random.default_rng(20230824).exponential(service / rho, size=1_000_000)
    walk = np.cumsum(service - gaps)
    waits = walk - np.minimum(np.minimum.accumulate(walk), 0.0)
    assert waits.mean() == pytest.approx(float(md1_waiting_time(service, rho)), rel=0.02)


def test_nobody_waits_at_an_empty_station_or_for_an_instant_service():
    assert md1_waiting_time(5.0, 0.0) == 0.0
    assert md1_waiting_time(5.0, 0) == 0.0
    assert md1_waiting_time(0.0, 0.9) == 0.0


def test_a_light_load_waits_half_a_service_for_each_truck_before():
    assert md1_waiting_time(5.0, 1e-9) == pytest.approx(0.5 * 5.0 * 1e-9, rel=1e-8)


def test_the_wait_grows_without_end_towards_full_load():
    assert md1_waiting_time(1.0, 1.0 - 1e-9) == pytest.approx(0.5e9, rel=1e-6)


@pytest.mark.parametrize("rho", [1.0, 1, 1.2, -0.01, np.array([0.5, 1.0]), np.array([0.5, -0.1])])
def test_wait_refuses_a_full_station(rho):
    with pytest.raises(ValueError, match="utilisation"):
        md1_waiting_time(5.0, rho)


def test_wait_of_draws_is_the_wait_of_each():
    service, rho = np.array([[3.0], [5.0]]), np.array([0.0, 0.3, 0.9])
    together = md1_waiting_time(service, rho)
    assert together.shape == (2, 3)
    for s in range(2):
        for d in range(3):
            assert together[s, d] == md1_waiting_time(float(service[s, 0]), float(rho[d]))


@given(service=st.floats(0.1, 100.0), rho=UTILISATIONS, more=st.floats(1e-3, 0.0199))
def test_wait_rises_ever_faster_with_load(service, rho, more):
    load = min(rho, 0.95)
    first, second, third = md1_waiting_time(service, load + more * np.array([0.0, 1.0, 2.0]))
    assert 0.0 <= first < second < third
    assert third - second > second - first


@given(service=st.floats(0.1, 100.0), rho=UTILISATIONS)
def test_wait_scales_with_the_service(service, rho):
    assert md1_waiting_time(2.0 * service, rho) == 2.0 * md1_waiting_time(service, rho)
