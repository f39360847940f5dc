"""The command line: reads arguments, calls one command, turns errors into messages and exit codes."""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from carbonsim.cli import (
    audit,
    backtest,
    check,
    compare,
    corridor,
    counterfactual,
    explain,
    explore,
    listing,
    new,
    report,
    run,
    schema,
    sensitivity,
    solve,
)
from carbonsim.cli.failures import BAD_INPUT, DONE, guarded
from carbonsim.cli.streams import prepare_streams, print_out
from carbonsim.core.plain_text import harmless

#: In the order in which a new user meets them.
COMMANDS: tuple[ModuleType, ...] = (
    run,
    check,
    explain,
    listing,
    new,
    report,
    explore,
    audit,
    compare,
    sensitivity,
    solve,
    corridor,
    schema,
    backtest,
    counterfactual,
)
LANGUAGES = ("en", "zh")
#: Threads of linear algebra, of which a run has next to none: each waits for work and takes a processor's
#: time with it, and with how many of them a long sum is formed would show in its last bits.
THREADS = "OPENBLAS_NUM_THREADS"
#: Objects made between two looks for garbage. Reading makes many that all stay; what a run makes is arrays.
OBJECTS = 20_000
EPILOG = """exit codes:
  0  done
  1  the answer is no
  2  bad input: a scenario, an option, a folder
  3  a fault of carbonsim
  above 128: ended by a signal (130: Ctrl-C); what is finished of a large run is kept

start here:
  carbonsim list
  carbonsim run fujian-trunk-line
  carbonsim new my-plan
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line if left out.

    Returns
    -------
    int
        0 done, 1 the answer is no, 2 bad input, 3 a fault of carbonsim; 130 interrupted, 143 and 129 ended by
        SIGTERM and SIGHUP, 141 nobody reads what is printed.
    """
    prepare_streams()
    gc.set_threshold(OBJECTS)
    atexit.register(gc.freeze)  # what is there at the end goes with the process: nobody looks through it
    os.environ.setdefault(THREADS, "1")  # before NumPy is there, and for the processes of an ensemble
    options = argparse.Namespace(command=None, json=False)
    code = guarded(lambda: _parse(arguments, options))
    return code or guarded(lambda: int(options.execute(options)), as_json=options.json)


def _parse(arguments: Sequence[str] | None, options: argparse.Namespace) -> int:
    """Read arguments into options; an exit code other than 0 where there is no command."""
    parser = build_parser()
    try:
        parser.parse_args(arguments, options)
    finally:  # help and version leave from within, and their reader may have gone, too
        print_out(now=True)
    if options.command is None:
        parser.print_help(sys.stderr)
        return BAD_INPUT
    return DONE


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = Parser(
        prog="carbonsim",
        usage="carbonsim [-h] [--version] COMMAND ...",
        description="Carbon-reduction scenarios: emissions and costs to 2060, how sure they are, and whether "
        "published claims about them hold.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=Version, nargs=0, help="show the version and exit")
    common = Parser(add_help=False, allow_abbrev=False)
    common.add_argument("--json", action="store_true", help="print JSON for machines, and nothing else")
    common.add_argument("--lang", choices=LANGUAGES, default="en", help="language of titles and labels")
    # argparse forgets the indent of the longest name: padded, all names and their help share lines
    padded = "COMMAND".ljust(max(len(command.NAME) for command in COMMANDS) + 2)
    commands = parser.add_subparsers(dest="command", metavar=padded, title="commands", prog="carbonsim")
    for command in COMMANDS:
        described = commands.add_parser(
            command.NAME,
            help=command.HELP,
            description=command.DESCRIPTION,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common],
            allow_abbrev=False,
        )
        command.add_arguments(described)
        described.set_defaults(execute=command.execute)
    return parser


class Parser(argparse.ArgumentParser):
    """A parser whose errors steer no terminal, whatever was typed."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave."""
        super().error(harmless(message))


class Version(argparse.Action):
    """``--version``: looked up only when asked for, since that reads files."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and leave."""
        from importlib.metadata import version  # noqa: PLC0415 - only here

        print_out(f"{parser.prog} {version('carbonsim')}")
        parser.exit()
