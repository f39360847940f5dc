"""Cross-checks of cars against what was counted: stocks, growth, world share, petrol, electricity, oil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from carbonsim.core.blank import quantiles
from carbonsim.core.statistics import growth_percent, has_share, share_percent
from carbonsim.core.types import Array, IntArray
from carbonsim.results.records import Check, CheckRow
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.nev.consistency import NATION
from carbonsim.sectors.nev.power_checks import Run, power_and_oil
from carbonsim.sectors.nev.record import HISTORY

STOCK = "Stocks|Transportation|New Energy Vehicle"
CARS = "Stocks|Transportation|Light-Duty Vehicle"
LEFT = "Retirements|Transportation|Light-Duty Vehicle"
RANGE = (0.05, 0.95)
LIQUIDS = "Final Energy|Transportation|Light-Duty Vehicle|Liquids"
PETROL = {
    "en": "Petrol: burnt by all vehicles of the country, and by passenger cars in this run",
    "zh": "汽油：全国消费量与本次运行中乘用车消费量",
}
RETIRED = {
    "en": "Passenger cars that left: all deregistrations less trucks and buses, and in this run (fitted)",
    "zh": "乘用车注销量：全部注销量减货车与客车，与本次运行（经拟合）",
}
MEGAJOULES_PER_EXAJOULE = 1e12
MILLION, BILLION = 1e6, 1e9


def against_statistics(
    scenario: Scenario, central: Mapping[str, Array], ensemble: Mapping[str, Array], years: IntArray
) -> tuple[Check, ...]:
    """Cross-checks of what the model makes of recorded sales against counts, and the claims of 2023."""
    if scenario.region != NATION:
        return ()
    stocks = _stocks(scenario, central, ensemble, years)
    title = {
        "en": "Vehicles in use: counted, and left of recorded sales in this run",
        "zh": "保有量：统计数与本次运行由销量推算的数",
    }
    growth = {
        "en": "Growth of 2023 and the world share, each within one boundary",
        "zh": "2023 年增速与全球占比（各在同一口径内）",
    }
    checks = (
        Check(name, text, rows)
        for name, text, rows in (
            ("nev-stock", title, stocks),
            ("nev-2023", growth, _claims_of_2023(scenario)),
            ("nev-retired", RETIRED, _retired(scenario, central, ensemble, years)),
            ("nev-petrol", PETROL, _petrol(scenario, central, ensemble, years)),
        )
        if rows
    )
    return (*checks, *power_and_oil(scenario, Run(central, ensemble, years)))


def _stocks(
    scenario: Scenario, central: Mapping[str, Array], ensemble: Mapping[str, Array], years: IntArray
) -> tuple[CheckRow, ...]:
    rows: list[CheckRow] = []
    for name, variable, en, zh in (
        ("stock", STOCK, "new energy vehicles", "新能源汽车"),
        ("car_stock", CARS, "passenger cars", "乘用车"),
    ):
        counted = scenario.quantity(f"{HISTORY}.{name}")
        for index in np.flatnonzero(np.isin(years, counted.years)):
            value = counted.central[counted.years.index(int(years[index]))] / MILLION
            rows += _pair((en, zh), value, variable, index, years, central, ensemble)
    return tuple(rows)


def _retired(
    scenario: Scenario, central: Mapping[str, Array], ensemble: Mapping[str, Array], years: IntArray
) -> tuple[CheckRow, ...]:
    """Cars that left the stock, in the years in which all vehicles that did are counted."""
    counted, others = (
        scenario.quantity(f"{HISTORY}.{name}") for name in ("deregistrations", "other_deregistrations")
    )
    rows: list[CheckRow] = []
    for index in np.flatnonzero(np.isin(years, counted.years) & np.isin(years, others.years)):
        at = years[[index]]
        gone = float(counted.series(at)[0][0] - others.series(at)[0][0]) / MILLION
        rows += _pair(("cars that left", "注销乘用车"), gone, LEFT, index, years, central, ensemble)
    return tuple(rows)


def _pair(
    what: tuple[str, str],
    counted: float,
    variable: str,
    index: int | np.signedinteger,
    years: IntArray,
    central: Mapping[str, Array],
    ensemble: Mapping[str, Array],
) -> tuple[CheckRow, CheckRow]:
    """Count of a year, and what the run has, [million]."""
    en, zh = what
    year = int(years[index])
    draws = ensemble.get(variable)
    low, high = (None, None) if draws is None else quantiles(draws[index], RANGE).tolist()
    statistics = {"en": f"{en}: counted, {year}", "zh": f"{zh}：统计，{year}"}
    run = {"en": f"{en}: in this run, {year}", "zh": f"{zh}：本次运行，{year}"}
    return (
        CheckRow(statistics, counted, "million", None, None),
        CheckRow(run, float(central[variable][index]), "million", low, high),
    )


def _claims_of_2023(scenario: Scenario) -> tuple[CheckRow, ...]:
    """Growth of production and of wholesale, and the share in the world on two boundaries."""

    def known(name: str, year: int) -> float | None:
        path = scenario.quantity(f"{HISTORY}.{name}")
        return path.central[path.years.index(year)] if year in path.years else None

    def lines() -> Iterator[tuple[str, str, float | None]]:
        for name, en, zh in (("production", "production", "产量"), ("sales", "wholesale", "批发销量")):
            now, before = known(name, 2023), known(name, 2022)
            grown = float(growth_percent(now, before)) if now is not None and before else None
            yield f"growth of {en} 2023 over 2022", f"2023 年{zh}增速", grown
        sales, here = known("sales", 2023), known("car_registrations", 2023)
        world = known("world_registrations", 2023)
        # cars of China alone are no more than those of the world, and a share of nothing is none
        if sales is not None and here is not None and world and has_share(sales, world, here):
            yield (
                "share in the world 2023: wholesale of all kinds over a world with China at wholesale",
                "2023 年全球占比：批发口径（全球数中中国按批发计）",
                float(share_percent(sales, world, here)),
            )
            yield (
                "share in the world 2023: electric cars registered",
                "2023 年全球占比：新能源乘用车上牌口径",
                float(share_percent(here, world, here)),
            )

    return tuple(
        CheckRow({"en": en, "zh": zh}, value, "%", None, None)
        for en, zh, value in lines()
        if value is not None
    )


def _petrol(
    scenario: Scenario, central: Mapping[str, Array], ensemble: Mapping[str, Array], years: IntArray
) -> tuple[CheckRow, ...]:
    """Petrol of all vehicles against that of passenger cars, in the years counted."""
    counted = scenario.quantity(f"{HISTORY}.petrol")
    each = (
        MEGAJOULES_PER_EXAJOULE / scenario.quantity("drivers.fuels.petrol.heating_value").central[0] / BILLION
    )
    rows = []
    for place, year in enumerate(counted.years):
        for index in np.flatnonzero(years == year):
            low, high = (
                None if path is None else path[place] / BILLION for path in (counted.low, counted.high)
            )
            text = {"en": f"all vehicles, {year}", "zh": f"全部车辆，{year}"}
            rows.append(CheckRow(text, counted.central[place] / BILLION, "bn L/yr", low, high))
            draws = ensemble.get(LIQUIDS)
            low, high = (None, None) if draws is None else (quantiles(draws[index], RANGE) * each).tolist()
            text = {"en": f"passenger cars in this run, {year}", "zh": f"本次运行乘用车，{year}"}
            rows.append(CheckRow(text, float(central[LIQUIDS][index]) * each, "bn L/yr", low, high))
    return tuple(rows)
