"""Bounds of claims: met, surpassed, missed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.bounds import BOUNDS, distance, margin, meets, surpasses

FIGURES = st.floats(-1e6, 1e6)
TOLERANCES = st.floats(0.0, 1.0)


@pytest.mark.parametrize(
    ("bound", "value", "met"),
    [
        *(("at_least", 18.0, True), ("at_least", 17.9, False)),
        *(("at_most", 18.0, True), ("at_most", 18.1, False)),
        *(("equals", 18.9, True), ("equals", 17.1, True), ("equals", 19.0, False)),
    ],
)
def test_bounds_by_hand(bound, value, met):
    assert bool(meets(bound, value, 18.0, 0.05)) is met


@pytest.mark.parametrize(
    ("value", "claimed", "beyond"),
    [(3.31, 3.0, True), (3.29, 3.0, False), (2.0, 3.0, False), (-3.31, -3.0, True), (-3.31, 3.0, False)],
)
def test_more_than_claimed_is_away_from_nothing(value, claimed, beyond):
    assert bool(surpasses("equals", value, claimed, 0.1)) is beyond


def test_nothing_has_no_direction_and_limits_are_met_not_surpassed():
    assert not surpasses("equals", 5.0, 0.0)
    assert not surpasses("at_least", 50.0, 5.0)
    assert not surpasses("at_most", 50.0, 5.0)


@given(bound=st.sampled_from(BOUNDS), value=FIGURES, claimed=FIGURES, tolerance=TOLERANCES)
def test_what_is_surpassed_is_not_met_and_signs_do_not_matter(bound, value, claimed, tolerance):
    assert not (meets(bound, value, claimed, tolerance) & surpasses(bound, value, claimed, tolerance))
    if bound == "equals":
        mirrored = surpasses(bound, -value, -claimed, tolerance)
        assert mirrored == surpasses(bound, value, claimed, tolerance)
    if distance(bound, value, claimed) <= 0:
        assert meets(bound, value, claimed, tolerance)


def test_blanks_meet_nothing_and_draws_are_as_floats():
    draws = np.array([1.0, np.nan, 3.0])
    for bound in BOUNDS:
        assert meets(bound, draws, 3.0).tolist() == [bool(meets(bound, x, 3.0)) for x in draws]
        assert surpasses(bound, draws, 1.0).tolist() == [bool(surpasses(bound, x, 1.0)) for x in draws]
        assert not meets(bound, draws, 3.0)[1] and not surpasses(bound, draws, 1.0)[1]


@given(bound=st.sampled_from(BOUNDS), value=FIGURES, claimed=FIGURES, tolerance=TOLERANCES)
def test_a_margin_is_not_below_0_just_where_a_bound_is_met(bound, value, claimed, tolerance):
    assert bool(margin(bound, value, claimed, tolerance) >= 0.0) is bool(
        meets(bound, value, claimed, tolerance)
    )
