"""Values of the world in a reference, which are not used: told at their place where they differ."""

import pytest

import carbonsim
from carbonsim.engine.warnings import scenario_warnings
from carbonsim.scenario.places import shipped_scenarios
from tests.added_rows import TRUCK

HEAD = "carbonsim: 1\nextends: carbonsim:fujian-no-policy\n"


def told(tmp_path, reference, plan="", overrides=()):
    (tmp_path / "other.yaml").write_text(f"{HEAD}name: other\n{reference}", encoding="utf-8")
    file = tmp_path / "plan.yaml"
    file.write_text(f"{HEAD}name: plan\nreference: other.yaml\n{plan}", encoding="utf-8")
    scenario = carbonsim.load_scenario(file, overrides)
    found = scenario_warnings(scenario)
    assert all(problem.file == str(tmp_path / "other.yaml") for problem in found)
    return scenario, [(problem.line, problem.key) for problem in found], found


def test_values_of_the_world_are_told_where_they_are_not_the_plans(tmp_path):
    stated = "drivers:\n  carbon_price: 900 CNY/t CO2\nfreight:\n  stock: {value: 50000, unit: truck}\n"
    scenario, places, found = told(tmp_path, stated)
    assert places == [(5, "drivers.carbon_price"), (7, "freight.stock")]
    assert found[0].message == (
        "plan and reference share one world, the plan's: what the reference states is not used"
    )
    assert found[0].hint == "state it in the plan, or in a file that both extend, and it holds for both"
    price = "drivers.carbon_price"
    assert scenario.reference.settings[price] == scenario.settings[price]


def test_the_same_value_an_override_and_policy_are_not_told(tmp_path):
    policy = "  toll_discount: {path: {2023: 0, 2026: 0, 2027: 0.1}, unit: '1'}\n"
    stated = f"freight:\n  stock: {{value: 50000, unit: truck}}\n{policy}"
    assert told(tmp_path, stated, "freight:\n  stock: {value: 50000, unit: truck}\n")[1] == []
    assert told(tmp_path, stated, overrides=["freight.stock=70000 truck"])[1] == []
    assert told(tmp_path, "", "drivers:\n  carbon_price: 900 CNY/t CO2\n")[1] == []


def test_what_the_plan_changes_of_a_file_that_both_extend_is_not_told(tmp_path):
    prices = "drivers:\n  carbon_price: {} CNY/t CO2\n"
    (tmp_path / "world.yaml").write_text(f"{HEAD}name: world\n{prices.format(500)}", encoding="utf-8")
    for name, more in (("other", ""), ("plan", f"reference: other.yaml\n{prices.format(900)}")):
        text = f"carbonsim: 1\nname: {name}\nextends: world.yaml\n{more}"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    scenario = carbonsim.load_scenario(tmp_path / "plan.yaml")
    assert scenario.unused == ()
    assert scenario.reference.quantity("drivers.carbon_price").central == (900.0,)


def test_the_header_is_the_plans(tmp_path):
    header = (
        "region: Sichuan\nyears: [2023, 2030]\ndraws: 3\nseed: 9\n"
        "claims:\n  - {name: zz, variable: nosuch, year: 2025, at_least: 1 kg}\n"
        "correlations:\n  - {between: [a.b, c.d], rank: 3}\n"
    )
    scenario, places, found = told(tmp_path, header)
    assert sorted(places) == [(4, "region"), (5, "years"), (8, "claims"), (10, "correlations")]
    assert scenario.reference.years == scenario.years
    claims = next(problem for problem in found if problem.key == "claims")
    assert (
        claims.message == "the claims of a comparison are the plan's: what the reference states is not used"
    )
    assert told(tmp_path, "region: Fujian\nyears: [2023, 2060]\n")[1] == []
    assert told(tmp_path, "years: [2023, 2030]\n", overrides=["years=[2023, 2040]"])[1] == []


def test_rows_of_the_world_are_neither_added_nor_removed(tmp_path):
    fuel = (
        "{price: 3 CNY/kg, tax: 0 CNY/kg, heating_value: 20 MJ/kg, emission_factor: 1.4 kg CO2/kg,"
        " supply_emission_factor: 1 kg CO2e/kg, methane_loss: 0 kg/kg, carrier: Liquids}"
    )
    stated = f"drivers:\n  fuels:\n    methanol: {fuel}\nfreight:\n  duties: {{dump_mixer: null}}\n"
    scenario, places, found = told(tmp_path, stated)
    assert sorted(places) == [(6, "drivers.fuels.methanol"), (8, "freight.duties.dump_mixer")]
    assert any("the plan lacks it" in problem.message for problem in found)
    assert any("the plan has it: it stays" in problem.message for problem in found)
    assert "dump_mixer" in scenario.reference.members("freight.duties")


def test_a_row_of_the_reference_alone_has_its_own_values(tmp_path):
    assert told(tmp_path, TRUCK)[1] == []


@pytest.mark.parametrize("name", shipped_scenarios())
def test_shipped_references_say_nothing_that_is_not_used(name):
    assert carbonsim.load_scenario(name).unused == ()


@pytest.mark.parametrize(
    ("value", "place", "found"),
    [
        ("9", "stations: §9", "9"),
        ("5万", "stations: §5万", "5万"),
        ("{path: {2023: 4, 2030: 60}}", "stations: {path: {2023: §4", "4"),
        ("{path: {2023: 4 station, 2030: 60}}", "stations: {path: {2023: 4 station, 2030: §60", "60"),
        ("{value: 9 station, low: 8, high: 10}", "stations: {value: 9 station, low: §8", "8"),
    ],
)
def test_a_count_without_a_unit_is_read_and_told_once(load, minimum, value, place, found):
    text = f"{minimum.replace('freight: {stock: 100 truck}', 'freight:')}  stock: 100 truck\n  swap:\n    "
    scenario = load(plan=f"{text}stations: {value}\n")
    (warning,) = scenario.unused
    assert (warning.line, warning.column) == (8, 4 + place.index("§") + 1)
    assert warning.key.startswith("freight.swap.stations")
    assert warning.message == f"found {found} without a unit, read as station"
    assert "later versions refuse" in warning.hint


@pytest.mark.parametrize(
    "value",
    [
        "9 station",
        "9 count",
        "0",
        "{path: {2023: 4, 2030: 60}, unit: station}",
        "{value: 9, low: 8, high: 10, unit: count}",
        "{value: 9 station, low: {relative: 0.9}, high: {relative: 1.1}}",
    ],
)
def test_a_count_with_its_unit_is_read_without_a_word(load, minimum, value):
    assert load(f"freight.swap.stations={value}", plan=minimum).unused == ()


def test_a_count_without_a_unit_is_told_of_overrides_references_and_levers(load, minimum):
    (warning,) = load("freight.swap.stations=9", plan=minimum).unused
    assert (warning.file, warning.message) == (
        "--set freight.swap.stations=9",
        "found 9 without a unit, read as station",
    )
    lever = "{name: a, set: {freight.swap.stations: 30}, high: 40 station}"
    text = f"{minimum}reference: other.yaml\nlevers: [{lever}]\n"
    other = f"{minimum.replace('freight: {', 'freight: {swap: {stations: 3}, ')}"
    found = load(plan=text, other=other).unused
    assert {warning.message.split()[1] for warning in found} == {"30", "3"}


def test_a_share_or_a_ratio_needs_no_unit(load, minimum):
    assert load("freight.toll_discount=0.2", plan=minimum).unused == ()
