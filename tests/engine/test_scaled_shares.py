"""Shares that are drawn and scaled to add up to 1, as they are told."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.scaled_shares import scaled_quantiles

SHARE = "nev.powertrains.{}.past_split"
YEARS = "years=[2022, 2025]"


def load(*overrides):
    return carbonsim.load_scenario("china-nev-no-policy", [*overrides, YEARS])


def test_shares_of_a_path_are_those_of_the_first_year_of_the_horizon():
    shipped = load()
    key = SHARE.format("battery")
    path = shipped.quantity(key)
    points = ", ".join(f"{year}: {value}" for year, value in zip(path.years, path.central, strict=True))
    ends = "low: {relative: 0.95}, high: {relative: 1.05}"
    drawn = load(f'{key}={{path: {{{points}}}, {ends}, unit: "1"}}')
    year, quantiles = scaled_quantiles(drawn, key)
    first, last = (float(path.series(np.array([at]))[0][0]) for at in (2022, 2025))
    assert year == 2022
    assert quantiles[0] < quantiles[1] < quantiles[2]
    assert quantiles[1] == pytest.approx(first, abs=0.002)
    assert abs(first - last) > 0.1


def test_shares_of_which_no_row_has_a_range_are_told_as_they_are():
    assert scaled_quantiles(load(), SHARE.format("battery")) is None
    assert scaled_quantiles(load(), "nev.imitation") is None
