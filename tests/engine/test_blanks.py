"""Figures that are not there, from a sector to every result: kept, streamed, on disk, and for machines."""

import csv
import json
from dataclasses import fields, replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.cli.main import main
from carbonsim.core.blank import figures
from carbonsim.core.errors import ScenarioError
from carbonsim.engine import run
from carbonsim.engine.draw_files import parquet
from carbonsim.engine.pair_series import PairSeries
from carbonsim.engine.tally import Layout, Tally

HEAD = """\
carbonsim: 1
region: Fujian
years: [2023, 2026]
drivers: {grid_emission_factor: 0.4 kg CO2/kWh}
glass:
  production: {value: 10, low: 5, high: 15, unit: Mt/yr}
"""
PLAN = """\
carbonsim: 1
name: plan
title: Less from glass
extends: base.yaml
reference: base.yaml
draws: 40
glass: {emissions: 0.3 t CO2/t}
claims:
  - {name: any-year, variable: Emission Intensity|CO2|Industry|Glass, at_most: 0.2 t CO2/t}
  - {name: later, variable: Emission Intensity|CO2|Industry|Glass, year: 2025, at_most: 0.9 t CO2/t}
  - {name: never, variable: Break-Even Price|Glass, at_least: 1 CNY/t}
"""
INTENSITY, NEVER = "Emission Intensity|CO2|Industry|Glass", "Break-Even Price|Glass"
EMISSIONS = "Emissions|CO2|Industry|Glass"
COST, EXTRA = "Cost|Industry|Glass [Resource]", "Extra Cost|Industry|Glass [Resource]"
DRAWS = 430


@pytest.fixture(autouse=True)
def load(glass, tmp_path, monkeypatch):  # noqa: ARG001 - the sector is there before its scenarios are read
    """A working folder with two scenarios, and the plan read from it."""
    (tmp_path / "base.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *overrides: carbonsim.load_scenario("plan.yaml", overrides)


@pytest.fixture
def kept(load):
    return run.run(load(), draws=DRAWS)


def test_statistics_are_of_the_draws_that_have_the_figure(kept):
    values = kept.ensemble[INTENSITY]
    without = np.isnan(values).mean(axis=1)
    assert without[0] == 0
    assert np.all((without[1:] > 0.1) & (without[1:] < 0.5))
    for year in range(4):
        there = figures(values[year])
        assert np.array_equal(
            kept.quantiles(INTENSITY)[:, year], np.quantile(there, [0.05, 0.25, 0.5, 0.75, 0.95])
        )
        assert kept.mean(INTENSITY)[year] == there.mean()
    assert np.isnan(kept.quantiles(NEVER)).all()
    assert np.isnan(kept.mean(NEVER)).all()
    assert np.isfinite(kept.ensemble[EMISSIONS]).all()


def test_differences_and_totals_with_a_blank_are_blank(kept):
    without = np.isnan(kept.ensemble[COST])
    assert np.array_equal(np.isnan(kept.ensemble[EXTRA]), without)
    total = kept.headline[f"Discounted {EXTRA}"]
    assert np.array_equal(np.isnan(total), without.any(axis=0))
    assert np.isfinite(kept.headline[f"Cumulative {EMISSIONS}"]).all()


def test_headline_figures_are_of_the_draws_that_have_them_and_say_how_many_have_not(kept):
    found = {outcome.name: outcome for outcome in outcomes(kept)}
    total = kept.headline[f"Discounted {EXTRA}"]
    extra = found[f"Discounted {EXTRA}"]
    assert extra.quantiles == pytest.approx(
        np.quantile(figures(total), [0.05, 0.25, 0.5, 0.75, 0.95]), rel=1e-15
    )
    assert extra.mean == figures(total).mean()
    assert extra.note == f"{100.0 * np.isnan(total).mean():.1f} % of draws have no such figure"
    assert np.isfinite(extra.central)
    assert found[f"Cumulative {EMISSIONS}"].note == ""
    abatement = found["Abatement Cost|Industry|Glass [direct]"]
    assert abatement.note.startswith(extra.note)


def test_claims_are_answered_where_there_is_a_figure(load):
    any_year, later, never = evaluate(
        run.run(load("glass.production={value: 7, low: 5, high: 15, unit: Mt/yr}"))
    )
    assert (any_year.year, any_year.value, any_year.holds) == (2023, 0.3, False)
    assert any_year.note == ""
    assert np.isnan(later.value)
    assert later.holds is None
    assert later.note == "no such figure in this year"
    assert later.probability == 1.0
    assert (never.holds, never.note) == (None, "no such figure in this run")
    assert np.isnan([never.value, never.p05, never.p95, never.probability]).all()
    usual = evaluate(run.run(load()))[1]
    assert usual.holds is True
    assert usual.note.startswith("some draws have no such figure")


# Streamed --------------------------------------------------------------------------------------------------


@pytest.fixture
def large(load, small_shards, monkeypatch):  # noqa: ARG001
    """Runs that stream; with a block of some width."""

    def make(block=50, **how):
        monkeypatch.setattr(run, "BLOCK", block)
        return run.run(load(), draws=DRAWS, **how)

    return make


def test_streamed_figures_are_those_of_the_draws_kept(kept, large):
    found = large()
    assert not found.ensemble
    for ours, theirs in ((found, kept), (found.reference, kept.reference)):
        for place, name in enumerate(ours.streamed.names):
            draws = theirs.ensemble[name]
            having = (~np.isnan(draws)).sum(axis=1)
            assert ours.streamed.having(name).tolist() == having.tolist()
            assert np.array_equal(np.isnan(ours.quantiles(name)[0]), having == 0)
            for year in np.flatnonzero(having):
                there = np.sort(figures(draws[year]))
                gap = np.diff(there).max(initial=0.0) + ours.streamed.width[place, year]
                off = np.abs(ours.quantiles(name)[:, year] - theirs.quantiles(name)[:, year])
                assert np.all(off <= gap + 1e-9 * np.abs(there).max()), name
                assert (ours.streamed.least[place, year], ours.streamed.most[place, year]) == (
                    there[0],
                    there[-1],
                )
            assert np.allclose(ours.mean(name), theirs.mean(name), rtol=1e-12, equal_nan=True), name
    for name, totals in kept.headline.items():
        assert np.array_equal(found.headline[name], totals, equal_nan=True), name
    assert 0 < found.streamed.resolution() < 0.5


@pytest.mark.parametrize("block", [100, 150, 430])
def test_blocks_of_any_width_give_the_same_bits(large, block):
    expected, found = large(), large(block)
    for ours, theirs in (
        (found.streamed, expected.streamed),
        (found.reference.streamed, expected.reference.streamed),
    ):
        for field in fields(ours):
            one, other = getattr(ours, field.name), getattr(theirs, field.name)
            assert np.array_equal(one, other, equal_nan=field.name != "names"), field.name


def test_shards_on_disk_keep_their_blanks(large, tmp_path):
    parts = tmp_path / "parts"
    expected = large(shards=parts)
    found = large(shards=parts)
    assert np.array_equal(found.quantiles(INTENSITY), expected.quantiles(INTENSITY), equal_nan=True)
    assert all(
        np.array_equal(found.headline[name], expected.headline[name], equal_nan=True)
        for name in found.headline
    )


def test_every_draw_on_disk_has_its_blanks(load, tmp_path):
    table = parquet().parquet
    found = run.run(load(), draws=30, save_draws=tmp_path / "draws")
    frame = table.read_table(tmp_path / "draws").to_pandas().sort_values(["year", "draw"])
    assert np.array_equal(
        frame[INTENSITY].to_numpy().reshape(4, 30), found.ensemble[INTENSITY], equal_nan=True
    )


def test_a_tally_counts_blanks_out_and_sums_around_them():
    names = tuple("abc")
    low, width = np.zeros((3, 1)), np.full((3, 1), 0.1)
    values = np.random.default_rng(1).uniform(1.0, 2.0, (3, 120))
    values[1, ::4], values[2] = np.nan, np.nan
    tally = Tally(Layout(names, (), low, width), 1, 120)
    for first in (0, 50, 100):
        block = values[:, first : first + 50]
        tally.add(
            slice(first, first + block.shape[1]), 0, PairSeries(dict(zip(names, block, strict=True)), None)
        )
    assert tally.counts.sum(axis=2)[:, 0].tolist() == [120, 90, 0]
    assert tally.sums()[:, 0] == pytest.approx([values[0].sum(), np.nansum(values[1]), 0.0])
    assert tally.least[:2, 0].tolist() == np.nanmin(values[:2], axis=1).tolist()
    assert (tally.least[2, 0], tally.most[2, 0]) == (np.inf, -np.inf)


# Analyses --------------------------------------------------------------------------------------------------


def test_sobol_indices_of_an_outcome_that_some_draws_lack_are_refused(load):
    with pytest.raises(
        ScenarioError, match=r"Discounted Extra Cost.*found no such figure in \d+ of 64 draws"
    ):
        carbonsim.sobol(load(), draws=32)


def test_sobol_indices_of_a_series_with_blanks_are_blank(load):
    some = load("glass.production={value: 10, low: 9.5, high: 10.5, unit: Mt/yr}")
    found = carbonsim.sobol(some, draws=32)
    names = list(found.series)
    assert np.isnan(found.of_series["total"][:, names.index(NEVER)]).all()
    assert np.isfinite(found.of_series["total"][:, names.index(EMISSIONS)]).all()
    assert np.isfinite(
        found.of_outcomes["total"][:, list(found.outcomes).index(f"Cumulative {EMISSIONS}")]
    ).all()


def test_pawn_and_tornado_use_the_draws_that_have_the_outcome(load, kept):
    found = carbonsim.pawn(kept, [INTENSITY, NEVER])
    assert np.isfinite(found.of_outcomes["median"]).all()
    assert np.isfinite(found.of_series["median"][:, 0]).all()
    assert np.isnan(found.of_series["median"][:, 1]).all()
    moved = carbonsim.tornado(load())
    column = list(moved.outcomes).index(f"Discounted {EXTRA}")
    row = moved.factors.index("glass.production")
    assert np.isnan(moved.low[row, column])
    assert np.isfinite([moved.middle[column], moved.high[row, column]]).all()


def test_a_comparison_is_of_the_draws_that_both_have(load):
    base, other = (
        run.run(load(), draws=40),
        run.run(replace(load("glass.emissions=0.2 t CO2/t"), name="other"), draws=40),
    )
    found = carbonsim.compare(base, other).others[0]
    apart = other.ensemble[INTENSITY] - base.ensemble[INTENSITY]
    assert np.isnan(apart[1]).any()
    assert found.series[INTENSITY].band[2, 1] == np.median(figures(apart[1]))
    assert np.isnan(found.series[NEVER].band).all()
    outcome = found.outcomes[f"Discounted {EXTRA}"]
    apart = other.headline[f"Discounted {EXTRA}"] - base.headline[f"Discounted {EXTRA}"]
    assert outcome.band[2] == np.median(figures(apart))
    assert outcome.below == (figures(apart) < 0).mean()


def test_frames_and_arrays_keep_blanks(load, kept):
    frame = kept.to_frame(bands=True)
    rows = frame[frame["variable"] == NEVER]
    assert rows[["value", "p05", "p50", "p95", "mean"]].isna().all(axis=None)
    rows = frame[(frame["variable"] == INTENSITY) & (frame["year"] == 2025)]
    assert rows["mean"].item() == figures(kept.ensemble[INTENSITY][2]).mean()
    data = kept.to_xarray()
    assert np.isnan(data[NEVER]).all()
    assert np.array_equal(data[INTENSITY], kept.ensemble[INTENSITY], equal_nan=True)
    assert len(run.run(load(), draws=1).to_frame()) == 4 * len(kept.variables)


# From the command line -------------------------------------------------------------------------------------


def test_a_folder_has_empty_cells_and_figures_with_gaps(tmp_path, capsys):
    assert main(["run", "plan.yaml", "--details"]) == 0
    assert "no such figure in this run" in capsys.readouterr().out
    rows = {}
    for name in ("timeseries", "bands", "outcomes", "claims"):
        with (tmp_path / "results" / "plan" / f"{name}.csv").open(encoding="utf-8") as file:
            rows[name] = list(csv.DictReader(file))
    assert {row["value"] for row in rows["timeseries"] if row["variable"] == NEVER} == {""}
    assert {row["value"] for row in rows["bands"] if row["variable"] == NEVER} == {""}
    assert "" not in {row["value"] for row in rows["bands"] if row["variable"] == INTENSITY}
    (never,) = [row for row in rows["claims"] if row["claim"] == "never"]
    assert [never[name] for name in ("value", "p05", "p50", "p95", "holds", "probability")] == [""] * 6
    assert list((tmp_path / "results" / "plan" / "figures").glob("*.png"))


@pytest.mark.parametrize(
    "command",
    [
        ["run", "plan.yaml", "--no-figures"],
        ["compare", "base.yaml", "plan.yaml", "--draws", "30"],
        ["sensitivity", "plan.yaml", "--method", "pawn", "--draws", "60"],
    ],
)
def test_json_has_null_for_a_blank(capsys, command):
    assert main([*command, "--json"]) == 0

    def refuse(word):
        pytest.fail(f"{word} is not JSON")

    found = json.loads(capsys.readouterr().out, parse_constant=refuse)
    if command[0] == "run":
        assert found["runs"][0]["variables"][NEVER]["central"] == [None] * 4
        (never,) = [claim for claim in found["runs"][0]["claims"] if claim["claim"] == "never"]
        assert (never["value"], never["holds"], never["probability"]) == (None, None, None)


def test_what_sobol_cannot_do_is_an_error_of_input(capsys):
    assert main(["sensitivity", "plan.yaml", "--draws", "16", "--workers", "1"]) == 2
    assert "found no such figure in" in capsys.readouterr().err


def test_where_nothing_is_blank_nothing_moves(load):
    wide = run.run(load("glass.production={value: 50, low: 45, high: 55, unit: Mt/yr}"), draws=60)
    values = wide.ensemble[INTENSITY]
    assert np.array_equal(
        wide.quantiles(INTENSITY), np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95], axis=1)
    )
    assert np.array_equal(wide.mean(INTENSITY), values.mean(axis=1))
    assert {outcome.note for outcome in outcomes(wide) if outcome.name.startswith("Discounted")} == {""}
