"""``carbonsim solve``: what a target takes."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from carbonsim.cli.failures import DONE
from carbonsim.cli.folders import changes, folder_name
from carbonsim.cli.options import add_set, seed, whole
from carbonsim.cli.output import print_json, print_text
from carbonsim.cli.pictures import add_pictures, formats_of, refuse_idle_pictures
from carbonsim.cli.written import refuse_file, written_lines

if TYPE_CHECKING:
    from carbonsim.results.solve_records import Solution
    from carbonsim.scenario.scenario import Scenario

NAME = "solve"
HELP = "find the values with which an outcome reaches a target"
DESCRIPTION = """Find all values of a parameter, between the ends of what is looked at, with which an outcome
reaches a target: for the deterministic run, and with draws for their median and for nine of ten of them.
With several parameters, find the combination that meets the target at least cost.

  carbonsim solve fujian-trunk-line --vary freight.swap.stations \\
    --until "Emission Reduction|CO2|Transportation|Truck [Operational] >= 0.3 Mt CO2/yr in 2035"

Writes results/solve-SCENARIO+.../ with tables and figures. docs/solve.md has the grammar."""
#: How far a figure may be off, as a target states it.
TOLERANCE = re.compile(r"\s*(?:\+-|\+/-|±).*?(?=\s+(?:in|over)\b|$)", re.DOTALL)
#: Draws of each value, where the scenario has as many.
DRAWS = 200
MOST_DRAWS = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("scenario", metavar="SCENARIO", help="a YAML file or a shipped scenario")
    parser.add_argument(
        "--vary",
        metavar="KEY[=LOW..HIGH]",
        nargs="+",
        action="extend",
        required=True,
        help="parameter to vary; times:KEY a factor on a path, delay:KEY years by which it comes later",
    )
    parser.add_argument(
        "--until",
        metavar="TARGET",
        required=True,
        help='"OUTCOME >= 5 Mt CO2/yr in 2035"; also <=, = (+- 5 %%), and over 2026-2030',
    )
    parser.add_argument("--share", type=share, help="of the draws that shall meet it (90 %%)")
    parser.add_argument("--cost", metavar="NAME", help="outcome that several parameters shall keep low")
    parser.add_argument(
        "--draws", type=whole(0, MOST_DRAWS), help=f"draws of each value ({DRAWS}; 0: deterministic)"
    )
    parser.add_argument("--seed", type=seed, help="of the draws")
    parser.add_argument("--out", type=Path, default=Path("results"), help="folder of the results folders")
    add_set(parser)
    add_pictures(parser)
    parser.add_argument("--quiet", action="store_true", help="print nothing")


def share(text: str) -> float:
    """A share of draws: ``90 %`` or 0.9."""
    number, percent = text.strip().removesuffix("%"), text.strip().endswith("%")
    try:
        value = float(number) / (100.0 if percent else 1.0)
    except ValueError:
        value = 0.0
    if not 0.0 < value <= 1.0:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a share such as '90 %' or 0.9")
    return value


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.analysis.solve import solve
    from carbonsim.cli.loading import load_one, prepare
    from carbonsim.cli.progress import progress_of
    from carbonsim.cli.solve_fields import solve_fields
    from carbonsim.report.solve_answer import solve_answer
    from carbonsim.report.solve_exact import exact_lines
    from carbonsim.report.solve_tables import solve_lines
    from carbonsim.report.terminal import answer_lines
    from carbonsim.results.holding import held

    refuse_file(options.out)
    refuse_idle_pictures(NAME, options)
    started = time.perf_counter()
    scenario = load_one(options.scenario, options, options.overrides)
    name = _folder_name(scenario, options)
    with held(options.out / name):
        prepare([scenario], options)
        with progress_of(scenario.name, options) as progress:
            found = solve(
                scenario,
                options.until,
                options.vary,
                min(DRAWS, scenario.draws) if options.draws is None else options.draws,
                options.seed,
                share=options.share,
                cost=options.cost,
                progress=progress,
            )
        folder = _write(found, options, name, time.perf_counter() - started)
    said = solve_answer(found)
    if options.json:
        print_json({"answer": said, **solve_fields(found, folder)})
    elif not options.quiet:
        lines = solve_lines(found, options.scenario, options.lang)
        if found.target.asked.tolerance and found.combination is None:
            exact = solve(scenario, TOLERANCE.sub("", options.until), options.vary, 0)
            lines += exact_lines(exact, options.scenario, options.lang)
        lines += ["", *answer_lines(said, options.lang)]
        print_text("\n".join([*lines, *written_lines(options.out / name, folder, options.lang)]))
    return DONE


def _folder_name(scenario: Scenario, options: argparse.Namespace) -> str:
    """A folder for each question."""
    asked = {
        "vary": options.vary,
        "until": options.until,
        "share": options.share,
        "cost": options.cost,
        "draws": options.draws,
        "seed": options.seed,
    }
    usual = dict.fromkeys(asked) | {"draws": min(DRAWS, scenario.draws), "seed": scenario.seed}
    return folder_name(f"{NAME}-{scenario.name}", changes(options.overrides, asked, usual))


def _write(found: Solution, options: argparse.Namespace, name: str, seconds: float) -> Path:
    """Tables, manifest and figures, whole or not at all."""
    from carbonsim.report.solve_frames import scan_table, solve_table
    from carbonsim.results.manifest import made_from
    from carbonsim.results.store import write_folder

    figures = None
    if not options.no_figures:
        from carbonsim.report.figure_solve import write_solve_figures

        def figures(folder: Path) -> None:
            write_solve_figures(found, folder, options.lang, formats_of(options))

    about = made_from(found.scenario, found.draws, found.seed, seconds)
    manifest = about | {
        "until": found.target.asked.text,
        "vary": list(options.vary),
        "share": found.share if found.by_share else None,
        "cost": found.combination.cost_name if found.combination else None,
    }
    tables = {"solve.csv": solve_table(found), "scan.csv": scan_table(found)}
    return write_folder(options.out / name, tables, manifest, figures)
