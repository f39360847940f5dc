"""The bound of a claim and its tolerance, as a file states them."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.core.bounds import AT_LEAST, AT_MOST, BOUNDS, EQUALS
from carbonsim.scenario.nodes import Node, Scalar, is_empty
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.scalars import describe
from carbonsim.scenario.units import UnitError, convert, parse_unit, parse_value


def read_bound(
    fields: Mapping[str, Node], origin: Origin, key: str, problems: Problems
) -> tuple[str, float, str]:
    """Which bound a claim states, its figure and its unit; an empty unit where something is wrong."""
    given = [key for key in fields if key in BOUNDS]
    if len(given) != 1:
        where = fields[given[1]].origin if given else origin
        message = f"found {' and '.join(given) or 'no bound'}, expected one of {', '.join(BOUNDS)}"
        problems.add(where, key, message, "" if given else "for example at_least: 18 Mt CO2/yr")
        return "", 0.0, ""
    (bound,) = given
    node = fields[bound]
    text = node.text if isinstance(node, Scalar) and not is_empty(node) else None
    try:
        if text is None:
            raise UnitError(f"{describe(node)}, expected a number with its unit", "for example 18 Mt CO2/yr")
        value, unit = parse_value(text)
        parse_unit(unit)
    except UnitError as error:
        problems.add(node.origin, f"{key}.{bound}", error.message, error.hint)
        return bound, 0.0, ""
    if bound == EQUALS and value == 0.0:
        message = f"{describe(node)}, of which a tolerance in per cent is nothing"
        problems.add(node.origin, f"{key}.{bound}", message, f"write {AT_LEAST} or {AT_MOST} instead")
    return bound, value, unit


def read_tolerance(
    fields: Mapping[str, Node], bound: str, origin: Origin, key: str, problems: Problems
) -> float:
    """How far `equals` may be off [1]; 0 for other bounds."""
    node = fields.get("tolerance")
    key = f"{key}.tolerance"
    if node is None:
        if bound == EQUALS:
            problems.add(
                origin, key, "found nothing, expected how far `equals` may be off", "add tolerance: 5 %"
            )
        return 0.0
    if bound != EQUALS:
        problems.add(node.origin, key, "found with no `equals`, expected it there only", "remove it")
        return 0.0
    try:
        value = convert(*parse_value(node.text if isinstance(node, Scalar) else ""), "1")
    except UnitError as error:
        problems.add(node.origin, key, f"{error.message}; expected a share such as 5 %", error.hint)
        return 0.0
    if value <= 0:
        problems.add(node.origin, key, f"{describe(node)}, expected one above 0", "for example 5 %")
    return value
