"""Spans of values in which something holds: found on a grid, narrowed down, and cut with each other."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.crossings import MOST_STEPS, PRECISION, narrowed, scan_values, spans_of
from carbonsim.core.spans import Span, in_both

X = np.linspace(-4.0, 4.0, 9)


def one_search(margins, values=X, **more):
    """Spans of a single search."""
    return spans_of(lambda x, _: margins(x), [values], [margins(values)], **more)[0]


@given(
    value=st.floats(0.0, 50.0),
    low=st.floats(-10.0, 0.0),
    beyond=st.floats(0.0, 1e6),
    steps=st.integers(1, 100),
)
def test_a_scan_rises_from_end_to_end_through_the_present_value(value, low, beyond, steps):
    high = value + beyond + 1.0
    values = scan_values(value, low, high, steps)
    assert values[0] == low
    assert values[-1] == high
    assert value in values
    assert (np.diff(values) > 0.0).all()
    assert len(values) >= steps + 1


def test_a_scan_sees_small_values_between_wide_ends():
    values = scan_values(7.55, 0.0, 1000.0, 64)
    assert ((values > 0.1) & (values < 7.55)).sum() > 15


def test_ends_hold_and_a_little_outside_they_do_not():
    (below, above) = one_search(lambda x: x**2 - 2.0)
    assert (below.open_low, below.open_high, above.open_low, above.open_high) == (True, False, False, True)
    for end, outwards in ((below.high, 1.0), (above.low, -1.0)):
        assert end**2 - 2.0 >= 0.0
        assert (end + outwards * 1e-8) ** 2 - 2.0 < 0.0
    assert not below.has(0.0)
    assert above.has(1.5)


def test_what_holds_everywhere_or_nowhere_has_one_span_or_none():
    assert one_search(np.ones_like) == (Span(-4.0, 4.0, True, True),)
    assert one_search(lambda x: -np.ones_like(x)) == ()
    assert one_search(lambda x: np.full_like(x, np.nan)) == ()


def test_a_jump_and_a_blank_end_a_span():
    (jump,) = one_search(lambda x: np.where(x < 0.3, -1.0, 1.0))
    assert jump.low == pytest.approx(0.3, abs=1e-8)
    assert jump.low >= 0.3
    (blank,) = one_search(lambda x: np.where(x > 1.7, np.nan, 1.0))
    assert blank.high == pytest.approx(1.7, abs=1e-8)
    assert blank.high <= 1.7
    assert (jump.blank_low, blank.blank_low, blank.blank_high) == (False, False, True)
    assert (blank.open_low, blank.open_high) == (True, False)


def test_common_spans_end_beside_a_blank_where_the_one_that_ends_first_does():
    blank, wider = Span(0.0, 4.0, True, False, blank_high=True), Span(1.0, 9.0, False, True)
    assert in_both((blank,), (wider,)) == (Span(1.0, 4.0, False, False, False, True),)
    assert in_both((blank,), (Span(1.0, 3.0, False, False),)) == (Span(1.0, 3.0, False, False),)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_margin_without_end_is_no_trouble(sign):
    def margins(x):
        return sign * np.where(x < 0.3, -np.inf, np.inf)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (span,) = one_search(margins)
    end = span.low if sign > 0 else span.high
    assert end == pytest.approx(0.3, abs=1e-8)


def test_a_margin_of_exactly_0_holds():
    (span,) = one_search(lambda x: np.where(x > 0.5, -1.0, 0.0))
    assert span.high == pytest.approx(0.5, abs=1e-8)


def test_a_pole_at_0_takes_no_more_steps_than_bisection():
    calls = []

    def margins(x, _):
        calls.append(len(x))
        return np.where(x == 0.0, np.nan, 1.0 / np.where(x == 0.0, 1.0, x))

    values = np.array([0.0, 1.0])
    (span,) = spans_of(margins, [values], [margins(values, None)])[0:1]
    assert 0.0 < span[0].low < 1e-8
    assert len(calls) < MOST_STEPS / 2


def test_searches_do_not_mix():
    margins = [lambda x: x - 0.3, lambda x: 1.0 - x, lambda x: x * 0.0 - 1.0]

    def of_all(x, number):
        return np.array([margins[place](value) for value, place in zip(x, number, strict=True)])

    found = spans_of(of_all, [X] * 3, [margin(X) for margin in margins])
    assert found[0][0].low == pytest.approx(0.3, abs=1e-8)
    assert found[1][0].high == pytest.approx(1.0, abs=1e-8)
    assert found[2] == ()


@pytest.mark.parametrize(("precision", "most"), [(PRECISION, 30), (1e-2, 9)])
def test_brackets_are_narrowed_to_the_part_that_is_asked_for(precision, most):
    calls = []

    def margins(x, _):
        calls.append(x)
        return np.exp(x) - 3.0

    low, high = np.array([0.0]), np.array([2.0])
    without, with_it = narrowed(margins, low, high, np.array([0]), precision)
    assert 0.0 < with_it[0] - without[0] <= 2.0 * precision
    assert without[0] < np.log(3.0) <= with_it[0]
    assert len(calls) < most


def test_no_bracket_is_no_work():
    low, high = narrowed(lambda *_: 1 / 0, np.empty(0), np.empty(0), np.empty(0, dtype=int))
    assert len(low) == len(high) == 0
