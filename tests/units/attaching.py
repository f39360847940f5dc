"""Values with the units that docstrings state: arrays, tuples, mappings and dataclasses of them."""

from dataclasses import fields, is_dataclass, replace

from carbonsim.sectors.steel.flows import STREAMS
from tests.units.declared import Given, with_units
from tests.units.docstrings import of_fields
from tests.units.registry import UNITS, other_unit, unit_of

#: What docstrings say of flows by name, each of which has a unit of its own.
STREAM_UNITS = "units of the streams"


class Told(dict):
    """Parameters by name, each with the unit of its definition."""

    def __init__(self, values, units):
        super().__init__(values)
        self.units = {name: (units[name],) for name in values}


class Rows(dict):
    """Flows of several routes, which `RowFlows` has in one array without units."""

    def over_rows(self, amounts):
        """Sum over rows, each times an amount."""
        return {name: (values * amounts).sum(axis=0) for name, values in self.items()}


def attached(value, units, other=False):
    """A value with the units of a docstring, told in other ones of the same dimension if so asked."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, Given):
        return with_units(value, lambda part, unit: attached(part, unit, other))
    if is_dataclass(value):
        stated = of_fields(type(value))
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: attached(part, stated[name], other) for name, part in parts.items()})
    if isinstance(value, dict):
        each = value.units if isinstance(value, Told) else of_keys(units, value)
        whole = Rows if isinstance(value, Rows) else dict
        return whole((key, attached(part, each[key], other)) for key, part in value.items())
    if isinstance(value, (tuple, list)):
        parts = zip(value, of_parts(units, len(value)), strict=True)
        return type(value)(attached(part, unit, other) for part, unit in parts)
    return _with_unit(value, unit_of(units[0]), other) if units else value


def of_keys(units, keys):
    """Units of each entry of a mapping: those of streams by name, its own, or the same for all."""
    text = units[0] if units else ""
    if not text.startswith(STREAM_UNITS):
        return dict(zip(keys, of_parts(units, len(keys)), strict=True))
    return {key: (STREAMS[key] + text.removeprefix(STREAM_UNITS),) for key in keys}


def of_parts(units, count):
    """Units of each part of a tuple: its own, or the same for all."""
    return [(unit,) for unit in units] if len(units) == count else [units[:1]] * count


def _with_unit(value, unit, other):
    """A quantity; a number without a unit stays one."""
    if unit == UNITS.dimensionless:
        return value
    quantity = UNITS.Quantity(value, unit)
    return quantity.to(other_unit(unit)) if other else quantity
