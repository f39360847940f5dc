"""Electrolysers that sectors share: known values, limits, draws, wrong input, and what wears out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.sectors.electrolysis import Electrolysers, electrolyser_capacity


@pytest.mark.parametrize(
    ("hydrogen", "electricity_use", "hours", "capacity"),
    [
        (88e6, 50.0, 4400.0, 1.0),  # 88,000 t a year, as NEA counts for a gigawatt, take 4,400 hours
        (1e9, 50.0, 8760.0, 5.707763),
        (0.0, 50.0, 4500.0, 0.0),
    ],
)
def test_capacity_by_hand(hydrogen, electricity_use, hours, capacity):
    assert electrolyser_capacity(hydrogen, electricity_use, hours) == pytest.approx(capacity, abs=1e-6)


@given(hydrogen=st.floats(1.0, 1e12), use=st.floats(33.0, 90.0), hours=st.floats(100.0, 8760.0))
def test_capacity_grows_with_hydrogen_and_falls_with_hours(hydrogen, use, hours):
    once = float(electrolyser_capacity(hydrogen, use, hours))
    assert electrolyser_capacity(2 * hydrogen, use, hours) == pytest.approx(2 * once, rel=1e-12)
    assert electrolyser_capacity(hydrogen, use, 2 * hours) == pytest.approx(once / 2, rel=1e-12)


def test_capacity_of_draws_is_that_of_each():
    arguments = (np.array([1e6, 1e9]), np.array([47.0, 53.0]), np.array([3000.0, 7000.0]))
    alone = [float(electrolyser_capacity(*one)) for one in zip(*arguments, strict=True)]
    assert electrolyser_capacity(*arguments).tolist() == pytest.approx(alone, rel=1e-15)


@pytest.mark.parametrize("hours", [0.0, -1.0, np.array([4000.0, 0.0])])
def test_electrolysers_that_never_run_are_refused(hours):
    with pytest.raises(ValueError, match="full_load_hours"):
        electrolyser_capacity(1e6, 50.0, hours)


def test_electrolysers_are_paid_at_the_prices_of_their_years():
    park = Electrolysers(np.array([3.0]), np.zeros(1))
    made, price = [], []
    for capacity, cost in ((0.0, 100.0), (2.0, 100.0), (4.0, 50.0), (4.0, 40.0), (4.0, 30.0), (4.0, 20.0)):
        made.append(float(park.year(np.array([capacity]), np.array([cost]))[0]))
        price.append(float(park.price[0]))
    # the 2 GW of the second year are replaced three years later, those of the third year a year after
    assert made == [0.0, 2.0, 2.0, 0.0, 2.0, 2.0]
    assert price[1:] == [100.0, 75.0, 75.0, 52.5, 36.25]


def test_electrolysers_of_the_first_year_are_of_all_ages():
    park = Electrolysers(np.array([4.0]), np.zeros(1))
    made, price = [], []
    for cost in (1.0, 1.0, 1.0, 5.0):
        made.append(float(park.year(np.array([8.0]), np.array([cost]))[0]))
        price.append(float(park.price[0]))
    assert made == [0.0, 2.0, 2.0, 2.0]
    assert price == [1.0, 1.0, 1.0, 2.0]
