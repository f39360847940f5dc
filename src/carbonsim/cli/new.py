"""``carbonsim new``: a commented scenario to start from."""

from __future__ import annotations

import argparse
import re
from importlib.resources import files
from pathlib import Path

from carbonsim.cli.failures import DONE
from carbonsim.cli.output import print_json, print_text
from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.files import write_new

NAME = "new"
HELP = "write a commented scenario to start from"
DESCRIPTION = """Write NAME.yaml into the working folder: a scenario that extends fujian-trunk-line and shows
what can be set. Nothing is overwritten."""
SUFFIX = ".yaml"
SAFE_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("name", metavar="NAME", help="letters, digits, dots, hyphens and underscores")


def execute(options: argparse.Namespace) -> int:
    """Run the command."""
    from carbonsim.scenario.header import is_safe_name  # noqa: PLC0415 - --help must not load it

    name = options.name.removesuffix(SUFFIX)
    if not re.fullmatch(SAFE_NAME, name):
        message = f"found {options.name!r}, expected letters, digits, dots, hyphens and underscores"
        raise ScenarioError([Problem("new", 0, 0, "NAME", message)])
    if not is_safe_name(name):
        message = f"found {options.name!r}, expected a name that is fit for a folder on every system"
        hint = "it must not be a device of Windows (con, nul, com1 ...), nor end with a dot"
        raise ScenarioError([Problem("new", 0, 0, "NAME", message, hint)])
    path = Path(name + SUFFIX)
    starter = files("carbonsim.cli").joinpath("starter.yaml").read_text(encoding="utf-8")
    try:
        write_new(path, starter.replace("NAME", name))
    except FileExistsError:
        message = "is there already and is not overwritten"
        raise ScenarioError([Problem(str(path), 0, 0, "", message)]) from None
    if options.json:
        print_json({"file": str(path)})
    else:
        print_text(f"Wrote {path}. Next:\n  carbonsim check {path}\n  carbonsim run {path}")
    return DONE
