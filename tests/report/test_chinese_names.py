"""Chinese names of parameters: one for each that may be set, short, its own, in one set of words."""

import re
from collections import Counter
from dataclasses import replace

import pytest

import carbonsim
from carbonsim.analysis.comparison import Change
from carbonsim.analysis.factors import factors_of
from carbonsim.cli.main import main
from carbonsim.core.errors import DataError
from carbonsim.engine import deciding_check
from carbonsim.engine.catalogue import catalogue
from carbonsim.engine.chinese_names import chinese_name, chinese_names, read_names
from carbonsim.report.comparison_tables import change_rows
from carbonsim.report.onepage.data import Found, page_data
from carbonsim.report.onepage.parameters import parameter_name as page_name
from carbonsim.report.parameter_names import (
    KEY,
    lever_title,
    name_in_chinese,
    parameter_name,
    row_name,
    value_in_chinese,
)
from carbonsim.report.terminal import summary
from carbonsim.report.texts_names import NAMES
from carbonsim.results.manifest import manifest

CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Latin letters in Chinese names: signs, units and proper names of the field.
LATIN = {"C", "CO2", "FeO", "IAMC", "kV", "e"}
LONGEST = 26


def all_names():
    return {key: name for section in catalogue().sections for key, name in chinese_names(section).items()}


def test_every_parameter_has_a_chinese_name():
    names = all_names()
    missing = [pattern for pattern in catalogue().definitions if pattern not in names]
    assert not missing, f"no line in names_zh.csv: {missing}"


def test_every_option_has_a_chinese_word():
    names = all_names()
    options = [(one.pattern, word) for one in catalogue().definitions.values() for word in one.options]
    assert len(options) > 50
    missing = [f"{pattern}={word}" for pattern, word in options if f"{pattern}={word}" not in names]
    assert not [key for key in missing if key.partition("=")[2] not in NAMES]


def test_every_row_has_a_chinese_word():
    found, defaults = catalogue(), catalogue().defaults
    for family, rows in found.members.items():
        for row in rows:
            words = row_name(defaults, f"{family}.{row}", "zh")
            assert CHINESE.search(words), f"{family}.{row}"
            if (english := row_name(defaults, f"{family}.{row}", "en").title()) in NAMES:
                assert words == NAMES[english]
    assert row_name(defaults, "drivers.fuels.lng", "zh") == NAMES["LNG"]


def test_nothing_else_is_named():
    found = catalogue()
    rows = {f"{family}.{row}" for family, members in found.members.items() for row in members}
    options = {f"{one.pattern}={word}" for one in found.definitions.values() for word in one.options}
    families = set(found.families())
    assert families <= set(all_names())
    assert not set(all_names()) - set(found.definitions) - rows - options - families


def test_names_are_chinese_short_and_punctuated_alike():
    for key, name in all_names().items():
        assert CHINESE.search(name.name), key
        assert len(name.name) <= LONGEST, key
        words = set(re.findall(r"[A-Za-z]+\d?", name.in_full))
        assert not words - LATIN, key
        assert not re.search(r"[,;:()。：]|（.*（", name.in_full), key
        assert "=" not in key or "（" not in name.name, f"{key}: an option stands in brackets itself"
        assert not re.search(r"[一-鿿][0-9]|[0-9][一-鿿]|[一-鿿]CO2|CO2[一-鿿]", name.in_full), key


def test_no_two_parameters_share_a_name():
    names: dict[str, Counter] = {}
    for pattern in catalogue().definitions:
        family = pattern.partition(".*.")[0] if "*" in pattern else pattern.partition(".")[0]
        names.setdefault(family, Counter())[all_names()[pattern].name] += 1
    assert not [(family, name) for family, found in names.items() for name, n in found.items() if n > 1]


def test_a_parameter_stands_behind_its_row():
    scenario = carbonsim.load_scenario("fujian-trunk-line")
    key = "freight.duties.tractor_trunk.mileage"
    assert page_name(scenario, key)["zh"] == "干线牵引车：单车年行驶里程（首年在用车平均）"
    names = {factor.name: parameter_name(scenario, factor.name, "zh") for factor in factors_of(scenario)}
    assert names["freight.swap.labour"] == "换电站人工费"
    assert names["drivers.fuels.lng.emission_factor"] == "液化天然气：燃烧 CO2 排放因子"
    assert names["freight.duties.*.mileage"] == "各作业类型：单车年行驶里程"
    (group,) = [name for name in names if " & " in name]
    assert names[group] == "纯电动重卡选择常数等 4 项"
    assert parameter_name(scenario, "nothing.like.it", "zh") == "nothing.like.it"


def test_a_row_of_a_file_keeps_its_label(tmp_path):
    path = tmp_path / "fresh.yaml"
    path.write_text(
        "carbonsim: 1\nextends: carbonsim:zhanjiang-shaft-furnace\nsteel:\n  plants:\n    meishan:\n"
        "      {label: 梅山, route: gas_shaft, capacity: 1 Mt/yr, load: 1}\n",
        encoding="utf-8",
    )
    settings = carbonsim.load_scenario(path).settings
    assert name_in_chinese(settings, "steel.plants.meishan.load") == "梅山：工厂产能利用率"
    assert (
        value_in_chinese(settings, "steel.plants.meishan.route", "gas_shaft") == NAMES["DRI-EAF Natural Gas"]
    )
    assert value_in_chinese(settings, "steel.plants.meishan.label", "梅山") == "梅山"
    assert value_in_chinese(settings, "steel.replacement", "coal") == "煤"


def test_a_sector_without_names_is_in_english(tmp_path):
    assert read_names(tmp_path / "names_zh.csv", "names_zh.csv") == {}
    with pytest.raises(DataError, match=r"names_zh\.csv:3: a occurs twice"):
        path = tmp_path / "names_zh.csv"
        path.write_text("key,name,explanation\na,甲,\na,乙,\n", encoding="utf-8")
        read_names(path, "names_zh.csv")


@pytest.mark.parametrize("name", ["fujian-trunk-line", "zhanjiang-shaft-furnace", "china-nev-effect"])
def test_no_parameter_of_a_page_is_in_english(name):
    results = carbonsim.run(carbonsim.load_scenario(name), draws=2)
    page = page_data(results, (), (), Found(), manifest(results))
    descriptions = {one.description for one in catalogue().definitions.values() if one.description}
    rows = [row for group in page["assumptions"]["groups"] for row in group["rows"]]
    assert len(rows) > 100
    for row in rows:
        told = row[0]["zh"] if isinstance(row[0], dict) else row[0]
        assert CHINESE.search(told) and told not in descriptions
        value = row[1]["zh"] if isinstance(row[1], dict) else row[1]
        assert CHINESE.search(value) or not re.search("[A-Za-z]{2}", value), row


def test_keys_in_a_remark_are_found_whole():
    found = catalogue().defaults
    assert any(re.search(r"\d", key) for key in found), "those of hours, say"
    assert not [key for key in found if KEY.findall(f"see {key}.") != [key]]


def test_a_comparison_names_what_differs():
    settings = carbonsim.load_scenario("zhanjiang-shaft-furnace").settings
    key = "steel.replacement"
    changes = [
        Change(key, replace(settings[key], value="coal"), replace(settings[key], value="power")),
        Change("steel.plants.zhanjiang.load", settings["steel.plants.zhanjiang.load"], None),
        Change("drivers.discount_rate", settings["drivers.discount_rate"], settings["drivers.discount_rate"]),
    ]
    scenario = carbonsim.load_scenario("zhanjiang-shaft-furnace")
    told = change_rows(changes, "zh", scenario)
    assert told[0] == ("焦炉煤气改供竖炉后的替代能源", "煤", "网电", "")
    assert told[1][0] == "湛江"
    assert told[2][0] == "社会折现率"
    assert [row[0] for row in change_rows(changes, "en", scenario)][::2] == [key, "drivers.discount_rate"]


def test_a_lever_without_a_title_is_named_by_what_it_moves():
    stations = carbonsim.load_scenario("fujian-trunk-line").levers[1]
    assert lever_title(stations) == stations.title
    plain = replace(stations, title=dict.fromkeys(("en", "zh"), stations.name))
    assert lever_title(plain) == {"en": stations.name, "zh": "公共换电站数量"}


def test_the_data_that_decide_are_named_in_chinese_with_their_keys():
    results = carbonsim.run(carbonsim.load_scenario("fujian-trunk-line"), draws=100)
    told = summary(results, language="zh")
    assert "Cumulative" not in told and "对 “累计减排量，运行排放（含电力）” 的影响" in told
    assert "Cumulative Emission Reduction|" in summary(results)
    (check,) = (one for one in results.checks if one.name == deciding_check.NAME)
    keys = {key: name.name for key, name in all_names().items()}
    labels = [row.label for row in check.rows if row.label["en"].startswith(("freight.", "drivers."))]
    assert labels
    for label in labels:
        name, key = re.match(r"(.+) ((?:freight|drivers)\.[\w.]+)", label["zh"]).groups()
        assert keys[catalogue().definition(key).pattern] == name


def test_names_are_read_where_chinese_is_asked_for(capsys):
    chinese_names.cache_clear()
    assert main(["check", "fujian-trunk-line"]) == 0
    assert chinese_names.cache_info().currsize == 0
    assert main(["list", "parameters", "--lang", "zh"]) == 0
    assert "公共换电站数量（在运）" in capsys.readouterr().out
    assert chinese_name(catalogue().definitions["freight.swap.stations"]).name == "公共换电站数量"
