"""Levers of a page that has no room for all: what is given up, in which order, and that it says so."""

from __future__ import annotations

import json

import numpy as np
import pytest

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.lever_thinning import thinned
from carbonsim.analysis.levers import levers
from carbonsim.analysis.outcomes import outcomes
from carbonsim.cli.main import main
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.report.onepage.data import page_data
from carbonsim.report.onepage.html import page_html
from carbonsim.report.onepage.lever_room import MOST_BYTES
from carbonsim.report.onepage.sentences import sentences
from carbonsim.results.lever_grid import interpolated
from carbonsim.results.manifest import manifest
from carbonsim.scenario.levers import FEWEST_STEPS

FOUR = """\
carbonsim: 1
name: four-levers
extends: carbonsim:new-quality-2060
reference: carbonsim:new-quality-reference
levers:
  - {name: grid, set: {drivers.grid_emission_factor: {times: 0.5}}}
  - {name: diesel, set: {drivers.fuels.diesel.price: {times: 1.5}}}
  - {name: carbon, set: {drivers.carbon_price: {times: 2}}}
  - {name: tolls, set: {freight.toll_discount: 0.5}}
"""


@pytest.fixture(scope="module")
def results():
    return run(load_scenario("fujian-trunk-line", ["years=[2023, 2032]"]), draws=40)


@pytest.fixture(scope="module")
def grid(results):
    return levers(results)


def page_of(results, grid):
    stated, claims = outcomes(results), evaluate(results)
    return page_data(results, stated, claims, sentences(results, stated, claims), manifest(results), grid)


def size_of(page):
    return len(page_html([page]).encode())


def keys_of(view):
    return [trace["key"] for trace in view["traces"]]


def test_four_levers_of_three_sectors_fit(tmp_path):
    (tmp_path / "four.yaml").write_text(FOUR, encoding="utf-8")
    common = ["--draws", "20", "--out", str(tmp_path), "--no-figures", "--quiet"]
    assert main(["run", str(tmp_path / "four.yaml"), *common]) == 0
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert (folder / "report.html").stat().st_size <= MOST_BYTES
    page = json.loads((folder / "page.json").read_text(encoding="utf-8"))
    found = page["levers"]
    assert found["points"] == [FEWEST_STEPS] * 4
    assert found["left_out"]
    assert not set(found["left_out"]) & found["series"].keys()
    for chart in page["charts"]:
        if chart["section"] == "top" and "traces" in chart["views"][0]:
            assert set(keys_of(chart["views"][0])) <= found["series"].keys(), "all sectors still move"
            for view in chart["views"]:
                assert set(keys_of(view)) <= found["series"].keys() | set(found["left_out"])


def test_points_are_given_up_before_charts(results, grid, monkeypatch):
    whole = page_of(results, grid)
    thin = page_of(results, thinned(grid))
    limit = size_of(thin) + 1000
    assert size_of(whole) > limit
    monkeypatch.setattr("carbonsim.report.onepage.lever_room.MOST_BYTES", limit)
    page = page_of(results, grid)
    assert page["levers"]["points"] == [3, 3]
    assert page["levers"]["series"] == thin["levers"]["series"]
    assert page["levers"]["left_out"] == []
    assert page["series"] == whole["series"], "what the run itself shows is whole"


def test_later_charts_are_given_up_first_and_named(results, grid, monkeypatch):
    thin = page_of(results, thinned(grid))
    monkeypatch.setattr("carbonsim.report.onepage.lever_room.MOST_BYTES", size_of(thin) - 1000)
    page = page_of(results, grid)
    assert size_of(page) <= size_of(thin) - 1000
    cost = next(chart for chart in page["charts"] if chart["id"] == "cost")
    assert set(page["levers"]["left_out"]) <= {key for view in cost["views"] for key in keys_of(view)}
    assert keys_of(cost["views"][0])[0] not in page["levers"]["left_out"], "its first view goes last"
    assert page["levers"]["answer"] == thin["levers"]["answer"]


def test_where_there_is_no_room_at_all_the_page_says_so(results, grid, monkeypatch):
    bare = page_of(results, None)
    monkeypatch.setattr("carbonsim.report.onepage.lever_room.MOST_BYTES", size_of(bare))
    page = page_of(results, grid)
    assert "levers" not in page
    assert "sliders of this scenario's levers are left out" in page["warnings"][-1]["en"]
    assert page["charts"] == bare["charts"]


def test_a_thin_grid_has_points_of_the_whole_and_the_error_of_the_others(grid):
    thin = thinned(grid)
    assert [len(several) for several in thin.settings] == [3, 3]
    for lever, several in zip(thin.levers, thin.settings, strict=True):
        assert {several[0], several[-1], lever.base} <= {*several, lever.low, lever.high}
    name = thin.error.variable
    apart = []
    for place, point in enumerate(grid.points):
        own = grid.series[name][1, :, place]
        if point in thin.points:
            np.testing.assert_array_equal(thin.series[name][1, :, thin.points.index(point)], own)
            at = thin.points.index(point)
            assert [one.verdicts[at] for one in thin.answers] == [one.verdicts[place] for one in grid.answers]
            assert [one.values[1, at] for one in thin.outcomes] == [
                one.values[1, place] for one in grid.outcomes
            ]
        else:
            apart.append(np.abs(interpolated(thin.series[name], thin.settings, point)[1] - own).max())
    assert thin.error.points == len(apart) == len(grid.points) - 9
    values = thin.series[name][1]
    assert thin.error.largest == pytest.approx(max(apart) / (values.max(axis=-1) - values.min(axis=-1)).max())
    assert thinned(thin) is thin
