"""The package with units: conversions and the table of substances carry theirs; NumPy and SciPy take them."""

from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

import numpy as np
from pint.facets.numpy import numpy_func
from scipy import special

from carbonsim.corridor import capacity
from carbonsim.sectors.steel import chemistry
from tests.units.attaching import attached
from tests.units.modules import MODULES
from tests.units.registry import CONVERSIONS, UNITS


def _beside(function):
    """A NumPy function in which a number without a unit has the unit of what it stands beside.

    Such a number fills a place that no result reads (the divisor where nothing is divided), or the result is
    another one where arguments are told in other units: no harm is hidden.
    """

    def of_quantities(*args):
        quantities = [arg for arg in args if isinstance(arg, UNITS.Quantity)]
        if not quantities:
            return function(*args)
        unit = quantities[0].units
        held = (arg.m_as(unit) if isinstance(arg, UNITS.Quantity) else arg for arg in args)
        return UNITS.Quantity(function(*held), unit)

    return of_quantities


def _where(condition, *args):
    condition = getattr(condition, "magnitude", condition)
    return _beside(lambda *held: np.where(condition, *held))(*args)


def _log(value):
    """Logarithm of the number of a quantity: its unit shifts all alike, and shows where that counts."""
    return np.log(value.m_as("") if value.dimensionless else value.magnitude)


def _of_numbers(function):
    """A function of numbers without a unit alone."""
    return lambda *args: function(*(arg.m_as("") if isinstance(arg, UNITS.Quantity) else arg for arg in args))


FUNCTIONS = {"where": _where, "clip": _beside(np.clip)}
UFUNCS = {
    "ceil": _of_numbers(np.ceil),
    "log": _log,
    "minimum": _beside(np.minimum),
    "maximum": _beside(np.maximum),
}
OF_NUMBERS = (special.betaincinv, special.log_ndtr, special.ndtr, special.ndtri, special.ndtri_exp)
UFUNCS |= {each.__name__: _of_numbers(each) for each in OF_NUMBERS} | {"gamma": _of_numbers(special.gamma)}
CARBON_DIOXIDE = chemistry.carbon_dioxide


def _carbon_dioxide(carbon):
    """The conversion of carbon to CO2, which marks the mass as one of CO2."""
    return CARBON_DIOXIDE(carbon) * UNITS.CO2


@cache
def _substances():
    return {name: attached(substance, ()) for name, substance in chemistry.substances().items()}


@cache
def _replaced():
    """By module: what has a unit within it."""
    units = {name: UNITS.Quantity(1.0, unit) for name, unit in CONVERSIONS.items()}
    found = {}
    for module in (*MODULES, capacity):
        names = vars(module)
        found[module] = {name: names[name] * unit for name, unit in units.items() if name in names}
        if "carbon_dioxide" in names:
            found[module]["carbon_dioxide"] = _carbon_dioxide
    substances = _substances()
    found[chemistry]["substances"] = lambda: substances
    return [(module, values) for module, values in found.items() if values]


@contextmanager
def units_carried():
    """A stretch in which equations can be run on quantities."""
    before = [(module, {name: vars(module)[name] for name in values}) for module, values in _replaced()]
    with (
        patch.dict(numpy_func.HANDLED_FUNCTIONS, FUNCTIONS),
        patch.dict(numpy_func.HANDLED_UFUNCS, UFUNCS),
    ):
        try:
            for module, values in _replaced():
                vars(module).update(values)
            yield
        finally:
            for module, values in before:
                vars(module).update(values)
