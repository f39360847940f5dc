"""Modules of core, kernel and sectors, and the equations in them."""

import importlib
import inspect
import pkgutil

import carbonsim.core
import carbonsim.kernel
import carbonsim.sectors
from tests.units.docstrings import stated


def _modules(package):
    names = (module.name for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))
    return [importlib.import_module(name) for name in names]


MODULES = [*_modules(carbonsim.core), *_modules(carbonsim.kernel), *_modules(carbonsim.sectors)]


def equations():
    """Public functions that state a unit, by module and name below carbonsim."""
    return {
        f"{module.__name__.removeprefix('carbonsim.')}.{name}": function
        for module in MODULES
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__
        if not name.startswith("_") and stated(function).anything
    }
