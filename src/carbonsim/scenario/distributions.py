"""The key ``distribution`` of a quantity: a name, or the few values that it may take."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from carbonsim.core.distributions import DISTRIBUTIONS, LOG_NORMAL, NORMAL, Discrete
from carbonsim.scenario.nodes import Fields, Items, Node, Scalar
from carbonsim.scenario.points import Amounts
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.scalars import describe, read_word
from carbonsim.scenario.units import UnitError, parse_value

KEY = "distribution"
DISCRETE_KEYS = ("values", "weights")
#: Two ways of writing one number differ by no more, whatever their units.
_SAME = 1e-9

Values = tuple[float, ...]


@dataclass(frozen=True)
class Spread:
    """Low and high of each point, if any, and what is made of them."""

    low: Values | None
    high: Values | None
    distribution: str | Discrete


def read_distribution(
    fields: Mapping[str, Node],
    address: str,
    central: Values,
    given: tuple[Values, Values] | None,
    amounts: Amounts,
) -> Spread:
    """Read ``distribution`` beside the range that it is of.

    Parameters
    ----------
    fields : mapping of str to Node
        The mapping of the quantity.
    address : str
        Its address.
    central : tuple of float
        The value, or the values of a path; empty if they could not be read.
    given : tuple of tuple of float, or None
        Low and high of each of them, from the file or from the table that it names; None if there are none.
    amounts : Amounts
        Reads the numbers, and takes what is wrong.

    Returns
    -------
    Spread
        The range as it is where there is a problem.
    """
    low, high = given or (None, None)
    plain = Spread(low, high, NORMAL)
    node = fields.get(KEY)
    if node is None:
        return plain
    key = f"{address}.{KEY}"
    if isinstance(node, Fields):
        choice = _read_discrete(node, fields, key, central, amounts)
        return Spread((choice.values[0],), (choice.values[-1],), choice) if choice else plain
    name = read_word(node, key, DISTRIBUTIONS, amounts.problems)
    if name is None:
        return plain
    if "low" not in fields and "high" not in fields and given is None:
        hint = "give low and high, too"
        amounts.problems.add(node.origin, key, f"{describe(node)} without low and high", hint)
    message = wrong_range(name, (low or (), central, high or ()))
    if message:
        amounts.problems.add(node.origin, key, message)
    return Spread(low, high, name)


def wrong_range(name: str, range_: tuple[Sequence[float], Sequence[float], Sequence[float]]) -> str:
    """What a distribution cannot make of low, value and high, or nothing.

    Examples
    --------
    >>> wrong_range("log-normal", ((0.0,), (1.0,), (2.0,)))
    "found 'log-normal' with low 0, expected numbers above 0"
    """
    for label, values in zip(("low", "the value", "high"), range_, strict=True):
        if name == LOG_NORMAL and values and min(values) <= 0.0:
            return f"found {name!r} with {label} {min(values):g}, expected numbers above 0"
    return ""


def _read_discrete(
    node: Fields, fields: Mapping[str, Node], key: str, central: Values, amounts: Amounts
) -> Discrete | None:
    problems = amounts.problems
    before = len(problems)
    _refuse_misplaced(node, fields, key, problems)
    values = _read_list(node, "values", key, problems)
    weights = _read_list(node, "weights", key, problems)
    numbers = [amounts.read(item, f"{key}.values") for item in values]
    weighed = [_read_weight(item, f"{key}.weights", problems) for item in weights]
    if len(problems) > before:
        return None
    if len(numbers) != len(weighed):
        message = f"found {len(weighed)} weights for {len(numbers)} values, expected one for each"
        problems.add(_node(node, "weights").origin, f"{key}.weights", message)
        return None
    if not any(weighed):
        message = "found no weight above 0, expected one at least"
        problems.add(_node(node, "weights").origin, f"{key}.weights", message)
        return None
    pairs = sorted(
        (number, weight) for number, weight in zip(numbers, weighed, strict=True) if number is not None
    )
    choice = Discrete(tuple(number for number, _ in pairs), tuple(weight for _, weight in pairs))
    return choice if _fits(choice, central, _node(node, "values"), f"{key}.values", problems) else None


def _refuse_misplaced(node: Fields, fields: Mapping[str, Node], key: str, problems: Problems) -> None:
    for name, _ in node.entries:
        if name.text not in DISCRETE_KEYS:
            hint = problems.suggest(name.text, DISCRETE_KEYS)
            problems.add(name.origin, f"{key}.{name.text}", "unknown key", hint)
    address = key.removesuffix(f".{KEY}")
    for other in ("low", "high"):
        if other in fields:
            message = f"found {other} beside values, expected one of the two"
            problems.add(fields[other].origin, f"{address}.{other}", message, "the values are the range")
    if "value" not in fields:
        form = "a path" if "path" in fields else "a table"
        message = f"found values with {form}, expected them with one value for all years"
        problems.add(node.origin, key, message, f"name one of {', '.join(DISTRIBUTIONS)}")


def _read_list(node: Fields, name: str, key: str, problems: Problems) -> tuple[Node, ...]:
    found = node.get(name)
    if isinstance(found, Items) and found.items:
        return found.items
    what = (
        "found nothing"
        if found is None
        else "found an empty list"
        if isinstance(found, Items)
        else describe(found)
    )
    origin = node.origin if found is None else found.origin
    problems.add(origin, f"{key}.{name}", f"{what}, expected a list of numbers", "for example [1, 2, 1]")
    return ()


def _read_weight(node: Node, key: str, problems: Problems) -> float:
    try:
        number, unit = parse_value(node.text if isinstance(node, Scalar) else "")
    except UnitError:
        number, unit = -1.0, ""
    if unit or number < 0.0:
        problems.add(node.origin, key, f"{describe(node)}, expected a number of 0 or more")
    return number


def _fits(choice: Discrete, central: Values, node: Node, key: str, problems: Problems) -> bool:
    """Whether no value comes twice and the central value is among them."""
    values = choice.values
    for first, second in pairwise(values):
        if math.isclose(first, second, rel_tol=_SAME):
            problems.add(node.origin, key, f"found {first:g} twice", "add up their weights")
            return False
    if central and not any(math.isclose(value, central[0], rel_tol=_SAME) for value in values):
        listed = ", ".join(f"{value:g}" for value in values)
        message = f"found {listed}, expected the value {central[0]:g} among them"
        problems.add(node.origin, key, message, "the central run takes the value")
        return False
    return True


def _node(node: Fields, name: str) -> Node:
    found = node.get(name)
    assert found is not None
    return found
