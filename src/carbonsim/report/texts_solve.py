"""Chinese texts of searches for values that reach a target, by the English words."""

from __future__ import annotations

from collections.abc import Mapping

SOLVE: Mapping[str, str] = {
    "What it takes": "达到目标所需的取值",
    "Target": "目标",
    "within {tolerance} of": "与目标相差不超过 {tolerance}：",
    "in {year}": "{year} 年",
    "over {first}-{last}": "{first}-{last} 年累计",
    "discounted to {year}": "折现至 {year} 年",
    "as it is": "现方案",
    "boundary: {boundary}": "边界：{boundary}",
    "the figure as named": "按名称所指的数值",
    "{missing} short": "差 {missing}",
    "{missing} too much": "超出 {missing}",
    "{missing} off": "相差 {missing}",
    "met": "已达到",
    "missed": "未达到",
    "deterministic run": "确定性运行",
    "median of draws": "抽样中位数",
    "{share} of draws": "{share} 的抽样",
    "{name}, delayed": "{name}（推迟）",
    "{name}, all years times": "{name}（各年同乘）",
    "a path: values are those of {year}, and its other years move in proportion": (
        "逐年取值：此处为 {year} 年的数值，其余各年按比例变动"
    ),
    "a path: the factor is that of all its years": "逐年取值：各年同乘此系数",
    "a path: its value in a year is that of so many years before (below 0: it comes earlier)": (
        "逐年取值：某年的数值取自此前若干年（负值为提前）"
    ),
    "a policy of this scenario; the baseline stays as it is": "本情景的政策；参考情景不变",
    "not a policy: the baseline moves with it": "非政策参数：参考情景随之变动",
    "its range is held while it is varied": "变动时不再使用其取值区间",
    "the model reads one value of it for all draws: each took a run of its own": (
        "模型对所有抽样只读取一个数值：每个取值单独运行"
    ),
    "looked at: {low} ({low_end}) to {high} ({high_end}), {count} values; as it is: {value}": (
        "考察范围：{low}（{low_end}）至 {high}（{high_end}），{count} 个取值；现方案：{value}"
    ),
    "{count} of them with draws": "其中带抽样的为 {count} 个",
    "and {count} with draws": "另有 {count} 个带抽样",
    "asked": "指定",
    "bound": "界限",
    "reached": "无界限，自选",
    "{count} values are refused: {reason}": "{count} 个取值被拒绝：{reason}",
    "what meets it": "判据",
    "with values": "取值",
    "times as it is": "为现方案的倍数",
    "figure there": "此时结果",
    "everywhere": "处处",
    "from {low} up": "{low}及以上",
    "up to {high}": "{high}及以下",
    "{low} to {high}": "{low} 至 {high}",
    "at {value}": "取 {value}",
    "at {low}": "取 {low}",
    "change": "变动",
    "deterministic run just {figure} with {name} at {value}": (
        "确定性运行中，{name}取 {value} 时恰为 {figure}"
    ),
    "nowhere": "无",
    "nearest: {figure} at {value}": "最接近：取 {value} 时为 {figure}",
    "no answer anywhere": "处处无解",
    "the outcome does not hang on it": "结果与此参数无关",
    "at {value} the figure jumps over the target": "在 {value} 处数值跳过目标",
    "beyond {value} the model has no answer": "超过 {value} 模型无解",
    "at {value} bounds hold part of the path back: it no longer moves in proportion": (
        "取 {value} 时部分年份受界限限制，不再按比例变动"
    ),
    "To copy (a plain run gives {figure}):": "可复制（普通运行得到 {figure}）：",
    "To copy (a plain run is refused: {reason}):": "可复制（普通运行被拒绝：{reason}）：",
    "All together": "共同变动",
    "at least cost: {cost}": "成本最低：{cost}",
    "with the smallest change, as a part of what is looked at": "变动最小（占考察范围的比例）",
    "no cost to compare: the scenario reports none": "无成本可比：情景没有成本数据",
    "nearest to the target, which no combination that was tried reaches": "最接近目标：所试组合均未达到",
    "this combination": "本组合",
    "of {tried} combinations that were run; what decides: {kind}": "共运行 {tried} 个组合；判断依据：{kind}",
    "a weaker target would cost less": "目标放宽则成本更低",
    "the target costs nothing: the cheapest of all combinations that were run meets it": (
        "目标不增加成本：所试组合中成本最低者已达到目标"
    ),
    "cost": "成本",
    "value in {year}": "{year} 年取值",
    "median of {draws} draws": "{draws} 次抽样的中位数",
    "share of draws that meet it": "达到目标的抽样占比",
    "target": "目标",
    "here": "现方案",
    "met from here": "由此达到",
    "of {draws} draws": "{draws} 次抽样",
}
