"""Parameters of a sector of which an equation reads some, each with the unit that it is declared in."""

import re
from functools import cached_property
from inspect import getattr_static, getdoc
from types import FunctionType, MethodType, SimpleNamespace

from carbonsim.engine.catalogue import catalogue
from carbonsim.kernel.parameters import Parameter, PartOf

_UNIT = re.compile(r"\[([^\]]+)\]")


#: Parameters whose declaration leaves out what a number is of, with the unit that equations take.
MEANT = {
    "drivers.fuels.*.price": "CNY/unit",
    "drivers.fuels.*.emission_factor": "kg CO2/unit",
    "freight.swap.bays": "truck/station",
    "freight.swap.blocks": "block/station",
    "freight.swap.chargers": "block/station",
    "freight.swap.fee_swaps": "truck/station/day",
    "freight.swap.labour": "CNY/truck",
    "freight.swap.power_factor": "kW/kVA",
}


class Given(SimpleNamespace):
    """Values of some parameters, in the place of those of a class of `kernel.parameters`."""

    def __getattr__(self, name):
        """A method of the class, with these values."""
        method = None if name.startswith("_") else getattr_static(self._kind, name, None)
        if not isinstance(method, FunctionType):
            raise AttributeError(name)
        return MethodType(method, self)

    def _unit_of(self, name):
        return _unit_of_parameter(self._kind, name)


class OfOneTruck(Given):
    """The same for equations of a single truck, in whose units "per truck" goes without saying."""

    def _unit_of(self, name):
        return tuple(unit.replace("/truck", "").replace("truck/", "1/") for unit in super()._unit_of(name))


def given(kind, *, of=Given, **values):
    """Values of some parameters of a class; parts of it are mappings."""
    parts = {
        name: given(getattr_static(kind, name).kind, of=of, **value) if isinstance(value, dict) else value
        for name, value in values.items()
    }
    return of(_kind=kind, **parts)


def with_units(values, attach):
    """Values of some parameters, each after a function of the value and its unit."""
    # what equations keep from the last year that was asked for is named by several words
    parts = {name: part for name, part in vars(values).items() if name != "_kind" and " " not in name}
    return type(values)(
        _kind=values._kind,
        **{name: attach(part, _units_of_parts(part, values._unit_of(name))) for name, part in parts.items()},
    )


def _units_of_parts(value, units):
    """Units of the parts of a tuple; of anything else that which its docstring states last."""
    return units if isinstance(value, tuple) else units[-1:]


def _unit_of_parameter(kind, name):
    """Unit of a parameter: of its declaration, or of the docstring where it follows from others."""
    declared = getattr_static(kind, name, None)
    if isinstance(declared, PartOf):
        return ()
    if isinstance(declared, Parameter):
        definition = declared.definition or catalogue().definition(declared.key)
        return (MEANT.get(declared.key, definition.unit),)
    if isinstance(declared, cached_property):
        return tuple(_UNIT.findall(getdoc(declared) or ""))
    assert declared is None or callable(declared), name
    return ()
