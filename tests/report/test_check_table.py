"""Cross-checks for readers: years as years, and labels that go on in the next line."""

from dataclasses import replace

import pytest

import carbonsim
from carbonsim.cli.output import plain
from carbonsim.cli.records import check_fields
from carbonsim.core.blank import BLANK
from carbonsim.report.check_table import check_cells, check_lines
from carbonsim.report.layout import display_width
from carbonsim.report.page import results_html
from carbonsim.report.terminal import summary
from carbonsim.results.records import Check, CheckRow
from carbonsim.results.tables import result_tables, write_csv

KEY = "freight.powertrains.battery_plugin.manufacturing_emissions and 5 alike (+0.31): estimate, a-source"
ROWS = (
    CheckRow({"en": KEY, "zh": KEY}, 2023.0, "year"),
    CheckRow({"en": "price (-0.20): assumed, no year", "zh": "价格"}, BLANK, "year"),
    CheckRow({"en": "trucks", "zh": "重卡"}, 2023.0, "count"),
)
CHECK = Check("deciding-data", {"en": "Data that decide it", "zh": "数据"}, ROWS)


def test_a_year_has_no_thousands_separator_and_other_numbers_do():
    assert check_cells(ROWS[:1], "en")[0] == (KEY, "2023", "", "year")
    assert check_cells(ROWS[2:3], "en")[0][1] == "2,023"


def test_a_year_that_is_not_known_is_a_dash():
    assert check_cells(ROWS[1:2], "en")[0][1] == "–"
    assert check_cells(ROWS[1:2], "zh")[0] == ("价格", "–", "", "年")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_long_label_goes_on_in_the_next_line_and_loses_nothing(language):
    _, _, first, second, *_ = check_lines([CHECK], language)
    assert " ".join([first.split("  2023")[0], second]).split() == KEY.split()
    assert second.startswith(" " * 6) and not second.startswith(" " * 7)
    assert max(map(display_width, check_lines([CHECK], language))) <= 100


def test_terminal_table_json_and_page_have_them(tmp_path):
    made = carbonsim.run(carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2024]"]), draws=1)
    result = replace(made, checks=(CHECK,))
    assert "price (-0.20): assumed, no year" in summary(result)
    page = results_html(result)
    assert "Data that decide it" in page and ">2023<" in page and ">2,023<" in page and ">nan" not in page
    write_csv(tmp_path / "checks.csv", result_tables(result)["checks.csv"])
    lines = (tmp_path / "checks.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "check,item,value,low,high,unit"
    assert lines[1:3] == [
        f'deciding-data,"{KEY}",2023,,,year',
        'deciding-data,"price (-0.20): assumed, no year",,,,year',
    ]
    rows = plain(check_fields(CHECK))["rows"]
    assert [row["value"] for row in rows] == [2023.0, None, 2023.0]


def test_tonnes_of_a_country_and_of_a_load_have_units_of_their_own():
    rows = (CheckRow({"en": "all"}, 5.37, "Mt/yr"), CheckRow({"en": "load"}, 15.6, "t"))
    assert [cells[1:] for cells in check_cells(rows, "zh")] == [("537", "", "万吨/年"), ("15.6", "", "吨")]
    counted = (CheckRow({"en": "counted"}, 0.9, "Mt/yr"), CheckRow({"en": "run"}, 120.0, "Mt/yr"))
    assert {cells[3] for cells in check_cells(counted, "zh")} == {"万吨/年"}, "what is compared shares one"
