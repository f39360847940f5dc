"""The default values: ``parameters.csv`` of a package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.resources.abc import Traversable

from carbonsim.core.distributions import DISTRIBUTIONS, NORMAL
from carbonsim.reference.regions import region_names
from carbonsim.reference.rows import CONFIDENCES, Row, read_rows
from carbonsim.scenario.distributions import wrong_range
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.quantity import FIRST_YEAR, LAST_YEAR, Definition, Quantity, Record, Setting
from carbonsim.scenario.ranges import out_of_order, out_of_range
from carbonsim.scenario.units import UnitError, convert

PARAMETER_COLUMNS = (
    *("address", "year", "low", "central", "high", "unit"),
    *("data_year", "region", "boundary", "source", "confidence", "note"),
)

#: May be left out: all ranges of the file are then two-piece normal distributions.
LAST_COLUMNS = ("distribution",)

#: From the surest to the least sure; options and labels have none.
SURENESS = ("", "published", "derived", "estimate")


def read_defaults(
    path: Traversable, file: str, define: Callable[[str], Definition | None]
) -> dict[str, Setting]:
    """Read the default value of each address.

    Parameters
    ----------
    path : Traversable
        A ``parameters.csv``.
    file : str
        Its name in messages and origins.
    define : callable
        From an address to its definition.

    Returns
    -------
    dict of str to Setting
        In the order of the file.
    """
    by_address: dict[str, list[Row]] = {}
    for row in read_rows(path, file, PARAMETER_COLUMNS, LAST_COLUMNS):
        by_address.setdefault(row.text("address"), []).append(row)
    return {address: _setting(address, rows, define(address)) for address, rows in by_address.items()}


def _setting(address: str, rows: list[Row], definition: Definition | None) -> Setting:
    first = rows[0]
    if definition is None:
        raise first.broken(f"no definition allows the address {address!r}")
    value = _quantity(rows, definition) if definition.kind == "quantity" else _words(rows, definition)
    return Setting(
        address=address,
        value=value,
        written_unit=first["unit"],
        source=first["source"],
        confidence=max((row["confidence"] for row in rows), key=SURENESS.index),
        note=first["note"],
        boundary=first["boundary"],
        data_year=first["data_year"],
        region=_region(rows),
        origin=Origin(first.file, first.line, 1, first.line),
        definition=definition,
        records=tuple(_record(row) for row in rows),
    )


def _region(rows: list[Row]) -> str:
    """Region of an address; its rows say the same."""
    name = rows[0]["region"]
    for row in rows:
        if row["region"] and row["region"] not in region_names():
            raise row.broken(f"region: found {row['region']!r}, expected a name of regions.csv or nothing")
        if row["region"] != name:
            raise row.broken(f"region: found {row['region']!r} after {name!r}, expected one for all years")
    return name


def _record(row: Row) -> Record:
    return Record(
        file=row.file,
        row=row.line,
        region=row["region"],
        year=row["year"],
        low=row["low"],
        central=row["central"],
        high=row["high"],
        unit=row["unit"],
        data_year=row["data_year"],
        boundary=row["boundary"],
        source=row["source"],
        confidence=row["confidence"],
        note=row["note"],
    )


def _words(rows: list[Row], definition: Definition) -> str:
    if len(rows) > 1:
        raise rows[1].broken("this address occurs twice")
    if definition.options:
        return rows[0].one_of("central", definition.options)
    return rows[0].text("central")


def _quantity(rows: list[Row], definition: Definition) -> Quantity:
    years = _years(rows)
    if years and not definition.varies:
        raise rows[0].broken("year: found a path, expected one value for all years")
    points = [_point(row, definition) for row in rows]
    ranged = any(low is not None for low, _, _ in points)
    quantity = Quantity(
        years=years,
        central=tuple(central for _, central, _ in points),
        low=tuple(central if low is None else low for low, central, _ in points) if ranged else None,
        high=tuple(central if high is None else high for _, central, high in points) if ranged else None,
        interpolation="linear",
        unit=definition.unit,
    )
    name = _distribution(rows, quantity)
    return quantity if name == quantity.distribution else replace(quantity, distribution=name)


def _distribution(rows: list[Row], quantity: Quantity) -> str:
    """What a file says of a range; the rows of a path say the same."""
    first = rows[0]
    name = first["distribution"]
    for row in rows:
        if row["distribution"] != name:
            found = f"found {row['distribution']!r} after {name!r}"
            raise row.broken(f"distribution: {found}, expected one for all years")
    if not name:
        return NORMAL
    first.one_of("distribution", DISTRIBUTIONS)
    if quantity.low is None or quantity.high is None:
        raise first.broken("distribution: found without low and high")
    if message := wrong_range(name, (quantity.low, quantity.central, quantity.high)):
        raise first.broken(f"distribution: {message}")
    return name


def _years(rows: list[Row]) -> tuple[int, ...]:
    if len(rows) == 1 and not rows[0]["year"]:
        return ()
    years = tuple(row.integer("year") for row in rows)
    for index, row in enumerate(rows):
        if not FIRST_YEAR <= years[index] <= LAST_YEAR:
            raise row.broken(f"year: found {years[index]}, expected {FIRST_YEAR} to {LAST_YEAR}")
        if index and years[index] <= years[index - 1]:
            raise row.broken(f"year: found {years[index]} after {years[index - 1]}, expected rising years")
    return years


def _point(row: Row, definition: Definition) -> tuple[float | None, float, float | None]:
    """Low, central and high of a row in the unit of the definition."""
    row.one_of("confidence", CONFIDENCES)
    low, high = row.optional_number("low"), row.optional_number("high")
    central = row.number("central")
    if (low is None) != (high is None):
        raise row.broken("low and high: found one, expected both or neither")
    if message := out_of_order(low, central, high):
        raise row.broken(message)
    unit = row.text("unit")
    if unit != definition.unit:  # most are written in it
        try:
            low, high = (
                None if value is None else convert(value, unit, definition.unit) for value in (low, high)
            )
            central = convert(central, unit, definition.unit)
        except UnitError as error:
            raise row.broken(f"unit: {error}") from error
    for value in (low, central, high):
        if value is not None and (message := out_of_range(value, definition)):
            raise row.broken(message)
    return low, central, high
