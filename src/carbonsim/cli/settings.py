"""Settings of parameters, one a line and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from carbonsim.cli.provenance import record_fields
from carbonsim.core.distributions import Discrete
from carbonsim.engine.deciding_check import EVIDENCE
from carbonsim.reference.regions import region_in
from carbonsim.reference.tables import Source, sources
from carbonsim.report.layout import columns
from carbonsim.report.numbers import stated
from carbonsim.report.parameter_names import name_in_chinese
from carbonsim.report.texts import say
from carbonsim.report.units import stated_unit
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario


def one_line_each(
    settings: Sequence[Setting], scenario: Scenario, language: str, aside: bool = False, regions: bool = False
) -> str:
    """Parameters, one a line: address, in Chinese its name, value, range, confidence, source.

    `aside` has where it was set instead of its source, `regions` the region that it is of.
    """
    if not settings:
        words = (
            "nothing: all numbers are of the scenario's region" if regions else "nothing: all is as shipped"
        )
        return say(words, language)
    chinese = language == "zh"
    head = "region" if regions else "set in" if aside else "source"
    heads = tuple(say(word, language) for word in ("value", "unit", "low - high", "confidence", head))
    rows = [(say("parameter", language), *(("名称",) if chinese else ()), *heads)]
    for setting in settings:
        last = setting.source
        if regions or aside:
            last = region_in(setting.region, language) if regions else place(setting, language)
        if not setting.offered:
            last = "; ".join(filter(None, (last, say("only the reference has this row", language))))
        unit = "" if isinstance(setting.value, str) else stated_unit(setting.value.unit, (), "en").words
        level = EVIDENCE.get(setting.confidence, setting.confidence) if chinese else setting.confidence
        name = (name_in_chinese(scenario.settings, setting.address),) if chinese else ()
        value = brief(setting.value, language)
        rows.append((setting.address, *name, value, unit, spread(setting.value), level, last))
    return "\n".join(columns(rows, "<" * len(rows[0])))


def brief(value: Quantity | str, language: str) -> str:
    """A value on a few cells: a path by its first and last point."""
    if isinstance(value, str):
        return value
    if not value.years:
        return stated(value.central[0])
    first, last = stated(value.central[0]), stated(value.central[-1])
    if len(value.years) == 1:
        return f"{first} ({value.years[0]})"
    words = say("{} ({}) to {} ({})", language)
    return words.format(first, value.years[0], last, value.years[-1])


def spread(value: Quantity | str) -> str:
    """The range of a constant, or of the last point of a path."""
    if isinstance(value, str) or value.low is None or value.high is None:
        return ""
    return f"{stated(value.low[-1])} - {stated(value.high[-1])}"


def place(setting: Setting, language: str) -> str:
    """Where a value was set: file and line, or shipped table and row."""
    origin = setting.origin
    if origin.row:
        return say("{}, row {} (as shipped)", language).format(origin.file, origin.row)
    return f"{origin.file}:{origin.line}:{origin.column}" if origin.line else origin.file


def setting_fields(setting: Setting) -> dict[str, Any]:
    """A setting for machines."""
    value, definition, source = setting.value, setting.definition, known_source(setting)
    quantity = isinstance(value, Quantity)
    return {
        "address": setting.address,
        "description": definition.description,
        "kind": definition.kind,
        "years": list(value.years) if isinstance(value, Quantity) else [],
        "value": list(value.central) if isinstance(value, Quantity) else value,
        "low": list(value.low) if isinstance(value, Quantity) and value.low is not None else None,
        "high": list(value.high) if isinstance(value, Quantity) and value.high is not None else None,
        "distribution": _distribution(value),
        "interpolation": value.interpolation if isinstance(value, Quantity) and value.years else None,
        "unit": definition.unit if quantity else None,
        "written_unit": setting.written_unit,
        "minimum": definition.minimum,
        "maximum": definition.maximum,
        "options": list(definition.options),
        "role": definition.role,
        "only_in_reference": not setting.offered,
        "confidence": setting.confidence,
        "source": setting.source,
        "source_title": None if source is None else source.title,
        "organisation": None if source is None else source.organisation,
        "source_year": None if source is None else source.year,
        "url": None if source is None else source.url,
        "data_year": setting.data_year,
        "region": setting.region,
        "boundary": setting.boundary,
        "note": setting.note,
        "file": setting.origin.file,
        "line": setting.origin.line,
        "column": setting.origin.column,
        "row": setting.origin.row,
        "records": [record_fields(record) for record in setting.records],
    }


def _distribution(value: Quantity | str) -> str | dict[str, list[float]] | None:
    if isinstance(value, str) or value.low is None:
        return None
    if isinstance(value.distribution, Discrete):
        return {"values": list(value.distribution.values), "weights": list(value.distribution.weights)}
    return value.distribution


def known_source(setting: Setting) -> Source | None:
    """The source of a value, if it is one of the shipped tables."""
    return sources().get(setting.source)
