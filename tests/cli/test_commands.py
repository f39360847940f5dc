"""The commands beside ``run``."""

from __future__ import annotations

import json

import pytest

from carbonsim.cli.main import main
from carbonsim.cli.setting_text import full_text
from carbonsim.engine.catalogue import catalogue, load_scenario

pytestmark = pytest.mark.usefixtures("folder")
STATIONS = "freight.swap.stations"


def answer(capsys, *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    return capsys.readouterr().out


def told(capsys, *arguments: str, code: int = 0):
    return json.loads(answer(capsys, *arguments, "--json", code=code))


def test_check_says_when_all_is_well(capsys):
    assert "small.yaml: no problems" in answer(capsys, "check", "small.yaml")
    (fields,) = told(capsys, "check", "small.yaml")["scenarios"]
    elsewhere = fields.pop("other_regions")
    assert fields == {"scenario": "small.yaml", "ok": True, "problems": [], "warnings": []}
    assert "drivers.electricity_tariff" not in elsewhere.get("Fujian", [])
    assert len(elsewhere["China"]) > 100


def test_check_and_explain_list_the_numbers_of_other_regions(capsys):
    text = answer(capsys, "check", "small.yaml", "--set", "region=Sichuan")
    assert "numbers of Fujian, not of Sichuan" in text
    assert "drivers.electricity_tariff" in text
    listed = answer(capsys, "explain", "small.yaml", "--other-regions", "--set", "region=Sichuan")
    assert "freight.stock " in listed  # the file's own number, of the region that it had
    one = answer(capsys, "explain", "small.yaml", "drivers.electricity_tariff", "--set", "region=Sichuan")
    assert "Fujian, not Sichuan, which the scenario is of" in one
    physics = answer(capsys, "explain", "small.yaml", "drivers.fuels.diesel.heating_value")
    assert "any: it holds whatever the region" in physics


def test_what_nothing_reads_is_told_with_what_was_probably_meant(capsys, folder):
    (folder / "steel.yaml").write_text(
        "carbonsim: 1\nname: steel\nextends: carbonsim:china-steel-hydrogen\nyears: [2023, 2024]\n"
        "drivers: {electricity_tariff: 0.5 CNY/kWh}\n",
        encoding="utf-8",
    )
    text = answer(capsys, "check", "steel.yaml")
    assert "warning: steel.yaml:5:31: drivers.electricity_tariff: nothing reads it" in text
    assert "did you mean steel.prices.electricity?" in text
    (warning,) = told(capsys, "check", "steel.yaml")["scenarios"][0]["warnings"]
    assert (warning["line"], warning["column"]) == (5, 31)
    main(["run", "steel.yaml", "--draws", "1", "--no-figures", "--set", "drivers.vat_rate=0.1"])
    _, err = capsys.readouterr()
    assert "warning: steel.yaml:5:31" in err
    assert "warning: --set drivers.vat_rate=0.1: drivers.vat_rate: nothing reads it" in err
    run = told(capsys, "run", "steel.yaml", "--draws", "1", "--no-figures")["runs"][0]
    assert [each["key"] for each in run["warnings"]] == ["drivers.electricity_tariff"]
    text = answer(capsys, "check", "small.yaml", "--set", "freight.line.traffic=9 truck/day")
    assert "a run does not read it: carbonsim corridor alone does" in text


def test_check_says_what_is_wrong_and_where(folder, capsys):
    text = (folder / "small.yaml").read_text(encoding="utf-8")
    (folder / "bad.yaml").write_text(
        text.replace("stations:", "statoins:").replace("seed: 3", "seed: -3"), encoding="utf-8"
    )
    assert main(["check", "bad.yaml", "small.yaml"]) == 2
    out, err = capsys.readouterr()
    assert "small.yaml: no problems" in out
    assert "bad.yaml:8:" in err and "bad.yaml:12:5" in err and "did you mean" in err
    problems = told(capsys, "check", "bad.yaml", code=2)["scenarios"][0]["problems"]
    assert {problem["line"] for problem in problems} == {8, 12}


def test_explain_a_parameter_of_the_scenario(capsys):
    out = answer(capsys, "explain", "small.yaml", STATIONS)
    assert out.startswith(STATIONS)
    for words in ("2025    300", "station", "plan (", "assumed", "many at once", "small.yaml:12:"):
        assert words in out


def test_explain_a_shipped_parameter_down_to_row_and_source(capsys):
    out = answer(capsys, "explain", "small.yaml", "freight.swap.swap_time")
    for words in (
        "5 min",
        "3 - 12 min (5th to 95th percentile)",
        "catl-swap-route: ",
        "parameters.csv, row ",
    ):
        assert words in out
    (fields,) = told(capsys, "explain", "small.yaml", "freight.swap.swap_time")["parameters"]
    assert fields["value"] == [5.0] and fields["low"] == [3.0] and fields["unit"] == "min"
    assert fields["row"] > 1 and fields["role"] == "world" and fields["source_title"]


def test_explain_an_override(capsys):
    out = answer(capsys, "explain", "small.yaml", STATIONS, "--set", f"{STATIONS}=7 station")
    assert "7 station" in out and f"--set {STATIONS}=7 station" in out


@pytest.mark.parametrize(
    ("text", "words", "field"),
    [
        ("low: 3 min, high: 12 min, distribution: pert", "3 - 12 min (ends of a PERT distribution", "pert"),
        (
            "distribution: {values: [4 min, 5 min], weights: [1, 3]}",
            "4 - 5 min (one of 4 with weight 1, 5 with weight 3)",
            {"values": [4.0, 5.0], "weights": [1.0, 3.0]},
        ),
    ],
)
def test_explain_a_distribution(capsys, text, words, field):
    address = "freight.swap.swap_time"
    given = ("explain", "small.yaml", address, "--set", f"{address}={{value: 5 min, {text}}}")
    assert words in " ".join(answer(capsys, *given).split())
    assert told(capsys, *given)["parameters"][0]["distribution"] == field


def test_explain_a_section_and_everything_that_is_set(capsys):
    section = answer(capsys, "explain", "small.yaml", "freight.swap").splitlines()
    assert all(line.startswith("freight.swap.") for line in section[1:]) and len(section) > 10
    everything = answer(capsys, "explain", "small.yaml")
    assert "small.yaml:12:" in everything and "carbonsim:fujian-no-policy:" in everything
    assert "(as shipped)" not in everything


def test_explain_suggests(capsys):
    assert main(["explain", "small.yaml", "freight.swap.statoins"]) == 2
    assert f"did you mean {STATIONS}?" in capsys.readouterr().err


def test_every_shipped_parameter_can_be_explained():
    scenario = load_scenario("fujian-trunk-line")
    for setting in scenario.settings.values():
        text = full_text(setting, scenario, "en")
        assert setting.address in text and setting.definition.description.split()[0] in text


def test_list(capsys):
    assert "fujian-trunk-line" in answer(capsys, "list")
    assert "福建" in answer(capsys, "list", "--lang", "zh")
    patterns = [row["pattern"] for row in told(capsys, "list", "parameters")["parameters"]]
    assert patterns == list(catalogue().definitions)
    regions = {row["table"]: row["regions"] for row in told(capsys, "list", "regions")["regions"]}
    assert "Fujian" in regions["grid_factors"]


def test_schema_is_a_json_schema(capsys):
    schema = json.loads(answer(capsys, "schema"))
    assert schema["$schema"].endswith("2020-12/schema") and "freight" in schema["properties"]


@pytest.mark.parametrize("name", ["my-plan", "plan_2.0", "no", "2030", "NAME"])
def test_new_writes_a_scenario_that_is_well_and_runs(folder, capsys, name):
    assert f"Wrote {name}.yaml" in answer(capsys, "new", name)
    assert "no problems" in answer(capsys, "check", f"{name}.yaml")
    assert load_scenario(folder / f"{name}.yaml").name == name


def test_new_overwrites_nothing(folder, capsys):
    before = (folder / "small.yaml").read_bytes()
    for name in ("small", "small.yaml"):
        assert main(["new", name]) == 2
    assert "not overwritten" in capsys.readouterr().err
    assert (folder / "small.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["con", "NUL.yaml", "com1", "aux.plan", "plan."])
def test_new_refuses_what_is_no_name_of_a_folder_everywhere(folder, capsys, name):
    assert main(["new", name]) == 2
    assert "fit for a folder" in capsys.readouterr().err
    assert not [path for path in folder.iterdir() if path.name != "small.yaml"]


@pytest.mark.parametrize("name", ["../plan", "a/b", "", ".hidden", "方案", "a b", "x" * 100])
def test_new_refuses_what_is_no_name(folder, capsys, name):
    assert main(["new", name]) == 2
    assert "expected letters" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["small.yaml"]
