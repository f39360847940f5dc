"""Words of a search for values that reach a target, in both languages."""

import inspect
import re

import pytest

from carbonsim.analysis.solve import solve
from carbonsim.core.crossings import Span
from carbonsim.engine.catalogue import load_scenario
from carbonsim.report import (
    figure_solve,
    solve_combined,
    solve_exact,
    solve_tables,
    solve_words,
    texts_backtest,
    texts_claims,
    texts_corridor,
    texts_explain,
    texts_figures,
    texts_names,
    texts_notes,
    texts_sensitivity,
)
from carbonsim.report.solve_answer import solve_answer
from carbonsim.report.solve_tables import solve_lines
from carbonsim.report.solve_words import edge_words, span_words
from carbonsim.report.texts import CHINESE
from carbonsim.report.texts_solve import SOLVE
from carbonsim.report.texts_variables import VARIABLES
from carbonsim.results.solve_edges import Edge, Search
from carbonsim.results.solve_records import SolvedParameter

TRUCKS = "Emission Reduction|CO2|Transportation|Truck [Operational]"
SMALL = ("fujian-trunk-line", ["years=[2023, 2025]"])


@pytest.mark.parametrize("words", SOLVE)
def test_both_languages_have_the_same_places(words):
    assert sorted(re.findall(r"{\w+}", words)) == sorted(re.findall(r"{\w+}", SOLVE[words]))


def test_no_word_of_others_is_said_otherwise():
    others = [
        *(texts_backtest.BACKTEST, texts_claims.CLAIMS, texts_corridor.CORRIDOR, texts_explain.EXPLAIN),
        *(texts_figures.FIGURES, texts_names.NAMES, texts_notes.NOTES, texts_sensitivity.SENSITIVITY),
    ]
    assert not [words for words in SOLVE for other in others if words in other]


def test_what_is_said_is_said_in_chinese():
    for module in (figure_solve, solve_combined, solve_exact, solve_tables, solve_words):
        for words in re.findall(r'\bsay\(\s*"([^"]+)"', inspect.getsource(module)):
            assert words.encode().decode("unicode_escape") in CHINESE, words
    assert all(re.search("[\u4e00-\u9fff]", words) for words in VARIABLES.values())


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("until", "vary", "english", "chinese"),
    [
        (f"{TRUCKS} >= 0.001 Mt CO2/yr in 2025", "freight.toll_discount", "from ", "及以上"),
        (f"{TRUCKS} >= 9 Mt CO2/yr in 2025", "freight.toll_discount", "nowhere (nearest: ", "最接近：取"),
        (f"{TRUCKS} <= 9 Mt CO2/yr in 2025", "freight.toll_discount", "everywhere", "处处"),
        (
            f"{TRUCKS} = 0.001 Mt CO2/yr in 2025",
            "freight.toll_discount",
            "is equal to 0.001 Mt",
            "等于 1,000 吨",
        ),
        (f"{TRUCKS} <= 9 Mt CO2/yr in 2025", "drivers.carbon_price", "changes nothing", "不影响"),
    ],
)
def test_an_answer_says_where_it_is_met(language, until, vary, english, chinese):
    found = solve(load_scenario(*SMALL), until, vary)
    (statement,) = solve_answer(found)
    lines = "\n".join(solve_lines(found, "small.yaml", language))
    expected = {"en": english, "zh": chinese}[language]
    assert expected in statement[language]
    assert "nan" not in lines.lower() and "{" not in lines.replace("={", "").partition("carbonsim run")[0]


STATIONS = SolvedParameter(
    "freight.swap.stations", "freight.swap.stations", "value", "station", True, 2035,
    113.0, 0.0, 1e5, "bound", "bound", True, False, False,
)  # fmt: skip


def edge(value, side):
    return Edge(value, 0.3, side, "crosses", (), value)


def test_values_are_rounded_to_the_side_on_which_the_target_is_met():
    low, high = edge(175.3215, "above"), edge(912.38, "below")
    search = Search("deterministic", 0.26, False, (), (low, high), (0.0, 0.0))
    assert edge_words(STATIONS, low, "en") == "175.4 stations"
    up = Span(low.value, 1e5, False, True)
    assert span_words(STATIONS, up, search, "en") == "from 175.4 stations up"
    assert span_words(STATIONS, up, search, "zh") == "175.4 座及以上"
    down = Span(0.0, high.value, True, False)
    assert span_words(STATIONS, down, search, "en") == "up to 912.3 stations"
    between = Span(low.value, high.value, False, False)
    assert span_words(STATIONS, between, search, "en") == "175.4 stations to 912.3 stations"
    # so near to each other that four digits would put them in the wrong order
    narrow = Span(175.3215, 175.3289, False, False)
    assert span_words(STATIONS, narrow, search, "en") == "175.322 stations to 175.328 stations"
