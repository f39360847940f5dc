"""Claims: each boundary answered apart, and the bound read in the variable's unit."""

from dataclasses import replace

import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.core.errors import ScenarioError

REDUCTION = "Emission Reduction|CO2|Transportation|Truck"


@pytest.fixture(scope="module")
def result():
    return carbonsim.run(carbonsim.load_scenario("fujian-full-conversion", ["years=[2023, 2025]"]), draws=1)


def answer(result, **changes):
    claim = replace(result.scenario.claims[0], **changes)
    scenario = replace(result.scenario, claims=(claim,))
    return evaluate(replace(result, scenario=scenario))


def test_a_claim_without_a_boundary_is_answered_at_every_one(result):
    rows = answer(result)
    assert [row.boundary for row in rows] == ["direct", "operational", "well-to-wheel", "life-cycle"]
    assert [row.holds for row in rows] == [True, False, False, False]
    assert rows[0].unit == "Mt CO2/yr"
    assert rows[2].unit == "Mt CO2e/yr"
    assert "CO2e" in rows[2].note


def test_a_named_boundary_is_answered_alone(result):
    (row,) = answer(result, boundary="operational")
    assert row.boundary == "operational"
    assert not row.holds


@pytest.mark.parametrize(
    ("bound", "value", "tolerance", "holds"),
    [
        ("at_least", 18.3e6, 0.0, False),
        ("at_least", 18.2e6, 0.0, True),
        ("at_most", 18.3e6, 0.0, True),
        ("at_most", 18.2e6, 0.0, False),
        ("equals", 18e6, 0.02, True),
        ("equals", 18e6, 0.01, False),
    ],
)
def test_bounds_in_another_unit(result, bound, value, tolerance, holds):
    (row,) = answer(
        result, bound=bound, value=value, unit="t CO2/yr", tolerance=tolerance, boundary="direct", year=2023
    )
    assert row.holds is holds


def test_any_year_means_the_one_that_suits_the_claim(result):
    series = result.central[f"{REDUCTION} [Operational]"]
    (most,) = answer(result, boundary="operational", year=None, bound="at_least")
    (least,) = answer(result, boundary="operational", year=None, bound="at_most")
    assert most.value == series.max()
    assert least.value == series.min()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"variable": "Emission Reduction|CO2|Transportation|Trucks"}, "did you mean"),
        ({"boundary": "tailpipe"}, "direct, operational"),
        ({"unit": "km"}, "Mt CO2/yr"),
    ],
)
def test_what_cannot_be_answered_is_an_error_with_its_place(result, changes, words):
    with pytest.raises(ScenarioError, match=words) as caught:
        answer(result, **changes)
    assert caught.value.problems[0].line > 0


def test_a_claim_of_reductions_without_a_reference_says_so(result):
    alone = replace(
        result,
        reference=None,
        variables={k: v for k, v in result.variables.items() if k.startswith("Emissions|")},
    )
    with pytest.raises(ScenarioError, match="reference"):
        answer(alone)


def test_the_shipped_claims_of_the_press(result):
    rows = {(row.claim.name, row.boundary): row for row in evaluate(result)}
    assert rows["trunk-line-co2", "direct"].holds
    assert not rows["trunk-line-co2", "operational"].holds
    assert rows["trunk-line-cost", "operating"].holds
    # 175,000 km at 33 L are 151.9 t; 11,300 km at 7.2 L and 2.23 kg are 1.81 t
    assert rows["truck-hundred-cars", "direct"].value == pytest.approx(83.7, abs=0.1)
    assert not rows["truck-hundred-cars", "direct"].holds


def test_in_shanxi_the_claim_is_negative_at_the_grid():
    result = carbonsim.run(
        carbonsim.load_scenario("fujian-full-conversion", ["region=Shanxi", "years=[2023, 2024]"]), draws=1
    )
    rows = {(row.claim.name, row.boundary): row.value for row in evaluate(result)}
    assert rows["trunk-line-co2", "direct"] > 18
    assert rows["trunk-line-co2", "operational"] < 0
