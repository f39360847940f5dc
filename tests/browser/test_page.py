"""A page in a real browser: charts, switches, downloads, print, and that nothing leaves the file."""

from __future__ import annotations

import csv
import itertools
import json
import time

import pytest

from carbonsim.cli.main import main
from carbonsim.report.wording import two_digits

EVIL = "<script>window.evil = 1</script></script><img src=x onerror='window.evil = 1'>\"'& =1+1"
#: What no scenario may hold, and whoever edits the data of a page can put into it.
ESCAPES, SHOWN = "\u2028\x1b[31mred\u202e", " \\x1b[31mred\\u202e"
HOSTILE = """\
carbonsim: 1
name: hostile
title: {en: TEXT, zh: TEXT}
extends: carbonsim:fujian-trunk-line
reference: carbonsim:fujian-no-policy
years: [2023, 2032]
freight:
  stock: {value: 123000, low: 110000, high: 130000, unit: truck, source: TEXT, note: TEXT}
  powertrains:
    diesel: {label: LABEL}
claims:
  - name: loud
    text: {en: TEXT, zh: TEXT}
    variable: Emission Reduction|CO2|Transportation|Truck
    year: 2030
    at_least: 1 kt CO2/yr
    source: TEXT
"""
PLAN = """\
carbonsim: 1
name: plan
title: {en: Plan, zh: 方案}
extends: carbonsim:fujian-trunk-line
reference: carbonsim:fujian-no-policy
years: [2023, 2032]
"""
#: The file itself, what is made in it, and pages of the browser's own.
INSIDE = ("file:", "data:", "blob:", "chrome:", "chrome-untrusted:")
DIFFERENCE = "[data-chart=difference]"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A page of a plan and of one whose texts are hostile, and the data of the first."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    text = HOSTILE.replace("TEXT", json.dumps(EVIL)).replace("LABEL", json.dumps("=1+1 <b>"))
    (folder / "hostile.yaml").write_text(text, encoding="utf-8")
    common = ["--draws", "120", "--out", str(folder / "results"), "--no-figures", "--quiet"]
    assert main(["run", str(folder / "plan.yaml"), str(folder / "hostile.yaml"), *common]) == 0
    runs = sorted((folder / "results").iterdir(), key=lambda path: "hostile" in path.name)
    data = runs[1] / "page.json"
    written = data.read_text(encoding="utf-8").replace(
        json.dumps(EVIL)[1:-1], json.dumps(EVIL + ESCAPES)[1:-1]
    )
    data.write_text(written, encoding="utf-8")
    assert main(["report", *map(str, runs), "--out", str(folder / "report.html"), "--quiet"]) == 0
    return folder / "report.html", json.loads((runs[0] / "page.json").read_text(encoding="utf-8"))


@pytest.fixture
def opened(browser, page):
    """The page, newly opened; what it wrote to the console or asked for must be nothing."""
    browser.open(page[0])
    yield browser
    assert browser.messages() == []
    assert [one for one in browser.requests() if not one.startswith(INSIDE)] == []


def texts(browser, selector, what="textContent"):
    script = "const [at, what] = arguments; return [...document.querySelectorAll(at)].map((one) => one[what])"
    return browser.run(script, selector, what)


def numbers(browser, chart):
    """Table of a chart's numbers: rows of texts by their first cell."""
    browser.run("document.querySelector(arguments[0] + ' .numbers').open = true", chart)
    script = """return [...document.querySelectorAll(arguments[0] + ' .numbers tbody tr')].map(
        (row) => [...row.children].map((cell) => cell.textContent))"""
    for _ in range(50):  # the table is made when the browser tells that it was unfolded
        found = browser.run(script, chart)
        if found:
            break
        time.sleep(0.02)
    return {row[0]: row[1:] for row in found}


def expected(data, boundary, language, year=2030):
    """Median and range of the reduction in a year, as the page shall tell them."""
    (chart,) = (one for one in data["charts"] if one["id"] == "difference")
    view = next(one for one in chart["views"] if one["boundary"] == boundary)
    _, factor = view["unit"][language]
    place = data["years"].index(year)
    low, middle, high = (
        two_digits(one[place] * factor).replace("-", "−") for one in data["series"][view["traces"][0]["key"]]
    )
    return [middle, f"{low} – {high}"]


def test_all_first_charts_are_drawn_and_titled_with_what_was_found(opened, page):
    drawn = opened.run(
        "return [...document.querySelectorAll('.findings .card')].map((card) => [card.dataset.chart,"
        " card.querySelectorAll('.plot svg path').length,"
        " card.querySelector('.plot').getAttribute('aria-label'), card.querySelector('h3').textContent])"
    )
    assert [name for name, *_ in drawn] == ["difference", "emissions", "sales_shares", "cost", "claims"]
    for name, paths, told, title in drawn:
        assert paths > 3, name
        assert told.startswith(title)
    titles = {one["id"]: one["title"]["en"].replace("CO2", "CO₂") for one in page[1]["charts"]}
    assert drawn[0][3] == titles["difference"]
    assert texts(opened, ".answer p") == [one["en"].replace("CO2", "CO₂") for one in page[1]["answer"]]


def test_the_boundary_of_the_page_moves_all_charts_that_have_it(opened, page):
    assert numbers(opened, DIFFERENCE)["2030"] == expected(page[1], "operational", "en")
    opened.choose("#controls select", "life-cycle")
    assert numbers(opened, DIFFERENCE)["2030"] == expected(page[1], "life-cycle", "en")
    told = texts(opened, ".findings figcaption p")
    assert "life-cycle" in told[0]
    assert "life-cycle" in told[1]
    assert "resource" in told[3]
    assert expected(page[1], "operational", "en") != expected(page[1], "life-cycle", "en")


def test_a_chart_has_a_boundary_of_its_own(opened, page):
    opened.choose(f"{DIFFERENCE} .switches select", "direct")
    assert numbers(opened, DIFFERENCE)["2030"] == expected(page[1], "direct", "en")
    assert "operational" in texts(opened, "[data-chart=emissions] figcaption p")[0]


def test_language_changes_words_numbers_and_units_and_keeps_the_run(opened, page):
    opened.click("#language")
    assert opened.run("return document.documentElement.lang") == "zh-CN"
    assert texts(opened, "h1") == ["方案"]
    assert "万吨CO₂/年" in texts(opened, f"{DIFFERENCE} figcaption p")[0]
    assert numbers(opened, DIFFERENCE)["2030"] == expected(page[1], "operational", "zh")
    assert texts(opened, ".answer p")[0] == page[1]["answer"][0]["zh"].replace("CO2", "CO₂")
    opened.click("#language")
    assert texts(opened, "h1") == ["Plan"]


def test_years_are_chosen_for_all_charts(opened):
    opened.choose("#controls label:nth-of-type(2) select", "2028")
    opened.choose("#controls label:nth-of-type(3) select", "2030")
    assert list(numbers(opened, DIFFERENCE)) == ["2028", "2029", "2030"]


def test_charts_are_drawn_from_other_values_of_their_series(opened, page):
    key = next(key for key in page[1]["series"] if "Emission Reduction" in key and "Operational" in key)
    changed = [[1.0] * 10, [2.0] * 10, [3.0] * 10]
    opened.run("showSeries({...state.page.series, [arguments[0]]: arguments[1]})", key, changed)
    _, factor = next(
        view["unit"]["en"]
        for chart in page[1]["charts"]
        if chart["id"] == "difference"
        for view in chart["views"]
        if view["boundary"] == "operational"
    )
    assert numbers(opened, DIFFERENCE)["2030"][0] == two_digits(2.0 * factor)


def test_the_legend_hides_a_series_and_is_reached_by_keyboard(opened):
    chart = "[data-chart=emissions]"
    assert texts(opened, f"{chart} .legend button") == ["plan", "reference"]
    before = opened.run("return document.querySelectorAll(arguments[0] + ' .plot svg path').length", chart)
    opened.click(f"{chart} .legend button:nth-child(2)")
    after = opened.run("return document.querySelectorAll(arguments[0] + ' .plot svg path').length", chart)
    assert after < before
    pressed = opened.run("return [document.activeElement.textContent, document.activeElement.ariaPressed]")
    assert pressed == ["reference", "false"]


def test_sections_unfold_with_their_charts_and_numbers(opened, page):
    for name in (
        "trajectories",
        "stocks",
        "costs",
        "against",
        "deciding",
        "assumptions",
        "checks",
        "manifest",
    ):
        opened.run("document.getElementById(arguments[0]).open = true", name)
    time.sleep(0.3)
    drawn = opened.run(
        "return [...document.querySelectorAll('.section .plot')].map("
        "(one) => one.querySelectorAll('path').length)"
    )
    assert len(drawn) == len([one for one in page[1]["charts"] if one["section"] != "top"])
    assert min(drawn) > 2
    judged, count = (page[1]["assumptions"][key] for key in ("judged", "count"))
    assert f"{judged} of {count} numbers are estimates" in texts(opened, "#assumptions summary")[0]
    opened.run(
        "const box = document.querySelector('#assumptions input'); box.value = 'swap station';"
        "box.dispatchEvent(new Event('input'))"
    )
    shown = opened.run(
        "return [...document.querySelectorAll('#assumptions tbody tr')].filter((row) => !row.hidden).length"
    )
    assert 0 < shown < count


def test_dark_and_light(opened):
    paper = "return getComputedStyle(document.body).backgroundColor"
    light = opened.run(paper)
    opened.click("#theme")
    assert opened.run(paper) != light
    opened.click("#theme")
    assert opened.run(paper) == light


def test_paper_has_what_is_folded_and_the_screen_is_as_before(opened):
    opened.run("document.querySelector('.claims details.answers').open = true")
    assert opened.paper().startswith(b"%PDF")
    script = "return [...document.querySelectorAll('details.section[open]')].map((one) => one.id)"
    assert opened.run(script) == ["trust"]
    assert opened.run("return document.querySelectorAll('.claims details[open]').length") == 1


def test_lines_of_labels_do_not_meet_on_paper(opened):
    opened.run("window.dispatchEvent(new Event('beforeprint'))")
    opened.run(
        """for (const row of cards.find((card) => card.chart.id === "deciding").view.rows)
        row.label = "long words of a label that break ".repeat(4);
        redraw()"""
    )
    heights = opened.run(
        """return [...document.querySelectorAll("[data-chart=deciding] text[text-anchor=end]")].map(
        (one) => one.getBoundingClientRect().top).sort((a, b) => a - b)"""
    )
    opened.run("window.dispatchEvent(new Event('afterprint'))")
    assert len(heights) >= 6, "labels break"
    assert min(after - before for before, after in itertools.pairwise(heights)) > 10


def test_downloads(opened, page):
    for place, ending in enumerate(("csv", "svg", "png"), 1):
        opened.click(f"{DIFFERENCE} .downloads button:nth-child({place})")
        path = opened.downloads / f"plan-difference.{ending}"
        for _ in range(200):
            if path.exists():
                break
            time.sleep(0.02)
        assert path.stat().st_size > 300
    with (opened.downloads / "plan-difference.csv").open(encoding="utf-8-sig") as file:
        heads, *rows = csv.reader(file)
    assert heads[0] == "year"
    assert heads[1:] == [f"reduction [kt CO2/yr]{end}" for end in ("", " p05", " p95")]
    assert [row[0] for row in rows] == [str(year) for year in page[1]["years"]]
    assert (opened.downloads / "plan-difference.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (opened.downloads / "plan-difference.svg").read_text(encoding="utf-8")


def test_the_box_at_the_pointer_tells_median_range_and_unit(opened):
    x, y = opened.run(
        "const plot = document.querySelector(arguments[0] + ' .plot');"
        "plot.scrollIntoView({block: 'center'});"
        "const box = plot.getBoundingClientRect(); return [box.x + box.width * 0.6, box.y + box.height / 2]",
        DIFFERENCE,
    )
    opened.emulate("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    for _ in range(50):
        told = texts(opened, ".tip")
        if told:
            break
        time.sleep(0.02)
    assert "kt CO₂/yr" in told[0]
    assert " – " in told[0]


def test_hostile_texts_are_text(opened):
    assert texts(opened, ".runs button", "ariaPressed") == ["true", "false"]
    opened.click(".runs button:nth-child(2)")
    assert texts(opened, ".runs button", "ariaPressed") == ["false", "true"]
    for name in ("stocks", "assumptions", "manifest"):
        opened.run("document.getElementById(arguments[0]).open = true", name)
    time.sleep(0.2)
    assert opened.run("return window.evil") is None
    assert opened.run("return document.querySelectorAll('main script, main img, main b').length") == 0
    shown = EVIL + SHOWN
    assert shown in texts(opened, "h1")[0]
    for selector in (".claims li", "#assumptions"):
        assert shown in texts(opened, selector)[0]
    assert "\x1b" not in opened.run("return document.body.textContent")
    assert "\u202e" not in opened.run("return document.body.textContent")
    assert any("=1+1 <b>" in one for one in texts(opened, "[data-chart=stock] .legend button"))


def test_a_label_that_a_spreadsheet_would_compute_is_text_in_a_download(opened):
    cells = opened.run(
        "return [csvCell('=1+1'), csvCell(' ＝1'), csvCell('a \"b\", c'), csvCell(-1.5), csvCell(null)]"
    )
    assert cells == ["'=1+1", "' ＝1", '"a ""b"", c"', "-1.5", ""]


def test_the_policy_lets_nothing_in_and_nothing_out(browser, page):
    browser.open(page[0])
    browser.run(
        "const one = document.createElement('script'); one.textContent = 'window.evil = 1';"
        "document.body.append(one);"
        "const image = document.createElement('img'); image.src = 'http://127.0.0.1:9/';"
        "document.body.append(image); window.asked = fetch('http://127.0.0.1:9/').catch(() => 0)"
    )
    time.sleep(0.2)
    assert browser.run("return window.evil") is None
    assert len([one for one in browser.messages() if "Content Security Policy" in one]) >= 3
    assert [one for one in browser.requests() if not one.startswith(INSIDE)] == []


def test_a_phone_shows_everything_without_scrolling_sideways(browser, page):
    browser.emulate(
        "Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=1, mobile=True
    )
    try:
        browser.open(page[0])
        assert browser.run("return document.documentElement.scrollWidth") <= 390
        widths = browser.run(
            "return [...document.querySelectorAll('.plot svg')].map((one) => one.clientWidth)"
        )
        assert all(200 < width < 390 for width in widths)
    finally:
        browser.emulate("Emulation.clearDeviceMetricsOverride")
    assert browser.messages() == []
