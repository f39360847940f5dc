"""Page of a comparison: differences in each draw, levels, periods and parameters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from carbonsim.analysis.comparison import compare
from carbonsim.engine import ensemble
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.report.onepage.studies.comparison import comparison_page
from carbonsim.report.wording import two_digits
from carbonsim.results.manifest import manifest
from tests.report.studies.parts import (
    OPERATIONAL,
    YEARS,
    chart_of,
    named,
    section_of,
)
from tests.report.test_onepage import MADE


def test_a_comparison_shows_the_difference_in_each_draw(pages, runs):
    page, (base, other, _) = pages["compare"], runs
    view = next(one for one in chart_of(page, "difference")["views"] if one["boundary"] == "operational")
    assert view["traces"][0]["name"]["en"] == other.scenario.title["en"]
    found = np.array(page["series"][view["traces"][0]["key"]], float)
    apart = other.ensemble[OPERATIONAL] - base.ensemble[OPERATIONAL]
    np.testing.assert_allclose(found, np.quantile(apart, (0.05, 0.5, 0.95), axis=1), rtol=1e-3, atol=1e-9)
    levels = next(one for one in chart_of(page, "emissions")["views"] if one["boundary"] == "operational")
    assert len(levels["traces"]) == 3
    shown = np.array(page["series"][levels["traces"][1]["key"]], float)
    np.testing.assert_allclose(shown[1], np.median(other.ensemble[OPERATIONAL], axis=1), rtol=1e-3)
    rows = next(
        one
        for one in chart_of(page, "years")["views"]
        if one["boundary"] == "operational" and "2035" in one["subject"]["en"]
    )["rows"]
    np.testing.assert_allclose(rows[0]["values"], np.quantile(apart[12], (0.05, 0.5, 0.95)), rtol=1e-3)


def test_a_comparison_tells_years_and_plans_and_no_sum_to_the_horizon(pages, runs):
    base, other, _ = runs
    first, _ = section_of(pages["compare"], "outcomes")["tables"]
    assert first["heads"][1:] == ["2030", "2035", "2026-2030", "2031-2035"]
    cells = {row[0]["en"]: row[1:] for row in first["rows"]}
    name = f"2026-2030 {OPERATIONAL}"
    apart = other.headline[name] - base.headline[name]
    assert two_digits(1e3 * float(np.median(apart))) in cells["Emissions, operational"][2]["en"]


def test_a_comparison_names_the_parameters_that_differ(pages):
    tables = section_of(pages["compare"], "parameters")["tables"]
    rows = [row for table in tables for row in table["rows"]]
    assert any("stations" in row[0]["en"].lower() for row in rows)
    assert all(row[1] != row[2] for row in rows if isinstance(row[0], dict) and row[1])


def test_without_the_same_draws_a_difference_has_no_range_and_no_turned_sign(runs):
    base, other, _ = runs
    turned = {**other.central, OPERATIONAL: 2.0 * base.central[OPERATIONAL]}
    other = replace(other, seed=6, central=turned)
    page = comparison_page(compare(base, other), [MADE | {"scenario": "one"}] * 2)
    view = next(one for one in chart_of(page, "difference")["views"] if one["boundary"] == "operational")
    (values,) = page["series"][view["traces"][0]["key"]]
    # the other emits less in the medians from the first stations on, more in its deterministic run
    less = np.median(other.ensemble[OPERATIONAL], axis=1) < np.median(base.ensemble[OPERATIONAL], axis=1)
    assert less.any()
    assert [value is None for value in values] == less.tolist()
    cells = {row[0]["en"]: row[1:] for row in section_of(page, "outcomes")["tables"][0]["rows"]}
    assert cells["Emissions, operational"][0]["en"].startswith("–")
    assert page["about"][-1][1]["en"].startswith("no, ")


def test_scenarios_of_different_sectors_and_horizons_have_a_page():
    trucks = run(load_scenario("fujian-no-line", ["years=[2023, 2027]"]), 4, 5)
    steel = run(load_scenario("zhanjiang-blast-furnace"), 4, 5)
    page = comparison_page(compare(trucks, steel), [manifest(one) for one in (trucks, steel)])
    assert page["years"] == sorted(set(trucks.years.tolist()) & set(steel.years.tolist()))
    assert "difference" not in [chart["id"] for chart in page["charts"]]
    subjects = {view["subject"]["en"] for view in chart_of(page, "emissions")["views"]}
    assert {"Truck", "Iron and Steel"} <= subjects
    assert page["answer"][0]["en"].endswith("have no emissions in common to compare.")


def test_a_comparison_of_deterministic_runs_has_a_page():
    several = [run(load_scenario(name, [YEARS]), 1) for name in ("fujian-no-line", "fujian-trunk-line")]
    page = comparison_page(compare(*several), [manifest(one) for one in several])
    assert all(len(values) == 1 for values in page["series"].values())
    assert page["about"][2][1]["en"].startswith("none")


def test_a_comparison_of_draws_that_were_not_kept_has_a_page(monkeypatch):
    monkeypatch.setattr(ensemble, "MOST_KEPT", 40)
    several = [run(load_scenario(name, [YEARS]), 60, 5) for name in ("fujian-no-line", "fujian-trunk-line")]
    assert all(one.streamed is not None for one in several)
    page = comparison_page(compare(*several), [manifest(one) for one in several])
    chart = chart_of(page, "difference")
    assert all(len(page["series"][trace["key"]]) == 1 for view in chart["views"] for trace in view["traces"])
    assert chart["note"]["en"].startswith("Not of draws")
    assert "draws not kept" in page["warnings"][0]["en"]
    facts = {what["en"]: value for what, value in page["about"]}
    assert facts["same draws of all"]["en"] == "yes, but not kept: differences by year have no range"
    cells = {row[0]["en"]: row[1:] for row in section_of(page, "outcomes")["tables"][0]["rows"]}
    assert " – " in cells["Emissions, operational"][2]["en"]


def test_scenarios_of_one_title_are_told_apart(runs):
    twin = replace(runs[1], scenario=replace(runs[1].scenario, title=runs[0].scenario.title))
    page = comparison_page(compare(runs[0], twin), [manifest(one) for one in runs[:2]])
    names = [trace["name"]["en"] for trace in chart_of(page, "emissions")["views"][0]["traces"]]
    assert names == [f"{runs[0].scenario.title['en']} ({run.scenario.name})" for run in runs[:2]]


def test_many_scenarios_are_counted_in_the_title_and_named_below(runs):
    more = [replace(runs[1], scenario=named(runs[1].scenario, f"s{n}", f"Plan {n}")) for n in range(4)]
    page = comparison_page(compare(runs[0], *more), [manifest(one) for one in (runs[0], *more)])
    assert page["title"]["en"].startswith("4 scenarios against “")
    facts = {what["en"]: value for what, value in page["about"]}
    assert facts["compared"]["zh"].count("“Plan ") == 4
