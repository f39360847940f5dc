"""Cross-checks of the electricity of new energy vehicles and of the oil that it takes the place of.

Two counts of electricity are told apart: that of all new energy vehicles, wherever they charge, is published
for first halves of years; that of the service trade of charging leaves out meters of homes and depots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from carbonsim.core.blank import quantiles
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.results.records import Check, CheckRow
from carbonsim.scenario.quantity import Quantity
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import convert
from carbonsim.sectors.nev.powertrains import POWERTRAINS
from carbonsim.sectors.nev.record import HISTORY

ELECTRICITY = "Final Energy|Transportation|New Energy Vehicle|Electricity"
OIL = "Oil Displaced|Transportation|New Energy Vehicle"
OIL_PER_DAY = "Oil Displaced per Day|Transportation|New Energy Vehicle"
RANGE = (0.05, 0.95)
TITLES = {
    "nev-power": {
        "en": "Electricity charged: all new energy vehicles, the service trade (a narrower count), this run",
        "zh": "充电量：全部新能源汽车、口径较窄的充换电服务业与本次运行",
    },
    "nev-oil": {
        "en": "Oil displaced by new energy vehicles: as others reckon, and in this run without two-wheelers",
        "zh": "新能源汽车替代的石油：各方测算与本次运行（不含两轮车）",
    },
}


@dataclass(frozen=True)
class Run:
    """Series of a run: at central values, and over draws where there are any."""

    central: Mapping[str, Array]
    ensemble: Mapping[str, Array]
    years: IntArray

    def row(self, label: dict[str, str], variable: str, index: int, factor: float, unit: str) -> CheckRow:
        """Value of a variable in a year, with its range over draws, times a factor."""
        draws = self.ensemble.get(variable)
        low, high = (None, None) if draws is None else (quantiles(draws[index], RANGE) * factor).tolist()
        return CheckRow(label, float(self.central[variable][index]) * factor, unit, low, high)


def power_and_oil(scenario: Scenario, run: Run) -> Iterator[Check]:
    """Checks of electricity and oil; none where a kind of vehicle has no electricity of its own here."""
    if not _all_charge(scenario, run.years):
        return
    for name, rows in (("nev-power", _power(scenario, run)), ("nev-oil", _oil(scenario, run))):
        found = tuple(rows)
        if found:
            yield Check(name, TITLES[name], found)


def _all_charge(scenario: Scenario, years: IntArray) -> bool:
    """Whether all vehicles with a plug take electricity: another sector may count that of heavy trucks."""
    with_plug = (
        name
        for name in scenario.members(POWERTRAINS)
        if scenario.text(f"{POWERTRAINS}.{name}.energy") != "pump"
    )
    uses = (scenario.quantity(f"{POWERTRAINS}.{name}.electricity_use") for name in with_plug)
    return all(bool(use.series(years)[0].max() > 0) for use in uses)


def _counted(quantity: Quantity, years: IntArray) -> Iterator[tuple[int, int, int]]:
    """Years of a count that the run has: the place in the run, the year, and its place in the count."""
    for place, year in enumerate(quantity.years):
        for index in np.flatnonzero(years == year):
            yield int(index), year, place


def _row_of_count(label: dict[str, str], count: Quantity, place: int, factor: float, unit: str) -> CheckRow:
    """Value of a count times a factor, with its range if it has one."""
    low, high = (None if path is None else path[place] * factor for path in (count.low, count.high))
    low, high = (None, None) if low == high else (low, high)
    return CheckRow(label, count.central[place] * factor, unit, low, high)


def _beside(
    run: Run, count: Quantity, variable: str, unit: str, scales: tuple[float, float], *labels: dict[str, str]
) -> Iterator[CheckRow]:
    """Rows of a count and of the run in its years, with the labels and the factors to the unit of each."""
    for index, year, place in _counted(count, run.years):
        counted, here = (
            {language: text.format(year=year) for language, text in label.items()} for label in labels
        )
        yield _row_of_count(counted, count, place, scales[0], unit)
        yield run.row(here, variable, index, scales[1], unit)


def _power(scenario: Scenario, run: Run) -> Iterator[CheckRow]:
    """Electricity of first halves of years, of all kinds of vehicles; then of years, of the service trade."""
    per_exajoule, terawatt_hour = convert(1.0, "EJ", "TWh"), convert(1.0, "kWh", "TWh")
    of_year = scenario.quantity(f"{HISTORY}.year_over_first_half").central[0]
    counted = scenario.quantity(f"{HISTORY}.first_half_charging")
    yield from _beside(
        run,
        counted,
        ELECTRICITY,
        "TWh",
        (terawatt_hour, per_exajoule / of_year),
        {
            "en": "all new energy vehicles: counted, first half of {year}",
            "zh": "全部新能源汽车：统计，{year} 年上半年",
        },
        {
            "en": f"all new energy vehicles: in this run, first half of {{year}} (year over {of_year:g})",
            "zh": f"全部新能源汽车：本次运行，{{year}} 年上半年（全年除以{of_year:g}）",
        },
    )
    trade = scenario.quantity(f"{HISTORY}.charging_service")
    yield from _beside(
        run,
        trade,
        ELECTRICITY,
        "TWh",
        (terawatt_hour, per_exajoule),
        {"en": "service trade of charging alone: counted, {year}", "zh": "仅充换电服务业：统计，{year} 年"},
        {"en": "all new energy vehicles: in this run, {year}", "zh": "全部新能源汽车：本次运行，{year} 年"},
    )


def _oil(scenario: Scenario, run: Run) -> Iterator[CheckRow]:
    """Petrol and diesel displaced by mass, and oil in barrels a day."""
    here = {"en": "oil displaced: in this run, {year}", "zh": "替代石油：本次运行，{year} 年"}
    products = scenario.quantity(f"{HISTORY}.displaced_products")
    yield from _beside(
        run,
        products,
        OIL,
        "Mt/yr",
        (convert(1.0, "t", "Mt"), 1.0),
        {"en": "oil displaced: Sinopec, {year}", "zh": "替代石油：中国石化，{year} 年"},
        here,
    )
    oil = scenario.quantity(f"{HISTORY}.displaced_oil")
    yield from _beside(
        run,
        oil,
        OIL_PER_DAY,
        "million barrel/day",
        (convert(1.0, "barrel", "million barrel"), 1.0),
        {
            "en": "oil displaced: IEA, with two-wheelers, {year}",
            "zh": "替代石油：国际能源署，含两轮车，{year} 年",
        },
        here,
    )
