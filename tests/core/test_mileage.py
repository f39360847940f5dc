"""How far vehicles drive as they age: known values, limits, draws, wrong input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.mileage import mean_relative_mileage, relative_mileage


def each(equation, *arguments):
    """An equation of arrays, one draw at a time."""
    arrays = np.broadcast_arrays(*arguments)
    values = [float(equation(*(float(one[at]) for one in arrays))) for at in np.ndindex(arrays[0].shape)]
    return np.reshape(values, arrays[0].shape)


def test_mileage_by_hand():
    # 0.95 ** 6, and the half-life of a fall of 5 % a year: ln 0.5 / ln 0.95
    assert relative_mileage(6.0, 0.05) == pytest.approx(0.73509, abs=5e-6)
    assert relative_mileage(13.513407, 0.05) == pytest.approx(0.5, abs=1e-7)


def test_mileage_limits():
    assert relative_mileage(0.0, 0.05) == 1.0
    assert relative_mileage(0, 0.05) == 1.0
    assert relative_mileage(30.0, 0.0) == 1.0
    assert relative_mileage(np.inf, 0.05) == 0.0


def test_mileage_over_all_ages_is_the_geometric_series():
    assert relative_mileage(np.arange(2000), 0.05).sum() == pytest.approx(1.0 / 0.05)


@pytest.mark.parametrize("decline", [-0.01, 1.0, 5.0, np.array([0.05, 1.0]), np.array([0.05, -0.1])])
def test_mileage_refuses_what_is_no_decline(decline):
    with pytest.raises(ValueError, match="decline"):
        relative_mileage(3.0, decline)


@given(age=st.floats(0.0, 30.0), more=st.floats(0.01, 30.0), decline=st.floats(0.001, 0.5))
def test_mileage_falls_with_age_and_with_the_decline(age, more, decline):
    share = relative_mileage(age, decline)
    assert 0.0 < relative_mileage(age + more, decline) < share <= 1.0
    assert relative_mileage(age + more, decline * 1.5) < relative_mileage(age + more, decline)


def test_mileage_of_draws_is_that_of_each():
    ages, decline = np.arange(4)[:, None], np.array([0.0, 0.03, 0.05])
    together = relative_mileage(ages, decline)
    assert together.shape == (4, 3)
    np.testing.assert_allclose(together, each(relative_mileage, ages, decline), rtol=1e-15)


@pytest.mark.parametrize("decline", [1e-9, 0.02, 0.06, 0.5])
@pytest.mark.parametrize("years", [1, 6, 15])
def test_mean_mileage_is_the_mean_over_the_ages(decline, years):
    by_age = relative_mileage(np.arange(years), decline)
    assert mean_relative_mileage(decline, float(years)) == pytest.approx(by_age.mean(), rel=1e-9)


def test_mean_mileage_without_decline_and_with_one_that_is_hardly_there():
    assert mean_relative_mileage(0.0, 6.0) == 1.0
    assert mean_relative_mileage(4.4e-254, 6.0) == pytest.approx(1.0)


def test_mean_mileage_of_draws_is_that_of_each():
    rates = np.array([0.0, 0.07, 0.2])
    together = mean_relative_mileage(rates, 6.0)
    assert together.tolist() == pytest.approx([float(mean_relative_mileage(rate, 6.0)) for rate in rates])


@pytest.mark.parametrize("decline", [-0.01, 1.0, 2.0])
def test_a_decline_that_is_none_is_refused(decline):
    with pytest.raises(ValueError, match="decline"):
        mean_relative_mileage(decline, 6.0)
