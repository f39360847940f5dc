"""What a benchmark returns, and how a part of a program is timed."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

#: An action is run again while it has taken less than this [s], and at most so often.
ENOUGH, REPEATS = 1.0, 5


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    size: int  # what the benchmark is repeated over: draws, runs
    seconds: float  # of the processor for a loop, of the clock for a whole command
    work: float  # what was done in them, in `unit`
    unit: str
    memory: float = float("nan")  # peak of all processes together [MB]

    @property
    def rate(self) -> float:
        """Work a second."""
        return self.work / self.seconds if self.seconds else float("inf")


class PeerMissingError(Exception):
    """A peer that is measured beside carbonsim is not installed."""


def peer(name: str) -> ModuleType:
    """A peer's package, imported where it is used: it must not weigh on the memory of others."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a peer would like to find besides
            return import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in (name, name.partition(".")[0]):
            raise
        raise PeerMissingError(
            f"{name.partition('.')[0]} is not installed: install the extra 'bench'"
        ) from error


def cpu_seconds(action: Callable[[], object]) -> float:
    """Processor time of this process, best of some runs: what else the machine does hardly counts.

    As many runs as begin within `ENOUGH` seconds, at most `REPEATS`.
    """
    spent: list[float] = []
    while len(spent) < REPEATS and sum(spent) < ENOUGH:
        started = time.process_time()
        action()
        spent.append(time.process_time() - started)
    return min(spent)
