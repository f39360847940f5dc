"""How far vehicles drive as they age: known values, limits, draws, wrong input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.mileage import relative_mileage


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
    single = [[float(relative_mileage(float(age), float(fall))) for fall in decline] for age in ages[:, 0]]
    np.testing.assert_allclose(together, single, rtol=1e-15)
