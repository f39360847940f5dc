"""The register of Sobol dimensions: a parameter's dimension is given once and never moves.

``python -m carbonsim.engine.dimensions`` (`make dimensions`) adds what is missing at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from carbonsim.engine.catalogue import catalogue, load_scenario
from carbonsim.reference.rows import index_rows, read_rows
from carbonsim.scenario.places import shipped_scenarios

COLUMNS = ("dimension", "name")
FILE = "engine/dimensions.csv"


@cache
def dimensions() -> Mapping[str, int]:
    """Dimension of each registered parameter, from 0, by what its draws are keyed by.

    Raises
    ------
    DataError
        If a name occurs twice, or the dimensions do not count up from 0.
    """
    rows = read_rows(files("carbonsim.engine") / "dimensions.csv", FILE, COLUMNS)
    for number, row in enumerate(rows):
        if row.integer("dimension") != number:
            raise row.broken(f"dimension: found {row['dimension']}, expected {number}")
    return index_rows(rows, lambda row: (row.text("name"), row.integer("dimension")))


def drawable() -> tuple[str, ...]:
    """What may be drawn in the shipped scenarios: that which has a range in one of them first.

    What each year has a draw of its own for is not among it, nor what is never drawn.
    """
    settings = [
        setting
        for name in shipped_scenarios()
        for setting in load_scenario(name).settings.values()
        if not isinstance(setting.value, str)
    ]
    settings += [setting for setting in catalogue().defaults.values() if not isinstance(setting.value, str)]
    settings = [setting for setting in settings if setting.definition.drawn and not setting.definition.yearly]
    settings.sort(key=lambda setting: not setting.ranged)
    return tuple(dict.fromkeys(setting.draw_name for setting in settings))


def missing() -> tuple[str, ...]:
    """What may be drawn and has no dimension yet."""
    known = dimensions()
    return tuple(name for name in drawable() if name not in known)


def append(path: Path) -> None:
    """Add what is missing to the register, behind all that is there."""
    first = len(dimensions())
    lines = (f"{first + number},{name}\n" for number, name in enumerate(missing()))
    with path.open("a", encoding="utf-8", newline="") as register:
        register.writelines(lines)


if __name__ == "__main__":
    append(Path(str(files("carbonsim.engine"))) / "dimensions.csv")
