"""Values that come from a reference table by region and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carbonsim.core.errors import DataError
from carbonsim.reference.regions import all_region_names
from carbonsim.reference.tables import TableRow, look_up, read_table, regions, table_names
from carbonsim.scenario.nodes import Node, Scalar
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.points import Amounts, Points, read_points
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.quantity import FIRST_YEAR, LAST_YEAR, Definition
from carbonsim.scenario.ranges import out_of_range
from carbonsim.scenario.scalars import read_integer, read_word
from carbonsim.scenario.spreads import Spread, read_spread
from carbonsim.scenario.units import UnitError, convert

Values = tuple[float, ...]
Ends = tuple[Values | None, Values, Values | None]


@dataclass(frozen=True)
class TableValue:
    """A row of a table, and what becomes of it over the years, in the unit of the definition."""

    row: TableRow
    years: tuple[int, ...]
    central: Values
    low: Values | None
    high: Values | None


def read_table_value(
    fields: Mapping[str, Node],
    address: str,
    definition: Definition,
    region: Scalar | None,
    problems: Problems,
) -> TableValue | None:
    """Read ``{table: ..., year: ..., relative_path: {...}}``.

    The row of the scenario's region and of the year is multiplied by the relative path, and so are its low
    and high. ``low`` and ``high`` in the file go before those of the table; beside a relative path they are
    relative, too. What the table has for years before both the row's and the first of the path stands before
    it: a path that starts at the last official figure begins with the official ones.

    Parameters
    ----------
    fields : mapping of str to Node
        The mapping of the quantity.
    address : str
        Its address.
    definition : Definition
        What may be set there.
    region : Scalar or None
        The scenario's region.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    TableValue or None
        None if there is a problem.
    """
    row = _row(fields, address, region, problems)
    base = None if row is None else _in_unit(row, definition, fields["table"].origin, address, problems)
    relative = "relative_path" in fields
    amounts = Amounts(definition, "", problems, relative=relative)
    if relative:
        points = read_points(fields["relative_path"], f"{address}.relative_path", amounts)
    elif base is not None:
        points = Points((), (base[1],), (fields["table"].origin,))
    else:
        points = None
    spread = read_spread(fields, address, points, amounts)
    if row is None or base is None or points is None:
        return None
    values = _values(base, points, spread, relative)
    for several in values:
        _check_bounds(several, points, definition, address, problems)
    if relative:
        return _with_earlier(row, points.years, values, definition)
    low, central, high = values
    return TableValue(row, points.years, central, low, high)


def _with_earlier(row: TableRow, years: tuple[int, ...], values: Ends, definition: Definition) -> TableValue:
    """The values of a path behind what its table has for the years before it."""
    low, central, high = values
    before = [
        other
        for other in sorted(read_table(row.table), key=lambda other: other.year)
        if other.region == row.region and other.year < min(row.year, years[0])
    ]
    earlier = [_ends(other, definition) for other in before]
    return TableValue(
        row,
        (*(other.year for other in before), *years),
        (*(ends[1] for ends in earlier), *central),
        None if low is None else (*(ends[0] for ends in earlier), *low),
        None if high is None else (*(ends[2] for ends in earlier), *high),
    )


def _ends(row: TableRow, definition: Definition) -> tuple[float, float, float]:
    """Low, central and high of a row in the unit of a definition; a row without a spread is its own."""
    low, central, high = (
        convert(row.central if value is None else value, row.unit, definition.unit)
        for value in (row.low, row.central, row.high)
    )
    return low, central, high


def _values(
    base: tuple[float | None, float, float | None], points: Points, spread: Spread | None, relative: bool
) -> Ends:
    scale = base[1] if relative else 1.0
    central = tuple(scale * value for value in points.values)
    if spread is not None:
        low, high = (tuple(scale * value for value in values) for values in spread)
        return low, central, high
    if base[0] is None or base[2] is None:
        return None, central, None
    shares = points.values if relative else (1.0,)
    return tuple(base[0] * share for share in shares), central, tuple(base[2] * share for share in shares)


def _row(
    fields: Mapping[str, Node], address: str, region: Scalar | None, problems: Problems
) -> TableRow | None:
    node = fields["table"]
    name = read_word(node, f"{address}.table", table_names(), problems)
    year_node = fields.get("year")
    if year_node is None:
        problems.add(node.origin, address, "found a table without a year", "add year: 2022")
        return None
    bounds = (FIRST_YEAR, LAST_YEAR)
    year = read_integer(
        year_node, f"{address}.year", f"a year of {shown(name or 'the table')}", bounds, problems
    )
    if name is None or year is None or region is None:
        return None
    if region.text not in regions(name):
        _unknown_region(region, name, node.origin, address, problems)
        return None
    try:
        return look_up(name, region.text, year)
    except DataError as error:
        problems.add(year_node.origin, f"{address}.year", str(error))
        return None


def _unknown_region(region: Scalar, name: str, origin: Origin, address: str, problems: Problems) -> None:
    """At the region itself if no table knows it, else at the table that does not."""
    known = {entry for table in table_names() for entry in regions(table)}
    hint = problems.suggest(region.text, all_region_names())
    if region.text in known:
        message = f"the table {name} has no row for the region {region.text}"
        problems.add(origin, f"{address}.table", message, f"it has {', '.join(regions(name))}")
    else:
        message = f"found {shown(region.text)!r}, expected a region of the table {name}"
        problems.add(region.origin, "region", message, hint or f"it has {', '.join(regions(name))}")


def _in_unit(
    row: TableRow, definition: Definition, origin: Origin, address: str, problems: Problems
) -> tuple[float | None, float, float | None] | None:
    try:
        low, high = (
            None if value is None else convert(value, row.unit, definition.unit)
            for value in (row.low, row.high)
        )
        return low, convert(row.central, row.unit, definition.unit), high
    except UnitError as error:
        problems.add(origin, f"{address}.table", f"the table {row.table}: {error.message}", error.hint)
        return None


def _check_bounds(
    values: Values | None, points: Points, definition: Definition, address: str, problems: Problems
) -> None:
    for value, origin in zip(values or (), points.origins, strict=False):
        if message := out_of_range(value, definition):
            problems.add(origin, address, message)
