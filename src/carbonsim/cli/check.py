"""``carbonsim check``: read scenarios and say what is wrong with them, without running them."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from carbonsim.cli.failures import BAD_INPUT, DONE, problem_fields, problems_fields
from carbonsim.cli.options import add_set
from carbonsim.cli.output import print_aside, print_json, print_text
from carbonsim.core.errors import ScenarioError

if TYPE_CHECKING:
    from carbonsim.scenario.quantity import Definition
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
            scenario = load_one(path, options, options.overrides)
        except ScenarioError as error:
            answers.append({"scenario": path, "ok": False, **problems_fields(error)})
            print_aside(str(error))
            continue
        if options.json:
            answers.append({"scenario": path, "ok": True, "problems": [], **_told(scenario)})
        else:
            answers.append({"ok": True})
            print_text("\n".join(_lines(path, scenario, options.lang)))
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


def _lines(path: str, scenario: Scenario, language: str) -> Iterator[str]:
    from carbonsim.engine.other_regions import nations, other_regions
    from carbonsim.engine.warnings import scenario_warnings
    from carbonsim.reference.regions import region_in
    from carbonsim.report.layout import wrap

    yield _say("{}: no problems; {}", language).format(path, _content(scenario, language))
    for warning in scenario_warnings(scenario):
        yield f"{_say('warning', language)}: {warning}"
    for region, settings in other_regions(scenario).items():
        places = (region_in(place, language) for place in (region, scenario.region))
        start = _say("numbers of {}, not of {} ({}): ", language).format(*places, len(settings))
        if region in nations():
            command = f"`carbonsim explain {path} --other-regions`"
            yield "  " + start + _say("{} lists them", language).format(command)
        else:
            definitions = dict.fromkeys(setting.definition for setting in settings)
            names = ("、" if language == "zh" else ", ").join(_named(one, language) for one in definitions)
            yield from wrap(names, indent="    ", first=f"  {start}")


def _named(definition: Definition, language: str) -> str:
    """A parameter by its key, in Chinese by its name."""
    from carbonsim.engine.chinese_names import name_of_all

    return name_of_all(definition) if language == "zh" else definition.pattern


def _say(words: str, language: str) -> str:
    """Words in a language; the texts of reports take time to load, and a check is quick."""
    if language != "zh":
        return words
    from carbonsim.report.texts import say

    return say(words, language)


def _content(scenario: Scenario, language: str) -> str:
    own = [setting for setting in scenario.settings.values() if setting.offered]
    if scenario.is_world:
        words = "a world for scenarios to extend: {} parameters of what sectors share"
        return _say(words, language).format(len(own))
    stated = sum(not setting.origin.row for setting in own)
    words = _say("{} parameters set, {} as shipped, {} claims", language)
    levers = _say(", {} levers", language).format(len(scenario.levers)) if scenario.levers else ""
    return words.format(stated, len(own) - stated, len(scenario.claims)) + levers
