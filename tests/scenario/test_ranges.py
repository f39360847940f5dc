"""Bounds of a definition, and the order of a value and its range."""

import pytest

from carbonsim.scenario.quantity import Definition
from carbonsim.scenario.ranges import out_of_order, out_of_range


def definition(unit="1", minimum=0.0, maximum=10.0):
    return Definition("a.b", "quantity", unit, "world", minimum, maximum, (), "")


@pytest.mark.parametrize(("unit", "told"), [("1", ""), ("count", ""), ("CNY/L", " CNY/L")])
def test_a_number_out_of_bounds_is_told_with_its_unit_if_it_has_one(unit, told):
    assert out_of_range(-1.0, definition(unit)) == f"found -1{told}, expected at least 0{told}"
    assert out_of_range(10.5, definition(unit)) == f"found 10.5{told}, expected at most 10{told}"


@pytest.mark.parametrize("value", [0.0, 10.0])
def test_bounds_themselves_are_allowed(value):
    assert out_of_range(value, definition()) == ""
    assert out_of_order(value, value, value) == ""


def test_without_a_bound_every_number_is_allowed():
    assert out_of_range(-1e99, definition(minimum=None)) == ""
    assert out_of_range(1e99, definition(maximum=None)) == ""
