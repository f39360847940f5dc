"""A row that only one case of a comparison has: the other has nothing of it."""

import json

import numpy as np
import pytest

import carbonsim
from carbonsim.cli.main import main
from carbonsim.engine import ensemble
from carbonsim.engine.reported import of_other_case
from carbonsim.report.heading import warnings
from tests.added_rows import TRUCK

NEW_PLANT = """\
steel:
  plants:
    new:
      label: New Plant
      route: {route}
      capacity: {{path: {{2023: 0, 2030: 2}}, unit: Mt/yr}}
      load: 0.9 1
"""
ROUTE = """\
  routes:
    new_route:
      {{label: New Route, iron: shaft, melt: arc_furnace, fuel_rate: 0 kg/t, coal_rate: 0 kg/t,
       injected_hydrogen: 0 kg/t, hydrogen_share: 1, coke_oven_gas_share: 0, dri_carbon: 0,
       metallisation: 0.94,
       ore_iron: 0.67, hot_charging: 1, electric_heating: 1, scrap: 0.1 t/t, capture_share: 0,
       investment: 3000 CNY/(t/yr), renewal: 500 CNY/(t/yr), fixed_cost: 300 CNY/t, campaign_life: 20 yr,
       initial_share: {share}, build_rate: 50 Mt/yr, replacement_ratio: 1,
       early_retirement: 0 %/yr, covered: 1,
       premium_share: 0, choice_constant: 5}}
"""
CAR = """\
nev:
  powertrains:
    battery: {past_split: {path: {2021: 0.8, 2025: 0.6}, unit: "1"}}
    plugin_hybrid: {past_split: {path: {2021: 0.1, 2025: 0.2}, unit: "1"}}
    range_extended: {past_split: {path: {2021: 0.05, 2025: 0.1}, unit: "1"}}
    micro:
      {label: Micro, family: Battery-Electric, group: car, energy: plug, petrol_use: 0 L/100km,
       electricity_use: 8 kWh/100km, utility_factor: 1, battery_capacity: 15 kWh/vehicle, range: 120 km,
       body_price: 30000 CNY/vehicle, maintenance: 0.02 CNY/km, insurance: 1500 CNY/vehicle/yr,
       manufacturing_emissions: 3 t CO2e/vehicle, survival_scale: 12 yr, survival_shape: 3,
       fast_leaving_share: 0, relative_mileage: 0.5, displaced_diesel: 0,
       past_split: {path: {2021: 0.05, 2025: 0.1}, unit: "1"}, sales: 0 vehicle/yr,
       appeal: 0, past_subsidy: 0 CNY/vehicle, purchase_subsidy: 0 CNY/vehicle}
"""


@pytest.fixture
def compared(tmp_path):
    """A scenario that extends a shipped one, against that one."""

    def compared(parent, years, text):
        head = f"carbonsim: 1\nname: mine\nextends: carbonsim:{parent}\nreference: carbonsim:{parent}\n"
        path = tmp_path / "mine.yaml"
        path.write_text(f"{head}years: {years}\nclaims: []\n{text}", encoding="utf-8")
        return carbonsim.load_scenario(path)

    return compared


def same_axes(result):
    assert result.central.keys() - result.reference.central.keys() <= result.variables.keys()
    for name, values in result.reference.ensemble.items():
        assert values.shape == result.ensemble[name].shape, name


def test_a_plant_of_the_plan_alone_saves_what_it_saves(compared):
    scenario = compared("zhanjiang-blast-furnace", "[2023, 2032]", NEW_PLANT.format(route="zhanjiang_shaft"))
    result = carbonsim.run(scenario, draws=4, seed=1)
    shaft = "Capacity|Iron and Steel|Steel|Zhanjiang Shaft"
    assert np.all(result.reference.central[shaft] == 0)
    assert result.central[shaft][-1] > 1
    saved = result.central["Emission Reduction|CO2|Iron and Steel"]
    assert saved[0] == 0
    assert 1.5 < saved[-1] < 3.5
    assert np.all(result.ensemble["Emission Reduction|CO2|Iron and Steel"][-1] > 1)
    same_axes(result)


def test_a_route_of_the_plan_alone_is_not_built_without_it(compared):
    scenario = compared("china-steel-current-policies", "[2023, 2035]", "steel:\n" + ROUTE.format(share=0))
    result = carbonsim.run(scenario, draws=3, seed=1)
    name = "Capacity|Iron and Steel|Steel|New Route"
    assert result.central[name][-1] > 10
    assert np.all(result.reference.ensemble[name] == 0)
    alone = carbonsim.run(
        carbonsim.load_scenario("china-steel-current-policies", ["years=[2023, 2035]"]), draws=0
    )
    for series, values in alone.central.items():
        # the plan's world has the same prices, for the same goods were made until it began
        assert result.reference.central[series] == pytest.approx(values, rel=1e-9, abs=1e-9, nan_ok=True), (
            series
        )
    same_axes(result)


def test_a_route_of_the_plan_alone_cannot_have_stood_in_the_first_year(compared):
    shares = "    best_blast_furnace: {initial_share: 0.05}\n"
    with pytest.raises(carbonsim.ScenarioError, match=r"add up to 0\.9"):
        compared(
            "china-steel-current-policies", "[2023, 2025]", "steel:\n" + ROUTE.format(share=0.1) + shares
        )


def test_a_truck_of_the_plan_alone_is_not_sold_without_it(compared):
    scenario = compared("fujian-no-policy", "[2023, 2034]", TRUCK)
    result = carbonsim.run(scenario, draws=3, seed=1)
    for kind in ("Sales", "Stocks"):
        name = f"{kind}|Transportation|Truck|Battery-Electric|Overhead Line"
        assert result.central[name][-1] > 0
        assert np.all(result.reference.ensemble[name] == 0)
    assert result.central["Emission Reduction|CO2|Transportation|Truck"][-1] > 0
    alone = carbonsim.run(carbonsim.load_scenario("fujian-no-policy", ["years=[2023, 2034]"]), draws=0)
    for series, values in alone.central.items():
        assert result.reference.central[series] == pytest.approx(values, rel=1e-9, abs=1e-12, nan_ok=True), (
            series
        )
    same_axes(result)


def test_a_car_of_the_plan_alone_is_sold_as_it_was_and_no_more(compared):
    result = carbonsim.run(compared("china-nev-no-policy", "[2021, 2030]", CAR), draws=3, seed=1)
    name = "Sales|Transportation|Light-Duty Vehicle|Battery-Electric|Micro"
    happened = result.years <= 2025
    assert np.array_equal(result.central[name][happened], result.reference.central[name][happened])
    assert np.all(result.central[name][~happened] > 0)
    assert np.all(result.reference.ensemble[name][~happened] == 0)
    total = "Sales Share|Transportation|Light-Duty Vehicle|Plug-In"
    assert np.all(result.reference.central[total][~happened] < result.central[total][~happened])
    same_axes(result)


@pytest.mark.parametrize(
    ("parent", "text"),
    [
        ("fujian-all-diesel", "freight: {powertrains: {battery_swap: null, fuel_cell: null}}"),
        ("china-steel-current-policies", "steel: {plants: {naiman: null}, cases: {natural_gas: null}}"),
        ("china-steel-current-policies", "steel: {routes: {hydrogen_smelter: null}}"),
    ],
)
def test_a_row_that_the_plan_removes_is_gone_from_it_alone(compared, parent, text):
    scenario = compared(parent, "[2023, 2030]", text)
    result = carbonsim.run(scenario, draws=3, seed=1)
    alone = carbonsim.run(carbonsim.load_scenario(parent, ["years=[2023, 2030]"]), draws=0)
    for series in alone.central.keys() & result.reference.central.keys():
        assert result.reference.central[series] == pytest.approx(
            alone.central[series], rel=1e-9, abs=1e-9, nan_ok=True
        )
    same_axes(result)


@pytest.mark.parametrize(
    ("parent", "text", "rows"),
    [
        (
            "fujian-all-diesel",
            "freight: {powertrains: {battery_swap: null, fuel_cell: null}}",
            {
                "Stocks|Transportation|Truck|Battery-Electric|Swap",
                "Sales|Transportation|Truck|Fuel-Cell-Electric",
            },
        ),
        (
            "china-steel-current-policies",
            "steel: {routes: {hydrogen_smelter: null}}",
            {"Capacity|Iron and Steel|Steel|DRI-Smelter-BOF Hydrogen"},
        ),
    ],
)
def test_claims_are_not_answered_by_rows_of_the_reference_alone(compared, parent, text, rows):
    absent = of_other_case(compared(parent, "[2023, 2030]", text))
    assert absent.issuperset(rows)
    assert all("Swap" in name or "Fuel-Cell" in name or "Hydrogen" in name for name in absent)


def test_rows_removed_in_both_are_no_axis(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "carbonsim: 1\nname: mine\nextends: carbonsim:fujian-all-diesel\nyears: [2023, 2027]\nclaims: []\n"
        "freight: {powertrains: {battery_swap: null}}\n"
    )
    result = carbonsim.run(carbonsim.load_scenario(path), draws=3, seed=1)
    assert not [name for name in result.central if "Battery-Electric|Swap" in name]
    assert np.all(result.central["Swaps|Transportation|Truck"] == 0)


def test_a_plan_that_changes_nothing_is_told(tmp_path, capsys):
    path = tmp_path / "same.yaml"
    path.write_text(
        "carbonsim: 1\nname: same\nextends: carbonsim:fujian-no-policy\n"
        "reference: carbonsim:fujian-no-policy\nyears: [2023, 2025]\nclaims: []\n"
    )
    result = carbonsim.run(carbonsim.load_scenario(path), draws=3)
    assert result.same_as_reference
    another = carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2031]"])
    assert not carbonsim.run(another, draws=0).same_as_reference
    arguments = ["run", str(path), "--draws", "1", "--no-figures", "--out", str(tmp_path)]
    assert main(arguments) == 0
    assert "WARNING: every result equals that of the reference" in " ".join(capsys.readouterr().out.split())
    main([*arguments, "--json"])
    assert json.loads(capsys.readouterr().out)["runs"][0]["same_as_reference"] is True


@pytest.fixture
def ranged(tmp_path):
    """A plan whose central values are those of its reference, with a range that is its own."""
    path = tmp_path / "ranged.yaml"
    path.write_text(
        "carbonsim: 1\nname: ranged\nextends: carbonsim:china-steel-current-policies\n"
        "reference: carbonsim:china-steel-current-policies\nyears: [2023, 2024]\nclaims: []\n"
        "steel: {hydrogen: {subsidy: {value: 0, low: 0, high: 10, unit: CNY/kg}}}\n"
    )
    return path


def test_equal_central_values_with_other_draws_are_not_the_same(ranged, monkeypatch):
    scenario = carbonsim.load_scenario(ranged)
    kept = carbonsim.run(scenario, draws=60)
    monkeypatch.setattr(ensemble, "MOST_KEPT", 50)
    monkeypatch.setattr(ensemble, "PILOT", 50)
    streamed = carbonsim.run(scenario, draws=60)
    assert (kept.streamed, streamed.streamed is None) == (None, False)
    for result in (kept, streamed):
        assert result.same_central_run
        assert not result.same_as_reference
        assert not result.same_central_alone
        assert not any("WARNING" in line for line in warnings(result, "en"))


def test_the_same_draws_are_told_streamed_too(ranged, monkeypatch):
    monkeypatch.setattr(ensemble, "MOST_KEPT", 50)
    monkeypatch.setattr(ensemble, "PILOT", 50)
    result = carbonsim.run(carbonsim.load_scenario(ranged, ["steel.hydrogen.subsidy=0 CNY/kg"]), draws=60)
    assert result.streamed is not None
    assert result.same_as_reference


def test_a_central_run_speaks_for_itself_alone_where_ranges_differ(ranged, tmp_path, capsys):
    arguments = ["run", str(ranged), "--draws", "1", "--no-figures", "--out", str(tmp_path)]
    assert main(arguments) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "WARNING: every result of the deterministic run equals that of the reference" in out
    assert "changes nothing" not in out
    main([*arguments, "--json"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert (run["same_as_reference"], run["same_central_run"]) == (False, True)


def test_a_case_of_the_reference_alone_has_no_saving_in_the_plan(compared):
    gone = "steel:\n  cases:\n    natural_gas: null\n"
    result = carbonsim.run(compared("china-steel-hydrogen", [2024, 2026], gone), draws=4)
    same_axes(result)
    savings = [name for name in result.central if name.startswith("Works Saving|")]
    removed = [name for name in savings if "[Natural Gas, " in name]
    assert removed
    for name in savings:
        assert np.any(result.reference.ensemble[name] != 0)
        assert np.any(result.ensemble[name] != 0)
        for values in (result.central[name], result.ensemble[name]):
            assert np.all(np.isnan(values) if name in removed else np.isfinite(values)), name
