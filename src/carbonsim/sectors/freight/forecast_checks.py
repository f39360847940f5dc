"""Cross-check of freight: published forecasts and aims beside the scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from carbonsim.core.blank import quantiles
from carbonsim.core.types import Array, IntArray
from carbonsim.reference.forecasts import PublishedForecast
from carbonsim.reference.regions import region_in
from carbonsim.reference.tables import published_forecasts, sources
from carbonsim.results.records import Check, CheckRow
from carbonsim.scenario.scenario import Scenario

#: Variable with published forecasts -> its name in English and in Chinese.
SUBJECTS: Mapping[str, tuple[str, str]] = {
    "Sales Share|Transportation|Truck|New Energy": (
        "new energy in heavy trucks sold",
        "新能源重卡销量占比",
    ),
    "New Energy Stock|Transportation|Truck": ("new energy heavy trucks in use", "新能源重卡保有量"),
}
#: Low, central and high of the draws.
RANGE = (0.05, 0.5, 0.95)


def against_forecasts(
    scenario: Scenario, central: Mapping[str, Array], ensemble: Mapping[str, Array], years: IntArray
) -> tuple[Check, ...]:
    """Figures that others published for years of the horizon, each year with what the scenario has in it.

    The scenario's figure is the median of its draws, as that of an outcome is, and that of the deterministic
    run where there are none.
    """
    rows = [
        row
        for variable in SUBJECTS
        if variable in central
        for row in _rows(variable, scenario.region, central[variable], ensemble.get(variable), years)
    ]
    text = {
        "en": f"Published forecasts and aims for {scenario.region}, and this scenario",
        "zh": f"{region_in(scenario.region, 'zh')}已发布的预测与目标，与本情景对比",
    }
    return (Check("published-forecasts", text, tuple(rows)),) if rows else ()


def _rows(
    variable: str, region: str, central: Array, draws: Array | None, years: IntArray
) -> Iterator[CheckRow]:
    """Published figures of each year in the horizon, and behind them the scenario's, (years, draws)."""
    en, zh = SUBJECTS[variable]
    forecasts = published_forecasts(variable, region)
    for index, year in enumerate(years.tolist()):
        published = [row for row in forecasts if row.year == year]
        if not published:
            continue
        for row in published:
            yield _published(row, en, zh)
        low, middle, high = (
            (None, float(central[index]), None) if draws is None else quantiles(draws[index], RANGE).tolist()
        )
        label = {"en": f"{en} {year}: this scenario", "zh": f"{year} 年{zh}：本情景"}
        yield CheckRow(label, middle, published[0].unit, low, high)


def _published(row: PublishedForecast, en: str, zh: str) -> CheckRow:
    by = sources()[row.source].organisation
    label = {
        "en": f"{en} {row.year}: {by}, made in {row.made}",
        "zh": f"{row.year} 年{zh}：{by}，{row.made} 年发布",
    }
    return CheckRow(label, row.central, row.unit, row.low, row.high)
