"""English and Chinese texts of reports: one small table, looked up by the English words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from carbonsim.report.texts_backtest import BACKTEST
from carbonsim.report.texts_claims import CLAIMS
from carbonsim.report.texts_corridor import CORRIDOR
from carbonsim.report.texts_sensitivity import SENSITIVITY

LANGUAGES = ("en", "zh")

#: English -> Chinese; what is not here stays English.
CHINESE: Mapping[str, str] = {
    **BACKTEST,
    **CLAIMS,
    **CORRIDOR,
    **SENSITIVITY,
    # sections
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
    "Outcomes": "主要结果",
    "Cross-checks": "交叉检验",
    "Deterministic run": "确定性运行",
    # words of tables
    "plan": "本情景",
    "reference": "参考情景",
    "total": "合计",
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
    "figures": "张图",
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
    "wholesale": "批发(含出口)",
    "without electrolysers": "不含电解槽",
    "with electrolysers": "含电解槽",
    # products
    "hot metal": "铁水",
    "DRI": "直接还原铁",
    "liquid steel": "钢水",
    # parts of variable names
    "All Sectors": "各行业合计",
    "Iron and Steel": "钢铁",
    "Shaft Furnace": "竖炉",
    "Blast Furnace": "高炉",
    "Iron": "铁",
    "Pig Iron": "铁水",
    "Sponge Iron": "直接还原铁",
    "Steel": "钢",
    "Primary": "长流程/矿石钢",
    "Secondary": "废钢钢",
    "BF-BOF Average": "高炉-转炉(平均)",
    "BF-BOF Best": "高炉-转炉(先进)",
    "BF-BOF CCUS": "高炉-转炉+CCUS",
    "BF-BOF Hydrogen Injection": "高炉喷氢",
    "DRI-EAF Natural Gas": "天然气竖炉-电炉",
    "DRI-EAF Coke-Oven Gas": "焦炉煤气竖炉-电炉",
    "DRI-EAF Hydrogen": "氢竖炉-电炉",
    "DRI-Smelter-BOF Hydrogen": "氢竖炉-熔分炉-转炉",
    "Scrap-EAF": "废钢电炉",
    "Zhanjiang Shaft": "湛江竖炉",
    "Investment": "投资",
    "Fixed Cost": "固定成本",
    "Ore": "铁矿",
    "Coal": "煤",
    "Scrap": "废钢",
    "Other Materials": "其他材料",
    "CO2 Capture and Storage": "碳捕集封存",
    "Carbon Market": "碳市场",
    "Border Levy": "碳边境税",
    "Green Premium": "绿色溢价",
    "Steelmaker": "钢企",
    "European Union": "欧盟",
    "Customers": "用户",
    # cases of a works
    "Hydrogen, Zero-Carbon Power": "零碳电制氢",
    "Hydrogen, Grid Power": "网电制氢",
    "Natural Gas": "天然气",
    "Grid Power": "网电",
    "COG for Power": "焦炉煤气(网电替代)",
    "COG for Natural Gas": "焦炉煤气(天然气替代)",
    "COG for Coal": "焦炉煤气(煤替代)",
    "Own Gas Mix": "自用气配比",
    "Electrolysers": "电解槽",
    "Works Saving": "全厂减排量",
    "Levelised Cost": "平准化成本",
    "Truck": "重卡",
    "Transportation": "交通",
    "Internal Combustion": "内燃",
    "Battery-Electric": "纯电动",
    "Fuel-Cell-Electric": "燃料电池",
    "Plug-in Hybrid": "插电混动",
    "Diesel": "柴油",
    "Light-Duty Vehicle": "乘用车",
    "Passenger Cars": "乘用车",
    "New Energy Vehicle": "新能源汽车",
    "New Energy": "新能源",
    "Petrol": "汽油",
    "Hybrid": "油电混动",
    "Range-Extended": "增程",
    "Battery Car": "纯电动车",
    "Vans and Buses": "轻型商用车与客车",
    "Heavy Trucks": "重卡",
    "Commercial": "商用车",
    "Charging Operator": "充电运营商",
    "LNG": "液化天然气",
    "Plug-In": "充电",
    "Swap": "换电",
    "Hydrogen": "氢",
    "Electricity": "电力",
    "Liquids": "液体燃料",
    "Oil": "石油",
    "Gases": "气体燃料",
    "Gas": "燃气",
    "Swap Stations": "换电站",
    "Swaps": "换电次数",
    "Swap Utilisation": "高峰利用率",
    "Swap Waiting Time": "全天平均等待",
    "Swap Demand Unserved": "未满足比例",
    "Cumulative": "累计",
    "Discounted": "折现",
    "Emission Reduction": "减排量",
    "Extra Cost": "额外成本",
    "Cost Saving": "成本节省",
    "Abatement Cost": "减排成本",
    "Owner": "所有者",
    "Battery Lessor": "电池租赁商",
    "Station Operator": "换电站运营商",
    "Grid Company": "电网公司",
    "Fuel Supplier": "燃料供应商",
    "State": "政府",
    "Vehicle": "车辆",
    "Battery": "电池",
    "Purchase Taxes": "购置税",
    "Subsidy": "补贴",
    "Fuel": "燃料",
    "Charging": "充电费",
    "Swapping": "换电费",
    "Battery Rent": "电池租金",
    "Maintenance": "维护",
    "Insurance": "保险",
    "Tolls": "通行费",
    "Carbon": "碳成本",
    "Driver": "司机工时",
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


def split_boundary(name: str) -> tuple[str, str]:
    """Name and boundary of a variable that carries one in brackets.

    Examples
    --------
    >>> split_boundary("Extra Cost|Transportation|Truck [Owner]")
    ('Extra Cost|Transportation|Truck', 'Owner')
    """
    found = re.fullmatch(r"(.*) \[([^\]]+)\]", name)
    return (found[1], found[2]) if found else (name, "")
