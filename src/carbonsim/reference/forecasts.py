"""Published forecasts and aims: figures of others for a reported variable, a region and a year to come."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

from carbonsim.reference.rows import Row, index_rows, read_rows

FILE = "published_forecasts.csv"
COLUMNS = ("variable", "region", "year", "low", "central", "high", "unit", "made", "source", "note")


@dataclass(frozen=True)
class PublishedForecast:
    """Forecast or aim of others; `made` is the year in which it was stated."""

    variable: str
    region: str
    year: int
    low: float | None
    central: float
    high: float | None
    unit: str
    made: int
    source: str
    note: str


def read_forecasts(path: Traversable) -> tuple[PublishedForecast, ...]:
    """Table of forecasts, the earliest years first.

    Parameters
    ----------
    path : Traversable
        The file.

    Returns
    -------
    tuple of PublishedForecast

    Raises
    ------
    DataError
        If a column, a cell or a range is not as expected, or a source has two figures for one year.
    """
    found = index_rows(read_rows(path, FILE, COLUMNS), _forecast)
    return tuple(sorted(found.values(), key=lambda row: row.year))


def _forecast(row: Row) -> tuple[tuple[str, str, int, str], PublishedForecast]:
    """Forecast of a row and its key: a source has one figure for a variable, a region and a year."""
    low, central, high = row.low_central_high()
    forecast = PublishedForecast(
        variable=row.text("variable"),
        region=row.text("region"),
        year=row.integer("year"),
        low=low,
        central=central,
        high=high,
        unit=row.text("unit"),
        made=row.integer("made"),
        source=row.text("source"),
        note=row["note"],
    )
    if forecast.made > forecast.year:
        raise row.broken(f"made: found {forecast.made}, expected a year no later than {forecast.year}")
    return (forecast.variable, forecast.region, forecast.year, forecast.source), forecast
