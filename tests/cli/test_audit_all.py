"""``carbonsim audit --all``: each claim once, in the scenario that judges it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from carbonsim.cli.main import main
from carbonsim.report.audit_all_lines import cases_words
from carbonsim.scenario import places
from tests.cli.reading import made, rows
from tests.report import made_audits

pytestmark = pytest.mark.usefixtures("few")
NAMES = ("china-nev-no-policy", "fujian-full-conversion", "fujian-trunk-line")
RUN = ["audit", "--all", "--draws", "60", "--workers", "1"]


@pytest.fixture
def few(folder, monkeypatch):
    """Some of the shipped scenarios."""
    known = places.shipped_scenarios()
    monkeypatch.setattr(places, "shipped_scenarios", lambda: {name: known[name] for name in NAMES})
    return folder


def test_each_claim_is_told_once_with_its_judge(folder, capsys):
    assert main(RUN) == 0
    out = capsys.readouterr().out
    words = " ".join(out.split())
    assert out.count("The battery-swap solution can cut carbon emissions by more than 18 Mt a year") == 1
    assert "Judged in fujian-full-conversion; 18 Mt CO2/yr" in words
    assert "it would hold if “" in words
    assert "Judged in china-nev-no-policy; 9.587 million vehicles a year in 2023" in words
    assert made(folder).name.startswith("audit-all+")
    names = {path.name for path in made(folder).iterdir()}
    assert names == {"claims.csv", "needs.csv", "manifest.json", "page.json", "report.html"}
    claims = rows(made(folder) / "claims.csv")
    assert {row["scenario"] for row in claims} == set(NAMES[:2])
    assert len({(row["claim"], row["boundary"]) for row in claims}) == len(claims)
    drawn = [row for row in claims if row["scenario"] == NAMES[1]]
    assert all(row["p50"] and row["probability"] for row in drawn)
    needs = rows(made(folder) / "needs.csv")
    assert {row["of"] for row in needs} == {"central"}
    page = json.loads((made(folder) / "page.json").read_text("utf-8"))
    assert len(page["claims"]) == len({row["claim"] for row in claims})
    manifest = json.loads((made(folder) / "manifest.json").read_text("utf-8"))
    # a record needs no draws
    assert [one["draws"] for one in manifest["scenarios"]] == [1, 60]


def test_json_and_chinese(folder, capsys):
    assert main([*RUN, "--no-page", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["scenario"] for one in found["audits"]] == list(NAMES[:2])
    assert {one["verdict"] for one in found["audits"][1]["claims"]} >= {"holds", "fails"}
    assert found["audits"][1]["needs"][0]["parameter"]
    assert main([*RUN, "--no-page", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "在情景 fujian-full-conversion 中评判" in out
    assert "换电方案每年可减少碳排放1800多万吨" in out
    assert main([*RUN, "--no-page", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert made(folder)


def test_the_need_is_of_the_answer_whose_figure_is_told(capsys):
    assert main([*RUN, "--no-page"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    # holds at one boundary only: the next one, with its own figure
    assert re.search(r"\(direct\) Operational, [\d.]+ Mt CO2/yr \([^)]+\) in 2023: it would hold if", words)
    assert re.search(r"\(operating\) Operating: it would be met if", words)
    assert "within 25 %; source: CATL, " in words


def test_figures_of_a_claim_with_cases_have_their_range():
    found = with_cases(made_audits.FAILS.result, 0.31, 0.94)
    assert cases_words(found, "en") == "0.31 to 0.94 Mt CO2/yr by case"
    assert cases_words(found, "zh") == "各情形为 31 至 94 万吨CO2/年"
    assert cases_words(found[:1], "en") == ""


def with_cases(result, *values):
    """An answer for each case."""
    return [replace(result, variant=f"case {n}", value=value) for n, value in enumerate(values)]
