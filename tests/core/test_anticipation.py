"""A known step of what is paid: known values, limits, wrong input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.anticipation import moved_share, price_rise


def test_a_price_e_fold_higher_is_a_rise_of_1():
    assert price_rise(np.e, 1.0) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("paid", "before"), [(0.0, 1.0), (1.0, 0.0), (-1.0, 1.0), (np.array([1.0, -1.0]), 1.0)]
)
def test_nothing_paid_has_no_logarithm(paid, before):
    with pytest.raises(ValueError, match="above 0"):
        price_rise(paid, before)


def test_a_share_of_the_year_is_moved_by_hand():
    # half of tanh(2 x 1.5 x 0.1)
    assert moved_share(0.1, 1.5) == pytest.approx(0.5 * np.tanh(0.3), rel=1e-12)
    assert moved_share(0.0, 1.5) == 0.0
    assert moved_share(0.1, 0.0) == 0.0


@given(step=st.floats(-5.0, 5.0), more=st.floats(0.0, 1.0), anticipation=st.floats(0.0, 20.0))
def test_more_is_moved_by_a_larger_step_and_never_more_than_half_a_year(step, more, anticipation):
    share = float(moved_share(step, anticipation))
    assert -0.5 <= share <= 0.5
    assert share * step >= 0.0
    assert abs(share) <= abs(anticipation * step) + 1e-15
    assert moved_share(step + more, anticipation) >= share
    assert moved_share(-step, anticipation) == pytest.approx(-share)
