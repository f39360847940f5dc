"""A balance that does not close stops the run."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.balance import TOLERANCE, check_balance
from carbonsim.core.errors import BalanceError


def test_what_closes_passes():
    assert check_balance("trucks", np.array([3.0, 0.0, -4.0]), np.array([3.0, 0.0, -4.0])) is None
    check_balance("trucks", 0.1 + 0.2, 0.3)  # a gap that rounding makes
    check_balance("nothing", 0.0, 0.0)
    check_balance("no draws", np.zeros(0), np.zeros(0))


def test_sides_are_broadcast():
    check_balance("trucks", np.full((2, 3), 5.0), 5.0)
    with pytest.raises(BalanceError):
        check_balance("trucks", np.array([[5.0, 5.0], [5.0, 5.1]]), 5.0)


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e12])
def test_the_gap_is_relative_to_the_larger_side(size):
    check_balance("mass", size, size * (1.0 + 0.9 * TOLERANCE))
    with pytest.raises(BalanceError):
        check_balance("mass", size, size * (1.0 + 1.1 * TOLERANCE))
    with pytest.raises(BalanceError):
        check_balance("mass", size * (1.0 + 1.1 * TOLERANCE), size)


def test_the_tolerance_is_a_matter_of_rounding():
    assert 1e-12 <= TOLERANCE <= 1e-8


def test_anything_against_nothing_fails():
    with pytest.raises(BalanceError, match="relative gap 1"):
        check_balance("trucks", 1e-300, 0.0)
    with pytest.raises(BalanceError):
        check_balance("trucks", 0.0, -1e-300)


def test_the_error_names_the_balance_and_the_worst_gap():
    with pytest.raises(BalanceError, match=r"the balance of vehicles does not close: relative gap 0\.25"):
        check_balance("vehicles", np.array([1.0, 3.0, 100.0]), np.array([1.0, 4.0, 101.0]))


def test_one_bad_draw_stops_all():
    left = np.ones(1000)
    left[617] += 1e-6
    with pytest.raises(BalanceError):
        check_balance("trucks", left, np.ones(1000))


def test_a_scale_judges_small_differences_of_large_numbers():
    left, right = np.array([2e-4]), np.array([1e-4])  # what is left of flows of a million
    with pytest.raises(BalanceError):
        check_balance("money", left, right)
    check_balance("money", left, right, scale=np.array([1e6]))
    check_balance("money", left, right, scale=np.array([-1e6]))  # only its size counts
    with pytest.raises(BalanceError):
        check_balance("money", left, right, scale=np.array([1e4]))


def test_a_scale_of_zero_forgives_nothing():
    check_balance("money", np.array([2.0]), np.array([2.0]), scale=np.array([0.0]))
    with pytest.raises(BalanceError):
        check_balance("money", np.array([2.0]), np.array([1.0]), scale=np.array([0.0]))


@pytest.mark.parametrize(("left", "right"), [(np.nan, 1.0), (1.0, np.nan), (np.nan, np.nan)])
def test_what_is_not_a_number_does_not_close(left, right):
    with pytest.raises(BalanceError):
        check_balance("trucks", np.array([1.0, left]), np.array([1.0, right]))


@pytest.mark.parametrize(("left", "right"), [(np.inf, 1.0), (1.0, np.inf), (-np.inf, 1.0)])
def test_what_is_not_finite_does_not_close(left, right):
    with pytest.raises(BalanceError):
        check_balance("trucks", np.array([1.0, left]), np.array([1.0, right]))


@given(value=st.floats(-1e12, 1e12), gap=st.floats(1e-7, 10.0))
def test_no_gap_above_rounding_passes(value, gap):
    other = value * (1.0 + gap) if value else gap
    if abs(other - value) <= 2.0 * TOLERANCE * max(abs(value), abs(other)):
        return  # so small a value that the gap is lost below the smallest float
    with pytest.raises(BalanceError):
        check_balance("anything", value, other)
