"""Everything known about a parameter of a scenario in words: value, range, role, evidence and source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from carbonsim.cli.provenance import looked_up, path_rows, written
from carbonsim.cli.settings import known_source, place, spread
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
from carbonsim.engine.deciding_check import EVIDENCE
from carbonsim.reference.regions import region_in
from carbonsim.report.layout import columns, pad, wrap
from carbonsim.report.numbers import stated
from carbonsim.report.parameter_names import name_in_chinese, value_in_chinese
from carbonsim.report.texts import say
from carbonsim.report.texts_units import ratio_words
from carbonsim.report.wording import enumerated
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


def full_text(setting: Setting, scenario: Scenario, language: str) -> str:
    """Everything known about a parameter of a scenario, over several lines.

    Its unit is told as files state it, in Chinese with its words.
    """
    name = setting.definition.description
    if language == "zh":
        name = name_in_chinese(scenario.settings, setting.address, in_full=True)
    lines = [setting.address, *wrap(name, indent=INDENT)]
    facts = (
        *_facts(setting, scenario, language),
        ("region", _region(setting, scenario, language)),
        ("as drawn", drawn_text(setting, scenario, language)),
    )
    for label, text in facts:
        if not text:
            continue
        start = INDENT + pad(say(label, language), LABEL)
        lines += wrap(text, indent=" " * (len(INDENT) + LABEL), first=start)
        if label == "value" and isinstance(setting.value, Quantity) and setting.value.years:
            lines += [" " * (len(INDENT) + LABEL) + line for line in _points(setting.value, language)]
    lines += path_rows(setting, INDENT, language)
    return "\n".join(lines)


def _facts(setting: Setting, scenario: Scenario, language: str) -> Iterator[tuple[str, str]]:
    """Label and text of what is known; what is not known is left out, but for the source."""
    told = partial(say, language=language)
    value, definition = setting.value, setting.definition
    if not setting.offered:
        yield "row", told("only the reference has it: the plan has nothing of it")
    if isinstance(value, str):
        yield "value", _option(scenario, setting.address, value, language)
    else:
        yield from _range(value, definition.unit, language)
        yield "unit", _unit(definition.unit, language)
        yield "written as", written(setting)
    yield "allowed", _allowed(definition, language)
    yield "role", told(ROLES.get(definition.role, definition.role) if setting.offered else OF_REFERENCE)
    path = len(setting.records) > 1
    level = EVIDENCE.get(setting.confidence, setting.confidence) if language == "zh" else setting.confidence
    yield "confidence", told("{} (that of its least sure point)").format(level) if path else level
    if not path:  # the points of a shipped path have each their own
        yield "source", _source_text(setting, language)
        yield "data year", setting.data_year
        yield "boundary", setting.boundary
        yield "note", setting.note
    yield "set in", place(setting, language)
    yield "table", looked_up(setting, language)


def _range(value: Quantity, unit: str, language: str) -> Iterator[tuple[str, str]]:
    """Value and range of a quantity."""
    told = partial(say, language=language)
    if value.years:
        yield "value", told(f"path, {value.interpolation}")
    else:
        yield "value", f"{stated(value.central[0])} {unit}"
    if not value.years and value.low is not None:
        yield "range", f"{spread(value)} {unit} ({_meaning(value, language)})"
    elif value.low is None:
        yield "range", told("none stated: the same in every draw")
    elif value.distribution != NORMAL:
        yield "range", _meaning(value, language)


def _unit(unit: str, language: str) -> str:
    words = ratio_words(unit) if language == "zh" else ""
    return f"{unit}（{words}）" if words not in ("", unit) else unit


def _option(scenario: Scenario, key: str, value: str, language: str) -> str:
    """An option or a text, in Chinese with what it says."""
    words = value_in_chinese(scenario.settings, key, value) if language == "zh" else value
    return value if words == value else f"{value}（{words}）"


def _region(setting: Setting, scenario: Scenario, language: str) -> str:
    """The region that a number is of."""
    if isinstance(setting.value, str):
        return ""
    if not setting.region:
        return say("any: it holds whatever the region", language)
    here, there = (region_in(region, language) for region in (scenario.region, setting.region))
    if setting.region == scenario.region:
        return here
    return say("{}, not {}, which the scenario is of", language).format(there, here)


def _meaning(value: Quantity, language: str) -> str:
    """Meaning of low and high."""
    if not isinstance(value.distribution, Discrete):
        return say(RANGES[value.distribution], language)
    pairs = zip(value.distribution.values, value.distribution.weights, strict=True)
    each = say("{} with weight {}", language)
    parts = (each.format(stated(value), stated(weight)) for value, weight in pairs)
    return say("one of {}", language).format(enumerated(parts, language))


def _points(value: Quantity, language: str) -> list[str]:
    """The points of a path, with their range."""
    low, high = value.low or (), value.high or ()
    head = ("year", "value", "low", "high") if low else ("year", "value")
    rows = [
        (
            str(year),
            stated(value.central[number]),
            *((stated(low[number]), stated(high[number])) if low else ()),
        )
        for number, year in enumerate(value.years)
    ]
    heads = tuple(say(word, language) for word in head)
    return columns([heads, *rows], "<" + ">" * (len(head) - 1))


def _allowed(definition: Definition, language: str) -> str:
    told = partial(say, language=language)
    if definition.kind == "option":
        return " | ".join(definition.options)
    if definition.kind == "text":
        return told("any text")
    low = "" if definition.minimum is None else told("from {}").format(stated(definition.minimum))
    high = "" if definition.maximum is None else told("to {}").format(stated(definition.maximum))
    return f"{low} {high}".strip() or told("any number")


def _source_text(setting: Setting, language: str) -> str:
    source = known_source(setting)
    if source is None:
        return setting.source or say("none", language)
    parts = (source.title, source.organisation, source.year, source.url)
    return f"{setting.source}: " + ", ".join(part for part in parts if part)
