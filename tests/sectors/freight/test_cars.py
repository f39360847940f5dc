"""How many petrol cars emit what a truck does, by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.sectors.freight.cars import Cars


@pytest.fixture
def cars():
    """A car burns 1000 L a year, a truck 0.3 L/km; the making of a truck is spread over 10 years."""
    one = Cars.__new__(Cars)
    one.litres, one.car_making = np.array([1000.0]), np.array([500.0])
    one.petrol, one.fuel = 1, 0
    one.consumption = np.array([[0.3], [0.2]])
    one.fuels = SimpleNamespace(
        emission_factor=[np.array([[2.5], [2.0]])], supply_factor=[np.array([[0.5], [0.4]])]
    )
    one.making, one.life = np.array([40_000.0]), np.array([10.0])
    return one


def test_a_truck_that_burns_thirty_times_as_much(cars):
    # two powertrains and two segments: the work of all trucks, done by diesel
    kilometres = np.array([[[1e5], [0.0]], [[1e5], [0.0]]])
    stock = np.array([[[1.0], [0.0]], [[1.0], [0.0]]])
    found = {name: float(value[0]) for name, value in cars.equivalents(kilometres, stock, 0).items()}
    assert found["cars_direct"] == pytest.approx(30_000 * 2.5 / 2000)
    assert found["cars_operational"] == pytest.approx(30_000 * 2.5 / 2000)
    assert found["cars_well_to_wheel"] == pytest.approx(30_000 * 3.0 / 2400)
    assert found["cars_life_cycle"] == pytest.approx((30_000 * 3.0 + 4000) / 2900)


def test_segments_burn_what_is_theirs(cars):
    kilometres, stock = np.array([[[6e4], [9e4]]]), np.array([[[1.0], [2.0]]])
    # (60,000 x 0.3 + 90,000 x 0.2) L of three trucks
    found = cars.equivalents(kilometres, stock, 0)
    assert found["cars_direct"][0] == pytest.approx(12_000 * 2.5 / 2000)


def test_without_trucks_there_is_no_truck(cars):
    nothing = np.zeros((1, 2, 1))
    assert all(np.isnan(value).all() for value in cars.equivalents(nothing, nothing, 0).values())
