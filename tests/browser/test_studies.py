"""Pages of studies in a real browser: each drawn, switched, unfolded, on a phone and on paper, in silence."""

from __future__ import annotations

import csv
import json
import time

import pytest

from carbonsim.analysis import tornado, variance_shares
from carbonsim.analysis.factors import factors_of
from carbonsim.cli.main import main
from carbonsim.report.wording import two_digits
from tests.browser.test_page import EVIL, INSIDE, numbers, texts

PLAN = """\
carbonsim: 1
name: NAME
title: {en: TITLE, zh: 方案}
extends: carbonsim:fujian-trunk-line
reference: carbonsim:fujian-no-policy
years: [2023, 2032]
"""
CALLS = {
    "compare": ("plan.yaml", "evil.yaml", "fujian-no-policy", "--draws", "40", "--set", "years=[2023, 2032]"),
    "sensitivity": ("plan.yaml", "--draws", "8", "--workers", "1"),
    "corridor": ("plan.yaml", "--days", "1", "--replications", "2", "--traffic", "150"),
    "backtest": ("nev", "--rolling", "--draws", "80"),
}
#: First charts of each study, in order.
CHARTS = {
    "compare": ["difference", "emissions", "cost", "reduction", "years"],
    "sensitivity": ["indices", "tornado", "by_year"],
    "corridor": ["waits", "day", "rates", "space_time"],
    "backtest": ["volume", "share", "market", "scores"],
}
kinds = pytest.mark.parametrize("kind", CALLS)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Files of the pages of all studies, and one that holds them all, with their data."""
    folder = tmp_path_factory.mktemp("studies")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for module in (variance_shares, tornado):
            patch.setattr(module, "factors_of", lambda scenario: factors_of(scenario)[::8])
        for name, title in (("plan", "Plan"), ("evil", EVIL)):
            text = PLAN.replace("NAME", name).replace("TITLE", json.dumps(title))
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        files = {}
        for kind, call in CALLS.items():
            more = () if kind == "backtest" else ("--quiet",)
            assert main([kind, *call, *more, "--no-figures", "--out", kind]) == 0
            (files[kind],) = (path / "report.html" for path in (folder / kind).iterdir())
        all_of_them = [str(file.parent) for file in files.values()]
        assert main(["report", *all_of_them, "--out", "all.html", "--quiet"]) == 0
    data = {k: json.loads((v.parent / "page.json").read_text(encoding="utf-8")) for k, v in files.items()}
    return files, data, folder / "all.html"


@pytest.fixture
def watched(browser):
    """The browser; what pages wrote to the console or asked for must be nothing."""
    browser.messages()
    browser.requests()
    yield browser
    assert browser.messages() == []
    assert [one for one in browser.requests() if not one.startswith(INSIDE)] == []


def drawn(browser, within=".findings"):
    return browser.run(
        "return [...document.querySelectorAll(arguments[0] + ' .card')].map((card) => [card.dataset.chart,"
        " card.querySelectorAll('.plot svg path').length,"
        " card.querySelector('.plot').getAttribute('aria-label'), card.querySelector('h3').textContent])",
        within,
    )


def chemical(words):
    return words.replace("CO2", "CO₂")


@kinds
def test_answer_and_all_first_charts_are_drawn(watched, pages, kind):
    files, data, _ = pages
    watched.open(files[kind])
    found = drawn(watched)
    assert [name for name, *_ in found] == CHARTS[kind]
    titles = {one["id"]: chemical(one["title"]["en"]) for one in data[kind]["charts"]}
    for name, paths, told, title in found:
        assert paths > 3, name
        assert title == titles[name]
        assert told.startswith(title)
    assert texts(watched, ".answer p") == [chemical(one["en"]) for one in data[kind]["answer"]]
    heads = texts(watched, ".about dt")
    assert heads == [what["en"] for what, _ in data[kind]["about"]]


@kinds
def test_language_changes_all_of_it(watched, pages, kind):
    files, data, _ = pages
    watched.open(files[kind])
    watched.click("#language")
    assert texts(watched, "h1") == [chemical(data[kind]["title"]["zh"]).replace("\u2028", " ")]
    assert texts(watched, ".answer p") == [chemical(one["zh"]) for one in data[kind]["answer"]]
    titles = {one["id"]: chemical(one["title"]["zh"]) for one in data[kind]["charts"]}
    assert {name: title for name, _, _, title in drawn(watched)} == {one: titles[one] for one in CHARTS[kind]}
    watched.click("#language")
    watched.click("#theme")
    assert all(paths > 3 for _, paths, _, _ in drawn(watched))


@kinds
def test_sections_unfold_and_are_on_paper(watched, pages, kind):
    files, data, _ = pages
    watched.open(files[kind])
    ids = watched.run("return [...document.querySelectorAll('details.section')].map((one) => one.id)")
    for name in ids:
        watched.run("document.getElementById(arguments[0]).open = true", name)
    time.sleep(0.3)
    there = {chart["section"] for chart in data[kind]["charts"]}
    filled = [s["id"] for s in data[kind]["sections"] if s["texts"] or s["tables"] or s["id"] in there]
    assert ids == filled
    assert "manifest" in ids
    rows = watched.run("return document.querySelectorAll('details.section tbody tr').length")
    assert rows == sum(len(one["rows"]) for section in data[kind]["sections"] for one in section["tables"])
    for _, paths, _, _ in drawn(watched, "details.section"):
        assert paths > 3
    assert watched.paper().startswith(b"%PDF")


@kinds
def test_every_chart_has_its_numbers_in_every_view(watched, pages, kind):
    watched.open(pages[0][kind])
    views = watched.run(
        "const found = []; for (const card of cards.filter((one) => one.canvas))"
        " for (const [subject] of card.subjects) { card.subject = subject; card.refresh();"
        " const { heads, rows } = numbersOf(card, true);"
        " found.push([card.chart.id, subject, heads.length, rows.map((row) => row.length)]);"
        " card.drawn('svg'); } return found"
    )
    assert len(views) >= len(CHARTS[kind])
    for name, subject, heads, rows in views:
        assert rows, (name, subject)
        assert set(rows) == {heads}, (name, subject)


@kinds
def test_a_phone_shows_it_without_scrolling_sideways(watched, pages, kind):
    watched.emulate(
        "Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=1, mobile=True
    )
    try:
        watched.open(pages[0][kind])
        assert watched.run("return document.documentElement.scrollWidth") <= 390
        found = watched.run(
            "return [...document.querySelectorAll('.plot svg')].map((one) => one.clientWidth)"
        )
        assert all(200 < width < 390 for width in found)
    finally:
        watched.emulate("Emulation.clearDeviceMetricsOverride")


def test_a_comparison_follows_its_boundary_and_keeps_hostile_titles_text(watched, pages):
    files, data, _ = pages
    watched.open(files["compare"])
    chart = next(one for one in data["compare"]["charts"] if one["id"] == "difference")
    for boundary in ("operational", "life-cycle"):
        watched.choose("#controls select", boundary)
        view = next(one for one in chart["views"] if one["boundary"] == boundary)
        place = data["compare"]["years"].index(2030)
        values = data["compare"]["series"][view["traces"][1]["key"]]
        told = [two_digits(one[place] * view["unit"]["en"][1]).replace("-", "−") for one in values]
        shown = numbers(watched, "[data-chart=difference]")["2030"]
        assert shown[2:] == [told[1], f"{told[0]} – {told[2]}"]
    assert watched.run("return window.evil") is None
    assert watched.run("return document.querySelectorAll('main script, main img, main b').length") == 0
    assert EVIL in texts(watched, "h1")[0]


def test_indices_and_ends_are_told_with_their_names(watched, pages):
    files, data, _ = pages
    watched.open(files["sensitivity"])
    assert texts(watched, "[data-chart=indices] .legend span:not(.swatch)") == [
        " total index",
        " first-order index",
    ]
    row = next(one for one in data["sensitivity"]["charts"] if one["id"] == "tornado")["views"][0]["rows"][0]
    unit = next(one for one in data["sensitivity"]["charts"] if one["id"] == "tornado")["views"][0]["unit"][
        "en"
    ]
    shown = numbers(watched, "[data-chart=tornado]")[row["label"]["en"]]
    assert shown == [two_digits(value * unit[1]).replace("-", "−") for value in row["values"]]


def test_a_day_has_hours_and_a_frozen_year_its_scores(watched, pages):
    files, _, _ = pages
    watched.open(files["corridor"])
    assert list(numbers(watched, "[data-chart=waits]"))[:2] == ["00:00", "01:00"]
    assert watched.run("return document.querySelector('#controls')") is None
    watched.open(files["backtest"])
    table = numbers(watched, "[data-chart=scores]")
    assert list(table) == [str(year) for year in range(2017, 2025)]
    assert texts(watched, "#trust tbody tr td:first-child")[0] == "carbonsim"
    heads = texts(watched, "[data-chart=volume] .numbers thead th")
    assert heads == []  # made when it is unfolded
    numbers(watched, "[data-chart=volume]")
    assert "80 % interval" in texts(watched, "[data-chart=volume] .numbers thead th")


def test_a_chart_of_points_is_downloaded_with_both_quantities(watched, pages):
    watched.open(pages[0]["corridor"])
    watched.click("[data-chart=space_time] .downloads button:nth-child(1)")
    path = watched.downloads / "corridor-plan-space_time.csv"
    for _ in range(200):
        if path.exists():
            break
        time.sleep(0.02)
    with path.open(encoding="utf-8-sig") as file:
        heads, *rows = csv.reader(file)
    assert heads == ["series", "hour of the day", "kilometre of the line · km"]
    assert {row[0] for row in rows} == {"up", "down"}


def test_studies_on_one_page_are_switched(watched, pages):
    _, data, all_of_them = pages
    watched.open(all_of_them)
    for place, kind in enumerate(CALLS, start=1):
        watched.click(f".runs button:nth-child({place})")
        assert [name for name, *_ in drawn(watched)] == CHARTS[kind]
        assert texts(watched, ".answer p")[0] == chemical(data[kind]["answer"][0]["en"])
    watched.click(".runs button:nth-child(1)")
    assert watched.run("return document.querySelector('#controls select').value") == "operational"
