"""The units of docstrings: those of the project, each with another one of its dimension."""

import re
from functools import cache

import pint

from carbonsim.scenario.unit_names import NAMED

#: Dimension of `scenario.unit_names` -> its base; things that are counted are their own.
BASES = {
    "length": "m",
    "mass": "kg",
    "time": "s",
    "energy": "J",
    "apparent power": "VA",
    "normal volume": "Nm3",
}
BASES |= {name: name for name in ("vehicle", "swap", "station", "block", "trip")}
#: Further bases. CO2 marks a mass of it, and CO2e is another name of it: what may be added to what is held by
#: `core.carbon`. A fruit stands for any one unit.
FURTHER = ("CNY", "CO2", "kmol", "K", "unit", "fruit")
#: Units that are parts of others, so that each has another one to be told in.
PARTS = {
    "percent": "0.01",
    "mol": "0.001 * kmol",
    "litre_of_gas": "0.001 * Nm3",
    "fen": "0.01 * CNY",
    "dozen": "12 * vehicle",
    "basket": "7 * fruit",
    "gross": "144 * unit",
}
#: Unit -> another of its dimension.
OTHERS = {
    "km": "m",
    "tkm": "kg*km",
    "L": "m3",
    "Nm3": "litre_of_gas",
    "t": "kg",
    "kg": "t",
    "kmol": "mol",
    "yr": "month",
    "h": "min",
    "kWh": "MJ",
    "Wh": "J",
    "MJ": "kWh",
    "GJ": "kWh",
    "kW": "W",
    "GW": "kW",
    "CNY": "fen",
    **dict.fromkeys(("truck", "trucks", "car", "vehicle"), "dozen"),
    "unit": "gross",
    "fruit": "basket",
    "percent": "dimensionless",
}
#: Unit of each definition of `core.conversions`, and of what else is defined in a module.
CONVERSIONS = {
    "KWH_PER_MJ": "kWh/MJ",
    "KWH_PER_GWH": "kWh/GWh",
    "KWH_PER_GJ": "kWh/GJ",
    "MJ_PER_GJ": "MJ/GJ",
    "GJ_PER_TJ": "GJ/TJ",
    "MJ_PER_KGCE": "MJ/kgce",
    "CO2_PER_CARBON": "CO2",
    "LITRES_PER_BARREL": "L/barrel",
    "KW_PER_GW": "kW/GW",
    "TONNES_PER_MEGATONNE": "t/Mt",
    "KILOGRAMS_PER_TONNE": "kg/t",
    "YEAR": "yr",
    "MINUTES_PER_HOUR": "min/h",
    "HOURS_PER_DAY": "h/d",
    "DAYS_PER_YEAR": "d/yr",
    "PERCENT": "percent",
    "HUNDRED_KILOMETRES": "km",
    "HALF_YEAR": "yr",
    "NORMAL_VOLUME": "Nm3/kmol",
    "FEWEST_VEHICLES": "vehicle",
}
#: Words behind a mass or an amount that say of what it is: of CO2 it counts.
_MATTER = re.compile(r"\b(kmol|kg|t|Mt) (CO2e?|C|O|H2|Fe|of slag)\b")
#: How a docstring says that an equation takes any unit, and gives the same one back.
_ANY = ("any", "the same unit", "unit of")


def _registry():
    units = pint.UnitRegistry(None)
    for base in dict.fromkeys((*BASES.values(), *FURTHER)):
        units.define(f"{base} = [{base}]")
    for name, (factor, dimension) in NAMED.items():
        if name.isidentifier() and name not in BASES.values():
            bases = (f"{BASES[base]}**{power}" for base, power in dimension.items())
            units.define(f"{name} = {' * '.join((repr(float(factor)), *bases))}")
    for name, parts in PARTS.items():
        units.define(f"{name} = {parts}")
    return units


UNITS = _registry()


@cache
def unit_of(text):
    """The unit that a docstring means."""
    if text.startswith(_ANY):
        return UNITS.fruit
    text = {"1": "", "t %": "t * percent", "%": "percent"}.get(text, text).replace(" per ", "/")
    return UNITS.Unit(_MATTER.sub(lambda m: f"({m[1]} * CO2)" if m[2].startswith("CO2") else m[1], text))


@cache
def other_unit(unit):
    """Another unit of the same dimension."""
    parts = (f"({OTHERS.get(name, name)})**{power}" for name, power in unit._units.items())
    return UNITS.Unit(" * ".join(("1", *parts)))
