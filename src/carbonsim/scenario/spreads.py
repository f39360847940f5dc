"""Low and high of a quantity: the 5th and the 95th percentile."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.scenario.nodes import Fields, Node
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.points import Amounts, Points, read_points
from carbonsim.scenario.ranges import out_of_order, out_of_range

#: Key of a bound that is a multiple of the value.
RELATIVE = "relative"

Spread = tuple[tuple[float, ...], tuple[float, ...]]


def read_spread(
    fields: Mapping[str, Node], address: str, points: Points | None, amounts: Amounts
) -> Spread | None:
    """Read ``low`` and ``high``, which come together or not at all.

    On a path each is a mapping of the same years, or ``{relative: 0.9}``, a multiple of the path.
    One number alone is refused where the values of the path differ.

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
    if isinstance(node, Fields):
        relative = node.get(RELATIVE) is not None
        return (_relative if relative else _by_year)(node, key, points, amounts)
    value = amounts.read(node, key)
    if value is None or points is None:
        return None
    if min(points.values) < max(points.values):
        _refuse_one_number(node.origin, key, points, amounts)
        return None
    return Points(points.years, (value,) * len(points.values), (node.origin,) * len(points.values))


def _by_year(node: Fields, key: str, points: Points | None, amounts: Amounts) -> Points | None:
    """A bound with a number for each year of the path."""
    if points is not None and not points.years:
        amounts.problems.add(node.origin, key, "found years, expected one number as for the value")
        return None
    bound = read_points(node, key, amounts)
    if bound is None or points is None or bound.years == points.years:
        return bound
    expected, years = (", ".join(map(str, each.years)) for each in (points, bound))
    amounts.problems.add(node.origin, key, f"found the years {years}, expected {expected} as in the path")
    return None


def _relative(node: Fields, key: str, points: Points | None, amounts: Amounts) -> Points | None:
    """A bound as a multiple of the value of each year."""
    share = node.get(RELATIVE)
    assert share is not None
    for name, _ in node.entries:
        if name.text != RELATIVE:
            message = f"found {name.text} beside {RELATIVE}, expected one of the two"
            amounts.problems.add(name.origin, f"{key}.{name.text}", message)
            return None
    multiple = Amounts(amounts.definition, "", amounts.problems, relative=True)
    factor = multiple.read(share, f"{key}.{RELATIVE}")
    if factor is None or points is None:
        return None
    values = tuple(factor * value for value in points.values)
    for number in values if not amounts.relative else ():
        if message := out_of_range(number, amounts.definition):
            amounts.problems.add(share.origin, f"{key}.{RELATIVE}", message)
            return None
    return Points(points.years, values, (share.origin,) * len(values))


def _refuse_one_number(origin: Origin, key: str, points: Points, amounts: Amounts) -> None:
    """One number cannot be meant for years that differ: that of all, or that of the first?"""
    which = key.rpartition(".")[2]
    years = f"{{{points.years[0]}: ..., {points.years[-1]}: ...}}"
    share = f"{{{RELATIVE}: {0.9 if which == 'low' else 1.1}}}"
    hint = f"give a number for each year, {which}: {years}, or a multiple of the path, {which}: {share}"
    amounts.problems.add(origin, key, "found one number for a path whose values differ", hint)


def _in_order(which: str, bound: Points, points: Points, key: str, amounts: Amounts) -> bool:
    for index, (limit, central) in enumerate(zip(bound.values, points.values, strict=True)):
        low, high = (limit, None) if which == "low" else (None, limit)
        if message := out_of_order(low, central, high):
            year = f" in {points.years[index]}" if points.years else ""
            amounts.problems.add(bound.origins[index], key, f"{message}{year}")
            return False
    return True
