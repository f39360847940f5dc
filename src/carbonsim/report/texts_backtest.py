"""Chinese texts of backtests, by the English words."""

from __future__ import annotations

from collections.abc import Mapping

BACKTEST: Mapping[str, str] = {
    # what is forecast
    "New energy vehicles sold in China, wholesale less exports": "中国新能源汽车国内销量（批发减出口）",
    "New energy heavy trucks registered in China": "中国新能源重卡上牌量",
    # the past with other policies
    "Plug-in cars in China without {names}: the past with buyers as they were": (
        "中国插电汽车的过去：若无{names}，购车者不变"
    ),
    "subsidies": "补贴",
    "relief of purchase tax": "购置税减免",
    "limits on plates": "牌照限额",
    "share without %": "无政策份额 %",
    "thousand cars": "千辆",
    "ten thousand cars": "万辆",
    "without": "无政策",
    "brought by policy %": "政策带来 %",
    "elasticity": "弹性",
    "Published": "已发表的研究",
    "Ranges: median, and in brackets the 90 % interval of the draws. Elasticity: of sales of plug-in cars "
    "with respect to what is paid for all of them.": (
        "区间：中位数，括号内为抽样的90%区间。弹性：插电汽车销量对全部插电汽车实付价格的弹性。"
    ),
    "How many considered a plug-in car, and what they thought of it, is taken as it was. What policies did "
    "to later years through imitation and cheaper batteries is not in it, nor credits that makers had to "
    "earn.": (
        "考虑插电汽车的人数及其看法按当时实际取值。政策经由模仿与电池降价对后续年份的作用不在其内，"
        "车企必须取得的积分也不在其内。"
    ),
    "Subsidies, 2015-2018: more than half of sales in 150 cities (Li et al. 2020), from which we reckon an "
    "elasticity of -2.2 (-2.9 to -1.6).": (
        "补贴，2015–2018年：150个城市销量的一半以上（Li 等，2020），据此推算弹性 -2.2（-2.9 至 -1.6）。"
    ),
    "Subsidies, 2017: 24,506 dollars for each additional car (Sheldon and Dua 2020), from which we reckon 30 "
    "to 57 % of sales and an elasticity of -1.4 (-2.0 to -1.0).": (
        "补贴，2017年：每新增一辆车24,506美元（Sheldon 与 Dua，2020），据此推算为销量的30–57%，"
        "弹性 -1.4（-2.0 至 -1.0）。"
    ),
    "The model is calibrated to these two: that ranges meet proves nothing.": (
        "模型即以这两项研究校准：区间相合不构成验证。"
    ),
    "Limits on plates, 2018: 66 to 88 % of sales in four cities (Energy Policy 2020); here for all cities "
    "with limits.": "牌照限额，2018年：四个城市销量的66–88%（Energy Policy，2020）；此处用于所有限牌城市。",
    # models
    "persistence": "保持不变",
    "linear": "线性",
    "logistic": "逻辑斯蒂",
    # tables
    "forecast at the end of {year}, against what happened": "{year} 年末的预测与实际对比",
    "forecasts of every frozen year, against what happened": "各冻结年份的预测与实际对比",
    "model": "模型",
    "forecast": "预测",
    "actual": "实际",
    "error %": "误差 %",
    "share %": "份额 %",
    "off by, points": "份额误差，百分点",
    "in 80 %": "在80%区间内",
    "ten thousand vehicles": "万辆",
    "Mean CRPS": "平均 CRPS",
    "Mean CRPS by frozen year": "分冻结年份的平均 CRPS",
    "Mean CRPS of the volume by frozen year": "分冻结年份的销量平均 CRPS",
    "Mean CRPS of the share by frozen year": "分冻结年份的份额平均 CRPS",
    "Mean CRPS of the market by frozen year": "分冻结年份的市场总量平均 CRPS",
    "volume": "销量",
    "share": "份额",
    "market": "市场总量",
    "points": "百分点",
    "covered by 80 %": "80%区间覆盖率",
    "frozen": "冻结年份",
    "best": "最优",
    "wins": "胜出次数",
    "pooled from {year}": "{year} 年起合计",
    "Forecast, CRPS and actual in {unit}, CRPS of the share in points; CRPS: lower is better.": (
        "预测、CRPS 与实际的单位为{unit}，份额的 CRPS 以百分点计；CRPS 越低越好。"
    ),
    "Means over all years after the frozen one, in {unit}, of the share in points; * marks the best; all "
    "forecasts are in backtest.csv.": (
        "冻结年份之后各年的均值，单位为{unit}，份额以百分点计；* 为最优；全部预测见 backtest.csv。"
    ),
    "Not in the earlier frozen years, for want of known years: {names}.": (
        "已知年份不足，较早的冻结年份不含：{names}。"
    ),
    "{name} needs {years}": "{name}需 {years} 年",
    "Paths that begin after {year} stand at their first value where they are used: {names}.": (
        "以下路径始于 {year} 年之后，如被使用则取其首个值：{names}。"
    ),
    "Estimated on data to {year}": "基于截至 {year} 年数据的估计",
    "low": "下限",
    "high": "上限",
    "identified": "可识别",
    "note": "说明",
    # estimates
    "calibration": "选择常数校准",
    "utility of a battery car beyond that of the survey; fitted to studies and sales": (
        "纯电动车效用超出问卷调查的部分；由已发表研究与销量拟合"
    ),
    "imitation": "模仿系数",
    "volatility": "波动率",
    "ceiling": "考虑购买者上限",
    "1/yr; fitted": "1/年；拟合值",
    "of the log odds in a year; fitted": "对数几率的年波动；拟合值",
    "share of buyers that will ever consider one; held at 1": "最终会考虑购买的消费者比例；固定为 1",
    "not fitted: taken from the literature": "未拟合：取自文献",
    "the base: 0 by convention": "基准：约定为 0",
    "beyond cost; one for all years": "成本之外的偏好；各年相同",
    # figures
    "history": "历史",
    "{name}, median": "{name}，中位数",
    "{name}, 80 %": "{name}，80%区间",
    "data to {year}": "数据截至 {year} 年",
    "frozen year": "冻结年份",
}
