"""Tables of audits: one row a need and span, texts for --set that give the value, a screen of lines."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

import carbonsim
from carbonsim.core.crossings import Span
from carbonsim.engine.movers import mover
from carbonsim.report.audit_all_lines import all_lines, all_tables, top_need
from carbonsim.report.audit_lines import audit_lines, reasons
from carbonsim.report.audit_tables import audit_tables, records
from carbonsim.report.layout import display_width
from carbonsim.results.claim_results import Difference
from carbonsim.results.tables import write_csv
from tests.report import made_audits as made
from tests.report.made_audits import FAILS, GRID, HOLDS, MILEAGE, SCENARIO, SURPASSED, SWAPS

EVERY = (HOLDS, FAILS, SURPASSED, made.UNDECIDED, made.UNJUDGED)


@pytest.fixture(scope="module")
def audit():
    return made.made_audit(*EVERY, joint=(made.pair(),))


@pytest.fixture(scope="module")
def rows(audit, tmp_path_factory):
    """Rows of all tables as they are read from their files."""
    folder, found = tmp_path_factory.mktemp("tables"), {}
    for name, table in audit_tables(audit).items():
        write_csv(folder / name, table)
        with (folder / name).open(encoding="utf-8") as file:
            found[name] = list(csv.DictReader(file))
    return found


def test_there_are_tables_for_what_there_is(rows):
    assert set(rows) == {"needs.csv", "changes.csv", "boxes.csv", "joint.csv"}
    assert set(audit_tables(made.made_audit(HOLDS))) == {"needs.csv", "changes.csv"}


def test_a_row_for_each_need_and_span(rows):
    told = [row for row in rows["needs.csv"] if row["boundary"] == "operational"]
    grid, mileage = told
    assert (grid["parameter"], grid["of"], grid["span"]) == (GRID, "central", "1")
    assert (grid["from"], grid["to"], grid["open_from"], grid["open_to"]) == ("0", "0.0068449", "yes", "no")
    assert (mileage["span"], mileage["from"], mileage["beyond"], mileage["override"]) == (
        "0",
        "",
        "685000",
        "",
    )
    drawn = [row for row in rows["needs.csv"] if row["draws"] == "1000"]
    assert [row["of"] for row in drawn] == ["median", "nine of ten draws"] * 2
    assert [row["from"] for row in drawn] == ["173000", "207000", "", ""]
    (met,) = (row for row in rows["needs.csv"] if row["claim"] == "trunk-line-cost")
    assert (met["exact"], met["from"], met["to"]) == ("68000", "51000", "84000")
    two = made.need(SWAPS, Span(1.0, 12.0, True, False), Span(50.0, 900.0, False, False))
    found = records(made.made_audit(replace(FAILS, needs=(two,))))["needs"]
    assert [(row["span"], row["from"]) for row in found] == [(1, 1.0), (2, 50.0)]
    assert found[0]["override"].startswith(SWAPS)
    assert found[1]["override"] == ""


@pytest.mark.parametrize("file", ["needs.csv", "changes.csv", "joint.csv"])
def test_an_override_gives_the_value(rows, file):
    texts = [row for row in rows[file] if row["override"]]
    assert texts
    for row in texts:
        key = row["parameter"]
        (scenario,) = [carbonsim.load_scenario(SCENARIO, [row["override"]])]
        moved = mover(scenario.settings[key], 2023)
        wanted = row["new_value"] if "new_value" in row else row["from"] if row["from"] != "0" else row["to"]
        ends = {float(one) for one in (wanted, row.get("to") or wanted)}
        assert min(abs(moved.value / one - 1.0) for one in ends) < 1e-5, row


def test_changes_boxes_and_pairs(rows):
    (ends, *_) = rows["changes.csv"]
    assert (ends["change"], ends["reached"], ends["new_value"], ends["share"]) == (
        "ends it",
        "yes",
        "172800",
        "-0.13",
    )
    far = [row for row in rows["changes.csv"] if row["boundary"] == "operational"]
    assert {(row["change"], row["reached"], row["tried"]) for row in far} == {("makes it true", "no", "8")}
    assert next(row["parameter"] for row in rows["boxes.csv"]) == MILEAGE
    assert {row["density"] for row in rows["boxes.csv"]} == {"0.92"}
    kinds = [row["of"] for row in rows["joint.csv"]]
    assert kinds == ["first", "second", "at these prices", "at any prices"]
    assert {row["exclude_at_prices"] for row in rows["joint.csv"]} == {"yes"}
    corner = made.change(made.moved(GRID, 0.37, -1.0), reached=False, figures=(9.1,))
    nowhere = replace(made.UNDECIDED, box=made.box(share=0.0, corner=corner))
    found = records(made.made_audit(nowhere))["boxes"]
    assert [(row["part"], row["parameter"]) for row in found] == [("box", None), ("corner", GRID)]
    assert found[1]["override"].startswith(GRID)


def test_a_screen_has_verdicts_needs_and_pairs(audit):
    for language in ("en", "zh"):
        lines = audit_lines(audit, language)
        assert len(lines) <= 60
        assert max(map(display_width, lines)) <= 100
    text = " ".join(" ".join(audit_lines(made.made_audit(HOLDS, FAILS, SURPASSED), "en")).split())
    assert "Holds at direct only: The battery-swap solution can cut carbon emissions" in text
    assert "Operational: fails; 4.6 Mt CO2/yr in 2023" in text
    assert "The smallest joint change" not in text
    detailed = " ".join(" ".join(audit_lines(made.made_audit(HOLDS, FAILS), "en", details=True)).split())
    assert "The smallest joint change that was found to end it" in detailed
    assert "With central values it holds in no year from 2023 to 2060." in detailed
    assert "source: catl-2023" in detailed


def test_no_line_tells_a_bare_key(audit):
    for language in ("en", "zh"):
        assert not [line for line in audit_lines(audit, language, details=True) if "freight." in line]


def test_all_claims_have_one_need_and_their_judge():
    audits = [made.made_audit(HOLDS, FAILS, SURPASSED)]
    text = " ".join(" ".join(all_lines(audits, "en")).split())
    assert text.startswith("Of 2 claims, ")
    assert "Judged in fujian-full-conversion; " in text
    assert text.count("It would be met if") == 1
    assert text.count("it would hold if") == 1
    assert top_need([HOLDS, FAILS])[0] is FAILS
    assert top_need([HOLDS])[1] is HOLDS.needs[0]
    assert top_need([made.UNJUDGED]) is None
    assert reasons(audits[0], [HOLDS], "en") == []
    tables = all_tables(audits)
    assert tables["claims.csv"].columns[:3] == ("scenario", "text", "source")
    assert {row[0] for row in tables["needs.csv"].rows} == {SCENARIO}


def test_who_cannot_be_judged_says_why(audit):
    unjudged = replace(made.UNJUDGED, result=replace(made.UNJUDGED.result, note="no such figure in this run"))
    assert reasons(audit, [unjudged], "en") == ["no such figure in this run"]
    assert reasons(audit, [unjudged], "zh") == ["本次运行无此数值"]
    unlike = Difference(MILEAGE, "100000 km/truck/yr", "at_least", "150000 km/truck/yr")
    claim = replace(unjudged.result.claim, judged_in="fujian-full-conversion")
    other = replace(unjudged, result=replace(unjudged.result, claim=claim, differences=(unlike,)))
    assert reasons(audit, [other], "en") == [
        "“Mean yearly mileage of the trucks in use in the first year (Trunk Tractor)” is 100,000 km/truck/yr,"
        " required at least 150,000 km/truck/yr",
        "judged in fujian-full-conversion",
    ]
    assert any("No parameter was moved" in line for line in audit_lines(made.made_audit(other), "en"))
    lines = audit_lines(made.made_audit(other), "zh")
    assert any("须不低于 150,000 公里/辆/年。" in line for line in lines)
    told = " ".join(" ".join(all_lines([made.made_audit(other)], "en")).split())
    assert "Stated in fujian-full-conversion" in told
