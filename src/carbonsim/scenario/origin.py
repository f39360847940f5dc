"""Where a value comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """The place of a value: a scenario file, an override, or a row of a shipped table.

    Line and column count from 1; both are 0 for an override. `row` is the line of a shipped CSV (the header
    is line 1) and 0 for anything else.
    """

    file: str
    line: int
    column: int
    row: int = 0
