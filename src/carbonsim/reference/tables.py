"""The shared reference tables: figures by region and year, deflators, exchange rates, forecasts, sources.

Each table is read once. Whatever a table does not hold is an error that says what it does hold; nothing is
interpolated or taken from a neighbouring year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from carbonsim.core.errors import DataError
from carbonsim.reference.forecasts import FILE, PublishedForecast, read_forecasts
from carbonsim.reference.rows import CONFIDENCES, Row, index_rows, read_rows

REGION_YEAR_COLUMNS = ("region", "year", "low", "central", "high", "unit", "source", "confidence", "note")
SOURCE_COLUMNS = ("id", "title", "organisation", "year", "url")
DEFLATOR_COLUMNS = ("currency", "year", "index", "source", "confidence", "note")
EXCHANGE_COLUMNS = ("currency", "year", "cny_per_unit", "source", "confidence", "note")
OWN_CURRENCY = "CNY"


@dataclass(frozen=True)
class TableRow:
    """One figure of a table by region and year; `row` is its line in the file, the header being line 1."""

    table: str
    row: int
    region: str
    year: int
    low: float | None
    central: float
    high: float | None
    unit: str
    source: str
    confidence: str
    note: str


@dataclass(frozen=True)
class Source:
    """Where a number comes from."""

    id: str
    title: str
    organisation: str
    year: str
    url: str


class ReferenceTables:
    """The tables of one folder. The functions of this module read the shipped one."""

    def __init__(self, folder: Traversable) -> None:
        self.folder = folder
        self._tables: dict[str, tuple[TableRow, ...]] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The tables by region and year: those whose header says so."""
        header = ",".join(REGION_YEAR_COLUMNS[:2]) + ","
        found = [path for path in self.folder.iterdir() if path.name.endswith(".csv")]
        wanted = [path.name[:-4] for path in found if path.read_text(encoding="utf-8").startswith(header)]
        return tuple(sorted(wanted))

    def read(self, name: str) -> tuple[TableRow, ...]:
        """All rows of a table."""
        if name not in self._tables:
            if name not in self.names:
                raise DataError(f"no table {name!r}; there are {', '.join(self.names)}")
            rows = read_rows(self.folder / f"{name}.csv", f"{name}.csv", REGION_YEAR_COLUMNS)
            table = index_rows(rows, lambda row: _region_year(name, row))
            self._tables[name] = tuple(table.values())
        return self._tables[name]

    def look_up(self, name: str, region: str, year: int) -> TableRow:
        """The row of a region and a year."""
        rows = self.read(name)
        for row in rows:
            if row.region == region and row.year == year:
                return row
        years = [str(row.year) for row in rows if row.region == region]
        if years:
            raise DataError(f"{name} has no {year} for {region}; it has {', '.join(years)}")
        raise DataError(f"{name} has no region {region!r}; it has {', '.join(self.regions(name))}")

    def regions(self, name: str) -> tuple[str, ...]:
        """The regions of a table, in its order."""
        return tuple(dict.fromkeys(row.region for row in self.read(name)))

    @cached_property
    def sources(self) -> dict[str, Source]:
        """All sources by their id."""
        rows = read_rows(self.folder / "sources.csv", "sources.csv", SOURCE_COLUMNS)
        return index_rows(rows, lambda row: (row.text("id"), Source(**row.cells)))

    @cached_property
    def deflators(self) -> dict[tuple[str, int], float]:
        """Deflators by currency and year."""
        return self._money("deflators.csv", DEFLATOR_COLUMNS, "index")

    @cached_property
    def exchange_rates(self) -> dict[tuple[str, int], float]:
        """CNY per unit by currency and year."""
        return self._money("exchange_rates.csv", EXCHANGE_COLUMNS, "cny_per_unit")

    @cached_property
    def forecasts(self) -> tuple[PublishedForecast, ...]:
        """Published forecasts and aims, the earliest years first."""
        return read_forecasts(self.folder / FILE)

    def _money(self, file: str, columns: tuple[str, ...], column: str) -> dict[tuple[str, int], float]:
        rows = read_rows(self.folder / file, file, columns)

        def read(row: Row) -> tuple[tuple[str, int], float]:
            value = row.number(column)
            if value <= 0:
                raise row.broken(f"{column}: found {value}, expected a number above 0")
            return (row.text("currency"), row.integer("year")), value

        return index_rows(rows, read)


def _region_year(name: str, row: Row) -> tuple[tuple[str, int], TableRow]:
    low, central, high = row.low_central_high()
    entry = TableRow(
        table=name,
        row=row.line,
        region=row.text("region"),
        year=row.integer("year"),
        low=low,
        central=central,
        high=high,
        unit=row.text("unit"),
        source=row["source"],
        confidence=row.one_of("confidence", CONFIDENCES),
        note=row["note"],
    )
    return (entry.region, entry.year), entry


@cache
def _shipped() -> ReferenceTables:
    return ReferenceTables(files("carbonsim.reference"))


def table_names() -> tuple[str, ...]:
    """Names of the tables by region and year.

    Examples
    --------
    >>> "grid_factors" in table_names()
    True
    """
    return _shipped().names


def read_table(name: str) -> tuple[TableRow, ...]:
    """All rows of a table by region and year; `DataError` if it is missing or broken."""
    return _shipped().read(name)


def look_up(name: str, region: str, year: int) -> TableRow:
    """The figure of a region and a year.

    Parameters
    ----------
    name : str
        A table, one of `table_names`.
    region : str
        A region as the table spells it.
    year : int
        A year of the table; nothing is interpolated.

    Returns
    -------
    TableRow

    Raises
    ------
    DataError
        If the table, the region or the year is not there; the message says what is.

    Examples
    --------
    >>> row = look_up("grid_factors", "Fujian", 2022)
    >>> row.central, row.unit
    (0.4092, 'kg CO2/kWh')
    """
    return _shipped().look_up(name, region, year)


def regions(name: str) -> tuple[str, ...]:
    """The regions of a table, in its order."""
    return _shipped().regions(name)


def sources() -> Mapping[str, Source]:
    """All sources by their id."""
    return _shipped().sources


def published_forecasts(variable: str, region: str) -> tuple[PublishedForecast, ...]:
    """Published forecasts and aims for a reported variable in a region; none where nobody gives any.

    Examples
    --------
    >>> [row.central for row in published_forecasts("New Energy Stock|Transportation|Truck", "China")]
    [1.6]
    """
    found = _shipped().forecasts
    return tuple(row for row in found if (row.variable, row.region) == (variable, region))


def deflator(currency: str, year: int) -> float:
    """Price level of a year over that of 2023 [1].

    Examples
    --------
    >>> deflator("CNY", 2023)
    1.0
    """
    return _money(_shipped().deflators, "deflator", currency, year)


def exchange_rate(currency: str, year: int) -> float:
    """CNY of a year for one unit of a currency of the same year [CNY].

    Examples
    --------
    >>> exchange_rate("CNY", 2024)
    1.0
    """
    if currency == OWN_CURRENCY:
        return 1.0
    return _money(_shipped().exchange_rates, "exchange rate", currency, year)


def _money(table: Mapping[tuple[str, int], float], what: str, currency: str, year: int) -> float:
    if (currency, year) in table:
        return table[currency, year]
    years = [entry for known, entry in table if known == currency]
    if years:
        raise DataError(f"no {what} for {currency} of {year}; there are {min(years)} to {max(years)}")
    raise DataError(f"no {what} for {currency}; there are {', '.join(sorted({key[0] for key in table}))}")
