"""The table of published forecasts: read strictly, and in the units in which the model reports."""

from importlib.resources import files

import pytest

from carbonsim.core.errors import DataError
from carbonsim.engine.catalogue import load_scenario
from carbonsim.reference.forecasts import COLUMNS, FILE
from carbonsim.reference.regions import region_names
from carbonsim.reference.tables import ReferenceTables, published_forecasts, sources
from carbonsim.sectors import sectors_of

FOLDER = files("carbonsim.reference")
SHARE = "Sales Share|Transportation|Truck|New Energy"
ROWS = ("Share,China,2030,40,50,60,%,2026,bank,note", "Share,China,2028,,45,,%,2025,maker,")


def in_folder(folder, *rows, columns=COLUMNS):
    lines = (",".join(columns), *rows)
    (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ReferenceTables(folder)


def test_rows_come_by_year_with_their_range(tmp_path):
    first, second = in_folder(tmp_path, *ROWS).forecasts
    assert (first.year, first.low, first.central, first.high) == (2028, None, 45.0, None)
    assert (second.variable, second.region, second.unit) == ("Share", "China", "%")
    assert (second.low, second.central, second.high) == (40.0, 50.0, 60.0)
    assert (second.made, second.source, second.note) == (2026, "bank", "note")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Share,China,2030,,,,%,2026,other,", "central"),
        ("Share,China,2030,40,50,,%,2026,other,", "both or neither"),
        ("Share,China,2030,60,50,70,%,2026,other,", "in this order"),
        ("Share,China,later,,50,,%,2026,other,", "year"),
        ("Share,China,2030,,50,,%,,other,", "made"),
        ("Share,China,2030,,50,,%,2031,other,", "no later than 2030"),
        ("Share,China,2030,,50,,%,2026,,", "source is empty"),
        ("Share,,2030,,50,,%,2026,other,", "region is empty"),
        (",China,2030,,50,,%,2026,other,", "variable is empty"),
        ("Share,China,2030,,50,,,2026,other,", "unit is empty"),
        ("Share,China,2030,,51,,%,2026,bank,", "occurs twice"),
        ("Share,China,2030,,50", "cells"),
    ],
)
def test_a_broken_row_names_file_and_line(tmp_path, row, message):
    with pytest.raises(DataError, match=rf"^published_forecasts\.csv:4: .*{message}"):
        _ = in_folder(tmp_path, *ROWS, row).forecasts


def test_wrong_columns(tmp_path):
    with pytest.raises(DataError, match=r"^published_forecasts\.csv:1: found the columns"):
        _ = in_folder(tmp_path, columns=COLUMNS[:-1]).forecasts


def test_forecasts_are_those_of_the_variable_and_the_region():
    found = [(row.year, row.source, row.central) for row in published_forecasts(SHARE, "China")]
    assert (2027, "jpm-2026", 42.0) in found and (2026, "bmi-2025", 60.0) in found
    assert {row.variable for row in published_forecasts(SHARE, "China")} == {SHARE}
    assert published_forecasts(SHARE, "Fujian") == ()
    assert published_forecasts("Stocks|Transportation|Truck", "China") == ()


def test_shipped_rows_are_of_variables_regions_and_sources_that_there_are():
    scenario = load_scenario("china-trucks-current-policies")
    reported = (row.variable for sector in sectors_of(scenario) for row in sector.variables(scenario))
    units = {variable.name: variable.unit for variable in reported}
    rows = ReferenceTables(FOLDER).forecasts
    assert len(rows) > 1
    for row in rows:
        assert row.unit == units[row.variable], row
        assert row.region in region_names(), row
        assert row.source in sources(), row
        assert row.year > 2025, "what was counted is no forecast"
