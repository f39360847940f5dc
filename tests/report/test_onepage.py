"""The data of a page: compact, true of the results, and silent about what it must not tell."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.engine import deciding_check, ensemble
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.report.figures import FIGURES, figures_of
from carbonsim.report.heading import sureness
from carbonsim.report.onepage.charts import Trace, series_of
from carbonsim.report.onepage.data import FORMAT, Found, page_data, page_text
from carbonsim.report.onepage.html import page_html, safe_json
from carbonsim.report.onepage.parameters import assumptions, parameter_name
from carbonsim.report.onepage.sentences import sentences
from carbonsim.report.onepage.tables import check_tables, outcome_table
from carbonsim.report.onepage.words import said
from carbonsim.report.trajectories import trajectory_lines
from carbonsim.report.wording import two_digits
from carbonsim.results.manifest import manifest
from carbonsim.results.records import Check, CheckRow, Outcome

KEY = re.compile(r"\b(?:drivers|freight|nev|steel)\.[a-z]+[._][a-z_.]+")
#: As much of a manifest as a page needs.
MADE = {"files": {}, "packages": {}}
FIRST = ("difference", "emissions", "sales_shares", "cost", "claims")


YEARLESS = """\
carbonsim: 1
name: plan
title: {en: Plan, zh: 方案}
extends: carbonsim:fujian-trunk-line
reference: carbonsim:fujian-no-policy
years: [2023, 2030]
claims:
  - name: trunk-line-co2
    text: {en: It saves carbon, zh: 减排}
    variable: Emission Reduction|CO2|Transportation|Truck
    at_least: 1 t CO2/yr
    source: nobody
"""


def page_of(results):
    stated, claims = outcomes(results), evaluate(results)
    return page_data(results, stated, claims, sentences(results, stated, claims), manifest(results))


@pytest.fixture(scope="module")
def trunk_line():
    return run(load_scenario("fujian-trunk-line"), draws=120)


@pytest.fixture(scope="module")
def three_sectors():
    return run(load_scenario("new-quality-2060"), draws=4)


@pytest.fixture(scope="module")
def page(trunk_line):
    return page_of(trunk_line)


def texts(data):
    """All texts of a page, without the keys of series."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in ("key", "series"):
                yield from texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts(value)


def view_of(page, chart, boundary):
    (found,) = (one for one in page["charts"] if one["id"] == chart)
    return next(view for view in found["views"] if view["boundary"] == boundary)


def test_series_are_the_quantiles_of_the_results(page, trunk_line):
    view = view_of(page, "difference", "well-to-wheel")
    (trace,) = view["traces"]
    name = trace["key"].partition("|")[2]
    assert name == "Emission Reduction|Kyoto Gases|Transportation|Truck [Well-to-Wheel]"
    found = np.array(page["series"][trace["key"]], float)
    expected = trunk_line.quantiles(name, (0.05, 0.5, 0.95))
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-12)
    assert view["unit"]["zh"][0] == "万吨CO2e/年"


def test_titles_answer_and_order_of_the_first_charts(page, trunk_line):
    stated, claims = outcomes(trunk_line), evaluate(trunk_line)
    found = sentences(trunk_line, stated, claims)
    assert page["answer"] == [dict(sentence) for sentence in found.answer]
    first = [chart for chart in page["charts"] if chart["section"] == "top"]
    assert tuple(chart["id"] for chart in first) == FIRST
    for chart in first:
        assert chart["title"] == found.titles[chart["id"]]


def test_parts_are_means_that_add_up_to_the_mean_of_the_whole(page, trunk_line):
    (chart,) = (one for one in page["charts"] if one["id"] == "components")
    names = [trace["key"] for trace in chart["views"][0]["traces"]]
    assert all(name.startswith("plan-mean|") for name in names)
    total = np.sum([page["series"][name][0] for name in names], axis=0)
    whole = trunk_line.mean("Emissions|Kyoto Gases|Energy|Demand|Transportation|Truck [Life Cycle]")
    np.testing.assert_allclose(total, whole, rtol=1e-3)


def test_a_part_of_another_sign_than_the_median_is_left_out(make_results):
    results = make_results(40)
    net = "Extra Cost|Transportation|Truck [Owner]"
    turned = {**results.central, net: -results.central[net]}
    part = "Cost|Transportation|Truck|Owner|Fuel"
    trace = Trace(said("Fuel"), "change-central", part, "part", net=net)
    (kept,) = series_of(results, trace)
    (hidden,) = series_of(replace(results, central=turned), trace)
    np.testing.assert_allclose(kept, results.central[part] - results.reference.central[part])
    nothing = results.central[net] == 0.0
    assert np.isnan(hidden[~nothing]).all()
    assert not np.isnan(hidden[nothing]).any()


def test_no_key_of_a_parameter_is_told(page, three_sectors):
    for one in (page, page_of(three_sectors)):
        assert [text for text in texts(one) if KEY.search(text)] == []


def test_no_certainty_in_numbers_and_no_deterministic_value_beside_draws(page, trunk_line):
    certain = re.compile(r"^(0|100) %$")
    assert [text for text in texts(page["claims"]) if certain.match(text)] == []
    hidden = Outcome("Abatement Cost|Transportation|Truck [direct]", "CNY/t CO2", -812.0, None, None)
    (row,) = outcome_table(trunk_line, [hidden])["rows"]
    assert row[1] == {"en": "–", "zh": "–"}


def test_a_claim_tells_its_figure_and_where_it_can_be_judged(page, trunk_line):
    carbon, cost, trip, cars = page["claims"]
    for one in (carbon, cost, trip):
        assert one["judged_in"]["en"] == "judged in fujian-full-conversion"
        assert one["found"] == {"en": "", "zh": ""}
        assert one["table"] == {}
    answer = next(one for one in evaluate(trunk_line) if one.claim.name == cars["name"])
    low, middle, high = (two_digits(value) for value in (answer.p05, answer.p50, answer.p95))
    assert cars["found"]["en"] == f"{middle} ({low} to {high}) in 2023 (direct)"
    assert cars["judged_in"] == {}


def test_no_figure_of_its_best_year_stands_with_a_claim_that_names_none(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_text(YEARLESS, encoding="utf-8")
    (claim,) = (found := page_of(run(load_scenario(file), draws=40)))["claims"]
    assert claim["verdict"]["en"].startswith("holds")
    assert not claim["dated"]
    assert claim["found"]["en"] == ""
    assert "year" not in [head["en"] for head in claim["table"]["heads"]]
    assert not re.search(r"20[2-6]\d|kt|Mt", str(claim["table"]["rows"]))
    assert "claims" not in [chart["id"] for chart in found["charts"]]


def test_outcomes_stand_by_period_the_horizon_last(page):
    assert page["outcomes"]["heads"][1:] == ["2030", "2035", "2026-2030", "2031-2035", "2023–2060"]
    cells = {row[0]["en"]: row[1:] for row in page["outcomes"]["rows"]}
    assert cells["Emission Reduction, operational"][0]["en"].endswith(")")
    assert "undecided" in cells["Extra Cost, operating"][1]["en"]


def test_estimates_have_two_digits_and_stand_under_their_description():
    scenario = load_scenario("fujian-trunk-line", ["freight.loan_years=5 yr"])
    found = assumptions(scenario)
    rows = [row for group in found["groups"] for row in group["rows"]]
    assert found["count"] == len(rows)
    assert sureness(scenario, "en").startswith(f"{found['judged']} of {found['count']} numbers")
    assert found["judged"] == sum(row[4] in ("estimate", "assumed") for row in rows)
    estimates = [row[1] for row in rows if row[4] == "estimate" and not isinstance(row[1], dict)]
    estimates = [value for value in estimates if "→" not in value and not value.isalpha()]
    assert max(len(re.sub(r"[^\d]", "", value).strip("0")) for value in estimates) == 2
    (own,) = (row for row in rows if row[0]["en"] == "Term of a truck loan")
    assert own[1:3] == ["5", ""]
    assert own[-1] == "x"
    name = parameter_name(scenario, "freight.duties.tractor_trunk.mileage")
    assert name["en"] == "Mean yearly mileage of the trucks in use in the first year (Trunk Tractor)"
    assert name["zh"] == "干线牵引车：单车年行驶里程（首年在用车平均）"
    assert parameter_name(scenario, "freight.powertrains.gone.price_now")["en"] == "price now"


def test_cross_checks_have_the_digits_that_estimates_bear(trunk_line, page):
    shown = [row for check in page["checks"] for row in check["rows"]]
    rows = [row for check in trunk_line.checks if check.name != deciding_check.NAME for row in check.rows]
    assert len(shown) == len(rows) > 5
    for (_, figure, *_), row in zip(shown, rows, strict=True):
        assert float(figure["en"].replace(",", "")) == pytest.approx(row.value, rel=0.051)
        assert len(figure["en"].replace(",", "").replace(".", "").lstrip("-0").rstrip("0")) <= 2
    tiny = Check("balance", {"en": "left"}, (CheckRow({"en": "mass"}, 2.46e-12, "t", 0.0, 0.0154321),))
    assert [cell["en"] for cell in check_tables([tiny])[0]["rows"][0]] == [
        "mass",
        "2.5e-12",
        "(0 – 0.015)",
        "t",
    ]


class Read(dict):
    """Series that remember which of them were asked for."""

    def __init__(self, series):
        super().__init__(series)
        self.names = set()

    def __getitem__(self, name):
        self.names.add(name)
        return super().__getitem__(name)


@pytest.mark.parametrize("name", ["three_sectors", "zhanjiang"])
def test_all_families_that_figures_draw_or_the_terminal_shows_are_on_the_page(name, request):
    if name == "zhanjiang":
        results = run(load_scenario("zhanjiang-shaft-furnace"), draws=2)
    else:
        results = request.getfixturevalue(name)
    central = Read(results.central)
    watched = replace(results, central=central, ensemble={}, headline={})
    figures_of(watched, FIGURES.keys() - {"claims"})
    trajectory_lines(watched)
    drawn = {one.partition("|")[0] for one in central.names}
    found = page_of(results)
    shown = {key.split("|")[1] for key in found["series"]}
    shown |= {"Works Saving"} if "savings" in {chart["id"] for chart in found["charts"]} else set()
    assert drawn - shown == set()
    assert "Swap Stations" in drawn or name == "zhanjiang"


def test_data_are_small_and_valid_json(page, three_sectors):
    assert json.loads(page_text(page))["format"] == FORMAT
    large = page_of(three_sectors)
    assert len(page_text(large).encode()) < 1_000_000
    assert len(page_html([large]).encode()) < 2_000_000


def test_a_streamed_ensemble_says_what_its_ranks_are_of(monkeypatch):
    monkeypatch.setattr(ensemble, "MOST_KEPT", 150)
    monkeypatch.setattr("carbonsim.engine.deciding.MOST_DRAWS", 120)
    monkeypatch.setattr("carbonsim.report.onepage.data.MOST_DRAWS", 120)
    results = run(load_scenario("fujian-trunk-line", ["freight.swap.stations=100 station"]), draws=200)
    assert results.streamed is not None
    found = page_of(results)
    assert "of 200 draws the first 120" in found["deciding"]["text"]["en"]
    assert any("draws not kept" in warning["en"] for warning in found["warnings"])
    assert len(found["series"][view_of(found, "difference", "direct")["traces"][0]["key"]]) == 3


#: What only draws have, in both languages; what says that there are none may name it.
OF_DRAWS = re.compile(
    r"median|\bbands?\b|percentile|draw by draw|\branges?\b|中位数|区间|百分位|逐次抽样|均值"
)
SAYS_NONE = ("no range", "没有区间", "无区间")


def texts_of(data):
    """All texts of a page, but for those of assumptions and of forecasts scored elsewhere."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in ("series", "assumptions", "trust"):
                yield from texts_of(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts_of(value)


@pytest.mark.parametrize("name", ["fujian-trunk-line", "zhanjiang-shaft-furnace"])
def test_the_page_of_a_deterministic_run_speaks_of_no_draws(name):
    found = page_of(run(load_scenario(name), draws=1))
    told = [*texts_of(found), *(sentence["en"] for sentence in found["trust"]["sentences"][-2:])]
    wrong = [text for text in told if OF_DRAWS.search(text) and not any(one in text for one in SAYS_NONE)]
    assert not wrong
    assert any(OF_DRAWS.search(text) for text in texts_of(page_of(run(load_scenario(name), draws=3))))


def test_a_deterministic_run_has_a_page(make_results, make_outcomes):
    results = make_results(1)
    found = page_data(results, make_outcomes(False), (), Found(), MADE)
    assert found["about"][2][1]["en"].startswith("none")
    assert len(next(iter(found["series"].values()))) == 1
    assert found["deciding"] == {}
    json.dumps(found, allow_nan=False)


def test_a_run_without_reference_tells_its_emissions(make_results, make_outcomes):
    found = page_data(make_results(10, reference=False), make_outcomes(), (), Found(), MADE)
    charts = [chart["id"] for chart in found["charts"]]
    assert "difference" not in charts
    assert charts[0] == "emissions"
    assert found["about"][3][1]["en"] == "no reference"


def test_json_cannot_end_its_element(make_results, make_outcomes):
    assert safe_json("</script>\u2028&") == '"\\u003c/script\\u003e\\u2028\\u0026"'
    results = make_results(1)
    evil = replace(results.scenario, title={"en": "</script><b>", "zh": "</title>"})
    found = page_data(replace(results, scenario=evil), make_outcomes(False), (), Found(), MADE)
    made = page_html([found])
    assert "</script><b>" not in made
    assert made.count("</script>") == made.count("<script") == 3
    assert "&lt;/script&gt;&lt;b&gt;" in made


def test_trust_tells_scores_evidence_and_age(page, three_sectors):
    told = " ".join(one["en"] for one in page["trust"]["sentences"])
    assert "Trucks: 6 forecasts of new energy vehicles sold" in told
    assert "cannot be told apart" in told
    assert re.search(r"Of the \d+ numbers that decide most, \d+ are estimates or assumed", told)
    several = page_of(three_sectors)["trust"]
    told = " ".join(one["en"] for one in several["sentences"])
    assert "Cars: 28 forecasts" in told
    assert "better than a straight line" in told
    assert "Steel: no forecast has been scored" in told
    assert "from 100 draws on" in told
    assert len(several["table"]["rows"]) == 6
