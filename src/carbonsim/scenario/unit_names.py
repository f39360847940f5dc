"""The names of units, each with its factor to the base of its dimension: definitions, not data.

Bases: m, kg, s, J, Nm3, VA, CNY of 2023. CO2 and CO2e are markers that turn a mass into a mass of that
gas: tonnes of CO2, of CO2e and of anything else never convert into each other. Vehicles, swaps, stations,
blocks and round trips are dimensions of their own, so that CNY per truck is not CNY per station.
"""

from __future__ import annotations

from fractions import Fraction

#: Dimension -> power.
Dimension = dict[str, int]

#: What is counted in whole things; a plain number or ``count`` may stand for one of these alone.
COUNTED = ("vehicle", "swap", "station", "block", "trip")
#: Markers that belong to the mass in front of them: ``CNY/t CO2`` is CNY per (tonne of CO2).
SPECIES = {"CO2": "CO2", "CO2e": "CO2e", "CO2-equiv": "CO2e"}
MASSES = ("mg", "g", "kg", "t", "kt", "Mt", "Gt")
#: Words that scale what follows. M and k do so only before money, counted things and tkm.
SCALES = {"thousand": 10**3, "million": 10**6, "bn": 10**9, "billion": 10**9}
LETTER_SCALES = {"k": 10**3, "M": 10**6}
CURRENCIES = ("CNY", "USD", "EUR")
#: What people write, and what is meant.
OFTEN_MEANT = {
    "RMB": "CNY",
    "yuan": "CNY",
    "元": "CNY",
    "¥": "CNY",
    "$": "USD_2024",
    "€": "EUR_2024",
    "CO2eq": "CO2e",
    "CO2-eq": "CO2e",
    "co2": "CO2",
    "co2e": "CO2e",
    "tonne": "t",
    "tonnes": "t",
    "ton": "t",
    "tons": "t",
    "y": "yr",
    "litre": "L",
    "liter": "L",
    "percent": "%",
    "pct": "%",
    "吨": "t",
    "辆": "truck",
    "年": "yr",
}

_DAY = 86400
_YEAR = 365 * _DAY
_PREFIXES = {"k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18}


def _simple() -> dict[str, tuple[Fraction, Dimension]]:
    """Units of one dimension: name -> factor and dimension."""
    table: dict[str, dict[str, Fraction | int]] = {
        "length": {"m": 1, "km": 1000, "cm": Fraction(1, 100), "mm": Fraction(1, 1000)},
        "mass": {"mg": Fraction(1, 10**6), "g": Fraction(1, 1000), "kg": 1, "t": 1000},
        "time": {"s": 1, "min": 60, "minute": 60, "minutes": 60, "h": 3600, "hour": 3600, "hours": 3600}
        | {"d": _DAY, "day": _DAY, "days": _DAY, "month": Fraction(_YEAR, 12), "months": Fraction(_YEAR, 12)}
        | {"yr": _YEAR, "a": _YEAR, "year": _YEAR, "years": _YEAR},
        "energy": {"J": 1, "Wh": 3600},
        "apparent power": {"VA": 1, "kVA": 10**3, "MVA": 10**6},
        "normal volume": {"Nm3": 1},
        "vehicle": dict.fromkeys(("vehicle", "vehicles", "truck", "trucks", "car", "cars"), 1),
        "swap": {"swap": 1, "swaps": 1},
        "station": {"station": 1, "stations": 1},
        "block": {"block": 1, "blocks": 1},
        "trip": {"round_trip": 1, "round_trips": 1, "trip": 1, "trips": 1},
    }
    named = {
        name: (Fraction(factor), {dimension: 1})
        for dimension, units in table.items()
        for name, factor in units.items()
    }
    for unit, prefixes in {"t": "kMG", "J": "kMGTPE", "Wh": "kMGTPE"}.items():
        factor, dimension = named[unit]
        named |= {prefix + unit: (factor * _PREFIXES[prefix], dimension) for prefix in prefixes}
    return named


def _compound() -> dict[str, tuple[Fraction, Dimension]]:
    """Units of several dimensions, of a power, or of none."""
    power: Dimension = {"energy": 1, "time": -1}
    watts = {prefix + "W": (Fraction(_PREFIXES.get(prefix, 1)), power) for prefix in ("", *"kMGT")}
    return watts | {
        "m2": (Fraction(1), {"length": 2}),
        "m3": (Fraction(1), {"length": 3}),
        "L": (Fraction(1, 1000), {"length": 3}),
        "l": (Fraction(1, 1000), {"length": 3}),
        "tkm": (Fraction(10**6), {"mass": 1, "length": 1}),
        "vkm": (Fraction(1000), {"vehicle": 1, "length": 1}),
        "%": (Fraction(1, 100), {}),
        "count": (Fraction(1), {}),
        "-": (Fraction(1), {}),
    }


NAMED: dict[str, tuple[Fraction, Dimension]] = _simple() | _compound()
