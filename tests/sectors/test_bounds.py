"""Bounds of parameters: what users may set does not change unnoticed.

A bound that is moved by mistake breaks no run of a shipped scenario: values lie well within. So the bounds
stand a second time in ``tests/data/bounds.csv``. Who moves one on purpose runs ``python -m
tests.sectors.bounds`` and sees in the difference of the table what else has moved.
"""

from tests.sectors.bounds import bounds_now, bounds_written


def test_bounds_are_those_written_down():
    now, written = set(bounds_now()), set(bounds_written())
    moved = {"now": sorted(now - written), "written down": sorted(written - now)}
    assert not any(moved.values()), f"run `python -m tests.sectors.bounds` where that is meant: {moved}"


def test_bounds_are_written_down_once_and_in_order():
    patterns = [pattern for pattern, *_ in bounds_written()]
    assert patterns == sorted(set(patterns))
