"""Chinese texts of the line, minute by minute, by the English words."""

from __future__ import annotations

from collections.abc import Mapping

CORRIDOR: Mapping[str, str] = {
    "The line, minute by minute": "干线逐分钟模拟",
    "{days} days after {warm_up} to warm up, {replications} replications, seed {seed}": (
        "预热 {warm_up} 天后模拟 {days} 天，独立重复 {replications} 次，随机种子 {seed}"
    ),
    "{year}: {stations} stations, each with {bays} bay(s), {blocks} blocks, {chargers} chargers, "
    "{connection} kVA; {traffic} trucks a day": (
        "{year} 年：{stations} 座换电站，每站 {bays} 个换电工位、{blocks} 块电池、{chargers} 个充电位、"
        "{connection} kVA；每日 {traffic} 辆重卡"
    ),
    "on a mean day": "平均每日",
    "trucks that enter": "驶入重卡",
    "swaps": "换电次数",
    "mean wait": "平均等待时间",
    "95th percentile of waiting": "等待时间第 95 百分位",
    "swaps that do not begin at once": "需要等待的换电占比",
    "trucks that leave to charge elsewhere": "离线另行充电的重卡占比",
    "trucks stranded": "途中缺电的重卡占比",
    "energy from the grid": "网侧用电量",
    "cost of power": "电费",
    "time in which bays are taken": "换电工位占用时间",
    "energy over what connections could give": "用电量与接入容量可供电量之比",
    "power in the busiest quarter hour over the connection": "最繁忙一刻钟功率与接入容量之比",
    "bays": "换电工位",
    "batteries": "电池",
    "chargers": "充电位",
    "power": "功率",
    "A station could give, in swaps an hour: {rates}. First to bind: {binding}. The busiest one gives "
    "{busiest} in its busiest hour.": (
        "单站每小时可换电次数：{rates}；首先受限于{binding}。最繁忙的站在最繁忙的一小时换电 {busiest} 次。"
    ),
    "The stations cost {cost} a year with power and staff, {each} CNY for a swap. Such swaps "
    "supply {trucks} trucks; as many diesel trucks emit {emissions} a year at the exhaust.": (
        "换电站每年成本（含电费与人工）{cost}，每次换电 {each} 元。如此换电量可供 {trucks} 辆重卡使用；"
        "同等数量的柴油重卡每年尾气排放 {emissions}。"
    ),
    "No design keeps the 95th percentile of waiting under {target} min: stations are too far apart.": (
        "没有方案能将等待时间第 95 百分位控制在 {target} 分钟以内：站间距过大。"
    ),
    "The cheapest stations with the 95th percentile of waiting under {target} min": (
        "等待时间第 95 百分位低于 {target} 分钟的最低成本方案"
    ),
    "stations": "座数",
    "blocks": "电池块",
    "wait p95": "等待 p95",
    "Cheapest: {stations} in each direction, each with {bays} bay(s), {blocks} blocks, {chargers} "
    "chargers and {connection} kVA. On trips that the search has not seen, the 95th percentile is "
    "{wait} min.": (
        "最低成本：每个方向 {stations} 座，每座 {bays} 个换电工位、{blocks} 块电池、{chargers} 个充电位、"
        "{connection} kVA。对搜索未用过的行程，第 95 百分位为 {wait} 分钟。"
    ),
    "So it misses the target there: simulate more trucks, or ask for a shorter wait.": (
        "因此该方案在新行程上未达目标：请模拟更多车辆，或设定更短的等待时间。"
    ),
    "No traffic is served with the 95th percentile of waiting under {target} min.": (
        "任何流量下等待时间第 95 百分位都不低于 {target} 分钟。"
    ),
    "With the 95th percentile of waiting under {target} min the stations carry {traffic} trucks a day, "
    "{swaps} swaps: enough for {trucks} trucks. As many diesel trucks emit {emissions} a year at "
    "the exhaust{claims}.": (
        "等待时间第 95 百分位低于 {target} 分钟时，换电站每日可承载 {traffic} 辆次、换电 {swaps} 次，"
        "可供 {trucks} 辆重卡使用。同等数量的柴油重卡每年尾气排放 {emissions}{claims}。"
    ),
    ", {share} of what the claim {claim} asks for": "，为宣传口径 {claim} 的 {share}",
    # figures
    "A mean day at the stations": "换电站平均一日",
    "trucks waiting": "等待车辆",
    "blocks ready": "满电电池块",
    "power from the grid, kW": "网侧功率，kW",
    "connection": "接入容量",
    "hour of the day": "时刻",
    "Trucks on the line in space and time": "干线重卡时空图",
    "kilometre of the line": "干线里程，km",
    "up": "上行",
    "down": "下行",
    "Cost against service": "成本与服务水平",
    "{count} stations in each direction": "每个方向 {count} 座",
    "none is cheaper and quicker": "成本与等待均不被超越",
    "chosen": "所选方案",
}
