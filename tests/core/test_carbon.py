"""Boundaries: which components of an emission are counted, and in which gas."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.carbon import (
    BOUNDARIES,
    COMPONENTS,
    boundary_gas,
    boundary_sum,
    require_comparable,
    require_summable_over_sectors,
)
from carbonsim.core.errors import BoundaryError

# powers of two: each set of components has a sum of its own
PARTS = {"direct": 1.0, "electricity": 2.0, "fuel supply": 4.0, "manufacturing": 8.0}


@pytest.mark.parametrize(
    ("boundary", "total", "gas"),
    [
        ("direct", 1.0, "CO2"),
        ("market-covered", 1.0, "CO2"),
        ("operational", 3.0, "CO2"),
        ("upstream", 7.0, "CO2e"),
        ("well-to-wheel", 7.0, "CO2e"),
        ("life-cycle", 15.0, "CO2e"),
    ],
)
def test_each_boundary_counts_its_components_and_no_other(boundary, total, gas):
    assert boundary_sum(PARTS, boundary) == total
    assert boundary_gas(boundary) == gas


def test_no_boundary_is_narrower_than_the_one_before():
    names = ["direct", "market-covered", "operational", "upstream", "well-to-wheel", "life-cycle"]
    assert list(BOUNDARIES) == names
    sets = [set(parts) for parts in BOUNDARIES.values()]
    for narrow, wide in itertools.pairwise(sets):
        assert narrow <= wide
    assert sets[-1] == set(COMPONENTS)
    assert len({frozenset(parts) for parts in sets}) == 4


def figure(product, boundary):
    return SimpleNamespace(product=product, boundary=boundary)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (
            ("hot metal", "direct"),
            ("liquid steel", "operational"),
            r"^a figure per tonne of hot metal \(direct\) cannot be compared with one "
            r"per tonne of liquid steel \(operational\)$",
        ),
        (("DRI", "direct"), ("", "direct"), r"one of no product \(direct\)"),
        (("", "direct"), ("", "market-covered"), r"a figure \(direct\) .* one \(market-covered\)"),
        (("DRI", ""), ("DRI", "direct"), "no boundary"),
    ],
)
def test_figures_of_different_products_or_boundaries_are_not_compared(first, second, words):
    with pytest.raises(BoundaryError, match=words):
        require_comparable(figure(*first), figure(*second))
    require_comparable(figure(*first), figure(*first))


def test_no_component_is_counted_twice():
    for parts in BOUNDARIES.values():
        assert len(parts) == len(set(parts))


def test_a_component_that_is_not_asked_for_may_be_unknown():
    assert boundary_sum({"direct": 2.0}, "direct") == 2.0


@pytest.mark.parametrize(("boundary", "parts"), BOUNDARIES.items())
def test_an_unknown_component_is_an_error_and_not_zero(boundary, parts):
    for lost in parts:
        known = {name: value for name, value in PARTS.items() if name != lost}
        with pytest.raises(BoundaryError, match=f"'{boundary}' needs the component.*{lost}"):
            boundary_sum(known, boundary)


def test_every_unknown_component_is_named_at_once():
    with pytest.raises(BoundaryError, match="electricity, fuel supply"):
        boundary_sum({"direct": 1.0}, "well-to-wheel")


@pytest.mark.parametrize("name", ["tailpipe", "Direct", "", "scope 1", "well-to-wheels"])
def test_there_is_no_other_boundary(name):
    with pytest.raises(BoundaryError, match=r"no boundary .*direct, .*, well-to-wheel, life-cycle"):
        boundary_sum(PARTS, name)
    with pytest.raises(BoundaryError, match="no boundary"):
        boundary_gas(name)


def test_sum_of_draws_is_the_sum_of_each():
    direct, electricity = np.array([[1.0, 2.0, 3.0]]), np.array([[10.0], [20.0]])
    together = boundary_sum({"direct": direct, "electricity": electricity}, "operational")
    assert together.tolist() == [[11.0, 12.0, 13.0], [21.0, 22.0, 23.0]]
    # what was handed in is left alone
    assert direct.tolist() == [[1.0, 2.0, 3.0]]


@given(st.lists(st.floats(0.0, 1e9), min_size=4, max_size=4))
def test_a_wider_boundary_of_emissions_never_counts_less(values):
    parts = dict(zip(COMPONENTS, values, strict=True))
    totals = [boundary_sum(parts, boundary) for boundary in BOUNDARIES]
    assert totals == sorted(totals)
    assert totals[-1] == pytest.approx(sum(values), rel=1e-12)


@pytest.mark.parametrize("boundary", ["direct", "market-covered", "operational"])
def test_sectors_add_up_where_each_emission_is_of_one_of_them(boundary):
    require_summable_over_sectors(boundary)


@pytest.mark.parametrize(
    ("boundary", "twice"),
    [
        ("upstream", "fuel supply"),
        ("well-to-wheel", "fuel supply"),
        ("life-cycle", "fuel supply and manufacturing"),
    ],
)
def test_sectors_do_not_add_up_where_an_emission_would_count_twice(boundary, twice):
    with pytest.raises(BoundaryError, match=f"{boundary}.*{twice} would count twice"):
        require_summable_over_sectors(boundary)


def test_sectors_do_not_add_up_at_a_boundary_that_there_is_not():
    with pytest.raises(BoundaryError, match="no boundary 'scope 3'"):
        require_summable_over_sectors("scope 3")
