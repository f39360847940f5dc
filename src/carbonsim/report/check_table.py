"""Cross-checks for readers: a title and lines of label, value, range and unit."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from carbonsim.engine.data_years import YEAR
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import MISSING, short, within
from carbonsim.report.texts import say, text
from carbonsim.report.texts_names import NAMES
from carbonsim.report.units import ShownUnit, stated_unit
from carbonsim.report.wording import two_digits
from carbonsim.results.records import Check, CheckRow

#: Size below which a number is told in powers of ten.
TINY = 1e-4
#: Cells of a label before it goes on in the next line.
LABEL_WIDTH = 78
#: English words in a Chinese text that are no part of a parameter's name.
NAME = re.compile(r"(?<![\w.|])[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z][A-Za-z0-9-]*)*(?![\w.|])", re.ASCII)


@dataclass(frozen=True)
class Rule:
    """Digits of a number on its own, and of the ends of a range."""

    figure: Callable[[float | None], str]
    within: Callable[[float | None, float | None], str]


def _two(value: float | None) -> str:
    """Two significant digits; of what is next to nothing in powers of ten."""
    if value is None or not math.isfinite(value):
        return MISSING
    return f"{value:.1e}" if 0.0 < abs(value) < TINY else two_digits(value)


def _between(low: float | None, high: float | None) -> str:
    ends = _two(low), _two(high)
    return MISSING if MISSING in ends else " – ".join(ends)


#: Numbers of someone who compares in detail; of someone who reads what estimates bear.
DETAILED, ROUNDED = Rule(short, within), Rule(_two, _between)


def check_lines(checks: Sequence[Check], language: str) -> list[str]:
    """Cross-checks against statistics, for a terminal."""
    if not checks:
        return []
    lines = [say("Cross-checks", language)]
    for check in checks:
        lines += wrap(named_check(check.text, language), indent=INDENT)
        cells = check_cells(check.rows, language)
        if not any(row.low is not None for row in check.rows):
            cells = [(label, value, unit) for label, value, _, unit in cells]
        rest = sum(2 + max(display_width(row[i]) for row in cells) for i in range(1, len(cells[0])))
        width = min(WIDTH - 2 * len(INDENT) - rest, LABEL_WIDTH)
        limits = (width, *[None] * (len(cells[0]) - 1))
        rows = [row for cell in cells for row in _wrapped(cell, width)]
        lines += [INDENT * 2 + line for line in columns(rows, "<><<"[: len(limits)], limits=limits)]
    return lines


def check_cells(rows: Sequence[CheckRow], language: str, rule: Rule = DETAILED) -> list[tuple[str, ...]]:
    """Label, value, range and unit of each line of a check; a year has no thousands separator."""
    alike: dict[str, list[float | None]] = {}
    for row in rows:
        alike.setdefault(row.unit, []).extend((row.value, row.low, row.high))
    # rows of one unit are compared; tonnes of a country and of a load are not
    units = {unit: stated_unit(unit, values, language) for unit, values in alike.items()}
    return [_cells(row, units[row.unit], language, rule) for row in rows]


def _cells(row: CheckRow, unit: ShownUnit, language: str, rule: Rule) -> tuple[str, ...]:
    value, low, high = (None if one is None else one * unit.factor for one in (row.value, row.low, row.high))
    figure = f"{row.value:.0f}" if row.unit == YEAR and math.isfinite(row.value) else rule.figure(value)
    between = rule.within(low, high)
    range_ = "" if between == MISSING else f"({between})"
    return named_check(row.label, language), figure, range_, unit.words


def named_check(texts: Mapping[str, str], language: str) -> str:
    """A text of a check; technologies in it are named in its language, too."""
    words = text(texts, language)
    return NAME.sub(lambda found: NAMES.get(found[0], found[0]), words) if language == "zh" else words


def _wrapped(cells: Sequence[str], width: int) -> list[tuple[str, ...]]:
    """A line, and those in which a long label goes on."""
    label, *others = cells
    first, *more = wrap(label, width, indent=INDENT, first="")
    return [(first, *others), *((line, *("" for _ in others)) for line in more)]
