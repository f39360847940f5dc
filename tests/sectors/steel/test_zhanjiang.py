"""The shaft furnace at Zhanjiang: its claims, its money and its differences to the works without it."""

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate

PLAN = "zhanjiang-shaft-furnace"
SHORT = "years=[2023, 2028]"
ACTORS = ("Steelmaker", "State", "Carbon Market", "European Union", "Customers")
EMISSIONS = ("", " [Operational]", " [Upstream]", " [Market-Covered]")


@pytest.fixture(scope="module")
def plan(ran):
    return ran(PLAN, SHORT, draws=50)


def emissions(boundary):
    gas = "Kyoto Gases" if "Upstream" in boundary else "CO2"
    return f"Emissions|{gas}|Iron and Steel{boundary}"


@pytest.mark.parametrize(
    ("name", "product"), [("zhanjiang-500kt", "hot metal"), ("zhanjiang-500kt-steel", "liquid steel")]
)
def test_the_claim_holds_unless_hydrogen_is_made_of_grid_power(plan, name, product):
    answers = [each for each in evaluate(plan) if each.claim.name == name]
    assert len(answers) == 7
    assert {each.product for each in answers} == {product}
    assert {each.boundary for each in answers} == {"operational"}
    assert {each.variant for each in answers if each.verdict == "fails"} == {"Hydrogen, Grid Power"}
    undecided = {each.variant for each in answers if each.verdict == "undecided"}
    assert undecided == ({"COG for Coal"} if product == "liquid steel" else set())
    for each in answers:
        assert each.year == 2024
        assert each.p05 < each.p50 < each.p95
        assert 0 <= each.probability <= 1
    sure = {each.variant: each.probability for each in answers}
    assert sure["Hydrogen, Zero-Carbon Power"] > 0.9
    assert sure["Hydrogen, Grid Power"] < 0.5
    if product == "hot metal":
        assert min(value for variant, value in sure.items() if "Grid" not in variant) > 0.9


def test_the_works_grows_no_steel(plan):
    demand = plan.scenario.quantity("steel.demand").series(plan.years)[0]
    for each in (plan, plan.reference):
        crude = each.central["Production|Iron and Steel|Steel"]
        assert np.allclose(crude, demand * 0.98, rtol=1e-9)
        routes = sum(
            values
            for name, values in each.central.items()
            if name.startswith(
                ("Production|Iron and Steel|Steel|Primary|", "Production|Iron and Steel|Steel|Sec")
            )
            and name != "Production|Iron and Steel|Steel|Secondary"
        )
        assert np.allclose(routes, crude, rtol=1e-9)
    # half a million tonnes of reduced iron in 2024
    assert plan.central["Production|Iron and Steel|Iron|Sponge Iron"][1] == pytest.approx(0.5)
    assert np.all(plan.reference.central["Production|Iron and Steel|Iron|Sponge Iron"] == 0)


@pytest.mark.parametrize("boundary", EMISSIONS)
def test_reduction_is_reference_minus_plan(plan, boundary):
    name = emissions(boundary)
    reduction = name.replace("Emissions|", "Emission Reduction|")
    for mine, other in (
        (plan.central, plan.reference.central),
        (plan.ensemble, plan.reference.ensemble),
    ):
        assert np.allclose(mine[reduction], other[name] - mine[name], rtol=1e-12, atol=1e-12)
    assert plan.central[reduction][0] == 0
    assert np.all(plan.central[reduction][1:] > 0)


def test_fleet_reduction_is_the_case_as_operated_at_its_load(plan):
    # Two ways to one number: the balance of the whole works with and without the shaft, and the case of the
    # same route per tonne at equal liquid steel. Cold iron, power in the place of gas, loads of 0.5 and more.
    load = plan.scenario.quantity("steel.plants.zhanjiang.load").series(plan.years)[0]
    saving = "Works Saving|CO2|Iron and Steel|Shaft Furnace [Own Gas Mix, liquid steel{}]"
    for boundary, ending in (("", ""), (" [Operational]", ", Operational")):
        reduction = plan.central[emissions(boundary).replace("Emissions", "Emission Reduction")]
        assert np.allclose(reduction, plan.central[saving.format(ending)] * load, rtol=1e-6, atol=1e-9)


def test_money_of_actors_adds_up_to_resources(plan):
    for each in (plan, plan.reference):
        central = each.central
        actors = [central[f"Cost|Iron and Steel|{actor}"] for actor in ACTORS]
        scale = sum(np.abs(values) for values in actors)
        assert np.all(np.abs(sum(actors) - central["Cost|Iron and Steel [Resource]"]) <= 1e-9 * scale)
        kinds = sum(v for name, v in central.items() if name.startswith("Cost|Iron and Steel|Owner|"))
        assert np.allclose(kinds, central["Cost|Iron and Steel [Owner]"], rtol=1e-9)
        assert np.array_equal(actors[0], central["Cost|Iron and Steel [Owner]"])
    owner = (
        plan.reference.central["Cost|Iron and Steel [Owner]"] - plan.central["Cost|Iron and Steel [Owner]"]
    )
    assert np.allclose(plan.central["Cost Saving|Iron and Steel [Owner]"], owner, rtol=1e-9, atol=1e-12)


def test_the_ensemble_spreads(plan):
    for name in (
        "Emission Reduction|CO2|Iron and Steel",
        "Emission Reduction|CO2|Iron and Steel [Operational]",
        "Cost Saving|Iron and Steel [Owner]",
        "Emissions|CO2|Iron and Steel",
        "Levelised Cost|Iron and Steel|Steel|Zhanjiang Shaft",
    ):
        low, middle, high = plan.quantiles(name, (0.05, 0.5, 0.95))[:, 1:]
        assert np.all(low < middle)
        assert np.all(middle < high)
        central = plan.central[name][1:]
        assert np.all((central > plan[name][1:].min(axis=1)) & (central < plan[name][1:].max(axis=1)))


def test_a_plan_that_is_its_reference_differs_in_nothing(tmp_path):
    path = tmp_path / "same.yaml"
    path.write_text(
        "carbonsim: 1\nname: same\ntitle: {en: Same, zh: 相同}\nextends: carbonsim:zhanjiang-blast-furnace\n"
        "reference: carbonsim:zhanjiang-blast-furnace\nyears: [2023, 2027]\n",
        encoding="utf-8",
    )
    result = carbonsim.run(carbonsim.load_scenario(path), draws=3)
    compared = [name for name in result.variables if name.startswith(("Emission Reduction|", "Cost Saving|"))]
    assert len(compared) >= 6
    for name in compared:
        assert np.all(result.central[name] == 0)
        assert np.all(result.ensemble[name] == 0)


def test_a_furnace_without_capacity_changes_nothing(ran):
    result = ran(PLAN, SHORT, "steel.plants.zhanjiang.capacity=0 Mt/yr")
    for name, values in result.central.items():
        if name.startswith(("Emission Reduction|", "Cost Saving|", "Works Saving|")):
            assert np.allclose(values, 0, atol=1e-12), name


def test_the_market_covers_the_whole_works(plan):
    for each in (plan, plan.reference):
        covered = each.central["Emissions|CO2|Iron and Steel [Market-Covered]"]
        assert np.allclose(covered, each.central["Emissions|CO2|Iron and Steel"], rtol=1e-9)


def test_emissions_add_up(plan):
    central = plan.central
    direct = central["Emissions|CO2|Iron and Steel"]
    parts = (
        central["Emissions|CO2|Energy|Demand|Industry|Iron and Steel"]
        + central["Emissions|CO2|Industrial Processes|Iron and Steel"]
    )
    assert np.allclose(parts, direct, rtol=1e-12)
    power = central["Emissions|CO2|Iron and Steel [Electricity]"]
    assert np.allclose(central["Emissions|CO2|Iron and Steel [Operational]"], direct + power, rtol=1e-12)
    supply = central["Emissions|Kyoto Gases|Iron and Steel [Fuel Supply]"]
    assert np.allclose(
        central["Emissions|Kyoto Gases|Iron and Steel [Upstream]"], direct + power + supply, rtol=1e-12
    )
