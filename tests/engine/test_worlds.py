"""Shipped worlds: official factors of the grid, wet and dry years, and nothing to run."""

import re

import numpy as np
import pytest

import carbonsim
from carbonsim.cli.main import main
from carbonsim.core.errors import ScenarioError
from carbonsim.core.uncertainty import SCORE_95
from carbonsim.engine.markets import Markets
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.reference.tables import look_up, regions
from carbonsim.scenario.places import shipped_files, shipped_scenarios

OFFICIAL = (2021, 2022, 2023)
#: Their grid is what those who made the claim could know, or that of the years told again.
OTHER_GRID = {"fujian-all-diesel", "fujian-full-conversion", "china-trucks-hindcast"}
WORLDS = sorted(set(shipped_files()) - set(shipped_scenarios()))
#: Mean range of three normal draws over their standard deviation (Tippett 1925).
RANGE_OF_THREE = 1.6926


def drawn_grid(scenario, draws):
    first, last = scenario.years
    inputs = Inputs(scenario, np.arange(first, last + 1), draws, block_scores(scenario, 1, 0, draws))
    return np.broadcast_to(Markets(inputs).grid, (last + 1 - first, draws))


def official(region, year):
    return look_up("grid_factors", region, year).central


def test_worlds_are_told_by_their_names():
    assert WORLDS == ["world-china", "world-fujian", "world-guangdong"]
    assert all(carbonsim.load_scenario(name).is_world for name in WORLDS)
    assert not any(carbonsim.load_scenario(name).is_world for name in shipped_scenarios())


@pytest.mark.parametrize("name", WORLDS)
def test_a_world_is_not_run_but_says_what_it_is_for(name, capsys):
    with pytest.raises(ScenarioError, match="nothing to run"):
        carbonsim.run(carbonsim.load_scenario(name))
    for command in (["run"], ["compare", "fujian-no-policy"], ["sensitivity"]):
        assert main([*command, name, "--no-figures"]) == 2
        assert f"extends: carbonsim:{name}" in capsys.readouterr().err


def test_a_world_with_a_sector_runs(tmp_path):
    file = tmp_path / "mine.yaml"
    text = "extends: carbonsim:world-guangdong\nname: mine\nfreight: {stock: 5000 truck, stock_year: 2023}\n"
    file.write_text(text, encoding="utf-8")
    assert carbonsim.run(carbonsim.load_scenario(file, ["years=[2023, 2024]"])).central


@pytest.mark.parametrize("name", sorted(set(shipped_scenarios()) - OTHER_GRID))
def test_grids_are_the_official_ones_as_far_as_they_go(name):
    scenario = carbonsim.load_scenario(name)
    grid = drawn_grid(scenario, 20)
    for year in OFFICIAL:
        if year >= scenario.years[0]:
            row = grid[year - scenario.years[0]]
            assert row == pytest.approx(official(scenario.region, year), rel=1e-12)
    after = grid[max(OFFICIAL) + 1 - scenario.years[0]]
    assert np.ptp(after) > 0.01 * after.mean(), "years after them are wet or dry"


@pytest.mark.parametrize("region", ["Guangxi", "Sichuan", "Yunnan"])
def test_wet_and_dry_years_span_what_was_observed(region):
    scenario = carbonsim.load_scenario("fujian-no-policy", [f"region={region}"])
    # without the fall of the path since 2023
    grid = drawn_grid(scenario, 2000)[1] / scenario.quantity("drivers.grid_emission_factor").series([2024])[0]
    low, high = np.quantile(grid * official(region, 2023), [0.05, 0.95])
    observed = [official(region, year) for year in OFFICIAL]
    assert low < min(observed) and max(observed) < high


def test_wet_years_follow_each_other_by_chance_alone():
    scenario = carbonsim.load_scenario("fujian-no-policy", ["region=Yunnan"])
    at_centre = Inputs(scenario, np.arange(2023, 2061), 1, {})
    path = at_centre.series("drivers.grid_emission_factor")
    scores = {"drivers.grid_water_factor": block_scores(scenario, 1, 0, 4000)["drivers.grid_water_factor"]}
    grid = Markets(Inputs(scenario, at_centre.years, 4000, scores)).grid / path
    assert np.abs(np.corrcoef(grid[1:5]) - np.eye(4)).max() < 0.06
    assert np.ptp(np.median(grid[1:], axis=1)) < 0.03, "no trend in the years"


def test_spreads_of_water_follow_from_the_official_factors():
    for region in regions("grid_water"):
        row = look_up("grid_water", region, 2024)
        if row.source != "mee-2025-factors-2023" or row.confidence != "derived":
            continue
        share = [official(region, year) / official("China", year) for year in OFFICIAL]
        centre = np.mean(share) / share[-1]
        half = SCORE_95 * np.ptp(share) / RANGE_OF_THREE / share[-1]
        assert (row.low, row.central, row.high) == pytest.approx(
            (centre - half, centre, centre + half), abs=0.006
        )


def test_each_region_with_a_factor_has_its_water():
    assert regions("grid_water") == regions("grid_factors")


def test_the_grid_stands_in_one_file():
    found = [
        name
        for name, path in shipped_files().items()
        if re.search(r"^  grid_emission_factor:", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sorted(found) == sorted(["china-trucks-hindcast", "fujian-all-diesel", "world-china"])
