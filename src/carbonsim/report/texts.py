"""English and Chinese texts of reports: one small table, looked up by the English words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from carbonsim.report.texts_backtest import BACKTEST
from carbonsim.report.texts_claims import CLAIMS
from carbonsim.report.texts_corridor import CORRIDOR
from carbonsim.report.texts_explain import EXPLAIN
from carbonsim.report.texts_figures import FIGURES
from carbonsim.report.texts_names import NAMES
from carbonsim.report.texts_notes import NOTES
from carbonsim.report.texts_sensitivity import SENSITIVITY
from carbonsim.report.texts_solve import SOLVE

LANGUAGES = ("en", "zh")
TRANSPORT = "Transportation|"

#: English -> Chinese; what is not here stays English.
CHINESE: Mapping[str, str] = {
    **BACKTEST,
    **CLAIMS,
    **CORRIDOR,
    **EXPLAIN,
    **FIGURES,
    **NAMES,
    **NOTES,
    **SENSITIVITY,
    **SOLVE,
    # sections
    "Together": "能否同时成立",
    "stated in {}": "载于情景{}",
    "Why it cannot be judged": "为何无法评判",
    "Answer": "结论",
    "Change": "变化",
    "Stock": "保有量",
    "Capacity": "产能",
    "Production": "产量",
    "Works saving": "全厂减排量",
    "Levelised cost": "平准化成本",
    "Emissions": "排放",
    "Reduction against the reference": "相对参考情景的减排量",
    "Energy": "能源消费",
    "Cost against the reference (minus: cheaper)": "相对参考情景的成本差（负值为节省）",
    "Saving against the reference": "相对参考情景的节省",
    "Swap stations": "换电站",
    "Shares of sales": "销量占比",
    "Shares of sales and their range": "销量占比及其区间",
    "Outcomes": "主要结果",
    "Cross-checks": "交叉检验",
    "Deterministic run": "确定性运行",
    # words of tables
    "plan": "本情景",
    "reference": "参考情景",
    "total": "合计",
    "total, standard coal": "合计，标准煤",
    "unit": "单位",
    "central": "中心值",
    "median": "中位数",
    "same sign": "同号占比",
    "deterministic": "确定性",
    "discounted": "折现",
    "mean": "均值",
    "boundary": "边界",
    "product": "产品",
    "case": "情形",
    "yes": "是",
    "no": "否",
    "year": "年份",
    "value": "数值",
    "source": "来源",
    "values: deterministic run (central values)": "数值：确定性运行（中心值）",
    "against": "对照",
    "draws": "次抽样",
    "deterministic run (central values) only": "仅确定性运行（中心值）",
    "seed": "随机种子",
    "no reference": "无参考情景",
    "Written to": "结果已写入",
    "Open in a browser": "请在浏览器中打开",
    "Ctrl-C ends it": "按 Ctrl-C 结束",
    "1 figure": "1 张图",
    "{count} figures": "{count} 张图",
    # boundaries and costs
    "direct": "直接排放",
    "market-covered": "碳市场覆盖的排放",
    "upstream": "含上游排放",
    "operational": "运行排放（含电力）",
    "well-to-wheel": "油井到车轮",
    "life-cycle": "全生命周期",
    "owner": "所有者",
    "resource": "社会资源",
    "operating": "运营",
    "average": "平均成本",
    "marginal": "边际成本",
    "domestic": "国内销售",
    "wholesale": "批发（含出口）",
    "without electrolysers": "不含电解槽",
    "with electrolysers": "含电解槽",
    # products
    "hot metal": "铁水",
    "DRI": "直接还原铁",
    "liquid steel": "钢水",
    "net: resource cost": "净值：社会资源成本",
    "plan less reference": "本情景减参考情景",
    "net": "净值",
    # figures
    "Emissions by component": "按组成部分的排放",
    "Emissions of plan and reference": "本情景与参考情景的排放",
    "Owner's cost against the reference, by kind": "所有者成本相对参考情景的变化（按类别）",
    "Cost against the reference, by actor": "成本相对参考情景的变化（按主体）",
    "Works saving by case": "分情形的全厂减排量",
    "at full load": "满负荷",
    "Levelised cost by kind": "平准化成本构成",
    "electricity": "电力",
    "fuel supply": "燃料上游",
    "manufacturing": "制造",
    "reference, life-cycle": "参考情景，全生命周期",
    "reference, direct": "参考情景，直接排放",
    "reference, operational": "参考情景，运行排放（含电力）",
    "reference, upstream": "参考情景，含上游排放",
    "reference, well-to-wheel": "参考情景，油井到车轮",
    "reduction": "减排量",
    "CO2 and CO2e as in the legend": "CO2 与 CO2e 见图例",
    "5th to 95th\npercentile": "第5至95\n百分位",
    "published\nforecasts": "已发布\n的预测",
    "others": "其他",
    "scenario": "情景",
}


def text(texts: Mapping[str, str], language: str) -> str:
    """One language of a text, or English, or what there is.

    Examples
    --------
    >>> text({"en": "Trunk line", "zh": "干线"}, "zh"), text({"en": "Trunk line"}, "zh"), text({}, "zh")
    ('干线', 'Trunk line', '')
    """
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def say(words: str, language: str) -> str:
    """A label in a language; English where there is no translation.

    Examples
    --------
    >>> say("direct", "zh"), say("direct", "en"), say("Ammonia", "zh")
    ('直接排放', 'direct', 'Ammonia')
    """
    return CHINESE.get(words, words) if language == "zh" else words


def label_of(parts: Iterable[str], language: str) -> str:
    """Label of several parts; empty ones are left out.

    Examples
    --------
    >>> label_of(["Stock", "", "total"], "en"), label_of(["保有量", "合计"], "zh")
    ('Stock, total', '保有量，合计')
    """
    return ("，" if language == "zh" else ", ").join(filter(None, parts))


def say_name(name: str, language: str) -> str:
    """A variable's name in a language, part by part.

    Examples
    --------
    >>> say_name("Internal Combustion|Diesel", "en"), say_name("Internal Combustion|Diesel", "zh")
    ('Internal Combustion, Diesel', '内燃 柴油')
    """
    main, boundary = split_boundary(name)
    parts = [say(part, language) for part in main.split("|")]
    joined = (" " if language == "zh" else ", ").join(parts)
    return f"{joined} [{say(boundary.lower(), language)}]" if boundary else joined


def say_subject(subject: str, language: str) -> str:
    """Subject of a chart; that trucks are transport is known.

    Examples
    --------
    >>> say_subject("Transportation|Truck", "en"), say_subject("Iron and Steel|Iron", "en")
    ('Truck', 'Iron and Steel, Iron')
    """
    return say_name(subject.removeprefix(TRANSPORT), language)


def split_boundary(name: str) -> tuple[str, str]:
    """Name and boundary of a variable that carries one in brackets.

    Examples
    --------
    >>> split_boundary("Extra Cost|Transportation|Truck [Owner]")
    ('Extra Cost|Transportation|Truck', 'Owner')
    """
    found = re.fullmatch(r"(.*) \[([^\]]+)\]", name)
    return (found[1], found[2]) if found else (name, "")
