"""Claims of the kind record: source against source, as shipped and by hand."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.claim_check import check
from carbonsim.analysis.record_claims import count_of, figure_of, record_answers
from carbonsim.scenario.claim_records import RecordedSeries


@pytest.fixture(scope="module")
def scenario():
    return carbonsim.load_scenario("china-nev")


def answers(scenario, name, **changes):
    claim = next(claim for claim in scenario.claims if claim.name == name)
    return record_answers(scenario, replace(claim, **changes))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nev-production-2023", [(9.587, "holds", "caam-sales")]),
        ("nev-sales-2023", [(9.495, "holds", "caam-sales")]),
        ("nev-production-growth-2023", [(35.83, "holds", "caam-sales")]),
        (
            "nev-world-share-2023",
            [(62.86, "holds", "caam-sales, iea-gevo-2025"), (59.08, "fails", "iea-gevo-2025")],
        ),
    ],
)
def test_the_shipped_records(scenario, name, told):
    rows = answers(scenario, name)
    assert [(round(row.value, 3 if row.value < 10 else 2), row.verdict, row.source) for row in rows] == told
    assert all(row.year == 2023 and row.probability is None and row.draws is None for row in rows)
    assert len({row.boundary for row in rows}) == len(rows)


def test_what_was_not_published_as_it_stands_is_said(scenario):
    (row,) = answers(scenario, "nev-production-growth-2023")
    assert row.note == "nev.history.production of 2022 is derived, base of the growth stated for 2023"


def test_a_remark_holds_no_semicolon_that_parts_remarks(scenario):
    key = "nev.history.production"
    setting = scenario.settings[key]
    rows = tuple(row._replace(note="read here; then summed") for row in setting.records)
    changed = replace(setting, records=rows)
    other = replace(scenario, settings={**scenario.settings, key: changed})
    (row,) = answers(other, "nev-production-growth-2023")
    assert row.note == f"{key} of 2022 is derived, read here, then summed"


def test_the_figures_are_those_of_the_cross_checks(scenario):
    results = carbonsim.run(carbonsim.load_scenario("china-nev", ["years=[2021, 2024]"]), draws=1)
    checks = {check.name: check.rows for check in results.checks}["nev-2023"]
    growth, share, registered = checks[0].value, checks[2].value, checks[3].value
    rows = {row.boundary: row.value for row in answers(scenario, "nev-world-share-2023")}
    assert list(rows.values()) == [share, registered]
    assert answers(scenario, "nev-production-growth-2023")[0].value == growth


def test_between_recorded_years_there_is_no_record(scenario):
    (row,) = answers(scenario, "nev-production-2023", year=2019)
    assert (row.verdict, row.holds) == ("cannot be judged here", None)
    assert np.isnan(row.value)
    assert row.needs == "nev.history.production is not there, required a record of 2019"
    (row,) = answers(scenario, "nev-production-growth-2023", year=2022)
    assert row.needs == "nev.history.production is not there, required a record of 2021"


def test_a_scenario_without_the_sector_has_no_record(scenario):
    other = carbonsim.load_scenario("fujian-all-diesel")
    claim = next(claim for claim in scenario.claims if claim.name == "nev-sales-2023")
    check(replace(other, claims=(claim,)))
    assert [row.verdict for row in record_answers(other, claim)] == ["cannot be judged here"]
    (row,) = record_answers(other, replace(claim, year=None))
    assert (row.verdict, row.year) == ("cannot be judged here", other.years[0])


def test_any_year_of_a_record_is_the_first_in_which_it_holds_or_else_the_nearest(scenario):
    (row,) = answers(scenario, "nev-sales-2023", year=None, bound="at_least", value=5.0, tolerance=0.0)
    assert (row.year, row.verdict) == (2022, "holds")
    (row,) = answers(scenario, "nev-sales-2023", year=None, bound="at_least", value=1e3, tolerance=0.0)
    assert (row.year, row.verdict) == (2025, "fails")
    rows = answers(scenario, "nev-world-share-2023", year=None)
    assert {row.year for row in rows} == {2023}


def test_more_than_recorded_is_surpassed_or_fails(scenario):
    (row,) = answers(scenario, "nev-sales-2023", value=9.0)
    assert row.verdict == "surpassed"
    (row,) = answers(scenario, "nev-sales-2023", value=10.0)
    assert row.verdict == "fails"


def test_a_share_or_growth_that_has_no_answer_is_blank(scenario):
    nothing = scenario.quantity("nev.history.sales")
    setting = scenario.settings["nev.history.sales"]
    empty = replace(nothing, central=tuple(0.0 for _ in nothing.years))
    settings = {**scenario.settings, "nev.history.sales": replace(setting, value=empty)}
    other = replace(scenario, settings=settings)
    series = RecordedSeries("growth_of", ("nev.history.sales",), "%")
    assert np.isnan(figure_of(other, series, "nev.history.sales", 2023).value)


def test_what_a_file_states_is_a_record_with_the_source_of_the_file(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "carbonsim: 1\nextends: carbonsim:china-nev-no-policy\nnev:\n  history:\n    production:\n"
        "      path: {2021: 1000000, 2022: 5000000, 2023: 9000000}\n"
        "      unit: vehicle/yr\n      source: mps-annual\n",
        encoding="utf-8",
    )
    scenario = carbonsim.load_scenario(path)
    count = count_of(scenario, "nev.history.production", 2023)
    assert (count.value, count.source) == (9e6, "mps-annual")
    assert count.remark == "nev.history.production of 2023 is assumed"
    (row,) = answers(scenario, "nev-production-2023")
    assert (row.value, row.verdict, row.source) == (9.0, "fails", "mps-annual")


def test_records_are_in_the_table_of_claims(tmp_path):
    small = carbonsim.load_scenario("china-nev-no-policy", ["years=[2021, 2024]"])
    folder = carbonsim.run(small, draws=4).save(tmp_path / "x", figures=False)
    with (folder / "claims.csv").open(encoding="utf-8") as file:
        rows = {(row["claim"], row["boundary"]): row for row in csv.DictReader(file)}
    row = rows["nev-sales-2023", "all kinds; wholesale with exports"]
    assert (row["value"], row["unit"]) == ("9.495", "million vehicle/yr")
    assert (row["probability"], row["verdict"], row["answered_by"]) == ("", "holds", "caam-sales")
