"""Parameters of a sector: each declared once, with key, unit, role and bounds, and read when it is asked for.

A declaration is an attribute of a class below `Parameters`. Asked of the class it is the declaration, which
the catalogue takes its definition from; asked of an object it is the value for one batch of draws, an array
or a text as the type checker knows, read once and kept. So what is read is what is used, and it is recorded
where policy case and baseline share a piece (`sharing.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Generic, TypeVar, cast, overload

from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.scenario.quantity import Definition

Value = TypeVar("Value")
Part = TypeVar("Part", bound="Parameters")
Holder = TypeVar("Holder", bound="Parameters")
Bounds = tuple[float | None, float | None]

#: Roles: an exogenous parameter is that of policy case and baseline; a policy is of one of them.
EXOGENOUS, POLICY = "world", "plan"
#: Of draws: all members of a set share one, each year has its own, or there is none.
TOGETHER, YEARLY, NEVER = "together", "yearly", "never"
FREE: Bounds = (None, None)


class Parameters:
    """Parameters of one batch of draws.

    Attributes
    ----------
    inputs : Inputs
        Where values come from.
    span : array of int
        Years of all series but those of the horizon alone: years of sale, say.
    """

    def __init__(self, inputs: Inputs, span: IntArray) -> None:
        self.inputs = inputs
        self.span = span


class Parameter(Generic[Value]):
    """A parameter, or one of all members of a set, with ``*`` in its key for the member.

    Attributes
    ----------
    key : str
    definition : Definition, or None
        What may be set; None of a parameter that is declared elsewhere.
    """

    def __init__(
        self, key: str, read: Callable[[Parameters, str], Value], definition: Definition | None
    ) -> None:
        self.key, self.definition, self._read, self._name = key, definition, read, ""

    def __set_name__(self, owner: type[Parameters], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, holder: None, owner: type[Parameters]) -> Parameter[Value]: ...

    @overload
    def __get__(self, holder: Parameters, owner: type[Parameters]) -> Value: ...

    def __get__(self, holder: Parameters | None, owner: type[Parameters]) -> Value | Parameter[Value]:
        if holder is None:
            return self
        # an attribute of the object goes before this one of its class: it is read once
        value = vars(holder)[self._name] = self._read(holder, self.key)
        return value


class PartOf(Parameter[Part]):
    """Parameters that belong together: a part of those of a sector, over the same span."""

    def __init__(self, kind: type[Part]) -> None:
        super().__init__("", lambda holder, _: kind(holder.inputs, holder.span), None)
        self.kind = kind


def of_latest_year(compute: Callable[[Holder, int], Value]) -> Callable[[Holder, int], Value]:
    """Keep what follows from the parameters of a year until another is asked for: several equations ask."""
    place = f"latest {compute.__name__}"

    @wraps(compute)
    def computed(p: Holder, year: int) -> Value:
        kept = vars(p).get(place)
        if kept is None or kept[0] != year:
            kept = vars(p)[place] = (year, compute(p, year))
        return cast("Value", kept[1])

    return computed


def declared(parameters: type[Parameters]) -> Iterator[Parameter[Any]]:
    """Declarations of a class of parameters and of its parts, in their order."""
    for owner in reversed(parameters.__mro__):
        for attribute in vars(owner).values():
            if isinstance(attribute, PartOf):
                yield from declared(attribute.kind)
            elif isinstance(attribute, Parameter):
                yield attribute


def definitions(parameters: type[Parameters]) -> tuple[Definition, ...]:
    """Definitions of what a class of parameters declares; those that it takes from elsewhere have theirs."""
    return tuple(one.definition for one in declared(parameters) if one.definition is not None)


def constant(
    key: str, unit: str, role: str, bounds: Bounds, description: str, drawn: str = ""
) -> Parameter[Array]:
    """Quantity of one value for all years, (D,); (K, D) of a set of K members."""
    return Parameter(key, _constant, quantity(key, unit, role, bounds, description, drawn, varies=False))


def series(
    key: str, unit: str, role: str, bounds: Bounds, description: str, drawn: str = ""
) -> Parameter[Array]:
    """Quantity over the years of the span, (T, D)."""
    return Parameter(key, _series, quantity(key, unit, role, bounds, description, drawn))


def horizon_series(
    key: str, unit: str, role: str, bounds: Bounds, description: str, drawn: str = ""
) -> Parameter[Array]:
    """Quantity over the years of the horizon alone, (Y, D)."""
    return Parameter(key, _horizon_series, quantity(key, unit, role, bounds, description, drawn))


def member_series(
    key: str, unit: str, role: str, bounds: Bounds, description: str, drawn: str = ""
) -> Parameter[MemberSeries]:
    """Quantity of the members of a set over the years of the span, (T, K, D)."""
    return Parameter(key, _member_series, quantity(key, unit, role, bounds, description, drawn))


def option(key: str, role: str, options: tuple[str, ...], description: str) -> Parameter[str]:
    """One of some words."""
    return Parameter(key, _text, Definition(key, "option", "", role, None, None, options, description))


def member_options(
    key: str, role: str, options: tuple[str, ...], description: str
) -> Parameter[tuple[str, ...]]:
    """One of some words for each member of a set."""
    return Parameter(key, _texts, Definition(key, "option", "", role, None, None, options, description))


def text(key: str, role: str, description: str) -> Parameter[str]:
    """A text."""
    return Parameter(key, _text, Definition(key, "text", "", role, None, None, (), description))


def member_texts(key: str, role: str, description: str) -> Parameter[tuple[str, ...]]:
    """A text for each member of a set."""
    return Parameter(key, _texts, Definition(key, "text", "", role, None, None, (), description))


def shared_constant(key: str) -> Parameter[Array]:
    """Constant that is declared elsewhere, (D,)."""
    return Parameter(key, _constant, None)


def shared_series(key: str) -> Parameter[Array]:
    """Quantity that is declared elsewhere, over the years of the span, (T, D)."""
    return Parameter(key, _series, None)


def shared_horizon_series(key: str) -> Parameter[Array]:
    """Quantity that is declared elsewhere, over the years of the horizon, (Y, D)."""
    return Parameter(key, _horizon_series, None)


def shared_member_constant(key: str) -> Parameter[Array]:
    """Constant of the members of a set that is declared elsewhere, (K, D)."""
    return Parameter(key, _constant, None)


def shared_horizon_member_series(key: str) -> Parameter[MemberSeries]:
    """Quantity of the members of a set that is declared elsewhere, over the horizon, (Y, K, D)."""
    return Parameter(key, _horizon_member_series, None)


def shared_member_texts(key: str) -> Parameter[tuple[str, ...]]:
    """Text for each member of a set that is declared elsewhere."""
    return Parameter(key, _texts, None)


def quantity(
    key: str, unit: str, role: str, bounds: Bounds, description: str, drawn: str = "", *, varies: bool = True
) -> Definition:
    """Definition of a quantity, for a parameter that is read in a way of its own."""
    low, high = bounds
    together, yearly, never = (drawn == word for word in (TOGETHER, YEARLY, NEVER))
    return Definition(
        key, "quantity", unit, role, low, high, (), description, varies, together, yearly, not never
    )


def _constant(p: Parameters, key: str) -> Array:
    set_key, star, name = key.rpartition(".*.")
    return p.inputs.member_constants(set_key, name) if star else p.inputs.constant(key)


def _series(p: Parameters, key: str) -> Array:
    return p.inputs.series(key, p.span)


def _horizon_series(p: Parameters, key: str) -> Array:
    return p.inputs.series(key)


def _member_series(p: Parameters, key: str) -> MemberSeries:
    set_key, _, name = key.rpartition(".*.")
    return p.inputs.member_series(set_key, name, p.span)


def _horizon_member_series(p: Parameters, key: str) -> MemberSeries:
    set_key, _, name = key.rpartition(".*.")
    return p.inputs.member_series(set_key, name)


def _text(p: Parameters, key: str) -> str:
    return p.inputs.scenario.text(key)


def _texts(p: Parameters, key: str) -> tuple[str, ...]:
    set_key, _, name = key.rpartition(".*.")
    return p.inputs.texts(set_key, name)
