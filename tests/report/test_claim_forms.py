"""Words on claims of all forms, in both languages: the bound, the figure, the years."""

from dataclasses import replace

import pytest

from carbonsim.analysis.claims import NO_PEAK
from carbonsim.report.claim_forms import other_name, years_words
from carbonsim.report.claim_table import claim_lines
from carbonsim.report.claim_verdicts import figure_words, verdict_lines
from carbonsim.report.claim_words import claimed_words, remark_words
from carbonsim.results.claim_results import ClaimResult
from carbonsim.scenario.claim_forms import Form
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.origin import Origin

TEXT = {"en": "It cuts", "zh": "减排"}
EMISSIONS = "Emission Intensity|CO2|Iron and Steel|Steel|Scrap-EAF"
BEST = "Emission Intensity|CO2|Iron and Steel|Steel|BF-BOF Best"


def answer(form, value, unit="%", year=2030, claimed=-70.0, **more):
    bound = more.pop("bound", "at_most")
    claim = Claim(
        "a", TEXT, EMISSIONS, None, bound, claimed, unit, 0.0, None, "", Origin("", 1, 1), form=form
    )
    if not form.names_years:
        claim = replace(claim, year=year)
    found = {"p05": None, "p50": None, "p95": None, "verdict": "holds", "holds": True, **more}
    return ClaimResult(claim, "direct", year, value, unit, "", **found)


TOLD = {
    "reference": (
        answer(Form(against="reference"), -42.3),
        ("at most -70 % against the reference", "至多 -70 %（较参考情景）"),
        ("-42 % against the reference in 2030 (direct)", "2030 年直接排放 较参考情景 -42 %"),
    ),
    "base": (
        answer(Form(against=2025), -42.3, p05=-50.1, p50=-42.3, p95=-31.0),
        ("at most -70 % against 2025", "至多 -70 %（较 2025 年）"),
        (
            "-42 % (-50 to -31) against 2025 in 2030 (direct)",
            "2030 年直接排放 较 2025 年 -42 %（-50 至 -31）",
        ),
    ),
    "route": (
        answer(Form(against=BEST), -42.3),
        ("at most -70 % against BF-BOF Best", "至多 -70 %（较高炉-转炉（先进））"),
        ("-42 % against BF-BOF Best in 2030 (direct)", "2030 年直接排放 较高炉-转炉（先进） -42 %"),
    ),
    "sum": (
        answer(Form(over=(2026, 2030)), 23.0, "Mt CO2", claimed=18.0, bound="at_least", period="2026-2030"),
        ("at least 18 Mt CO2 over 2026-2030", "至少 1,800 万吨CO2（2026-2030 年累计）"),
        ("23 Mt CO2 over 2026-2030 (direct)", "2026-2030 年累计直接排放 2,300 万吨CO2"),
    ),
    "sum of the reference": (
        answer(Form(over=(2026, 2030), against="reference"), -42.3, period="2026-2030"),
        ("at most -70 % against the reference over 2026-2030", "至多 -70 %（较参考情景，2026-2030 年累计）"),
        (
            "-42 % against the reference over 2026-2030 (direct)",
            "2026-2030 年累计直接排放 较参考情景 -42 %",
        ),
    ),
    "ratio": (
        answer(Form(per="Energy Service"), 58.4, "g CO2/tkm", claimed=62.0),
        ("at most 62 g CO2/tkm", "至多 62 克CO2/吨公里"),
        ("58 g CO2/tkm in 2030 (direct)", "2030 年直接排放 58 克CO2/吨公里"),
    ),
    "mean ratio": (
        answer(Form(per="W", over=(None, 2030)), 58.4, "g CO2/tkm", claimed=62.0, period="2023-2030"),
        ("at most 62 g CO2/tkm over 2023-2030", "至多 62 克CO2/吨公里（2023-2030 年平均）"),
        ("58 g CO2/tkm over 2023-2030 (direct)", "2023-2030 年平均直接排放 58 克CO2/吨公里"),
    ),
    "change of a ratio": (
        answer(Form(per="Stocks", against=2025), -42.3),
        ("at most -70 % per Stocks against 2025", "至多 -70 %（每单位Stocks，较 2025 年）"),
        ("-42 % per Stocks against 2025 in 2030 (direct)", "2030 年直接排放 每单位Stocks 较 2025 年 -42 %"),
    ),
    "by": (
        answer(Form(by=2028), 55.0, year=2028, claimed=50.0, bound="at_least", note="reached in 2027"),
        ("at least 50 % by 2028", "至少 50 %（到 2028 年）"),
        ("55 % by 2028 (direct), reached in 2027", "到 2028 年直接排放 55 %，2027 年达到"),
    ),
    "peak": (
        answer(Form(peak_by=2029), 2031.0, "yr", 2029, 2029.0, p05=2027.5, p50=2031.0, p95=2034.0),
        ("peak by 2029", "不晚于 2029 年达峰"),
        ("peak in 2031 (2028 to 2034) (direct)", "直接排放 2031 年达峰（2028 至 2034）"),
    ),
    "no peak": (
        answer(Form(peak_by=2029), 2060.0, "yr", 2029, 2029.0, note=NO_PEAK),
        ("peak by 2029", "不晚于 2029 年达峰"),
        ("no peak to 2060 (direct)", "直接排放 至 2060 年未达峰"),
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_bound_and_figure_are_told_in_words(case):
    result, claimed, figure = TOLD[case]
    assert tuple(claimed_words([result], language) for language in ("en", "zh")) == claimed
    assert tuple(figure_words([result], language) for language in ("en", "zh")) == figure
    line = " ".join(verdict_lines([result], "en")[1:])
    assert line.startswith(f"  holds: It cuts; {figure[0]}"[:100])


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("sum", ("2026-2030", "2026-2030")),
        ("by", ("by 2028", "到 2028 年")),
        ("peak", ("by 2029", "到 2029 年")),
        ("ratio", ("2030", "2030")),
    ],
)
def test_years_of_an_answer(case, words):
    assert tuple(years_words(TOLD[case][0], language) for language in ("en", "zh")) == words


def test_the_table_writes_years_as_years():
    lines = "\n".join(claim_lines([TOLD["peak"][0]], "en"))
    assert "2031  2028 – 2034  peak by 2029" in lines
    assert "2,031" not in lines and " yr" not in lines
    lines = "\n".join(claim_lines([replace(TOLD["peak"][0], p05=float("nan"))], "en"))
    assert "nan" not in lines


def test_remarks_are_told_in_both_languages():
    told = [remark_words(remark, "zh") for remark in ("reached in 2027", NO_PEAK)]
    assert told == ["2027 年达到", "在最后一年仍为最大：时段内未达峰"]
    assert remark_words("reached in 2027", "en") == "reached in 2027"


@pytest.mark.parametrize(
    ("language", "reason"), [("en", "no variable counts fish"), ("zh", "没有变量统计鱼")]
)
def test_what_nothing_answers_tells_its_reason(language, reason):
    why = {"en": "no variable counts fish", "zh": "没有变量统计鱼"}
    claim = Claim("a", TEXT, "", None, "", float("nan"), "", 0.0, None, "", Origin("", 1, 1), why=why)
    result = ClaimResult(
        claim, "", None, float("nan"), "", "", None, note=why["en"], verdict="cannot be judged here"
    )
    assert verdict_lines([result], language)[1].endswith(reason)
    lines = claim_lines([result], language)
    assert len(lines) == 4 and lines[-1].strip() == reason


def test_a_variable_is_named_by_what_tells_it_apart():
    assert other_name(BEST, EMISSIONS, "en") == "BF-BOF Best"
    assert other_name("Cost|Steel", EMISSIONS, "en") == "Cost, Steel"
    assert other_name(EMISSIONS, EMISSIONS, "en") == "Scrap-EAF"
