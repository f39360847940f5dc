"""Appeal of each car beyond its price and running cost, from the splits of a year."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.core.choice import logit_shares
from carbonsim.sectors.nev.choice import alternative_specific_constants, battery_constant, energy_cost
from carbonsim.sectors.nev.equations import distance_utility

PETROL, HYBRID, BATTERY, PLUG_IN_HYBRID, TRUCK = range(5)
CARS = SimpleNamespace(
    powertrains=SimpleNamespace(
        petrol=PETROL,
        battery=BATTERY,
        no_plug=np.array([True, True, False, False, False]),
        plug_in=np.array([False, False, True, True, False]),
    )
)
SPLIT = np.array([[0.8], [0.2], [0.7], [0.3], [0.0]])
UTILITY = np.array([[0.0], [-0.5], [0.4], [0.1], [9.0]])


def test_a_logit_with_them_gives_the_splits_back():
    extra = alternative_specific_constants(SPLIT, UTILITY, CARS, np.array([1.3]))
    for rows in (CARS.powertrains.no_plug, CARS.powertrains.plug_in):
        assert logit_shares((UTILITY + extra)[rows]).ravel() == pytest.approx(SPLIT[rows].ravel(), rel=1e-12)


def test_by_hand():
    extra = alternative_specific_constants(SPLIT, UTILITY, CARS, np.array([1.3])).ravel()
    assert (extra[PETROL], extra[BATTERY]) == (pytest.approx(0.0), pytest.approx(1.3))
    assert extra[HYBRID] == pytest.approx(0.5 + np.log(0.2 / 0.8))
    assert extra[PLUG_IN_HYBRID] == pytest.approx(1.3 + 0.3 + np.log(0.3 / 0.7))
    assert extra[TRUCK] == -np.inf


def test_a_car_that_was_not_sold_gets_none():
    split = np.array([[1.0], [0.0], [0.7], [0.3], [0.0]])
    extra = alternative_specific_constants(split, UTILITY, CARS, np.array([1.3])).ravel()
    assert extra[HYBRID] == -np.inf
    assert np.isfinite(extra[[PETROL, BATTERY, PLUG_IN_HYBRID]]).all()


def test_energy_is_petrol_and_power_from_the_grid():
    p = SimpleNamespace(
        powertrains=SimpleNamespace(
            electricity_use=[np.array([[0.0], [0.18]])], petrol_use=[np.array([[0.07], [0.02]])]
        ),
        charging=SimpleNamespace(efficiency=[np.array([0.9])]),
        drivers=SimpleNamespace(petrol_price=[np.array([8.0])]),
        electricity_price=[np.array([0.5])],
    )
    # 0.07 L at 8 CNY; 0.02 L at 8 and 0.18 / 0.9 kWh at 0.5
    assert energy_cost(p, 0).ravel() == pytest.approx([0.56, 0.26])


def test_a_battery_car_has_its_constant_its_range_and_its_chargers():
    p = SimpleNamespace(
        powertrains=SimpleNamespace(battery_range=[np.array([300.0])]),
        choice=SimpleNamespace(battery=-2.0, reference_range=400.0, range=1.5, fast_charging=0.8),
    )
    expected = -2.0 - 0.7 + float(distance_utility(300.0, 400.0, 1.5)) + 0.8 * 0.5
    assert battery_constant(p, 0, np.array([0.5]), np.array([-0.7]))[0] == pytest.approx(expected)
