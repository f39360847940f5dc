"""What went wrong, for a human on stderr, for a machine on stdout, and as an exit code for a script."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from carbonsim.cli.output import print_aside, print_json
from carbonsim.cli.signals import EndedError, ended_by_signals
from carbonsim.cli.streams import OutputError, let_go, print_out
from carbonsim.core.errors import CarbonsimError, ComputingError, Problem, ScenarioError

DONE = 0
ANSWER_IS_NO = 1
BAD_INPUT = 2
OUR_FAULT = 3
INTERRUPTED = 130
#: What a program ends with whose reader has gone (``carbonsim list | head -1``).
READER_GONE = 141
TRACEBACK = "CARBONSIM_TRACEBACK"


def guarded(command: Callable[[], int], as_json: bool = False) -> int:
    """Run a command and turn whatever it raises into a message and an exit code.

    Parameters
    ----------
    command : callable
        Gives the exit code if all goes well.
    as_json : bool
        Whether a failure is also printed as JSON.

    Returns
    -------
    int
    """
    try:
        with ended_by_signals():
            code = command()
            print_out(now=True)
            return code
    except KeyboardInterrupt as ended:
        return ended.code if isinstance(ended, EndedError) else INTERRUPTED
    except BrokenPipeError:
        let_go(sys.stdout)
        return READER_GONE
    except Exception as error:
        return _report(error, as_json)


def _report(error: Exception, as_json: bool) -> int:
    if os.environ.get(TRACEBACK):
        import traceback  # noqa: PLC0415 - only when things go wrong

        print_aside("".join(traceback.format_exception(error)))
    code = exit_code(error)
    if isinstance(error, OutputError):
        let_go(sys.stdout)
    elif as_json:
        try:
            print_json({"error": describe(error), "exit_code": code}, now=True)
        except OSError:
            let_go(sys.stdout)
    print_aside(message(error, code))
    return code


def exit_code(error: Exception) -> int:
    """Whose fault it is: the input's or ours."""
    of_input = ScenarioError | ComputingError | OSError | MemoryError
    return BAD_INPUT if isinstance(error, of_input) else OUR_FAULT


def message(error: Exception, code: int) -> str:
    """An error in words, without a traceback."""
    if isinstance(error, ScenarioError):
        return str(error)
    if isinstance(error, ComputingError):
        return f"carbonsim: {error}"
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"carbonsim: {place}{error.strerror or error}"
    if isinstance(error, MemoryError):
        return "carbonsim: not enough memory; ask for fewer draws (--draws)"
    kind = "" if isinstance(error, CarbonsimError) else "unexpected "
    lines = [f"carbonsim: {kind}{type(error).__name__}: {error}"]
    if code == OUR_FAULT:
        lines += [
            "This is a fault of carbonsim and not of your input. Please report it to its developers with",
            f"the command, the scenario file and what the command prints with {TRACEBACK}=1 set.",
        ]
    return "\n".join(lines)


def describe(error: Exception) -> dict[str, Any]:
    """An error for machines."""
    return {"type": type(error).__name__, "message": str(error), **problems_fields(error)}


def problems_fields(error: Exception) -> dict[str, Any]:
    """The problems of an error for machines, and how many more there are."""
    if not isinstance(error, ScenarioError):
        return {"problems": []}
    more = len(error.problems) - len(error.told)
    problems = [problem_fields(problem) for problem in error.told]
    return {"problems": problems} | ({"more_problems": more} if more else {})


def problem_fields(problem: Problem) -> dict[str, Any]:
    """A problem of a scenario for machines."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "key": problem.key,
        "message": problem.message,
        "hint": problem.hint,
    }
