"""Reading a shipped CSV strictly: the expected columns, every cell, and the line that each row stands on."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TypeVar

from carbonsim.core.errors import DataError

Key = TypeVar("Key")
Value = TypeVar("Value")

CONFIDENCES = ("published", "derived", "estimate")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV: its cells by column, and where it stands (``file:line``, the header being line 1)."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def broken(self, message: str) -> DataError:
        """The error to raise for this row."""
        return DataError(f"{self.file}:{self.line}: {message}")

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        if not self.cells[column]:
            raise self.broken(f"{column} is empty")
        return self.cells[column]

    def integer(self, column: str) -> int:
        """A whole number."""
        try:
            return int(self.cells[column])
        except ValueError:
            raise self.broken(f"{column}: found {self.cells[column]!r}, expected a whole number") from None

    def number(self, column: str) -> float:
        """A finite number; a missing one is an error, never 0."""
        try:
            value = float(self.cells[column])
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise self.broken(f"{column}: found {self.cells[column]!r}, expected a number")
        return value

    def optional_number(self, column: str) -> float | None:
        """A finite number, or None for an empty cell."""
        return self.number(column) if self.cells[column] else None

    def low_central_high(self) -> tuple[float | None, float, float | None]:
        """Value and its range in the columns of these names; a range has both ends or is not there."""
        low, central, high = self.optional_number("low"), self.number("central"), self.optional_number("high")
        if (low is None) != (high is None):
            raise self.broken("low and high: found one, expected both or neither")
        if low is not None and high is not None and not low <= central <= high:
            raise self.broken(f"found low {low}, central {central}, high {high}; expected them in this order")
        return low, central, high

    def one_of(self, column: str, options: Sequence[str]) -> str:
        """A cell that holds one of a few words."""
        if self.cells[column] not in options:
            raise self.broken(f"{column}: found {self.cells[column]!r}, expected {' or '.join(options)}")
        return self.cells[column]


def read_rows(path: Traversable, file: str, columns: Sequence[str], last: Sequence[str] = ()) -> list[Row]:
    """Read a CSV whose header must be exactly `columns`, with or without the `last` ones behind them.

    Parameters
    ----------
    path : Traversable
        The file.
    file : str
        Its name in messages.
    columns : sequence of str
        The columns, in order.
    last : sequence of str
        Columns that a file may do without: its cells are then empty.

    Returns
    -------
    list of Row

    Raises
    ------
    DataError
        If the file cannot be read, or its columns or the cells of a row are not the expected ones.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file}: cannot be read ({error})") from error
    lines = _lines(text, file)
    header = next(lines, (1, []))[1]
    if header not in (list(columns), [*columns, *last]):
        raise DataError(f"{file}:1: found the columns {','.join(header)}, expected {','.join(columns)}")
    rows = []
    for line, cells in lines:
        if len(cells) != len(header):
            raise DataError(f"{file}:{line}: {len(cells)} cells, expected {len(header)}")
        named = dict.fromkeys(last, "")
        named.update(zip(header, map(str.strip, cells), strict=True))
        rows.append(Row(file, line, named))
    return rows


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise DataError(f"{file}:{reader.line_num}: {error}") from error


def index_rows(rows: Sequence[Row], read: Callable[[Row], tuple[Key, Value]]) -> dict[Key, Value]:
    """Rows by a key that may occur once only."""
    table: dict[Key, Value] = {}
    for row in rows:
        key, value = read(row)
        if key in table:
            raise row.broken(f"{key} occurs twice")
        table[key] = value
    return table
