"""The rows of shipped tables that a value comes from, as they are written there."""

from __future__ import annotations

from typing import Any

from carbonsim.engine.deciding_check import EVIDENCE
from carbonsim.reference.tables import sources
from carbonsim.report.layout import wrap
from carbonsim.report.texts import say
from carbonsim.scenario.quantity import Record, Setting


def written(setting: Setting) -> str:
    """A shipped constant as its row has it, where the unit differs from the model's."""
    if not setting.origin.row or len(setting.records) != 1:
        return ""
    return "" if setting.written_unit == setting.definition.unit else _value(setting.records[0])


def looked_up(setting: Setting, language: str) -> str:
    """The row of a table that a scenario has looked up."""
    if setting.origin.row or not setting.records:
        return ""
    (record,) = setting.records
    return f"{record.file}, {record.region} {record.year}: {_value(record)}; {_about(record, language)}"


def path_rows(setting: Setting, indent: str, language: str) -> list[str]:
    """The rows of a shipped path: each with its own value, confidence, source and note."""
    if len(setting.records) < 2:
        return []
    lines = [indent + say("each point is a row of {}:", language).format(setting.origin.file)]
    for record in setting.records:
        start = f"{indent}  {record.year}  "
        lines += wrap(f"{_value(record)}; {_about(record, language)}", indent=" " * len(start), first=start)
    used = {record.source for record in setting.records if record.source in sources()}
    if used:
        lines.append(indent + say("sources:", language))
    for name in sorted(used):
        source = sources()[name]
        parts = (source.title, source.organisation, source.year, source.url)
        text = f"{name}: " + ", ".join(part for part in parts if part)
        lines += wrap(text, indent=f"{indent}    ", first=f"{indent}  ")
    return lines


def record_fields(record: Record) -> dict[str, Any]:
    """A row for machines."""
    return record._asdict()


def _value(record: Record) -> str:
    spread = f" ({record.low} - {record.high})" if record.low or record.high else ""
    return f"{record.central}{spread} {record.unit}".rstrip()


def _about(record: Record, language: str) -> str:
    level = record.confidence
    parts = (
        EVIDENCE.get(level, level) if language == "zh" else level,
        record.source or say("no source", language),
        record.boundary,
        record.note,
        say("row {}", language).format(record.row),
    )
    return "; ".join(part for part in parts if part)
