"""What a run prints: trajectories, headline figures, claims boundary by boundary, cross-checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from carbonsim.report.layout import WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import decimals, fixed, handy_unit, short
from carbonsim.report.texts import say, say_name, say_unit, split_boundary, text
from carbonsim.report.trajectories import trajectory_lines
from carbonsim.results.records import Check, ClaimResult, Outcome, Variable
from carbonsim.results.results import Results
from carbonsim.scenario.scenario import Scenario

INDENT = "  "
ANSWERS = {True: "yes", False: "no", None: "not comparable"}


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


def heading(results: Results, language: str) -> list[str]:
    """Title, and what was run."""
    scenario, years = results.scenario, results.years
    if results.ensemble:
        draws = f"{results.draws:,} {say('draws', language)}, {say('seed', language)} {results.seed}"
    else:
        draws = say("central run only", language)
    reference = say("no reference", language)
    if results.reference is not None:
        reference = f"{say('reference', language)}: {_titled(results.reference.scenario, language)}"
    title = _titled(scenario, language)
    about = f"{scenario.region}, {years[0]}-{years[-1]}; {draws}; {reference}"
    return [*wrap(title), *wrap(about), *wrap(sureness(scenario, language))]


def sureness(scenario: Scenario, language: str) -> str:
    """How many of the numbers behind a result rest on judgement."""
    sure = [setting.confidence for setting in scenario.settings.values() if setting.confidence]
    unsure = sum(confidence in ("estimate", "assumed") for confidence in sure)
    words = {
        "en": f"{unsure} of {len(sure)} numbers are estimates or assumed; `carbonsim explain` says which",
        "zh": f"{len(sure)} 个参数中 {unsure} 个为估计或假设;用 `carbonsim explain` 查看",
    }
    return text(words, language)


def _titled(scenario: Scenario, language: str) -> str:
    title = text(scenario.title, language)
    return f"{title} ({scenario.name})" if title else scenario.name


def outcome_lines(results: Results, outcomes: Sequence[Outcome], language: str) -> list[str]:
    """Headline figures, with the range where there is an ensemble."""
    if not outcomes:
        return []
    ranged = any(outcome.quantiles is not None for outcome in outcomes)
    head = (say("Outcomes", language), say("unit", language), say("central", language))
    rows: list[tuple[str, ...]] = [(*head, say("mean", language), "p05", "p50", "p95") if ranged else head]
    labels = _outcome_labels(results, outcomes, language)
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


def _outcome_labels(results: Results, outcomes: Sequence[Outcome], language: str) -> list[str]:
    """Short labels: figure and boundary; whole names where two would look the same."""
    labels = [_outcome_label(results.variables.values(), outcome.name, language) for outcome in outcomes]
    return [
        label if labels.count(label) == 1 else say_name(outcome.name, language)
        for label, outcome in zip(labels, outcomes, strict=True)
    ]


def _outcome_label(variables: Iterable[Variable], name: str, language: str) -> str:
    main, boundary = split_boundary(name)
    boundary = next((v.boundary for v in variables if v.boundary and name.endswith(v.name)), boundary)
    first, rest = main.partition("|")[::2]
    words = first.split(" ", 1)
    # "Cumulative Emissions": the first word is what was done to the figure that the others name
    known = say(first, language) if say(first, language) != first else ""
    figure = known or ("" if language == "zh" else " ").join(say(word, language) for word in words)
    if not boundary:
        return f"{figure}, {say_name(rest, language)}" if rest else figure
    return f"{figure}, {say(boundary.lower(), language)}"


def claim_lines(claims: Sequence[ClaimResult], language: str) -> list[str]:
    """Each claim once, and below it what became of it at every boundary."""
    if not claims:
        return []
    lines = [say("Claims", language)]
    for _, group in groupby(claims, key=lambda result: result.claim.name):
        lines += _claim(list(group), language)
    return lines


def _claim(results: Sequence[ClaimResult], language: str) -> list[str]:
    claim = results[0].claim
    source = f" [{say('source', language)}: {claim.source}]" if claim.source else ""
    lines = wrap(f"{claim.name}: {text(claim.text, language)}{source}", indent=INDENT * 2, first=INDENT)
    lines += [INDENT * 2 + verdict for verdict in _verdicts(results, language)]
    rows = [tuple(say(word, language) for word in ("boundary", "year", "value", "claimed", "holds"))]
    for result in results:
        value = f"{short(result.value)} {say_unit(result.unit, language)}".rstrip()
        answer = say(ANSWERS[result.holds], language)
        bound = _bound(result.bound, language)
        rows.append((say(result.boundary or "–", language), str(result.year), value, bound, answer))
    table = columns(rows, "<<><<")
    lines.append(INDENT * 2 + table[0])
    for line, result in zip(table[1:], results, strict=True):
        lines.append(INDENT * 2 + line)
        if result.note:
            lines += wrap(say(result.note, language), WIDTH, indent=INDENT * 4)
    return lines


def _bound(bound: str, language: str) -> str:
    """ "at least 18 Mt CO2/yr", its words in the language."""
    words = next((words for words in ("at least", "at most", "equals") if bound.startswith(words)), "")
    return say(words, language) + bound.removeprefix(words)


def _verdicts(results: Sequence[ClaimResult], language: str) -> list[str]:
    """In one line each: where it holds, where it fails."""
    lines = []
    for holds, words in ((True, "holds at"), (False, "fails at")):
        at = [f"{say(r.boundary, language)} ({r.year})" for r in results if r.holds is holds and r.boundary]
        if at:
            blank, comma = ("", "、") if language == "zh" else (" ", ", ")
            lines.append(say(words, language) + blank + comma.join(at))
    return lines


def check_lines(checks: Sequence[Check], language: str) -> list[str]:
    """Cross-checks against statistics."""
    if not checks:
        return []
    lines = [say("Cross-checks", language)]
    for check in checks:
        lines += wrap(text(check.text, language), indent=INDENT)
        rows = [
            (text(row.label, language), short(row.value), say_unit(row.unit, language)) for row in check.rows
        ]
        lines += [INDENT * 2 + line for line in columns(rows, "<><", limits=(60, None, None))]
    return lines
