"""Another baseline than the one that a file names."""

import pytest

import carbonsim
from carbonsim.core.errors import ScenarioError


def test_a_chosen_reference_stands_in_for_that_of_the_file():
    plan = carbonsim.load_scenario("fujian-trunk-line", reference="fujian-no-line")
    assert plan.reference.name == plan.chosen_reference == "fujian-no-line"
    assert plan.reference.quantity("freight.swap.stations").central[0] == 0.0
    assert plan.quantity("freight.swap.stations").central[0] == 4.0


def test_a_plan_without_a_reference_gets_one():
    assert carbonsim.load_scenario("fujian-no-policy").reference is None
    plan = carbonsim.load_scenario("fujian-no-policy", reference="fujian-no-line")
    assert plan.reference.name == "fujian-no-line"


def test_none_leaves_the_reference_out():
    plan = carbonsim.load_scenario("china-trucks-electric", reference="none")
    assert plan.reference is None
    assert plan.chosen_reference == "none"


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ("fujian-trunk-line", "found the scenario itself"),
        ("fujian-no-lin", "no such file"),
        ("china-nev", "expected the plan's own: freight"),
    ],
)
def test_what_is_wrong_is_told_at_the_option(other, words):
    with pytest.raises(ScenarioError) as error:
        carbonsim.load_scenario("fujian-trunk-line", reference=other)
    assert words in str(error.value)
    assert f"--reference {other}" in str(error.value)
