"""The tables of a results folder: six significant digits, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.core.plain_text import harmless, no_formula
from carbonsim.core.types import Array
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import QUANTILE_NAMES, QUANTILES, Check, Outcome

if TYPE_CHECKING:
    from carbonsim.results.results import Results

MODEL = "carbonsim"
SERIES_COLUMNS = ("model", "scenario", "region", "variable", "unit", "year")
OUTCOME_COLUMNS = ("outcome", "unit", "central", "mean", *QUANTILE_NAMES, "note", "sign_share")
CLAIM_COLUMNS = (
    *("claim", "boundary", "product", "variant", "year", "value", "p05", "p50", "p95", "unit"),
    *("bound", "holds", "probability", "note"),
    *("verdict", "verdict_of_claim", "needs", "answered_by", "grid", "other_grids"),
)
CHECK_COLUMNS = ("check", "item", "value", "low", "high", "unit")
#: Below this share of a series' largest value a number is the noise of rounding.
NOISE = 1e-12

Cell = str | int | float | None


@dataclass(frozen=True)
class Alike:
    """Rows that begin with the same cells, as those of a series do: they are made text once.

    `rest` has of each row the other cells: numbers, and texts that need no quotes.
    """

    head: Sequence[Cell]
    rest: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Table:
    """A table to be written: its columns and its rows."""

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell] | Alike]


def write_csv(path: Path, table: Table) -> None:
    """Write a table as CSV: UTF-8, LF, numbers at six significant digits.

    Parameters
    ----------
    path : Path
        The file.
    table : Table
        What goes into it; a value that is not known (None, NaN) becomes an empty cell.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(map(cell_text, table.columns))  # the names of levers are columns
        for row in table.rows:
            if isinstance(row, Alike):
                file.writelines(_lines(row))
            else:
                writer.writerow([cell_text(cell) for cell in row])


def _lines(rows: Alike) -> Iterator[str]:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([cell_text(cell) for cell in rows.head])
    head = text.getvalue()
    return (f"{head},{','.join(map(cell_text, rest))}\n" for rest in rows.rest)


@lru_cache(maxsize=8192)  # names of series stand in as many rows as there are years and quantiles
def _plain(text: str) -> str:
    return no_formula(harmless(text))


def cell_text(cell: Cell) -> str:
    """A cell as text.

    Examples
    --------
    >>> [cell_text(cell) for cell in (2035, 1 / 3, -0.0, float("nan"), None, "CNY", "=1+1")]
    ['2035', '0.333333', '0', '', '', 'CNY', "'=1+1"]
    """
    if isinstance(cell, str):
        return _plain(cell)
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    return "" if math.isnan(cell) else f"{cell + 0.0:.6g}"


def result_tables(
    results: Results, outcomes: Sequence[Outcome] = (), claims: Sequence[ClaimResult] = ()
) -> dict[str, Table]:
    """All tables of a run, by file name.

    Parameters
    ----------
    results : Results
        The run.
    outcomes, claims : sequence
        What the analysis made of it.

    Returns
    -------
    dict of str to Table
        ``bands.csv`` only with an ensemble; ``checks.csv`` only where there are cross-checks.
    """
    tables = {
        "timeseries.csv": Table((*SERIES_COLUMNS, "value"), _series(results)),
        "outcomes.csv": Table(OUTCOME_COLUMNS, [_outcome(outcome) for outcome in outcomes]),
        "claims.csv": Table(CLAIM_COLUMNS, [claim_row(claim) for claim in claims]),
    }
    if results.banded:
        tables["bands.csv"] = Table((*SERIES_COLUMNS, "quantile", "value"), _bands(results))
    if results.checks:
        tables["checks.csv"] = Table(CHECK_COLUMNS, list(_checks(results.checks)))
    return tables


def _series(results: Results) -> Iterator[Alike]:
    """Rows of the central run, the plan's and then the reference's."""
    for one in (results, results.reference):
        if one is None:
            continue
        years = one.years.tolist()
        for name, values in one.central.items():
            yield Alike(_head(one, name), zip(years, quiet(values).tolist(), strict=True))


def _bands(results: Results) -> Iterator[Alike]:
    years = results.years.tolist()
    for name in results.banded:
        head = _head(results, name)
        bands = [
            (f"{probability:g}", row)
            for probability, row in zip(QUANTILES, results.quantiles(name), strict=True)
        ]
        bands.append(("mean", results.mean(name)))
        for label, values in bands:
            rest = zip(years, repeat(label), quiet(values).tolist(), strict=False)
            yield Alike(head, rest)


def quiet(values: Array) -> Array:
    """A series without the noise of rounding: what is 0 but for cancellation becomes 0.

    Examples
    --------
    >>> quiet(np.array([12.5, 1e-15])).tolist()
    [12.5, 0.0]
    """
    size = np.abs(values)
    largest = np.max(size, initial=0.0, where=np.isfinite(size))
    return np.where(size < NOISE * largest, 0.0, values)


def _head(results: Results, name: str) -> tuple[str, ...]:
    scenario = results.scenario
    return (MODEL, scenario.name, scenario.region, name, results.variables[name].unit)


def _outcome(outcome: Outcome) -> Sequence[Cell]:
    quantiles = outcome.quantiles or (None,) * len(QUANTILES)
    beside = (outcome.note, outcome.sign_share)
    return (outcome.name, outcome.unit, outcome.central, outcome.mean, *quantiles, *beside)


def claim_row(result: ClaimResult) -> Sequence[Cell]:
    """An answer to a claim as a row below `CLAIM_COLUMNS`."""
    words: Mapping[bool | None, str] = {True: "yes", False: "no", None: ""}
    return (
        *(result.claim.name, result.boundary, result.product, result.variant, result.years, result.value),
        *(result.p05, result.p50, result.p95, result.unit),
        *(result.bound, words[result.holds], result.probability, result.note),
        *(result.verdict, result.verdict_of_claim, result.needs, result.source),
        *("" if result.grid is None else str(result.grid), "; ".join(map(str, result.other_grids))),
    )


def _checks(checks: Iterable[Check]) -> Iterator[Sequence[Cell]]:
    for check in checks:
        for row in check.rows:
            yield (check.name, row.label["en"], row.value, row.low, row.high, row.unit)
