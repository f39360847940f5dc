"""``carbonsim backtest``: forecasts made as if in an earlier year, beside what happened."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
import dataclasses
import time
from pathlib import Path
from typing import TYPE_CHECKING

from carbonsim.cli.failures import DONE
from carbonsim.cli.folders import changes, folder_name
from carbonsim.cli.options import add_page, sample, seed
from carbonsim.cli.output import print_json, print_text
from carbonsim.cli.pictures import add_pictures, formats_of, refuse_idle_pictures
from carbonsim.cli.written import refuse_file, written_lines
from carbonsim.core.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsim.analysis.backtest import BacktestRow
    from carbonsim.analysis.backtest_cases import Case
    from carbonsim.analysis.hindcast import Hindcast
    from carbonsim.analysis.whole_backtest import Backtest
    from carbonsim.results.tables import Table

NAME = "backtest"
HELP = "put a model beside what happened"
DESCRIPTION = """Estimate a sector's model on data to a frozen year alone, forecast the years after it and
compare with what happened, beside simple rivals. Share, market and volume are scored each by itself: a
right volume can hide two wrong factors. No count later than the frozen year reaches prices or estimates; what
studies found of elasticities is taken as known.

Writes results/backtest-SECTOR/ with a table, a figure and a page to hand over (report.html)."""
SECTORS = ("freight", "nev")
DRAWS = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("sector", choices=SECTORS, help="the sector to test")
    parser.add_argument("--freeze", type=int, metavar="YEAR", help="the last year that the model may see")
    parser.add_argument("--rolling", action="store_true", help="every possible frozen year")
    parser.add_argument("--draws", type=sample, default=DRAWS, help=f"size of the ensemble ({DRAWS:,})")
    parser.add_argument("--seed", type=seed, help="of the draws")
    parser.add_argument("--out", type=Path, default=Path("results"), help="folder of the results folders")
    add_pictures(parser)
    add_page(parser)


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.analysis.backtest_cases import CASES
    from carbonsim.analysis.whole_backtest import whole_backtest
    from carbonsim.cli.records import backtest_fields
    from carbonsim.report.backtest_answer import backtest_answer
    from carbonsim.results.holding import held

    refuse_file(options.out)
    refuse_idle_pictures(NAME, options)
    started = time.perf_counter()
    case = CASES[options.sector]()
    chosen = case.scenario.seed if options.seed is None else options.seed
    freezes, name = _freezes(case, options), _folder_name(case, chosen, options)
    with held(options.out / name):
        found = whole_backtest(case, freezes, options.draws, chosen)
        hindcast = _hindcast(found)
        folder = _write(found, hindcast, options, name, time.perf_counter() - started)
    said = backtest_answer(found)
    if options.json:
        print_json({"answer": said, **backtest_fields(found, hindcast, folder)})
    else:
        from carbonsim.report.backtest_tables import backtest_lines
        from carbonsim.report.hindcast_tables import hindcast_lines
        from carbonsim.report.terminal import answer_lines

        more = [] if hindcast is None else ["", *hindcast_lines(hindcast, options.lang)]
        more += ["", *answer_lines(said, options.lang)]
        where = written_lines(options.out / name, folder, options.lang)
        print_text("\n".join([*backtest_lines(found, options.lang), *more, *where]))
    return DONE


def _freezes(case: Case, options: argparse.Namespace) -> tuple[int, ...]:
    """The frozen years asked for, if there is a past before and after them."""
    possible = f"{case.freezes[0]} to {case.freezes[-1]}"
    if options.rolling and options.freeze is not None:
        message = f"found with --rolling, which takes every year from {possible}"
        raise ScenarioError([Problem(NAME, 0, 0, "--freeze", message, "leave one of the two out")])
    if options.rolling:
        return tuple(case.freezes)
    freeze = case.usual_freeze if options.freeze is None else options.freeze
    if freeze not in case.freezes:
        message = f"found {freeze}, expected a year from {possible}"
        hint = "a frozen year needs years before it to estimate on, and one after it to compare with"
        raise ScenarioError([Problem(NAME, 0, 0, "--freeze", message, hint)])
    return (freeze,)


def _hindcast(found: Backtest) -> Hindcast | None:
    """Shares by powertrain, of one frozen year, where a sector has them."""
    if found.case.by_powertrain is None or len(found.freezes) > 1:
        return None
    return found.case.by_powertrain(found.freezes[0], found.draws, found.seed)


def _folder_name(case: Case, chosen: int, options: argparse.Namespace) -> str:
    """The plain folder for the usual frozen year, draws and seed; any other has its own."""
    asked = {"freeze": options.freeze, "rolling": options.rolling, "draws": options.draws, "seed": chosen}
    usual = {"freeze": case.usual_freeze, "rolling": False, "draws": DRAWS, "seed": case.scenario.seed}
    return folder_name(f"{NAME}-{case.sector}", changes([], asked, usual))


def _write(
    found: Backtest, hindcast: Hindcast | None, options: argparse.Namespace, name: str, seconds: float
) -> Path:
    """Table, manifest, figure and page, whole or not at all."""
    from carbonsim.results.manifest import made_from
    from carbonsim.results.store import write_folder

    figure = None
    if not options.no_figures:
        from carbonsim.report.figure_backtest import write_backtest_figure

        def figure(folder: Path) -> None:
            write_backtest_figure(found, folder, options.lang, formats_of(options))

    manifest = made_from(found.case.scenario, found.draws, found.seed, seconds)
    tables = {"backtest.csv": _table(found.rows)}
    tables |= {f"{part.replace(' ', '_')}.csv": _table(rows) for part, rows in found.parts.items()}
    texts = {}
    if not options.no_page:
        from carbonsim.cli.pages import page_files
        from carbonsim.report.onepage.studies.backtest import backtest_page

        texts = page_files(backtest_page(found, hindcast, manifest), options.lang)
    return write_folder(options.out / name, tables, manifest, figure, texts=texts)


def _table(forecasts: Sequence[BacktestRow]) -> Table:
    """All forecasts, as in ``--json``."""
    from carbonsim.results.tables import Table

    records = [dataclasses.asdict(row) for row in forecasts]
    words = {True: "yes", False: "no"}
    rows = [
        tuple(words[value] if isinstance(value, bool) else value for value in record.values())
        for record in records
    ]
    return Table(tuple(records[0]), rows)
