"""Plan and reference with other rows: each gives what it gives alone, and has nothing of the other's rows."""

import json
from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.engine.scaled_shares import scaled_quantiles
from carbonsim.kernel.inputs import Inputs
from carbonsim.results.claim_figures import of_one_year
from carbonsim.sectors.freight.corridor import line_of
from carbonsim.sectors.nev.past_values import past_values
from carbonsim.sectors.steel.fleet import read_campaigns
from carbonsim.sectors.steel.rows import ROUTES

DRAWS = 4
#: Prices do not follow from what a plan makes beyond its reference, which it does not know alone.
BASE = {"drivers": {good: {"learning_rate": "0 1"} for good in ("battery", "electrolyser")}}
#: A first share that is drawn, so that all are scaled in every draw.
DRAWN_SHARE = {
    "average_blast_furnace": {"initial_share": {"value": 0.75, "low": 0.6, "high": 0.9, "unit": "1"}}
}


def stated(setting):
    """A parameter as a file states it, with its range."""
    value, unit = setting.value, setting.definition.unit
    if isinstance(value, str):
        return value
    parts = {"central": value.central, "low": value.low, "high": value.high}
    given = {name: part for name, part in parts.items() if part is not None}
    if value.years:
        given = {name: dict(zip(value.years, part, strict=True)) for name, part in given.items()}
        given["path"] = given.pop("central")
    else:
        given = {name: part[0] for name, part in given.items()}
        given["value"] = given.pop("central")
    return given | {"unit": unit}


def copy_of(parent, row, **changes):
    """All attributes of a row of a shipped scenario, some of them changed."""
    settings = carbonsim.load_scenario(parent).settings
    found = {
        key.rpartition(".")[2]: setting for key, setting in settings.items() if key.startswith(f"{row}.")
    }
    return {name: stated(setting) for name, setting in found.items()} | changes


def yaml_of(value):
    """Flow style that YAML reads; unlike JSON, years are numbers."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {yaml_of(part)}" for key, part in value.items()) + "}"
    return "null" if value is None else json.dumps(value)


@pytest.fixture
def cases(tmp_path):
    """A plan beside its reference, and both alone; `plan` and `reference` are sections of their files."""

    def write(name, head, years, sections):
        path = tmp_path / f"{name}.yaml"
        lines = [f"{key}: {yaml_of(value)}" for key, value in sections.items()]
        text = f"carbonsim: 1\nname: {name}\n{head}\nyears: {years}\nclaims: []\n"
        path.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
        return path

    def cases(parent, years, plan, reference=None, base=None, plan_alone=True):
        write("base", f"extends: carbonsim:{parent}", years, BASE | (base or {}))
        other = write("other", "extends: base.yaml", years, reference or {})
        alone = write("alone", "extends: base.yaml", years, plan)
        compared = write("compared", "extends: base.yaml\nreference: other.yaml", years, plan)
        asked = (compared, alone, other) if plan_alone else (compared, other)
        return tuple(carbonsim.load_scenario(path) for path in asked)

    return cases


def same_as(beside, alone):
    """A case beside another gives what it gives alone."""
    single = carbonsim.run(alone, draws=DRAWS)
    assert set(single.central) <= set(beside.central)
    for kind in ("central", "ensemble"):
        for name, values in getattr(single, kind).items():
            assert getattr(beside, kind)[name] == pytest.approx(values, rel=1e-9, abs=1e-9, nan_ok=True), name
    return single


def assert_as_alone(scenario, alone, other):
    """Plan and reference beside each other, and each alone; the run beside each other is given back."""
    result = carbonsim.run(scenario, draws=DRAWS)
    for beside, scenario_alone in ((result, alone), (result.reference, other)):
        single = same_as(beside, scenario_alone)
        compared = {
            name for name in beside.central if name.startswith(("Emission Reduction|", "Cost Saving|"))
        }
        compared |= {name for name in beside.central if name.startswith("Extra Cost|")}
        for name in set(beside.central) - set(single.central) - compared:
            assert_nothing(beside, name)
    return result


def assert_nothing(results, name):
    """A row that the scenario lacks: an amount is 0, a figure of a tonne or truck blank, in all years."""
    amounts = ("Capacity", "Production", "Sales|", "Stocks|", "Distance Travelled|")
    amounts += ("Final Energy|", "Oil Displaced|")
    expected = 0.0 if name.startswith(amounts) else np.nan
    for values in (results.central[name], results.ensemble.get(name, np.full(1, expected))):
        assert np.array_equal(values, np.full(values.shape, expected), equal_nan=True), name


def first_year(results, label):
    return results.central[f"Capacity|Iron and Steel|Steel|{label}"][0]


def test_a_route_that_stood_is_there_in_its_own_case_alone(cases):
    parent = "china-steel-current-policies"
    new = copy_of(
        parent, "steel.routes.best_blast_furnace", label="My Furnace", scrap={"value": 0.12, "unit": "t/t"}
    )
    plan = {"steel": {"routes": {"best_blast_furnace": None, "mine": new}}}
    base = {"steel": {"routes": DRAWN_SHARE}}
    result = assert_as_alone(*cases(parent, [2023, 2027], plan, base=base))
    assert first_year(result, "My Furnace") > 100
    assert first_year(result, "BF-BOF Best") == 0
    assert first_year(result.reference, "My Furnace") == 0
    assert first_year(result.reference, "BF-BOF Best") > 100


def test_routes_are_compared_with_one_that_the_case_has(cases):
    parent = "china-steel-current-policies"
    scrap = {"value": 0.05, "unit": "t/t"}
    new = copy_of(parent, "steel.routes.average_blast_furnace", label="My Furnace", scrap=scrap)
    gone = {"average_blast_furnace": None, "hydrogen_smelter": None, "mine": new}
    scenario, alone, other = cases(parent, [2023, 2026], {"steel": {"routes": gone}})
    result = assert_as_alone(scenario, alone, other)
    found, expected = (
        [(row.label["en"], row.value) for check in each.checks for row in check.rows]
        for each in (result, carbonsim.run(alone, draws=result.draws))
    )
    assert [label for label, _ in found] == [label for label, _ in expected]
    values = [np.array([value for _, value in each]) for each in (found, expected)]
    assert values[0] == pytest.approx(values[1], rel=1e-9, nan_ok=True)


def test_what_stood_in_the_other_case_alone_is_not_followed(cases):
    parent = "china-steel-current-policies"
    new = copy_of(parent, "steel.routes.best_blast_furnace", label="My Furnace")
    plan = {"steel": {"routes": {"best_blast_furnace": None, "mine": new}}}
    for case in cases(parent, [2023, 2024], plan):
        standing = read_campaigns(Inputs(case, np.array([2023, 2024]), 1, {})).rows
        shares = [
            case.quantity(f"steel.routes.{row}.initial_share").central[0] for row in case.present(ROUTES)
        ]
        assert len(standing) == np.count_nonzero(shares)


def test_furnaces_of_the_other_case_are_not_what_a_shaft_saves_against(cases):
    parent = "china-steel-current-policies"
    new = copy_of(
        parent, "steel.routes.best_blast_furnace", label="My Furnace", scrap={"value": 0.3, "unit": "t/t"}
    )
    new |= {"covered": {"value": 0.5, "unit": "1"}}
    removed = {"cases": {"natural_gas": None}, "routes": {"best_blast_furnace": None, "mine": new}}
    # what takes coke-oven gas pays for the part of the ovens that the market covers
    assert_as_alone(*cases(parent, [2023, 2026], {"steel": removed}))


def test_a_plant_and_a_route_of_the_reference_alone_are_nothing_in_the_plan(cases):
    parent = "china-steel-current-policies"
    route = copy_of(parent, "steel.routes.hydrogen_shaft", label="Another Shaft")
    plant = {
        "label": "New Plant",
        "route": "another",
        "capacity": {"path": {2023: 0, 2026: 3}, "unit": "Mt/yr"},
        "load": "0.9 1",
    }
    reference = {"steel": {"routes": {"another": route}, "plants": {"new": plant}}}
    result = assert_as_alone(*cases(parent, [2023, 2027], {}, reference))
    assert result.reference.central["Capacity|Iron and Steel|Steel|Another Shaft"][-1] > 1


def test_a_truck_that_was_sold_is_there_in_its_own_case_alone(cases):
    parent = "fujian-no-policy"
    new = copy_of(parent, "freight.powertrains.lng", label="My Gas", purchase_subsidy="0 CNY/truck")
    plan = {"freight": {"powertrains": {"lng": None, "mine": new}}}
    result = assert_as_alone(*cases(parent, [2023, 2028], plan))
    for case, there, gone in ((result, "My Gas", "LNG"), (result.reference, "LNG", "My Gas")):
        assert case.central[f"Stocks|Transportation|Truck|Internal Combustion|{there}"][0] > 0
        assert np.all(case.central[f"Stocks|Transportation|Truck|Internal Combustion|{gone}"] == 0)


def test_a_share_of_sales_that_is_given_is_that_of_the_own_case(cases):
    parent = "fujian-all-diesel"
    half = {"sales_share": "0.5 1"}
    new = copy_of(parent, "freight.powertrains.lng", label="My Gas", purchase_subsidy="0 CNY/truck") | half
    base = {"freight": {"sales": "given", "powertrains": {"diesel": half}}}
    plan = {"freight": {"powertrains": {"lng": None, "mine": new}}}
    reference = {"freight": {"powertrains": {"lng": half}}}
    result = assert_as_alone(*cases(parent, [2023, 2025], plan, reference, base))
    sold = [
        result.central[f"Sales|Transportation|Truck|Internal Combustion|{row}"]
        for row in ("My Gas", "Diesel")
    ]
    assert sold[0] == pytest.approx(sold[1])


def test_swapping_trucks_of_the_reference_alone_ask_nothing_of_stations(cases):
    plan = {"freight": {"powertrains": {"battery_swap": None, "fuel_cell": None}}}
    assert_as_alone(*cases("fujian-all-diesel", [2023, 2027], plan))


def test_a_commercial_vehicle_of_one_case_alone_is_not_sold_in_the_other(cases):
    parent = "china-nev-no-policy"
    sales = {"path": {2021: 0, 2025: 0, 2026: 100000}, "unit": "vehicle/yr"}
    new = copy_of(parent, "nev.powertrains.light_commercial", label="Van", sales=sales)
    new["past_subsidy"] = "0 CNY/vehicle"
    for own, others in (
        ({"nev": {"powertrains": {"van": new}}}, {}),
        ({}, {"nev": {"powertrains": {"van": new}}}),
    ):
        result = assert_as_alone(*cases(parent, [2021, 2028], own, others))
        case = result if own else result.reference
        assert case.central["Sales|Transportation|New Energy Vehicle|Van"][-1] == pytest.approx(0.1)


def test_a_car_that_the_plan_removes_was_sold_as_it_was_and_no_more(cases):
    plan = {"nev": {"powertrains": {"range_extended": None}}}
    # alone it would lack a part of the cars that were sold: what happened is of the world of both
    scenario, other = cases("china-nev-no-policy", [2021, 2030], plan, plan_alone=False)
    result = carbonsim.run(scenario, draws=DRAWS)
    same_as(result.reference, other)
    happened = result.years <= 2025
    family = "Transportation|Light-Duty Vehicle|Plug-in Hybrid|Range-Extended"
    assert np.all(result.central[f"Sales|{family}"][~happened] == 0)
    assert np.all(np.diff(result.central[f"Stocks|{family}"][~happened]) < 0)
    assert np.all(np.isnan(result.central[f"Purchase Price|{family}"][~happened]))
    for kind in ("Sales", "Stocks", "Purchase Price"):
        before, beside = result.central[f"{kind}|{family}"], result.reference.central[f"{kind}|{family}"]
        assert np.array_equal(before[happened], beside[happened])
        assert np.all(beside[~happened] > 0)


def test_a_car_that_the_reference_adds_was_sold_in_the_plan_as_it_was(cases):
    parent = "china-nev-no-policy"
    path = copy_of(parent, "nev.powertrains.range_extended")["past_split"]["path"]
    drawn = {"value": 0.004, "low": 0.002, "high": 0.006, "unit": "1"}
    fewer = {"path": {year: round(split - 0.004, 6) for year, split in path.items()}, "unit": "1"}
    new = copy_of(parent, "nev.powertrains.battery", label="Micro", past_split=drawn)
    base = {"nev": {"powertrains": {"range_extended": {"past_split": fewer}}}}
    reference = {"nev": {"powertrains": {"micro": new}}}
    scenario, other = cases(parent, [2021, 2030], {}, reference, base, plan_alone=False)
    result = carbonsim.run(scenario, draws=DRAWS)
    same_as(result.reference, other)
    name, happened = "Sales|Transportation|Light-Duty Vehicle|Battery-Electric|Micro", result.years <= 2025
    assert np.array_equal(result.central[name][happened], result.reference.central[name][happened])
    assert np.all(result.reference.central[name] > 0)
    assert np.all(result.ensemble[name][~happened] == 0)
    for case in (scenario, scenario.reference):
        assert scaled_quantiles(case, "nev.powertrains.battery.past_split") is not None


def test_cars_that_both_cases_sold_have_labels_of_their_own(cases):
    parent = "china-nev-no-policy"
    path = copy_of(parent, "nev.powertrains.plugin_hybrid")["past_split"]["path"]
    fewer = {"path": {year: round(split - 0.004, 6) for year, split in path.items()}, "unit": "1"}
    base = {"nev": {"powertrains": {"plugin_hybrid": {"past_split": fewer}}}}
    new = copy_of(parent, "nev.powertrains.range_extended", past_split="0.004 1")
    plan = {"nev": {"powertrains": {"range_extended": None, "mine": new}}}
    with pytest.raises(carbonsim.ScenarioError, match="label 'Range-Extended' twice"):
        cases(parent, [2021, 2030], plan, base=base, plan_alone=False)


def test_values_of_years_that_happened_are_told_of_the_case_that_has_the_row(cases):
    parent = "china-nev-no-policy"
    paid = {"path": {2021: 100, 2022: 900, 2026: 0}, "unit": "CNY/vehicle"}
    changed = {"nev": {"powertrains": {"range_extended": {"purchase_subsidy": paid}}}}
    plan = {"nev": {"powertrains": {"range_extended": None}}}
    scenario, _ = cases(parent, [2021, 2030], plan, changed, plan_alone=False)
    assert not past_values(scenario)
    assert len(past_values(scenario.reference)) == 1


def test_a_share_that_is_scaled_is_told_of_the_case_that_has_its_row(cases):
    parent = "china-steel-current-policies"
    drawn = {"value": 0.15, "low": 0.1, "high": 0.2, "unit": "1"}
    new = copy_of(parent, "steel.routes.best_blast_furnace", label="My Furnace", initial_share=drawn)
    plan = {"steel": {"routes": {"best_blast_furnace": None, "mine": new}}}
    scenario, _, _ = cases(parent, [2023, 2025], plan)
    mine, theirs = (f"steel.routes.{row}.initial_share" for row in ("mine", "best_blast_furnace"))
    _, found = scaled_quantiles(scenario, mine)
    assert found == pytest.approx([0.105, 0.15, 0.19], abs=0.01)
    assert scaled_quantiles(scenario, theirs) is None  # nothing of its whole is drawn in the reference
    scenario, _, _ = cases(parent, [2023, 2025], plan, base={"steel": {"routes": DRAWN_SHARE}})
    _, found = scaled_quantiles(scenario, theirs)
    assert found[0] < 0.15 < found[2]


def test_a_line_has_the_stations_of_its_own_case(cases):
    removed = {"freight": {"line": {"stations": {"changle_up": None}}}}
    added = {"freight": {"line": {"stations": {"mine": {"position": 0.9, "direction": "up"}}}}}
    for plan, reference, here, there in ((removed, {}, 3, 4), ({}, added, 4, 5), (removed, added, 3, 5)):
        scenario, _, _ = cases("fujian-no-policy", [2023, 2025], plan, reference)
        assert len(line_of(scenario, 2023).places) == here
        assert len(line_of(scenario.reference, 2023).places) == there
    same = copy_of("fujian-no-policy", "freight.line.stations.changle_up")
    moved = {"freight": {"line": {"stations": {"changle_up": None, "mine": same}}}}
    scenario, _, _ = cases("fujian-no-policy", [2023, 2025], moved)
    assert "mine" in {place.name for place in line_of(scenario, 2023).places}
    twice = {"freight": {"line": {"stations": {"mine": same}}}}
    with pytest.raises(carbonsim.ScenarioError, match="found the place of changle_up"):
        cases("fujian-no-policy", [2023, 2025], twice)


def test_a_row_may_take_the_label_of_one_that_the_other_case_has(cases):
    parent = "china-steel-current-policies"
    case = copy_of(parent, "steel.cases.natural_gas", replacement="coal", route="coke_oven_gas_shaft")
    furnace = copy_of(parent, "steel.routes.best_blast_furnace", scrap={"value": 0.12, "unit": "t/t"})
    rows = {
        "cases": {"natural_gas": None, "mine": case},
        "routes": {"best_blast_furnace": None, "mine": furnace},
    }
    result = assert_as_alone(*cases(parent, [2024, 2026], {"steel": rows}))
    assert first_year(result, "BF-BOF Best") > 100
    assert first_year(result.reference, "BF-BOF Best") > 100
    truck = copy_of("fujian-no-policy", "freight.powertrains.lng", purchase_subsidy="0 CNY/truck")
    plan = {"freight": {"powertrains": {"lng": None, "mine": truck}}}
    assert_as_alone(*cases("fujian-no-policy", [2023, 2026], plan))
    with pytest.raises(carbonsim.ScenarioError, match="twice"):
        cases(parent, [2024, 2026], {"steel": {"cases": {"mine": case}}})


CLAIMS = """\
claims:
  - {name: cases, variable: Works Saving|CO2|Iron and Steel|Shaft Furnace, product: hot metal, year: 2025,
     at_least: 1 kg CO2/yr}
  - {name: built, variable: Capacity|Iron and Steel|Steel|DRI-Smelter-BOF Hydrogen, year: 2025,
     at_most: 1 Mt/yr}
  - {name: grams, variable: Emission Intensity|CO2|Iron and Steel|Steel|DRI-Smelter-BOF Hydrogen, year: 2025,
     at_most: 1 t CO2/t}
"""


@pytest.mark.parametrize("draws", [0, 4])
def test_a_row_that_the_plan_lacks_answers_no_claim(tmp_path, draws):
    path = tmp_path / "mine.yaml"
    rows = "steel: {cases: {natural_gas: null}, routes: {hydrogen_smelter: null}}\n"
    head = "carbonsim: 1\nname: mine\nextends: carbonsim:china-steel-current-policies\n"
    path.write_text(
        f"{head}reference: carbonsim:china-steel-current-policies\nyears: [2023, 2026]\n{rows}{CLAIMS}"
    )
    result = carbonsim.run(carbonsim.load_scenario(path), draws=draws)
    answers = evaluate(result)
    told = {answer.variant for answer in answers if answer.claim.name == "cases"}
    assert "Natural Gas" not in told
    assert len(told) > 3
    for name, boundaries in (("built", 1), ("grams", 2)):
        found = [answer for answer in answers if answer.claim.name == name]
        assert len(found) == boundaries
        for answer in found:
            assert np.isnan(answer.value)
            assert answer.holds is None
            assert answer.probability is None or np.isnan(answer.probability)
            assert "no such figure" in answer.note
    if draws:  # of large ensembles the draws that claims ask about are all that is kept
        points = {
            of_one_year(name, year): values[year]
            for name, values in result.ensemble.items()
            for year in range(4)
        }
        assert str(evaluate(replace(result, ensemble={}, points=points))) == str(answers)
