"""The point nearest to the origin that meets linear inequalities."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from carbonsim.core.least_distance import nearest_to_origin

NUMBERS = st.floats(-3.0, 3.0).map(lambda number: round(number, 3))


def test_nothing_is_asked_for_and_nothing_is_moved():
    assert nearest_to_origin(np.eye(2), np.array([-1.0, -2.0])).tolist() == [0.0, 0.0]


def test_contradictions_have_no_point():
    assert nearest_to_origin(np.array([[1.0, 0.0], [-1.0, 0.0]]), np.array([1.0, -0.5])) is None
    assert nearest_to_origin(np.array([[0.0, 0.0]]), np.array([1.0])) is None


@given(st.lists(NUMBERS, min_size=3, max_size=3), st.lists(NUMBERS, min_size=3, max_size=3), NUMBERS, NUMBERS)
def test_no_point_that_meets_all_is_nearer(first, second, least, other):
    box = np.vstack([np.eye(3), -np.eye(3)])
    normals = np.vstack([first, second, box])
    wanted = np.array([least, other, *[-2.0] * 6])
    found = nearest_to_origin(normals, wanted)
    if found is None:
        return
    assert (normals @ found >= wanted - 1e-7).all()
    sought = minimize(
        lambda x: x @ x,
        found,
        jac=lambda x: 2.0 * x,
        constraints={"type": "ineq", "fun": lambda x: normals @ x - wanted, "jac": lambda _: normals},
        method="SLSQP",
    )
    assert found @ found <= sought.x @ sought.x + 1e-5
