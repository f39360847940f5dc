"""Claims: each boundary answered apart, and the bound read in the variable's unit."""

from dataclasses import replace

import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.cli.main import main
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
    scenario = replace(result.scenario, reference=None)
    alone = replace(
        result,
        reference=None,
        scenario=scenario,
        variables={k: v for k, v in result.variables.items() if k.startswith("Emissions|")},
    )
    with pytest.raises(ScenarioError, match="reference"):
        answer(alone)


def test_the_shipped_claims_of_the_press(result):
    rows = {(row.claim.name, row.boundary): row for row in evaluate(result)}
    assert rows["trunk-line-co2", "direct"].holds
    assert not rows["trunk-line-co2", "operational"].holds
    # "about 3 bn": the saving of this world is seven times that
    assert rows["trunk-line-cost", "operating"].value > 3 * 5
    assert not rows["trunk-line-cost", "operating"].holds
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


def test_claims_that_no_run_could_answer_are_refused_before_one_is_made(tmp_path, capsys):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "carbonsim: 1\nextends: carbonsim:fujian-trunk-line\nclaims:\n"
        "  - {name: typo, text: It cuts, variable: Emission Reductio|CO2, at_least: 18 Mt CO2/yr}\n"
        "  - {name: kind, text: It cuts, variable: Emission Reduction|CO2|Transportation|Truck,\n"
        "     at_least: 18 Mt}\n",
        encoding="utf-8",
    )
    assert main(["check", str(path)]) == 2
    said = capsys.readouterr().err
    assert "claims.typo" in said
    assert said.count("claims.kind") == 1


def test_the_plain_name_of_a_figure_is_answered_at_every_boundary(result):
    rows = answer(result, variable="Emissions|CO2|Energy|Demand|Transportation|Truck", bound="at_most")
    assert [row.boundary for row in rows] == ["direct", "operational", "well-to-wheel", "life-cycle"]
