"""A search for values that reach a target, as text: where each parameter meets it, and what to copy."""

from __future__ import annotations

from carbonsim.report.audit_values import DOWN, UP, significant
from carbonsim.report.heading import sureness
from carbonsim.report.layout import INDENT, columns, wrap
from carbonsim.report.solve_combined import combination_lines, copy_lines
from carbonsim.report.solve_words import (
    WAYS,
    best_words,
    edge_words,
    figure_title,
    figure_words,
    kind_words,
    level_words,
    missing_words,
    parameter_title,
    span_words,
    told,
    when_words,
)
from carbonsim.report.texts import label_of, say, text
from carbonsim.results.solve_edges import ENDS, JUMPS, SHARE, Edge, Search
from carbonsim.results.solve_records import Solution, Solved, SolvedParameter
from carbonsim.scenario.vary import DELAY, TIMES, VALUE

#: Lines to copy of one parameter.
MOST_COPIED = 6


def solve_lines(solution: Solution, given: str, language: str) -> list[str]:
    """All that a terminal shows of a search.

    Parameters
    ----------
    solution : Solution
    given : str
        The scenario as the user named it.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    scenario = solution.scenario
    title = f"{text(scenario.title, language)} ({scenario.name}): {say('What it takes', language)}"
    about = say("deterministic run (central values) only", language)
    if solution.draws > 1:
        about = say("{draws} draws, seed {seed}", language).format(
            draws=f"{solution.draws:,}", seed=solution.seed
        )
    lines = [*wrap(title), about, *wrap(sureness(scenario, language)), "", *_target(solution, language)]
    for solved in solution.solved:
        lines += ["", *_parameter(solution, solved, language)]
        if solution.combination is None:
            lines += _copies(solution, solved, given, language)
    if solution.combination is not None:
        lines += ["", *combination_lines(solution, solution.combination, given, language)]
    return lines


def _target(solution: Solution, language: str) -> list[str]:
    """The target and how far the scenario is from it as it is."""
    target = solution.target
    boundary = say("the figure as named", language)
    if target.boundary:
        boundary = say("boundary: {boundary}", language).format(boundary=say(target.boundary, language))
    asked = " ".join((level_words(solution, language), when_words(solution, language)))
    if language == "zh":
        asked = f"{when_words(solution, language)}{level_words(solution, language)}"
    colon = "：" if language == "zh" else ": "
    first = f"{say('Target', language)}{colon}{figure_title(solution, language)}"
    line = label_of((f"{first}{colon}{asked}", boundary), language)
    brackets = "{} {}（{}）" if language == "zh" else "{} {} ({})"
    here = []
    for search in solution.solved[0].searches:
        figure = figure_words(solution, search.kind, search.here, language)
        if search.kind == SHARE:
            words = say("met" if search.met_here else "missed", language)
            here.append(brackets.format(say("share of draws that meet it", language), figure, words))
            continue
        lacks = missing_words(solution, search.here, language)
        here.append(brackets.format(kind_words(solution, search.kind, language), figure, lacks))
    return [
        *wrap(line),
        *wrap(f"{say('as it is', language)}{colon}{label_of(here, language)}", indent=INDENT),
    ]


def _parameter(solution: Solution, solved: Solved, language: str) -> list[str]:
    """The block of one parameter."""
    parameter = solved.parameter
    lines = wrap(f"{parameter_title(solution, parameter, language)} ({parameter.name})")
    for words in _about(solved, language):
        lines += wrap(words, indent=INDENT)
    if not solved.moves:
        return [*lines, INDENT + say("the outcome does not hang on it", language)]
    head = ["what meets it", "with values", "times as it is", "figure there"]
    factors = parameter.way == VALUE and bool(parameter.value)
    table = [tuple(say(word, language) for word in head if factors or word != "times as it is")]
    for search in solved.searches:
        for row in _rows(solution, parameter, search, language):
            table.append(tuple(cell for place, cell in enumerate(row) if factors or place != 2))
    rows = [(INDENT + row[0], *row[1:]) for row in table]
    lines += columns(rows, "<<><" if factors else "<<<", limits=[None] * len(table[0]))
    for search in solved.searches:
        for words in _notes(parameter, search, language):
            lines += wrap(words, indent=INDENT)
    return lines


def _about(solved: Solved, language: str) -> list[str]:
    """Kind of a parameter, and the values that were looked at."""
    parameter, scan = solved.parameter, solved.scan
    said = []
    if parameter.is_path:
        words = {
            VALUE: "a path: values are those of {year}, and its other years move in proportion",
            TIMES: "a path: the factor is that of all its years",
            DELAY: "a path: its value in a year is that of so many years before (below 0: it comes earlier)",
        }[parameter.way]
        said.append(say(words, language).format(year=parameter.year))
    policy = "a policy of this scenario; the baseline stays as it is"
    said.append(say(policy if parameter.is_policy else "not a policy: the baseline moves with it", language))
    if parameter.ranged and scan.quantiles.size:
        said.append(say("its range is held while it is varied", language))
    if parameter.one_value:
        words = "the model reads one value of it for all draws: each took a run of its own"
        said.append(say(words, language))
    semicolon = "；" if language == "zh" else "; "
    words = "looked at: {low} ({low_end}) to {high} ({high_end}), {count} values; as it is: {value}"
    looked = say(words, language).format(
        low=told(parameter.low, parameter.unit, language),
        low_end=say(parameter.low_end, language),
        high=told(parameter.high, parameter.unit, language),
        high_end=say(parameter.high_end, language),
        count=len(scan.values),
        value=told(parameter.value, parameter.unit, language),
    )
    if len(scan.draw_values):
        looked += semicolon + say("and {count} with draws", language).format(count=len(scan.draw_values))
    refused = [
        say("{count} values are refused: {reason}", language).format(count=count, reason=reason)
        for reason, count in scan.refused.items()
    ]
    return [semicolon.join(said), looked, *refused]


def _rows(
    solution: Solution, parameter: SolvedParameter, search: Search, language: str
) -> list[tuple[str, str, str, str]]:
    """Lines of one kind: each span, or each value at which an equality holds."""
    kind = kind_words(solution, search.kind, language)
    if not search.reached:
        return [(kind, say("nowhere", language), "", best_words(solution, parameter, search, language))]
    if not search.spans:
        return [
            (
                kind,
                say("at {value}", language).format(value=edge_words(parameter, edge, language)),
                _factor(parameter, edge),
                figure_words(solution, search.kind, edge.figure, language),
            )
            for edge in search.edges
        ]
    rows = []
    for span in search.spans:
        edges = [edge for edge in search.edges if edge.value in (span.low, span.high)]
        dash = " – " if len(edges) > 1 else ""
        rows.append(
            (
                kind,
                span_words(parameter, span, search, language),
                dash.join(_factor(parameter, edge) for edge in edges),
                dash.join(figure_words(solution, search.kind, edge.figure, language) for edge in edges),
            )
        )
    return rows


def _factor(parameter: SolvedParameter, edge: Edge) -> str:
    """How many times its present value a parameter is at an edge."""
    if not parameter.value:
        return ""
    ways = {UP: DOWN, DOWN: UP} if parameter.value < 0.0 else {}
    way = WAYS[edge.side]
    return significant(edge.value / parameter.value, 3, ways.get(way, way))


def _notes(parameter: SolvedParameter, search: Search, language: str) -> list[str]:
    """Remarks on edges."""
    said = []
    for edge in search.edges:
        value = edge_words(parameter, edge, language)
        words = {
            JUMPS: "at {value} the figure jumps over the target",
            ENDS: "beyond {value} the model has no answer",
        }.get(edge.kind)
        if words is not None:
            said.append(say(words, language).format(value=value))
        if edge.clipped:
            words = "at {value} bounds hold part of the path back: it no longer moves in proportion"
            said.append(say(words, language).format(value=value))
    return said


def _copies(solution: Solution, solved: Solved, given: str, language: str) -> list[str]:
    """Commands that show each edge."""
    edges = [(search.kind, edge) for search in solved.searches for edge in search.edges]
    lines: list[str] = []
    for kind, edge in edges[:MOST_COPIED]:
        figure = "" if edge.confirmed is None else figure_words(solution, kind, edge.confirmed, language)
        lines += copy_lines(solution, kind, edge.overrides, figure, edge.refusal, given, language)
    return lines
