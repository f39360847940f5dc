"""Claims by vintage of the grid: known values, and the same figures as the scenario with that factor."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.report.claim_table import claim_lines
from carbonsim.scenario.claim_forms import Form

FACTOR = "drivers.grid_emission_factor={} kg CO2/kWh"
SAVING = "Works Saving|CO2|Iron and Steel|Shaft Furnace"
WORKS = ("zhanjiang-shaft-furnace", "years=[2023, 2030]")
LINE = ("fujian-full-conversion", "years=[2023, 2024]")
STILL_WATER = "drivers.grid_water_factor=1"


def claimed(name, *overrides, draws=1, workers=1, **changes):
    scenario = carbonsim.load_scenario(name, overrides)
    claims = tuple(replace(claim, **changes) for claim in scenario.claims[:1])
    return evaluate(carbonsim.run(replace(scenario, claims=claims), draws=draws, workers=workers))


@pytest.fixture(scope="module")
def full_conversion():
    return {row.boundary: row for row in claimed(*LINE)}


def test_full_conversion_saves_4_6_with_the_factor_of_2022_and_4_2_with_that_of_2023(
    full_conversion,
):
    row = full_conversion["operational"]
    assert row.grid.year == 2022
    assert 4.4 <= row.value <= 4.8, "Mt, with the factor that its makers could know"
    assert row.value == pytest.approx(4.60, abs=0.005)
    (other,) = row.other_grids
    assert (other.grid.year, round(other.answer.value, 2)) == (2023, 4.21)


def test_what_does_not_hang_on_the_grid_names_none(full_conversion):
    assert full_conversion["direct"].grid is None
    assert full_conversion["direct"].other_grids == ()


@pytest.mark.parametrize("draws", [1, 40])
def test_an_answer_beside_is_that_of_the_scenario_with_the_factor(draws):
    own = claimed(*LINE, draws=draws)
    # the reference is in the plan's world, and its factor the plan's
    other = claimed(*LINE, FACTOR.format(0.4211), STILL_WATER, draws=draws)
    for row, alone in zip(own[1:], other[1:], strict=True):
        beside = row.other_grids[0].answer
        assert beside.value == pytest.approx(alone.value, rel=1e-12)
        assert beside.verdict == alone.verdict
        if draws > 1:
            assert (beside.p05, beside.p50, beside.p95) == pytest.approx((alone.p05, alone.p50, alone.p95))
            assert beside.probability == alone.probability


def test_a_year_without_a_factor_is_judged_with_the_last_and_shows_the_projection():
    rows = claimed("zhanjiang-shaft-furnace", "years=[2023, 2025]", draws=60)
    for row in rows:
        assert (row.grid.kind, row.grid.year, row.grid.factor) == ("official", 2023, 0.4419)
        assert row.other_grids[0].grid.kind == "projected"
        assert row.draws == row.other_grids[0].answer.draws == 60
    cheap = next(row for row in rows if row.variant == "Hydrogen, Grid Power")
    assert cheap.value < cheap.other_grids[0].answer.value, "a cleaner grid makes cleaner hydrogen"


def test_both_verdicts_stand_there_where_a_vintage_changes_them():
    overrides = ("years=[2023, 2024]",)
    plain = {row.boundary: row for row in claimed("fujian-full-conversion", *overrides)}
    between = 4.4e6
    rows = claimed(
        "fujian-full-conversion", *overrides, value=between, unit="t CO2/yr", boundary="operational"
    )
    (row,) = rows
    assert plain["operational"].verdict == "fails"
    assert (row.verdict, row.other_grids[0].answer.verdict) == ("holds", "fails")
    text = "\n".join(claim_lines(rows, "en"))
    assert "verdict: holds" in text and "grid of 2023: fails" in text and "4.21, fails" in text
    # and so does a neighbour that stands there for that alone
    (row,) = claimed(*LINE, value=3e6, unit="t CO2/yr", boundary="operational")
    assert [other.grid.year for other in row.other_grids] == [2023, 2021]
    assert row.other_grids[1].answer.verdict == "fails"


def test_any_year_is_found_among_figures_that_are_judged():
    asked = {"variable": f"{SAVING} [Hydrogen, Grid Power, hot metal, Operational]", "boundary": None}
    (row,) = claimed(*WORKS, **asked, product=None)
    between = (row.value + row.other_grids[0].answer.value) / 2
    (row,) = claimed(*WORKS, **asked, product=None, year=None, value=between, unit="Mt CO2/yr")
    assert row.verdict == "holds"
    assert row.year == 2026, "in 2024 and 2025 it would hold with the projection alone"


def test_the_year_in_which_a_claim_is_reached_is_that_of_the_run_that_judges():
    series = f"{SAVING} [Hydrogen, Grid Power, hot metal, Operational]"
    asked = {"variable": series, "boundary": None, "product": None, "year": None, "unit": "Mt CO2/yr"}
    (row,) = claimed(WORKS[0], "years=[2023, 2025]", **asked, form=Form(by=2025), value=0.152)
    assert (row.grid.year, row.verdict) == (2023, "holds")
    assert row.note == "reached in 2025", "in 2024 with the projection"


def test_a_claim_that_cannot_be_judged_has_no_grid():
    rows = claimed("fujian-trunk-line", "years=[2023, 2025]", draws=5)
    assert all(row.verdict == "cannot be judged here" and row.grid is None for row in rows)


def test_a_streamed_ensemble_answers_as_one_that_is_kept(monkeypatch):
    kept = claimed("zhanjiang-shaft-furnace", "years=[2023, 2025]", draws=60)
    monkeypatch.setattr("carbonsim.engine.ensemble.MOST_KEPT", 50)
    monkeypatch.setattr("carbonsim.engine.ensemble.PILOT", 30)
    assert claimed("zhanjiang-shaft-furnace", "years=[2023, 2025]", draws=60) == kept


def test_draws_that_are_left_out_are_left_out_of_every_vintage():
    results = carbonsim.run(
        carbonsim.load_scenario("zhanjiang-shaft-furnace", ["years=[2023, 2025]"]), draws=20
    )
    for run in results.vintages.values():
        for figure, draws in run.points.items():
            own = results.draws_of(figure)
            assert (np.isnan(draws) == np.isnan(own)).all()
            assert not np.array_equal(draws, own)
