"""A scenario runs the sectors whose section it has."""

import numpy as np
import pytest

import carbonsim
from carbonsim.cli.main import main
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.catalogue import catalogue
from carbonsim.engine.markets import market_variables
from carbonsim.engine.reported import reported_variables
from carbonsim.scenario.schema import json_schema
from carbonsim.sectors import sectors_of

HEAD = "carbonsim: 1\nregion: Fujian\nyears: [2023, 2025]\ndrivers: {grid_emission_factor: 0.4 kg CO2/kWh}\n"
CEMENT = "cement: {production: 10 Mt/yr}\n"
FREIGHT = "extends: carbonsim:fujian-trunk-line\nreference: carbonsim:fujian-no-policy\nyears: [2023, 2025]\n"
KILNS, TRUCKS = "Emissions|CO2|Industry|Cement", "Emissions|CO2|Energy|Demand|Transportation|Truck"
PRICES = {row.variable.name for row in market_variables()}
pytestmark = pytest.mark.usefixtures("cement")


@pytest.fixture
def load(tmp_path):
    """Write scenarios by name and load the first of them."""

    def load(*overrides, **texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return carbonsim.load_scenario(tmp_path / f"{next(iter(texts))}.yaml", overrides)

    return load


def test_one_section_runs_one_sector(load):
    scenario = load(mine=HEAD + CEMENT)
    assert scenario.sectors == ("cement",)
    assert [sector.name for sector in sectors_of(scenario)] == ["cement"]
    assert not any(address.startswith("freight.") for address in scenario.settings)
    result = carbonsim.run(scenario, draws=3)
    assert set(result.central) == set(reported_variables(scenario)) == {KILNS} | PRICES
    assert np.allclose(result.central[KILNS], 6.0)


def test_the_other_section_runs_the_other_sector_as_if_it_were_alone(load):
    scenario = load(mine=FREIGHT)
    assert scenario.sectors == scenario.reference.sectors == ("freight",)
    assert not any(address.startswith("cement.") for address in scenario.settings)
    result = carbonsim.run(scenario, draws=3)
    assert KILNS not in result.central and TRUCKS in result.central


def test_both_sections_run_both_sectors_and_trucks_do_as_before(load):
    alone = carbonsim.run(load(mine=FREIGHT), draws=3)
    base = f"extends: carbonsim:fujian-no-policy\n{CEMENT}"
    mine = "extends: carbonsim:fujian-trunk-line\nreference: base.yaml\nyears: [2023, 2025]\n"
    scenario = load(mine=mine + CEMENT.replace("}", ", clinker_emissions: 0.5 t CO2/t}"), base=base)
    assert scenario.sectors == ("cement", "freight")
    result = carbonsim.run(scenario, draws=3)
    assert {KILNS, TRUCKS} <= set(result.central)
    for name, values in alone.ensemble.items():
        assert np.array_equal(values, result.ensemble[name]), name
    assert np.allclose(result.central["Emission Reduction|CO2|Industry|Cement"], 1.0)


def test_an_override_sets_values_of_the_sectors_there_are_and_adds_none(load):
    assert load("cement.production=20 Mt/yr", mine=HEAD + CEMENT).quantity("cement.production").central == (
        20.0,
    )
    with pytest.raises(
        ScenarioError, match=r"freight\.stock: found no section freight in .*which has cement"
    ):
        load("freight.stock=1000 truck", mine=HEAD + CEMENT)


def test_the_schema_and_the_catalogue_hold_all_sectors():
    assert catalogue().sectors == ("cement", "freight", "nev", "steel")
    assert {"cement", "freight"} <= set(json_schema(catalogue())["properties"])


def test_explain_says_which_sectors_a_scenario_runs(tmp_path, capsys):
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + CEMENT, encoding="utf-8")
    assert main(["explain", str(path), "cement.production"]) == 0
    assert "10 Mt/yr" in capsys.readouterr().out
    assert main(["explain", str(path), "freight.stock"]) == 2
    assert "mine has no section freight: it runs cement" in capsys.readouterr().err
