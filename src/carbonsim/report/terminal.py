"""What a run prints: trajectories, headline figures, claims boundary by boundary, cross-checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from carbonsim.report.claim_table import claim_lines
from carbonsim.report.heading import heading
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import MISSING, decimals, fixed, handy_unit, short, within
from carbonsim.report.texts import say, say_name, say_unit, split_boundary, text
from carbonsim.report.trajectories import trajectory_lines
from carbonsim.results.records import Check, CheckRow, ClaimResult, Outcome, Variable
from carbonsim.results.results import Results


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


def outcome_lines(results: Results, outcomes: Sequence[Outcome], language: str) -> list[str]:
    """Headline figures, with the range where there is an ensemble."""
    if not outcomes:
        return []
    ranged = any(outcome.quantiles is not None for outcome in outcomes)
    head = (say("Outcomes", language), say("unit", language), say("central", language))
    rows: list[tuple[str, ...]] = [(*head, say("mean", language), "p05", "p50", "p95") if ranged else head]
    labels = outcome_labels(results.variables.values(), [outcome.name for outcome in outcomes], language)
    for label, outcome in zip(labels, outcomes, strict=True):
        values = (outcome.central, outcome.mean, *_middle(outcome)) if ranged else (outcome.central,)
        known = [value for value in values if value is not None]
        unit, factor = handy_unit(outcome.unit, known)
        scaled = [None if value is None else value * factor for value in values]
        places = decimals(value for value in scaled if value is not None)
        rows.append((INDENT + label, say_unit(unit, language), *(fixed(value, places) for value in scaled)))
    numbers = len(rows[0]) - 2
    rest = sum(2 + max(display_width(row[column]) for row in rows) for column in range(1, numbers + 2))
    table = columns(rows, "<<" + ">" * numbers, limits=(WIDTH - rest, *[None] * (numbers + 1)))
    lines = [table[0]]
    for line, outcome in zip(table[1:], outcomes, strict=True):
        lines.append(line)
        if outcome.note:
            lines += wrap(outcome.note, indent=INDENT * 3)
    return lines


def _middle(outcome: Outcome) -> tuple[float | None, ...]:
    if outcome.quantiles is None:
        return (None, None, None)
    low, _, median, _, high = outcome.quantiles
    return (low, median, high)


def outcome_labels(variables: Iterable[Variable], names: Sequence[str], language: str) -> list[str]:
    """Short labels: figure and boundary, and what it is of if two would look the same."""
    known = tuple(variables)
    for sector in (False, True):
        labels = [outcome_label(known, name, sector, language) for name in names]
        if len(set(labels)) == len(labels):
            return labels
    return [
        label if labels.count(label) == 1 else say_name(name, language)
        for label, name in zip(labels, names, strict=True)
    ]


def outcome_label(variables: Iterable[Variable], name: str, sector: bool, language: str) -> str:
    """A headline figure and its boundary in words, if wanted with the sector that it is of."""
    main, boundary = split_boundary(name)
    boundary = next((v.boundary for v in variables if v.boundary and name.endswith(v.name)), boundary)
    first, rest = main.partition("|")[::2]
    words = first.split(" ", 1)
    # "Cumulative Emissions": the first word is what was done to the figure that the others name
    known = say(first, language) if say(first, language) != first else ""
    figure = known or ("" if language == "zh" else " ").join(say(word, language) for word in words)
    if not boundary:
        return f"{figure}, {say_name(rest, language)}" if rest else figure
    of = (say_name(rest.rpartition("|")[2], language),) if sector else ()
    return ", ".join((figure, *of, say(boundary.lower(), language)))


def check_lines(checks: Sequence[Check], language: str) -> list[str]:
    """Cross-checks against statistics."""
    if not checks:
        return []
    lines = [say("Cross-checks", language)]
    for check in checks:
        lines += wrap(text(check.text, language), indent=INDENT)
        rows: list[tuple[str, ...]] = [
            (text(row.label, language), short(row.value), _range(row), say_unit(row.unit, language))
            for row in check.rows
        ]
        if not any(row.low is not None for row in check.rows):
            rows = [(label, value, unit) for label, value, _, unit in rows]
        others = range(1, len(rows[0]))
        rest = sum(2 + max(display_width(row[i]) for row in rows) for i in others)
        limits = (min(WIDTH - 2 * len(INDENT) - rest, 60), *[None] * len(others))
        lines += [INDENT * 2 + line for line in columns(rows, "<><<"[: len(limits)], limits=limits)]
    return lines


def _range(row: CheckRow) -> str:
    """What stands behind the value: "(10.0 – 15.0)", or nothing."""
    text = within(row.low, row.high)
    return "" if text == MISSING else f"({text})"
