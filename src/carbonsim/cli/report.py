"""``carbonsim report``: one page of several runs and studies."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
from errno import EEXIST, EISDIR
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsim.cli.failures import DONE
from carbonsim.cli.options import add_workers, draws, seed
from carbonsim.cli.output import print_json, print_text
from carbonsim.core.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from carbonsim.scenario.scenario import Scenario

NAME = "report"
HELP = "put runs and studies on one page to hand over"
DESCRIPTION = """Put runs and studies on one page: a single file that opens in any browser, in English and
Chinese, and loads nothing. It shows what `carbonsim run`, `audit`, `compare`, `sensitivity`, `corridor`
and `backtest` leave in report.html of their results folders, with a switch between them.

  carbonsim report results/fujian-trunk-line results/fujian-no-line   results folders, as they are
  carbonsim report results/fujian-trunk-line results/sensitivity-fujian-trunk-line
  carbonsim report fujian-trunk-line my-plan.yaml --draws 200         scenarios, which are run first"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "runs", nargs="+", metavar="RUN", help="a results folder, a YAML file or a shipped scenario"
    )
    parser.add_argument("--out", type=Path, default=Path("report.html"), help="file to write (report.html)")
    parser.add_argument("--draws", type=draws, help="size of the ensembles of scenarios that are run")
    parser.add_argument("--seed", type=seed, help="of the draws")
    add_workers(parser)
    parser.add_argument("--quiet", action="store_true", help="print nothing")


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.core.files import write_whole
    from carbonsim.report.onepage.html import page_html

    _refuse_strange(options.out)
    pages = _pages(options)
    write_whole(options.out, page_html(pages, options.lang))
    names = [page["name"] for page in pages]
    if options.json:
        print_json({"file": str(options.out), "runs": names, "answers": [page["answer"] for page in pages]})
    elif not options.quiet:
        from carbonsim.report.texts import say

        print_text(f"{say('Written to', options.lang)} {options.out}: {', '.join(names)}")
    return DONE


def _pages(options: argparse.Namespace) -> list[dict[str, Any]]:
    """The data of each run in the order in which they were named; what is wrong with any is told of all."""
    from carbonsim.cli.loading import load_one, prepare
    from carbonsim.cli.pages import read_page

    found: list[dict[str, Any] | Scenario] = []
    problems: list[Problem] = []
    for name in options.runs:
        try:
            found.append(read_page(Path(name)) if Path(name).is_dir() else load_one(name, options))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    prepare([one for one in found if not isinstance(one, dict)], options)
    return [one if isinstance(one, dict) else _run(one, options) for one in found]


def _run(scenario: Scenario, options: argparse.Namespace) -> dict[str, Any]:
    from carbonsim.analysis.claims import evaluate
    from carbonsim.analysis.levers import levers
    from carbonsim.analysis.outcomes import outcomes
    from carbonsim.cli.pages import page_of
    from carbonsim.cli.progress import Progress
    from carbonsim.engine.run import run
    from carbonsim.results.manifest import manifest

    with Progress(scenario.name, language=options.lang) as progress:
        results = run(scenario, options.draws, options.seed, progress, workers=options.workers)
    grid = levers(results) if scenario.levers else None
    return page_of(results, outcomes(results), evaluate(results), manifest(results), grid)


def _refuse_strange(out: Path) -> None:
    """Refuse to write over anything but a page of carbonsim, before any work is done."""
    from carbonsim.report.onepage.html import is_page
    from carbonsim.results.holding import try_writing

    if out.is_dir():
        raise IsADirectoryError(EISDIR, "is a folder, expected a file to write", str(out))
    if out.exists() and not is_page(out):
        raise FileExistsError(EEXIST, "is no page of carbonsim: name another file with --out", str(out))
    out.parent.mkdir(parents=True, exist_ok=True)
    try_writing(out.parent)
