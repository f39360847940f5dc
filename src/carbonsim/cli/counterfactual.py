"""``carbonsim counterfactual``: the past of plug-in cars with other policies."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
import dataclasses
import time
from pathlib import Path
from typing import TYPE_CHECKING

from carbonsim.cli.failures import DONE
from carbonsim.cli.folders import changes, folder_name
from carbonsim.cli.options import sample, seed
from carbonsim.cli.output import print_json, print_text
from carbonsim.cli.written import refuse_file, written_lines
from carbonsim.core.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from carbonsim.analysis.counterfactual import Counterfactual
    from carbonsim.results.tables import Table

NAME = "counterfactual"
HELP = "the past of plug-in cars with other policies"
DESCRIPTION = """Take subsidies, relief of the purchase tax or limits on plates away from the years that have
happened, buyers being as they were: what did policies add to sales of plug-in cars? No scenario does this,
for in scenarios history is fixed.

Writes results/counterfactual/ with a table."""
DRAWS = 10_000
FEWEST = 2
#: As `sectors.nev.counterfactual.POLICIES`, which --help must not load.
POLICIES = ("subsidies", "tax-relief", "plate-quotas")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "--without",
        choices=POLICIES,
        nargs="+",
        default=POLICIES,
        help="policies to take away; all of them if left out",
    )
    parser.add_argument("--draws", type=sample, default=DRAWS, help=f"size of the ensemble ({DRAWS:,})")
    parser.add_argument("--seed", type=seed, help="of the draws")
    parser.add_argument("--out", type=Path, default=Path("results"), help="folder of the results folders")


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.analysis.counterfactual import counterfactual
    from carbonsim.results.holding import held
    from carbonsim.results.manifest import made_from
    from carbonsim.results.store import write_folder

    refuse_file(options.out)
    if options.draws < FEWEST:
        message = f"found {options.draws}, expected at least {FEWEST}"
        raise ScenarioError([Problem(NAME, 0, 0, "--draws", message, "one draw has no range")])
    started = time.perf_counter()
    name = _folder_name(options)
    with held(options.out / name):
        found = counterfactual(options.without, options.draws, options.seed)
        manifest = made_from(found.scenario, found.draws, found.seed, time.perf_counter() - started)
        folder = write_folder(options.out / name, {"counterfactual.csv": _table(found)}, manifest, None)
    if options.json:
        fields = {"removed": found.removed, "draws": found.draws, "seed": found.seed, "folder": str(folder)}
        print_json({**fields, "rows": [dataclasses.asdict(row) for row in found.rows]})
    else:
        from carbonsim.report.counterfactual_tables import counterfactual_lines

        where = written_lines(options.out / name, folder, options.lang)
        print_text("\n".join([*counterfactual_lines(found, options.lang), *where]))
    return DONE


def _folder_name(options: argparse.Namespace) -> str:
    """The plain folder for all policies and the usual draws and seed; any other has its own."""
    from carbonsim.analysis.counterfactual import SCENARIO
    from carbonsim.engine.catalogue import load_scenario

    usual = {"without": POLICIES, "draws": DRAWS, "seed": load_scenario(SCENARIO).seed}
    removed = tuple(policy for policy in POLICIES if policy in options.without)
    asked = {"without": removed, "draws": options.draws, "seed": options.seed}
    return folder_name(NAME, changes([], asked, usual))


def _table(found: Counterfactual) -> Table:
    """All rows, as in ``--json``; a range in three columns."""
    from carbonsim.results.tables import Table

    rows = [dataclasses.asdict(row) for row in found.rows]
    head: list[str] = []
    for name, value in rows[0].items():
        head += [f"{name}_{end}" for end in ("p5", "p50", "p95")] if isinstance(value, tuple) else [name]
    cells = [
        tuple(cell for value in row.values() for cell in (value if isinstance(value, tuple) else (value,)))
        for row in rows
    ]
    return Table(tuple(head), cells)
