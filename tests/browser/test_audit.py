"""Page of an audit in a real browser: cards that unfold, charts of spans, in the dark and on a phone."""

from __future__ import annotations

import time

import pytest

from carbonsim.report.onepage.html import page_html
from carbonsim.report.onepage.studies.audit import audit_page
from carbonsim.report.onepage.studies.audit_all import all_page
from tests.browser.test_page import EVIL, INSIDE, numbers, texts
from tests.report import made_audits as made
from tests.report.test_onepage import MADE


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A page with an audit of every shape and hostile texts, and with the claims of all scenarios."""
    claim = {"name": EVIL, "text": {"en": EVIL, "zh": EVIL}, "source": EVIL}
    evil = made.replace(made.HOLDS.result, claim=made.replace(made.HOLDS.result.claim, **claim))
    answers = (made.HOLDS, made.FAILS, made.UNDECIDED, made.SURPASSED, made.replace(made.HOLDS, result=evil))
    audit = made.made_audit(*answers, joint=(made.pair(),))
    manifest = MADE | {"scenario": made.SCENARIO}
    path = tmp_path_factory.mktemp("audit") / "report.html"
    path.write_text(page_html([audit_page(audit, MADE), all_page([audit], [manifest])]), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser, file):
    """The page, newly opened; what it wrote to the console or asked for must be nothing."""
    browser.open(file)
    yield browser
    assert browser.messages() == []
    assert [one for one in browser.requests() if not one.startswith(INSIDE)] == []


def bars(browser, chart):
    """Stroked paths of a chart by their width."""
    script = """return [...document.querySelectorAll(arguments[0] + ' .plot svg path')]
        .map((one) => one.getAttribute('stroke-width'))"""
    widths = browser.run(script, f"[data-chart={chart}]")
    return widths.count("6"), widths.count("14")


def test_cards_unfold_needs_and_charts_show_where_it_holds(opened):
    heads = texts(opened, ".claims li:first-child .told summary")
    assert heads[0] == "Direct: holds; 18 Mt CO₂/yr in 2023; 1.3 % above the claimed figure."
    assert opened.run("return document.querySelectorAll('.claims li:first-child .told[open]').length") == 1
    assert bars(opened, "needs_1") == (2, 2)
    opened.choose("[data-chart=needs_1] .switches select", "operational")
    assert bars(opened, "needs_1") == (2, 1)
    told = numbers(opened, "[data-chart=needs_1]")
    grid = told["Direct CO₂ of the grid per kWh consumed (average of the region) · no range"]
    assert grid[2] == "at most 0.006844 kg CO₂/kWh"
    marks = opened.run("return document.querySelector('[data-chart=needs_1] .plot').textContent")
    assert "low" in marks and "now" in marks and "high" in marks


def test_it_is_there_in_chinese_in_the_dark_on_a_phone_and_on_paper(opened):
    opened.click("#language")
    assert texts(opened, ".claims li:first-child .told summary")[0].startswith("直接排放：成立")
    assert "现值" in opened.run("return document.querySelector('[data-chart=needs_1] .plot').textContent")
    opened.click("#theme")
    assert bars(opened, "needs_1") == (2, 2)
    assert opened.paper().startswith(b"%PDF")
    opened.emulate(
        "Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=1, mobile=True
    )
    try:
        time.sleep(0.3)
        assert opened.run("return document.documentElement.scrollWidth") <= 390
    finally:
        opened.emulate("Emulation.clearDeviceMetricsOverride")


def test_hostile_texts_stay_text(opened):
    assert opened.run("return window.evil") is None
    assert opened.run("return document.querySelectorAll('main script, main img').length") == 0
    assert any(EVIL.replace("\u2028", " ") in one for one in texts(opened, ".claims li p"))


def test_claims_of_all_scenarios_tell_their_judge(opened):
    opened.click(".runs button:nth-child(2)")
    facts = texts(opened, ".claims .facts span")
    assert "judged in fujian-full-conversion" in facts
    assert [one for one in facts if "carbonsim audit" in one] == []
    assert opened.run("return document.querySelectorAll('[data-chart=claims] .plot svg path').length") > 3
