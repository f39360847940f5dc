"""Cross-checks of freight against the statistics of its region, and beside what others forecast."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.core.blank import quantiles
from carbonsim.core.errors import DataError
from carbonsim.core.types import Array, IntArray
from carbonsim.reference.regions import region_in
from carbonsim.reference.tables import look_up, read_table
from carbonsim.results.records import Check, CheckRow
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.forecast_checks import against_forecasts

TURNOVER = "road_freight_turnover"
INTENSITY = "road_freight_intensity"
NATION = "China"
DISTANCE = "Distance Travelled|Transportation|Truck|"
REDUCTION = "Emission Reduction|CO2|Transportation|Truck"
BILLION = 1e9
RANGE = (0.05, 0.95)


def all_checks(
    scenario: Scenario, central: Mapping[str, Array], ensemble: Mapping[str, Array], years: IntArray
) -> tuple[Check, ...]:
    """All cross-checks of a run."""
    checks = (top_down, against_forecasts)
    return tuple(one for check in checks for one in check(scenario, central, ensemble, years))


def top_down(
    scenario: Scenario, central: Mapping[str, Array], ensemble: Mapping[str, Array], years: IntArray
) -> tuple[Check, ...]:
    """All road freight of the region by statistics, against what the scenario has its trucks do."""
    statistics = [row for row in read_table(TURNOVER) if row.region == scenario.region]
    if not statistics:
        return ()
    latest = max(statistics, key=lambda row: row.year)
    try:
        intensity = look_up(INTENSITY, NATION, latest.year)
    except DataError:
        return ()
    emitted = [
        None if grams is None else latest.central * grams * BILLION / 1e12
        for grams in (intensity.low, intensity.central, intensity.high)
    ]
    first = {key: float(values[0]) for key, values in central.items()}
    trucks = first["Stocks|Transportation|Truck"] * 1e6
    driven = (value for key, value in first.items() if key.startswith(DISTANCE))
    kilometres = sum(driven) * BILLION
    activity = first["Energy Service|Transportation|Freight|Truck"]
    here = region_in(scenario.region, "zh")
    text = {
        "en": f"All road freight of {scenario.region} in {latest.year} against this scenario in {years[0]}",
        "zh": f"{here} {latest.year} 年全部公路货运与本情景 {years[0]} 年货车对比",
    }
    avoided = central.get(REDUCTION)
    most = None if avoided is None else float(avoided.max())
    rows = [
        _row("road freight by statistics", "公路货运周转量（统计）", latest.central, "bn tkm/yr"),
        _row("tonne-kilometres of this scenario", "本情景周转量", activity, "bn tkm/yr"),
        _row("CO2 of all road freight, low", "全部公路货运 CO2，低", emitted[0], "Mt CO2/yr"),
        _row("CO2 of all road freight, central", "全部公路货运 CO2，中", emitted[1], "Mt CO2/yr"),
        _row("CO2 of all road freight, high", "全部公路货运 CO2，高", emitted[2], "Mt CO2/yr"),
        _row(
            "largest reduction at the tailpipe in this scenario",
            "本情景最大尾气减排量",
            most,
            "Mt CO2/yr",
            ensemble.get(REDUCTION),
        ),
        _row(
            "the same over CO2 of all road freight",
            "与全部公路货运 CO2 之比",
            None if most is None or emitted[1] is None else most / emitted[1],
            "times",
        ),
        _row("mileage of a truck in this scenario", "本情景单车年里程", kilometres / trucks, "km/yr"),
        _row(
            "mean load implied by the statistics",
            "统计周转量隐含的平均载重",
            latest.central * BILLION / kilometres,
            "t",
        ),
        _row("mean load of this scenario", "本情景平均载重", activity * BILLION / kilometres, "t"),
    ]
    return (Check("top-down", text, tuple(row for row in rows if row is not None)),)


def _row(en: str, zh: str, value: float | None, unit: str, draws: Array | None = None) -> CheckRow | None:
    """A line, if its value is known; its range is that of the largest value of each draw, (years, draws)."""
    if value is None:
        return None
    low, high = (None, None) if draws is None else quantiles(draws.max(axis=0), RANGE).tolist()
    return CheckRow({"en": en, "zh": zh}, value, unit, low, high)
