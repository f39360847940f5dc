"""Chinese texts of sensitivity analyses and comparisons, by the English words."""

from __future__ import annotations

from collections.abc import Mapping

SENSITIVITY: Mapping[str, str] = {
    "What decides the outcomes": "哪些参数决定结果",
    "parameter": "参数",
    "total index": "总效应指数",
    "first-order": "一阶指数",
    "median": "中位数",
    "maximum": "最大值",
    "all at their medians": "全部取中位数",
    "{draws} draws in each of two samples, {runs} runs, seed {seed}": (
        "两组样本各 {draws} 次抽样，共运行 {runs} 次，随机种子 {seed}"
    ),
    "{draws} draws, seed {seed}": "{draws} 次抽样，随机种子 {seed}",
    "One parameter after the other explains {share} of the variance; the rest is what they do together.": (
        "各参数单独解释方差的 {share}，其余来自参数间的共同作用。"
    ),
    "Behind ± half an interval of 95 %: parameters whose intervals overlap have no sure order.": (
        "± 之后为 95 % 区间的一半：区间重叠的参数排序并不确定。"
    ),
    "Chance alone brings one of all parameters to {chance} in one of twenty samples.": (
        "仅凭偶然，二十次抽样中有一次会有某个参数达到 {chance}。"
    ),
    "from its 5th to its 95th percentile, all others at their medians": (
        "参数由第 5 至第 95 百分位变动，其余取中位数"
    ),
    "low end": "低值",
    "high end": "高值",
    "too few draws have such a figure": "有此数值的抽样太少",
    "of the {having} draws that have it": "取自有此数值的 {having} 次抽样",
    "no parameter moves it": "没有参数影响它",
    # comparisons
    "{names} against {base}": "{names} 与 {base} 对比",
    "{draws} draws, the same of all, seed {seed}": "各情景使用相同的 {draws} 次抽样，随机种子 {seed}",
    "the draws are not the same of all: differences have no range": "各情景抽样不同：差值没有区间",
    "What differs": "参数差异",
    "What follows": "结果差异",
    "base": "基准",
    "this": "本方案",
    "difference": "差值",
    "below 0": "小于零的概率",
    "difference, base and this: of the deterministic runs (central values)": (
        "差值、基准与本方案：取自确定性运行（中心值）"
    ),
    "no totals in common: their horizons or sectors differ": "没有共同的合计：年限或行业不同",
    "there": "有",
    "not there": "无",
    "nothing differs in the parameters": "参数没有差异",
    "{more} more in parameters.csv": "其余 {more} 项见 parameters.csv",
    "Emissions of scenarios": "各情景排放",
    "Costs of scenarios": "各情景成本",
    "difference, draw by draw": "逐次抽样之差",
}
