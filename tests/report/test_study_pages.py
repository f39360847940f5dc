"""Data of the pages of studies: true of what was found, in both languages, silent where none may tell."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from carbonsim.analysis import given_data, tornado, variance_shares
from carbonsim.analysis.backtest_cases import nev_case
from carbonsim.analysis.comparison import compare
from carbonsim.analysis.corridor import plan_corridor, simulate_corridor
from carbonsim.analysis.corridor_stations import hourly_waits, station_uses
from carbonsim.analysis.factors import factors_of
from carbonsim.analysis.whole_backtest import whole_backtest
from carbonsim.corridor.designs import Design, Judged
from carbonsim.corridor.sizing import Sized
from carbonsim.engine import ensemble
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.report.onepage.data import FORMAT, page_text
from carbonsim.report.onepage.html import page_html
from carbonsim.report.onepage.studies.backtest import backtest_page
from carbonsim.report.onepage.studies.comparison import comparison_page
from carbonsim.report.onepage.studies.corridor import corridor_page
from carbonsim.report.onepage.studies.sensitivity import sensitivity_page
from carbonsim.report.wording import two_digits
from carbonsim.results.manifest import manifest
from tests.report.test_onepage import KEY, MADE, texts

YEARS = "years=[2023, 2036]"
EVIL = "</script><b>\u202e"
REDUCTION = "Cumulative Emission Reduction|CO2|Transportation|Truck"
OPERATIONAL = "Emissions|CO2|Energy|Demand|Transportation|Truck [Operational]"
KINDS = ("compare", "sensitivity", "corridor", "backtest")


def named(scenario, name, title):
    return replace(scenario, name=name, title={"en": title, "zh": title})


@pytest.fixture(scope="module")
def runs():
    """Three plans on the same draws, the last of them with a hostile title."""
    known = [load_scenario(name, [YEARS]) for name in ("fujian-no-line", "fujian-trunk-line", "fujian-line")]
    return [run(known[0], 30, 5), run(known[1], 30, 5), run(named(known[2], "evil", EVIL), 30, 5)]


@pytest.fixture(scope="module")
def analyses():
    """A sensitivity analysis by each method, and a tornado, of every eighth parameter."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (variance_shares, tornado, given_data):
            patch.setattr(module, "factors_of", lambda scenario: factors_of(scenario)[::8])
        scenario = load_scenario("fujian-trunk-line", ["years=[2023, 2028]"])
        pawned = given_data.pawn(run(scenario, 60, 5))
        return variance_shares.sobol(scenario, 8, 5, resamples=10), pawned, tornado.tornado(scenario)


@pytest.fixture(scope="module")
def line():
    plan = plan_corridor(load_scenario("fujian-trunk-line"), traffic=150.0, days=1, replications=2)
    return simulate_corridor(plan)


@pytest.fixture(scope="module")
def sized():
    """Three designs, of which none is bettered in both."""
    judged = [Judged(Design(2, 1, 20, 12, 2000 + 100 * n), 30e6 + 1e6 * n, 14.0 - 4.0 * n) for n in range(3)]
    return Sized(judged[0], tuple(judged), 13.0)


@pytest.fixture(scope="module")
def tested():
    return whole_backtest(nev_case(), (2021,), 120, 3)


@pytest.fixture(scope="module")
def pages(runs, analyses, line, sized, tested):
    sobol, _, moved = analyses
    return {
        "compare": comparison_page(compare(*runs), [manifest(one) for one in runs]),
        "sensitivity": sensitivity_page(sobol, moved, [REDUCTION], MADE),
        "corridor": corridor_page(line, sized, line, 15.0, True, MADE),
        "backtest": backtest_page(tested, None, MADE),
    }


def chart_of(page, key):
    (found,) = (one for one in page["charts"] if one["id"] == key)
    return found


def section_of(page, key):
    (found,) = (one for one in page["sections"] if one["id"] == key)
    return found


def pairs(data):
    """All texts that differ by language."""
    if isinstance(data, dict):
        if set(data) == {"en", "zh"}:
            yield data
        for value in data.values():
            yield from pairs(value)
    elif isinstance(data, list):
        for value in data:
            yield from pairs(value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_the_shape_that_scripts_read(pages, kind):
    page = json.loads(page_text(pages[kind]))
    assert (page["format"], page["kind"]) == (FORMAT, kind)
    for key in ("title", "about", "answer", "charts", "sections"):
        assert page[key]
    ids = [one["id"] for one in page["sections"]]
    assert len(set(ids)) == len(ids)
    first = [chart for chart in page["charts"] if chart["section"] == "top"]
    assert 0 < len(first) <= 5
    assert {chart["section"] for chart in page["charts"]} <= {"top", *ids}
    assert len({chart["id"] for chart in page["charts"]}) == len(page["charts"])
    for view in (view for chart in page["charts"] for view in chart["views"]):
        along = len(view["axis"].get("labels", ())) if "axis" in view else len(page["years"])
        for trace in view.get("traces", ()):
            lengths = {len(values) for values in page["series"][trace["key"]]}
            assert lengths == {along} or (along == 0 and len(lengths) == 1), trace["key"]
    for table in (table for one in page["sections"] for table in one["tables"]):
        assert {len(row) for row in table["rows"]} <= {len(table["heads"])}


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_there_in_both_languages(pages, kind):
    found = list(pairs(json.loads(page_text(pages[kind]))))
    assert len(found) > 40
    assert [one for one in found if bool(str(one["en"])) != bool(str(one["zh"]))] == []
    said = pages[kind]["answer"][0]["zh"] + pages[kind]["title"]["zh"]
    assert re.search("[\u4e00-\u9fff]", said)


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_of_a_parameter_and_no_certainty_is_told(pages, kind):
    told = list(texts(pages[kind]))
    assert [text for text in told if KEY.search(text)] == []
    assert [text for text in told if re.match(r"^(0|100) %$", text)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_small(pages, kind):
    assert len(page_html([pages[kind]]).encode()) < 1_500_000


def test_hostile_titles_stay_text(pages):
    made = page_html([pages["compare"]])
    assert "</script><b>" not in made
    assert "\u202e" not in made
    assert made.count("</script>") == made.count("<script") == 3


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


def test_indices_have_their_intervals(pages, analyses):
    sobol, _, moved = analyses
    page, place = pages["sensitivity"], list(sobol.outcomes).index(REDUCTION)
    (view,) = chart_of(page, "indices")["views"]
    for shown, row in zip(view["rows"], sobol.leading(REDUCTION, 12), strict=True):
        for key, name in (("values", "total"), ("beside", "first")):
            wanted = [sobol.of_outcomes[one][row, place] for one in (f"{name}_low", name, f"{name}_high")]
            np.testing.assert_allclose(shown[key], wanted, rtol=1e-3)
    (view,) = chart_of(page, "tornado")["views"]
    widths = [abs(row["values"][1] - row["values"][0]) for row in view["rows"]]
    assert widths == sorted(widths, reverse=True)
    column = list(moved.outcomes).index(REDUCTION)
    ends = moved.high[:, column] - moved.low[:, column]
    np.testing.assert_allclose(widths[0], np.nanmax(np.abs(ends)), rtol=1e-3)
    (view,) = chart_of(page, "by_year")["views"]
    name = REDUCTION.removeprefix("Cumulative ")
    total = sobol.of_series["total"][:, list(sobol.series).index(name)]
    first = np.array(page["series"][view["traces"][0]["key"]][0], float)
    best = np.nanargmax(np.nan_to_num(total).mean(axis=1))
    np.testing.assert_allclose(first, total[best], rtol=1e-3)


def test_an_ensemble_has_its_chance_level(analyses):
    _, pawned, moved = analyses
    page = sensitivity_page(pawned, moved, [REDUCTION], MADE)
    (view,) = chart_of(page, "indices")["views"]
    place = list(pawned.outcomes).index(REDUCTION)
    (mark,) = view["marks"]
    np.testing.assert_allclose(mark["values"], np.median(pawned.of_outcomes["inert"][:, place]), rtol=1e-3)
    assert page["years"] == []


def test_a_title_tells_the_first_only_where_it_is_sure(analyses):
    sobol, _, moved = analyses
    place = list(sobol.outcomes).index(REDUCTION)
    first = sobol.leading(REDUCTION, 1)[0]
    measures = {name: values.copy() for name, values in sobol.of_outcomes.items()}
    measures["total_low"][first, place] = 10.0
    sure = replace(sobol, of_outcomes=measures)
    assert (
        " decides most of: "
        in chart_of(sensitivity_page(sure, moved, [REDUCTION], MADE), "indices")["title"]["en"]
    )
    measures["total_low"][first, place] = -10.0
    unsure = chart_of(sensitivity_page(sure, moved, [REDUCTION], MADE), "indices")["title"]["en"]
    assert unsure == "Share of the variance that parameters explain"


def test_a_line_shows_its_day_its_designs_and_its_target(pages, line, sized):
    page = pages["corridor"]
    day = chart_of(page, "day")["views"]
    assert [view["subject"]["en"] for view in day] == [
        "trucks waiting",
        "blocks ready",
        "power from the grid",
    ]
    power = np.array(page["series"][day[2]["traces"][1]["key"]][0], float)
    np.testing.assert_allclose(power, line.profiles.power[:, 1], rtol=1e-3)
    (limit,) = day[2]["marks"]
    assert limit["values"] == [
        pytest.approx(line.plan.station.power / line.plan.station.efficiency, rel=1e-3)
    ]
    (view,) = chart_of(page, "designs")["views"]
    edge = next(trace for trace in view["traces"] if trace["role"] == "steps")
    costs, waits = page["series"][edge["key"]]
    assert costs == [one.cost / 1e6 for one in sized.frontier()]
    assert waits == [one.wait_long for one in sized.frontier()]
    assert view["marks"][0]["values"] == [15]
    cheapest, _ = section_of(page, "sizes")["tables"]
    assert cheapest["rows"][0][0] == "2"
    assert section_of(page, "most")["tables"]


def test_waits_by_hour_and_station_are_those_of_the_swaps(line):
    waits, uses = hourly_waits(line), station_uses(line)
    assert sum(use.swaps for use in uses) == pytest.approx(line.measures.swaps.mean())
    begun = line.journeys.begun >= line.plan.warm_up * 1440.0
    end = (line.plan.warm_up + line.plan.days) * 1440.0
    swapped = begun & (line.journeys.begun < end)
    hours = (line.journeys.passed[swapped] // 60).astype(int) % 24
    each = (line.journeys.begun - line.journeys.passed)[swapped]
    for hour in np.unique(hours).tolist():
        assert waits.mean[hour] == pytest.approx(each[hours == hour].mean())
    assert np.isfinite(waits.long).sum() == (np.bincount(hours, minlength=24) >= 20).sum()
    loads = [use.bays for use in uses]
    assert np.mean(loads) == pytest.approx(line.measures.bay_load.mean(), abs=0.02)


def test_a_line_on_which_nobody_comes_has_a_page():
    plan = plan_corridor(load_scenario("fujian-trunk-line"), traffic=0.001, days=1, replications=1)
    page = corridor_page(simulate_corridor(plan), None, None, 15.0, False, MADE)
    json.dumps(page, allow_nan=False)
    assert "no truck came for a swap" in page["answer"][0]["en"]
    assert [chart["id"] for chart in page["charts"]] == ["day", "rates"]


def test_designs_that_do_not_serve_have_a_page(line):
    nothing = Sized(None, (Judged(Design(2, 1, 1, 1, 100), 1e6, float("inf")),), float("nan"))
    page = corridor_page(line, nothing, None, 15.0, True, MADE)
    assert "designs" not in [chart["id"] for chart in page["charts"]]
    json.dumps(page, allow_nan=False)


def test_forecasts_stand_beside_what_came_and_rivals(pages, tested):
    page = pages["backtest"]
    assert page["years"] == tested.case.past.years.tolist()
    (view,) = chart_of(page, "share")["views"]
    series = {trace["name"]["en"]: page["series"][trace["key"]] for trace in view["traces"]}
    assert set(series) == {"carbonsim", "persistence", "linear", "logistic", "history", "actual"}
    ours = [row for row in tested.rows if row.model == "carbonsim"]
    place = page["years"].index(ours[0].year)
    shown = [values[place:] for values in series["carbonsim"]]
    wanted = [[getattr(row, key) for row in ours] for key in ("share_low_80", "share", "share_high_80")]
    np.testing.assert_allclose(shown, wanted, rtol=1e-3)
    np.testing.assert_allclose(series["actual"][0][place:], [row.actual_share for row in ours], rtol=1e-3)
    assert series["actual"][0][place - 1] is None
    assert series["history"][0][place] is None
    held = sum(row.share_covered_80 for row in ours)
    assert f"held what came in {held} of {len(ours)} years" in chart_of(page, "share")["title"]["en"]
    scores = {row["label"]["en"]: row["values"] for row in chart_of(page, "scores")["views"][1]["rows"]}
    assert scores["carbonsim"] == [pytest.approx(np.mean([row.share_crps for row in ours]), rel=1e-3)]


def test_trust_is_scores_against_rivals(pages, tested):
    trust = section_of(pages["backtest"], "trust")
    assert trust["texts"][0]["en"].startswith("Closest on average: volume: ")
    (table,) = trust["tables"]
    assert [row[0]["en"] for row in table["rows"]] == ["carbonsim", "persistence", "linear", "logistic"]
    years = len({row.year for row in tested.rows})
    assert all(row[2].endswith(f"/ {years}") for row in table["rows"])


def test_several_frozen_years_have_scores_by_year():
    found = whole_backtest(nev_case(), (2019, 2022), 60, 3)
    page = backtest_page(found, None, MADE)
    assert [view["subject"]["en"] for view in chart_of(page, "volume")["views"]] == [
        "data to 2019",
        "data to 2022",
    ]
    (volume, *_) = chart_of(page, "scores")["views"]
    assert volume["axis"]["labels"] == ["2019", "2022"]
    assert len(section_of(page, "trust")["tables"]) == 4


def test_a_comparison_of_draws_that_were_not_kept_has_a_page(monkeypatch):
    monkeypatch.setattr(ensemble, "MOST_KEPT", 40)
    several = [run(load_scenario(name, [YEARS]), 60, 5) for name in ("fujian-no-line", "fujian-trunk-line")]
    assert all(one.streamed is not None for one in several)
    page = comparison_page(compare(*several), [manifest(one) for one in several])
    chart = chart_of(page, "difference")
    assert all(len(page["series"][trace["key"]]) == 1 for view in chart["views"] for trace in view["traces"])
    assert chart["note"]["en"].startswith("Not of draws")
    assert "draws not kept" in page["warnings"][0]["en"]
    cells = {row[0]["en"]: row[1:] for row in section_of(page, "outcomes")["tables"][0]["rows"]}
    assert " – " in cells["Emissions, operational"][2]["en"]


def test_scenarios_of_one_title_are_told_apart(runs):
    twin = replace(runs[1], scenario=replace(runs[1].scenario, title=runs[0].scenario.title))
    page = comparison_page(compare(runs[0], twin), [manifest(one) for one in runs[:2]])
    names = [trace["name"]["en"] for trace in chart_of(page, "emissions")["views"][0]["traces"]]
    assert names == [f"{runs[0].scenario.title['en']} ({run.scenario.name})" for run in runs[:2]]
