"""Values drawn from the bounds of a definition: numbers at and between its ends, ranges, paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from carbonsim.core.distributions import DISTRIBUTIONS, LOG_NORMAL
from carbonsim.scenario.quantity import INTERPOLATIONS, Definition, Setting

Generator = np.random.Generator
Tree = dict[str, Any]

#: Ends of what is drawn, where other parameters leave less than the definition: what lies beyond is refused
#: for a reason that one glance at the file shows, and hides what the rest of the file would do.
LEAST = {
    "freight.past_sales": 1.0,
    "nev.powertrains.*.electricity_use": 0.1,
    "nev.powertrains.*.battery_capacity": 0.1,
    "nev.powertrains.*.range": 1.0,
    "freight.powertrains.*.battery_capacity": 1.0,
    "freight.powertrains.*.tank_energy": 1.0,
    "steel.demand": 400.0,
}
MOST = {"steel.plants.*.capacity": 20.0, "steel.routes.*.coal_rate": 200.0}
#: Whole numbers, or one of two: a range has no meaning.
WHOLE = (".maximum_age", "_year", ".electric_drive")
#: Kinds of numbers, and how often each is drawn.
KINDS = {
    "low": 0.12,
    "high": 0.1,
    "near low": 0.1,
    "near high": 0.08,
    "logarithmic": 0.1,
    "between": 0.15,
    "usual": 0.35,
}


def bounds(definition: Definition) -> tuple[float, float]:
    """The least and the greatest that is drawn."""
    low, high = definition.minimum, definition.maximum
    assert low is not None and high is not None
    return max(low, LEAST.get(definition.pattern, low)), min(high, MOST.get(definition.pattern, high))


def number(generator: Generator, setting: Setting) -> float:
    """A number at an end of what is allowed, near one, anywhere between, or about the shipped value."""
    low, high = bounds(setting.definition)
    usual = float(setting.value.central[0])
    if setting.definition.pattern.endswith(".electric_drive"):
        return float(generator.integers(2))
    span = high - low
    value = {
        "low": lambda: low,
        "high": lambda: high,
        "near low": lambda: low + span * 10.0 ** generator.uniform(-12, -2),
        "near high": lambda: high - span * 10.0 ** generator.uniform(-12, -2),
        "logarithmic": lambda: _logarithmic(generator, low, high),
        "between": lambda: generator.uniform(low, high),
        "usual": lambda: usual * generator.uniform(0.3, 2.5),
    }[str(generator.choice(list(KINDS), p=list(KINDS.values())))]()
    value = float(min(max(value, low), high))
    return float(round(value)) if setting.definition.pattern.endswith(WHOLE) else value


def _logarithmic(generator: Generator, low: float, high: float) -> float:
    """Uniform in logarithms between positive ends; of ends of both signs, of either."""
    if low < 0 < high:
        return (
            _logarithmic(generator, 0.0, high)
            if generator.random() < 0.5
            else -_logarithmic(generator, 0.0, -low)
        )
    if high <= 0:
        return -_logarithmic(generator, -high, -low)
    return float(np.exp(generator.uniform(np.log(low or high * 1e-9), np.log(high))))


def quantity(
    generator: Generator, setting: Setting, years: tuple[int, int], path: bool | None = None
) -> Tree:
    """A constant or a path as a file states it, with a range or without."""
    definition = setting.definition
    if path is None:
        path = definition.varies and generator.random() < 0.4
    stated: Tree = {"unit": definition.unit}
    if path:
        first, last = years
        at = sorted({first, int(generator.integers(first, last + 1)), last + int(generator.integers(0, 4))})
        stated["path"] = {year: number(generator, setting) for year in at}
        stated["interpolation"] = str(generator.choice(INTERPOLATIONS))
    else:
        stated["value"] = number(generator, setting)
    if generator.random() < 0.5 and not definition.pattern.endswith(WHOLE):
        return ranged(generator, definition, stated)
    return stated


def ranged(generator: Generator, definition: Definition, stated: Tree) -> Tree:
    """The same with a range, which may reach to the ends of what is allowed, of any distribution."""
    low, high = bounds(definition)

    def ends(value: float) -> tuple[float, float]:
        width = generator.choice([0.1, 0.3, 1.0])
        least = max(low, value - abs(value) * width * generator.random())
        most = min(high, value + abs(value) * width * generator.random())
        if generator.random() < 0.15:
            least = low
        if generator.random() < 0.1:
            most = high
        return float(least), float(most)

    if "value" in stated and generator.random() < 0.1:
        apart = (end for end in ends(stated["value"]) if not np.isclose(end, stated["value"], rtol=1e-6))
        values = sorted({*apart, stated["value"]})
        weights = [int(weight) for weight in generator.integers(0, 4, size=len(values))]
        weights[int(generator.integers(len(values)))] = 1
        return stated | {"distribution": {"values": values, "weights": weights}}
    if "path" in stated:
        both = {year: ends(value) for year, value in stated["path"].items()}
        least, most = ({year: pair[end] for year, pair in both.items()} for end in (0, 1))
        smallest = min((*least.values(), *stated["path"].values()))
    else:
        least, most = ends(stated["value"])
        smallest = least
    names = [name for name in DISTRIBUTIONS if name != LOG_NORMAL or smallest > 0]
    stated = stated | {"low": least, "high": most}
    return stated | {"distribution": str(generator.choice(names))} if generator.random() < 0.6 else stated


def shares(generator: Generator, count: int) -> list[float]:
    """Shares that add up to 1, often with some that are 0 or one that is all."""
    if count == 0:
        return []
    weights = generator.dirichlet([float(generator.choice([0.1, 1.0, 10.0]))] * count)
    weights[weights < 1e-6] = 0.0
    return [float(weight) for weight in weights / weights.sum()]


def scaled(setting: Setting, factor: float, first: int) -> Tree:
    """The shipped path times a factor, inside what is allowed, from a year on or before it."""
    low, high = bounds(setting.definition)
    path = dict(zip(setting.value.years, setting.value.central, strict=True))
    if first < setting.value.years[0]:
        path = {first: setting.value.central[0], **path}
    return {
        "path": {year: float(min(max(value * factor, low), high)) for year, value in path.items()},
        "unit": setting.definition.unit,
        "interpolation": setting.value.interpolation,
    }


def put(tree: Tree, key: str, value: Any) -> None:
    """Enter a value at a dotted key; nothing below a row that is removed."""
    *sections, last = key.split(".")
    for section in sections:
        tree = tree.setdefault(section, {})
        if not isinstance(tree, Mapping):
            return
    tree[last] = value


def at(tree: Tree, key: str) -> Any:
    """What a tree has at a dotted key, or None."""
    value: Any = tree
    for section in key.split("."):
        value = value.get(section) if isinstance(value, Mapping) else None
    return value
