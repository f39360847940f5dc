"""The answer with levers moved: sentences that Python makes of the grid's numbers, at points and between."""

from __future__ import annotations

import random

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
from carbonsim.results.manifest import manifest
from tests.browser.moved_answers import claim_sentence_at, sentences_at
from tests.browser.test_page import texts

BOUNDARIES = ("direct", "operational", "life-cycle")
SAID = """
const [points, language, boundary] = arguments;
return points.map((point) => {
  const moved = movedTo(state.page, point);
  const answer = moved && movedAnswer({ ...state, moved, language, boundary });
  const plain = (text) => text.replace(/CO₂/g, "CO2").replace(/−/g, "-");
  return answer && [...answer.querySelectorAll("p")].map((one) => plain(one.textContent));
})"""
#: A plan that is its own reference until a lever is moved, and one that is compared with nothing.
ITSELF = """\
carbonsim: 1
name: itself
extends: carbonsim:fujian-no-policy
reference: carbonsim:fujian-no-policy
levers: [{name: tolls, title: {en: Tolls, zh: 通行费}, set: {freight.toll_discount: 0.5}}]
"""
ALONE = ITSELF.replace("name: itself", "name: alone").replace("reference: carbonsim:fujian-no-policy\n", "")
RUNS = (
    ("fujian-trunk-line", (2023, 2036), 40),
    ("zhanjiang-shaft-furnace", (2023, 2030), 40),
    ("fujian-full-conversion", (2023, 2035), 1),
    ("new-quality-2060", (2023, 2031), 6),
    ("fujian-trunk-line", (2023, 2027), 12),
    (ITSELF, (2023, 2031), 12),
)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """A page of runs: with draws, of a works, without draws, of several sectors, without 2030 ..."""
    made = []
    folder = tmp_path_factory.mktemp("moved")
    for name, years, draws in (*RUNS, (ALONE, (2023, 2036), 12)):
        source = name
        if "\n" in name:
            source = folder / "plan.yaml"
            source.write_text(name, encoding="utf-8")
        results = run(load_scenario(source, [f"years=[{years[0]}, {years[1]}]"]), draws=draws)
        stated, claims, grid = outcomes(results), evaluate(results), levers(results)
        page = page_data(results, stated, claims, sentences(results, stated, claims), manifest(results), grid)
        made.append((results, claims, grid, page))
    file = folder / "report.html"
    file.write_text(page_html([page for *_, page in made]), encoding="utf-8")
    return file, made


@pytest.fixture
def opened(browser, runs):
    browser.open(runs[0])
    yield browser
    assert browser.messages() == []


def shown(browser, place):
    browser.click(f".runs button:nth-child({place + 1})")


def some_points(grid):
    """All points of the grid but the scenario's own, and some between."""
    chance = random.Random(16)
    base = tuple(lever.base for lever in grid.levers)
    at = [point for point in grid.points if point != base]
    return at, [tuple(chance.uniform(one.low, one.high) for one in grid.levers) for _ in range(15)]


@pytest.mark.parametrize("place", range(len(RUNS)))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_are_those_of_the_numbers_of_the_grid(opened, runs, place, language):
    results, _, grid, _ = runs[1][place]
    shown(opened, place)
    points = [point for several in some_points(grid) for point in several]
    for boundary in BOUNDARIES:
        told = opened.run(SAID, [list(point) for point in points], language, boundary)
        for point, said in zip(points, told, strict=True):
            assert said[:2] == sentences_at(results, grid, point, language, boundary), point


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sentence_on_claims_is_that_of_the_verdicts_of_the_grid(opened, runs, language):
    said_of = set()
    for place, (_, claims, grid, _) in enumerate(runs[1]):
        shown(opened, place)
        points, _ = some_points(grid)
        told = opened.run(SAID, [list(point) for point in points], language, "operational")
        for point, said in zip(points, told, strict=True):
            wanted = claim_sentence_at(claims, grid, grid.points.index(point), language)
            assert said[2:] == [wanted.replace("CO₂", "CO2")], (place, point)
            said_of.add(wanted)
    assert len(said_of) > len(RUNS), "levers move verdicts"


def test_without_a_reference_levels_are_told(opened, runs):
    results, _, grid, _ = runs[1][-1]
    assert results.reference is None
    shown(opened, len(RUNS))
    told = opened.run(SAID, [[at] for at in grid.settings[0]], "en", "operational")
    for place, said in enumerate(told):
        if said is None:
            continue
        parts = []
        for year in ("2030", "2035"):
            (one,) = (o for o in grid.outcomes if o.period == year and o.variable.boundary == "operational")
            low, middle, high = map(two_digits, one.values[:, place])
            parts.append(f"{middle} Mt in {year} ({low} to {high})")
        assert said[0] == (
            f"With levers moved, operational CO2 of trucks in Fujian is {' and '.join(parts)};"
            " there is no reference, so what the plan changes is not said."
        )
        assert said[1].startswith("By boundary in 2035: direct ")
    assert told.count(None) == 1, "at its own settings the run itself is shown"


def test_a_verb_stands_where_nine_of_ten_draws_agree(opened):
    """Directions of figures that are made up, by their shares and signs."""

    def way(low, median, high, below, above, draws=20, noise=0.01):
        return opened.run(
            "const [values, below, above, draws, noise] = arguments;"
            "const whole = Int16Array.from(values);"
            "const data = btoa(String.fromCharCode(...new Uint8Array(whole.buffer)));"
            "const figure = { values: { scale: 1, offset: 0, data }, below: [below], above: [above], noise };"
            "const grid = { draws, points: [1], agreed: 0.9 - 1e-9, answer: { kind: 'change' } };"
            "return figureAt(grid, figure, [[0, 1]]).way",
            [low, median, high],
            below,
            above,
            draws,
            noise,
        )

    assert way(-3, -2, -1, 1, 0) == "less"
    assert way(-3, -2, 1, 0.9, 0.1) == "less", "nine of ten"
    assert way(-3, -2, 1, 0.89, 0.11) == "undecided"
    assert way(-1, 2, 3, 0.05, 0.95) == "more"
    assert way(0, 0, 0, 0, 0) == "unchanged"
    assert way(0, 0, 3, 0, 0.04) == "unchanged", "most draws see no change"
    assert way(-1, 0, 3, 0.3, 0.4) == "undecided"
    assert way(-2, -2, -2, None, None, draws=1) == "less"
    assert way(-32768, -2, 3, 0.9, 0.1) == "blank"


def test_the_sentences_stand_on_the_page(opened, runs):
    results, _, grid, _ = runs[1][0]
    opened.run("moveLevers(0, 0.5); moveLevers(1, 0.25); showMoved()")
    said = [one.replace("CO₂", "CO2").replace("−", "-") for one in texts(opened, ".answer p")]
    assert said[:2] == sentences_at(results, grid, (0.5, 0.25), "en", "operational")
    assert "resource cost" in said[1]
    assert said[0].startswith("With levers moved, against “Fujian trucks, no further policy”, the plan cuts")


def test_a_plan_that_is_its_own_reference_has_charts_of_what_levers_change(opened, runs):
    *_, page = runs[1][len(RUNS) - 1]
    assert page["name"] == "itself"
    first = [chart["id"] for chart in page["charts"] if chart["section"] == "top"]
    assert first == ["difference", "emissions", "sales_shares", "cost", "claims"]
    shown(opened, len(RUNS) - 1)
    assert "changes nothing" in texts(opened, ".answer p")[0]
    largest = "return Math.max(...cards[0].shown(cards[0].view)[cards[0].view.traces[0].key].flat())"
    assert opened.run(largest) == 0
    opened.run("moveLevers(0, 0.4); showMoved()")
    assert opened.run(largest) > 0
    assert all(title.endswith(", with levers moved") for title in texts(opened, ".findings .card h3"))
