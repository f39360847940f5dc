"""What a run prints: trajectories, outcomes, claims boundary by boundary, cross-checks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from carbonsim.report.claim_table import claim_lines
from carbonsim.report.heading import heading
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import MISSING, short, within
from carbonsim.report.outcome_table import outcome_lines
from carbonsim.report.texts import say, text
from carbonsim.report.trajectories import trajectory_lines
from carbonsim.report.units import ShownUnit, stated_units
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Check, CheckRow, Outcome
from carbonsim.results.results import Results

#: English words inside a Chinese text.
NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z][A-Za-z0-9-]*)*")


def summary(
    results: Results,
    outcomes: Sequence[Outcome] = (),
    claims: Sequence[ClaimResult] = (),
    language: str = "en",
) -> str:
    """The report of a run for a terminal: plain text of at most 100 columns.

    Parameters
    ----------
    results : Results
        A run.
    outcomes, claims : sequence
        What the analysis made of it.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
    """
    sections = [
        heading(results, language),
        trajectory_lines(results, language),
        outcome_lines(results, outcomes, language),
        claim_lines(claims, language),
        check_lines(results.checks, language),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def check_lines(checks: Sequence[Check], language: str) -> list[str]:
    """Cross-checks against statistics."""
    if not checks:
        return []
    lines = [say("Cross-checks", language)]
    for check in checks:
        lines += wrap(_named(check.text, language), indent=INDENT)
        units = stated_units([(row.unit, (row.value, row.low, row.high)) for row in check.rows], language)
        rows = [_check_row(row, unit, language) for row, unit in zip(check.rows, units, strict=True)]
        if not any(row.low is not None for row in check.rows):
            rows = [(label, value, unit) for label, value, _, unit in rows]
        others = range(1, len(rows[0]))
        rest = sum(2 + max(display_width(row[i]) for row in rows) for i in others)
        limits = (min(WIDTH - 2 * len(INDENT) - rest, 60), *[None] * len(others))
        lines += [INDENT * 2 + line for line in columns(rows, "<><<"[: len(limits)], limits=limits)]
    return lines


def _check_row(row: CheckRow, unit: ShownUnit, language: str) -> tuple[str, ...]:
    """Label, value, what stands behind it, "(10.0 – 15.0)" or nothing, and unit."""
    value, low, high = (None if one is None else one * unit.factor for one in (row.value, row.low, row.high))
    span = within(low, high)
    return _named(row.label, language), short(value), "" if span == MISSING else f"({span})", unit.words


def _named(texts: Mapping[str, str], language: str) -> str:
    """A text of a check; names of technologies in it are in its language, too."""
    words = text(texts, language)
    return NAME.sub(lambda found: say(found[0], language), words) if language == "zh" else words
