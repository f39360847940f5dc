"""The power that the sectors of a run draw, beside what the country generates."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.core.blank import quantiles
from carbonsim.core.conversions import PERCENT
from carbonsim.core.types import Array
from carbonsim.engine.pair_series import PairSeries
from carbonsim.reference.tables import TableRow, read_table
from carbonsim.results.records import Check, CheckRow
from carbonsim.results.results import Results
from carbonsim.scenario.units import convert

TABLE = "electricity_generation"
DRAWN = "Electricity Bought|All Sectors"
YEARS = (2030, 2040, 2050, 2060)
UNIT = "TWh/yr"
RANGE = (0.05, 0.95)
TEXT = {
    "en": "Extra electricity beside the country's generation",
    "zh": "新增用电量与全国发电量对比",
}


def extra_electricity(plan: Results, sample: PairSeries) -> list[Check]:
    """What a plan draws beyond its reference, if the run has several sectors and the table has the region.

    Parameters
    ----------
    plan : Results
        The central run; without a reference only the power drawn is shown.
    sample : PairSeries
        Draws that give the ranges; empty for a central run alone.

    Returns
    -------
    list of Check
        One or none.
    """
    generation = {row.year: row for row in read_table(TABLE) if row.region == plan.scenario.region}
    years = [year for year in YEARS if year in generation and year in plan.years]
    if DRAWN not in plan.central or not years:
        return []
    rows = [row for year in years for row in _year(plan, sample, generation[year])]
    return [Check("electricity", TEXT, tuple(rows))]


def _year(plan: Results, sample: PairSeries, generated: TableRow) -> list[CheckRow]:
    at, reference = generated.year - int(plan.years[0]), plan.reference
    central, draws = plan.central[DRAWN][at], _draws(sample.plan, at)
    scale = convert(1.0, generated.unit, UNIT)
    low, high = (None if one is None else one * scale for one in (generated.low, generated.high))
    total = generated.central * scale
    rows = [
        _row(generated.year, "drawn from the grid by all sectors", "各行业电网用电", central, draws),
        CheckRow(_label(generated.year, "generated in the country", "全国发电量"), total, UNIT, low, high),
    ]
    if reference is None:
        return rows
    before = _draws(sample.reference or {}, at)
    more = central - reference.central[DRAWN][at]
    extra = None if draws is None or before is None else draws - before
    share = None if extra is None else PERCENT * extra / total
    return [
        _row(generated.year, "drawn beyond the reference", "较参考情景新增", more, extra),
        *rows,
        _row(
            generated.year,
            "extra over generation",
            "新增占发电量",
            PERCENT * more / total,
            share,
            "%",
        ),
    ]


def _draws(series: Mapping[str, Array], at: int) -> Array | None:
    return series[DRAWN][at] if DRAWN in series else None


def _row(year: int, en: str, zh: str, value: float, draws: Array | None, unit: str = UNIT) -> CheckRow:
    low, high = (None, None) if draws is None else quantiles(draws, RANGE).tolist()
    return CheckRow(_label(year, en, zh), float(value), unit, low, high)


def _label(year: int, en: str, zh: str) -> dict[str, str]:
    return {"en": f"{year}: {en}", "zh": f"{year} 年{zh}"}
