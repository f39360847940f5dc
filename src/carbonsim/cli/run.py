"""``carbonsim run``: run scenarios, print what they give and write their results folders."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsim.cli.failures import DONE
from carbonsim.cli.folders import changes, folder_name, parts_of
from carbonsim.cli.options import add_computing, add_page, add_set, draws, seed
from carbonsim.cli.output import print_json, print_text
from carbonsim.cli.pictures import add_pictures, formats_of, refuse_idle_pictures
from carbonsim.cli.written import refuse_file, written_lines

if TYPE_CHECKING:
    from carbonsim.report.figures import Findings
    from carbonsim.results.claim_results import ClaimResult
    from carbonsim.results.records import Outcome
    from carbonsim.results.results import Results
    from carbonsim.scenario.scenario import Scenario

NAME = "run"
HELP = "run scenarios and write their results"
DESCRIPTION = """Run scenarios, each beside its reference, and write results/NAME/ with tables, figures and a
page to hand over (report.html).

Figures are the one or two that carry the answer; --figures draws all.

A run with --set or --reference, or with other draws or another seed than the scenario's, goes to
results/NAME+HASH/ and never over the plain one.

With --strict the exit code is the answer: 0 if every claim holds or is surpassed, 1 if not. A claim that
cannot be judged in a scenario is told on stderr and changes nothing."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="a YAML file or a shipped scenario")
    parser.add_argument(
        "--draws",
        type=draws,
        help="size of the ensemble; 1 makes the deterministic run (central values) alone",
    )
    parser.add_argument("--seed", type=seed, help="of the draws")
    parser.add_argument(
        "--reference",
        metavar="OTHER",
        help="what reductions and extra costs are measured against, instead of what the file names:"
        " a file or a shipped scenario; none for nothing",
    )
    parser.add_argument("--out", type=Path, default=Path("results"), help="folder of the results folders")
    add_computing(parser)
    add_set(parser)
    parser.add_argument("--save-draws", action="store_true", help="write every draw to draws/ as Parquet")
    strict = (
        "exit code 1 unless all claims hold or are surpassed; what cannot be judged here is told on stderr"
    )
    parser.add_argument("--strict", action="store_true", help=strict)
    parser.add_argument("--no-levers", action="store_true", help="do not run the levers of scenarios")
    add_page(parser)
    parser.add_argument(
        "--details",
        action="store_true",
        help="print trajectories, all outcomes, claims at every boundary and cross-checks, too",
    )
    add_pictures(parser, all_of_them=True)
    parser.add_argument("--quiet", action="store_true", help="print nothing")


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.cli.loading import load_all, prepare, refuse_same_names
    from carbonsim.results.holding import held

    refuse_file(options.out)
    refuse_idle_pictures(NAME, options)
    scenarios = load_all(options.scenarios, options, options.overrides, options.reference)
    refuse_same_names(options.scenarios, scenarios)
    with ExitStack() as stack:
        for scenario in scenarios:
            stack.enter_context(held(options.out / _folder_name(scenario, options)))
        prepare(scenarios, options)
        runs = [_run(scenario, options) for scenario in scenarios]
    if options.json:
        print_json({"runs": [fields for fields, _ in runs]})
    if options.strict:
        from carbonsim.cli.strict import strict_code

        return strict_code(
            {scenario.name: claims for scenario, (_, claims) in zip(scenarios, runs, strict=True)}
        )
    return DONE


def _folder_name(scenario: Scenario, options: argparse.Namespace) -> str:
    """The plain folder for a scenario as written; any change has its own."""
    asked = {"draws": options.draws, "seed": options.seed}
    written = {"draws": scenario.draws, "seed": scenario.seed}
    return folder_name(scenario.name, changes(options.overrides, asked, written, options.reference))


def _run(scenario: Scenario, options: argparse.Namespace) -> tuple[dict[str, Any], tuple[ClaimResult, ...]]:
    """Run a scenario, write its folder and print what it gives; its fields for JSON, and its claims."""
    from carbonsim.analysis.claims import evaluate
    from carbonsim.analysis.outcomes import outcomes
    from carbonsim.cli.progress import progress_of
    from carbonsim.cli.records import run_fields
    from carbonsim.engine.run import run
    from carbonsim.report.terminal import overview, summary

    name = _folder_name(scenario, options)
    parts = parts_of(options.out, name)
    every = parts / "draws" if options.save_draws else None
    with progress_of(scenario.name, options) as progress:
        results = run(
            scenario,
            options.draws,
            options.seed,
            progress,
            workers=options.workers,
            scheduler=options.scheduler,
            shards=parts,
            save_draws=every,
        )
    headline, claims = outcomes(results), evaluate(results)
    folder = _write(results, headline, claims, options.out / name, every, options)
    shutil.rmtree(parts, ignore_errors=True)
    if not options.quiet and not options.json:
        print_text((summary if options.details else overview)(results, headline, claims, options.lang))
        print_text("\n".join(written_lines(options.out / name, folder, options.lang)) + "\n")
    return (run_fields(results, headline, claims, folder) if options.json else {}), claims


def _write(
    results: Results,
    headline: Sequence[Outcome],
    claims: Sequence[ClaimResult],
    folder: Path,
    every: Path | None,
    options: argparse.Namespace,
) -> Path:
    """Write tables, manifest, figures and page of a run; `every` is where its draws are."""
    from carbonsim.report.onepage.sentences import sentences
    from carbonsim.results.manifest import manifest
    from carbonsim.results.store import write_folder
    from carbonsim.results.tables import result_tables

    made, grid, texts = manifest(results), None, {}
    # page and figures are titled alike
    found = sentences(results, headline, claims)
    tables = result_tables(results, headline, claims)
    if results.scenario.levers and not options.no_levers:
        from carbonsim.analysis.levers import levers

        grid = levers(results)
        tables["levers.csv"] = grid.table()
    if not options.no_page:
        from carbonsim.cli.pages import page_files
        from carbonsim.report.onepage.data import page_data

        texts = page_files(page_data(results, headline, claims, found, made, grid), options.lang)
    figures = None if options.no_figures else _figures(results, found.titles, options)
    return write_folder(folder, tables, made, figures, every, texts)


def _figures(results: Results, titles: Findings, options: argparse.Namespace) -> Callable[[Path], None]:
    """Writer of the figures of a run, given a folder."""
    from carbonsim.report.figures import write_figures

    def figures(folder: Path) -> None:
        formats = formats_of(options)
        write_figures(results, folder, options.lang, every=options.figures, formats=formats, findings=titles)

    return figures
