"""Hints from a price or a factor of a volume or a mass of fuel to that of its heat, and back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from carbonsim.reference.rows import Row, read_rows
from carbonsim.scenario.units import UnitError, convert

FILE = "heating_values.csv"
COLUMNS = ("fuel", "name", "value", "unit", "parameter", "note")


@cache
def heating_values() -> tuple[Row, ...]:
    """Fuels with their heating values; the first whose word stands in a key is the fuel of the parameter."""
    return tuple(read_rows(files("carbonsim.reference") / FILE, FILE, COLUMNS))


def by_heat(number: float, unit: str, target: str, key: str) -> str:
    """The same number by the heating value of the fuel that a key speaks of; nothing where none is known.

    Examples
    --------
    >>> by_heat(3.3, "CNY/Nm3", "CNY/GJ", "steel.prices.natural_gas")
    '3.3 CNY/Nm3 is 91.16 CNY/GJ with 36.2 MJ/Nm3 of natural gas'
    >>> by_heat(3.3, "CNY/Nm3", "CNY/GJ", "steel.prices.scrap"), by_heat(1.0, "km", "CNY/GJ", "natural_gas")
    ('', '')
    """
    row = next((row for row in heating_values() if row.text("fuel") in key), None)
    if row is None:
        return ""
    heat = f"{row.text('value')} {row.text('unit')}"
    for way in _ways(unit, heat):
        try:
            same = f"{convert(number, way, target):.4g} {target}"
            return f"{number:g} {unit} is {same} with {heat} of {row.text('name')}"
        except UnitError:
            continue
    return ""


def _ways(unit: str, heat: str) -> Iterator[str]:
    yield f"({unit})/({heat})"
    yield f"({unit})*({heat})"
