"""Waiting, against the Pollaczek-Khinchine formula and a simulated queue."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.queues import batteries_out, battery_wait, md1_waiting_time

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


@pytest.mark.parametrize(
    ("load", "batteries", "chargers", "lost"),
    [(4.0, 7, 7, 0.062749), (6.0, 8, 8, 0.121876), (8.0, 12, 12, 0.051406), (4.0, 8, 4, 0.138528)],
)
def test_trucks_lost_for_want_of_a_battery(load, batteries, chargers, lost):
    out = batteries_out(load, batteries, chargers)
    assert out[-1] == pytest.approx(lost, abs=5e-7)
    assert out.sum() == pytest.approx(1.0)
    # what comes in goes out: accepted arrivals are what chargers finish
    assert load * (1.0 - out[-1]) == pytest.approx(
        (out * np.minimum(np.arange(batteries + 1), chargers)).sum()
    )


def test_loss_is_erlangs_recursion():
    # B(c) = a B(c-1) / (c + a B(c-1)); Erlang 1917
    load, blocked = 5.5, 1.0
    for count in range(1, 15):
        blocked = load * blocked / (count + load * blocked)
        assert batteries_out(load, count, count)[-1] == pytest.approx(blocked, rel=1e-12)


@pytest.mark.parametrize(
    ("load", "batteries", "chargers", "share", "minutes"),
    [(4.0, 8, 8, 0.059044, 0.8857), (8.0, 12, 12, 0.139842, 2.0976), (3.0, 8, 4, 0.161188, 9.6713)],
)
def test_wait_for_a_battery(load, batteries, chargers, share, minutes):
    assert battery_wait(load, 60.0, batteries, chargers) == pytest.approx((share, minutes), rel=6e-5)


def test_with_one_battery_and_one_charger_all_who_wait_wait_as_in_mm1():
    # a truck waits when it finds one or more batteries out: M/M/1 with P = rho and W = rho S / (1 - rho)
    assert battery_wait(0.7, 10.0, 1, 1) == pytest.approx((0.7, 0.7 * 10.0 / 0.3))


@given(st.floats(0.1, 6.9), st.integers(7, 30))
def test_more_batteries_mean_less_waiting(load, batteries):
    share, minutes = battery_wait(load, 60.0, batteries, 7)
    fewer, shorter = battery_wait(load, 60.0, batteries + 1, 7)
    assert fewer < share
    assert shorter < minutes


@pytest.mark.parametrize(
    ("load", "batteries", "chargers"), [(8.0, 8, 8), (1.0, 2, 3), (-1.0, 3, 3), (1.0, 0, 1)]
)
def test_stocks_that_cannot_be(load, batteries, chargers):
    with pytest.raises(ValueError, match=r"chargers have to be more|at least one battery"):
        battery_wait(load, 60.0, batteries, chargers)
