"""Options of the pictures that a command writes."""

from __future__ import annotations

import argparse

from carbonsim.core.errors import Problem, ScenarioError

#: As `report.sheet.FORMATS`, which --help must not load.
FORMATS = ("png", "svg")


def add_pictures(parser: argparse.ArgumentParser, all_of_them: bool = False) -> None:
    """``--no-figures`` and ``--format``; ``--figures`` where a command has more than it draws."""
    if all_of_them:
        parser.add_argument("--figures", action="store_true", help="draw all figures, not only the answer")
    parser.add_argument("--no-figures", action="store_true", help="write no figures")
    parser.add_argument(
        "--format",
        dest="formats",
        metavar="FORMAT",
        type=formats,
        help=f"of figures: {' or '.join(FORMATS)}, or {','.join(FORMATS)} for both ({FORMATS[0]})",
    )


def formats(text: str) -> tuple[str, ...]:
    """Formats of pictures, separated by commas."""
    found = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",")))
    if not set(found) <= set(FORMATS):
        expected = f"{', '.join(FORMATS)} or {','.join(FORMATS)}"
        raise argparse.ArgumentTypeError(f"found {text!r}, expected {expected}")
    return found


def formats_of(options: argparse.Namespace) -> tuple[str, ...]:
    """Formats that were asked for, or the usual one."""
    return options.formats or FORMATS[:1]


def refuse_idle_pictures(command: str, options: argparse.Namespace) -> None:
    """Refuse what asks for figures, or for a form of them, beside ``--no-figures``."""
    asked = {"--figures": getattr(options, "figures", False), "--format": options.formats is not None}
    problems = [
        Problem(command, 0, 0, option, "found with --no-figures, which writes none", "leave one of them out")
        for option, is_there in asked.items()
        if is_there and options.no_figures
    ]
    if problems:
        raise ScenarioError(problems)
