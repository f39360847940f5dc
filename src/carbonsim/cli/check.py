"""``carbonsim check``: read scenarios and say what is wrong with them, without running them."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
import sys
from typing import TYPE_CHECKING

from carbonsim.cli.failures import BAD_INPUT, DONE, problem_fields
from carbonsim.cli.options import add_set
from carbonsim.cli.output import print_json
from carbonsim.core.errors import ScenarioError

if TYPE_CHECKING:
    from carbonsim.scenario.scenario import Scenario

NAME = "check"
HELP = "say what is wrong with scenarios, without running them"
DESCRIPTION = """Read scenarios and print everything that is wrong with them, one problem a line, each with
file, line and column. Exit code 2 if there is any."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="a YAML file or a shipped scenario")
    add_set(parser)


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.cli.loading import load_one

    answers = []
    for path in options.scenarios:
        try:
            scenario = load_one(path, options.overrides)
        except ScenarioError as error:
            answers.append(
                {"scenario": path, "ok": False, "problems": [*map(problem_fields, error.problems)]}
            )
            print(error, file=sys.stderr)
            continue
        answers.append({"scenario": path, "ok": True, "problems": []})
        if not options.json:
            print(f"{path}: no problems; {_content(scenario)}")
    if options.json:
        print_json({"scenarios": answers})
    return DONE if all(answer["ok"] for answer in answers) else BAD_INPUT


def _content(scenario: Scenario) -> str:
    own = sum(setting.origin.row == 0 for setting in scenario.settings.values())
    return f"{own} parameters set, {len(scenario.settings) - own} as shipped, {len(scenario.claims)} claims"
