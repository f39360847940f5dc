"""Shares by powertrain, forecast at the end of a year and held against what happened."""

import pytest

from carbonsim.analysis.hindcast import hindcast, in_percent
from carbonsim.analysis.truck_backtest import SCENARIO, TruckForecasts
from carbonsim.engine.catalogue import load_scenario
from carbonsim.report.hindcast_tables import hindcast_lines


@pytest.fixture(scope="module")
def found():
    return hindcast(TruckForecasts(load_scenario(SCENARIO)), 2023, 400, 1)


def test_every_powertrain_and_year_is_there(found):
    assert {row.year for row in found.rows} == {2024, 2025}
    for year in (2024, 2025):
        rows = [row for row in found.rows if row.year == year]
        assert [row.row for row in rows] == ["Diesel", "LNG", "Plug-In", "Swap", "Hydrogen", "new energy"]
        assert sum(row.actual for row in rows[:-1]) == pytest.approx(1.0)
        assert sum(row.actual for row in rows[2:5]) == pytest.approx(rows[-1].actual)


def test_intervals_hold_their_medians(found):
    for row in found.rows:
        assert 0 <= row.low_80 <= row.model <= row.high_80 <= 1
        assert row.error == pytest.approx(row.model - row.actual)
        assert row.covered == (row.low_80 <= row.actual <= row.high_80)
        assert in_percent(row)[0] == pytest.approx(100 * row.actual)


def test_the_take_off_of_2025_is_missed_and_said(found):
    (row,) = [row for row in found.rows if row.year == 2025 and row.row == "new energy"]
    assert row.actual == pytest.approx(0.289, abs=0.001)
    assert row.error < -0.05


@pytest.mark.parametrize(("language", "words"), [("en", "new energy"), ("zh", "新能源")])
def test_it_is_told_in_both_languages(found, language, words):
    lines = hindcast_lines(found, language)
    assert len(lines) == 2 + 12 and sum(words in line for line in lines) == 2
