"""``carbonsim compare``: scenarios side by side on the same draws."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from carbonsim.cli.failures import DONE
from carbonsim.cli.folders import changes, folder_name, parts_of
from carbonsim.cli.options import add_output, add_workers, draws, seed
from carbonsim.cli.output import print_json, print_text
from carbonsim.cli.pictures import formats_of, refuse_idle_pictures
from carbonsim.cli.written import refuse_file, written_lines
from carbonsim.core.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsim.analysis.compared_tables import Record
    from carbonsim.analysis.comparison import Comparison
    from carbonsim.results.results import Results
    from carbonsim.results.tables import Table
    from carbonsim.scenario.scenario import Scenario

NAME = "compare"
HELP = "put scenarios side by side, draw by draw"
DESCRIPTION = """Run scenarios on the same draws and say what differs between them: in their parameters, and
in what follows. The first is the base of all others. A range is that of the difference in each draw, which is
narrower than the difference of two ranges where both share what is not known.

Writes results/compare-A-B/ with tables, figures and a page to hand over (report.html)."""
FEWEST = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="YAML files or shipped scenarios")
    parser.add_argument("--draws", type=draws, help="size of the ensembles (that of the first)")
    parser.add_argument("--seed", type=seed, help="of the draws (that of the first)")
    add_workers(parser)
    add_output(parser)


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.analysis.comparison import compare
    from carbonsim.cli.loading import load_all, prepare, refuse_same_names
    from carbonsim.report.comparison_answer import comparison_answer
    from carbonsim.report.comparison_tables import comparison_lines
    from carbonsim.report.terminal import answer_lines
    from carbonsim.results.holding import held

    refuse_file(options.out)
    refuse_idle_pictures(NAME, options)
    started = time.perf_counter()
    _refuse_single(options.scenarios)
    scenarios = load_all(options.scenarios, options, options.overrides)
    refuse_same_names(options.scenarios, scenarios)
    _refuse_strangers(options.scenarios, scenarios)
    name = _folder_name(scenarios, options)
    with held(options.out / name):
        prepare(scenarios, options)
        parts = parts_of(options.out, name)
        found = compare(*(_run(scenario, scenarios[0], options, parts) for scenario in scenarios))
        folder = _write(found, options, name, time.perf_counter() - started)
        shutil.rmtree(parts, ignore_errors=True)
    if options.json:
        print_json(_fields(found, folder))
    elif not options.quiet:
        lines = [*comparison_lines(found, options.lang), ""]
        lines += answer_lines(comparison_answer(found), options.lang)
        print_text("\n".join([*lines, *written_lines(options.out / name, folder, options.lang)]))
    return DONE


def _folder_name(scenarios: Sequence[Scenario], options: argparse.Namespace) -> str:
    """The plain folder for draws and seed of the base; any other has its own."""
    asked = {"draws": options.draws, "seed": options.seed}
    written = {"draws": scenarios[0].draws, "seed": scenarios[0].seed}
    names = "-".join((NAME, *(scenario.name for scenario in scenarios)))
    return folder_name(names, changes(options.overrides, asked, written))


def _run(scenario: Scenario, base: Scenario, options: argparse.Namespace, parts: Path) -> Results:
    """Run a scenario with draws and seed of the base."""
    from carbonsim.cli.progress import progress_of
    from carbonsim.engine.run import run

    count = base.draws if options.draws is None else options.draws
    chosen = base.seed if options.seed is None else options.seed
    with progress_of(scenario.name, options) as progress:
        return run(scenario, count, chosen, progress, workers=options.workers, shards=parts)


def _refuse_single(paths: Sequence[str]) -> None:
    if len(paths) < FEWEST:
        message = f"found {len(paths)} scenario, expected at least {FEWEST}"
        raise ScenarioError([Problem(NAME, 0, 0, "SCENARIO", message, "name the base first")])


def _refuse_strangers(paths: Sequence[str], scenarios: Sequence[Scenario]) -> None:
    """Refuse horizons that share no year."""
    last = min(scenario.years[1] for scenario in scenarios)
    problems = [
        Problem(path, 0, 0, "years", f"found a horizon from {scenario.years[0]}, after the {last} of another")
        for path, scenario in zip(paths, scenarios, strict=True)
        if scenario.years[0] > last
    ]
    if problems:
        raise ScenarioError(problems)


def _write(found: Comparison, options: argparse.Namespace, name: str, seconds: float) -> Path:
    """Tables, manifest, figures and page, whole or not at all."""
    from carbonsim.analysis.compared_tables import outcome_records, parameter_records, series_records
    from carbonsim.results.manifest import manifest
    from carbonsim.results.store import write_folder

    figures = None
    if not options.no_figures:
        from carbonsim.report.figure_compare import write_comparison_figures

        def figures(folder: Path) -> None:
            write_comparison_figures(found, folder, options.lang, formats_of(options))

    tables = {
        "parameters.csv": _table(parameter_records(found)),
        "differences.csv": _table(series_records(found)),
        "compared_outcomes.csv": _table(outcome_records(found)),
    }
    made, texts = [manifest(run) for run in found.runs], {}
    if not options.no_page:
        from carbonsim.cli.pages import page_files
        from carbonsim.report.onepage.studies.comparison import comparison_page

        texts = page_files(comparison_page(found, made), options.lang)
    about = made[0] | {"compared": made[1:]} | {"seconds": seconds}
    return write_folder(options.out / name, tables, about, figures, texts=texts)


def _table(records: Sequence[Record]) -> Table:
    from carbonsim.results.tables import Table

    columns = tuple(records[0]) if records else ("scenario",)
    return Table(columns, [tuple(record.values()) for record in records])


def _fields(found: Comparison, folder: Path) -> dict[str, object]:
    """The comparison for machines."""
    from carbonsim.analysis.compared_tables import outcome_records, parameter_records
    from carbonsim.cli.records import told_fields
    from carbonsim.report.comparison_answer import comparison_answer

    return {
        "answer": comparison_answer(found),
        "base": found.base.scenario.name,
        "scenarios": [one.results.scenario.name for one in found.others],
        "told": {
            run.scenario.name: told_fields(run.scenario, run.left_out, draws=run.draws) for run in found.runs
        },
        "draws": found.base.draws,
        "seed": found.base.seed,
        "years": found.years,
        "paired": found.paired,
        "folder": str(folder),
        "parameters": parameter_records(found),
        "outcomes": outcome_records(found),
        "series": {
            one.results.scenario.name: {
                name: {
                    "unit": series.unit,
                    "base": series.base,
                    "value": series.other,
                    "difference": series.central,
                    "band": series.band,
                }
                for name, series in one.series.items()
            }
            for one in found.others
        },
    }
