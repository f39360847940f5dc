"""Standard streams that may be closed, full, gone, or without Chinese characters."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TextIO

NAMES = ("stdin", "stdout", "stderr")


class OutputError(OSError):
    """End of a command whose output can not be written: a full disk, say."""


def prepare_streams() -> None:
    """Open what is closed, and let a terminal without Chinese characters show "?" and go on.

    A closed stream is a number that the next file to be opened would get, and with it what somebody prints.
    """
    for number, name in enumerate(NAMES):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)  # the lowest free number, which is this
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w" if number else "r", encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def takes_any_text(stream: TextIO) -> bool:
    """Whether a stream takes Chinese characters, and all others."""
    try:
        return codecs.lookup(stream.encoding).name.startswith("utf")
    except (AttributeError, LookupError, TypeError):
        return False


def print_out(text: str | None = None, *, now: bool = False) -> None:
    """Print a text to stdout, if there is one; `now` hands over all that was printed.

    Raises
    ------
    BrokenPipeError
        If its reader has gone.
    OutputError
        If it can not be written.
    """
    try:
        print(*(() if text is None else (text, "\n")), sep="", end="", flush=now)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error.errno, error.strerror or str(error), "standard output") from error


def print_beside(text: str) -> None:
    """Print to stderr; where nobody can read it, nothing is lost by going on."""
    try:
        print(text, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        let_go(sys.stderr)


def let_go(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere: Python would complain at its end."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
