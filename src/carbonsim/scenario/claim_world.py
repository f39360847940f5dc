"""The world that a claim speaks of: what a scenario must be to judge it, and which one does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from carbonsim.core.bounds import BOUNDS, EQUALS
from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.definitions import ANY_ROW
from carbonsim.scenario.nodes import Fields, Node, Scalar, is_empty
from carbonsim.scenario.places import Location, PlaceError, locate_beside, shipped_scenarios
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.quantity import Definition
from carbonsim.scenario.replaced import REPLACED, replacement
from carbonsim.scenario.scalars import describe, read_text, read_word
from carbonsim.scenario.units import UnitError, convert, parse_value, takes_plain_numbers

SUFFIX = ".yaml"
#: Says whether a claim's `judged_in` names a scenario: nothing if it does, else what is near.
FindsScenario = Callable[[str], str | None]


@dataclass(frozen=True)
class Requirement:
    """A parameter that a claim takes for granted.

    Attributes
    ----------
    key : str
        Of the parameter.
    bound : str
        One of `core.bounds.BOUNDS`.
    required : float [unit of the definition], or str
        A text where the parameter is one.
    written : str
        The required value as written.
    """

    key: str
    bound: str
    required: float | str
    written: str


def read_world(node: Node, key: str, catalogue: Catalogue, problems: Problems) -> tuple[Requirement, ...]:
    """All that a claim requires of its world.

    Parameters
    ----------
    node : Node
        A mapping of parameter keys to values, or to bounds.
    key : str
        Of the mapping, for messages.
    catalogue : Catalogue
        What may be set.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    tuple of Requirement
        Those that could be read.
    """
    if not isinstance(node, Fields) or not node.entries:
        hint = "for example freight.stock: {at_least: 100000 truck}"
        problems.add(node.origin, key, f"{describe(node)}, expected parameters with required values", hint)
        return ()
    required: list[Requirement] = []
    for name, value in node.entries:
        below = f"{key}.{name.text}"
        definition = known_parameter(name, below, catalogue, problems)
        if definition is not None:
            required += _requirements(name.text, value, below, definition, problems)
    return tuple(required)


def known_parameter(name: Scalar, key: str, catalogue: Catalogue, problems: Problems) -> Definition | None:
    """Definition of a parameter by its key; a problem where there is no such parameter."""
    if instead := replacement(catalogue.replaced, name.text):
        problems.add(name.origin, key, REPLACED, instead)
        return None
    definition = None if ANY_ROW in name.text else catalogue.definition(name.text)
    if definition is None:
        hint = problems.suggest(name.text, catalogue.addresses) or "`carbonsim list parameters` shows them"
        problems.add(name.origin, key, f"found no parameter {shown(name.text)!r}", hint)
    return definition


def _requirements(
    parameter: str, node: Node, key: str, definition: Definition, problems: Problems
) -> Iterator[Requirement]:
    """The bounds on one parameter; a value alone is one that must be equal."""
    if definition.kind in {"text", "option"}:
        text = (
            read_word(node, key, definition.options, problems)
            if definition.kind == "option"
            else read_text(node, key, "a text", problems)
        )
        if text:
            yield Requirement(parameter, EQUALS, text, text)
        return
    if not isinstance(node, Fields):
        bounds: tuple[tuple[str, str, Node], ...] = ((key, EQUALS, node),)
    else:
        bounds = tuple((f"{key}.{name.text}", name.text, value) for name, value in node.entries)
        if not bounds:
            problems.add(node.origin, key, "found no keys", f"give one of {', '.join(BOUNDS)}")
    for place, bound, value in bounds:
        if bound not in BOUNDS:
            hint = problems.suggest(bound, BOUNDS)
            problems.add(value.origin, place, f"unknown key, expected one of {', '.join(BOUNDS)}", hint)
            continue
        amount = read_amount(value, place, definition.unit, problems)
        if amount is not None:
            written = value.text if isinstance(value, Scalar) else ""
            yield Requirement(parameter, bound, amount, written)


def read_amount(node: Node, key: str, unit: str, problems: Problems) -> float | None:
    """A number with its unit, in the unit of a definition; without one where there is none."""
    text = node.text if isinstance(node, Scalar) and not is_empty(node) else None
    try:
        if text is None:
            raise UnitError(f"{describe(node)}, expected a number with its unit", f"for example 1 {unit}")
        value, written = parse_value(text)
        return value if not written and takes_plain_numbers(unit) else convert(value, written, unit)
    except UnitError as error:
        problems.add(node.origin, key, error.message, error.hint or f"the parameter is in {unit}")
        return None


def read_judged_in(fields: Mapping[str, Node], key: str, finds: FindsScenario, problems: Problems) -> str:
    """The scenario that judges a claim, as named, of one that names its world."""
    if "judged_in" not in fields:
        return ""
    node, key = fields["judged_in"], f"{key}.judged_in"
    if "world" not in fields:
        problems.add(node.origin, key, "found with no `world`, expected it there only", "add world: ...")
        return ""
    name = read_text(node, key, "a scenario", problems)
    if name is None:
        return ""
    near = finds(name)
    if near is not None:
        message = f"found {shown(name)!r}, expected a shipped scenario or a file beside this one"
        problems.add(node.origin, key, message, near)
    return name


def scenario_finder(location: Location, files: Sequence[Path]) -> FindsScenario:
    """Looks for a scenario that a claim names: a shipped one, or a file beside one of those read."""
    places = (location, *(replace(location, path=path) for path in files))

    def finds(name: str) -> str | None:
        if name in shipped_scenarios():
            return None
        hint = ""
        for place in places:
            for target in (name, name + SUFFIX):
                try:
                    locate_beside(target, place)
                except PlaceError as error:
                    hint = hint or error.hint
                else:
                    return None
        return hint

    return finds
