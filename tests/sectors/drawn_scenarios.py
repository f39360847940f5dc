"""Scenarios drawn from all that may be set: several parameters at once, at and near their ends, with ranges and rows.

``python -m tests.sectors.drawn_scenarios freight 200`` runs 200 of a sector and says what came of them.
"""

import sys
import tempfile
import traceback
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import yaml

import carbonsim
from carbonsim.engine.catalogue import catalogue
from carbonsim.scenario.places import shipped_scenarios

#: Years of a drawn scenario.
YEARS = 12
#: Parameters whose values hang together over rows or lists: they are drawn with their row alone.
TOGETHER = (
    "share_of_stock",
    "sales_share",
    "past_sales_share",
    "initial_share",
    "past_split",
    "share",
    "filled",
)


def parents(sector):
    """Shipped scenarios that run a sector alone, with a reference or without."""
    loaded = (carbonsim.load_scenario(name) for name in shipped_scenarios())
    return [each for each in loaded if each.sectors == (sector,)]


def drawn_text(sector, number):
    """A scenario file as text."""
    generator = np.random.default_rng([number, *sector.encode()])
    shipped = parents(sector)
    parent = shipped[generator.integers(len(shipped))]
    first = parent.years[0]
    tree = {
        "carbonsim": 1,
        "name": f"drawn-{number}",
        "extends": f"carbonsim:{parent.name}",
        "years": [first, first + int(generator.integers(1, YEARS))],
        "draws": 20,
        "claims": [],
    }
    reference = parent.name if parent.reference is None else parent.reference.name
    if generator.random() < 0.7:
        tree["reference"] = f"carbonsim:{reference}"
    keys = [
        key
        for key, setting in parent.settings.items()
        if key.rpartition(".")[2] not in TOGETHER and not key.startswith("freight.line.")
    ]
    for key in generator.choice(keys, size=generator.integers(1, 9), replace=False):
        put(tree, str(key), drawn_value(generator, parent.settings[str(key)], tree["years"]))
    if generator.random() < 0.4:
        add_row(generator, tree, parent, sector)
    if generator.random() < 0.25:
        remove_row(generator, tree, parent, sector)
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)


def put(tree, key, value):
    *parts, last = key.split(".")
    for part in parts:
        tree = tree.setdefault(part, {})
        if not isinstance(tree, dict):
            return
    tree[last] = value


def drawn_value(generator, setting, years):
    definition = setting.definition
    if definition.kind == "option":
        return str(generator.choice(definition.options))
    if definition.kind == "text":
        return setting.value if "." in setting.value else f"{setting.value} X"
    unit = definition.unit
    value = drawn_number(generator, setting)
    if definition.varies and generator.random() < 0.4:
        at = sorted({years[0], int(generator.integers(years[0], years[1] + 1)), years[1] + 3})
        path = {int(year): drawn_number(generator, setting) for year in at}
        if generator.random() < 0.4:
            return ranged(generator, definition, {"path": path, "unit": unit})
        return {
            "path": path,
            "unit": unit,
            "interpolation": str(generator.choice(["linear", "step", "s-curve"])),
        }
    if generator.random() < 0.6:
        return ranged(generator, definition, {"value": value, "unit": unit})
    return {"value": value, "unit": unit}


def drawn_number(generator, setting):
    """A number at an end of what is allowed, near one, or about the shipped value."""
    definition = setting.definition
    usual = float(setting.value.central[0])
    low = definition.minimum
    high = definition.maximum
    kind = generator.choice(["low", "high", "near low", "near high", "usual", "usual", "usual", "between"])
    span = high - low
    value = {
        "low": low,
        "high": high,
        "near low": low + span * 10.0 ** generator.uniform(-12, -2),
        "near high": high - span * 10.0 ** generator.uniform(-12, -2),
        "usual": usual * generator.uniform(0.3, 2.5),
        "between": low + span * generator.random(),
    }[kind]
    value = min(max(value, low), high)
    if definition.pattern.endswith((".maximum_age", "_year")):
        return float(round(value))
    return float(value)


def ranged(generator, definition, quantity):
    """A quantity with a range that may reach to the ends of what is allowed."""

    def ends(value):
        low = max(definition.minimum, value - abs(value) * generator.random())
        high = min(definition.maximum, value + abs(value) * generator.random())
        if generator.random() < 0.2:
            low = definition.minimum
        if generator.random() < 0.1:
            high = definition.maximum
        return float(low), float(high)

    if definition.pattern.endswith((".maximum_age", "_year", ".electric_drive")):
        return quantity
    if "path" in quantity:
        both = {year: ends(value) for year, value in quantity["path"].items()}
        low, high = ({year: each[end] for year, each in both.items()} for end in (0, 1))
    else:
        low, high = ends(quantity["value"])
    return quantity | {"low": low, "high": high}


FAMILIES = {
    "freight": ("freight.powertrains", "freight.segments"),
    "nev": ("nev.powertrains",),
    "steel": ("steel.routes", "steel.plants", "steel.cases"),
}


def add_row(generator, tree, parent, sector):
    """A row like one that is there, with another name, some values of its own, and nothing of the first year."""
    families = [family for family in FAMILIES[sector] if parent.members(family)]
    family = str(generator.choice(families))
    like = str(generator.choice(parent.members(family)))
    for name in catalogue().attributes(family):
        setting = parent.settings[f"{family}.{like}.{name}"]
        if name == "label":
            value = "A New Row"
        elif name in TOGETHER:
            value = {"value": 0.0, "unit": setting.definition.unit}
        elif isinstance(setting.value, str):
            value = setting.value
        elif generator.random() < 0.3:
            value = drawn_value(generator, setting, tree["years"])
        else:
            value = {"value": float(setting.value.central[-1]), "unit": setting.definition.unit}
        put(tree, f"{family}.new_row.{name}", value)


def remove_row(generator, tree, parent, sector):
    family = str(generator.choice(FAMILIES[sector]))
    rows = parent.members(family)
    if rows:
        put(tree, f"{family}.{generator.choice(rows)}", None)


def outcome(text, folder):
    """What comes of a scenario: "runs", or "refused" with a place; anything else is raised."""
    path = Path(folder) / "drawn.yaml"
    path.write_text(text, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            scenario = carbonsim.load_scenario(path)
        except carbonsim.ScenarioError as error:
            assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems), error
            return "refused"
        try:
            result = carbonsim.run(scenario)
        except carbonsim.ScenarioError as error:
            assert all(problem.line >= 1 and problem.key for problem in error.problems), error
            return "no answer"
    for series in (*result.central.values(), *result.ensemble.values()):
        assert not np.isinf(series).any()
    assert result.left_out.draws <= 1
    return "runs"


def main(sector, count, start=0):
    found = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(start, start + count):
            text = drawn_text(sector, number)
            try:
                found[outcome(text, folder)] += 1
            except Exception as error:
                frame = traceback.extract_tb(error.__traceback__)[-1]
                name = (
                    f"{type(error).__name__}: {str(error)[:150]} ({Path(frame.filename).name}:{frame.lineno})"
                )
                found[name] += 1
                print(number, name, flush=True)
    for name, times in found.most_common():
        print(times, name)


if __name__ == "__main__":
    from carbonsim.engine import loop

    loop.FLOATING = "raise"
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
