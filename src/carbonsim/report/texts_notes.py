"""Chinese texts of remarks on energy and outcomes, by the English words."""

from __future__ import annotations

from collections.abc import Mapping

NOTES: Mapping[str, str] = {
    "standard coal: by calorific value, electricity at 3.6 MJ/kWh; not the coal that generation takes": (
        "标准煤按当量值折算（电力 3.6 MJ/千瓦时），不是按发电煤耗折算的等价值"
    ),
    "no such figure in the deterministic run": "确定性运行无此数值",
    "{} of draws have no such figure": "{} 的抽样无此数值",
    "no reduction, so no abatement cost": "没有减排，因而没有减排成本",
    "{} of draws reduce nothing": "{} 的抽样没有减排",
    "{} of draws reduce nothing: no quantiles": "{} 的抽样没有减排：不给出分位数",
    "{} of draws save money, the others do not": "{} 的抽样节省成本，其余抽样增加成本",
    "no ratio: extra cost {}, reduction {} (medians)": "不给出比值：额外成本 {}，减排量 {}（均为中位数）",
}
