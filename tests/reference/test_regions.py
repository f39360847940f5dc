import pytest

from carbonsim.core.errors import DataError
from carbonsim.reference.regions import KINDS, read_region_names, region_named, region_names
from carbonsim.reference.tables import regions, table_names

HEADER = "name,zh,kind\n"


def in_file(folder, rows, header=HEADER):
    (folder / "regions.csv").write_text(header + rows, encoding="utf-8")
    return read_region_names(folder / "regions.csv")


def test_regions_of_a_table(tmp_path):
    found = in_file(tmp_path, "China,全国,nation\nFujian,福建,province\n")
    assert list(found) == ["China", "Fujian"]
    assert (found["Fujian"].name, found["Fujian"].zh, found["Fujian"].kind) == ("Fujian", "福建", "province")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (",福建,province\n", r"regions\.csv:2: name is empty"),
        ("Fujian,,province\n", r"regions\.csv:2: zh is empty"),
        ("Fujian,福建,city\n", r"regions\.csv:2: kind: found 'city', expected nation or grid or province"),
        ("Fujian,福建,province\nFujian,福州,province\n", r"regions\.csv:3: Fujian occurs twice"),
        ("Fujian,福建\n", r"regions\.csv:2: 2 cells, expected 3"),
    ],
)
def test_a_broken_row_names_its_place(tmp_path, rows, message):
    with pytest.raises(DataError, match=message):
        in_file(tmp_path, rows)


def test_every_region_of_a_table_has_a_name():
    assert "regions" not in table_names()  # a table of names, not one by region and year
    for table in table_names():
        assert [name for name in regions(table) if name not in region_names()] == []


def test_all_of_china_is_there_once():
    found = region_names().values()
    by_kind = {kind: [region.name for region in found if region.kind == kind] for kind in KINDS}
    assert (by_kind["nation"], len(by_kind["grid"]), len(by_kind["province"])) == (["China"], 7, 34)
    for name in ("Tibet", "Hong Kong", "Macao", "Taiwan"):
        assert name in by_kind["province"]
    assert len({region.zh for region in found}) == len(region_names())
    assert (region_names()["Shaanxi"].zh, region_names()["Shanxi"].zh) == ("陕西", "山西")
    assert region_names()["North China"].zh == "华北"


def test_files_may_name_every_region_in_chinese_in_short_and_in_full():
    for region in region_names().values():
        assert region.zh_long
        for name in (region.name, region.zh, region.zh_long):
            assert region_named(name) == region.name
    names = [name for region in region_names().values() for name in (region.zh, region.zh_long)]
    assert len(set(names)) == len(names)
    for name, of in {
        "内蒙古自治区": "Inner Mongolia",
        "北京市": "Beijing",
        "全国": "China",
        "华东电网": "East China",
    }.items():
        assert region_named(name) == of
