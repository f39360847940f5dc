"""Answers of the other commands in a sentence: comparison, sensitivity, corridor and backtest."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.analysis.comparison import Comparison, Difference
from carbonsim.report.backtest_answer import backtest_answer
from carbonsim.report.comparison_answer import comparison_answer
from carbonsim.report.corridor_answer import corridor_answer
from carbonsim.report.sensitivity_answer import sensitivity_answer
from tests.report.made_answers import TRUCK, alone, made

SURE = np.linspace(0.8, 1.2, 41)
HARDLY = np.r_[np.full(5, -0.1), np.full(36, 1.0)]


def compared(first, second, paired=True, drawn=True):
    """A comparison of two runs whose emissions differ by what two plans save."""
    cuts = [{(TRUCK, "operational"): np.asarray(one)} for one in (first, second)]
    base, other = (alone(made(one, drawn=drawn)[0]) for one in cuts)
    named = replace(other.scenario, name="other", title={"en": "The other", "zh": "另一情景"})
    other = replace(other, scenario=named)
    return Comparison(base, (Difference(other, (), {}, {}),), base.years, paired)


def test_a_comparison_says_what_the_other_changes():
    (said,) = comparison_answer(compared(np.zeros(41), SURE))
    assert said["en"] == (
        "Against “The line”, “The other” cuts operational CO2 of trucks by 1.0 Mt in 2030 (0.82 to 1.2)"
        " and by 1.0 Mt in 2035 (0.82 to 1.2); medians, with the middle 90 %; all 41 draws agree on the"
        " sign, inside the stated ranges."
    )
    assert said["zh"].startswith(
        "与“干线”相比，“另一情景”使重卡的运行（含电力）CO2 排放在 2030 年减少 100 万吨"
    )
    (said,) = comparison_answer(compared(SURE, np.zeros(41)))
    assert "“The other” raises operational CO2" in said["en"]


def test_a_comparison_that_is_undecided_or_has_no_range_says_so():
    (said,) = comparison_answer(compared(np.zeros(41), HARDLY))
    assert "undecided: “The other” changes operational CO2 of trucks by -1.0 Mt in 2030" in said["en"]
    (said,) = comparison_answer(compared(np.zeros(41), SURE, paired=False))
    assert said["en"].startswith(
        "Against “The line”, in “The other” operational CO2 of trucks is lower by 800"
    )
    assert "no range" in said["en"]


def corridor(long_wait=12.3):
    """A simulated line."""
    line = SimpleNamespace(traffic=1234.0)
    return SimpleNamespace(plan=SimpleNamespace(line=line, year=2030), binding="bays", long_wait=long_wait)


def test_a_corridor_says_how_long_trucks_wait():
    (said,) = corridor_answer(corridor(), None, None, 15.0, False)
    assert said["en"] == (
        "In 2030, with 1,200 trucks a day, 95 % of swaps begin within 12 min; first to bind: bays."
    )
    (said,) = corridor_answer(corridor(float("inf")), None, None, 15.0, False)
    assert "more than one truck in twenty gets no swap" in said["en"]
    assert "超过二十分之一的重卡换不到电" in said["zh"]
    (said,) = corridor_answer(corridor(float("nan")), None, None, 15.0, False)
    assert "no truck came for a swap" in said["en"]
    assert said["zh"].startswith("2030 年，每天 1,200 辆重卡时，模拟期内没有车辆前来换电")


@pytest.mark.parametrize(("confirmed", "word"), [(14.0, "meets it"), (16.0, "misses it")])
def test_sizing_says_whether_the_target_is_met(confirmed, word):
    sized = SimpleNamespace(best=SimpleNamespace(design=SimpleNamespace(stations=3)), confirmed=confirmed)
    said = corridor_answer(corridor(), sized, None, 15.0, True)
    assert said[1]["en"].startswith("3 stations in each direction") and word in said[1]["en"]
    assert said[2]["en"] == "No traffic is served within 15 min."
    none = SimpleNamespace(best=None, confirmed=float("nan"))
    assert corridor_answer(corridor(), none, corridor(), 15.0, True)[1]["en"] == (
        "No stations keep it under 15 min."
    )
    assert corridor_answer(corridor(), none, corridor(), 15.0, True)[2]["en"] == (
        "The stations carry 1,200 trucks a day within 15 min."
    )


def backtest(*scores):
    """Rows with a score each."""
    rows = [
        SimpleNamespace(model=model, crps=crps, covered_80=held, freeze=2021) for model, crps, held in scores
    ]
    return SimpleNamespace(rows=tuple(rows), freezes=(2021,))


def test_a_backtest_says_who_came_closest_and_where_we_are():
    rows = [
        ("carbonsim", 2.0, True),
        ("carbonsim", 2.0, False),
        ("logistic", 1.0, True),
        ("line", 3.0, False),
    ]
    (said,) = backtest_answer(backtest(*rows))
    assert said["en"] == (
        "Of 3 forecasts of sales at the end of 2021, logistic came closest on average; carbonsim is number 2,"
        " and its 80 % interval held what came in 1 of 2 years."
    )
    assert "carbonsim 排第 2" in said["zh"]


def sensitivity(totals, low, high, method="sobol"):
    """An analysis of one outcome."""
    column = {name: np.array([values]).T for name, values in (("total", totals), ("total_low", low))}
    column |= {"total_high": np.array([high]).T, "median": np.array([totals]).T}
    definition = SimpleNamespace(description="Share of trucks", pattern="a.*.b")
    setting = SimpleNamespace(definition=definition, draw_name="a.x.b")
    order = [place for place in np.argsort(-np.array(totals)).tolist() if totals[place] > 0]
    return SimpleNamespace(
        method=method,
        scenario=SimpleNamespace(settings={"a.x.b": setting}),
        factors=("a.x.b", "unknown.key_here", "a.x.b & c.d"),
        outcomes={"Cumulative X": "Mt"},
        of_outcomes=column,
        leading=lambda _, most: order[:most],
        clear=lambda _, most: order[:most],
    )


def test_a_sensitivity_analysis_names_what_decides(monkeypatch):
    monkeypatch.setattr("carbonsim.report.sensitivity_answer.parameter_name", lambda *_: "重卡占比")
    monkeypatch.setattr("carbonsim.report.sensitivity_answer.outcome_title", lambda *_: "Reduction")
    found = sensitivity([0.62, 0.2, 0.0], [0.5, 0.1, 0.0], [0.7, 0.3, 0.0])
    (said,) = sensitivity_answer(found, ["Cumulative X"])
    assert said["en"] == (
        "“Reduction” is decided most by “Share of trucks (x)” (62 % of the variance, 50 to 70) and “unknown:"
        " key here” (20 % of the variance, 10 to 30); the first is sure to be the first."
    )
    assert said["zh"].startswith("对“Reduction”影响最大的是“重卡占比”（方差的 62 %，50 至 70）")
    found = sensitivity([0.3, 0.2, 0.25], [0.1, 0.1, 0.1], [0.5, 0.4, 0.4])
    (said,) = sensitivity_answer(found, ["Cumulative X"])
    assert "intervals overlap, so their order is not sure" in said["en"]
    assert "“Share of trucks (x) + 1”" in said["en"] and "a.x.b" not in said["en"]
    (said,) = sensitivity_answer(sensitivity([0.0] * 3, [0.0] * 3, [0.0] * 3), ["Cumulative X"])
    assert said["en"] == "No parameter moves “Reduction”." and said["zh"] == "没有参数影响“Reduction”。"
    (said,) = sensitivity_answer(sensitivity([np.nan] * 3, [0] * 3, [0] * 3, "pawn"), ["Cumulative X"])
    assert said["en"] == "Too few draws have a figure of “Reduction”."
    assert said["zh"] == "“Reduction”有数值的抽样太少。"
    (said,) = sensitivity_answer(sensitivity([0.3, 0.2, 0.1], [0] * 3, [0] * 3, "pawn"), ["Cumulative X"])
    assert "%" not in said["en"]
