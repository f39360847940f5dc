"""The trajectories that a terminal shows: blocks of lines at a handful of years, plan beside reference."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from carbonsim.core.blank import anything
from carbonsim.core.types import Array
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import fixed
from carbonsim.report.pick import (
    SERVICE,
    apart,
    by_boundary,
    by_product,
    families,
    milestones,
    sector_of,
    share_label,
    share_names,
)
from carbonsim.report.texts import label_of, say, say_name, split_boundary
from carbonsim.report.units import ShownUnit, shown_units
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet
from carbonsim.scenario.units import convert

COUNTS = frozenset({"count", "1/day"})
ENERGY = "Final Energy|"
COAL = "Mtce/yr"
OF_COAL = "standard coal: by calorific value, electricity at 3.6 MJ/kWh; not the coal that generation takes"


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
    note: str = ""


def trajectory_lines(results: Results, language: str = "en") -> list[str]:
    """The trajectories of the deterministic run as lines of text.

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
    if not chosen:
        return []
    rows = [row for block in chosen for row in _rows(block, shown, language)]
    years = [str(results.years[index]) for index in shown]
    head = (say("Deterministic run", language), say("unit", language), *years)
    table = _aligned([head, *rows])
    lines, rest = [table[0]], iter(table[1:])
    for block in chosen:
        lines.append(block.title)
        lines += [next(rest) for _ in block.lines]
        lines += wrap(block.note, indent=INDENT) if block.note else []
    return lines


def blocks(results: Results, language: str) -> Iterator[Block]:
    """All blocks of a run; one without lines has nothing to show."""

    def of_family(title: str, prefix: str) -> Block:
        return Block(say(title, language), _family(results, prefix, language))

    def of_boundaries(title: str, prefix: str, both: bool = False) -> Iterator[Block]:
        yield from _boundaries(results, say(title, language), prefix, both, language)

    yield of_family("Stock", "Stocks|")
    yield Block(say("Shares of sales", language), _shares(results, language))
    yield of_family("Capacity", "Capacity|")
    yield of_family("Production", "Production|")
    yield from of_boundaries("Emissions", "Emissions|", both=True)
    yield from of_boundaries("Reduction against the reference", "Emission Reduction|")
    yield from _cases(results, "Works saving", "Works Saving|", language)
    yield _energy(results, language)
    yield from _cases(results, "Levelised cost", "Levelised Cost|", language)
    yield from of_boundaries("Cost against the reference (minus: cheaper)", "Extra Cost|")
    yield Block(say("Swap stations", language), _service(results, language))


def _boundaries(results: Results, title: str, prefix: str, both: bool, language: str) -> Iterator[Block]:
    """A block for each sector, a line for each boundary; with `both`, plan above reference."""
    runs = [(results, "plan"), (results.reference, "reference")] if both else [(results, "")]
    compared = both and results.reference is not None
    stems = by_boundary(results.variables, prefix)
    for stem, group in stems.items():
        sector = say_name(sector_of(stem).rpartition("|")[2], language) if len(stems) > 1 else ""
        found = []
        for boundary, variable in group.items():
            for one, word in runs:
                if one is None or variable.name not in one.central:
                    continue
                words = (say(boundary, language), say(word, language) if compared else "")
                label = label_of(words, language)
                found.append(Line(label, variable.unit, one.central[variable.name]))
        yield Block(": ".join(filter(None, (title, sector))), tuple(found))


def _family(results: Results, prefix: str, language: str) -> tuple[Line, ...]:
    """A total and its finest parts; parts that are 0 or blank throughout are left out."""
    found = []
    there = families(results.variables, prefix)
    for family in there:
        name = say_name(family.root.partition("|")[2], language) if len(there) > 1 else ""
        total = say("total", language) if family.leaves or not name else ""
        found.append(_line(results, family.root, label_of((name, total), language)))
        if prefix == ENERGY:
            found.append(_in_coal(found[-1], language))
        found += [
            _line(results, leaf, say_name(family.label(leaf), language))
            for leaf in family.leaves
            if anything(results.central[leaf])
        ]
    return tuple(found)


def _energy(results: Results, language: str) -> Block:
    """Final energy by carrier; totals in standard coal, too, as plans and statistics file them."""
    lines = _family(results, ENERGY, language)
    return Block(say("Energy", language), lines, say(OF_COAL, language) if lines else "")


def _in_coal(total: Line, language: str) -> Line:
    """A total of energy in standard coal, by its heat: the line below that total."""
    return Line(say("total, standard coal", language), COAL, convert(total.values, total.unit, COAL))


def _cases(results: Results, title: str, prefix: str, language: str) -> Iterator[Block]:
    """A block for each product and boundary, and in it a line for each case."""
    for (product, boundary), variables in by_product(results.variables, prefix).items():
        words = (say(word, language) for word in (title, product, boundary) if word)
        names = [variable.stem or split_boundary(variable.name)[0] for variable in variables]
        lines = []
        for variable, name, rest in zip(variables, names, apart(names), strict=True):
            own = rest or (name.partition("|")[2] if not variable.variant else "")
            label = label_of((say_name(own, language), say(variable.variant, language)), language)
            lines.append(_line(results, variable.name, label))
        yield Block(label_of(words, language), tuple(lines))


def _shares(results: Results, language: str) -> tuple[Line, ...]:
    """Shares of sales by powertrain and of parts of the market."""
    return tuple(
        _line(results, name, say_name(share_label(name), language))
        for name in share_names(results.variables)
        if anything(results.central[name])
    )


def _service(results: Results, language: str) -> tuple[Line, ...]:
    """Stations and what they do, where there are any."""
    names = [name for prefix in SERVICE for name in results.variables if name.startswith(prefix)]
    if not any(anything(results.central[name]) for name in names):
        return ()
    return tuple(_line(results, name, say(name.partition("|")[0], language)) for name in names)


def _line(results: Results, name: str, label: str) -> Line:
    return Line(label, results.variables[name].unit, results.central[name])


def _rows(block: Block, shown: tuple[int, ...], language: str) -> list[tuple[str, ...]]:
    by_unit: dict[str, list[float]] = {}
    for line in block.lines:
        by_unit.setdefault(line.unit, []).extend(line.values[list(shown)].tolist())
    units = shown_units(by_unit, language)
    places = {unit: _places(unit, values, units[unit]) for unit, values in by_unit.items()}
    rows = []
    for line in block.lines:
        unit = units[line.unit]
        values = quiet(line.values)[list(shown)] * unit.factor
        numbers = (fixed(value, places[line.unit]) for value in values.tolist())
        rows.append((INDENT + line.label, unit.words, *numbers))
    return rows


def _places(unit: str, values: list[float], shown: ShownUnit) -> int:
    """Decimals of a block; what is counted has none if there are many of it or if it is whole anyway."""
    there = [value for value in values if math.isfinite(value)]
    many = max(map(abs, there), default=0.0) >= 10.0
    whole = all(value == round(value) for value in there)
    return 0 if unit in COUNTS and (many or whole) else shown.decimals


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
