"""``carbonsim audit``: what claims need to be true, and which of them can be true together."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsim.cli.failures import DONE
from carbonsim.cli.folders import changes, folder_name
from carbonsim.cli.options import add_page, add_set, add_workers, draws, seed
from carbonsim.cli.output import print_json, print_text
from carbonsim.cli.written import refuse_file, written_lines
from carbonsim.core.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from carbonsim.results.audit_records import Audit
    from carbonsim.results.results import Results
    from carbonsim.scenario.scenario import Scenario

NAME = "audit"
HELP = "find what claims need to be true"
DESCRIPTION = """Find what the claims of a scenario need to be true: for each parameter the values with which
a claim holds, all others being as they are; the smallest joint change that makes it true or ends it; the part
of the ranges in which it mostly holds (with draws); and which two claims can be true together.

  carbonsim audit fujian-full-conversion --draws 1     with central values alone
  carbonsim audit --all                                verdicts on the claims of all shipped scenarios

Writes results/audit-SCENARIO/ with tables and a page to hand over (report.html). needs.csv and changes.csv
have a column `override`, which --set takes as it is."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "scenario", metavar="SCENARIO", nargs="?", help="a YAML file or a shipped scenario with claims"
    )
    parser.add_argument(
        "--all", action="store_true", help="verdicts on the claims of all shipped scenarios on one page"
    )
    parser.add_argument("--draws", type=draws, help="size of the ensemble; 1: central values alone")
    parser.add_argument("--seed", type=seed, help="of the draws")
    parser.add_argument(
        "--reference", metavar="OTHER", help="what reductions are measured against; none for nothing"
    )
    add_workers(parser)
    parser.add_argument("--details", action="store_true", help="print every need, joint change and box")
    parser.add_argument("--out", type=Path, default=Path("results"), help="folder of the results folders")
    add_set(parser)
    add_page(parser)
    parser.add_argument("--quiet", action="store_true", help="print nothing")


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    refuse_file(options.out)
    _refuse_unclear(options)
    if options.all:
        from carbonsim.cli.audit_all import execute_all

        return execute_all(options)
    from carbonsim.cli.loading import load_one, prepare
    from carbonsim.report.audit_lines import audit_lines
    from carbonsim.results.holding import held

    scenario = load_one(options.scenario, options, options.overrides, options.reference)
    refuse_without_claims(scenario)
    asked = {"draws": options.draws, "seed": options.seed}
    usual = {"draws": scenario.draws, "seed": scenario.seed}
    changed = changes(options.overrides, asked, usual, options.reference)
    name = folder_name(f"{NAME}-{scenario.name}", changed)
    with held(options.out / name):
        prepare([scenario], options)
        found = audit_of(run_of(scenario, options.draws, options), options)
        folder = _write(found, options, name)
    if options.json:
        print_json(_fields(found, folder))
    elif not options.quiet:
        lines = audit_lines(found, options.lang, options.details)
        print_text("\n".join([*lines, *written_lines(options.out / name, folder, options.lang)]))
    return DONE


def run_of(scenario: Scenario, count: int | None, options: argparse.Namespace) -> Results:
    """A run of a scenario with its draws, and its progress."""
    from carbonsim.cli.progress import progress_of
    from carbonsim.engine.run import run

    with progress_of(scenario.name, options) as progress:
        return run(scenario, count, options.seed, progress, workers=options.workers)


def audit_of(results: Results, options: argparse.Namespace) -> Audit:
    """An audit of a run, and its progress."""
    from carbonsim.analysis.audit import audit
    from carbonsim.cli.progress import progress_of

    with progress_of(f"{NAME} {results.scenario.name}", options) as progress:
        return audit(results, progress)


def refuse_without_claims(scenario: Scenario) -> None:
    """Refuse a scenario that claims nothing."""
    if not scenario.claims:
        message = "the scenario has no claims, so there is nothing to audit"
        hint = "add `claims:` to it, or see those that ship: carbonsim audit --all"
        raise ScenarioError([Problem(scenario.file, 1, 1, scenario.name, message, hint)])


def _refuse_unclear(options: argparse.Namespace) -> None:
    """Refuse neither a scenario nor all of them, both, and options that all of them have no use for."""
    if not options.all:
        if options.scenario is None:
            hint = "name a scenario, or ask for --all"
            raise ScenarioError([Problem(NAME, 0, 0, "SCENARIO", "found no scenario to audit", hint)])
        return
    idle = {
        "SCENARIO": options.scenario,
        "--set": options.overrides,
        "--reference": options.reference,
        "--details": options.details,
    }
    message = "found with --all, which takes all shipped scenarios as they are"
    problems = [Problem(NAME, 0, 0, key, message, "leave out one of the two") for key in idle if idle[key]]
    if problems:
        raise ScenarioError(problems)


def _write(found: Audit, options: argparse.Namespace, name: str) -> Path:
    """Tables, manifest and page, whole or not at all."""
    from carbonsim.report.audit_claims import claims_table
    from carbonsim.report.audit_tables import audit_tables
    from carbonsim.results.manifest import manifest
    from carbonsim.results.store import write_folder

    results = found.results
    tables = {"claims.csv": claims_table(found), **audit_tables(found)}
    made = manifest(results) | {
        "audit": {"seconds": dict(found.seconds), "not_moved": list(found.not_moved)},
    }
    texts = {}
    if not options.no_page:
        from carbonsim.cli.pages import page_files
        from carbonsim.report.onepage.studies.audit import audit_page

        texts = page_files(audit_page(found, made), options.lang)
    return write_folder(options.out / name, tables, made, texts=texts)


def _fields(found: Audit, folder: Path) -> dict[str, Any]:
    """The audit for machines: sentences of the answer, claims, and the rows of all tables."""
    from carbonsim.cli.records import claim_fields, told_fields
    from carbonsim.report.audit_tables import records
    from carbonsim.report.onepage.studies.audit import audit_answer

    results = found.results
    return {
        "scenario": results.scenario.name,
        **told_fields(results.scenario, results.left_out),
        "draws": results.draws,
        "seed": results.seed,
        "folder": str(folder),
        "answer": audit_answer(found),
        "claims": [claim_fields(answer.result) for answer in found.answers],
        "not_moved": found.not_moved,
        "seconds": found.seconds,
        **records(found),
    }
