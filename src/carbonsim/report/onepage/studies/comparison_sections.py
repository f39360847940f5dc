"""Tables of a comparison: differences by period, and parameters that differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from carbonsim.analysis.compared_periods import period_differences
from carbonsim.analysis.comparison import Change, Comparison, Difference
from carbonsim.report.numbers import MISSING, stated
from carbonsim.report.onepage.parameters import parameter_name, told_value
from carbonsim.report.onepage.studies.comparison_charts import LEVELS
from carbonsim.report.onepage.studies.comparison_names import run_title
from carbonsim.report.onepage.studies.study import Section, filled
from carbonsim.report.onepage.tables import period_table, table
from carbonsim.report.onepage.words import Cell, Texts, joined, said
from carbonsim.report.texts import LANGUAGES
from carbonsim.report.texts_units import ratio_words
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario


def comparison_sections(found: Comparison) -> tuple[Section, ...]:
    """Sections of a comparison, to be unfolded: levels, differences by period, and parameters."""
    base = run_title(found, found.base)
    outcomes = filled("Differences to “{base}” in numbers", "与“{base}”之差（分时段）", base=base)
    tables = tuple(_outcomes(found))
    return (
        Section(LEVELS, {"en": "Costs and sales side by side", "zh": "成本与销量并列"}),
        Section("outcomes", outcomes, (_explained(found),) if tables else (), tables),
        Section(
            "parameters", {"en": "Parameters that differ", "zh": "参数差异"}, tables=tuple(_parameters(found))
        ),
    )


def _explained(found: Comparison) -> Texts:
    if not found.base.banded:
        return {
            "en": "Each less the first; deterministic runs (central values).",
            "zh": "各情景减首个情景；确定性运行（中心值）。",
        }
    if not found.paired:
        return {
            "en": "Each less the first, of the deterministic runs (central values), for the draws are not the"
            " same of all; nothing where medians differ the other way.",
            "zh": "各情景减首个情景；因抽样不同，取确定性运行（中心值）；与中位数之差符号不同者不列。",
        }
    return {
        "en": "Each less the first: median and 5th to 95th percentile of the difference in each draw.",
        "zh": "各情景减首个情景：逐次抽样之差的中位数及第 5 至 95 百分位。",
    }


def _outcomes(found: Comparison) -> Iterator[dict[str, Any]]:
    for one in found.others:
        outcomes = list(period_differences(found, one).values())
        if outcomes:
            yield period_table(one.results, outcomes, banded=False, title=run_title(found, one.results))


def _parameters(found: Comparison) -> Iterator[dict[str, Any]]:
    """A table for each of the others: what differs, in the first and in it."""
    for one in found.others:
        rows = list(_rows(found, one))
        title = run_title(found, one.results)
        heads: list[Cell] = [
            {"en": "parameter", "zh": "参数"},
            run_title(found, found.base),
            title,
            said("unit"),
        ]
        if not rows:
            rows = [[{"en": "nothing differs", "zh": "没有差异"}, "", "", ""]]
        yield table(heads, rows, title)


def _rows(found: Comparison, one: Difference) -> Iterator[list[Cell]]:
    seen = set()
    for change in one.changes:
        scenario = (found.base if change.other is None else one.results).scenario
        if not change.row:
            yield _row(scenario, change)
        elif change.row not in seen:
            seen.add(change.row)
            yield [_member(scenario, change.row), _there(change.base), _there(change.other), ""]


def _row(scenario: Scenario, change: Change) -> list[Cell]:
    both = (change.base, change.other)
    setting = change.other or change.base
    assert setting is not None
    cells = [_value(one) for one in both]
    if cells[0] == cells[1]:  # to the digits of an estimate
        cells = [_value(one, exact=True) for one in both]
    unit = "" if isinstance(setting.value, str) or setting.value.unit == "1" else setting.value.unit
    return [parameter_name(scenario, change.address), *cells, {"en": unit, "zh": ratio_words(unit)}]


def _value(setting: Setting | None, exact: bool = False) -> Cell:
    if setting is None:
        return _there(setting)
    if not isinstance(setting.value, Quantity):
        return setting.value.replace("_", " ")
    if exact:
        return ", ".join(stated(figure) for figure in setting.value.central)
    value, span = told_value(setting.value, setting.confidence)
    return f"{value} ({span})" if span and span != MISSING else value


def _there(setting: Setting | None) -> Cell:
    return said("not there" if setting is None else "there")


def _member(scenario: Scenario, row: str) -> Texts:
    """A row of a family that only one of two scenarios has."""
    label = scenario.settings.get(f"{row}.label")
    family, _, key = row.rpartition(".")
    name = said(key.replace("_", " ").capitalize() if label is None else str(label.value))
    return joined(
        [name, {language: f"({family.rpartition('.')[2].replace('_', ' ')})" for language in LANGUAGES}],
        " ",
        " ",
    )
