"""Units that docstrings state: of parameters and results, and of the fields of dataclasses.

``[1]`` is a number without a unit, ``[any one unit]`` a unit that the equation does not know, and
``[the same unit]`` that unit again.
"""

import inspect
import re
from dataclasses import dataclass, fields
from functools import cache

_BRACKETS = re.compile(r"\[([^\]]+)\]")
_FIELD = re.compile(r"^ +(\w+): .*#.*?\[([^\]]+)\]", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A line of a section: the names it is of and the units it states, several for the parts of a tuple."""

    names: tuple[str, ...]
    units: tuple[str, ...]
    of_tuples: bool


def section(text, title):
    """Entries of a section of a docstring in numpydoc's form."""
    match = re.search(rf"^{title}\n-+\n(.*?)(?=^\w[^\n]*\n-+\n|\Z)", text, re.MULTILINE | re.DOTALL)
    headers = re.findall(r"^\S.*$", match[1], re.MULTILINE) if match else []
    return [_entry(header) for header in headers]


def _entry(header):
    names, colon, kind = header.partition(" : ")
    if not colon:
        names, kind = "", header
    units = tuple(_BRACKETS.findall(kind))
    return Entry(tuple(names.split(", ")) if names else (), units, kind.startswith("tuple"))


@dataclass(frozen=True)
class Stated:
    """Units that an equation states: by parameter, and of its results in order."""

    parameters: dict[str, tuple[str, ...]]
    results: tuple[str, ...]

    @property
    def anything(self):
        """Whether it states a unit at all."""
        return bool(self.results) or any(self.parameters.values())


@cache
def stated(function):
    """Units in the docstring of a function."""
    text = inspect.getdoc(function) or ""
    parameters = {}
    for entry in section(text, "Parameters"):
        parameters |= _by_name(entry)
    results = [unit for entry in section(text, "Returns") for unit in entry.units * max(1, len(entry.names))]
    if "\nReturns\n---" not in text:  # an equation of one line says it there
        results = _BRACKETS.findall(text.split("\n\n")[0])
    return Stated(parameters, tuple(results))


@cache
def of_fields(cls):
    """Units of the fields of a dataclass, from its attributes, comments behind fields, or its first line."""
    text = inspect.getdoc(cls) or ""
    found = dict.fromkeys((field.name for field in fields(cls)), ())
    found |= dict.fromkeys(found, tuple(_BRACKETS.findall(text.split("\n\n")[0])[-1:]))
    found |= {name: (unit,) for name, unit in _FIELD.findall(inspect.getsource(cls))}
    for entry in section(text, "Attributes"):
        found |= _by_name(entry)
    return found


def _by_name(entry):
    """Units by name: one for all names, one for each, or all of them for a tuple."""
    if len(entry.names) > 1 and len(entry.units) == len(entry.names) and not entry.of_tuples:
        return {name: (unit,) for name, unit in zip(entry.names, entry.units, strict=True)}
    return dict.fromkeys(entry.names, entry.units)
