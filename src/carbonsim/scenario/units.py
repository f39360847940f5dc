"""Units as planners write them: ``33 L/100km``, ``18 Mt CO2/yr``, ``3 bn CNY``, ``USD_2024/kWh``.

Our own small registry, because the common ones read ``33 L/100km`` as 0.33 km L, ``500 kt`` as knots and a
year as 365.25 days. The grammar:

* ``/`` divides by the next factor alone, a space, ``*`` or ``·`` multiplies, ``^`` raises to a whole power;
* a number, ``bn``, ``million`` or ``thousand`` belongs to the factor behind it (``L/100 km``,
  ``CNY/bn tkm``), and ``CO2`` or ``CO2e`` to the mass before it (``CNY/t CO2``);
* ``CNY`` is the CNY of 2023. ``CNY_2020`` is deflated; ``USD_2024`` is exchanged into CNY of its year and
  then deflated as CNY. A currency other than CNY needs its year;
* ``kgce`` and ``tce`` (with k, M, G) are standard coal by its heat, an energy as PJ is;
* words and scales in Chinese (``元/度``, ``万吨/年``) are those of `unit_chinese`;
* vehicles, swaps, stations, blocks and round trips are dimensions of their own. A plain number or ``count``
  may stand for one of them, alone or per time: ``300``, ``300 count``, ``0.3 thousand`` for 300 stations.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from carbonsim.core.types import Array
from carbonsim.scenario.number_signs import instead, no_number
from carbonsim.scenario.problems import shown
from carbonsim.scenario.unit_chinese import scaled
from carbonsim.scenario.unit_names import COUNTED, SPECIES, Dimension
from carbonsim.scenario.unit_parser import UnitError, UnitParser

__all__ = [
    "Unit",
    "UnitError",
    "convert",
    "counts_things",
    "parse_unit",
    "parse_value",
    "takes_plain_numbers",
]

FloatOrArray = TypeVar("FloatOrArray", float, Array)
_LONGEST_UNIT = 80
_YEARLY = "/yr"
#: Units of what is counted in a year, such as sales.
_COUNTS = ("count", "thousand", "million")
_LONGEST_NUMBER = 50
#: No figure is larger, and none but 0 smaller than one over it: with any unit it fits into a double.
LARGEST_NUMBER = 1e100
_NUMBER = re.compile(r"([+-]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(.*)", re.DOTALL | re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?\.?(inf|infinity|nan)\b", re.IGNORECASE)
_LEADING_ZERO = re.compile(r"[+-]?0\d")


@dataclass(frozen=True)
class Unit:
    """A unit: its exact ratio to the base units, and the powers of its dimensions."""

    ratio: Fraction
    dimension: Dimension

    @property
    def factor(self) -> float:
        """Size in base units."""
        return float(self.ratio)


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit:
    """Read a unit.

    Parameters
    ----------
    text : str
        A unit such as ``kg CO2e/kWh``; an empty text, ``1`` and ``-`` are the unit of a plain number.

    Returns
    -------
    Unit

    Raises
    ------
    UnitError
        If it is no unit; its hint says which may have been meant.

    Examples
    --------
    >>> parse_unit("L/100km").factor
    1e-08
    >>> parse_unit("Mt CO2/yr").dimension
    {'mass': 1, 'CO2': 1, 'time': -1}
    """
    if len(text) > _LONGEST_UNIT:
        raise UnitError(f"the unit {shown(text)!r} is too long")
    return Unit(*UnitParser(text).parse())


def convert(value: FloatOrArray, from_unit: str, to_unit: str) -> FloatOrArray:
    """Convert between units of one dimension.

    Parameters
    ----------
    value : float or array [from_unit]
        What to convert.
    from_unit, to_unit : str
        Units as `parse_unit` reads them.

    Returns
    -------
    float or array [to_unit]

    Raises
    ------
    UnitError
        If a unit is unknown or the dimensions differ.

    Examples
    --------
    >>> convert(33.0, "L/100km", "L/km")
    0.33
    >>> convert(18.0, "Mt CO2/yr", "t CO2/yr")
    18000000.0
    """
    numerator, denominator = _ratio(from_unit, to_unit)
    return value * numerator / denominator


@lru_cache(maxsize=4096)
def _ratio(from_unit: str, to_unit: str) -> tuple[float, float]:
    """What to multiply by and then to divide by: both exact where they can be, so that 7 % is 0.07."""
    source, target = parse_unit(from_unit), parse_unit(to_unit)
    counts = "%" not in from_unit + to_unit and _is_count_of(source, target)
    if source.dimension != target.dimension and not counts:
        raise UnitError(
            f"found {_name(from_unit)}, expected {to_unit or 'a plain number'}", _why(source, target)
        )
    ratio = source.ratio / target.ratio
    return float(ratio.numerator), float(ratio.denominator)


def _is_count_of(left: Unit, right: Unit) -> bool:
    """Whether one is a number, or a number per time, and the other the same of counted things."""
    difference = dict(left.dimension.items() ^ right.dimension.items())
    rest = dict(left.dimension.items() & right.dimension.items())
    things = [power for name, power in difference.items() if name in COUNTED]
    return len(difference) == 1 and things == [1] and set(rest) <= {"time"}


@lru_cache(maxsize=4096)
def takes_plain_numbers(unit: str) -> bool:
    """Whether a number without a unit can only mean one thing: a ratio, or a count of things.

    Examples
    --------
    >>> takes_plain_numbers("station"), takes_plain_numbers("%"), takes_plain_numbers("CNY/L")
    (True, False, False)
    """
    parsed = parse_unit(unit)
    things = list(parsed.dimension.items())
    counted = len(things) == 1 and things[0][0] in COUNTED and things[0][1] == 1
    return parsed.ratio == 1 and (not things or counted)


@lru_cache(maxsize=4096)
def counts_things(unit: str) -> bool:
    """Whether a unit is that of a count of things, which a number without one is taken for.

    Examples
    --------
    >>> counts_things("station"), counts_things("1"), counts_things("kg/kg"), counts_things("truck/yr")
    (True, False, False, False)
    """
    return takes_plain_numbers(unit) and bool(parse_unit(unit).dimension)


def _name(unit: str) -> str:
    return shown(unit) if unit else "a number without a unit"


def _why(found: Unit, expected: Unit) -> str:
    """What the two dimensions have to do with each other, where that helps."""
    gases = set(SPECIES.values())
    left = {gas for gas in found.dimension if gas in gases}
    right = {gas for gas in expected.dimension if gas in gases}
    if left and right and left != right:
        return "CO2 and CO2e are never converted into each other"
    if right and not left:
        return f"say which gas: {' and '.join(sorted(right))}"
    return ""


def divided(unit: str, by: str) -> str:
    """A unit over another one, as text.

    Examples
    --------
    >>> divided("Mt CO2/yr", "billion tkm/yr"), divided("bn CNY/yr", "million"), divided("CNY", "t/truck")
    ('Mt CO2/billion tkm', 'bn CNY/yr/million', 'CNY/t truck')
    """
    if unit.endswith(_YEARLY) and by.endswith(_YEARLY):
        unit, by = unit.removesuffix(_YEARLY), by.removesuffix(_YEARLY)
    first, *others = by.split("/")
    below = "" if first in ("", "1") else f"/{first}"
    return " ".join([f"{unit or '1'}{below}", *others])


def summed(unit: str) -> str:
    """Unit of a sum over years of what is counted or flows by year; nothing where a sum has no meaning.

    Examples
    --------
    >>> [summed(unit) for unit in ("Mt CO2/yr", "million", "million barrel/day", "CNY/t", "%")]
    ['Mt CO2', 'million', 'million barrel/day yr', '', '']
    """
    if unit.endswith(_YEARLY):
        return unit.removesuffix(_YEARLY)
    if unit in _COUNTS:
        return unit
    parsed = parse_unit(unit)
    return f"{unit} yr" if parsed.dimension.get("time") == -1 and "energy" not in parsed.dimension else ""


def parse_value(text: str) -> tuple[float, str]:
    """Split a quantity into its number and its unit; the unit is empty where none is written.

    Parameters
    ----------
    text : str
        A quantity such as ``33 L/100km`` or ``10%``.

    Returns
    -------
    tuple of float and str

    Raises
    ------
    UnitError
        If it does not begin with a finite number. The unit is not looked at.

    Examples
    --------
    >>> parse_value("33 L/100km")
    (33.0, 'L/100km')
    >>> parse_value("3 bn CNY")
    (3.0, 'bn CNY')
    >>> parse_value("12万 辆")
    (120000.0, 'vehicle')
    """
    plain = text.strip().replace("−", "-")
    if _NOT_FINITE.match(plain):
        raise UnitError(f"found {shown(plain)}, expected a finite number")
    wrong, hint = instead(plain)
    if wrong:
        raise UnitError(f"found {shown(plain)!r} {wrong}", hint)
    match = _NUMBER.match(plain)
    if match is None:
        raise UnitError(f"found {shown(plain)!r}, expected a number with its unit", no_number(plain))
    number, unit = match.groups()
    if len(number) > _LONGEST_NUMBER:
        raise UnitError(f"found a number of {len(number)} digits, expected at most {_LONGEST_NUMBER}")
    if _LEADING_ZERO.match(number):
        raise UnitError(f"found {shown(plain)}, expected a number without a leading zero")
    value, unit = scaled(number, unit)
    if not math.isfinite(value):
        raise UnitError(f"found {shown(plain)}, expected a finite number")
    is_zero = not number.lower().partition("e")[0].strip("+-0_.")
    if not is_zero and not 1.0 / LARGEST_NUMBER <= abs(value) <= LARGEST_NUMBER:
        raise UnitError(f"found {shown(plain)}, expected a number between 1e-100 and 1e100, or 0")
    return value, unit
