"""Every number says which row of which table it comes from."""

import json

import pytest

from carbonsim.cli.main import main
from carbonsim.engine.catalogue import load_scenario


def explain(capsys, *arguments):
    assert main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_a_shipped_constant_is_shown_as_its_row_has_it(capsys):
    text = " ".join(explain(capsys, "fujian-trunk-line", "freight.swap.station_price").split())
    assert "written as 5000000 (4000000 - 6000000) CNY_2025/station" in text
    assert "swap-valuation-2026: CATL swap valuation model" in text
    assert "role world" in text
    assert "parameters.csv, row" in text


def test_each_point_of_a_shipped_path_has_its_own_row(capsys):
    text = " ".join(explain(capsys, "fujian-trunk-line", "drivers.fuels.diesel.price").split())
    assert "2021 6.64 (6.21 - 7.2) CNY_2021/L; derived; youjia-2022" in text
    assert "2060 7.0 (4.5 - 10.5) CNY_2023/L; estimate; no source" in text
    assert "youjia-2022: Provincial pump prices" in text
    assert "confidence estimate (that of its least sure point)" in text


def test_a_value_looked_up_in_a_table_names_the_row(capsys):
    text = " ".join(explain(capsys, "fujian-trunk-line", "drivers.grid_emission_factor").split())
    assert "set in carbonsim:world-china:" in text
    assert "grid_factors.csv, Fujian 2023: 0.4211 kg CO2/kWh; published; mee-2025-factors-2023" in text


def test_every_parameter_can_be_explained(capsys, monkeypatch):
    scenario = load_scenario("fujian-trunk-line")
    monkeypatch.setattr("carbonsim.engine.catalogue.load_scenario", lambda *_: scenario)
    for address in scenario.settings:
        text = explain(capsys, "fujian-trunk-line", address)
        assert address in text
        assert "set in" in text


@pytest.mark.parametrize("key", ["freight.swap.station_price", "drivers.fuels.diesel.price"])
def test_the_rows_are_there_for_machines(capsys, key):
    (parameter,) = json.loads(explain(capsys, "fujian-trunk-line", key, "--json"))["parameters"]
    for record in parameter["records"]:
        assert record["row"] > 1
        assert record["confidence"] in ("published", "derived", "estimate")
