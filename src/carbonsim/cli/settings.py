"""A parameter's setting in words: value, range, role, confidence, source, and where it was set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from carbonsim.cli.provenance import looked_up, path_rows, record_fields, written
from carbonsim.cli.shares import drawn_text
from carbonsim.core.distributions import (
    LOG_NORMAL,
    NORMAL,
    PERT,
    TRIANGULAR,
    TRUNCATED_NORMAL,
    UNIFORM,
    Discrete,
)
from carbonsim.reference.tables import Source, sources
from carbonsim.report.layout import columns, wrap
from carbonsim.report.numbers import stated
from carbonsim.report.units import stated_unit
from carbonsim.scenario.quantity import Definition, Quantity, Setting
from carbonsim.scenario.scenario import Scenario

ROLES = {
    "world": "world (plan and reference share it)",
    "plan": "plan (the plan's own; the reference keeps its)",
}
OF_REFERENCE = "the reference's own"
#: What low and high are, by the distribution.
RANGES = {
    NORMAL: "5th to 95th percentile",
    TRUNCATED_NORMAL: "5th to 95th percentile, before it is cut at the bounds",
    LOG_NORMAL: "5th to 95th percentile, log-normal",
    UNIFORM: "ends of a uniform distribution",
    TRIANGULAR: "ends of a triangular distribution, the value being its mode",
    PERT: "ends of a PERT distribution, the value being its mode",
}
INDENT = "  "
LABEL = 12


def full_text(setting: Setting, scenario: Scenario) -> str:
    """Everything known about a parameter of a scenario, over several lines."""
    lines = [setting.address, *wrap(setting.definition.description, indent=INDENT)]
    facts = (
        *_facts(setting),
        ("region", _region(setting, scenario)),
        ("as drawn", drawn_text(setting, scenario)),
    )
    for label, text in facts:
        if not text:
            continue
        start = INDENT + label.ljust(LABEL)
        lines += wrap(text, indent=" " * len(start), first=start)
        if label == "value" and isinstance(setting.value, Quantity) and setting.value.years:
            lines += [" " * len(start) + line for line in _points(setting.value)]
    lines += path_rows(setting, INDENT)
    return "\n".join(lines)


def one_line_each(settings: Sequence[Setting], aside: bool = False, regions: bool = False) -> str:
    """Parameters, one a line: address, value, range, confidence, source.

    `aside` has where it was set instead of its source, `regions` the region that it is of.
    """
    if not settings:
        return (
            "nothing: all numbers are of the scenario's region" if regions else "nothing: all is as shipped"
        )
    head = "region" if regions else "set in" if aside else "source"
    rows = [("parameter", "value", "unit", "low - high", "confidence", head)]
    for setting in settings:
        last = setting.region if regions else place(setting) if aside else setting.source
        if not setting.offered:
            last = "; ".join(filter(None, (last, "only the reference has this row")))
        unit = "" if isinstance(setting.value, str) else stated_unit(setting.value.unit, (), "en").words
        rows.append(
            (setting.address, brief(setting.value), unit, spread(setting.value), setting.confidence, last)
        )
    return "\n".join(columns(rows, "<<<<<<"))


def brief(value: Quantity | str) -> str:
    """A value on a few cells: a path by its first and last point."""
    if isinstance(value, str):
        return value
    if not value.years:
        return stated(value.central[0])
    first, last = stated(value.central[0]), stated(value.central[-1])
    if len(value.years) == 1:
        return f"{first} ({value.years[0]})"
    return f"{first} ({value.years[0]}) to {last} ({value.years[-1]})"


def spread(value: Quantity | str) -> str:
    """The range of a constant, or of the last point of a path."""
    if isinstance(value, str) or value.low is None or value.high is None:
        return ""
    return f"{stated(value.low[-1])} - {stated(value.high[-1])}"


def place(setting: Setting) -> str:
    """Where a value was set: file and line, or shipped table and row."""
    origin = setting.origin
    if origin.row:
        return f"{origin.file}, row {origin.row} (as shipped)"
    return f"{origin.file}:{origin.line}:{origin.column}" if origin.line else origin.file


def setting_fields(setting: Setting) -> dict[str, Any]:
    """A setting for machines."""
    value, definition, source = setting.value, setting.definition, _source(setting)
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


def _region(setting: Setting, scenario: Scenario) -> str:
    """The region that a number is of."""
    if isinstance(setting.value, str):
        return ""
    if not setting.region:
        return "any: it holds whatever the region"
    if setting.region == scenario.region:
        return setting.region
    return f"{setting.region}, not {scenario.region}, which the scenario is of"


def _distribution(value: Quantity | str) -> str | dict[str, list[float]] | None:
    if isinstance(value, str) or value.low is None:
        return None
    if isinstance(value.distribution, Discrete):
        return {"values": list(value.distribution.values), "weights": list(value.distribution.weights)}
    return value.distribution


def _meaning(value: Quantity) -> str:
    """What low and high are."""
    if not isinstance(value.distribution, Discrete):
        return RANGES[value.distribution]
    values, weights = value.distribution.values, value.distribution.weights
    pairs = zip(values, weights, strict=True)
    return "one of " + ", ".join(f"{stated(value)} with weight {stated(weight)}" for value, weight in pairs)


def _facts(setting: Setting) -> Iterator[tuple[str, str]]:
    """Label and text of what is known; what is not known is left out, but for the source."""
    value, definition = setting.value, setting.definition
    if not setting.offered:
        yield "row", "only the reference has it: the plan has nothing of it"
    if isinstance(value, str):
        yield "value", value
    else:
        unit = definition.unit
        yield "value", f"path, {value.interpolation}" if value.years else f"{stated(value.central[0])} {unit}"
        if not value.years and value.low is not None:
            yield "range", f"{spread(value)} {unit} ({_meaning(value)})"
        elif value.low is None:
            yield "range", "none stated: the same in every draw"
        elif value.distribution != NORMAL:
            yield "range", _meaning(value)
        yield "unit", unit
        yield "written as", written(setting)
    yield "allowed", _allowed(definition)
    yield "role", ROLES.get(definition.role, definition.role) if setting.offered else OF_REFERENCE
    path = len(setting.records) > 1
    yield "confidence", f"{setting.confidence} (that of its least sure point)" if path else setting.confidence
    if not path:  # the points of a shipped path have each their own
        yield "source", _source_text(setting)
        yield "data year", setting.data_year
        yield "boundary", setting.boundary
        yield "note", setting.note
    yield "set in", place(setting)
    yield "table", looked_up(setting)


def _points(value: Quantity) -> list[str]:
    """The points of a path, with their range."""
    low, high = value.low or (), value.high or ()
    head = [("year", "value", "low", "high")] if low else [("year", "value")]
    rows = [
        (
            str(year),
            stated(value.central[number]),
            *((stated(low[number]), stated(high[number])) if low else ()),
        )
        for number, year in enumerate(value.years)
    ]
    return columns([*head, *rows], "<" + ">" * (len(head[0]) - 1))


def _allowed(definition: Definition) -> str:
    if definition.kind == "option":
        return " | ".join(definition.options)
    if definition.kind == "text":
        return "any text"
    low = "" if definition.minimum is None else f"from {stated(definition.minimum)}"
    high = "" if definition.maximum is None else f"to {stated(definition.maximum)}"
    return f"{low} {high}".strip() or "any number"


def _source(setting: Setting) -> Source | None:
    return sources().get(setting.source)


def _source_text(setting: Setting) -> str:
    source = _source(setting)
    if source is None:
        return setting.source or "none"
    parts = (source.title, source.organisation, source.year, source.url)
    return f"{setting.source}: " + ", ".join(part for part in parts if part)
