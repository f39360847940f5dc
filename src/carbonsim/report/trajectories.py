"""The trajectories that a terminal shows: blocks of lines at a handful of years, plan beside reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from carbonsim.core.types import Array
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width
from carbonsim.report.numbers import decimals, fixed, handy_unit
from carbonsim.report.pick import by_boundary, families, milestones
from carbonsim.report.texts import say, say_name, say_unit
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

COUNTS = frozenset({"count", "1/day"})


@dataclass(frozen=True)
class Line:
    """One series of a block."""

    label: str
    unit: str
    values: Array


@dataclass(frozen=True)
class Block:
    """Series under one heading; those of one unit share their scale and decimals."""

    title: str
    lines: tuple[Line, ...]


def trajectory_lines(results: Results, language: str = "en") -> list[str]:
    """The central trajectories as lines of text.

    Parameters
    ----------
    results : Results
        A run.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    shown = milestones(results)
    chosen = [block for block in blocks(results, language) if block.lines]
    rows = [row for block in chosen for row in _rows(block, shown, language)]
    years = [str(results.years[index]) for index in shown]
    head = (say("Central run", language), say("unit", language), *years)
    table = _aligned([head, *rows])
    lines, rest = [table[0]], iter(table[1:])
    for block in chosen:
        lines.append(block.title)
        lines += [next(rest) for _ in block.lines]
    return lines


def blocks(results: Results, language: str) -> Iterator[Block]:
    """All blocks of a run; one without lines has nothing to show."""

    def both(variable: Variable) -> Iterator[Line]:
        boundary = say(variable.boundary, language)
        for one, word in ((results, "plan"), (results.reference, "reference")):
            if one is not None and variable.name in one.central:
                label = f"{boundary}, {say(word, language)}" if results.reference else boundary
                yield Line(label, variable.unit, one.central[variable.name])

    def alone(variable: Variable) -> Iterator[Line]:
        yield Line(say(variable.boundary, language), variable.unit, results.central[variable.name])

    def of_boundaries(prefix: str, lines: Callable[[Variable], Iterable[Line]]) -> tuple[Line, ...]:
        stems = by_boundary(results.variables, prefix)
        return tuple(
            line for group in stems.values() for variable in group.values() for line in lines(variable)
        )

    yield Block(say("Stock", language), _family(results, "Stocks|", language))
    yield Block(say("Production", language), _family(results, "Production|", language))
    yield Block(say("Emissions", language), of_boundaries("Emissions|", both))
    yield Block(say("Reduction against the reference", language), of_boundaries("Emission Reduction|", alone))
    yield Block(say("Energy", language), _family(results, "Final Energy|", language))
    yield Block(
        say("Cost against the reference (minus: cheaper)", language), of_boundaries("Extra Cost|", alone)
    )
    yield Block(say("Swap stations", language), _service(results, language))


def _family(results: Results, prefix: str, language: str) -> tuple[Line, ...]:
    """A total and its finest parts; parts that are 0 throughout are left out."""
    found = []
    several = len(families(results.variables, prefix)) > 1
    for family in families(results.variables, prefix):
        name = say_name(family.root.partition("|")[2], language) + ", " if several else ""
        total = say("total", language)
        found.append(_line(results, family.root, name + total))
        found += [
            _line(results, leaf, say_name(family.label(leaf), language))
            for leaf in family.leaves
            if np.any(results.central[leaf])
        ]
    return tuple(found)


def _service(results: Results, language: str) -> tuple[Line, ...]:
    """Stations and what they do, where there are any."""
    prefixes = (
        "Swap Stations|",
        "Swaps|",
        "Swap Utilisation|",
        "Swap Waiting Time|",
        "Swap Demand Unserved|",
    )
    names = [name for prefix in prefixes for name in results.variables if name.startswith(prefix)]
    if not any(np.any(results.central[name]) for name in names):
        return ()
    return tuple(_line(results, name, say(name.partition("|")[0], language)) for name in names)


def _line(results: Results, name: str, label: str) -> Line:
    return Line(label, results.variables[name].unit, results.central[name])


def _rows(block: Block, shown: tuple[int, ...], language: str) -> list[tuple[str, ...]]:
    by_unit: dict[str, list[float]] = {}
    for line in block.lines:
        by_unit.setdefault(line.unit, []).extend(line.values[list(shown)].tolist())
    scales = {unit: handy_unit(unit, values) for unit, values in by_unit.items()}
    places = {unit: _places(unit, [v * scales[unit][1] for v in values]) for unit, values in by_unit.items()}
    rows = []
    for line in block.lines:
        unit, factor = scales[line.unit]
        values = quiet(line.values)[list(shown)] * factor
        numbers = (fixed(value, places[line.unit]) for value in values.tolist())
        rows.append((INDENT + line.label, say_unit(unit, language), *numbers))
    return rows


def _places(unit: str, values: list[float]) -> int:
    """Decimals of a block; what is counted has none if there are many of it or if it is whole anyway."""
    many = max(map(abs, values), default=0.0) >= 10.0
    whole = all(value == round(value) for value in values)
    return 0 if unit in COUNTS and (many or whole) else decimals(values)


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    """Columns of equal width for all years; labels get what is left, and years move closer for long ones."""
    number, unit, label = (
        max(display_width(cell) for row in rows for cell in row[part])
        for part in (slice(2, None), slice(1, 2), slice(0, 1))
    )
    years = len(rows[0]) - 2
    padded = [(*row[:2], *(cell.rjust(number) for cell in row[2:])) for row in rows]
    apart = label + unit + (number + 2) * years + 2 <= WIDTH
    gap = "  " if apart else " "
    room = WIDTH - unit - (number + len(gap)) * years - len(gap)
    return columns(padded, "<<" + ">" * years, gap, limits=(max(room, 20), None, *[None] * years))
