"""Names that tests of pages of studies share, and how parts of a page are found."""

from __future__ import annotations

from dataclasses import replace

YEARS = "years=[2023, 2036]"
EVIL = "</script><b>\u202e"
REDUCTION = "Cumulative Emission Reduction|CO2|Transportation|Truck"
OPERATIONAL = "Emissions|CO2|Energy|Demand|Transportation|Truck [Operational]"
KINDS = ("audit", "compare", "sensitivity", "corridor", "backtest")


def named(scenario, name, title):
    """A scenario under another name and title."""
    return replace(scenario, name=name, title={"en": title, "zh": title})


def chart_of(page, key):
    (found,) = (one for one in page["charts"] if one["id"] == key)
    return found


def section_of(page, key):
    (found,) = (one for one in page["sections"] if one["id"] == key)
    return found


def pairs(data):
    """All texts that differ by language."""
    if isinstance(data, dict):
        if set(data) == {"en", "zh"}:
            yield data
        for value in data.values():
            yield from pairs(value)
    elif isinstance(data, list):
        for value in data:
            yield from pairs(value)
