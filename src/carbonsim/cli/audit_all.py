"""``carbonsim audit --all``: verdicts on the claims of all shipped scenarios, each where it is judged."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
from typing import TYPE_CHECKING, Any

from carbonsim.cli.failures import DONE
from carbonsim.cli.folders import changes, folder_name
from carbonsim.cli.output import print_json, print_text
from carbonsim.cli.written import written_lines

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from carbonsim.results.audit_records import Audit

NAME = "audit-all"
#: Of each scenario that judges a claim by a figure of the model.
DRAWS = 1000


def execute_all(options: argparse.Namespace) -> int:
    """Run ``carbonsim audit --all``."""
    from carbonsim.report.audit_all_lines import all_lines
    from carbonsim.results.holding import held
    from carbonsim.results.manifest import manifest

    asked = {"draws": options.draws, "seed": options.seed}
    name = folder_name(NAME, changes((), asked, {"draws": DRAWS, "seed": None}))
    with held(options.out / name):
        audits = _audits(options)
        folder = _write(audits, [manifest(found.results) for found in audits], options, name)
    if options.json:
        print_json(_fields(audits, folder))
    elif not options.quiet:
        lines = all_lines(audits, options.lang)
        print_text("\n".join([*lines, *written_lines(options.out / name, folder, options.lang)]))
    return DONE


def _audits(options: argparse.Namespace) -> list[Audit]:
    """Audits of scenarios that judge claims: verdicts by draws, needs with central values.

    Runs end with the last year that is asked about; those of records have no draws.
    """
    from carbonsim.analysis.claim_judges import judging, no_longer_than_needed, with_verdicts
    from carbonsim.analysis.needs_alone import needs_alone
    from carbonsim.cli.audit import run_of
    from carbonsim.cli.loading import load_one, prepare
    from carbonsim.engine.run import run
    from carbonsim.scenario.places import shipped_scenarios

    scenarios = {name: load_one(name, options) for name in shipped_scenarios()}
    found = []
    for scenario in judging(scenarios):
        prepare([scenario], options)
        needed = no_longer_than_needed(scenario)
        draws = 1 if needed is scenario else DRAWS if options.draws is None else options.draws
        found.append(with_verdicts(needs_alone(run(needed, 1)), run_of(needed, draws, options)))
    return found


def _write(
    audits: Sequence[Audit], made: Sequence[Mapping[str, Any]], options: argparse.Namespace, name: str
) -> Path:
    """Tables, manifest and page, whole or not at all."""
    from carbonsim.report.audit_all_lines import all_tables
    from carbonsim.results.store import write_folder

    texts = {}
    if not options.no_page:
        from carbonsim.cli.pages import page_files
        from carbonsim.report.onepage.studies.audit_all import all_page

        texts = page_files(all_page(audits, made), options.lang)
    manifest = {"carbonsim": made[0]["carbonsim"], "scenarios": list(made)}
    return write_folder(options.out / name, all_tables(audits), manifest, texts=texts)


def _fields(audits: Sequence[Audit], folder: Path) -> dict[str, Any]:
    """All verdicts for machines, and the rows of needs."""
    from carbonsim.cli.records import claim_fields
    from carbonsim.report.audit_tables import records

    return {
        "folder": str(folder),
        "audits": [
            {
                "scenario": found.results.scenario.name,
                "draws": found.results.draws,
                "claims": [claim_fields(answer.result) for answer in found.answers],
                "needs": records(found)["needs"],
            }
            for found in audits
        ],
    }
