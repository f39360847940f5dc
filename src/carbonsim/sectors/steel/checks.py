"""What a run is held against: rates, the carbon market beside the grid, and break-even prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carbonsim.core.blank import anything, figures, quantiles, ratio
from carbonsim.core.types import Array, IntArray
from carbonsim.reference.regions import region_in
from carbonsim.results.records import Check, CheckRow
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.steel.reporting import base_route, compared_routes, hydrogen_routes
from carbonsim.sectors.steel.rows import ROUTES

SECTOR = "Iron and Steel"
STEEL = f"Production|{SECTOR}|Steel"
PELLETS = f"Pellet Use|{SECTOR}|Direct Reduction"
DIRECT = f"Emissions|CO2|{SECTOR}"
#: Scarce supplies: name in English and in Chinese, the series that uses them, the parameter that holds them.
SUPPLIES = (
    ("scrap", "废钢", f"Scrap Use|{SECTOR}", "scrap_supply"),
    (
        "pellets for direct reduction",
        "直接还原球团",
        PELLETS,
        "dr_pellet_supply",
    ),
    ("hydrogen", "氢", f"Hydrogen Use|{SECTOR}", "hydrogen_supply"),
    ("storage of CO2", "CO2 封存", f"Carbon Capture|{SECTOR}", "storage_supply"),
)
#: Year that carbon costs and break-even prices are shown for, if it is in the horizon.
SHOWN = 2030
BAND = (0.05, 0.95)

Series = Mapping[str, Array]


def all_checks(scenario: Scenario, central: Series, ensemble: Series, years: IntArray) -> tuple[Check, ...]:
    """All cross-checks of a run."""
    shown = min(max(SHOWN, int(years[0])), int(years[-1]))
    place = int(shown - years[0])
    checks = (
        _rates(scenario, central, ensemble, years),
        _supplies(scenario, central, years),
        _market(scenario, central, ensemble, place, shown),
        _break_even(scenario, central, ensemble, place, shown),
    )
    return tuple(check for check in checks if check.rows)


def _rates(scenario: Scenario, central: Series, ensemble: Series, years: IntArray) -> Check:
    rates = (
        ("direct CO2 of a tonne of crude steel", "吨粗钢直接排放", DIRECT, "t CO2/t"),
        ("hot metal for a tonne of crude steel", "吨粗钢铁水量", f"Production|{SECTOR}|Iron|Pig Iron", "t/t"),
        ("scrap for a tonne of crude steel", "吨粗钢废钢量", f"Scrap Use|{SECTOR}", "t/t"),
        ("coal for a tonne of crude steel", "吨粗钢煤耗", f"Coal Use|{SECTOR}", "t/t"),
    )
    rows = []
    for english, chinese, name, unit in rates:
        value = float(ratio(central[name][0], central[STEEL][0]))
        known = name in ensemble and STEEL in ensemble
        many = ratio(ensemble[name][0], ensemble[STEEL][0]) if known else None
        rows.append(_row(english, chinese, value, unit, many))
    text = {
        "en": f"Rates of {scenario.region} in {years[0]}, for comparison with statistics",
        "zh": f"{region_in(scenario.region, 'zh')} {years[0]} 年单耗，供与统计对比",
    }
    return Check("rates", text, tuple(rows))


def _supplies(scenario: Scenario, central: Series, years: IntArray) -> Check:
    """The most of each scarce supply that is used: above 1 what was there at first or had to be built.

    Years without a supply have no such share: what was used in them all the same stands in a row of its own.
    """
    rows = []
    for english, chinese, name, address in SUPPLIES:
        quantity = scenario.quantity(f"steel.{address}")
        supply = quantity.series(years)[0]
        parts = figures(ratio(central[name], supply))
        if parts.size:
            rows.append(_row(english, chinese, float(parts.max()), "1", None))
        beside = figures(central[name][supply <= 0])
        if anything(beside):
            unit = scenario.settings[f"steel.{address}"].definition.unit
            labels = (f"{english}: none supplied, used at most", f"{chinese}：无供给年份的最大用量")
            rows.append(_row(*labels, float(beside.max()), unit, None))
    text = {"en": "Most of each supply used in any year", "zh": "各类资源最大用量占供给之比"}
    return Check("supplies", text, tuple(rows))


def _market(scenario: Scenario, central: Series, ensemble: Series, place: int, year: int) -> Check:
    """Average and marginal cost of carbon beside what the grid emits for the same tonne."""
    chosen = dict.fromkeys((base_route(scenario), *_own(scenario, hydrogen_routes(scenario))))
    figures = (
        (
            "allowances bought, average",
            "配额净购入（平均成本）",
            "Carbon Cost|{0}|Steel|{1} [Average]",
            "CNY/t",
        ),
        (
            "all covered CO2 at the price, marginal",
            "覆盖排放全额计价（边际成本）",
            "Carbon Cost|{0}|Steel|{1} [Marginal]",
            "CNY/t",
        ),
        (
            "CO2 of the grid, not covered",
            "电网排放（市场不覆盖）",
            "Emission Intensity|CO2|{0}|Steel|{1} [Electricity]",
            "t CO2/t",
        ),
    )
    rows = []
    for route in chosen:
        label = _label(scenario, route)
        for english, chinese, pattern, unit in figures:
            name = pattern.format(SECTOR, label)
            many = ensemble[name][place] if name in ensemble else None
            value = float(central[name][place])
            rows.append(_row(f"{label}: {english}", f"{label}：{chinese}", value, unit, many))
    text = {
        "en": f"The carbon market counts direct CO2 alone: a tonne of liquid steel in {year}",
        "zh": f"碳市场仅计直接排放：{year} 年吨钢水",
    }
    return Check("carbon-market", text, tuple(rows))


def _break_even(scenario: Scenario, central: Series, ensemble: Series, place: int, year: int) -> Check:
    """Prices at which routes cost what the usual one does, carbon costs apart."""
    kinds = (
        (hydrogen_routes(scenario), "hydrogen at", "氢价", "Hydrogen", "CNY/kg"),
        (hydrogen_routes(scenario), "power at", "电价", "Electricity", "CNY/kWh"),
        (compared_routes(scenario), "carbon at", "碳价", "Carbon", "CNY/t CO2"),
    )
    rows = []
    for routes, english, chinese, good, unit in kinds:
        for route in _own(scenario, routes):
            label = _label(scenario, route)
            name = f"Break-Even Price|{good}|{SECTOR}|{label}"
            many = ensemble[name][place] if name in ensemble else None
            value = float(central[name][place])
            rows.append(_row(f"{label}: {english}", f"{label}：{chinese}", value, unit, many))
    first = _label(scenario, base_route(scenario))
    text = {
        "en": f"New plants of {year} cost what {first} does at (below 0: at no price), carbon costs apart",
        "zh": f"{year} 年新建装置（不计碳成本）与{first}成本相等时的价格（负值：无此价格）",
    }
    return Check("break-even", text, tuple(rows))


def _own(scenario: Scenario, routes: Sequence[int]) -> list[int]:
    """Routes without those that only the other case of a comparison has."""
    offered = scenario.offered(ROUTES)
    return [route for route in routes if offered[route]]


def _label(scenario: Scenario, route: int) -> str:
    return scenario.text(f"{ROUTES}.{scenario.members(ROUTES)[route]}.label")


def _row(english: str, chinese: str, value: float, unit: str, many: Array | None) -> CheckRow:
    low, high = (None, None) if many is None else quantiles(many, BAND).tolist()
    return CheckRow({"en": english, "zh": chinese}, value, unit, low, high)
