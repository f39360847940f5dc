"""``carbonsim check``: read scenarios and say what is wrong with them, without running them."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from carbonsim.cli.failures import BAD_INPUT, DONE, problem_fields
from carbonsim.cli.options import add_set
from carbonsim.cli.output import print_json, print_text
from carbonsim.core.errors import ScenarioError

if TYPE_CHECKING:
    from carbonsim.scenario.scenario import Scenario

NAME = "check"
HELP = "say what is wrong with scenarios, without running them"
DESCRIPTION = """Read scenarios and print everything that is wrong with them, one problem a line, each with
file, line and column. Exit code 2 if there is any.

Of scenarios without a problem it tells what does less than it seems to: what nothing reads, values for years
that are taken as they happened, and numbers that are those of another region."""


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
            problems = [problem_fields(problem) for problem in error.problems]
            answers.append({"scenario": path, "ok": False, "problems": problems})
            print_text(str(error), file=sys.stderr)
            continue
        if options.json:
            answers.append({"scenario": path, "ok": True, "problems": [], **_told(scenario)})
        else:
            answers.append({"ok": True})
            print_text("\n".join(_lines(path, scenario)))
    if options.json:
        print_json({"scenarios": answers})
    return DONE if all(answer["ok"] for answer in answers) else BAD_INPUT


def _told(scenario: Scenario) -> dict[str, Any]:
    """Warnings and numbers of other regions, for machines."""
    from carbonsim.engine.other_regions import other_regions
    from carbonsim.engine.warnings import scenario_warnings

    numbers = other_regions(scenario).items()
    return {
        "warnings": [problem_fields(warning) for warning in scenario_warnings(scenario)],
        "other_regions": {region: [setting.address for setting in settings] for region, settings in numbers},
    }


def _lines(path: str, scenario: Scenario) -> Iterator[str]:
    from carbonsim.engine.other_regions import nations, other_regions
    from carbonsim.engine.warnings import scenario_warnings
    from carbonsim.report.layout import wrap

    yield f"{path}: no problems; {_content(scenario)}"
    for warning in scenario_warnings(scenario):
        yield f"warning: {warning}"
    for region, settings in other_regions(scenario).items():
        start = f"  numbers of {region}, not of {scenario.region} ({len(settings)}): "
        if region in nations():
            yield f"{start}`carbonsim explain {path} --other-regions` lists them"
        else:
            patterns = dict.fromkeys(setting.definition.pattern for setting in settings)
            yield from wrap(", ".join(patterns), indent="    ", first=start)


def _levers(scenario: Scenario) -> str:
    return f", {len(scenario.levers)} levers" if scenario.levers else ""


def _content(scenario: Scenario) -> str:
    own = [setting for setting in scenario.settings.values() if setting.offered]
    if scenario.is_world:
        return f"a world for scenarios to extend: {len(own)} parameters of what sectors share"
    stated = sum(not setting.origin.row for setting in own)
    claims = f"{len(scenario.claims)} claims{_levers(scenario)}"
    return f"{stated} parameters set, {len(own) - stated} as shipped, {claims}"
