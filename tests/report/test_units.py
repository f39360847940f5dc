"""Units in which readers see values, in English and in Chinese."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from carbonsim import load_scenario, run
from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.engine.pair import Pair
from carbonsim.report.claim_table import claim_lines
from carbonsim.report.claim_verdicts import verdict_lines
from carbonsim.report.claim_words import claimed_words
from carbonsim.report.layout import display_width
from carbonsim.report.outcome_table import note_words, outcome_lines
from carbonsim.report.terminal import summary
from carbonsim.report.texts import say
from carbonsim.report.trajectories import trajectory_lines
from carbonsim.report.units import (
    amount,
    axis_unit,
    exactly,
    shown_unit,
    shown_units,
    stated_unit,
    stated_units,
)
from carbonsim.results.notes import Note
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.scenario.units import convert

#: Chinese noun -> what it is in units that scenarios are written in.
ENGLISH = {
    **{"吨标准煤": "tce", "千克标准煤": "kgce", "吨公里": "tkm", "千瓦时": "kWh", "百公里": "100 km"},
    **{"公里": "km", "千克": "kg", "克": "g", "吨": "t", "元": "CNY", "辆": "vehicle", "千瓦": "kW"},
    **{
        "升": "L",
        "个": "count",
        "次": "1",
        "倍": "1",
        "分钟": "min",
        "小时": "h",
        "年": "yr",
        "日": "day",
        "桶": "barrel",
    },
}
MYRIADS = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
#: What Chinese writes as it is.
SCIENCE = re.compile(r"([EPTGM]J|CO2e?|%|kVA|Nm3|1|)")


def in_english(words: str) -> str:
    """A Chinese unit as scenarios write it, read without what wrote it."""
    return "/".join(map(_factor, words.split("/")))


def _factor(words: str) -> str:
    size = next((word for word in MYRIADS if words.startswith(word)), "")
    rest = words.removeprefix(size)
    noun = next((noun for noun in ENGLISH if rest.startswith(noun)), "")
    number = str(MYRIADS[size]) if size else ""
    return " ".join(filter(None, (number, ENGLISH.get(noun, ""), rest.removeprefix(noun))))


@pytest.fixture(scope="module")
def units() -> set[str]:
    """Units of all variables that shipped scenarios report."""
    scenarios = [load_scenario(name) for name in shipped_scenarios()]
    found = {variable.unit for one in scenarios if one.sectors for variable in Pair(one).variables.values()}
    assert {"EJ/yr", "Mt CO2e/yr", "bn CNY/yr", "million", "TWh/yr", "GW"} <= found
    return found


@pytest.mark.parametrize("value", [0.00213, 0.8, 18.0, 481.0, 23_000.0])
def test_every_unit_of_shipped_scenarios_is_said_in_chinese_and_comes_back(value, units):
    for unit in units:
        for shown in (stated_unit(unit, [value], "zh"), shown_unit(unit, [value], "zh")):
            left = re.sub("[一-鿿]+", "", shown.words)
            assert all(map(SCIENCE.fullmatch, left.split("/"))), f"{unit} is {shown.words}"
            counted = "million vehicle" if unit == "million" else unit
            shown_value = value * shown.factor
            assert convert(shown_value, in_english(shown.words), counted) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("unit", "value", "words", "number"),
    [
        ("bn CNY/yr", 3.0, "亿元/年", 30.0),
        ("bn CNY", 0.0719, "万元", 7190.0),
        ("bn CNY", 2600.0, "万亿元", 2.6),
        ("CNY", 175_000.0, "万元", 17.5),
        ("Mt CO2/yr", 18.0, "万吨CO2/年", 1800.0),
        ("kt CO2/yr", 500.0, "万吨CO2/年", 50.0),
        ("Mt CO2", 212.0, "亿吨CO2", 2.12),
        ("Mt CO2e/yr", 0.004, "吨CO2e/年", 4000.0),
        ("million", 294.1, "万辆", 29_410.0),
        ("million vehicle/yr", 9.587, "万辆/年", 958.7),
        ("TWh/yr", 225.0, "亿千瓦时/年", 2250.0),
        ("Mtce/yr", 3.3, "万吨标准煤/年", 330.0),
        ("CNY/t CO2", 544.8, "元/吨CO2", 544.8),
        ("EJ/yr", 2.0, "EJ/年", 2.0),
        ("min", 15.0, "分钟", 15.0),
    ],
)
def test_known_values_in_chinese(unit, value, words, number):
    shown = stated_unit(unit, [value], "zh")
    assert shown.words == words
    assert value * shown.factor == pytest.approx(number, rel=1e-12)


def test_english_states_units_as_they_are():
    for unit, value in (("bn CNY/yr", 3.0), ("million", 0.1), ("%", 5.0)):
        assert (stated_unit(unit, [value], "en").words, stated_unit(unit, [value], "en").factor) == (
            unit,
            1.0,
        )
    assert stated_unit("1", [0.4], "en").words == "" == stated_unit("1", [0.4], "zh").words
    assert shown_unit("1", [0.4], "zh").words == "%"


def test_chinese_has_the_digits_of_english():
    english, chinese = (shown_unit("million", [0.183, 0.0001], language) for language in ("en", "zh"))
    assert (english.words, english.decimals) == ("thousand", 1)
    assert (chinese.words, chinese.decimals) == ("万辆", 2), "100 vehicles are the last digit of both"


def test_parts_of_a_total_stay_in_ten_thousands():
    assert shown_unit("Mt/yr", [1029.0, 900.0], "zh").words == "亿吨/年"
    assert shown_unit("Mt/yr", [1029.0, 0.4], "zh").words == "万吨/年"
    assert axis_unit("Mt/yr", [1029.0, 0.4], "zh").words == "亿吨/年"
    assert [unit.words for unit in shown_units({"Mt/yr": [1029.0], "GW": [0.2]}, "zh").values()] == [
        "亿吨/年",
        "万千瓦",
    ]


def test_what_is_claimed_stands_in_the_unit_of_what_is_modelled():
    modelled, claimed = stated_units([("Mt CO2e/yr", [0.13]), ("kt CO2/yr", [18_000.0])], "zh")
    assert (modelled.words, claimed.words) == ("万吨CO2e/年", "万吨CO2/年")
    assert exactly(18_000.0, claimed.factor) == "1,800"
    assert exactly(0.1, 1e-4) == "0.00001"


def test_nothing_and_blanks_have_a_unit():
    for values in ([], [0.0], [np.nan], [None]):
        assert stated_unit("bn CNY", values, "zh").words == "万元"
    assert amount(np.nan, "kt CO2", 1, "zh") == "– 万吨CO2"


def test_energy_in_standard_coal_stands_below_its_total(make_results):
    lines = trajectory_lines(make_results())
    place = next(number for number, line in enumerate(lines) if "standard coal" in line)
    total, coal = lines[place - 1].split(), lines[place].split()
    assert total[:2] == ["total", "PJ/yr"]
    assert float(coal[-7]) == pytest.approx(float(total[-7]) / 29.3076, abs=0.01)
    assert any("calorific value" in line for line in lines)
    chinese = "\n".join(trajectory_lines(make_results(), "zh"))
    assert "万吨标准煤/年" in chinese and "当量值" in chinese


def test_remarks_on_outcomes_are_said_in_chinese():
    notes = (
        Note("{} of draws save money, the others do not", ((0.477, "1"),)),
        Note("no ratio: extra cost {}, reduction {} (medians)", ((0.0719, "bn CNY"), (3.28, "Mt CO2"))),
    )
    assert note_words(notes, "en") == (
        "47.7 % of draws save money, the others do not; "
        "no ratio: extra cost 0.0719 bn CNY, reduction 3.28 Mt CO2 (medians)"
    )
    assert note_words(notes, "zh") == (
        "47.7 % 的抽样节省成本，其余抽样增加成本；"
        "不给出比值：额外成本 7,190 万元，减排量 328 万吨CO2（均为中位数）"
    )


def test_a_run_is_told_in_chinese_units_alone():
    made = run(load_scenario("fujian-trunk-line"), 20)
    found = outcomes(made)
    notes = [note for outcome in found for note in outcome.notes]
    assert notes and all(say(note.words, "zh") != note.words for note in notes)
    assert not re.search("[a-z]{4}", "".join(note_words([note], "zh") for note in notes))
    table = outcome_lines(made, found, "zh")
    assert max(map(display_width, table)) <= 100
    told = summary(made, found, evaluate(made), "zh")
    assert not re.search(r"\b[km]?[tM]t?\b|CNY|million|\bbn\b|/yr", told)
    assert "至少 1,800 万吨CO2/年" in told and "等于 30 亿元/年" in told


def test_what_is_counted_is_said_without_its_unit():
    answers = evaluate(run(load_scenario("fujian-trunk-line"), draws=3))
    cars = [one for one in answers if one.unit == "count"]
    assert claimed_words(cars, "en") == "equals 100" and claimed_words(cars, "zh") == "等于 100"
    many = [replace(one, claim=replace(one.claim, value=3000.0)) for one in cars]
    assert claimed_words(many, "en") == "equals 3,000"
    for language in ("en", "zh"):
        lines = " ".join(claim_lines(cars, language) + verdict_lines(cars, language))
        assert not re.search(r"\bcount\b|\d 个", lines), lines
