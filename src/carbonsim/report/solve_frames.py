"""The tables of a results folder of a search for values that reach a target."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.results.records import QUANTILE_NAMES
from carbonsim.results.solve_edges import AT, SHARE
from carbonsim.results.solve_records import Combination, Solution, Solved
from carbonsim.results.tables import Cell, Table

#: Kind of the rows of several parameters together.
LEAST_COST = "least cost"
NEAREST = "nearest"
SOLVE_COLUMNS = (
    *("parameter", "unit", "value", "in_year", "figure", "figure_unit", "kind", "side", "edge"),
    *("confirmed", "set"),
)
SCAN_COLUMNS = ("parameter", "unit", "value", "figure_unit", "deterministic", *QUANTILE_NAMES, "share")


def solve_table(found: Solution) -> Table:
    """Values at which the target begins or ceases to be met, or how near each parameter comes to it.

    The side is that on which the target is met; of values that come nearest it says ``missed``.
    """
    rows = [row for solved in found.solved for row in _edges(found, solved)]
    if found.combination is not None:
        rows += _combined(found, found.combination)
    return Table(SOLVE_COLUMNS, rows)


def _edges(found: Solution, solved: Solved) -> Iterator[tuple[Cell, ...]]:
    parameter = solved.parameter
    for search in solved.searches:
        unit = "1" if search.kind == SHARE else found.target.unit
        for edge in search.edges:
            yield (
                *(parameter.name, parameter.unit, edge.value, edge.in_year, edge.figure, unit, search.kind),
                *(edge.side, edge.kind, edge.confirmed, " ".join(edge.overrides)),
            )
        if not search.edges:
            value, figure = (parameter.value, search.here) if search.spans else search.best
            side = "everywhere" if search.spans else "missed"
            yield (parameter.name, parameter.unit, value, None, figure, unit, search.kind, side, "", None, "")


def _combined(found: Solution, combination: Combination) -> Iterator[tuple[Cell, ...]]:
    kind = LEAST_COST if combination.reached else NEAREST
    side = AT if combination.reached else "missed"
    values = zip(combination.parameters, combination.values, combination.in_year, strict=True)
    for (one, value, there), override in zip(values, combination.overrides, strict=False):
        yield (
            *(one.name, one.unit, value, there, combination.figure, found.target.unit, kind, side, ""),
            *(combination.confirmed, override),
        )


def scan_table(found: Solution) -> Table:
    """Figures at all values that were looked at; blank where a run has no answer or was not made."""
    return Table(SCAN_COLUMNS, [row for solved in found.solved for row in _scanned(found, solved)])


def _scanned(found: Solution, solved: Solved) -> Iterator[tuple[Cell, ...]]:
    parameter, scan = solved.parameter, solved.scan
    plain = dict(zip(scan.values.tolist(), scan.figures.tolist(), strict=True))
    drawn = {
        value: (*quantiles, share)
        for value, quantiles, share in zip(
            scan.draw_values.tolist(), scan.quantiles.T.tolist(), scan.shares.tolist(), strict=True
        )
    }
    nothing = (None,) * (len(QUANTILE_NAMES) + 1)
    for value in np.unique(np.concatenate([scan.values, scan.draw_values])).tolist():
        beside = drawn.get(value, nothing)
        yield (parameter.name, parameter.unit, value, found.target.unit, plain.get(value), *beside)
