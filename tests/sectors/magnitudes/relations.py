"""Relations between reported figures: equalities, and ratios within what physics and prices allow.

A relation is a line of a table (`magnitudes.csv` beside the tests of a sector): `left` and `right` hold
arithmetic in the keys of outputs. Without `low` and `high` both sides are equal. With them,
left over right lies between the two, in `unit`, in every year and row in which right is not 0.

Functions of the arithmetic, beside ``+ - * /`` and ``key['Part']`` for the rows whose names have that part:

total(a)                 sum over rows
of(a)                    sum of the rows of `a` that hold the last part of the name of each row on the left
leading(a, b)            of `a` the rows that belong to the row of `b` that is largest in the first year
change(a), summed(a)     change since the year before; sum over years
first(a), last(a)        the first or last year alone
positive(a)              what is above 0
at(key)                  a parameter
spliced(past, ahead)     a parameter to the last year of its path, and another one after it
each(a, family, name)    an attribute of the row of a family whose label the name of each row of `a` holds
members(family, name)    an attribute of all rows of a family
one(number, unit)        a number with its unit
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import CodeType

import numpy as np

from tests.sectors.magnitudes.amounts import (
    Amount,
    as_amount,
    base,
    change,
    common_dimension,
    first,
    last,
    parts_of,
    positive,
    summed,
    total,
)
from tests.sectors.magnitudes.reported import MARKETS, Reported

TABLES = Path(__file__).parents[1]
#: Rounding that an equality allows for, against the terms of its sums.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Relation:
    """Relation that has to hold: the function gives both sides, each (R, Y); without bounds they are equal.

    `derived` names a series that the engine forms from what sectors report: the relation speaks of it alone,
    for a wrong part makes it wrong in the same way.
    """

    text: str
    sides: Callable[[Reported], tuple[Amount, Amount]]
    low: float | None = None
    high: float | None = None
    unit: str = ""
    derived: str = ""

    def holds(self, reported: Reported) -> bool:
        """Whether it does in a run, where both sides have a figure."""
        left, right = self.sides(reported)
        if self.low is None and self.high is None:
            common_dimension(left.dimension, right.dimension)
            allowed = ROUNDING * np.maximum(left.sizes, right.sizes)
            return not np.any(np.abs(left.values - right.values) > allowed)
        factor, dimension = base(self.unit)
        if (left / right).dimension != dimension:
            raise ValueError(
                f"{self.text}: {(left / right).dimension} is not {self.unit or 'a plain number'}"
            )
        # what there is nothing of has no ratio
        against = np.where(right.values == 0, np.nan, right.values * factor)
        low, high = (-np.inf if self.low is None else self.low), (np.inf if self.high is None else self.high)
        slack = ROUNDING * np.maximum(left.sizes, right.sizes * factor)
        with np.errstate(invalid="ignore"):
            ends = low * against, high * against
        below = left.values < np.minimum(*ends) - slack
        above = left.values > np.maximum(*ends) + slack
        return not np.any(below | above)


def relations_of_table(sector: str) -> tuple[Relation, ...]:
    """The relations that a sector declares beside its tests, or those of the markets, if there are any."""
    path = (
        Path(__file__).with_name("markets.csv") if sector == MARKETS else TABLES / sector / "magnitudes.csv"
    )
    return relations_of_file(sector, path) if path.exists() else ()


def relations_of_file(sector: str, path: Path) -> tuple[Relation, ...]:
    """The relations of a table, whose keys are those of a sector.

    Raises
    ------
    ValueError
        If a line does not say why it holds.
    """
    with path.open(encoding="utf-8") as file:
        lines = tuple(csv.DictReader(file))
    for number, line in enumerate(lines, start=2):
        if not line["reason"]:
            raise ValueError(f"{path.name}:{number}: a relation says why it holds")
    return tuple(
        _relation(sector, f"{path.parent.name}/{path.name}:{n}", line) for n, line in enumerate(lines, 2)
    )


def _relation(sector: str, place: str, line: Mapping[str, str]) -> Relation:
    low, high = (float(line[end]) if line[end] else None for end in ("low", "high"))
    text = f"{place}: {line['left']} against {line['right']}"
    return Relation(text, _sides(sector, line["left"], line["right"]), low, high, line["unit"])


def _sides(sector: str, left: str, right: str) -> Callable[[Reported], tuple[Amount, Amount]]:
    codes = tuple(compile(text, f"{sector} {text}", "eval") for text in (left, right))

    def sides(reported: Reported) -> tuple[Amount, Amount]:
        one = as_amount(_value(codes[0], Names(reported, sector, ())))
        return one, as_amount(_value(codes[1], Names(reported, sector, one.names)))

    return sides


def _value(code: CodeType, names: Mapping[str, object]) -> object:
    return eval(code, {"__builtins__": {}}, names)  # text of our own tables


class Names(dict[str, object]):
    """Names for the arithmetic of a table: keys, parameters and a few functions."""

    def __init__(self, reported: Reported, sector: str, left: tuple[str, ...]) -> None:
        super().__init__(
            total=total,
            change=change,
            first=first,
            last=last,
            summed=summed,
            positive=positive,
            at=reported.parameter,
            spliced=reported.spliced,
            each=lambda amount, family, attribute: reported.rows_of(amount.names, family, attribute),
            members=reported.members,
            of=lambda amount: matching(left, amount),
            leading=leading,
            one=lambda value, unit: Amount(np.array([[value * base(unit)[0]]]), base(unit)[1]),
        )
        self.reported, self.sector = reported, sector

    def __missing__(self, key: str) -> Amount:
        sector = self.sector if key in declared(self.sector) else MARKETS
        if key not in declared(sector):
            raise KeyError(key)
        return self.reported.key(sector, key)


@cache
def declared(sector: str) -> frozenset[str]:
    """The keys that a sector, or the markets, may report."""
    package = "carbonsim.engine" if sector == MARKETS else f"carbonsim.sectors.{sector}"
    table = files(package).joinpath("variables.csv")
    if not table.is_file():
        return frozenset(output.key for output in import_module(f"{package}.outputs").OUTPUTS)
    text = table.read_text(encoding="utf-8")
    return frozenset(line["key"] for line in csv.DictReader(text.splitlines()))


def matching(names: tuple[str, ...], amount: Amount) -> Amount:
    """For each name the sum of the rows that hold its last part in their names."""
    labels = [parts_of(name)[-1] for name in names]
    sums = [total(amount[label]) for label in labels]
    if not sums:
        return Amount(amount.values[:0], amount.dimension)
    values, sizes = (np.concatenate([getattr(each, name) for each in sums]) for name in ("values", "sizes"))
    return Amount(values, amount.dimension, names, sizes)


def leading(amount: Amount, by: Amount) -> Amount:
    """The sum of the rows that belong to the row that is largest in the first year by another key."""
    label = parts_of(by.names[int(np.nanargmax(by.values[:, 0]))])[-1]
    return total(amount[label])
