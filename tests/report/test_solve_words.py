"""Words of a search for values that reach a target, in both languages."""

import inspect
import re

import pytest

from carbonsim.analysis.solve import solve
from carbonsim.engine.catalogue import load_scenario
from carbonsim.report import (
    figure_solve,
    solve_combined,
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
from carbonsim.report.texts import CHINESE
from carbonsim.report.texts_solve import SOLVE
from carbonsim.report.texts_variables import VARIABLES

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
    for module in (figure_solve, solve_combined, solve_tables, solve_words):
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
