"""Numbers that a file may state, for property tests."""

from hypothesis import strategies as st

from carbonsim.scenario.units import LARGEST_NUMBER


def stated(low, high):
    """Floats between two ends without those next to 0, which a file may not have."""
    return st.floats(low, high).filter(lambda value: value == 0.0 or abs(value) >= 1.0 / LARGEST_NUMBER)
