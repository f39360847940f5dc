"""Shares of one whole: what is wrong is told where a row is removed by whose share they miss it."""

import pytest

from carbonsim.core.errors import ScenarioError
from carbonsim.engine.catalogue import _of_reference, load_scenario
from carbonsim.sectors.labels import problem_at

STEEL = "carbonsim: 1\nname: {name}\nextends: carbonsim:china-steel-current-policies\n"
TRUCKS = "carbonsim: 1\nname: {name}\nextends: carbonsim:fujian-no-policy\n"
SCRAP = "steel.routes.scrap_furnace"


def told(path, *overrides):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, overrides)
    return caught.value.problems


def write(folder, name, head, body):
    path = folder / f"{name}.yaml"
    path.write_text(head.format(name=name) + body, encoding="utf-8")
    return path


def test_a_removed_row_is_told_with_the_share_that_it_had():
    (problem,) = told("china-steel-current-policies", f"{SCRAP}=null")
    assert (problem.file, problem.key) == (f"--set {SCRAP}=null", SCRAP)
    assert problem.message == (
        "without this row, which had 0.1, the shares of the first capacity add up to 0.9, expected 1"
    )
    assert problem.hint == (
        "give the share of scrap_furnace to other rows; steel.routes.*.initial_share:"
        " average_blast_furnace 0.75, best_blast_furnace 0.15"
    )


def test_the_year_is_told_where_one_share_is_a_value_and_others_are_paths(tmp_path):
    body = "freight:\n  powertrains:\n    diesel: {past_sales_share: 0.5}\n"
    (problem,) = told(write(tmp_path, "one", TRUCKS, body))
    assert problem.key == "freight.powertrains.diesel.past_sales_share"
    assert " in 1993, expected 1" in problem.message


def test_of_several_removed_rows_the_one_with_that_share_is_told(tmp_path):
    path = write(tmp_path, "one", STEEL, "steel:\n  routes: {hydrogen_smelter: null, scrap_furnace: null}\n")
    (problem,) = told(path)
    assert (problem.line, problem.key) == (5, SCRAP)


def test_what_is_restated_and_does_not_add_up_is_told_there(tmp_path):
    body = "steel:\n  routes:\n    scrap_furnace: null\n    average_blast_furnace: {initial_share: 0.8}\n"
    (problem,) = told(write(tmp_path, "one", STEEL, body))
    assert (problem.line, problem.key) == (7, "steel.routes.average_blast_furnace.initial_share")
    assert "add up to 0.95" in problem.message


def test_what_the_reference_removes_is_told_in_its_file(tmp_path):
    lng, swap = (f"freight:\n  powertrains: {{{row}: null}}\n" for row in ("lng", "battery_swap"))
    other = write(tmp_path, "other", TRUCKS, swap)
    plan = write(tmp_path, "plan", TRUCKS, f"reference: other.yaml\n{lng}")
    first, second = told(plan)
    assert (first.file, first.line, first.key) == (str(plan), 6, "freight.powertrains.lng")
    assert (second.file, second.line, second.key) == (str(other), 5, "freight.powertrains.battery_swap")
    assert second.message == (
        "without this row, which had 0.0028, the shares add up to 0.9972 in 2021, expected 1"
    )


def test_a_row_that_the_reference_still_has_is_told_where_the_plan_removes_it(tmp_path):
    body = (
        "reference: carbonsim:china-steel-current-policies\nsteel:\n  routes:\n"
        "    best_blast_furnace: null\n    average_blast_furnace: {initial_share: 0.9}\n"
    )
    path = write(tmp_path, "plan", STEEL, body)
    (problem,) = told(path)
    assert (problem.file, problem.line) == (str(path), 7)
    assert problem.key == "steel.routes.best_blast_furnace"
    assert problem.message == (
        "the reference still has this row, with 0.15: the shares of the first capacity add up to 1.15,"
        " expected 1"
    )
    assert problem.hint.startswith("remove best_blast_furnace there, too, or state shares that hold with it")


def test_another_fault_of_the_reference_at_the_line_of_the_plan_says_whose_it_is(tmp_path):
    write(tmp_path, "other", STEEL, "steel:\n  routes: {scrap_furnace: {premium_share: 0.1}}\n")
    row = (
        "{label: New, iron: shaft, melt: arc_furnace, fuel_rate: 0 kg/t, coal_rate: 0 kg/t,"
        " injected_hydrogen: 0 kg/t, hydrogen_share: 1, coke_oven_gas_share: 0, dri_carbon: 0,"
        " metallisation: 0.94, ore_iron: 0.67, hot_charging: 1, electric_heating: 1, scrap: 0.1 t/t,"
        " capture_share: 0, investment: 3000 CNY/(t/yr), renewal: 500 CNY/(t/yr), fixed_cost: 300 CNY/t,"
        " campaign_life: 20 yr, initial_share: 0.3, build_rate: 50 Mt/yr, replacement_ratio: 1,"
        " early_retirement: 0 %/yr, covered: 1, premium_share: 0, choice_constant: 0}"
    )
    shares = "    average_blast_furnace: {initial_share: 0.45}\n"
    plan = write(
        tmp_path, "plan", STEEL, f"reference: other.yaml\nsteel:\n  routes:\n{shares}    new: {row}\n"
    )
    problems = told(plan)
    assert [problem.file for problem in problems] == [str(plan)]
    assert problems[0].message.startswith(f"in the reference, {tmp_path / 'other.yaml'}: the shares of")


def test_what_is_wrong_with_a_shipped_value_in_the_reference_stands_in_its_file():
    reference = load_scenario("fujian-trunk-line").reference
    setting = reference.shipped["freight.toll_discount"]
    problem = problem_at(setting, "wrong", "")
    placed = _of_reference(problem, reference)
    assert (placed.file, placed.line, placed.message) == (reference.file, 1, "wrong")
