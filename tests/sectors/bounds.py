"""Bounds of what users may set, written down once: ``python -m tests.sectors.bounds`` rewrites the table."""

from __future__ import annotations

import csv
from pathlib import Path

from carbonsim.engine.catalogue import catalogue

TABLE = Path(__file__).parents[1] / "data" / "bounds.csv"
COLUMNS = ("pattern", "unit", "minimum", "maximum")


def bounds_now() -> list[tuple[str, ...]]:
    """Rows of the table as the definitions of drivers and sectors have them, in alphabetical order."""
    numbers = [one for one in catalogue().definitions.values() if one.kind == "quantity"]
    return sorted((one.pattern, one.unit, _written(one.minimum), _written(one.maximum)) for one in numbers)


def bounds_written() -> list[tuple[str, ...]]:
    """Rows of the table as it is."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        header, *rows = (tuple(row) for row in csv.reader(file))
    assert header == COLUMNS
    return rows


def _written(bound: float | None) -> str:
    """All digits of a bound; nothing where there is none."""
    return "" if bound is None else repr(float(bound)).removesuffix(".0")


def main() -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *bounds_now()])


if __name__ == "__main__":
    main()
