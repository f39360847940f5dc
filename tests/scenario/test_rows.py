"""Rows of a family: removed with null, never left empty, and there in both cases of a comparison."""

import pytest

from carbonsim.core.errors import DataError
from carbonsim.scenario.catalogue import read_catalogue
from carbonsim.scenario.families import Family
from carbonsim.scenario.reader import load_scenario

from .conftest import write_catalogue

FAMILY = "freight.powertrains"
NEW = "powertrains: {gas: {label: Gas, consumption: 40 L/100km, subsidy: 0 CNY/truck}}"


def with_freight(minimum, text):
    return minimum.replace("{stock: 100 truck}", f"{{stock: 100 truck, {text}}}")


def test_null_removes_a_shipped_row_and_an_inherited_one(load, minimum):
    for text in ("null", "~", "Null"):
        scenario = load(plan=with_freight(minimum, f"powertrains: {{battery: {text}}}"))
        assert scenario.members(FAMILY) == ("diesel",)
        assert not [key for key in scenario.settings if key.startswith(f"{FAMILY}.battery.")]
    parent = with_freight(minimum, NEW)
    scenario = load(plan="extends: parent.yaml\nfreight: {powertrains: {gas: null}}\n", parent=parent)
    assert scenario.members(FAMILY) == ("diesel", "battery")
    assert load(f"{FAMILY}.gas=null", plan=parent).members(FAMILY) == ("diesel", "battery")


def test_a_row_stated_again_has_nothing_of_the_one_that_was_removed(problems, load, minimum):
    parent = with_freight(minimum, "powertrains: {battery: null}")
    (found,) = problems(
        plan="extends: parent.yaml\nfreight: {powertrains: {battery: {label: New}}}\n", parent=parent
    )
    assert "this row lacks consumption, subsidy: " in found.message
    assert "parent.yaml:5:43 removed it, so that it begins anew here" in found.message
    assert found.hint == "state all of them, or take the null back"
    again = (
        "freight: {powertrains: {battery: {label: New, consumption: 120 kWh/100km, subsidy: 1 CNY/truck}}}\n"
    )
    scenario = load(plan=f"extends: parent.yaml\n{again}", parent=parent)
    assert scenario.text(f"{FAMILY}.battery.label") == "New"


def test_of_two_parents_the_one_that_removed_a_row_is_told(problems, minimum):
    """The later parent sets a value of a row that the earlier one has removed."""
    (found,) = problems(
        plan="carbonsim: 1\nextends: [one.yaml, two.yaml]\n",
        one=with_freight(minimum, "powertrains: {battery: null}"),
        two=with_freight(minimum, "powertrains: {battery: {subsidy: 1 CNY/truck}}"),
    )
    assert found.file.endswith("two.yaml")
    assert "one.yaml:5:43 removed it, so that it begins anew here" in found.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("powertrains: {§batery: null}", "found null for a row that is not there"),
        ("powertrains: {battery: §}", "found nothing, expected keys such as"),
        ("powertrains: {battery: §{}}", "found no keys, expected keys such as"),
        ("powertrains: §{}", "found no keys, expected keys such as diesel, battery"),
        ("powertrains: §null", "found nothing, expected keys such as diesel, battery"),
        ("swap: §null", "found nothing, expected keys such as stations"),
        ("swap: {stations: §null}", "found nothing, expected a number"),
    ],
)
def test_what_is_empty_is_told_with_its_place(marked, minimum, text, words):
    found, places = marked(with_freight(minimum, text))
    assert [(problem.line, problem.column) for problem in found] == places
    assert words in found[0].message


def test_a_row_that_is_not_there_is_guessed(problems, minimum):
    (found,) = problems(plan=with_freight(minimum, "powertrains: {batery: null}"))
    assert found.hint == "did you mean battery?"
    (found,) = problems(f"{FAMILY}.disel=null", plan=minimum)
    assert found.hint == "did you mean diesel?"
    assert found.file == f"--set {FAMILY}.disel=null"


@pytest.fixture
def with_rules(tmp_path):
    """A catalogue whose family needs a row, and one row at least."""

    def with_rules(needed, least):
        folders = write_catalogue(tmp_path)
        rules = f"family,needed,least,note\n{FAMILY},{needed},{least},others are measured against it\n"
        (folders["freight"] / "families.csv").write_text(rules, encoding="utf-8")
        return read_catalogue(folders)

    return with_rules


def test_rows_that_a_family_cannot_do_without(with_rules, tmp_path, minimum):
    def message(catalogue, text):
        (tmp_path / "plan.yaml").write_text(with_freight(minimum, text))
        with pytest.raises(Exception, match="found null") as caught:
            load_scenario(tmp_path / "plan.yaml", catalogue)
        return caught.value.problems[-1].message

    assert "others are measured against it" in message(with_rules("diesel", 1), "powertrains: {diesel: null}")
    assert "expected the row to stay" in message(with_rules("*", 0), "powertrains: {battery: null}")
    both = "powertrains: {battery: null, diesel: null}"
    assert f"for the last of {FAMILY}" in message(with_rules("", 1), both)


def test_rules_are_read_strictly(with_rules):
    assert with_rules("diesel|battery", 1).rules == {
        FAMILY: Family(("diesel", "battery"), 1, "others are measured against it")
    }
    with pytest.raises(DataError, match=r"families\.csv:2"):
        with_rules("diesel", "some")


REFERENCE = "name: other\n"


def test_a_row_of_the_policy_case_is_there_in_the_baseline_and_not_offered(load, minimum):
    plan = load(
        plan="extends: other.yaml\nname: plan\nreference: other.yaml\nfreight: {" + NEW + "}\n",
        other=minimum + REFERENCE,
    )
    base = plan.reference
    assert base.keys == plan.keys
    assert base.members(FAMILY) == plan.members(FAMILY) == ("diesel", "battery", "gas")
    assert (plan.offered(FAMILY), base.offered(FAMILY)) == ((True,) * 3, (True, True, False))
    assert (plan.present(FAMILY), base.present(FAMILY)) == (
        ("diesel", "battery", "gas"),
        ("diesel", "battery"),
    )


def test_a_row_of_the_baseline_alone_is_there_in_the_policy_case(load, minimum):
    other = with_freight(minimum, NEW) + REFERENCE
    plan = load(plan=minimum + "name: plan\nreference: other.yaml\n", other=other)
    assert plan.keys == plan.reference.keys
    assert plan.present(FAMILY) == ("diesel", "battery")
    assert plan.reference.present(FAMILY) == ("diesel", "battery", "gas")
    assert plan.reference.text(f"{FAMILY}.gas.label") == "Gas"


def test_a_row_that_one_case_removes_is_there_with_nothing_of_it(load, minimum):
    removed = with_freight(minimum, "powertrains: {battery: null}")
    plan = load(plan=removed + "name: plan\nreference: other.yaml\n", other=minimum + REFERENCE)
    assert (plan.present(FAMILY), plan.reference.present(FAMILY)) == (("diesel",), ("diesel", "battery"))
    plan = load(plan=minimum + "name: plan\nreference: other.yaml\n", other=removed + REFERENCE)
    assert (plan.present(FAMILY), plan.reference.present(FAMILY)) == (("diesel", "battery"), ("diesel",))
    plan = load(plan=removed + "name: plan\nreference: other.yaml\n", other=removed + REFERENCE)
    assert plan.members(FAMILY) == plan.reference.members(FAMILY) == ("diesel",)


def test_a_row_that_the_baseline_states_has_its_own_policy(problems, load, minimum):
    plan = with_freight(minimum, NEW) + "name: plan\nreference: other.yaml\n"
    partly = with_freight(minimum, "powertrains: {gas: {label: Gas}}") + REFERENCE
    (found,) = problems(plan=plan, other=partly)
    assert found.file.endswith("other.yaml")
    assert found.message == "this row lacks subsidy"
    stated = with_freight(minimum, "powertrains: {gas: {label: Gas, subsidy: 5 CNY/truck}}") + REFERENCE
    base = load(plan=plan, other=stated).reference
    assert base.quantity(f"{FAMILY}.gas.subsidy").central == (5.0,)
    assert base.quantity(f"{FAMILY}.gas.consumption").central == (40.0,)  # of the world
