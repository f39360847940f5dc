"""Which factor of the grid judges a claim about a year, and which stand beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.grid_vintages import official_factors, with_factor
from carbonsim.engine.run import run
from carbonsim.results.claim_results import GridKind
from carbonsim.scenario.places import shipped_scenarios

#: What no factor of the grid moves.
STILL = ("Stocks|", "Sales|", "Capacity|", "Production|", "Final Energy|")
#: The notice of 2023 came at the end of 2025.
UNSETTLED = (2024, 2025)


def basis(year, *overrides, name="fujian-no-policy"):
    return official_factors(carbonsim.load_scenario(name, overrides)).basis(year)


def years(grids):
    return [grid.year for grid in grids]


def test_the_official_factor_of_its_year_judges_a_claim():
    found = basis(2023)
    assert (found.judged.kind, found.judged.year, found.judged.factor) == (GridKind.OFFICIAL, 2023, 0.4211)
    assert not found.judged.held, "it is the scenario's own"
    assert (years(found.beside), years(found.neighbours)) == ([], [2022])


@pytest.mark.parametrize("year", UNSETTLED)
def test_a_year_that_has_ended_without_one_is_judged_with_the_last_before(year):
    found = basis(year)
    assert (found.judged.kind, found.judged.year, found.judged.factor) == (GridKind.OFFICIAL, 2023, 0.4211)
    (projected,) = found.beside
    assert projected.kind is GridKind.PROJECTED
    assert 0.3 < projected.factor < 0.4211
    assert years(found.neighbours) == [2022]


def test_a_year_to_come_is_judged_with_the_projection():
    found = basis(2040)
    assert found.judged.kind is GridKind.PROJECTED
    assert found.judged.factor == pytest.approx(0.28 * 0.4211, rel=0.05), "and what water adds"
    assert (years(found.beside), years(found.neighbours)) == ([], [2023])


@pytest.mark.parametrize("year", [2023, 2024, 2040])
def test_what_a_scenario_sets_itself_judges(year):
    found = basis(year, "drivers.grid_emission_factor=0.3 kg CO2/kWh", "drivers.grid_water_factor=1")
    assert (found.judged.kind, found.judged.year, found.judged.factor) == (GridKind.SET, None, 0.3)
    assert (years(found.beside), years(found.neighbours)) == ([2023], [])


def test_the_world_of_the_claim_keeps_the_factor_of_2022():
    found = basis(2023, name="fujian-full-conversion")
    assert (found.judged.kind, found.judged.year, found.judged.factor) == (GridKind.SET, 2022, 0.4092)
    assert (years(found.beside), years(found.neighbours)) == ([2023], [2021])


def test_before_the_first_notice_the_first_stands_beside():
    found = basis(2020, name="china-trucks-hindcast")
    assert (found.judged.kind, found.judged.year) == (GridKind.SET, 2022)
    assert (years(found.beside), years(found.neighbours)) == ([2021], [2023])


def test_a_region_without_official_factors_has_no_vintages():
    assert official_factors(replace(carbonsim.load_scenario("china-nev"), region="Tibet")) is None


@pytest.mark.parametrize("name", shipped_scenarios())
def test_no_choice_hangs_on_the_factor_and_a_shorter_horizon_changes_no_year(name):
    """Premise of short runs: with a factor held they give the scenario's own year with that factor."""
    scenario = carbonsim.load_scenario(name)
    last = scenario.years[0] + 1
    whole = carbonsim.run(replace(scenario, claims=()), draws=1)
    short = run(with_factor(scenario, 0.5, last), draws=2)
    moved = {
        key
        for key, values in whole.central.items()
        if not np.array_equal(values[:2], short.central[key], equal_nan=True)
    }
    still = {key for key in whole.central if key.startswith(STILL)}
    assert still
    assert not moved & still
    # with the factor held in all years, and so in the years that both have
    long = run(with_factor(scenario, 0.5, scenario.years[1]), draws=2)
    for key, values in long.ensemble.items():
        np.testing.assert_allclose(values[:2], short.ensemble[key], rtol=1e-12, err_msg=key)


def test_a_factor_close_to_the_official_one_is_not_it():
    found = basis(2023, "drivers.grid_emission_factor=0.4212 kg CO2/kWh", "drivers.grid_water_factor=1")
    assert (found.judged.kind, found.judged.year, found.judged.factor) == (GridKind.SET, None, 0.4212)
    assert years(found.beside) == [2023]


def test_a_claim_that_names_no_year_asks_for_a_vintage_only_where_it_can_be_judged():
    scenario = carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2026]"])
    elsewhere = [one for one in scenario.claims if one.world]
    assert all(one.year is None for one in elsewhere)
    for world, vintages in ((elsewhere[0].world, []), ((), [2023])):
        claims = (replace(elsewhere[0], world=world),)
        found = carbonsim.run(replace(scenario, claims=claims), draws=1)
        assert sorted(found.vintages) == vintages
