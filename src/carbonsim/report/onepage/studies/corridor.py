"""Page of a simulated line: how long trucks wait, what binds, and which stations would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from carbonsim.analysis.corridor import Corridor
from carbonsim.corridor.sizing import Sized
from carbonsim.report.corridor_answer import corridor_answer
from carbonsim.report.numbers import stated
from carbonsim.report.onepage.studies.corridor_charts import corridor_charts
from carbonsim.report.onepage.studies.corridor_tables import (
    chosen,
    design_tables,
    measure_table,
    station_table,
)
from carbonsim.report.onepage.studies.study import (
    Section,
    Study,
    filled,
    manifest_section,
    study_data,
    titled,
)
from carbonsim.report.onepage.words import Cell, Texts, said
from carbonsim.report.wording import two_digits


def corridor_page(
    found: Corridor,
    sized: Sized | None,
    most: Corridor | None,
    target: float,
    asked: bool,
    made: Mapping[str, Any],
) -> dict[str, Any]:
    """The data of the page of a simulated line.

    Parameters
    ----------
    found : Corridor
        Simulated.
    sized : Sized or None
        What sizing found.
    most : Corridor or None
        The line with the most traffic.
    target : float [min]
        95th percentile of waiting that is asked for.
    asked : bool
        Whether the most traffic was asked for.
    made : mapping
        The manifest.

    Returns
    -------
    dict
        Ready for JSON.
    """
    scenario = found.plan.scenario
    charts, series = corridor_charts(found, sized, target)
    # a line is not drawn from ranges, but simulated anew: replications stand at the head
    about = {key: value for key, value in made.items() if key not in ("draws", "sampling")}
    study = Study(
        kind="corridor",
        name=f"corridor-{scenario.name}",
        title=filled("{name}: the line, minute by minute", "{name}：干线逐分钟模拟", name=titled(scenario)),
        about=_about(found),
        answer=corridor_answer(found, sized, most, target, asked),
        warnings=(),
        charts=charts,
        series=series,
        sections=(*_sections(found, sized, most, target), manifest_section(about)),
    )
    return study_data(study)


def _about(found: Corridor) -> tuple[tuple[Texts, Cell], ...]:
    plan, station = found.plan, found.plan.station
    each = {
        "en": f"{len(plan.line.places)}, each with {station.bays} bay(s), {station.blocks} blocks,"
        f" {station.chargers} chargers, {plan.connection:,.0f} kVA",
        "zh": f"{len(plan.line.places)} 座，每座 {station.bays} 个换电工位、{station.blocks} 块电池、"
        f"{station.chargers} 个充电位、{plan.connection:,.0f} kVA",
    }
    simulated = {
        "en": f"{plan.days} days after {plan.warm_up} to warm up, {plan.replications} replications",
        "zh": f"预热 {plan.warm_up} 天后 {plan.days} 天，独立重复 {plan.replications} 次",
    }
    return (
        (said("year"), str(plan.year)),
        ({"en": "trucks a day", "zh": "每日车辆"}, stated(plan.line.traffic)),
        ({"en": "stations", "zh": "换电站"}, each),
        ({"en": "simulated", "zh": "模拟"}, simulated),
        (said("seed"), str(plan.seed)),
    )


def _sections(
    found: Corridor, sized: Sized | None, most: Corridor | None, target: float
) -> Iterator[Section]:
    yield Section(
        "measures",
        {"en": "A mean day in numbers", "zh": "平均一日数值"},
        tables=(measure_table(found), station_table(found)),
    )
    if sized is not None:
        title = filled(
            "Designs with the 95th percentile of waiting under {target} min",
            "等待时间第 95 百分位低于 {target} 分钟的方案",
            target=two_digits(target),
        )
        yield Section("sizes", title, tuple(chosen(sized)), tuple(design_tables(sized, target)))
    if most is not None:
        traffic = two_digits(most.plan.line.traffic)
        title = filled("With {traffic} trucks a day", "每日 {traffic} 辆时", traffic=traffic)
        yield Section("most", title, tables=(measure_table(most), station_table(most)))
