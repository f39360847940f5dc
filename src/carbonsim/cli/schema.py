"""``carbonsim schema``: the JSON Schema of scenario files, for completion and checks in an editor."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
import argparse

from carbonsim.cli.failures import DONE
from carbonsim.cli.output import print_json

NAME = "schema"
HELP = "print the JSON Schema of scenario files"
DESCRIPTION = """Print the JSON Schema of scenario files. Save it and name it in the first line of a scenario
to have an editor complete and check as you type:

  carbonsim schema > carbonsim.schema.json
  # yaml-language-server: $schema=carbonsim.schema.json"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command: none of its own."""


def execute(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its options
    """Run the command."""
    from carbonsim.engine.catalogue import catalogue
    from carbonsim.scenario.schema import json_schema

    print_json(json_schema(catalogue()))
    return DONE
