"""``carbonsim backtest``: a model against what happened, with years that the fit has not seen."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
import dataclasses
from typing import TYPE_CHECKING

from carbonsim.cli.failures import DONE
from carbonsim.cli.output import print_json

if TYPE_CHECKING:
    from carbonsim.analysis.hindcast import Hindcast

NAME = "backtest"
HELP = "put a model beside what happened"
DESCRIPTION = """Fit the choice of powertrain to past sales and compare it with what was sold, also in
years that the fit has not seen."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("sector", choices=("freight",), help="the sector to test")


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.analysis.hindcast import hindcast

    found = hindcast(2024)
    if options.json:
        rows = [{**dataclasses.asdict(row), "error": row.error} for row in found.rows]
        constants = {
            "powertrains": found.powertrains,
            "fitted": found.fit.constants,
            "spread": found.fit.spread,
            "latest": found.latest,
        }
        print_json(
            {
                "sector": options.sector,
                "last_fitted": found.last_fitted,
                "exponent": found.exponent,
                "rows": rows,
                "constants": constants,
            }
        )
    else:
        print("\n".join(_lines(found)))
    return DONE


def _lines(found: Hindcast) -> list[str]:
    from carbonsim.report.layout import columns, wrap

    title = "Heavy trucks of China: shares of sales by powertrain, modelled against observed"
    about = f"fitted on the years to {found.last_fitted}; years marked * were not seen by the fit"
    rows: list[tuple[str, ...]] = [("year", "", "powertrain", "observed %", "modelled %", "off by, points")]
    for row in found.rows:
        percent = (f"{100 * value:.1f}" for value in (row.actual, row.model))
        rows.append((str(row.year), "" if row.fitted else "*", row.row, *percent, f"{100 * row.error:+.1f}"))
    return [title, *wrap(about), "", *columns(rows, "<<<>>>"), "", *_constants(found)]


def _constants(found: Hindcast) -> list[str]:
    """What buyers saw beyond cost: as fitted, and as the last year alone would have it."""
    from carbonsim.report.layout import columns
    from carbonsim.report.numbers import fixed

    last = max(row.year for row in found.rows)
    head = ("constant of the choice", f"fitted to {found.last_fitted}", "90 % range, +-", f"of {last} alone")
    rows: list[tuple[str, ...]] = [head]
    series = (found.fit.constants, found.fit.spread, found.latest)
    for number, name in enumerate(found.powertrains):
        rows.append((name, *(fixed(float(values[number]), 2) for values in series)))
    return columns(rows, "<>>>")
