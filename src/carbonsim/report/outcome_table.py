"""Outcomes for a terminal: the median of the ensemble first, the deterministic run last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from carbonsim.engine.headline import EMISSIONS
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import fixed, percent
from carbonsim.report.texts import label_of, say, say_name, split_boundary, text
from carbonsim.report.units import exactly, shown_unit, stated_unit
from carbonsim.results.notes import Note, joined, share_words
from carbonsim.results.records import Outcome, Variable
from carbonsim.results.results import Results

#: Of emissions a terminal shows this year and the whole horizon; all others are in outcomes.csv.
SHOWN_YEAR = "2035"
#: Words before the figure: the years, and what was done to it.
PERIOD = re.compile(r"(?:(\d{4}(?:-\d{4})?) )?(?:(Cumulative|Discounted) )?(.*)")


@dataclass(frozen=True)
class Named:
    """Parts of the name of an outcome: ``2026-2030``, ``Discounted`` and ``Extra Cost|...``."""

    period: str
    done: str
    figure: str


def named(name: str) -> Named:
    """The parts of the name of an outcome.

    Examples
    --------
    >>> named("2026-2030 Discounted Extra Cost|Steel [Owner]")
    Named(period='2026-2030', done='Discounted', figure='Extra Cost|Steel [Owner]')
    >>> named("Abatement Cost|Steel [direct]").figure
    'Abatement Cost|Steel [direct]'
    """
    parts = PERIOD.fullmatch(name)
    assert parts is not None
    return Named(parts[1] or "", parts[2] or "", parts[3])


def outcome_lines(results: Results, outcomes: Sequence[Outcome], language: str) -> list[str]:
    """Outcomes, with median, range and share of its sign where there is an ensemble.

    Each figure is a block: its years, its five-year plans and then the whole horizon. A figure of one line
    needs no block.
    """
    if not outcomes:
        return []
    ranged = any(outcome.quantiles is not None for outcome in outcomes)
    words = ("median", "5 % – 95 %", "same sign", "deterministic", "mean") if ranged else ("deterministic",)
    shown = shown_outcomes(outcomes)
    head = tuple(say(word, language) for word in ("unit", *words))
    cells = [head, *(_cells(one, ranged, language) for one in shown)]
    room = WIDTH - sum(2 + max(display_width(row[place]) for row in cells) for place in range(len(cells[0])))
    labels = [(say("Outcomes", language), ""), *_labels(results, shown, room, language)]
    rows = [(label, *numbers) for (label, _), numbers in zip(labels, cells, strict=True)]
    table = columns(rows, "<<" + ">" * len(words), limits=(room, *[None] * len(cells[0])))
    lines = [table[0]]
    above = ""
    for line, (_, block), outcome in zip(table[1:], labels[1:], shown, strict=True):
        if block and block != above:
            lines.append(INDENT + block)
        above = block
        lines.append(line)
        if outcome.notes:
            lines += wrap(note_words(outcome.notes, language), indent=INDENT * 3)
    return [*lines, *(wrap(_explained(language), indent=INDENT) if ranged else [])]


def _labels(
    results: Results, shown: Sequence[Outcome], room: int, language: str
) -> Iterator[tuple[str, str]]:
    """Label of each line and the figure that stands above its block, if it has one.

    What stands alone and has room enough needs no block.
    """
    variables = tuple(results.variables.values())
    blocks = outcome_labels(variables, [named(one.name).figure for one in shown], language)
    whole = outcome_labels(variables, [one.name for one in shown], language)
    for block, label, outcome in zip(blocks, whole, shown, strict=True):
        if blocks.count(block) == 1 and display_width(INDENT + label) <= room:
            yield INDENT + label, ""
        else:
            yield INDENT * 2 + _when(outcome, results, language), block


def shown_outcomes(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Outcomes that a page or a terminal has room for: of emissions one year and the horizon alone."""
    return [one for one in outcomes if _is_shown(named(one.name))]


def _is_shown(name: Named) -> bool:
    return not (name.period and name.figure.startswith(EMISSIONS)) or name.period == SHOWN_YEAR


def _when(outcome: Outcome, results: Results, language: str) -> str:
    """Years that an outcome speaks of, and whether it is discounted."""
    name = named(outcome.name)
    years = name.period or f"{results.years[0]}-{results.years[-1]}"
    done = say("discounted" if name.done == "Discounted" else "", language)
    return label_of((years, done), language)


def _cells(outcome: Outcome, ranged: bool, language: str) -> tuple[str, ...]:
    """Unit and numbers of an outcome: median, range, share of its sign, deterministic value, mean."""
    quantiles = outcome.quantiles or (None,) * 5
    low, _, median, _, high = quantiles
    values = (median, low, high, outcome.central, outcome.mean) if ranged else (outcome.central,)
    return number_cells(outcome.unit, values, outcome.sign_share, ranged, language)


def number_cells(
    unit: str, values: Sequence[float | None], share: float | None, ranged: bool, language: str
) -> tuple[str, ...]:
    """Unit of a handy size and numbers of one row, all with the same decimals.

    Parameters
    ----------
    unit : str
        Of the values.
    values : sequence of float or None [unit]
        With an ensemble median, low and high first.
    share : float or None [1]
        Of the draws, to stand behind the range of an ensemble.
    ranged : bool
        Whether there is an ensemble.
    language : str

    Returns
    -------
    tuple of str
        Unit, median, range and share, then the other values.
    """
    shown = shown_unit(unit, values, language)
    scaled = [None if value is None else value * shown.factor for value in values]
    cells = [fixed(value, shown.decimals) for value in scaled]
    if ranged:
        span = cells[1] if values[1] is None else f"{cells[1]} – {cells[2]}"
        cells = [cells[0], span, percent(share), *cells[3:]]
    return (shown.words, *cells)


def note_words(notes: Iterable[Note], language: str) -> str:
    """Remarks on an outcome in a language, with its units."""
    if language != "zh":
        return joined(notes)
    return "；".join(say(note.words, language).format(*map(_quantity, note.quantities)) for note in notes)


def _quantity(quantity: tuple[float, str]) -> str:
    """A quantity of a remark in Chinese."""
    value, unit = quantity
    if unit == "1":
        return share_words(value)
    shown = stated_unit(unit, [value], "zh")
    return f"{exactly(value, shown.factor)} {shown.words}"


def _explained(language: str) -> str:
    words = {
        "en": "median, range and share of draws with its sign: of the ensemble; deterministic: the"
        " deterministic run (central values), which no draw need be like",
        "zh": "中位数、区间及同号抽样占比取自集合；确定性：确定性运行（中心值），未必与任何抽样相似",
    }
    return text(words, language)


def outcome_labels(variables: Iterable[Variable], names: Sequence[str], language: str) -> list[str]:
    """Short labels: figure and boundary, and what it is of if two would look the same."""
    known = tuple(variables)
    distinct = len(set(names))
    for sector in (False, True):
        labels = [outcome_label(known, name, sector, language) for name in names]
        if len(set(labels)) == distinct:
            return labels
    of_label: dict[str, set[str]] = {}
    for label, name in zip(labels, names, strict=True):
        of_label.setdefault(label, set()).add(name)
    return [
        label if len(of_label[label]) == 1 else say_name(name, language)
        for label, name in zip(labels, names, strict=True)
    ]


def outcome_label(variables: Iterable[Variable], name: str, sector: bool, language: str) -> str:
    """An outcome and its boundary in words, if wanted with the sector that it is of."""
    main, boundary = split_boundary(name)
    boundary = next((v.boundary for v in variables if v.boundary and name.endswith(v.name)), boundary)
    first, rest = main.partition("|")[::2]
    parts = named(first)
    gap = "" if language == "zh" else " "
    figure = gap.join(filter(None, (say(parts.done, language), say(parts.figure, language))))
    figure = " ".join(filter(None, (parts.period, figure)))
    if not boundary:
        return label_of((figure, say_name(rest, language) if rest else ""), language)
    of = (say_name(rest.rpartition("|")[2], language),) if sector else ()
    return label_of((figure, *of, say(boundary.lower(), language)), language)
