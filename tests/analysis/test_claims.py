"""Claims: each boundary answered apart, and the bound read in the variable's unit."""

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.cli.main import main
from carbonsim.core.errors import ScenarioError
from carbonsim.results.records import Variable

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


@pytest.mark.parametrize(("share", "holds"), [(0.99, True), (1.01, False)])
def test_a_claim_of_energy_in_standard_coal(result, share, holds):
    energy = "Final Energy|Transportation|Truck"
    coal = result.central[energy][0] * 34.12084  # 1 EJ is 34.12084 Mtce
    (row,) = answer(result, variable=energy, bound="at_least", value=share * coal, unit="Mtce/yr", year=2023)
    assert (row.holds, row.unit) == (holds, "EJ/yr")


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


def test_any_year_means_the_first_in_which_it_holds_or_else_the_nearest(result):
    series = result.central[f"{REDUCTION} [Operational]"]
    (nearest,) = answer(result, boundary="operational", year=None, bound="at_least")
    assert nearest.value == series.max()
    (first,) = answer(result, boundary="operational", year=None, bound="at_most")
    assert first.year == 2023 and first.holds
    later = float(series[1] * 1.0000001) if series[1] < series[0] else float(series[0])
    (row,) = answer(result, boundary="operational", year=None, bound="at_most", value=later)
    assert row.year == int(result.years[np.argmax(series <= later)])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"variable": "Emission Reduction|CO2|Transportation|Trucks"}, "did you mean"),
        ({"boundary": "tailpipe"}, "direct, operational"),
        ({"product": "DRI"}, "found product 'DRI', expected none: the figure has no product"),
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
    # "about 3 bn": the saving of this world is nearly twice that, for the fee pays for little used stations
    assert 3 * 1.5 < rows["trunk-line-cost", "operating"].value < 3 * 2.5
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


CASES = ("dry gas", "wet gas")
KINDS = (("hot metal", "direct"), ("hot metal", "upstream"), ("liquid steel", "direct"))


@pytest.fixture
def works(result):
    """A run that reports one saving in two cases, for two products, one of them at two boundaries."""
    stem, variables, central, ensemble = "Works Saving|CO2|Iron and Steel|Shaft Furnace", {}, {}, {}
    for case in CASES:
        for product, boundary in KINDS:
            name, value = f"{stem} [{case}, {product}, {boundary}]", float(len(variables))
            unit = "kg CO2e/t" if boundary == "upstream" else "kg CO2/t"
            variables[name] = Variable(name, unit, "", "", "carbonsim", stem, boundary, product, case)
            central[name] = np.array([value, value + 1, value])
            ensemble[name] = central[name][:, None] + np.array([-2.0, -1.0, 0.0, 1.0])
    del ensemble[name]
    return replace(result, variables=variables, central=central, ensemble=ensemble, vintages={})


def ask(works, **changes):
    bound = {"bound": "at_least", "value": 1.0, "unit": "kg CO2/t", "year": 2024, **changes}
    return answer(works, variable="Works Saving|CO2|Iron and Steel|Shaft Furnace", **bound)


def test_a_claim_is_answered_for_each_product_and_case(works):
    rows = ask(works)
    assert [(row.variant, row.product, row.boundary) for row in rows] == [
        (case, *kind) for case in CASES for kind in KINDS
    ]


def test_a_named_product_is_answered_in_every_case(works):
    rows = ask(works, product="liquid steel")
    assert [(row.variant, row.product) for row in rows] == [(case, "liquid steel") for case in CASES]
    rows = ask(works, product="hot metal", boundary="upstream")
    assert [(row.variant, row.boundary) for row in rows] == [(case, "upstream") for case in CASES]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"product": "DRI"}, "found product 'DRI', expected one of hot metal, liquid steel"),
        ({"boundary": "life-cycle"}, "found boundary 'life-cycle', expected one of direct, upstream"),
        ({"boundary": "upstream", "product": "liquid steel"}, "'liquid steel', expected one of hot metal"),
    ],
)
def test_what_is_not_reported_is_told_with_what_is(works, changes, words):
    with pytest.raises(ScenarioError, match=words) as caught:
        ask(works, **changes)
    assert caught.value.problems[0].line > 0


def test_one_case_may_be_named_by_its_whole_name(works):
    name = next(iter(works.variables))
    (row,) = answer(works, variable=name, unit="kg CO2/t", year=2024)
    assert row.variant == "dry gas"


def test_the_range_and_probability_are_those_of_the_draws_in_the_year(works):
    first, *_, last = ask(works)
    # 1 in 2024, and draws of -1, 0, 1 and 2
    assert (first.year, first.value) == (2024, 1.0)
    assert (first.p05, first.p50, first.p95) == pytest.approx((-0.85, 0.5, 1.85))
    assert first.probability == 0.5
    assert (first.verdict, first.holds) == ("undecided", None), "no yes beside a share of 50 %"
    assert (last.p05, last.p95, last.probability) == (None, None, None), "its draws are not kept"
    (most, *_) = ask(works, value=0.0, bound="at_most")
    assert most.probability == 0.5
    (equal, *_) = ask(works, value=1.0, bound="equals", tolerance=1.0)
    assert equal.probability == 0.75
    rows = ask(works, year=None)
    # the third series is 2 in all years, so that the claim holds somewhere in the first
    assert {row.year for row in rows} == {2023}


def test_a_claim_that_cannot_be_compared_has_a_range_and_no_probability(works):
    (row, *_) = ask(works, unit="kg CO2e/t")
    assert row.holds is None and row.probability is None
    assert row.p50 == pytest.approx(0.5)


def test_without_an_ensemble_there_is_no_range(result):
    assert {(row.p05, row.p50, row.p95, row.probability) for row in evaluate(result)} == {(None,) * 4}


#: Figure -> a shipped scenario that reports it, and where it is answered: by boundary, or by case.
ANSWERED = {
    "Emission Intensity|CO2|Iron and Steel|Steel|BF-BOF Best": ("steel", ["direct", "operational"], 2),
    "Carbon Cost|Iron and Steel|Steel|BF-BOF Best": ("steel", ["average", "marginal"], 2),
    "Electricity Bought|Iron and Steel": ("steel", ["without electrolysers", "with electrolysers"], 2),
    "Fermentation|Net Emissions": ("steel", [""], 3),
    "Cost Intensity|Transportation|Truck": ("freight", ["owner", "resource"], 2),
    "Emission Intensity|CO2|Transportation|Truck": (
        *("freight", ["direct", "operational", "well-to-wheel", "life-cycle"]),
        4,
    ),
    "Sales|Transportation|New Energy Vehicle": ("nev", ["domestic", "wholesale"], 2),
}
SHIPPED = {"steel": "zhanjiang-shaft-furnace", "freight": "fujian-all-diesel", "nev": "china-nev-none"}


@pytest.fixture(scope="module")
def runs():
    """A short run of each sector, with draws."""
    found = {}
    for sector, name in SHIPPED.items():
        first = carbonsim.load_scenario(name).years[0]
        found[sector] = carbonsim.run(
            carbonsim.load_scenario(name, [f"years=[{first}, {first + 2}]"]), draws=8
        )
    return found


def answers_of(result, variable, **changes):
    claim = carbonsim.load_scenario("fujian-full-conversion").claims[0]
    unit = next(v.unit for v in result.variables.values() if variable in (v.stem, v.name))
    year = int(result.years[0])
    claim = replace(claim, variable=variable, unit=unit, year=year, value=1.0, **changes)
    return evaluate(replace(result, scenario=replace(result.scenario, claims=(claim,))))


@pytest.mark.parametrize("figure", ANSWERED)
def test_a_figure_is_answered_at_all_its_boundaries_and_cases(runs, figure):
    sector, boundaries, count = ANSWERED[figure]
    rows = answers_of(runs[sector], figure)
    assert list(dict.fromkeys(row.boundary for row in rows)) == boundaries
    assert len(rows) == count
    # with the range of the draws and how probable it is
    assert all(row.p05 <= row.p50 <= row.p95 and 0 <= row.probability <= 1 for row in rows)
    assert len({(row.boundary, row.variant) for row in rows}) == count


@pytest.mark.parametrize("figure", [name for name, (_, places, _) in ANSWERED.items() if len(places) > 1])
def test_a_boundary_typed_in_brackets_is_answered_alone(runs, figure):
    sector, boundaries, _ = ANSWERED[figure]
    result = runs[sector]
    for variable in result.variables.values():
        if variable.stem == figure and variable.name.endswith("]"):
            (row,) = answers_of(result, variable.name)
            assert row.boundary == variable.boundary
            assert row.boundary in boundaries
            assert row.value == result.central[variable.name][0]


def test_a_claim_that_names_the_boundary_of_an_intensity_is_answered_there(runs):
    figure = "Emission Intensity|CO2|Iron and Steel|Steel|BF-BOF Best"
    (row,) = answers_of(runs["steel"], figure, boundary="operational")
    assert row.boundary == "operational"
    assert row.product == "liquid steel"
    assert row.value == runs["steel"].central[f"{figure} [Operational]"][0]
    with pytest.raises(ScenarioError, match="expected one of direct, operational"):
        answers_of(runs["steel"], figure, boundary="life-cycle")


def test_intensities_are_not_summed_over_the_years(runs):
    for result in runs.values():
        assert not any("Intensity|" in name or "Carbon Cost|" in name for name in result.headline)
