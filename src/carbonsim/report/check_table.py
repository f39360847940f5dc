"""Cross-checks for readers: a title and lines of label, value, range and unit."""

from __future__ import annotations

import math
from collections.abc import Sequence

from carbonsim.engine.data_years import YEAR
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import MISSING, short, within
from carbonsim.report.texts import say, say_unit, text
from carbonsim.results.records import Check, CheckRow

#: Cells of a label before it goes on in the next line.
LABEL_WIDTH = 78


def check_lines(checks: Sequence[Check], language: str) -> list[str]:
    """Cross-checks against statistics, for a terminal."""
    if not checks:
        return []
    lines = [say("Cross-checks", language)]
    for check in checks:
        lines += wrap(text(check.text, language), indent=INDENT)
        cells = [check_cells(row, language) for row in check.rows]
        if not any(row.low is not None for row in check.rows):
            cells = [(label, value, unit) for label, value, _, unit in cells]
        rest = sum(2 + max(display_width(row[i]) for row in cells) for i in range(1, len(cells[0])))
        width = min(WIDTH - 2 * len(INDENT) - rest, LABEL_WIDTH)
        limits = (width, *[None] * (len(cells[0]) - 1))
        rows = [row for cell in cells for row in _wrapped(cell, width)]
        lines += [INDENT * 2 + line for line in columns(rows, "<><<"[: len(limits)], limits=limits)]
    return lines


def check_cells(row: CheckRow, language: str) -> tuple[str, ...]:
    """Label, value, range and unit of a line; a year has no thousands separator."""
    value = f"{row.value:.0f}" if row.unit == YEAR and math.isfinite(row.value) else short(row.value)
    between = within(row.low, row.high)
    range_ = "" if between == MISSING else f"({between})"
    return text(row.label, language), value, range_, say_unit(row.unit, language)


def _wrapped(cells: Sequence[str], width: int) -> list[tuple[str, ...]]:
    """A line, and those in which a long label goes on."""
    label, *others = cells
    first, *more = wrap(label, width, indent=INDENT, first="")
    return [(first, *others), *((line, *("" for _ in others)) for line in more)]
