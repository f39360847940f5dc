"""Chinese texts of where numbers come from, and of what is found without a run, by the English words."""

from __future__ import annotations

from collections.abc import Mapping

EXPLAIN: Mapping[str, str] = {
    # methods of sampling
    "plain": "简单随机抽样",
    "sobol": "Sobol 序列",
    "latin-hypercube": "拉丁超立方抽样",
    # all about one parameter
    "row": "行",
    "range": "区间",
    "written as": "原始写法",
    "allowed": "允许值",
    "role": "角色",
    "confidence": "依据",
    "data year": "数据年份",
    "set in": "设定处",
    "table": "数据表",
    "region": "地区",
    "as drawn": "抽样结果",
    "only the reference has it: the plan has nothing of it": "仅参考情景有此项，本情景没有",
    "only the reference has this row": "仅参考情景有此行",
    "path, linear": "路径，线性插值",
    "path, step": "路径，阶梯取值",
    "path, s-curve": "路径，S 形曲线",
    "none": "无",
    "none stated: the same in every draw": "未给出：各次抽样相同",
    "world (plan and reference share it)": "world（本情景与参考情景共用）",
    "plan (the plan's own; the reference keeps its)": "plan（本情景自有，参考情景用其自身的值）",
    "the reference's own": "参考情景自有",
    "5th to 95th percentile": "第 5 至 95 百分位",
    "5th to 95th percentile, before it is cut at the bounds": "第 5 至 95 百分位，按界限截断之前",
    "5th to 95th percentile, log-normal": "第 5 至 95 百分位，对数正态",
    "ends of a uniform distribution": "均匀分布的两端",
    "ends of a triangular distribution, the value being its mode": "三角分布的两端，数值为众数",
    "ends of a PERT distribution, the value being its mode": "PERT 分布的两端，数值为众数",
    "one of {}": "取其一：{}",
    "{} with weight {}": "{}（权重 {}）",
    "{} (that of its least sure point)": "{}（取最不确定的一点）",
    "any text": "任意文本",
    "any number": "任意数值",
    "from {}": "自 {}",
    "to {}": "至 {}",
    "any: it holds whatever the region": "不限：与地区无关",
    "{}, not {}, which the scenario is of": "{}，而非本情景所在的{}",
    "{} (5, 50, 95 %), scaled so that the shares of each draw add up to 1": (
        "{}（5、50、95 %），已按每次抽样各占比之和为 1 缩放"
    ),
    " in {}": "（{} 年）",
    "each point is a row of {}:": "各点为 {} 的一行：",
    "sources:": "来源：",
    "no source": "无出处",
    "row {}": "第 {} 行",
    "{}, row {} (as shipped)": "{}，第 {} 行（随附数据）",
    # several parameters
    "low - high": "下限 - 上限",
    "{} ({}) to {} ({})": "{}（{}）至 {}（{}）",
    "nothing: all numbers are of the scenario's region": "无：所有数值均取自本情景所在地区",
    "nothing: all is as shipped": "无：全部为随附数据",
    # levers
    "nothing: the scenario has no levers": "无：本情景没有可调杠杆",
    "from {} to {}, {} points": "自 {} 至 {}，{} 个点",
    "{}: {} as it is, {}{} as the lever sets it": "{}：原为 {}，杠杆设为 {}{}",
    "set in {}": "设定于 {}",
    # what is found without a run
    "{}: no problems; {}": "{}：没有问题；{}",
    "warning": "警告",
    "numbers of {}, not of {} ({}): ": "取自{}而非{}的数值（{} 个）：",
    "{} lists them": "用 {} 列出",
    "a world for scenarios to extend: {} parameters of what sectors share": (
        "供情景继承的公共设定：各行业共用参数 {} 个"
    ),
    "{} parameters set, {} as shipped, {} claims": "已设定参数 {} 个，随附参数 {} 个，宣传口径 {} 项",
    ", {} levers": "，可调杠杆 {} 个",
}
