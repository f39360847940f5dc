"""Spans that two sets have in common."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.spans import Span, in_both


@given(st.lists(st.floats(-9.0, 9.0), min_size=4, max_size=4), st.floats(-9.0, 9.0))
def test_a_value_is_in_both_where_it_is_in_each(ends, value):
    first, second = ((Span(*sorted(pair), False, False),) for pair in (ends[:2], ends[2:]))
    both = in_both(first, second)
    assert any(span.has(value) for span in both) == (first[0].has(value) and second[0].has(value))


def test_an_end_of_both_is_open_where_nothing_ends_it():
    whole, part = Span(0.0, 9.0, True, True), Span(0.0, 4.0, True, False)
    assert in_both((whole,), (part,)) == (part,)
    assert in_both((whole,), (whole,)) == (whole,)
    closed = Span(0.0, 9.0, False, False)
    assert in_both((whole,), (closed,)) == (closed,)


@pytest.mark.parametrize("module", ["engine.movers", "results.audit_records", "results.solve_records"])
def test_what_tells_of_spans_does_not_wait_for_scipy(module):
    code = f"import sys, carbonsim.{module}; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
