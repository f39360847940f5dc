"""Levers in the data of a page: the numbers of levers.csv, for all that the first charts show."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.levers import levers
from carbonsim.analysis.outcomes import outcomes
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.report.onepage.data import page_data, page_text
from carbonsim.report.onepage.sentences import sentences
from carbonsim.results.manifest import manifest
from carbonsim.results.packed import LARGEST, unpacked
from carbonsim.results.tables import write_csv

MOVED = ("difference", "emissions", "sales_shares", "cost")


@pytest.fixture(scope="module")
def results():
    return run(load_scenario("fujian-trunk-line", ["years=[2023, 2032]"]), draws=8)


@pytest.fixture(scope="module")
def grid(results):
    return levers(results)


def page_of(results, grid):
    stated, claims = outcomes(results), evaluate(results)
    found = sentences(results, stated, claims)
    return json.loads(page_text(page_data(results, stated, claims, found, manifest(results), grid)))


@pytest.fixture(scope="module")
def page(results, grid):
    return page_of(results, grid)


def test_the_page_has_the_numbers_of_the_table(page, grid, tmp_path):
    write_csv(tmp_path / "levers.csv", grid.table())
    with (tmp_path / "levers.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    place, compared = page["years"].index(2030), 0
    for key, packed in page["levers"]["series"].items():
        case, _, name = key.partition("|")
        written = [
            [float(row[p]) for p in ("p05", "p50", "p95")] for row in rows if row["outcome"] == f"2030 {name}"
        ]
        if case == "plan" and written:
            read = unpacked(packed).reshape(3, len(page["years"]), -1)[:, place].T
            np.testing.assert_allclose(read, written, rtol=1e-5, atol=packed["scale"], err_msg=name)
            compared += 1
    assert compared >= 7


def test_every_series_of_a_chart_that_moves_is_that_of_the_grid(page, grid):
    charts = {chart["id"]: chart for chart in page["charts"] if chart["section"] == "top"}
    shown = {t["key"] for key in MOVED for view in charts[key]["views"] for t in view["traces"]}
    assert shown == page["levers"]["series"].keys()
    for key, packed in page["levers"]["series"].items():
        case, _, name = key.partition("|")
        values = (grid.series if case == "plan" else grid.reference)[name]
        np.testing.assert_allclose(
            unpacked(packed), values.ravel(), rtol=0, atol=np.ptp(values) / LARGEST / 2
        )


def test_charts_titled_with_findings_have_a_title_that_is_true_of_any_values(page, results, grid):
    bare = page_data(results, outcomes(results), (), sentences(results, (), ()), manifest(results), grid)
    for chart in page["charts"]:
        if chart["section"] == "top":
            assert not any(sign.isdigit() for sign in chart["shows"]["en"].replace("CO2", "")), chart["id"]
            assert chart["shows"]["zh"]
    assert "levers" in bare


def test_answers_tell_where_they_can_be_judged(page, grid):
    for answer, one in zip(page["levers"]["claims"]["answers"], grid.answers, strict=True):
        assert answer["judged"] == [verdict != "cannot be judged here" for verdict in one.verdicts]
        assert (answer["claim"], answer["target"]) == (one.claim, one.target)
    assert {claim["name"] for claim in page["claims"]} == {one.claim for one in grid.answers}


def test_a_page_without_a_grid_has_no_levers(page, results):
    bare = page_of(results, None)
    assert "levers" not in bare
    assert bare == {key: value for key, value in page.items() if key != "levers"}
