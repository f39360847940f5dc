"""The shipped data and scenarios, read with the catalogue of the engine."""

import json

import jsonschema
import pytest
import yaml

from carbonsim.core.errors import ScenarioError
from carbonsim.engine.catalogue import catalogue as engine_catalogue
from carbonsim.reference.tables import sources
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.scenario.reader import load_scenario
from carbonsim.scenario.schema import json_schema

SHIPPED = sorted(shipped_scenarios())


@pytest.fixture(scope="module")
def shipped():
    return engine_catalogue()


@pytest.fixture(scope="module")
def schema(shipped):
    """The schema, itself looked at once for all files."""
    found = json_schema(shipped)
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def test_there_are_shipped_scenarios():
    assert "fujian-trunk-line" in SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_scenario_loads_by_name_and_by_path(shipped, name):
    by_name = load_scenario(name, shipped)
    by_path = load_scenario(shipped_scenarios()[name], shipped)
    assert by_name.name == by_path.name == name
    assert by_name.files == by_path.files
    assert {a: s.value for a, s in by_name.settings.items()} == {
        a: s.value for a, s in by_path.settings.items()
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_scenario_fits_the_schema(schema, name):
    text = shipped_scenarios()[name].read_text(encoding="utf-8")
    document = json.loads(json.dumps(yaml.safe_load(text)))
    schema.validate(document)


def test_every_default_has_a_listed_source_or_says_that_it_has_none(shipped):
    known = sources()
    for setting in shipped.defaults.values():
        assert not setting.source or setting.source in known, setting.address
        if setting.confidence == "published":
            assert setting.source, setting.address


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_shipped_scenario_sets_has_a_listed_source(shipped, name):
    known = sources()
    scenario = load_scenario(name, shipped)
    named = [setting.source for setting in scenario.settings.values()] + [
        claim.source for claim in scenario.claims
    ]
    assert {source for source in named if source} <= known.keys()


def test_every_row_of_a_family_is_complete(shipped):
    for family in shipped.families():
        for row in shipped.members[family]:
            for attribute in shipped.attributes(family):
                assert f"{family}.{row}.{attribute}" in shipped.defaults


def test_a_path_where_one_value_is_wanted_is_refused(shipped, tmp_path):
    text = "carbonsim: 1\nextends: carbonsim:fujian-no-policy\nfreight:\n"
    text += "  speed: {path: {2023: 50, 2030: 60}, unit: km/h}\n"
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match="one value for all years") as caught:
        load_scenario(path, shipped)
    assert caught.value.problems[0].line == 4


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        # 5 may be meant as per cent, or as a share
        ("drivers.discount_rate", "write it in %/yr or in 1/yr"),
        ("drivers.carbon_price", "write it in CNY/t CO2"),
    ],
)
def test_a_number_without_its_unit_is_told_the_unit(shipped, key, hint):
    with pytest.raises(ScenarioError) as caught:
        load_scenario("fujian-trunk-line", shipped, [f"{key}=5"])
    (problem,) = caught.value.problems
    assert (problem.key, problem.hint) == (key, hint)
