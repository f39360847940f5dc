"""The levers of a scenario in words, and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from carbonsim.cli.settings import brief
from carbonsim.report.numbers import stated
from carbonsim.report.parameter_names import lever_title
from carbonsim.report.texts import say
from carbonsim.scenario.levers import Lever


def lever_lines(levers: Sequence[Lever], language: str) -> Iterator[str]:
    """Each lever with its ends, and what it makes of each parameter."""
    if not levers:
        yield say("nothing: the scenario has no levers", language)
    for lever in levers:
        yield f"{lever.name}: {lever_title(lever)[language]}"
        ends = (_setting(lever, end) for end in (lever.low, lever.high))
        yield "  " + say("from {} to {}, {} points", language).format(*ends, lever.steps)
        for key, on in lever.on.items():
            unit = "" if on.unit == "1" else f" {on.unit}"
            values = (brief(value, language) for value in (lever.own[key], on))
            words = say("{}: {} as it is, {}{} as the lever sets it", language)
            yield "  " + words.format(key, *values, unit)
        place = lever.origin
        yield "  " + say("set in {}", language).format(f"{place.file}:{place.line}:{place.column}")


def lever_fields(lever: Lever) -> dict[str, Any]:
    """A lever for machines."""
    return {
        "name": lever.name,
        "title": dict(lever.title),
        "unit": lever.unit,
        "in_unit": lever.in_unit,
        "low": lever.low,
        "high": lever.high,
        "base": lever.base,
        "target": lever.target,
        "steps": lever.steps,
        "set": {
            key: {"years": list(on.years), "value": list(on.central), "unit": on.unit}
            for key, on in lever.on.items()
        },
    }


def _setting(lever: Lever, setting: float) -> str:
    """A setting of a lever with its unit."""
    if not lever.in_unit:
        return f"{stated(100 * setting)} %"
    return stated(setting) if lever.unit == "1" else f"{stated(setting)} {lever.unit}"
