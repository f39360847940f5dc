"""Chinese texts of claims and of the verdicts on them, by the English words."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.analysis.verdicts import Verdict

#: Every verdict; `{}` stands for where it is so.
VERDICTS: Mapping[Verdict, str] = {
    Verdict.HOLDS: "成立",
    Verdict.SURPASSED: "超过宣传值",
    Verdict.FAILS: "不成立",
    Verdict.UNDECIDED: "无法定论",
    Verdict.UNJUDGED: "本情景无法评判",
    Verdict.HOLDS_ONLY: "仅在{}成立",
    Verdict.SURPASSED_ONLY: "仅在{}超过宣传值",
    Verdict.HOLDS_FOR: "仅{}成立",
    Verdict.SURPASSED_FOR: "仅{}超过宣传值",
}

CLAIMS: Mapping[str, str] = {
    **{str(verdict): words for verdict, words in VERDICTS.items()},
    "Claims": "宣传口径核查",
    "verdict": "结论",
    "claimed": "宣传值",
    "probability": "概率",
    "at least": "至少",
    "at most": "至多",
    "equals": "等于",
    # where each verdict is so
    "holds at": "成立的边界：",
    "surpassed at": "超过宣传值的边界：",
    "fails at": "不成立的边界：",
    "undecided at": "无法定论的边界：",
    "holds for": "成立：",
    "surpassed for": "超过宣传值：",
    "fails for": "不成立：",
    "undecided for": "无法定论：",
    "all {} answers": "全部{}项",
    # how many draws agree
    "all {} draws": "全部{}次抽样",
    "all {} draws, inside the stated ranges": "全部{}次抽样，限于所述区间之内",
    # what keeps a claim from being judged
    "{} is {}, required {}": "{}为{}，须{}",
    "{} is not there, required {}": "无{}，须{}",
    "judged in {}": "在情景 {} 中评判",
    # what the figure of a claim is of
    "per {}": "每单位{}",
    "against the reference": "较参考情景",
    "against {}": "较{}",
    "by {}": "到 {} 年",
    "peak by {}": "不晚于 {} 年达峰",
    "peak in {}": "{} 年达峰",
    "no peak to {}": "至 {} 年未达峰",
    # notes
    "reached in {}": "{} 年达到",
    "still greatest in the last year of the horizon: no peak within it": "在最后一年仍为最大：时段内未达峰",
    "what it is compared with is not above 0": "比较基数不大于 0",
    "no such figure in some of these years": "部分年份无此数值",
    "bound read as CO2e: the boundary holds other gases": "宣传值按 CO2e 解读：该边界含其他温室气体",
    "the claim speaks of CO2e: this boundary counts CO2 alone": "宣传值为 CO2e：该边界只计 CO2",
    "no such figure in this run": "本次运行无此数值",
    "no such figure in this year": "该年份无此数值",
    "some draws have no such figure: range and probability are those of the others": (
        "部分抽样无此数值：区间与概率取自其余抽样"
    ),
    # the grid behind an answer
    "grid": "电网排放因子",
    "grid of {}": "按 {} 年因子",
    "as projected": "按预测值",
    "as set": "按自设值",
    "{} is official for {}": "{} 为 {} 年官方值",
    "{} is projected": "{} 为预测值",
    "judged with {}, official for {}": "以 {}评判（{} 年官方值）",
    "judged with {}, official for {}, the last before": "以 {}评判（此前最近的 {} 年官方值）",
    "judged with {}, official for {} and set by the scenario": "以 {}评判（{} 年官方值，由情景设定）",
    "judged with {}, set by the scenario": "以 {}评判（由情景设定）",
    "judged with {}, projected for {}": "以 {}评判（{} 年预测值）",
    # boundaries of recorded counts
    "all kinds made": "各类车产量",
    "all kinds; wholesale with exports": "各类车批发销量（含出口）",
    "electric and plug-in hybrid cars": "纯电动与插电混动乘用车上牌量",
}
