"""Levers of a page in a real browser: what moves, by how much, and the way back."""

from __future__ import annotations

import numpy as np
import pytest

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.levers import levers
from carbonsim.analysis.outcomes import outcomes
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.report.onepage.data import page_data
from carbonsim.report.onepage.html import page_html
from carbonsim.report.onepage.sentences import sentences
from carbonsim.report.wording import two_digits
from carbonsim.results.lever_grid import interpolated
from carbonsim.results.manifest import manifest
from tests.browser.test_page import DIFFERENCE, INSIDE, numbers, texts
from tests.browser.verdicts import moved_verdicts

OPERATIONAL = "Emission Reduction|CO2|Transportation|Truck [Operational]"


def made(name, years):
    results = run(load_scenario(name, [f"years=[{years[0]}, {years[1]}]"]), draws=40)
    stated, claims, grid = outcomes(results), evaluate(results), levers(results)
    found = sentences(results, stated, claims)
    return page_data(results, stated, claims, found, manifest(results), grid), grid


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A page of a line and of a works, with their grids."""
    runs = [made("fujian-trunk-line", (2023, 2032)), made("zhanjiang-shaft-furnace", (2023, 2030))]
    file = tmp_path_factory.mktemp("levers") / "report.html"
    file.write_text(page_html([page for page, _ in runs]), encoding="utf-8")
    return file, runs


@pytest.fixture
def opened(browser, pages):
    """The page, newly opened; what it wrote to the console or asked for must be nothing."""
    browser.open(pages[0])
    yield browser
    assert browser.messages() == []
    assert [one for one in browser.requests() if not one.startswith(INSIDE)] == []


def move(browser, place, value):
    """A slider pulled to a value and let go."""
    browser.run(
        "const [at, value] = arguments; const one = document.querySelectorAll('#levers input')[at];"
        "one.value = value; one.dispatchEvent(new Event('input')); one.dispatchEvent(new Event('change'));"
        "showMoved();",
        place,
        value,
    )


def told(page, grid, point, language="en", year=2030):
    """Median and range of the reduction at a point, as the page shall tell them, and its unit."""
    (chart,) = (one for one in page["charts"] if one["id"] == "difference")
    view = next(one for one in chart["views"] if one["boundary"] == "operational")
    unit, factor = view["unit"][language]
    values = grid.at(OPERATIONAL, point)[:, page["years"].index(year)]
    low, middle, high = (two_digits(value * factor).replace("-", "−") for value in values)
    return low, middle, high, unit.replace("CO2", "CO₂")


def state_of(browser):
    return [texts(browser, at) for at in (".answer p", ".findings h3", ".claims li", ".note")]


def test_a_moved_lever_shows_the_grid_and_reset_the_run(opened, pages):
    page, grid = pages[1][0]
    before, run_numbers = state_of(opened), numbers(opened, DIFFERENCE)
    assert texts(opened, ".answer p")[0] == page["answer"][0]["en"].replace("CO2", "CO₂")
    for place, value in enumerate((0.5, 0.25)):
        move(opened, place, value)
    low, middle, high, unit = told(page, grid, (0.5, 0.25))
    assert numbers(opened, DIFFERENCE)["2030"] == [middle, f"{low} – {high}"]
    assert numbers(opened, DIFFERENCE)["2030"] != run_numbers["2030"]
    said = texts(opened, ".answer p")[0]
    assert (
        f"cuts operational CO₂ of trucks in Fujian by {middle} {unit.removesuffix(' CO₂/yr')} in 2030" in said
    )
    assert f"({low} to {high}" in said
    titles = texts(opened, ".findings .card h3")
    assert titles[0] == "Emissions avoided against the reference, with levers moved"
    assert all(title.endswith(", with levers moved") for title in titles), "all first charts move"
    (note,) = texts(opened, "#levers-note")
    assert f"{grid.draws} paired draws at each of {len(grid.points)} points" in note
    assert f"{two_digits(100 * grid.error.largest)} %" in note
    opened.click("#levers-reset")
    assert state_of(opened) == before
    assert numbers(opened, DIFFERENCE) == run_numbers


def test_all_series_at_all_points_are_the_grid(opened, pages):
    page, grid = pages[1][0]
    found = opened.run(
        "const grid = state.page.levers; return arguments[0].map((point) => movedTo(state.page, point)"
        " && movedTo(state.page, point).series)",
        [list(point) for point in grid.points],
    )
    for point, series in zip(grid.points, found, strict=True):
        if series is None:
            assert point == tuple(lever.base for lever in grid.levers)
            continue
        for key, packed in page["levers"]["series"].items():
            case, _, name = key.partition("|")
            source = grid.series if case == "plan" else grid.reference
            wanted = source[name][..., grid.points.index(point)]
            assert abs(wanted - series[key]).max() <= 0.51 * packed["scale"] + 1e-12, (key, point)


def test_between_points_lines_are_straight(opened, pages):
    page, grid = pages[1][0]
    point = (0.3, 0.9)
    for place, value in enumerate(point):
        move(opened, place, value)
    low, middle, high, _ = told(page, grid, point)
    assert numbers(opened, DIFFERENCE)["2030"] == [middle, f"{low} – {high}"]


def test_language_and_boundary_change_while_a_lever_is_moved(opened, pages):
    page, grid = pages[1][0]
    move(opened, 1, 0.25)
    opened.click("#language")
    low, middle, high, unit = told(page, grid, (0.0, 0.25), "zh")
    assert numbers(opened, DIFFERENCE)["2030"] == [middle, f"{low} – {high}"]
    assert f"减少 {middle} {unit.removesuffix('CO₂/年')}（{low} 至 {high}" in texts(opened, ".answer p")[0]
    assert texts(opened, "#levers output") == ["0 %", "25 %"]
    assert texts(opened, "#levers .lever span")[0] == grid.levers[0].title["zh"]
    opened.choose("#controls select", "direct")
    assert "重卡的直接 CO₂ 排放" in texts(opened, ".answer p")[0]


def test_claims_are_judged_as_the_grid_judges_them(opened, pages):
    page, grid = pages[1][1]
    opened.click(".runs button:nth-child(2)")
    found, wanted = moved_verdicts(opened, grid)
    assert found == wanted
    assert {verdict for row in wanted for verdict in row} >= {"holds", "fails"}
    move(opened, 1, 0.15)
    said = texts(opened, ".claims .verdict")[0]
    assert said == page["claims"][0]["verdict"]["en"] + " (with levers moved)", "the same cases as in the run"
    assert said.startswith("holds for Hydrogen, Zero-Carbon Power; Natural Gas; ")
    move(opened, 0, 1.0)
    assert texts(opened, ".claims .verdict")[0] == "holds (with levers moved)"
    assert len(texts(opened, ".claims li:first-child tbody tr")) == len(page["claims"][0]["table"]["rows"])


def test_a_claim_that_levers_do_not_move_says_so(opened, pages):
    page, _ = pages[1][0]
    move(opened, 0, 1.0)
    first = texts(opened, ".claims ol > li")[0]
    assert page["claims"][0]["verdict"]["en"] in first
    assert "Not moved by levers here" in first


def test_capacity_moves_as_means_that_add_up(opened, pages):
    page, grid = pages[1][1]
    opened.click(".runs button:nth-child(2)")
    chart = next(one for one in page["charts"] if one["id"] == "capacity")
    before = numbers(opened, "[data-chart=capacity]")["2030"]
    point = (0.5, 0.3)
    for place, value in enumerate(point):
        move(opened, place, value)
    view = chart["views"][0]
    wanted = []
    for trace in view["traces"]:
        name = trace["key"].partition("|")[2]
        mean = interpolated(grid.means[name], grid.settings, point)[page["years"].index(2030)]
        wanted.append(two_digits(mean * view["unit"]["en"][1]).replace("-", "−"))
    assert trace["key"].startswith("plan-mean|")
    assert numbers(opened, "[data-chart=capacity]")["2030"] == wanted
    assert len(wanted) == len(before)
    assert "Parts: means of the draws" in texts(opened, "[data-chart=capacity] .note")[0]
    assert texts(opened, "[data-chart=capacity] h3")[0].endswith(", with levers moved")


def test_rows_of_claims_are_those_that_can_be_judged_in_percent_of_what_is_claimed(opened, pages):
    page, grid = pages[1][1]
    opened.click(".runs button:nth-child(2)")
    own = opened.run("return cards.find((card) => card.chart.id === 'claims').view.rows")
    assert own == next(one for one in page["charts"] if one["id"] == "claims")["views"][0]["rows"]
    found = opened.run(
        "const rows = (place) => movedRows(state.page.levers, [[place, 1]]);"
        "return arguments[0].map((place) => rows(place).map((row) => row.values))",
        list(range(len(grid.points))),
    )
    for place, rows in enumerate(found):
        judged = [
            100 * one.values[:, place] / one.target
            for one in grid.answers
            if one.verdicts[place] != "cannot be judged here" and one.target and one.target > 0
        ]
        assert len(rows) == len(judged) > 0
        assert np.allclose(rows, judged, rtol=1e-3, atol=0.01)
    move(opened, 0, 1.0)
    shown = numbers(opened, "[data-chart=claims]")
    place = grid.points.index((1.0, grid.levers[1].base))
    first = next(one for one in grid.answers if one.verdicts[place] != "cannot be judged here")
    wanted = two_digits(100 * first.values[1, place] / first.target).replace("-", "−")
    assert next(iter(shown.values()))[0] == wanted


def test_what_the_page_has_no_room_for_stays_and_says_so(opened):
    move(opened, 0, 1.0)
    opened.run(
        "const grid = state.page.levers; for (const key of Object.keys(grid.series)) {"
        " if (key.includes('Extra Cost')) { grid.left_out.push(key); delete grid.series[key]; } }"
        "moveLevers(0, 0.5); showMoved()"
    )
    assert texts(opened, "[data-chart=cost] h3")[0].endswith("(levers not applied)")
    assert "so that the page stays small" in texts(opened, "[data-chart=cost] .note")[0]
    run_numbers = opened.run("return numbersOf(cards.find((card) => card.chart.id === 'cost'), false)")
    opened.click("#levers-reset")
    assert run_numbers == opened.run(
        "return numbersOf(cards.find((card) => card.chart.id === 'cost'), false)"
    )
    assert "stays small" not in texts(opened, "[data-chart=cost] .note")[0]


def test_a_claim_that_is_moved_out_of_its_world_says_so(opened):
    opened.click(".runs button:nth-child(2)")
    opened.run(
        "state.page.levers.claims.answers.forEach((answer) => answer.judged.fill(false));"
        "moveLevers(0, 0.5); showMoved()"
    )
    (first, *_) = texts(opened, ".claims ol > li")
    assert first.startswith("cannot be judged here (with levers moved)")
    assert "no longer the world that the claim speaks of" in first
    opened.click("#levers-reset")


def test_another_run_has_its_own_levers_and_begins_unmoved(opened, pages):
    move(opened, 0, 1.0)
    opened.click(".runs button:nth-child(2)")
    assert texts(opened, ".answer p")[0] == pages[1][1][0]["answer"][0]["en"].replace("CO2", "CO₂")
    wanted = [lever.title["en"].replace("CO2", "CO₂") for lever in pages[1][1][1].levers]
    assert texts(opened, "#levers .lever span") == wanted
    opened.click(".runs button:nth-child(1)")
    assert texts(opened, "#levers output") == ["0 %", "0 %"]


def test_sliders_are_moved_by_keys_and_told_to_screen_readers(opened):
    opened.run("document.querySelector('#levers input').focus()")
    for kind in ("rawKeyDown", "keyUp"):
        opened.emulate("Input.dispatchKeyEvent", type=kind, key="End", code="End", windowsVirtualKeyCode=35)
    opened.run("showMoved()")
    assert texts(opened, "#levers output")[0] == "100 %"
    assert opened.run("return document.activeElement.getAttribute('aria-valuetext')") == "100 %"
    assert texts(opened, ".answer p")[0].startswith("With levers moved")


def test_paper_tells_of_moved_levers_and_is_silent_of_others(opened):
    assert opened.paper().startswith(b"%PDF")
    shown = "return getComputedStyle(document.querySelector('#levers')).display"
    opened.emulate("Emulation.setEmulatedMedia", media="print")
    try:
        assert opened.run(shown) == "none"
        move(opened, 0, 1.0)
        assert opened.run(shown) == "block"
        assert (
            opened.run("return getComputedStyle(document.querySelector('#levers-reset')).display") == "none"
        )
    finally:
        opened.emulate("Emulation.setEmulatedMedia", media="")
