"""Parameters of a sector of which an equation reads some, each with the unit that it is declared in."""

import re
from functools import cached_property
from inspect import getattr_static, getdoc
from types import SimpleNamespace

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
    "freight.swap.power_factor": "kW/kVA",
}


class Given(SimpleNamespace):
    """Values of some parameters, in the place of those of a class of `kernel.parameters`."""

    def _unit_of(self, name):
        return _unit_of_parameter(self._kind, name)


class OfOneTruck(Given):
    """The same for equations of a single truck, in whose units "per truck" goes without saying."""

    def _unit_of(self, name):
        return tuple(unit.replace("/truck", "") for unit in super()._unit_of(name))


def given(kind, *, of=Given, **values):
    """Values of some parameters of a class; parts of it are mappings."""
    parts = {
        name: given(getattr_static(kind, name).kind, of=of, **value) if isinstance(value, dict) else value
        for name, value in values.items()
    }
    return of(_kind=kind, **parts)


def with_units(values, attach):
    """Values of some parameters, each after a function of the value and its unit."""
    parts = {name: part for name, part in vars(values).items() if name != "_kind"}
    return type(values)(
        _kind=values._kind,
        **{name: attach(part, values._unit_of(name)) for name, part in parts.items()},
    )


def _unit_of_parameter(kind, name):
    """Unit of a parameter: of its declaration, or of the docstring where it follows from others."""
    declared = getattr_static(kind, name, None)
    if isinstance(declared, PartOf):
        return ()
    if isinstance(declared, Parameter):
        definition = declared.definition or catalogue().definition(declared.key)
        return (MEANT.get(declared.key, definition.unit),)
    if isinstance(declared, cached_property):
        return tuple(_UNIT.findall(getdoc(declared) or "")[-1:])
    assert declared is None or callable(declared), name
    return ()
