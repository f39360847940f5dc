"""Parameters of a sector of which an equation reads some, each with the unit that it is declared in."""

import re
from functools import cached_property
from inspect import getattr_static, getdoc
from types import SimpleNamespace

from carbonsim.engine.catalogue import catalogue
from carbonsim.kernel.parameters import Parameter, PartOf

_UNIT = re.compile(r"\[([^\]]+)\]")


class Given(SimpleNamespace):
    """Values of some parameters, in the place of those of a class of `kernel.parameters`."""


def given(kind, **values):
    """Values of some parameters of a class; parts of it are mappings."""
    parts = {
        name: given(getattr_static(kind, name).kind, **value) if isinstance(value, dict) else value
        for name, value in values.items()
    }
    return Given(_kind=kind, **parts)


def unit_of_parameter(kind, name):
    """Unit of a parameter: of its declaration, or of the docstring where it follows from others."""
    declared = getattr_static(kind, name, None)
    if isinstance(declared, PartOf):
        return ()
    if isinstance(declared, Parameter):
        definition = declared.definition or catalogue().definition(declared.key)
        return (definition.unit,)
    if isinstance(declared, cached_property):
        return tuple(_UNIT.findall(getdoc(declared) or "")[-1:])
    assert declared is None, name
    return ()
