"""Chinese texts of backtests, by the English words."""

from __future__ import annotations

from collections.abc import Mapping

BACKTEST: Mapping[str, str] = {
    # what is forecast
    "New energy vehicles sold in China, wholesale less exports": "中国新能源汽车国内销量（批发减出口）",
    "New energy heavy trucks registered in China": "中国新能源重卡上牌量",
    # the past with other policies
    "Plug-in cars in China without {names}: the past with buyers as they were": (
        "中国新能源乘用车的过去：若无{names}，购车者不变"
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
        "区间：中位数，括号内为抽样的 90 % 区间。弹性：新能源乘用车销量对全部新能源乘用车实付价格的弹性。"
    ),
    "How many considered a plug-in car, and what they thought of it, is taken as it was. What policies did "
    "to later years through imitation and cheaper batteries is not in it, nor credits that makers had to "
    "earn.": (
        "考虑购买新能源乘用车的人数及其看法按当时实际取值。政策经由模仿与电池降价对后续年份的作用不在其内，"
        "车企必须取得的积分也不在其内。"
    ),
    "Subsidies, 2015-2018: more than half of sales in 150 cities (Li et al. 2020), from which we reckon an "
    "elasticity of -2.2 (-2.9 to -1.6).": (
        "补贴，2015–2018年：150个城市销量的一半以上（Li 等，2020），据此推算弹性 -2.2（-2.9 至 -1.6）。"
    ),
    "Subsidies, 2017: 24,506 dollars for each additional car (Sheldon and Dua 2020), from which we reckon 30 "
    "to 57 % of sales and an elasticity of -1.4 (-2.0 to -1.0).": (
        "补贴，2017年：每新增一辆车24,506美元（Sheldon 与 Dua，2020），据此推算为销量的 30–57 %，"
        "弹性 -1.4（-2.0 至 -1.0）。"
    ),
    "The model is calibrated to these two: that ranges meet proves nothing.": (
        "模型即以这两项研究校准：区间相合不构成验证。"
    ),
    "Limits on plates, 2018: 66 to 88 % of sales in four cities (Energy Policy 2020); here for all cities "
    "with limits.": "牌照限额，2018年：四个城市销量的 66–88 %（Energy Policy，2020）；此处用于所有限牌城市。",
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
    "in 80 %": "在 80 % 区间内",
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
    "covered by 80 %": "80 % 区间覆盖率",
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
    # trucks
    "own market": "本模型，自有市场规律",
    "linear, 3 years": "线性（近三年）",
    "borrowed rate": "借用乘用车速率",
    "CRPS of the volume less that of {name} [{unit}]": "销量 CRPS 与{name}之差 [{unit}]",
    "standard error": "标准误",
    "Of few forecasts that do not err independently: the standard error is rather too small.": (
        "预测数量少且误差不独立：标准误偏小。"
    ),
    "Mean CRPS of the {part}, points": "{part}的平均 CRPS，百分点",
    "swap share of battery trucks": "换电占纯电动重卡比例",
    "gas share of engines": "燃气占内燃重卡比例",
    "frozen → year": "冻结 → 年份",
    "actual %": "实际 %",
    "forecast %": "预测 %",
    "80 % interval": "80 % 区间",
    "powertrain": "动力",
    "Shares of sales by powertrain [%]": "分动力销量份额 [%]",
    "new energy": "新能源",
    "Forecast of {year}, on data to {last} alone": "{year} 年预测（仅用截至 {last} 年数据）",
    "median": "中位数",
    "unit": "单位",
    "share of new energy": "新能源份额",
    "market that stays": "市场总量（保持不变）",
    "market by the sector's law": "市场总量（按部门规律）",
    "new energy trucks in the market that stays": "新能源重卡（市场保持不变）",
    "new energy trucks in the market by the sector's law": "新能源重卡（按部门规律的市场）",
    "battery_constant": "纯电动常数",
    "possible share": "可能份额",
    "considering": "考虑购买者",
    "impossible draws": "不可能的抽样",
    "fitted, with the estimate of cars as prior": "拟合值，以乘用车的估计为先验",
    "prior without the impossible draws": "先验，剔除不可能的抽样",
    "data tell the product of both alone": "数据只能识别二者之积",
    "fewer could buy a battery truck than did: refused": "可购买者少于实际购买者：剔除",
    "When inputs were known": "各输入何时可知",
    "input": "输入",
    "known in": "可知年份",
    "remark": "备注",
    "each year": "每年",
    "before 2020": "2020年前",
    "registrations and shares by powertrain": "上牌量与分动力份额",
    "counts of the year": "当年统计",
    "imitation and volatility": "模仿系数与波动率",
    "cars' estimate of the frozen year, widened": "冻结年份的乘用车估计，加宽",
    "pack prices, bodies, subsidies": "电池价格、车辆本体价格与补贴",
    "cut at the frozen year; packs then learn": "截至冻结年份；此后电池按学习曲线降价",
    "expressway chargers": "高速公路充电桩",
    "from 2023; estimates of today for 2020-2022": "2023年起有统计；2020–2022为事后估计",
    "chance of a charger, level": "有桩可充的概率水平",
    "set so that most draws allow sales of 2025": "按多数抽样容许2025年销量而定",
    "growth of chargers, stations, packs": "充电桩、换电站与电池容量的增长",
    "guesses of today; chargers grew by 75 and 104 %": "事后设定；充电桩实际增长 75 % 与 104 %",
    "share of swapping, 2020-2022": "换电比例，2020–2022",
    "published late, partly estimates": "发布较晚，部分为估计",
    "duties: sales, trips, bases": "作业类型：销量、里程与自有场站",
    "set with shares by type of 2025 in sight": "设定时已见2025年分车型份额",
    "elasticity, nest, constants": "弹性、嵌套与常数",
    "studies and priors without data of trucks": "文献与先验，不含重卡数据",
    "prices of charging, energy use": "充电价格与能耗",
    "constants; no year of their own": "常数；无对应年份",
    "purchase tax after 2025": "2025年后的购置税",
    "law of June 2023": "2023年6月的规定",
    "adjustment of sales to demand": "销量向需求的调整",
    "chosen with errors from 2022 to 2024 in sight": "选定时已见2022–2024年误差",
    "survival of trucks": "车辆存活",
    "fitted to the stock of 2023": "按2023年保有量拟合",
    # figures
    "history": "历史",
    "{name}, median": "{name}，中位数",
    "{name}, 80 %": "{name}，80 % 区间",
    "data to {year}": "数据截至 {year} 年",
    "frozen year": "冻结年份",
}
