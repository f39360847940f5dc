"""``carbonsim list``: what there is: shipped scenarios, parameters, regions."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse
from typing import Any

from carbonsim.cli.failures import DONE
from carbonsim.cli.output import print_json, print_text

NAME = "list"
HELP = "list shipped scenarios, parameters or regions"
DESCRIPTION = """List what there is:

  scenarios    shipped scenarios, to run or to extend as carbonsim:NAME
  parameters   all that a scenario may set, with unit, role and meaning
  regions      the regions of each shared table"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "what", nargs="?", choices=("scenarios", "parameters", "regions"), default="scenarios"
    )


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.report.layout import columns

    kinds = {"scenarios": _scenarios, "parameters": _parameters, "regions": _regions}
    rows = kinds[options.what](options.lang)
    if options.json:
        print_json({options.what: rows})
    else:
        cells = [[_cell(value) for value in row.values()] for row in rows]
        print_text("\n".join(columns(cells, "<" * len(cells[0]))))
    return DONE


def _cell(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _scenarios(language: str) -> list[dict[str, Any]]:
    from carbonsim.engine.catalogue import load_scenario
    from carbonsim.report.texts import text
    from carbonsim.scenario.places import shipped_files

    found = []
    for name, path in shipped_files().items():
        scenario = load_scenario(path)
        found.append(
            {
                "name": name,
                "sectors": scenario.sectors,
                "region": scenario.region,
                "years": "-".join(str(year) for year in scenario.years),
                "title": text(scenario.title, language),
            }
        )
    return found


def _parameters(language: str) -> list[dict[str, Any]]:
    from carbonsim.engine.catalogue import catalogue
    from carbonsim.engine.chinese_names import chinese_name

    chinese = language == "zh"
    return [
        {
            "pattern": definition.pattern,
            "unit": definition.unit or definition.kind,
            "role": definition.role,
            "description": chinese_name(definition).in_full if chinese else definition.description,
        }
        for definition in catalogue().definitions.values()
    ]


def _regions(_: str) -> list[dict[str, Any]]:
    from carbonsim.reference.tables import regions, table_names

    return [{"table": name, "regions": regions(name)} for name in table_names()]
