"""Claims of all forms on a page with moved levers: judged as the grid judges them, in their own words."""

from __future__ import annotations

import pytest

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.levers import levers
from carbonsim.analysis.outcomes import outcomes
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.report.onepage.data import page_data
from carbonsim.report.onepage.html import page_html
from carbonsim.report.onepage.sentences import sentences
from carbonsim.results.manifest import manifest
from tests.analysis.test_lever_forms import TEXT
from tests.browser.test_levers import move
from tests.browser.test_page import INSIDE, texts
from tests.browser.verdicts import moved_verdicts


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page's file, its data and its grid."""
    folder = tmp_path_factory.mktemp("forms")
    (folder / "made.yaml").write_text(TEXT, encoding="utf-8")
    results = run(load_scenario(str(folder / "made.yaml")), draws=40)
    stated, claims, grid = outcomes(results), evaluate(results), levers(results)
    found = sentences(results, stated, claims)
    data = page_data(results, stated, claims, found, manifest(results), grid)
    (folder / "report.html").write_text(page_html([data]), encoding="utf-8")
    return folder / "report.html", data, grid


@pytest.fixture
def opened(browser, page):
    browser.open(page[0])
    yield browser
    assert browser.messages() == []
    assert [one for one in browser.requests() if not one.startswith(INSIDE)] == []


def test_claims_are_judged_as_the_grid_judges_them(opened, page):
    _, _, grid = page
    found, wanted = moved_verdicts(opened, grid)
    assert found == wanted
    assert {verdict for row in wanted for verdict in row} >= {"holds", "fails", "undecided"}


def cells(opened, claim):
    """Rows of the answers to a claim by their cells."""
    rows = f".claims > ol > li:nth-child({claim}) tbody tr"
    return opened.run(
        "return [...document.querySelectorAll(arguments[0])].map((row) =>"
        " [...row.children].map((cell) => cell.textContent))",
        rows,
    )


def test_moved_answers_tell_their_years(opened, page):
    _, data, grid = page
    names = [claim["name"] for claim in data["claims"]]
    for place in range(len(grid.levers)):
        move(opened, place, grid.levers[place].high)
    sums, bys, peaks = (cells(opened, names.index(name) + 1) for name in ("sum", "by", "peak"))
    assert {row[1] for row in sums} == {"2026-2030"}
    assert {row[1] for row in bys} == {"by 2028"}
    for row in peaks:
        _, when, median, span, unit, _ = row
        assert (when, unit) == ("by 2027", "")
        assert 2023 <= int(median) <= 2031, "a year, without a comma"
        assert all(2023 <= int(end) <= 2031 for end in span.split(" – "))
    opened.click("#language")
    assert {row[1] for row in cells(opened, names.index("by") + 1)} == {"到 2028 年"}


def test_what_nothing_answers_says_why_whatever_is_moved(opened, page):
    _, data, _ = page
    assert "no variable" in texts(opened, ".claims .needs li")
    move(opened, 0, 1.0)
    assert "no variable" in texts(opened, ".claims .needs li")
    assert data["claims"][-1]["needs"] == [{"en": "no variable", "zh": "没有变量"}]
