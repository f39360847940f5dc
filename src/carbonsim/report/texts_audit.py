"""Sentences of audits, English and Chinese, with gaps for names and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from carbonsim.report.texts import text

#: Blank between Chinese characters: behind a unit that may be there or not.
BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff）”]) (?=[\u4e00-\u9fff（“])")
AUDIT: Mapping[str, Mapping[str, str]] = {
    "title": {"en": "{title} ({name}): what its claims need", "zh": "{title}（{name}）：宣传口径成立的条件"},
    "draws": {"en": "{draws} draws, seed {seed}", "zh": "{draws} 次抽样，随机种子 {seed}"},
    "no draws": {"en": "deterministic run (central values) only", "zh": "仅确定性运行（中心值）"},
    # an answer
    "above claimed": {"en": "{share} above the claimed figure", "zh": "高于宣传值 {share}"},
    "below claimed": {"en": "{share} below the claimed figure", "zh": "低于宣传值 {share}"},
    "claimed": {"en": "claimed {bound}", "zh": "宣传值{bound}"},
    "by case": {"en": "{low} to {high} {unit} by case", "zh": "各情形为 {low} 至 {high} {unit}"},
    "tolerated": {"en": "{figure}, within {tolerance}", "zh": " {figure}，允许相差 {tolerance}"},
    "share": {"en": "it holds in {share} of draws", "zh": "成立的抽样占 {share}"},
    "found here": {"en": "here it comes to {figure} in {year}", "zh": "此处 {year} 年为 {figure}"},
    "central": {"en": "central values {figure}", "zh": "中心值 {figure}"},
    "all draws": {"en": "it holds in {share}", "zh": "{share}均成立"},
    "no draws hold": {"en": "it holds in none of {share} draws", "zh": "{share}次抽样均不成立"},
    "first year": {
        "en": "with central values it first holds in {year}",
        "zh": "按中心值，首个成立的年份为 {year} 年",
    },
    "no year": {
        "en": "with central values it holds in no year from {first} to {last}",
        "zh": "按中心值，{first} 至 {last} 年均不成立",
    },
    "record": {
        "en": "answered from a record of what happened: no parameter can be moved",
        "zh": "由历史统计直接回答：没有可移动的参数",
    },
    # values at which it holds
    "at least": {"en": "at least {low}", "zh": "不低于 {low}"},
    "at most": {"en": "at most {high}", "zh": "不高于 {high}"},
    "between": {"en": "between {low} and {high}", "zh": "介于 {low} 与 {high} 之间"},
    "just": {"en": "just {low}", "zh": "恰为 {low}"},
    "anything": {"en": "anything from {low} to {high}", "zh": "{low} 至 {high} 间的任何值"},
    "nowhere": {"en": "nowhere from {low} to {high}", "zh": "在 {low} 至 {high} 内均不成立"},
    "or": {"en": " or ", "zh": "，或"},
    "looked up": {"en": ", looked at up to {end}", "zh": "，考察至 {end}"},
    "looked down": {"en": ", looked at down to {end}", "zh": "，考察至 {end}"},
    # needs
    "holds while": {
        "en": "it holds as long as {name} is {values} ({notes})",
        "zh": "{name}{values} 时成立（{notes}）",
    },
    "would hold": {
        "en": "it would hold if {name} were {values} ({notes})",
        "zh": "{name}若{values} 则成立（{notes}）",
    },
    "met": {
        "en": "it would be met if {name} were {values} ({notes})",
        "zh": "{name}若{values} 则相符（{notes}）",
    },
    "never ends": {
        "en": "no value of {name} from {low} to {high} was found to end it ({notes})",
        "zh": "{name}在 {low} 至 {high} 内未见使其不成立的值（{notes}）",
    },
    "none within": {
        "en": "no value of {name} from {low} to {high} was found to make it true{beyond} ({notes})",
        "zh": "{name}在 {low} 至 {high} 内未见使其成立的值{beyond}（{notes}）",
    },
    "would beyond": {"en": "; {beyond} would, outside its bounds", "zh": "；取界外的 {beyond} 则成立"},
    "would further": {"en": "; {beyond} would", "zh": "；取 {beyond} 则成立"},
    "none beyond": {
        "en": ", nor as far as {end}; it comes nearest at {value}: {figure}",
        "zh": "，直至 {end} 亦未见；最接近处为 {value}：{figure}",
    },
    "nearest": {"en": "; it comes nearest at {value}: {figure}", "zh": "；最接近处为 {value}：{figure}"},
    "exact": {
        "en": "; the figure is just the claimed one at {values}",
        "zh": "；取 {values} 时恰为宣传值",
    },
    "median": {
        "en": "; for the median of draws: {values}",
        "zh": "；抽样中位数：{values}",
    },
    "agreed": {"en": "; for nine of ten draws: {values}", "zh": "；九成抽样：{values}"},
    "now": {"en": "now {value}", "zh": "现为 {value}"},
    "path": {"en": "in {year}, other years in proportion", "zh": "{year} 年值，其他年份同比例"},
    "bare estimate": {"en": "an estimate without source", "zh": "无出处的估计"},
    "estimate": {"en": "an estimate", "zh": "估计值"},
    "assumed": {"en": "assumed by the scenario", "zh": "由情景假设"},
    "unranged": {
        "en": "no range",
        "zh": "无区间",
    },
    # joint changes
    "instead": {"en": "{name} {value} instead of {now}", "zh": "{name}由 {now} 改为 {value}"},
    "change makes": {
        "en": "the smallest joint change that was found to make it true: {moved}{most}",
        "zh": "所见使其成立的最小联合变动：{moved}{most}",
    },
    "change ends": {
        "en": "the smallest joint change that was found to end it: {moved}{most}",
        "zh": "所见使其不再成立的最小联合变动：{moved}{most}",
    },
    "alone of the way": {
        "en": " ({share} of the way to the end of its range)",
        "zh": "（走到区间端点的 {share}）",
    },
    "alone times the way": {
        "en": " ({share} times as far as the end of its range)",
        "zh": "（为到区间端点距离的 {share} 倍）",
    },
    "of the way": {
        "en": " (each at most {share} of the way to the end of its range)",
        "zh": "（各参数至多走到区间端点的 {share}）",
    },
    "times the way": {
        "en": " (the farthest {share} times as far as the end of its range)",
        "zh": "（最远者为到区间端点距离的 {share} 倍）",
    },
    "no change makes": {
        "en": "no joint change of the {tried} parameters that decide most, {within},"
        " was found to make it true; the nearest comes to {figure}: {moved}",
        "zh": "在影响最大的 {tried} 个参数{within}的联合变动中，未见使其成立者；最接近者为 {figure}：{moved}",
    },
    "no change ends": {
        "en": "no joint change of the {tried} parameters that decide most, {within}, was found to end it",
        "zh": "在影响最大的 {tried} 个参数{within}的联合变动中，未见使其不成立者",
    },
    "within once": {"en": "each within its range", "zh": "各在其区间内"},
    "within times": {"en": "each up to {most} times its range", "zh": "各不超过其区间 {most} 倍"},
    "others": {"en": "{count} more", "zh": "另外 {count} 项"},
    # boxes
    "box": {
        "en": "{widened}it holds in {density} of draws where {ends}"
        " ({coverage} of the draws that hold, {mass} of all)",
        "zh": "{widened}在{ends}的抽样中有 {density} 成立（占成立抽样的 {coverage}、全部抽样的 {mass}）",
    },
    "box alone": {
        "en": "{widened}it holds in {density} of draws where {ends}",
        "zh": "{widened}在{ends}的抽样中有 {density} 成立",
    },
    "widened": {
        "en": "with the ranges of what is moved {times} times as wide ",
        "zh": "所移动参数的区间放宽至 {times} 倍时，",
    },
    "above": {"en": "{name} is above {low}", "zh": "{name}高于 {low}"},
    "below": {"en": "{name} is below {high}", "zh": "{name}低于 {high}"},
    "inside": {"en": "{name} is between {low} and {high}", "zh": "{name}介于 {low} 与 {high} 之间"},
    "box everywhere": {
        "en": "{widened}it holds in {share} of {draws} draws, and no part of the ranges stands out",
        "zh": "{widened}{draws} 次抽样中有 {share} 成立，没有哪一部分区间更为突出",
    },
    "box plain": {"en": "no part of the ranges stands out", "zh": "没有哪一部分区间更为突出"},
    "box nowhere": {
        "en": "it holds in none of {draws} draws, nor with ranges up to {times} times as wide",
        "zh": "{draws} 次抽样均不成立，区间放宽至 {times} 倍亦然",
    },
    "box nowhere alone": {"en": "it holds in none of {draws} draws", "zh": "{draws} 次抽样均不成立"},
    "corner holds": {
        "en": "; with all of these moved towards the end that brings it nearest it would: {moved}",
        "zh": "；若全部移向最有利的一端则成立：{moved}",
    },
    "corner fails": {
        "en": "; even with all of these at the end that brings it nearest it comes to {figure}: {moved}",
        "zh": "；即使全部取最有利的一端，也仅为 {figure}：{moved}",
    },
    # two claims together
    "both": {"en": "“{first}” and “{second}”", "zh": "“{first}”与“{second}”"},
    "numbered": {"en": "claims {first} and {second}", "zh": "宣传口径 {first} 与 {second} "},
    "hold together": {
        "en": "{both} both hold with central values as they are",
        "zh": "{both}按现有中心值同时成立",
    },
    "can together": {
        "en": "{both} can hold together with all amounts of money as they are: {how}",
        "zh": "{both}在各项金额不变时可以同时成立：{how}",
    },
    "exclude": {
        "en": "for {both} no common values were found at today's prices: {how}",
        "zh": "{both}按现行价格未见共同成立的取值：{how}",
    },
    "but apart": {
        "en": "; by another alone no common values were found: {apart}",
        "zh": "；仅凭另一参数则未见共同成立的取值：{apart}",
    },
    "never alone": {
        "en": "nothing was found that makes claim {claim} true, so not with any other either",
        "zh": "未见使宣传口径 {claim}成立的变动，因此与其他任何一项亦不能同时成立",
    },
    "more pairs": {"en": "pairs besides, with --details: {count}", "zh": "另有 {count} 对，见 --details"},
    "one parameter": {"en": "with {name} {values} (now {now})", "zh": "{name}{values}（现为 {now}）"},
    "changed": {"en": "with {moved}", "zh": "{moved}"},
    "apart": {
        "en": "the first needs {name} {first}, the second {second}",
        "zh": "前者要求{name}{first}，后者要求{second}",
    },
    "apart nowhere": {
        "en": "no parameter alone makes both true, and no joint change that leaves amounts of money alone",
        "zh": "没有单个参数、也没有不改变金额的联合变动能使两者同时成立",
    },
    "at any": {"en": "; with {moved} both hold", "zh": "；{moved} 时两者均成立"},
    "never at any": {
        "en": "; nor was a change of prices found with which both hold",
        "zh": "；改变价格亦未见两者同时成立",
    },
    # how finely
    "briefly": {
        "en": "One parameter at a time, all others as they are, with central values; --details tells all"
        " that was found, and how finely was looked.",
        "zh": "逐一移动单个参数，其余不变，取中心值；--details 列出全部结果及考察的细致程度。",
    },
    "first draws": {
        "en": "For the median of draws and nine of ten of them the first {draws} draws were looked at.",
        "zh": "抽样中位数与九成抽样所需的值，按前 {draws} 次抽样得出。",
    },
    "finely": {
        "en": "Of each answer the {parameters} parameters that move it most between the ends of their ranges"
        " were moved alone, all others as they are, at {values} values from bound to bound (a tenth to"
        " ten times where there is none); ends were narrowed down.{path}{range}",
        "zh": "对每项结果，取在区间两端之间影响最大的 {parameters} 个参数逐一移动、其余不变，"
        "由下界至上界各考察 {values} 个值（无界者取十分之一至十倍），端点再逐步逼近。{path}{range}",
    },
    "finely path": {
        "en": " Of a path the value is that of the year told, and other years move in proportion.",
        "zh": "随年份变化的参数给出所示年份的值，其他年份同比例移动。",
    },
    "finely unranged": {
        "en": " {count} of them have no range and count as a tenth up and down.",
        "zh": "其中 {count} 个没有区间，按上下一成计。",
    },
    "not moved": {
        "en": "Not moved, since the model reads one value of them for all draws: {count}.",
        "zh": "因模型对所有抽样只读一个值而未移动的参数：{count} 个。",
    },
    "no needs": {
        "en": "No parameter was moved: no claim is answered by a figure of the model that can be compared.",
        "zh": "未移动任何参数：没有宣传口径由可比的模拟值回答。",
    },
}


def said(key: str, language: str, **values: str) -> str:
    """A sentence or part of one with its gaps filled.

    Examples
    --------
    >>> said("at least", "en", low="3"), said("at least", "zh", low="3")
    ('at least 3', '不低于 3')
    """
    words = text(AUDIT[key], language).format(**values)
    return BETWEEN.sub("", words) if language == "zh" else words
