"""Numbers for readers."""

from __future__ import annotations

import math

import pytest

from carbonsim.report.numbers import MISSING, decimals, fixed, handy_unit, percent, short, stated, within


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (18.2049, "18.2"),
        (4.4, "4.4"),
        (0.40921, "0.409"),
        (175000.0, "175,000"),
        (-812.04, "-812"),
        (0.0, "0"),
    ],
)
def test_short(value, text):
    assert short(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.4092, "0.4092"),
        (999_999.0, "999,999"),
        (999_999.4, "999,999"),
        # from a million up six digits would be 1e+06
        (1_000_000.0, "1,000,000"),
        (-12_345_678.4, "-12,345,678"),
        (2.5e9, "2,500,000,000"),
        (math.inf, "inf"),
        (math.nan, MISSING),
    ],
)
def test_a_stated_number_keeps_its_digits_and_is_never_a_power_of_ten(value, text):
    assert stated(value) == text


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_what_is_not_known_is_a_dash(value):
    assert short(value) == MISSING


def test_a_small_negative_does_not_become_minus_zero():
    assert fixed(-0.004, 1) == "0.0"
    assert fixed(-0.06, 1) == "-0.1"


@pytest.mark.parametrize(
    ("values", "places"), [([18.2, 0.1], 1), ([1.5], 2), ([0.015], 4), ([9999.0], 0), ([0.0], 0), ([], 0)]
)
def test_decimals(values, places):
    assert decimals(values) == places


def test_handy_units():
    assert handy_unit("million", [0.12, 0.0]) == ("thousand", 1e3)
    assert handy_unit("million", [0.0]) == ("million", 1.0), "nothing to show is no reason for another unit"
    assert handy_unit("million", [11.1, 0.004]) == ("thousand", 1e3), "else the rare ones vanish"
    assert handy_unit("million", [250.0]) == ("million", 1.0)
    assert handy_unit("Mt CO2/yr", [-0.3]) == ("kt CO2/yr", 1e3)
    assert handy_unit("CNY/km", [0.3]) == ("CNY/km", 1.0)
    assert handy_unit("1", [2.0]) == ("%", 100.0) == handy_unit("1", [0.0])


def test_stated_keeps_what_was_written():
    assert [stated(value) for value in (0.4092, 8760000.0, 461500.0, 5.7)] == [
        "0.4092",
        "8,760,000",
        "461,500",
        "5.7",
    ]


def test_a_blank_is_a_dash_everywhere():
    nan = math.nan
    assert {fixed(nan, 1), percent(nan), stated(nan), within(nan, nan), within(1.0, nan)} == {MISSING}
    assert decimals([nan, 0.0431]) == 4
    assert decimals([nan]) == 0
    assert handy_unit("Mt CO2/yr", [nan, 0.2]) == ("kt CO2/yr", 1000.0)
