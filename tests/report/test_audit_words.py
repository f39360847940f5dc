"""Sentences of an audit, in both languages, for every shape that a need, a change, a box or a pair has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carbonsim.core.crossings import Span
from carbonsim.report.audit_change_words import box_sentence, box_sentences, change_sentence
from carbonsim.report.audit_joint_words import (
    finely_sentences,
    is_never_true,
    joint_sentence,
    joint_sentences,
)
from carbonsim.report.audit_lines import audit_lines
from carbonsim.report.audit_values import mattering, significant, spans_words, turning
from carbonsim.report.audit_words import (
    claimed_sentence,
    figure_at,
    headline_sentence,
    headline_sentences,
    need_sentence,
    need_sentences,
    year_sentence,
)
from carbonsim.report.claim_verdicts import can_be_audited
from carbonsim.report.layout import display_width
from carbonsim.report.onepage.studies.audit import audit_page
from carbonsim.results.claim_results import Difference
from carbonsim.results.manifest import manifest
from carbonsim.scenario.claim_records import RecordedSeries
from tests.report import made_audits as made
from tests.report.made_audits import CO2, DIESEL, FAILS, GRID, HOLDS, MILEAGE, SHAPE, SURPASSED, SWAPS

MILES = "“Mean yearly mileage of the trucks in use in the first year (Trunk Tractor)”"
MILES_ZH = "“干线牵引车：单车年行驶里程”"
POWER = "“Direct CO2 of the grid per kWh consumed (average of the region)”"


@pytest.fixture(scope="module")
def scenario():
    return made.made_run().scenario


def needs(answer, need, scenario):
    return tuple(need_sentence(answer, need, scenario, language) for language in ("en", "zh"))


def test_a_need_of_a_claim_that_holds(scenario):
    english, chinese = needs(HOLDS, HOLDS.needs[0], scenario)
    assert english == (f"it holds as long as {MILES} is at least 172,900 km/truck/yr (now 175,000; no range)")
    assert chinese == f"{MILES_ZH}不低于 172,900 公里/辆/年时成立（现为 175,000 公里/辆/年；无区间）"
    english, chinese = needs(HOLDS, HOLDS.needs[1], scenario)
    assert english == (
        f"no value of {POWER} from 0 to 2 kg CO2/kWh was found to end it (now 0.4092; no range)"
    )
    assert (
        chinese
        == "“电网排放因子”在 0 至 2 千克CO2/千瓦时内未见使其不成立的值（现为 0.4092 千克CO2/千瓦时；无区间）"
    )


def test_a_need_of_a_claim_that_fails(scenario):
    english, chinese = needs(FAILS, FAILS.needs[0], scenario)
    assert english == f"it would hold if {POWER} were at most 0.006844 kg CO2/kWh (now 0.4092; no range)"
    assert (
        chinese
        == "“电网排放因子”若不高于 0.006844 千克CO2/千瓦时则成立（现为 0.4092 千克CO2/千瓦时；无区间）"
    )
    english, chinese = needs(FAILS, FAILS.needs[1], scenario)
    assert english == (
        f"no value of {MILES} from 100 to 400,000 km/truck/yr was found to make it true;"
        " 685,000 km/truck/yr would, outside its bounds (now 175,000; no range)"
    )
    assert chinese == (
        f"{MILES_ZH}在 100 至 400,000 公里/辆/年内未见使其成立的值；取界外的 685,000 公里/辆/年则成立"
        "（现为 175,000 公里/辆/年；无区间）"
    )


def test_where_nothing_was_found_it_says_how_far_was_looked_and_the_nearest(scenario):
    english, chinese = needs(FAILS, made.need(MILEAGE, best=(400000.0, 10.5)), scenario)
    assert "was found to make it true; it comes nearest at 400,000 km/truck/yr: 10.5 Mt CO2/yr" in english
    assert "；最接近处为 400,000 公里/辆/年：1,050 万吨CO2/年" in chinese
    further = made.need(MILEAGE, best=(4e6, 17.0), beyond_to=4e6)
    english, chinese = needs(FAILS, further, scenario)
    assert ", nor as far as 4,000,000 km/truck/yr; it comes nearest at 4,000,000" in english
    assert "，直至 4,000,000 公里/辆/年亦未见；" in chinese
    open_ended = made.need(MILEAGE, at_bounds=(True, False), beyond=685000.4)
    assert "; 685,100 km/truck/yr would (now" in need_sentence(FAILS, open_ended, scenario, "en")
    for sentence in (english, chinese):
        assert "cannot" not in sentence and "impossible" not in sentence and "不可能" not in sentence


def test_a_claim_that_equals_is_met_and_tells_where_exactly(scenario):
    english, chinese = needs(SURPASSED, SURPASSED.needs[0], scenario)
    assert english == (
        f"it would be met if {MILES} were between 51,000 and 84,000 km/truck/yr (now 175,000; no range);"
        " the figure is just the claimed one at 68,000 km/truck/yr"
    )
    assert chinese == (
        f"{MILES_ZH}若介于 51,000 与 84,000 公里/辆/年之间则相符（现为 175,000 公里/辆/年；无区间）；"
        "取 68,000 公里/辆/年时恰为宣传值"
    )


def test_two_spans_a_point_and_ends_that_are_no_bounds(scenario):
    two = made.need(SWAPS, Span(1.0, 12.0, True, False), Span(50.0, 900.0, False, False))
    assert "at most 12 a day or between 50 and 900 a day" in need_sentence(FAILS, two, scenario, "en")
    assert "若不高于 12 次/日，或介于 50 与 900 次/日之间则成立" in need_sentence(FAILS, two, scenario, "zh")
    swaps = made.parameter(SWAPS)
    assert spans_words((Span(27.0, 27.0, False, False),), swaps, "en") == "just 27 a day"
    up = (Span(27.0, 300.0, False, True),)
    assert spans_words(up, swaps, "en", (False, False)) == "at least 27 a day, looked at up to 300"
    assert spans_words(up, swaps, "zh", (False, False)) == "不低于 27 次/日，考察至 300"
    down = (Span(3.0, 27.0, True, False),)
    assert spans_words(down, swaps, "en", (False, False)) == "at most 27 a day, looked at down to 3"
    everything = (Span(3.0, 300.0, True, True),)
    assert spans_words(everything, swaps, "en") == "anything from 3 to 300 a day"


def test_ends_are_rounded_to_where_it_holds_and_told_from_the_present_value():
    assert significant(172812.3) == "172,800"
    mileage = made.parameter(MILEAGE)
    low = spans_words((Span(174999.6, 400000.0, False, True),), mileage, "en")
    assert low == "at least 174,999.6 km/truck/yr"
    narrow = spans_words((Span(68001.0, 68009.0, False, False),), mileage, "en")
    assert narrow == "between 68,001 and 68,009 km/truck/yr"
    told = spans_words((Span(51000.000000001, 84000.0, False, False),), mileage, "en")
    assert told == "between 51,000 and 84,000 km/truck/yr"


def test_draws_are_told_beside_the_deterministic_run(scenario):
    english, chinese = needs(made.UNDECIDED, made.UNDECIDED.needs[0], scenario)
    assert english.endswith(
        "; for the median of draws: at least 173,000 km/truck/yr"
        "; for nine of ten draws: at least 207,000 km/truck/yr"
    )
    assert chinese.endswith("；抽样中位数：不低于 173,000 公里/辆/年；九成抽样：不低于 207,000 公里/辆/年")
    open_ended = replace(made.UNDECIDED.needs[0], at_bounds=(True, False))
    assert need_sentence(made.UNDECIDED, open_ended, scenario, "en").count("looked at up to 400,000") == 1
    english, chinese = needs(made.UNDECIDED, made.UNDECIDED.needs[1], scenario)
    assert english.endswith("; for nine of ten draws: nowhere from 0 to 2 kg CO2/kWh")
    assert chinese.endswith("；九成抽样：在 0 至 2 千克CO2/千瓦时内均不成立")


def test_estimates_paths_and_missing_ranges_are_told(scenario):
    english, chinese = needs(FAILS, made.at_least(SWAPS, 33.0), scenario)
    assert "(now 30; in 2023, other years in proportion; an estimate without source)" in english
    assert "（现为 30 次/日；2023 年值，其他年份同比例；无出处的估计）" in chinese
    path = replace(made.parameter(GRID), is_path=True, confidence="assumed", ranged=True)
    english, chinese = needs(FAILS, replace(made.at_most(GRID, 0.0068), parameter=path), scenario)
    assert "(now 0.4092; in 2023, other years in proportion; assumed by the scenario)" in english
    assert "（现为 0.4092 千克CO2/千瓦时；2023 年值，其他年份同比例；由情景假设）" in chinese
    english, _ = needs(FAILS, made.at_least(SHAPE, 6.0), scenario)
    assert "assumed by the scenario; no range" in english


def test_the_need_that_matters_most_is_the_one_whose_turn_is_nearest():
    far, near = made.at_least(SWAPS, 90.0), made.at_least(MILEAGE, 176000.0)
    nowhere = made.need(DIESEL)
    assert mattering([nowhere, far, near]) == [near, far, nowhere]
    assert turning(near) == 176000.0
    assert turning(FAILS.needs[1]) == 685000.0
    assert turning(nowhere) != turning(nowhere)


def test_headlines_tell_verdict_figure_year_and_share():
    assert headline_sentence(HOLDS, "en") == (
        "direct: holds; 18 Mt CO2/yr in 2023; 1.3 % above the claimed figure"
    )
    assert headline_sentence(HOLDS, "zh") == "直接排放：成立；2023 年 1,800 万吨CO2/年；高于宣传值 1.3 %"
    assert headline_sentence(made.UNDECIDED, "en") == (
        "direct: undecided; 18 Mt CO2/yr (14 to 22) in 2023; 1.1 % above the claimed figure;"
        " it holds in 55 % of draws"
    )
    sure = made.result(CO2, "direct", p05=19.0, p50=20.0, p95=21.0, probability=1.0, draws=500)
    assert headline_sentence(replace(HOLDS, result=sure), "en").endswith("; it holds in all 500 draws")
    assert headline_sentence(replace(HOLDS, result=sure), "zh").endswith("；全部500次抽样均成立")
    never = replace(sure, p05=1.0, p50=1.1, p95=1.2, probability=0.0, verdict="fails")
    assert headline_sentence(replace(HOLDS, result=never), "en").endswith("; it holds in none of 500 draws")
    assert headline_sentence(replace(HOLDS, result=never), "zh").endswith("；500次抽样均不成立")
    below = made.result(CO2, "direct", value=17.9, verdict="fails")
    assert headline_sentence(replace(HOLDS, result=below), "en").endswith("; 0.56 % below the claimed figure")
    year = replace(below, claim=replace(below.claim, unit="yr", value=2030.0), unit="yr", value=2031.0)
    peak = replace(HOLDS, result=year, target=2030.0)
    assert "claimed figure" not in headline_sentence(peak, "en")
    assert figure_at(year, 2033.0, "zh") == "2033"
    assert headline_sentence(made.UNJUDGED, "en") == "direct: cannot be judged here"


def test_central_values_are_told_beside_a_median_that_is_another_figure():
    undecided = replace(made.UNDECIDED, result=replace(made.UNDECIDED.result, p50=16.8))
    assert "; 17 Mt CO2/yr (14 to 22) in 2023; central values 18; " in headline_sentence(undecided, "en")
    assert "；中心值 1,800；" in headline_sentence(undecided, "zh")
    assert "central values" not in headline_sentence(made.UNDECIDED, "en")


def test_sentences_that_are_too_long_lose_whole_clauses(scenario):
    for language, stop in (("en", ")"), ("zh", "）")):
        told = list(need_sentences(made.UNDECIDED, made.UNDECIDED.needs[0], scenario, language))
        assert len(told) == 5 and told[0].startswith(told[1]) and told[1].startswith(told[2])
        assert told[2].endswith(stop) or "时成立" in told[2]
    first, *_, last = need_sentences(SURPASSED, SURPASSED.needs[0], scenario, "en")
    assert "; the figure is just the claimed one at" in first
    assert last == f"it would be met if {MILES} were between 51,000 and 84,000 km/truck/yr (now 175,000)"
    told = list(headline_sentences(made.UNDECIDED, "en"))
    assert told[0].endswith("; it holds in 55 % of draws") and told[-1] == "direct: undecided"
    parts = [made.moved(MILEAGE, 175000.0 + 1000 * n, 0.06 * n) for n in range(1, 9)]
    corner = made.change(*parts, reached=False, figures=(9.1,))
    nowhere = replace(made.UNDECIDED, box=made.box(share=0.0, tried=(1.0, 5.0), corner=corner))
    told = list(box_sentences(nowhere, scenario, "en"))
    assert ["4 more" in told[0], "7 more" in told[3]] == [True, True]
    assert told[-1] == "it holds in none of 1,000 draws, nor with ranges up to 5 times as wide"


def test_nothing_is_said_of_nine_of_ten_draws_that_nowhere_come_to_a_claimed_figure(scenario):
    need = replace(SURPASSED.needs[0], median=(Span(50000.0, 80000.0, False, False),), agreed=(), draws=57)
    told = need_sentence(SURPASSED, need, scenario, "en")
    assert told.endswith("; for the median of draws: between 50,000 and 80,000 km/truck/yr")
    assert "nine of ten" in need_sentence(FAILS, need, scenario, "en")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_screen_cuts_no_sentence(language):
    need = replace(made.UNDECIDED.needs[1], draws=57)
    crowded = replace(made.UNDECIDED, needs=(need, *made.UNDECIDED.needs[:1]))
    found = made.made_audit(*(replace(crowded) for _ in range(4)))
    for lines in (audit_lines(found, language), audit_lines(found, language, details=True)):
        assert not [line for line in lines if "…" in line]
        assert max(map(display_width, lines)) <= 100


def test_how_many_draws_needs_are_of_is_told_once_at_the_foot():
    found = made.made_audit(replace(made.UNDECIDED, needs=(replace(made.UNDECIDED.needs[0], draws=57),)))
    found = replace(found, results=replace(found.results, draws=100))
    for details in (False, True):
        english = " ".join(" ".join(audit_lines(found, "en", details)).split())
        assert english.count("57 draws") == 1
        assert "of ten of them the first 57 draws were looked at." in english
        assert "按前 57 次抽样得出" in " ".join(audit_lines(found, "zh", details))
    assert "first 57" not in " ".join(
        audit_lines(replace(found, results=replace(found.results, draws=57)), "en")
    )


def test_the_first_year_or_none():
    assert year_sentence(SURPASSED, (2023, 2060), "en") == "with central values it first holds in 2041"
    assert year_sentence(FAILS, (2023, 2060), "zh") == "按中心值，2023 至 2060 年均不成立"
    assert year_sentence(made.UNJUDGED, (2023, 2060), "en") == ""


def test_joint_changes_that_make_and_that_end(scenario):
    assert change_sentence(HOLDS, scenario, "en") == (
        f"the smallest joint change that was found to end it: {MILES} 172,800 km/truck/yr instead of 175,000"
        " (13 % of the way to the end of its range)"
    )
    chinese = change_sentence(SURPASSED, scenario, "zh")
    assert chinese.startswith("所见使其成立的最小联合变动：")
    assert "由 30 改为 27 次/日、“柴油零售价”由 7.55 改为 7.5 元/升" in chinese
    english = change_sentence(FAILS, scenario, "en")
    assert english.startswith(
        "no joint change of the 8 parameters that decide most, each up to 3 times its range,"
        " was found to make it true; the nearest comes to 9.7 Mt CO2/yr: "
    )
    stays = replace(HOLDS, change=replace(made.change(), reached=False))
    assert change_sentence(stays, scenario, "en").endswith(
        "each up to 3 times its range, was found to end it"
    )
    near = replace(FAILS, change=replace(FAILS.change, most=1.0))
    assert "decide most, each within its range, was found" in change_sentence(near, scenario, "en")
    assert "个参数各在其区间内的联合变动中" in change_sentence(near, scenario, "zh")
    far = replace(FAILS, change=made.change(made.moved(MILEAGE, 227500.0, 3.0)))
    assert "(3.0 times as far as the end of its range)" in change_sentence(far, scenario, "en")
    many = [made.moved(MILEAGE, 175000.0 + 1000 * n, 0.06 * n) for n in range(1, 9)]
    assert "4 more" in change_sentence(replace(FAILS, change=made.change(*many)), scenario, "en")
    assert change_sentence(replace(HOLDS, change=None), scenario, "en") == ""


def test_boxes(scenario):
    english = box_sentence(made.UNDECIDED, scenario, "en")
    assert english == (
        f"it holds in 92 % of draws where {MILES} is above 170,000 km/truck/yr"
        " and “Retail price of diesel with taxes” is above 7.1 CNY/L"
        " (78 % of the draws that hold, 31 % of all)"
    )
    chinese = box_sentence(made.UNDECIDED, scenario, "zh")
    assert "的抽样中有 92 % 成立（占成立抽样的 78 %、全部抽样的 31 %）" in chinese
    mileage = made.parameter(MILEAGE)
    sides = (
        replace(made.above(MILEAGE, 1.0), high=166000.0, open_low=True, open_high=False),
        replace(made.above(MILEAGE, 150000.0), parameter=mileage, high=166000.0, open_high=False),
    )
    wide = replace(made.UNDECIDED, box=made.box(*sides, widened=2.0, tried=(1.0, 2.0)))
    english = box_sentence(wide, scenario, "en")
    assert english.startswith("with the ranges of what is moved 2 times as wide it holds in 92 % of draws")
    assert "is below 166,000 km/truck/yr and" in english and "is between 150,000 and 166,000" in english
    everywhere = replace(made.UNDECIDED, box=made.box(share=0.37))
    # the share of draws in which it holds is told with the verdict
    assert box_sentence(everywhere, scenario, "en") == "no part of the ranges stands out"
    assert box_sentence(everywhere, scenario, "zh") == "没有哪一部分区间更为突出"
    unjudged = replace(everywhere, result=made.UNJUDGED.result)
    assert "it holds in 37 % of 1,000 draws, and no part" in box_sentence(unjudged, scenario, "en")
    wider = replace(made.UNDECIDED, box=made.box(share=0.37, widened=2.0))
    assert "2 times as wide it holds in 37 % of 1,000 draws" in box_sentence(wider, scenario, "en")
    assert box_sentence(replace(made.UNDECIDED, box=made.box(share=1.0)), scenario, "en") == ""
    corner = made.change(made.moved(GRID, 0.37, -1.0), reached=False, figures=(9.1,))
    nowhere = replace(made.UNDECIDED, box=made.box(share=0.0, tried=(1.0, 2.0, 3.0), corner=corner))
    english = box_sentence(nowhere, scenario, "en")
    assert english.startswith(
        "it holds in none of 1,000 draws, nor with ranges up to 3 times as wide; even with"
    )
    assert "it comes to 9.1 Mt CO2/yr" in english
    reached = replace(nowhere, box=replace(nowhere.box, corner=replace(corner, reached=True), tried=(1.0,)))
    assert box_sentence(reached, scenario, "en").startswith(
        "it holds in none of 1,000 draws; with all of these"
    )
    assert box_sentence(HOLDS, scenario, "en") == ""


def test_pairs_that_exclude_each_other(scenario):
    english, chinese = (joint_sentence(made.pair(), scenario, language) for language in ("en", "zh"))
    assert " no common values were found at today's prices: the first needs " in english
    assert "at least 172,900 km/truck/yr, the second between 51,000 and 84,000 km/truck/yr" in english
    assert english.endswith("27 a day instead of 30 both hold")
    assert "按现行价格未见共同成立的取值：" in chinese
    assert chinese.endswith("由 30 改为 27 次/日时两者均成立")
    never = made.pair(at_any=None, together=())
    assert "no parameter alone makes both true" in joint_sentence(never, scenario, "en")
    assert joint_sentence(never, scenario, "en").endswith(
        "nor was a change of prices found with which both hold"
    )


def test_pairs_by_the_numbers_of_their_claims(scenario):
    numbers = {CO2: 1, "trunk-line-cost": 2}
    english, chinese = (joint_sentence(made.pair(), scenario, one, numbers) for one in ("en", "zh"))
    assert english.startswith("for claims 1 (direct) and 2 (operating) no common values were found")
    assert chinese.startswith("宣传口径 1（直接排放）与 2（运营）按现行价格未见共同成立")


def test_pairs_that_can_hold_together(scenario):
    changed = made.pair(at_prices=made.change(made.moved(MILEAGE, 84000.0, -3.0), figures=(18.0, 3.1)))
    english = joint_sentence(changed, scenario, "en")
    assert "can hold together with all amounts of money as they are: with" in english
    assert "84,000 km/truck/yr instead of 175,000" in english
    both = replace(made.pair().together[0], both=(Span(200000.0, 210000.0, False, False),))
    english = joint_sentence(made.pair(together=(both,)), scenario, "en")
    assert f"with {MILES} between 200,000 and 210,000 km/truck/yr (now 175,000)" in english
    now = replace(both, both=(Span(170000.0, 210000.0, False, False),))
    english, chinese = (
        joint_sentence(made.pair(together=(now,), hold=True), scenario, one) for one in ("en", "zh")
    )
    assert english.endswith("both hold with central values as they are")
    assert chinese.endswith("按现有中心值同时成立")


def test_how_finely_was_looked():
    english, chinese = (finely_sentences(made.made_audit(HOLDS, FAILS), one) for one in ("en", "zh"))
    assert english[0].startswith("Of each answer the 2 parameters that move it most between the ends")
    assert english[0].endswith("2 of them have no range and count as a tenth up and down.")
    assert english[1].endswith(": 1.")
    assert chinese[0].startswith("对每项结果，取在区间两端之间影响最大的 2 个参数逐一移动")
    path = replace(made.parameter(GRID), is_path=True)
    moved = replace(HOLDS, needs=(replace(HOLDS.needs[1], parameter=path, looked_at=80), HOLDS.needs[0]))
    (english, _) = finely_sentences(made.made_audit(moved), "en")
    assert "at 41–80 values" in english and "Of a path the value is that of the year told" in english
    assert finely_sentences(made.made_audit(made.UNJUDGED), "en")[0].startswith("No parameter was moved")


def test_a_run_names_the_command_where_a_claim_of_the_model_does_not_hold():
    assert can_be_audited([HOLDS.result, FAILS.result])
    assert not can_be_audited([HOLDS.result])
    assert not can_be_audited([made.UNJUDGED.result])
    record = replace(
        FAILS.result, claim=replace(FAILS.result.claim, series=RecordedSeries("", ("key",), "1"))
    )
    assert not can_be_audited([record])


def test_a_claimed_figure_tells_how_far_another_may_be_off():
    assert claimed_sentence([SURPASSED.result], "en") == "claimed 3 bn CNY/yr, within 25 %"
    assert claimed_sentence([SURPASSED.result], "zh") == "宣传值 30 亿元/年，允许相差 25 %"
    assert claimed_sentence([HOLDS.result], "en") == "claimed at least 18 Mt CO2/yr"
    record = replace(SURPASSED.result, claim=replace(SURPASSED.result.claim, tolerance=0.0))
    assert claimed_sentence([record], "en") == "claimed equals 3 bn CNY/yr"


def test_a_page_opens_why_a_claim_cannot_be_judged_with_what_is_found_here():
    unlike = Difference(MILEAGE, "99000 km/truck/yr", "at_least", "150000 km/truck/yr")
    unjudged = replace(made.UNJUDGED.result, differences=(unlike,))
    corner = made.change(made.moved(GRID, 0.37, -1.0), reached=False, figures=(9.1,))
    box = made.box(share=0.0, tried=(1.0,), corner=corner)
    answer = replace(FAILS, result=replace(FAILS.result, **vars_of(unjudged)), box=box)
    (card,) = audit_page(made.made_audit(answer), manifest(made.made_run()))["claims"]
    (part,) = card["told"]
    assert part["head"]["zh"] == "为何无法评判" and card["needs"] == []
    english = " ".join(item["en"] for item in part["items"])
    assert "required at least 150,000 km/truck/yr." in english
    assert "cannot be judged here; here it comes to " in english
    assert "it comes to 9.1 Mt CO2/yr" in english
    assert card["claimed"]["en"] == "at least 18 Mt CO2/yr"


def vars_of(result):
    return {"verdict": result.verdict, "differences": result.differences}


def test_pairs_on_a_screen_begin_with_those_that_do_not_hold_already():
    numbers = {CO2: 1, "trunk-line-cost": 2}
    now = replace(made.pair().together[0], both=(Span(170000.0, 210000.0, False, False),))
    already = made.pair(together=(now,), hold=True)
    found = made.made_audit(HOLDS, SURPASSED, joint=(already, made.pair()))
    first, second = joint_sentences(found, "en", numbers)
    assert "no common values were found" in first and "both hold with central values" in second


def test_a_claim_that_nothing_makes_true_is_told_once_among_the_pairs():
    numbers = {CO2: 1, "trunk-line-cost": 2}
    never = replace(FAILS, needs=(made.need(GRID),), change=replace(FAILS.change, reached=False))
    pairs = tuple(made.pair(answers=(never, other)) for other in (SURPASSED, HOLDS))
    found = made.made_audit(never, SURPASSED, joint=pairs)
    (english,), (chinese,) = (joint_sentences(found, language, numbers) for language in ("en", "zh"))
    assert english == (
        "nothing was found that makes claim 1 (operational) true, so not with any other either"
    )
    assert chinese == "未见使宣传口径 1（运行排放（含电力））成立的变动，因此与其他任何一项亦不能同时成立"
    assert not is_never_true(SURPASSED) and not is_never_true(FAILS)
    assert not is_never_true(replace(never, box=made.box(share=0.02)))
