"""The answer of a run: each case has its sentence, and no case has the sentence of another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.engine.headline import stated_periods
from carbonsim.report.answer import answer
from carbonsim.report.wording import two_digits
from carbonsim.results.records import Limit
from tests.report.made_answers import TRUCK, alone, claimed, made

EVERY = ("direct", "operational", "well-to-wheel", "life-cycle")
SURE = np.linspace(0.8, 1.2, 41)
#: Four of 41 draws have the other sign: 90.2 % agree.
RATHER = np.r_[np.full(4, -0.1), np.full(37, 1.0)]
#: Five have it: 87.8 %.
HARDLY = np.r_[np.full(5, -0.1), np.full(36, 1.0)]


def said(found, claims=(), language="en"):
    """Sentences of a run."""
    return [sentence[language] for sentence in answer(*found, claims)]


def truck(**by_boundary):
    """Reductions of trucks by boundary."""
    return {(TRUCK, name.replace("_", "-")): draws for name, draws in by_boundary.items()}


def everywhere(draws):
    """The same reduction at every boundary."""
    return {(TRUCK, boundary): draws for boundary in EVERY}


def test_a_cut_that_all_draws_have():
    first, second = said(made(everywhere(SURE)))
    assert first == (
        "Against “As before”, the plan cuts operational CO2 of trucks in Fujian by 1.0 Mt in 2030 (0.82 to"
        " 1.2), by 1.0 Mt in 2035 (0.82 to 1.2) and by 5.0 Mt over 2026-2030 (4.1 to 5.9); medians, with the"
        " middle 90 %; all 41 draws agree on the sign, inside the stated ranges."
    )
    assert second == (
        "The same at every boundary in 2030: cut at direct (1.0 Mt CO2), operational (1.0 Mt CO2),"
        " well-to-wheel (1.0 Mt CO2e) and life-cycle (1.0 Mt CO2e)."
    )


def test_a_cut_in_chinese():
    first, second = said(made(everywhere(SURE)), language="zh")
    assert first == (
        "与“维持现状”相比，本情景使福建重卡的运行（含电力）CO2 排放在 2030 年减少 100 万吨（82 至 120），"
        "2035 年减少 100 万吨（82 至 120），2026-2030 年累计减少 500 万吨（410 至 590）；均为中位数及中间"
        " 90 % 区间；全部 41 次抽样方向一致，限于所述区间之内。"
    )
    assert second.startswith("2030 年各边界结论一致，减少：直接（100 万吨 CO2）、运行（100 万吨 CO2）、")


def test_a_rise_is_no_cut():
    first, second = said(made(everywhere(-SURE)))
    assert "the plan raises operational CO2 of trucks in Fujian by 1.0 Mt in 2030 (0.82 to 1.2)" in first
    assert "cuts" not in first and second.startswith("The same at every boundary in 2030: raised at direct")


def test_nine_of_ten_draws_are_enough_and_fewer_are_not():
    (rather,) = said(made(truck(operational=RATHER)))
    assert (
        "cuts operational CO2 of trucks in Fujian by 1.0 Mt in 2030 (-0.10 to 1.0; very likely, 90 % of"
        in rather
    )
    (hardly,) = said(made(truck(operational=HARDLY)))
    assert "undecided: the plan changes operational CO2 of trucks in Fujian by -1.0 Mt in 2030" in hardly
    assert "(-1.0 to +0.10; less in 88 % of draws)" in hardly and "cuts" not in hardly
    (chinese,) = said(made(truck(operational=HARDLY)), language="zh")
    assert "无法定论：" in chinese and "减少 " not in chinese and "88 % 的抽样为减少" in chinese


def test_the_boundary_at_which_it_turns_is_named():
    cuts = truck(direct=SURE, operational=SURE / 2, well_to_wheel=HARDLY, life_cycle=-SURE / 4)
    _, second = said(made(cuts))
    assert second == (
        "It turns by boundary in 2030: cut at direct (1.0 Mt CO2) and operational (0.50 Mt CO2); raised at"
        " life-cycle (0.25 Mt CO2e); undecided at well-to-wheel."
    )
    _, second = said(made(truck(direct=SURE, operational=HARDLY)))
    assert second.startswith("Not the same at every boundary in 2030: cut at direct (1.0 Mt CO2); undecided")
    _, second = said(made(everywhere(HARDLY)))
    assert second.startswith("The same at every boundary in 2030: undecided at direct, operational")


def test_what_it_costs_stands_behind_the_boundaries():
    costs = {(TRUCK, "owner"): -SURE, (TRUCK, "resource"): HARDLY}
    _, second = said(made(everywhere(SURE), costs))
    assert "; the plan costs owners 1.0 bn CNY less in 2030 (0.82 to 1.2; all 41 draws)" in second
    assert (
        "undecided: the plan changes resource cost by +1.0 bn CNY in 2030 (-0.10 to +1.0; more in 88 %"
        in second
    )
    _, second = said(made(everywhere(SURE), {(TRUCK, "owner"): SURE}))
    assert second.endswith("the plan costs owners 1.0 bn CNY more in 2030 (0.82 to 1.2; all 41 draws).")


def test_several_sectors_are_told_by_sector():
    cuts = {("All Sectors", "direct"): SURE, ("All Sectors", "operational"): SURE}
    cuts |= {("Iron and Steel", "direct"): SURE, ("Iron and Steel", "operational"): -SURE}
    cuts |= {(TRUCK, "direct"): HARDLY, (TRUCK, "operational"): HARDLY}
    first, second = said(made(cuts))
    assert "cuts operational CO2 of all sectors in Fujian by 1.0 Mt in 2030" in first
    assert second == (
        "By sector and boundary in 2030: all sectors: cut (every boundary); steel: cut (direct), raised"
        " (operational); trucks: undecided (every boundary)."
    )
    assert (
        "钢铁：减少（直接）、增加（运行）；重卡：无法定论（所有边界）" in said(made(cuts), language="zh")[1]
    )


def test_a_deterministic_run_says_that_it_has_no_range():
    first, second = said(made(everywhere(SURE), drawn=False))
    assert first == (
        "Against “As before”, operational CO2 of trucks in Fujian is lower by 0.80 Mt in 2030, by 0.80 Mt in"
        " 2035 and by 4.0 Mt over 2026-2030; one run with central values: it has no range, so how sure this"
        " is cannot be said."
    )
    assert "lower at direct (0.80 Mt CO2)" in second and "cut" not in second
    assert "没有区间，无法说明把握程度" in said(made(everywhere(SURE), drawn=False), language="zh")[0]


def test_nothing_changed_is_no_cut_of_nothing():
    zero = np.zeros(41)
    first, second = said(made(everywhere(zero), {(TRUCK, "owner"): SURE}))
    assert "leaves operational CO2 of trucks in Fujian unchanged in 2030 (none in all 41 draws)" in first
    assert second.startswith("The same at every boundary in 2030: unchanged at direct, operational")
    # what rounding leaves is nothing
    assert "unchanged" in said(made(everywhere(SURE * 1e-12), {(TRUCK, "owner"): SURE}))[0]
    mostly = np.r_[np.zeros(39), 1.0, -1.0]
    assert "none in 95 % of draws" in said(made(everywhere(mostly)))[0]
    partly = np.r_[np.zeros(21), np.full(10, 1.0), np.full(10, -1.0)]
    assert "undecided: the plan changes" in said(made(everywhere(partly)))[0]
    assert "no change in 51 % of draws" in said(made(everywhere(partly)))[0]


def test_a_plan_equal_to_its_reference_changes_nothing():
    found, outcomes = made(everywhere(np.zeros(41)))
    emissions = {name: one for name, one in found.variables.items() if name.startswith("Emissions|")}
    of_plan = {name: found.central[name] for name in emissions}
    drawn = {name: values for name, values in found.ensemble.items() if name in emissions}
    other = replace(found.reference, central=of_plan, ensemble=drawn)
    same = replace(found, central=of_plan, ensemble=drawn, variables=emissions, reference=other)
    assert said((same, outcomes)) == [
        "Against “As before”, the plan changes nothing: every result equals that of the reference."
    ]


def test_a_run_without_reference_tells_its_emissions():
    found, outcomes = made(everywhere(SURE))
    run = alone(found)
    falling = np.linspace(2.0, 1.0, len(run.years))[:, None]
    run = replace(run, ensemble={name: values * falling for name, values in run.ensemble.items()})
    first, second = said((run, outcomes))
    assert first.startswith(
        "Operational CO2 of trucks in Fujian falls from 18 Mt in 2025 to 14 Mt in 2030 (14 to 14)"
    )
    assert first.endswith("there is no reference, so what the plan changes is not said.")
    assert second.startswith("By boundary in 2035: direct 9.8 Mt CO2 (9.6 to 10), operational")
    assert "由 2025 年的 1,800 万吨降至 2030 年的 1,400 万吨" in said((run, outcomes), language="zh")[0]
    level = alone(found)
    assert "goes from 9.0 Mt in 2025" in said((level, outcomes))[0], "what stays falls in no draw"


def test_a_limit_of_the_reference_is_told():
    limit = Limit({"en": "no station is built", "zh": "不建站"}, 2029, 2036, of_reference=True)
    of_plan = replace(limit, of_reference=False)
    _, second = said(made(everywhere(SURE), limits=(of_plan, limit)))
    assert second.endswith(
        "; part of this may come from a limit of the reference: from 2029 to 2036 no station is built."
    )
    assert "limit" not in said(made(everywhere(SURE), limits=(of_plan,)))[1]


def test_blanks_are_left_out_and_counted():
    some = np.r_[np.full(21, np.nan), np.linspace(0.8, 1.2, 20)]
    (first,) = said(made({(TRUCK, "direct"): np.full(41, np.nan), (TRUCK, "operational"): some}))
    assert "all 20 draws agree" in first
    nowhere = np.full(41, np.nan)
    assert said(made(everywhere(nowhere))) == [
        "Against “As before”, what the plan changes cannot be said: there is no such figure in 2030."
    ]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((2025, 2036), ("2030", "2035", "2026-2030")),
        ((2028, 2036), ("2030", "2035", "2031-2035")),
        ((2023, 2027), ("2027",)),
        ((2033, 2033), ("2033",)),
        ((2030, 2030), ("2030",)),
    ],
)
def test_the_years_that_are_spoken_of(years, expected):
    found, outcomes = made(truck(operational=SURE), years=years)
    assert stated_periods(found.years) == expected
    first = said((found, outcomes))[0]
    assert all(period in first for period in expected)
    assert "1.0 Mt" in first


def test_no_horizon_is_summed_whole():
    found = made(everywhere(SURE), years=(2025, 2060))
    assert not any("2060" in sentence for sentence in said(found))


def test_claims_come_last():
    found = made(truck(operational=SURE))
    true = claimed("a", "It cuts", {"direct": "holds", "operational": "holds"})
    false = claimed("b", "It cuts much", {"direct": "fails"})
    turning = claimed("c", "It turns", {"direct": "holds", "operational": "fails"})
    unsure = claimed("d", "It may", {"direct": "undecided"})
    unjudged = [claimed(name, "Elsewhere", {"direct": "cannot be judged here"}) for name in ("e", "f")]
    everything = [*true, *false, *turning, *unsure, *unjudged[0], *unjudged[1]]
    assert said(found, everything)[-1] == (
        "Of its 6 claims, “It cuts” holds; “It cuts much” fails; “It may” is undecided; “It turns” holds at"
        " direct only; 2 cannot be judged here."
    )
    assert said(found, everything, "zh")[-1] == (
        "6 项宣传口径中，“宣传：It cuts”成立；“宣传：It cuts much”不成立；“宣传：It may”无法定论；"
        "“宣传：It turns”仅在直接排放成立；2 项本情景无法评判。"
    )
    assert said(found, true)[-1] == "“It cuts” holds."
    assert said(found, [*unjudged[0], *unjudged[1]])[-1] == "Both claims cannot be judged here."
    assert len(said(found)) == 1, "without claims there is no sentence on them"


def test_titles_of_others_are_text():
    found, outcomes = made(truck(operational=SURE))
    title = {"en": "<script>\x1b[31m\nred</script>", "zh": "\x1b[31m红"}
    other = replace(found.reference, scenario=replace(found.reference.scenario, title=title))
    first = said((replace(found, reference=other), outcomes))[0]
    assert "“<script>\\x1b[31m red</script>”" in first and "\x1b" not in first


def test_two_digits_and_no_more():
    assert [two_digits(value) for value in (0.104, 1049.0, 0.995, 12.5, -0.0004)] == [
        *("0.10", "1,000", "0.99", "12", "-0.00040")
    ]
