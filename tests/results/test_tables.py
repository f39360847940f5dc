"""The tables of a run: what is in them, and the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from carbonsim.results.claim_results import Answer, ClaimResult, Difference, GridAnswer, GridFactor, GridKind
from carbonsim.results.manifest import manifest, scenario_hash
from carbonsim.results.notes import Note
from carbonsim.results.records import Check, CheckRow, Outcome, Variable
from carbonsim.results.results import Results
from carbonsim.results.tables import Table, cell_text, result_tables, write_csv
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.correlations import Correlation
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.scenario import Scenario

NAME = "Emissions|CO2|Energy|Demand|Transportation|Truck"


def scenario(name: str = "plan", **changes: object) -> Scenario:
    base = Scenario(
        name=name,
        title={"en": "Plan"},
        file="plan.yaml",
        region="Fujian",
        years=(2029, 2030),
        sectors=("freight",),
        draws=3,
        seed=0,
        settings={},
        claims=(),
        reference=None,
        files=(),
        overrides=(),
    )
    return replace(base, **changes)


def results(ensemble: bool = True, reference: bool = True) -> Results:
    variable = Variable(NAME, "Mt CO2/yr", "direct", "", "iamc")
    years, central = np.array([2029, 2030]), {NAME: np.array([1 / 3, -1e-17])}
    many = {NAME: np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 9.0]])} if ensemble else {}
    other = Results(scenario("base"), years, {NAME: variable}, central, {}) if reference else None
    return Results(scenario(), years, {NAME: variable}, central, many, other, seed=5, draws=3)


def rows_of(path: Path, table: Table) -> list[list[str]]:
    write_csv(path, table)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_run_of_which_nothing_is_said_is_the_central_one_alone():
    variable = Variable(NAME, "Mt CO2/yr", "direct", "", "iamc")
    made = Results(scenario(), np.array([2029, 2030]), {NAME: variable}, {NAME: np.array([1.0, 2.0])}, {})
    assert (made.seed, made.draws, made.seconds, made.left_out.draws) == (0, 1, 0.0, 0)
    assert made[NAME].tolist() == [[1.0], [2.0]], "a column for each draw"
    assert made.banded == ()


def test_timeseries_hold_the_plan_and_its_reference_in_long_form(tmp_path):
    rows = rows_of(tmp_path / "t.csv", result_tables(results())["timeseries.csv"])
    assert rows[0] == ["model", "scenario", "region", "variable", "unit", "year", "value"]
    assert rows[1] == ["carbonsim", "plan", "Fujian", NAME, "Mt CO2/yr", "2029", "0.333333"]
    assert rows[2][-2:] == ["2030", "0"], "noise of rounding is written as 0"
    assert [row[1] for row in rows[1:]] == ["plan", "plan", "base", "base"]


def test_bands_hold_quantiles_and_mean_of_the_plan(tmp_path):
    rows = rows_of(tmp_path / "b.csv", result_tables(results())["bands.csv"])
    assert rows[0][-2:] == ["quantile", "value"]
    found = {(row[-2], row[5]): float(row[-1]) for row in rows[1:]}
    assert found["0.5", "2030"] == 5.0
    assert found["mean", "2030"] == 6.0
    assert found["0.95", "2029"] == pytest.approx(2.9)
    assert {quantile for quantile, _ in found} == {"0.05", "0.25", "0.5", "0.75", "0.95", "mean"}


def test_without_an_ensemble_there_are_no_bands():
    assert set(result_tables(results(ensemble=False))) == {"timeseries.csv", "outcomes.csv", "claims.csv"}


def test_outcomes_claims_and_checks(tmp_path):
    claim = Claim(
        "c", {"en": "x"}, NAME, None, "at_least", 18.0, "Mt CO2/yr", 0.0, None, "", Origin("f", 1, 1)
    )
    ranged = ClaimResult(claim, "direct", 2030, 18.2, "Mt CO2/yr", "at least 18 Mt CO2/yr", True)
    unlike = (Difference("a.b", "1 km", "at_least", "2 km"), Difference("a.c", "", "equals", "x"))
    other = GridAnswer(GridFactor(GridKind.PROJECTED, None, 0.4), Answer(19.0, "holds", p50=18.9))
    answered = [
        ClaimResult(claim, "direct", 2030, 18.2, "Mt CO2/yr", "at least 18 Mt CO2/yr", True),
        ClaimResult(
            claim,
            "life-cycle",
            2030,
            18.2,
            "Mt CO2e/yr",
            "at least 18 Mt CO2/yr",
            None,
            "why",
            differences=unlike,
        ),
        replace(
            ranged,
            product="DRI",
            variant="a case, dry",
            p05=1 / 3,
            p50=18.2,
            p95=20.0,
            probability=0.55,
            verdict="undecided",
            verdict_of_claim="holds at direct only",
            source="s",
            grid=GridFactor(GridKind.OFFICIAL, 2023, 0.4419, held=True),
            other_grids=(other,),
        ),
    ]
    label = {"en": "item", "zh": "项"}
    check = Check("top-down", {"en": "t"}, (CheckRow(label, 1.5, "t"), CheckRow(label, 1.5, "t", 1.0, 2.0)))
    headline = [
        Outcome("a", "t", 1.0, None, None, (Note("n"),)),
        Outcome("b", "t", 1.0, 2.0, (1.0, 2.0, 3.0, 4.0, 5.0), (), 0.75),
    ]
    tables = result_tables(replace(results(), checks=(check,)), headline, answered)
    rows = rows_of(tmp_path / "c.csv", tables["claims.csv"])
    assert rows[0] == [
        *("claim", "boundary", "product", "variant", "year", "value", "p05", "p50", "p95", "unit"),
        *("bound", "holds", "probability", "note"),
        *("verdict", "verdict_of_claim", "needs", "answered_by", "grid", "other_grids"),
    ]
    none, bound = ["", "", ""], "at least 18 Mt CO2/yr"
    needs = "a.b is 1 km, required at least 2 km; a.c is not there, required x"
    assert rows[1:] == [
        ["c", "direct", "", "", "2030", "18.2", *none, "Mt CO2/yr", bound, "yes", "", "", *none, "", "", ""],
        [
            "c",
            "life-cycle",
            "",
            "",
            "2030",
            "18.2",
            *none,
            "Mt CO2e/yr",
            bound,
            "",
            "",
            "why",
            "",
            "",
            needs,
            "",
            "",
            "",
        ],
        [
            *("c", "direct", "DRI", "a case, dry", "2030", "18.2", "0.333333", "18.2", "20"),
            *("Mt CO2/yr", bound, "yes", "0.55", "", "undecided", "holds at direct only", "", "s"),
            "official 2023 0.4419 kg CO2/kWh",
            "projected 0.4 kg CO2/kWh: 18.9, holds",
        ],
    ]
    assert rows_of(tmp_path / "o.csv", tables["outcomes.csv"])[1:] == [
        ["a", "t", "1", "", "", "", "", "", "", "n", ""],
        ["b", "t", "1", "2", "1", "2", "3", "4", "5", "", "0.75"],
    ]
    assert rows_of(tmp_path / "k.csv", tables["checks.csv"]) == [
        ["check", "item", "value", "low", "high", "unit"],
        ["top-down", "item", "1.5", "", "", "t"],
        ["top-down", "item", "1.5", "1", "2", "t"],
    ]


def test_the_same_run_gives_the_same_bytes_with_unix_line_ends(tmp_path):
    for name in ("a.csv", "b.csv"):
        write_csv(tmp_path / name, result_tables(results())["bands.csv"])
    content = (tmp_path / "a.csv").read_bytes()
    assert content == (tmp_path / "b.csv").read_bytes()
    assert b"\r" not in content and content.endswith(b"\n")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (123456789.0, "1.23457e+08"),
        (np.float64(0.1), "0.1"),
        (float("inf"), "inf"),
        (0, "0"),
        (12_345_678, "12345678"),
    ],
)
def test_cells(cell, text):
    assert cell_text(cell) == text


def test_the_manifest_tells_how_to_make_the_run_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "plan.yaml"
    file.write_text("carbonsim: 1\n", encoding="utf-8")
    made = manifest(replace(results(), scenario=scenario(files=(file,), overrides=("a=1",))))
    assert (
        made["seed"] == 5
        and made["draws"] == 3
        and made["sampling"] == "plain"
        and made["set"] == ["a=1"]
        and made["reference"] is None
    )
    assert made["files"] == {"plan.yaml": hashlib.sha256(b"carbonsim: 1\n").hexdigest()}
    assert "carbonsim/sectors/freight/parameters.csv" in made["data"]
    assert made["packages"]["numpy"] == np.__version__


def test_the_hash_of_a_scenario_is_that_of_its_content_and_not_of_its_place():
    assert scenario_hash(scenario(file="a.yaml")) == scenario_hash(scenario(file="elsewhere/b.yaml"))
    others = [scenario(seed=1), scenario(region="Shanxi"), scenario(reference=scenario("base"))]
    pair = Correlation(("a.b", "a.c"), 0.5, "", Origin("a.yaml", 1, 1))
    others += [replace(scenario(), sampling="sobol"), replace(scenario(), correlations=(pair,))]
    assert len({scenario_hash(one) for one in (scenario(), *others)}) == 6
