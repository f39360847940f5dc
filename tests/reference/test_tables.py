import pytest

from carbonsim.core.errors import DataError
from carbonsim.reference import tables
from carbonsim.reference.tables import ReferenceTables
from carbonsim.scenario.units import parse_unit

HEADER = "region,year,low,central,high,unit,source,confidence,note\n"
ROWS = "Fujian,2021,,0.4,,kg CO2/kWh,a,published,\nFujian,2022,0.3,0.4,0.5,kg CO2/kWh,,estimate,ours\n"


def in_folder(folder, rows=ROWS, header=HEADER):
    (folder / "grid.csv").write_text(header + rows, encoding="utf-8")
    (folder / "other.csv").write_text("id,title\n", encoding="utf-8")
    return ReferenceTables(folder)


def test_known_row(tmp_path):
    reference = in_folder(tmp_path)
    row = reference.look_up("grid", "Fujian", 2022)
    assert (row.table, row.row, row.low, row.central, row.high) == ("grid", 3, 0.3, 0.4, 0.5)
    assert (row.unit, row.source, row.confidence, row.note) == ("kg CO2/kWh", "", "estimate", "ours")
    assert reference.look_up("grid", "Fujian", 2021).low is None


def test_only_tables_by_region_and_year_are_listed(tmp_path):
    assert in_folder(tmp_path).names == ("grid",)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("grid", "Fujian", 1999), "no 1999 for Fujian; it has 2021, 2022"),
        (("grid", "Atlantis", 2022), "no region 'Atlantis'; it has Fujian"),
        (("prices", "Fujian", 2022), "no table 'prices'; there are grid"),
        (("../grid", "Fujian", 2022), "no table"),
    ],
)
def test_what_is_not_there_is_an_error_that_says_what_is(tmp_path, arguments, message):
    with pytest.raises(DataError, match=message):
        in_folder(tmp_path).look_up(*arguments)


@pytest.mark.parametrize(
    "row",
    [
        "Fujian,2023,,,,kg CO2/kWh,a,published,",
        "Fujian,2023,,nan,,kg CO2/kWh,a,published,",
        "Fujian,2023,,1e999,,kg CO2/kWh,a,published,",
        "Fujian,later,,1,,kg CO2/kWh,a,published,",
        ",2023,,1,,kg CO2/kWh,a,published,",
        "Fujian,2023,,1,,,a,published,",
        "Fujian,2023,,1,,kg CO2/kWh,a,surely,",
        "Fujian,2023,0.5,1,,kg CO2/kWh,a,published,",
        "Fujian,2023,2,1,3,kg CO2/kWh,a,published,",
        "Fujian,2022,,1,,kg CO2/kWh,a,published,",
        "Fujian,2023,,1",
    ],
)
def test_broken_row_names_file_and_line(tmp_path, row):
    with pytest.raises(DataError, match=r"^grid\.csv:4: "):
        in_folder(tmp_path, ROWS + row + "\n").read("grid")


def test_wrong_columns(tmp_path):
    with pytest.raises(DataError, match=r"^grid\.csv:1: found the columns"):
        in_folder(tmp_path, header="region,year,value\n").read("grid")


def test_text_that_is_not_utf8(tmp_path):
    (tmp_path / "sources.csv").write_bytes(b"id,title,organisation,year,url\n\xff")
    with pytest.raises(DataError, match="cannot be read"):
        _ = ReferenceTables(tmp_path).sources


@pytest.mark.parametrize("value", ["0", "-1", "nan", ""])
def test_deflators_are_above_zero(tmp_path, value):
    text = f"currency,year,index,source,confidence,note\nCNY,2023,{value},,,\n"
    (tmp_path / "deflators.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"^deflators\.csv:2: "):
        _ = ReferenceTables(tmp_path).deflators


def test_money_outside_its_table_is_an_error():
    assert tables.deflator("CNY", 2023) == 1.0
    assert tables.exchange_rate("USD", 2024) == 7.1957
    for function in (tables.deflator, tables.exchange_rate):
        with pytest.raises(DataError, match="there are"):
            function("USD", 1800)
        with pytest.raises(DataError, match="XYZ"):
            function("XYZ", 2023)


def test_shipped_tables_hold_together():
    sources = tables.sources()
    for name in tables.table_names():
        for row in tables.read_table(name):
            assert row.source in sources or (not row.source and row.confidence == "estimate"), row
            assert parse_unit(row.unit).factor > 0


def test_fujian_grid_of_2022():
    row = tables.look_up("grid_factors", "Fujian", 2022)
    assert (row.central, row.unit) == (0.4092, "kg CO2/kWh")
    assert "Fujian" in tables.regions("grid_factors")


PROVINCES_WITHOUT_FACTOR = {"Tibet", "Hong Kong", "Macao", "Taiwan"}
GRIDS = {
    "China",
    "North China",
    "Northeast",
    "East China",
    "Central China",
    "Northwest",
    "South",
    "Southwest",
}


def test_every_province_has_the_official_factors_of_three_years():
    rows = tables.read_table("grid_factors")
    years = {}
    for row in rows:
        years.setdefault(row.region, []).append(row.year)
    assert set(map(tuple, years.values())) == {(2021, 2022, 2023)}
    assert len(set(years) - GRIDS) == 30
    assert not PROVINCES_WITHOUT_FACTOR & set(years)


def test_provinces_rise_and_fall_as_the_ministry_counted():
    # its comment on the notice of 31 December 2025: 20 provinces fell from 2022 to 2023, 10 rose
    changes = [
        tables.look_up("grid_factors", name, 2023).central
        - tables.look_up("grid_factors", name, 2022).central
        for name in set(tables.regions("grid_factors")) - GRIDS
    ]
    assert (sum(change < 0 for change in changes), sum(change > 0 for change in changes)) == (20, 10)


@pytest.mark.parametrize(
    ("region", "factors"),
    [
        # tables 1 to 3 of the notices of 12 April 2024, 20 December 2024 and 31 December 2025
        ("China", (0.5568, 0.5366, 0.5306)),
        ("Fujian", (0.4711, 0.4092, 0.4211)),
        ("Guangdong", (0.4715, 0.4403, 0.4419)),
        ("Guangxi", (0.5154, 0.4044, 0.4476)),
        ("Sichuan", (0.1255, 0.1404, 0.1564)),
        ("Yunnan", (0.1235, 0.1073, 0.1333)),
    ],
)
def test_factors_are_those_of_the_notices(region, factors):
    found = [tables.look_up("grid_factors", region, year).central for year in (2021, 2022, 2023)]
    assert tuple(found) == factors
