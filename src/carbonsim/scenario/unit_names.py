"""The names of units, each with its factor to the base of its dimension: definitions, not data.

Bases: m, kg, s, J, Nm3, VA, CNY of 2023. CO2 and CO2e are markers that turn a mass into a mass of that
gas: tonnes of CO2, of CO2e and of anything else never convert into each other. Vehicles, swaps, stations,
blocks and round trips are dimensions of their own, so that CNY per truck is not CNY per station. Standard
coal (``kgce``, ``tce``) is energy by its heat, so that 1 kWh of electricity is 3.6 MJ of it: the coal that
generation takes is another figure, and is not converted into.
"""

from __future__ import annotations

from fractions import Fraction

from carbonsim.core.conversions import LITRES_PER_BARREL, MJ_PER_KGCE

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
}

_DAY = 86400
_YEAR = 365 * _DAY
_PREFIXES = {"k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18}


def _simple() -> dict[str, tuple[Fraction, Dimension]]:
    """Units of one dimension: name -> factor and dimension."""
    things = {
        "vehicle": ("vehicle", "vehicles", "truck", "trucks", "car", "cars"),
        "swap": ("swap", "swaps"),
        "station": ("station", "stations"),
        "block": ("block", "blocks"),
        "trip": ("round_trip", "round_trips", "trip", "trips"),
    }
    spans = {"s": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600, "d": _DAY, "day": _DAY}
    times: dict[str, Fraction | int] = {**spans, "month": Fraction(_YEAR, 12), "year": _YEAR}
    times |= {f"{name}s": times[name] for name in ("minute", "hour", "day", "month", "year")}
    times |= {"yr": _YEAR, "a": _YEAR}
    coal = Fraction(str(MJ_PER_KGCE)) * 10**6
    table: dict[str, dict[str, Fraction | int]] = {
        "length": {"m": 1, "km": 1000, "cm": Fraction(1, 100), "mm": Fraction(1, 1000)},
        "mass": {"mg": Fraction(1, 10**6), "g": Fraction(1, 1000), "kg": 1, "t": 1000},
        "time": times,
        "energy": {"J": 1, "Wh": 3600, "gce": coal / 1000, "kgce": coal, "tce": coal * 1000},
        "apparent power": {"VA": 1, "kVA": 10**3, "MVA": 10**6},
        "normal volume": {"Nm3": 1},
    }
    named: dict[str, tuple[Fraction, Dimension]] = {
        name: (Fraction(factor), {dimension: 1})
        for dimension, units in table.items()
        for name, factor in units.items()
    }
    named |= {name: (Fraction(1), {thing: 1}) for thing, names in things.items() for name in names}
    for unit, prefixes in {"t": "kMG", "tce": "kMG", "J": "kMGTPE", "Wh": "kMGTPE"}.items():
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
        "barrel": (Fraction(str(LITRES_PER_BARREL)) / 1000, {"length": 3}),
        "tkm": (Fraction(10**6), {"mass": 1, "length": 1}),
        "vkm": (Fraction(1000), {"vehicle": 1, "length": 1}),
        "%": (Fraction(1, 100), {}),
        "count": (Fraction(1), {}),
        "-": (Fraction(1), {}),
    }


NAMED: dict[str, tuple[Fraction, Dimension]] = _simple() | _compound()
