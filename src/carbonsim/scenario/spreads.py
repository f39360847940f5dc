"""Low and high of a quantity: the 5th and the 95th percentile."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.scenario.nodes import Fields, Node
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.points import Amounts, Points, read_points
from carbonsim.scenario.ranges import out_of_order, out_of_range

Spread = tuple[tuple[float, ...], tuple[float, ...]]


def read_spread(
    fields: Mapping[str, Node], address: str, points: Points | None, amounts: Amounts
) -> Spread | None:
    """Read ``low`` and ``high``, which come together or not at all.

    On a path each is a mapping of the same years, or one number for the first year that is scaled with the
    path.

    Parameters
    ----------
    fields : mapping of str to Node
        The mapping of the quantity.
    address : str
        Its address.
    points : Points or None
        The central values; None if they could not be read.
    amounts : Amounts
        Reads the numbers.

    Returns
    -------
    tuple of tuple of float, or None
        Low and high; None if they are not given or there is a problem.
    """
    given = [key for key in ("low", "high") if key in fields]
    if len(given) == 1:
        missing = "high" if given == ["low"] else "low"
        key = f"{address}.{given[0]}"
        amounts.problems.add(fields[given[0]].origin, key, f"found without {missing}", f"give {missing}, too")
    low, high = (
        _read_bound(fields[key], f"{address}.{key}", points, amounts) if key in fields else None
        for key in ("low", "high")
    )
    if low is None or high is None or points is None:
        return None
    fine = [
        _in_order(key, bound, points, f"{address}.{key}", amounts)
        for key, bound in (("low", low), ("high", high))
    ]
    return (low.values, high.values) if all(fine) else None


def _read_bound(node: Node, key: str, points: Points | None, amounts: Amounts) -> Points | None:
    if isinstance(node, Fields) and points is not None and not points.years:
        amounts.problems.add(node.origin, key, "found years, expected one number as for the value")
        return None
    if isinstance(node, Fields):
        bound = read_points(node, key, amounts)
        if bound and points and bound.years != points.years:
            expected = ", ".join(map(str, points.years))
            found = ", ".join(map(str, bound.years))
            amounts.problems.add(
                node.origin, key, f"found the years {found}, expected {expected} as in the path"
            )
            return None
        return bound
    value = amounts.read(node, key)
    if value is None or points is None:
        return None
    if not points.years:
        return Points((), (value,), (node.origin,))
    return _scaled(value, node.origin, key, points, amounts)


def _scaled(value: float, origin: Origin, key: str, points: Points, amounts: Amounts) -> Points | None:
    """One number for the first year, scaled with the path."""
    first = points.values[0]
    if first == 0.0 or min(points.values) * max(points.values) < 0.0:
        message = "found one number, but the path begins at 0 or changes its sign"
        amounts.problems.add(origin, key, message, "give a number for each year of the path")
        return None
    values = tuple(value * point / first for point in points.values)
    for number in values if not amounts.relative else ():
        if message := out_of_range(number, amounts.definition):
            hint = "one number is scaled with the path: give a number for each year"
            amounts.problems.add(origin, key, message, hint)
            return None
    return Points(points.years, values, (origin,) * len(values))


def _in_order(which: str, bound: Points, points: Points, key: str, amounts: Amounts) -> bool:
    for index, (limit, central) in enumerate(zip(bound.values, points.values, strict=True)):
        low, high = (limit, None) if which == "low" else (None, limit)
        if message := out_of_order(low, central, high):
            year = f" in {points.years[index]}" if points.years else ""
            amounts.problems.add(bound.origins[index], key, f"{message}{year}")
            return False
    return True
