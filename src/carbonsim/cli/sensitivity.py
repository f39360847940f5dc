"""``carbonsim sensitivity``: which parameters decide how a scenario ends."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsim.cli.failures import DONE
from carbonsim.cli.folders import changes, folder_name, parts_of
from carbonsim.cli.options import add_output, add_workers, sample, seed
from carbonsim.cli.output import print_json, print_text
from carbonsim.cli.pictures import formats_of, refuse_idle_pictures
from carbonsim.cli.written import refuse_file, written_lines
from carbonsim.core.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from carbonsim.analysis.sensitivity import Sensitivity
    from carbonsim.analysis.tornado import Tornado
    from carbonsim.results.tables import Table
    from carbonsim.scenario.scenario import Scenario

NAME = "sensitivity"
HELP = "find which parameters decide the outcomes"
DESCRIPTION = """Find how much of the range of each outcome each parameter explains.

sobol  runs the scenario anew: two samples, and one more for each parameter. First-order indices say what
       a parameter explains alone, total indices what it explains with all others.
pawn   looks at the draws of one ensemble: how far a parameter moves the distribution of an outcome.

Writes results/sensitivity-SCENARIO/ with tables, tornado figures and a page to hand over
(report.html)."""
METHODS = ("sobol", "pawn")
DRAWS = {"sobol": 512, "pawn": 10_000}
RESAMPLES = 100
#: Part of the variance that a parameter must explain to stand in the table of years.
LEAST_SHARE = 0.01


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("scenario", metavar="SCENARIO", help="a YAML file or a shipped scenario")
    parser.add_argument("--method", choices=METHODS, default="sobol", help="how (sobol)")
    usual = ", ".join(f"{method} {number:,}" for method, number in DRAWS.items())
    parser.add_argument("--draws", type=sample, help=f"size of a sample ({usual})")
    parser.add_argument("--seed", type=seed, help="of the draws")
    add_workers(parser)
    parser.add_argument(
        "--outcome",
        dest="outcomes",
        metavar="NAME",
        action="append",
        default=[],
        help="show this outcome, as outcomes.csv names it, a year or a plan, too (may be repeated)",
    )
    add_output(parser)


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.analysis.tornado import tornado
    from carbonsim.cli.loading import load_one, prepare
    from carbonsim.report.sensitivity_answer import sensitivity_answer
    from carbonsim.report.sensitivity_tables import main_outcomes, sensitivity_lines
    from carbonsim.report.terminal import answer_lines
    from carbonsim.results.holding import held

    refuse_file(options.out)
    refuse_idle_pictures(NAME, options)
    started = time.perf_counter()
    scenario = load_one(options.scenario, options, options.overrides)
    _refuse_without_ranges(scenario)
    _refuse_few(options)
    shown = _known_outcomes(scenario, options.outcomes)
    name = _folder_name(scenario, options)
    with held(options.out / name):
        prepare([scenario], options)
        parts = parts_of(options.out, name)
        found, moved = _found(scenario, options, parts), tornado(scenario, options.outcomes)
        shown = shown or main_outcomes(list(found.outcomes))
        folder = _write(found, moved, shown, options, name, time.perf_counter() - started)
        shutil.rmtree(parts, ignore_errors=True)
    said = sensitivity_answer(found, shown)
    if options.json:
        print_json({"answer": said, **_fields(found, moved, folder)})
    elif not options.quiet:
        lines = [*sensitivity_lines(found, moved, shown, options.lang), "", *answer_lines(said, options.lang)]
        print_text("\n".join([*lines, *written_lines(options.out / name, folder, options.lang)]))
    return DONE


def _found(scenario: Scenario, options: argparse.Namespace, parts: Path) -> Sensitivity:
    from carbonsim.analysis.given_data import pawn
    from carbonsim.analysis.variance_shares import sobol
    from carbonsim.cli.progress import progress_of
    from carbonsim.engine.run import run

    count = options.draws or DRAWS[options.method]
    with progress_of(scenario.name, options) as progress:
        if options.method == "sobol":
            return sobol(
                scenario, count, options.seed, RESAMPLES, options.workers, progress, options.outcomes
            )
        results = run(scenario, count, options.seed, progress, workers=options.workers, shards=parts)
        return pawn(results, outcomes=options.outcomes)


def _refuse_without_ranges(scenario: Scenario) -> None:
    from carbonsim.analysis.factors import factors_of

    if not factors_of(scenario):
        message = "no parameter has a range, so there is nothing to explain"
        hint = "give those that are not sure `low` and `high`"
        raise ScenarioError([Problem(scenario.file, 1, 1, scenario.name, message, hint)])


def _refuse_few(options: argparse.Namespace) -> None:
    from carbonsim.analysis.given_data import SLICES
    from carbonsim.analysis.variance_shares import FEWEST

    fewest = FEWEST if options.method == "sobol" else 2 * SLICES
    if options.draws is not None and options.draws < fewest:
        message = f"found {options.draws}, expected at least {fewest} with --method {options.method}"
        raise ScenarioError([Problem(NAME, 0, 0, "--draws", message, "hundreds make a ranking")])


def _known_outcomes(scenario: Scenario, names: Sequence[str]) -> list[str]:
    from carbonsim.engine.pair import Pair
    from carbonsim.engine.shards import job_headlines

    known = [one.name for one in job_headlines(Pair(scenario))]
    problems = []
    for name in names:
        if name not in known:
            import difflib

            close = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
            problems.append(Problem(NAME, 0, 0, "--outcome", f"found no outcome {name!r}", hint))
    if problems:
        raise ScenarioError(problems)
    return list(names)


def _folder_name(scenario: Scenario, options: argparse.Namespace) -> str:
    """The plain folder for the usual way; any other has its own."""
    asked = {"draws": options.draws, "seed": options.seed, "method": options.method}
    usual: dict[str, Any] = {"draws": DRAWS[options.method], "seed": scenario.seed, "method": "sobol"}
    return folder_name(f"{NAME}-{scenario.name}", changes(options.overrides, asked, usual))


def _write(
    found: Sensitivity,
    moved: Tornado,
    shown: Sequence[str],
    options: argparse.Namespace,
    name: str,
    seconds: float,
) -> Path:
    """Tables, manifest, figures and page, whole or not at all."""
    from carbonsim.engine.kept_files import kept_files
    from carbonsim.results.manifest import made_from
    from carbonsim.results.store import write_folder

    figures = None
    if not options.no_figures:
        from carbonsim.report.figure_tornado import write_tornado_figures

        def figures(folder: Path) -> None:
            write_tornado_figures(found, moved, shown, folder, options.lang, formats_of(options))

    tables = {"sensitivity.csv": _of_outcomes(found), "tornado.csv": _of_tornado(moved)}
    if found.series:
        tables["sensitivity_by_year.csv"] = _of_years(found)
    about = made_from(found.scenario, found.draws, found.seed, seconds, found.left_out)
    if kept := kept_files(found.scenario):
        about["kept"] = kept
    manifest = about | {"method": found.method, "runs": found.runs, "parameters": len(found.factors)}
    texts = {}
    if not options.no_page:
        from carbonsim.cli.pages import page_files
        from carbonsim.report.onepage.studies.sensitivity import sensitivity_page

        texts = page_files(sensitivity_page(found, moved, shown, manifest), options.lang)
    return write_folder(options.out / name, tables, manifest, figures, texts=texts)


def _of_outcomes(found: Sensitivity) -> Table:
    from carbonsim.results.tables import Table

    frame = found.to_frame()
    return Table(tuple(frame.columns), frame.itertuples(index=False, name=None))


def _of_years(found: Sensitivity) -> Table:
    """Series by year, of the parameters that explain a part worth the room."""
    from carbonsim.results.tables import Table

    frame = found.to_yearly_frame()
    frame = frame[frame["total"] >= LEAST_SHARE]
    return Table(tuple(frame.columns), frame.itertuples(index=False, name=None))


def _of_tornado(moved: Tornado) -> Table:
    from carbonsim.results.tables import Table

    rows = [
        (outcome, unit, factor, moved.middle[column], moved.low[row, column], moved.high[row, column])
        for column, (outcome, unit) in enumerate(moved.outcomes.items())
        for row, factor in enumerate(moved.factors)
    ]
    return Table(("outcome", "unit", "parameter", "middle", "low", "high"), rows)


def _fields(found: Sensitivity, moved: Tornado, folder: Path) -> dict[str, Any]:
    """The analysis for machines."""
    from carbonsim.cli.records import told_fields

    return {
        "scenario": found.scenario.name,
        **told_fields(found.scenario, found.left_out),
        "method": found.method,
        "draws": found.draws,
        "seed": found.seed,
        "runs": found.runs,
        "folder": str(folder),
        "parameters": found.factors,
        "outcomes": {
            outcome: {
                "unit": unit,
                "draws": found.having.get(outcome, found.draws),
                **{measure: values[:, place] for measure, values in found.of_outcomes.items()},
                "middle": moved.middle[place],
                "low": moved.low[:, place],
                "high": moved.high[:, place],
            }
            for place, (outcome, unit) in enumerate(found.outcomes.items())
        },
    }
