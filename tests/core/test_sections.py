"""Edges narrowed down on many values at a time."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.sections import PRECISION, sectioned


@given(
    edge=st.floats(-1e6, 1e6),
    below=st.floats(1e-3, 1e6),
    above=st.floats(1e-3, 1e6),
    rises=st.booleans(),
    at_once=st.integers(1, 300),
)
def test_an_edge_is_found_wherever_it_lies(edge, below, above, rises, at_once):
    def holds(values):
        return ((values >= edge) if rises else (values < edge))[None]

    low, high = np.array([edge - below]), np.array([edge + above])
    without, with_it = sectioned(holds, low, high, np.array([0]), at_once)
    assert holds(with_it)[0, 0]
    assert not holds(without)[0, 0]
    width = max(abs(edge), 1e-3 * (below + above), float(np.abs(with_it[0])))
    assert abs(float(with_it[0] - without[0])) <= 2 * PRECISION * width


def test_brackets_of_several_searches_go_together():
    calls = []

    def holds(values):
        calls.append(len(values))
        return np.stack([values**2 >= 2.0, values**3 >= 3.0])

    low, high = np.array([-2.0, 1.0, 1.0]), np.array([-1.0, 2.0, 2.0])
    _, with_it = sectioned(holds, low, high, np.array([0, 0, 1]), 90)
    assert np.allclose(with_it, [-np.sqrt(2.0), np.sqrt(2.0), np.cbrt(3.0)], rtol=1e-10)
    assert max(calls) == 90
    assert len(calls) < 12


def test_nothing_to_narrow_down_calls_nothing():
    without, with_it = sectioned(lambda _: 1 / 0, np.empty(0), np.empty(0), np.empty(0, dtype=int), 10)
    assert len(without) == len(with_it) == 0
