"""Options that several commands take."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from carbonsim.cli.pictures import add_pictures
from carbonsim.core.plain_text import valid

MOST_DRAWS = 10_000_000
MOST_WORKERS = 1024


def draws(text: str) -> int:
    """A number of draws: whole, not negative; 0 and 1 both mean the deterministic run alone."""
    return _whole(text, MOST_DRAWS)


def sample(text: str) -> int:
    """A number of draws where there is no central run: one at least."""
    return _whole(text, MOST_DRAWS, 1)


def seed(text: str) -> int:
    """A seed: whole, not negative, of at most 64 bits; 0 is one like any other."""
    return _whole(text, 2**64 - 1)


def workers(text: str) -> int:
    """A number of processes."""
    return _whole(text, MOST_WORKERS, 1)


def whole(fewest: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""
    return lambda text: _whole(text, most, fewest)


def positive(text: str) -> float:
    """A number above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a number above 0")
    return value


def add_workers(parser: argparse.ArgumentParser) -> None:
    """``--workers``."""
    parser.add_argument(
        "--workers",
        type=workers,
        default=os.cpu_count() or 1,
        help="processes of this machine that make the draws (all its cores)",
    )


def add_computing(parser: argparse.ArgumentParser) -> None:
    """``--workers`` and ``--scheduler``."""
    add_workers(parser)
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="Dask scheduler whose workers make them, as tcp://host:8786"
    )


def add_set(parser: argparse.ArgumentParser) -> None:
    """``--set KEY=VALUE``."""
    parser.add_argument(
        "--set",
        dest="overrides",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        type=assignment,
        help="set a parameter, such as freight.swap.stations=200station (may be repeated)",
    )


def add_page(parser: argparse.ArgumentParser) -> None:
    """``--no-page``."""
    parser.add_argument("--no-page", action="store_true", help="write no page.json and no report.html")


def add_output(parser: argparse.ArgumentParser) -> None:
    """``--out``, ``--set``, ``--quiet`` and options of figures and page: of commands that write a folder."""
    parser.add_argument("--out", type=Path, default=Path("results"), help="folder of the results folders")
    add_set(parser)
    add_pictures(parser)
    add_page(parser)
    parser.add_argument("--quiet", action="store_true", help="print nothing")


def assignment(text: str) -> str:
    """``KEY=VALUE`` with a key; whether the key is known is for the reader to say."""
    key, equals, _ = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(f"found {text!r}, expected KEY=VALUE")
    return valid(text)


def _whole(text: str, most: int, fewest: int = 0) -> int:
    try:
        value = int(text)
    except ValueError:
        value = -1
    if not fewest <= value <= most:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number from {fewest} to {most:,}")
    return value
