"""``carbonsim explain``: where the numbers of a scenario come from."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
from typing import TYPE_CHECKING

from carbonsim.cli.failures import DONE
from carbonsim.cli.options import add_set
from carbonsim.cli.output import print_json, print_text
from carbonsim.core.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from carbonsim.scenario.quantity import Setting
    from carbonsim.scenario.scenario import Scenario

NAME = "explain"
#: Instead of a parameter: the levers of the scenario.
LEVERS = "levers"
HELP = "say where the numbers of a scenario come from"
DESCRIPTION = """Print value, unit, range, source and origin of a parameter.

  carbonsim explain fujian-trunk-line freight.swap.stations   one parameter, everything known about it
  carbonsim explain fujian-trunk-line freight.swap            a section, one line for each parameter
  carbonsim explain fujian-trunk-line                         all that the scenario and its parents set
  carbonsim explain fujian-trunk-line levers                  what a reader of its results may move
  carbonsim explain fujian-trunk-line --other-regions         numbers of other regions than the scenario's"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("scenario", metavar="SCENARIO", help="a YAML file or a shipped scenario")
    parser.add_argument("key", metavar="KEY", nargs="?", help="a parameter, a section, or levers")
    parser.add_argument(
        "--other-regions", action="store_true", help="numbers of other regions than the scenario's alone"
    )
    add_set(parser)


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.cli.setting_text import full_text
    from carbonsim.cli.settings import one_line_each, setting_fields
    from carbonsim.engine.catalogue import load_scenario

    scenario = load_scenario(options.scenario, options.overrides)
    if options.key == LEVERS:
        from carbonsim.cli.lever_lines import lever_fields, lever_lines

        if options.json:
            print_json({"scenario": scenario.name, "levers": [lever_fields(one) for one in scenario.levers]})
        else:
            print_text("\n".join(lever_lines(scenario.levers, options.lang)))
        return DONE
    chosen = choose(scenario, options.key, options.other_regions)
    if options.json:
        print_json({"scenario": scenario.name, "parameters": [setting_fields(setting) for setting in chosen]})
    elif options.key in scenario.settings:
        print_text(full_text(chosen[0], scenario, options.lang))
    else:
        aside = not options.key
        print_text(one_line_each(chosen, scenario, options.lang, aside=aside, regions=options.other_regions))
    return DONE


def choose(scenario: Scenario, key: str | None, elsewhere: bool = False) -> list[Setting]:
    """The parameter named, those of the section named, or all that is not as shipped.

    Of numbers from elsewhere, all below a key or, without one, all of the scenario.

    Raises
    ------
    ScenarioError
        If there is no such parameter or section.
    """
    from carbonsim.engine.other_regions import other_regions
    from carbonsim.scenario.problems import did_you_mean

    settings = scenario.settings
    if elsewhere:
        numbers = [setting for several in other_regions(scenario).values() for setting in several]
        return [setting for setting in numbers if key is None or f"{setting.address}.".startswith(f"{key}.")]
    if key is None:
        return [setting for setting in settings.values() if not setting.origin.row]
    if key in settings:
        return [settings[key]]
    section = [setting for address, setting in settings.items() if address.startswith(f"{key}.")]
    if section:
        return section
    parents = {address.rsplit(".", depth)[0] for address in settings for depth in (1, 2, 3)}
    hint = _absent_sector(scenario, key) or did_you_mean(key, [*settings, *sorted(parents)])
    raise ScenarioError([Problem("explain", 0, 0, key, "found no such parameter or section", hint)])


def _absent_sector(scenario: Scenario, key: str) -> str:
    """What to say of a key that belongs to a sector which the scenario does not run."""
    from carbonsim.engine.catalogue import catalogue
    from carbonsim.scenario.catalogue import section_of

    section = section_of(key)
    if section not in catalogue().sectors or section in scenario.sectors:
        return ""
    return f"{scenario.name} has no section {section}: it runs {', '.join(scenario.sectors)}"
