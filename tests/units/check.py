"""One equation, once with plain numbers and twice with units: do they say the same, in the unit it states?"""

import inspect
import warnings
from dataclasses import fields, is_dataclass

import numpy as np
import pint

from tests.units.attaching import attached, of_keys, of_parts
from tests.units.carrying import units_carried
from tests.units.docstrings import of_fields, stated
from tests.units.registry import UNITS, unit_of


def faults(function, arguments):
    """Faults in the units of an equation, in words; nothing if they hold.

    The second time its arguments are told in other units (metres, megajoules, months): a conversion that is
    missing, wrong or not needed then gives another result.
    """
    units = stated(function)
    plain = _called(function, arguments)
    found = []
    for other in (False, True):
        given = {
            name: attached(value, units.parameters.get(name, ()), other) for name, value in arguments.items()
        }
        try:
            with units_carried(), warnings.catch_warnings():
                warnings.simplefilter("error")
                found += differences(plain, _called(function, given), units.results)
        except (ArithmeticError, TypeError, ValueError, Warning, pint.PintError) as error:
            found.append(f"{type(error).__name__}: {error}")
    return found


def _called(function, arguments):
    """Result of an equation, given its arguments by place: what wraps one has other names for them."""
    call = inspect.signature(function).bind(**arguments)
    return function(*call.args, **call.kwargs)


def differences(plain, result, units, name="result"):
    """Where a result with units is not the plain one in the units that are stated."""
    if is_dataclass(plain):
        each = of_fields(type(plain))
        for field in fields(plain):
            pair = getattr(plain, field.name), getattr(result, field.name)
            yield from differences(*pair, each[field.name], field.name)
    elif isinstance(plain, (tuple, list)):
        parts = zip(plain, result, of_parts(units, len(plain)), strict=True)
        for place, part in enumerate(parts, start=1):
            yield from differences(*part, f"{name} {place}")
    elif isinstance(plain, dict):
        each = of_keys(units, plain)
        for key in plain:
            yield from differences(plain[key], result[key], each[key], f"{name} {key}")
    elif plain is not None:
        yield from _difference(plain, result, unit_of(units[0] if units else "1"), name)


def _difference(plain, result, unit, name):
    if not isinstance(result, UNITS.Quantity):
        result = UNITS.Quantity(np.asarray(result, dtype=float), "")
    try:
        number = result.m_as(unit)
    except pint.DimensionalityError:
        if np.any(result):  # nothing has any unit
            yield f"{name} is in [{result.units}], not in [{unit}]"
        return
    if not np.allclose(number, plain, rtol=1e-9, atol=0.0, equal_nan=True):
        yield f"{name} is {number} [{unit}] with units and {plain} without"
