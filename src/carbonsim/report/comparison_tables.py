"""A comparison as text: what differs in the parameters, and what follows for the totals."""

from __future__ import annotations

from collections.abc import Sequence

from carbonsim.analysis.comparison import Change, Comparison, Difference
from carbonsim.report.heading import left_out
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import stated
from carbonsim.report.outcome_table import number_cells, outcome_labels
from carbonsim.report.parameter_names import name_in_chinese, row_name, value_in_chinese
from carbonsim.report.texts import label_of, say, text
from carbonsim.report.units import ShownUnit, stated_unit
from carbonsim.results.results import Results
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario

#: Parameters that a terminal shows.
MOST = 20


def comparison_lines(found: Comparison, language: str) -> list[str]:
    """All that a terminal shows of a comparison.

    Parameters
    ----------
    found : Comparison
        Of two runs or more.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    names = label_of((_titled(one.results, language) for one in found.others), language)
    title = say("{names} against {base}", language).format(names=names, base=_titled(found.base, language))
    lines = wrap(title)
    if found.paired and found.base.draws > 1:
        words = say("{draws} draws, the same of all, seed {seed}", language)
        lines.append(words.format(draws=f"{found.base.draws:,}", seed=found.base.seed))
    elif not found.paired:
        lines += wrap(say("the draws are not the same of all: differences have no range", language))
    for told in all_left_out(found, language):
        lines += wrap(told)
    for one in found.others:
        lines += ["", one.results.scenario.name, *_changes(one, language), *_outcomes(one, language)]
    return lines


def all_left_out(found: Comparison, language: str) -> list[str]:
    """Draws without an answer of each of the runs, if it has any."""
    return [
        f"{run.scenario.name}: {told}"
        for run in found.runs
        for told in left_out(run.left_out, run.draws, language)
    ]


def change_rows(
    changes: Sequence[Change], language: str, scenario: Scenario | None = None
) -> list[tuple[str, ...]]:
    """Parameter that differs, its values in the base and in the other, and its unit.

    A row of a family that one of the two lacks is one line: its values are those of `parameter_records`.
    Parameters stand by their keys, in Chinese by the names that they have in a scenario.
    """
    rows: dict[str, tuple[str, ...]] = {}
    namer = scenario if language == "zh" else None
    for change in changes:
        setting = change.other or change.base
        assert setting is not None
        if change.row:
            words = (_there(change.base, language), _there(change.other, language))
            name = change.row if namer is None else row_name(namer.settings, change.row, language)
            rows[change.row] = (name, *words, "")
        else:
            unit = _unit_of(change, language)
            name = change.address if namer is None else name_in_chinese(namer.settings, change.address)
            both = (change.base, change.other)
            values = (setting_words(one, language, unit.factor, namer) for one in both)
            rows[change.address] = (name, *values, unit.words)
    return list(rows.values())


def _unit_of(change: Change, language: str) -> ShownUnit:
    """Unit of both values of a parameter."""
    both = [one for one in (change.base, change.other) if one is not None]
    numbers = [value for one in both if not isinstance(one.value, str) for value in one.value.central]
    return stated_unit(both[0].definition.unit if numbers else "", numbers, language)


def _there(setting: Setting | None, language: str) -> str:
    return say("not there" if setting is None else "there", language)


def setting_words(
    setting: Setting | None, language: str, factor: float = 1.0, namer: Scenario | None = None
) -> str:
    """A value and its range in short, times a factor: a path by its first and last point.

    An option is told in Chinese where there is a scenario to name it.
    """
    if setting is None:
        return _there(setting, language)
    value = setting.value
    if isinstance(value, str):
        return value if namer is None else value_in_chinese(namer.settings, setting.address, value)
    words = stated(value.central[0] * factor)
    if len(value.years) > 1:
        words = f"{words} ({value.years[0]}) … {stated(value.central[-1] * factor)} ({value.years[-1]})"
    if value.low is not None and value.high is not None:
        words += f" [{stated(value.low[-1] * factor)}, {stated(value.high[-1] * factor)}]"
    return words


def _titled(results: Results, language: str) -> str:
    return f"{text(results.scenario.title, language)} ({results.scenario.name})"


def _changes(one: Difference, language: str) -> list[str]:
    if not one.changes:
        return [INDENT + say("nothing differs in the parameters", language)]
    head = tuple(say(word, language) for word in ("What differs", "base", "this", "unit"))
    rows = [head]
    changes = change_rows(one.changes, language, one.results.scenario)
    for address, base, other, unit in changes[:MOST]:
        rows.append((INDENT + address, base, other, unit))
    lines = columns(rows, "<<<<", limits=(None, 26, 26, None))
    more = len(changes) - MOST
    if more > 0:
        lines.append(INDENT + say("{more} more in parameters.csv", language).format(more=more))
    return lines


def _outcomes(one: Difference, language: str) -> list[str]:
    """A line for each total: the difference draw by draw, and last what the deterministic runs say."""
    if not one.outcomes:
        return [
            "",
            *wrap(say("no totals in common: their horizons or sectors differ", language), indent=INDENT),
        ]
    ranged = any(outcome.band is not None for outcome in one.outcomes.values())
    of_draws = ("median", "5 % – 95 %", "below 0") if ranged else ()
    words = ("What follows", "unit", *of_draws, "difference", "base", "this")
    rows = [tuple(say(word, language) for word in words)]
    labels = outcome_labels(one.results.variables.values(), list(one.outcomes), language)
    for name, outcome in zip(labels, one.outcomes.values(), strict=True):
        band = outcome.band
        middle = (band[2], band[0], band[-1]) if band is not None else (None,) * 3
        values = (*(middle if ranged else ()), outcome.central, outcome.base, outcome.other)
        rows.append((INDENT + name, *number_cells(outcome.unit, values, outcome.below, ranged, language)))
    numbers = len(rows[0]) - 2
    rest = sum(2 + max(display_width(row[cell]) for row in rows) for cell in range(1, numbers + 2))
    limits = (max(WIDTH - rest, 36), *[None] * (numbers + 1))
    words_of = "difference, base and this: of the deterministic runs (central values)"
    table = columns(rows, "<<" + ">" * numbers, limits=limits)
    return ["", *table, *wrap(say(words_of, language), indent=INDENT)]
