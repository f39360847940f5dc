"""Slips of a factor in what is reported, and whether a relation finds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from tests.sectors.magnitudes.general import general_relations
from tests.sectors.magnitudes.relations import Relation, relations_of_table
from tests.sectors.magnitudes.reported import MARKETS, Reported


def relations(reported: Reported, sectors: Sequence[str]) -> tuple[Relation, ...]:
    """General relations of a run, and those that its sectors and the markets declare."""
    declared = (each for sector in (*sectors, MARKETS) for each in relations_of_table(sector))
    return (*general_relations(reported), *declared)


def broken(reported: Reported, sectors: Sequence[str]) -> list[str]:
    """Relations that do not hold in a run."""
    return [each.text for each in relations(reported, sectors) if not each.holds(reported)]


def names_of(reported: Reported, sector: str) -> tuple[str, ...]:
    """Series of a sector; of none of them those of the whole run: markets, totals and differences."""
    rows = {row.variable.name: name for (name, _), rows in reported.rows.items() for row in rows}
    return tuple(name for name in reported.variables if rows.get(name, MARKETS) == sector)


def is_there(reported: Reported, name: str) -> bool:
    """Whether a series has a figure other than 0."""
    return bool(np.any(np.nan_to_num(reported.results.central[name])))


def unfound(cases: Iterable[Reported], sector: str, factors: Sequence[float]) -> list[str]:
    """Series of a sector in which no relation finds one of the factors, in any of the runs."""
    left: dict[tuple[str, float], bool] = {}
    for reported in cases:
        known = _with_reads(reported, sector)
        for name in (name for name in names_of(reported, sector) if is_there(reported, name)):
            reading = [each for each, read in known if name in read and each.derived in ("", name)]
            for factor in factors:
                if left.get((name, factor), True):
                    slipped = reported.scaled([name], factor)
                    left[name, factor] = all(each.holds(slipped) for each in reading)
    return sorted({name for (name, _), unseen in left.items() if unseen})


def units_unfound(cases: Iterable[Reported], sector: str, factors: Sequence[float]) -> list[str]:
    """Units of a sector in which a factor in all series at once is not found: their parts still add up."""
    left: dict[tuple[str, float], bool] = {}
    for reported in cases:
        known = [each for each, _ in _with_reads(reported, sector) if not each.derived]
        by_unit: dict[str, list[str]] = {}
        for name in (name for name in names_of(reported, sector) if is_there(reported, name)):
            by_unit.setdefault(reported.variables[name].unit.replace("CO2e", "CO2"), []).append(name)
        for unit, names in by_unit.items():
            for factor in factors:
                slipped = reported.scaled(names, factor)
                left[unit, factor] = left.get((unit, factor), True) and all(
                    each.holds(slipped) for each in known
                )
    return sorted({unit for (unit, _), unseen in left.items() if unseen})


def never_broken(cases: Sequence[Reported], table: str, factors: Sequence[float]) -> list[str]:
    """Relations of a table that hold whatever series of theirs is wrong, in all of the runs."""
    return [each.text for each in relations_of_table(table) if not _breaks(each, cases, factors)]


def _breaks(relation: Relation, cases: Sequence[Reported], factors: Sequence[float]) -> bool:
    for reported in cases:
        reported.read.clear()
        relation.sides(reported)
        slips = ((name, factor) for name in sorted(reported.read) for factor in factors)
        if not all(relation.holds(reported.scaled([name], factor)) for name, factor in slips):
            return True
    return False


def _with_reads(reported: Reported, sector: str) -> list[tuple[Relation, frozenset[str]]]:
    """Relations that speak of a sector, each with the series that it reads."""
    found = []
    for each in relations(reported, () if sector == MARKETS else (sector,)):
        reported.read.clear()
        each.sides(reported)
        found.append((each, frozenset(reported.read)))
    return found
