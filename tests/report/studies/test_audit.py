"""Page of an audit: cards with needs, a chart for each claim, tables with keys; claims of all scenarios."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carbonsim.report.onepage.studies.audit import audit_page
from carbonsim.report.onepage.studies.audit_all import all_page
from carbonsim.report.onepage.studies.audit_charts import position
from tests.report import made_audits as made
from tests.report.made_audits import FAILS, GRID, HOLDS, MILEAGE, SURPASSED, UNDECIDED, UNJUDGED
from tests.report.studies.parts import EVIL, chart_of, section_of
from tests.report.test_onepage import MADE

MANIFEST = MADE | {"scenario": "fujian-full-conversion"}


@pytest.fixture(scope="module")
def page():
    return audit_page(made.made_audit(HOLDS, FAILS, SURPASSED, joint=(made.pair(),)), MADE)


def test_cards_unfold_what_each_answer_needs(page):
    first, second = page["claims"]
    assert first["verdict"]["en"] == "holds at direct only"
    assert [one["head"]["en"] for one in first["told"]] == [
        "Direct: holds; 18 Mt CO2/yr in 2023; 1.3 % above the claimed figure.",
        "Operational: fails; 4.6 Mt CO2/yr in 2023.",
    ]
    items = [one["en"] for one in first["told"][1]["items"]]
    assert items[0].startswith("It would hold if “Direct CO2 of the grid")
    assert items[2] == "With central values it holds in no year from 2023 to 2060."
    assert second["told"][0]["items"][0]["zh"].endswith("取 68,000 公里/辆/年时恰为宣传值。")
    assert first["audit"] == {}


def test_the_answer_has_verdicts_needs_and_pairs(page):
    told = [one["en"] for one in page["answer"]]
    assert told[0].startswith("Of its 2 claims, “The solution can cut logistics costs")
    assert told[1].startswith(
        "“The battery-swap solution can cut carbon emissions by more than 18 Mt a year (op"
    )
    assert "no common values were found at today's prices" in told[3]


def test_a_chart_marks_present_values_ranges_and_where_it_holds(page):
    chart = chart_of(page, "needs_1")
    assert chart["form"] == "spans"
    direct, operational = chart["views"]
    assert [mark["values"] for mark in direct["marks"]] == [[-1], [0], [1]]
    row = direct["rows"][0]
    assert row["label"]["zh"] == "干线牵引车：单车年行驶里程 · 无区间"
    # 175,000 with 157,500 to 192,500: 172,812.3 is an eighth of the way down
    assert row["spans"] == [[pytest.approx(-0.125, abs=1e-4), pytest.approx(2.109, abs=1e-3)]]
    assert row["values"][0] == pytest.approx(position(-174900 / 17500), abs=1e-3)
    cells = dict(zip([head["en"] for head in direct["names"]], row["cells"], strict=True))
    assert cells["now"]["en"] == "175,000 km/truck/yr"
    assert cells["it holds (central values)"]["en"] == "at least 172,900 km/truck/yr"
    assert cells["looked at"]["zh"] == "100 – 400,000"
    nowhere = operational["rows"][1]
    assert nowhere["spans"] == []
    assert "685,000 km/truck/yr would" in nowhere["cells"][-1]["en"]


def test_draws_have_columns_of_their_own():
    view = chart_of(audit_page(made.made_audit(UNDECIDED), MADE), "needs_1")["views"][0]
    heads = [head["en"] for head in view["names"]]
    cells = dict(zip(heads, view["rows"][0]["cells"], strict=True))
    assert cells["for nine of ten draws"]["en"] == "at least 207,000 km/truck/yr"
    assert cells["for the median of draws"]["zh"] == "不低于 173,000 公里/辆/年"


def test_needs_have_their_keys_and_pairs_their_section(page):
    tables = section_of(page, "needs")["tables"]
    assert [row[1] for row in tables[0]["rows"]] == [MILEAGE, GRID]
    assert len(section_of(page, "joint")["texts"]) == 1
    assert section_of(page, "finely")["texts"][0]["en"].startswith(
        "Of each answer the 2 parameters that move it most"
    )


def test_a_sixth_claim_has_its_chart_further_down():
    named = [replace(HOLDS.result.claim, name=str(number)) for number in range(7)]
    answers = [replace(HOLDS, result=replace(HOLDS.result, claim=claim)) for claim in named]
    charts = audit_page(made.made_audit(*answers), MADE)["charts"]
    assert [chart["section"] for chart in charts] == ["top"] * 5 + ["further"] * 2


def test_claims_of_all_scenarios_have_judge_need_or_reason():
    why = replace(UNJUDGED, result=replace(UNJUDGED.result, note="no such figure in this run"))
    other = replace(why, result=replace(why.result, claim=replace(why.result.claim, name="other")))
    page = all_page([made.made_audit(HOLDS, FAILS, SURPASSED), made.made_audit(other)], [MANIFEST, MANIFEST])
    assert [card["judged_in"]["en"] for card in page["claims"]] == [
        *["judged in fujian-full-conversion"] * 2,
        "stated in fujian-full-conversion",
    ]
    assert page["claims"][0]["told"][0]["head"]["en"].startswith("Operational: fails")
    assert len(page["claims"][0]["told"][0]["items"]) == 1
    assert page["claims"][2]["told"][0]["items"][0]["zh"] == "本次运行无此数值。"
    rows = chart_of(page, "claims")["views"][0]["rows"]
    assert [row["label"]["en"] for row in rows] == [
        "Claim 1 · direct",
        "Claim 1 · operational",
        "Claim 2 · operating",
    ]


def test_hostile_texts_are_harmless():
    claim = replace(HOLDS.result.claim, name="=1+1", text={"en": EVIL, "zh": EVIL}, source=EVIL)
    page = audit_page(made.made_audit(replace(HOLDS, result=replace(HOLDS.result, claim=claim))), MADE)
    assert "\u202e" not in str(page)
    assert page["claims"][0]["text"]["en"].startswith("</script><b>")
