"""Chinese texts of figures, by the English words."""

from __future__ import annotations

from collections.abc import Mapping

FIGURES: Mapping[str, str] = {
    "lines: medians of {draws} draws": "线为 {draws} 次抽样的中位数",
    "of ranges that nearly coincide the plan's is drawn": "两者区间基本重合时只绘本情景的区间",
    "medians of {draws} draws, with their 5th to 95th percentile": "{draws} 次抽样的中位数及第5至95百分位",
    "number": "数量",
    "{year} dips: some of its vehicles were bought in {before} already": (
        "{year} 年下降：部分车辆已提前到 {before} 年购买"
    ),
    "Reduction by sector": "分行业减排量",
    "below 0: the plan emits more": "0 以下：本情景排放更多",
    "no difference": "无差异",
    "no such figure": "无此数值",
    "none in any year": "各年均为零",
    "sales of {year}: {amount} more than in the reference": "{year} 年销量比参考情景多 {amount}",
    "sales of {year}: {amount} fewer than in the reference": "{year} 年销量比参考情景少 {amount}",
    "what is bought is paid in equal amounts over years of its use": "购置费用在使用年限内按年等额分摊",
    "electricity below 0: power that is sold": "电力在 0 以下：外售电量",
    "below 0: credits": "0 以下：抵扣",
    "left of 0: what is sold or credited": "0 以左：外售或抵扣",
    "plan, life-cycle": "本情景，全生命周期",
    "plan, upstream": "本情景，含上游排放",
    "plan, well-to-wheel": "本情景，油井到车轮",
    "plan, operational": "本情景，运行排放（含电力）",
    "plan, direct": "本情景，直接排放",
    "% of sales": "占销量的 %",
    "Claims and what the model says": "宣传口径与模型结果",
    "where it\nwould hold": "成立\n的范围",
    "base": "基准",
    "below": "下图",
    "others less base": "其余情景减基准",
    "{name} (no such figure)": "{name}（无此数值）",
}
