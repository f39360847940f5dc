"""``--until "OUTCOME >= 5 Mt CO2/yr in 2035"``: the target that a parameter shall reach."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carbonsim.core.bounds import AT_LEAST, AT_MOST, EQUALS
from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.plain_text import harmless
from carbonsim.scenario.problems import shown
from carbonsim.scenario.units import UnitError, convert, parse_unit, parse_value

OPTION = "--until"
#: Where a target stands: not in a file.
PLACE = "solve"
EXAMPLE = 'for example "Emission Reduction|CO2|Transportation|Truck [Operational] >= 0.3 Mt CO2/yr in 2035"'
SIGNS = {">=": AT_LEAST, "≥": AT_LEAST, "<=": AT_MOST, "≤": AT_MOST, "==": EQUALS, "=": EQUALS}
LONGEST = 500
QUOTES = "\"'“”‘’"
_PARTS = re.compile(r"(?P<name>.*?)\s*(?P<sign>>=|<=|==|=|≥|≤|>|<)\s*(?P<rest>.*)", re.DOTALL)
_WHEN = re.compile(r"(?P<amount>.*?)(?:\s+(?P<word>in|over)\b\s*(?P<when>.*))?", re.DOTALL)
_YEAR = re.compile(r"\d{4}")
_YEARS = re.compile(r"(\d{4})\s*(?:-|–|\.\.|to)\s*(\d{4})")
_TOLERANCE = re.compile(r"(?P<amount>.*?)\s*(?:\+-|\+/-|±)\s*(?P<tolerance>.*)", re.DOTALL)


@dataclass(frozen=True)
class Target:
    """Target as it was asked for, before a scenario says what it means.

    Attributes
    ----------
    text : str
        As written.
    name : str
        Of a variable, or of an outcome over years.
    bound : str
        One of `core.bounds.BOUNDS`.
    value : float [unit]
    unit : str
        Nothing where none is written.
    tolerance : float [1]
        How far ``equals`` may be off; 0 of the other bounds.
    years : tuple of int
        The year, or the first and the last of a sum; empty where the name says them.
    """

    text: str
    name: str
    bound: str
    value: float
    unit: str
    tolerance: float
    years: tuple[int, ...]


def read_target(text: str) -> Target:
    """Read a target.

    Parameters
    ----------
    text : str
        ``NAME >= VALUE UNIT in YEAR``; also ``<=`` and ``=``, the last with ``+- 5 %`` behind the unit, and
        ``over YEAR-YEAR`` of a sum. An outcome that names its years needs none.

    Returns
    -------
    Target

    Raises
    ------
    ScenarioError
        With what is wrong.

    Examples
    --------
    >>> target = read_target("Stocks|Truck <= 0.02 million in 2035")
    >>> target.name, target.bound, target.value, target.unit, target.years
    ('Stocks|Truck', 'at_most', 0.02, 'million', (2035,))
    >>> read_target("Emissions|CO2 = 5 Mt CO2 +- 5 % over 2026-2030").tolerance
    0.05
    """
    plain = " ".join(harmless(text).split()).strip(QUOTES).strip()
    parts = _PARTS.fullmatch(plain) if len(plain) <= LONGEST else None
    if parts is None or not parts["name"]:
        raise _problem(f"found {shown(text)!r}, expected OUTCOME >= VALUE in YEAR", EXAMPLE)
    if parts["sign"] not in SIGNS:
        hint = f"write {parts['sign']}=: at the value itself the target is met"
        raise _problem(f"found {parts['sign']}, expected >=, <= or =", hint)
    bound = SIGNS[parts["sign"]]
    found = _WHEN.fullmatch(parts["rest"])
    assert found is not None
    amount, tolerance = found["amount"], 0.0
    if (spread := _TOLERANCE.fullmatch(amount)) is not None:
        amount, tolerance = spread["amount"], _tolerance(spread["tolerance"], bound)
    try:
        value, unit = parse_value(amount)
        parse_unit(unit)
    except UnitError as error:
        raise _problem(error.message, error.hint or EXAMPLE) from None
    if tolerance and value == 0.0:
        raise _problem(f"found a tolerance in per cent of {shown(amount)}, which is none", "leave it out")
    years = _years(found["word"], found["when"])
    return Target(plain, parts["name"].strip(QUOTES).strip(), bound, value, unit, tolerance, years)


def _tolerance(text: str, bound: str) -> float:
    """How far ``=`` may be off [1]."""
    if bound != EQUALS:
        raise _problem("found a tolerance with >= or <=, expected it with = only", "remove it")
    try:
        value = convert(*parse_value(text), "1")
    except UnitError as error:
        raise _problem(f"{error.message}; expected a share such as +- 5 %", error.hint) from None
    if not 0.0 < value < 1.0:
        raise _problem(f"found the tolerance {shown(text)}, expected one above 0 and below 100 %")
    return value


def _years(word: str | None, when: str | None) -> tuple[int, ...]:
    """Year or years of the target, (first, last) of a sum."""
    if word is None or when is None:
        return ()
    if word == "in" and _YEAR.fullmatch(when.strip()):
        return (int(when),)
    span = _YEARS.fullmatch(when.strip())
    if word == "over" and span and int(span[1]) < int(span[2]):
        return int(span[1]), int(span[2])
    expected = "a year such as `in 2035`" if word == "in" else "years such as `over 2026-2030`"
    raise _problem(f"found `{word} {shown(when)}`, expected {expected}", EXAMPLE)


def _problem(message: str, hint: str = "") -> ScenarioError:
    return target_problem(OPTION, message, hint)


def target_problem(option: str, message: str, hint: str = "") -> ScenarioError:
    """Error of what was asked for in an option."""
    return ScenarioError([Problem(PLACE, 0, 0, option, message, hint)])
